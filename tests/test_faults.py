"""What goes wrong around a running dashboard, and what a person then sees."""

import os
import shutil
import subprocess
import sys

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.table import read
from tests import ROOT


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Return a copy of our table that the pages read, and that a test may break."""
    path = tmp_path / "incidents.csv"
    shutil.copy(read.INCIDENTS, path)
    monkeypatch.setattr(read, "INCIDENTS", path)
    return path


def words(at) -> str:
    shown = [*at.error, *at.warning, *at.markdown, *at.caption, *at.info]
    return "\n".join(each.value for each in shown)


def test_a_table_that_breaks_while_the_page_is_open_is_told_and_comes_back(table):
    whole = table.read_bytes()
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    at.query_params["from"] = "2026-09-01"
    at.run()
    assert not at.exception and len(at.dataframe)
    table.unlink()
    assert not at.run().exception
    assert "incidents" in words(at) and not len(at.dataframe)
    table.write_bytes(b"a,b\r\n1,2\r\n")
    assert not at.run().exception and not len(at.dataframe)
    table.write_bytes(whole[: len(whole) // 2])
    assert not at.run().exception
    assert "cut" in words(at).lower()
    table.write_bytes(whole)
    assert not at.run().exception and len(at.dataframe)


@pytest.mark.full
@pytest.mark.parametrize(
    "setting",
    [
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Caracas"},
        {"LC_ALL": "tr_TR.UTF-8"},
    ],
    ids=str,
)
def test_place_and_language_of_the_machine_change_no_figure(setting):
    command = [sys.executable, "-m", "dashboard", "totals", "--json"]
    plain = {"TZ": "UTC", "LC_ALL": "C.UTF-8"}
    found = [
        subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **plain, **more},
            capture_output=True,
            check=True,
        ).stdout
        for more in ({}, setting)
    ]
    assert found[0] == found[1] and len(found[0]) > 100
