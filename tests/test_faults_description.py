"""The description is replaced while a page is open: no coverage that is not so."""

import json
import shutil
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.combined import combine
from dashboard.figures.caveats import caveats, outside_period, short_caveats
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.fingerprint import bytes_sha256
from tests import ROOT
from tests.worlds import real_dataset

FIRST, LAST = date(2026, 2, 2), date(2026, 2, 4)


@pytest.mark.parametrize(
    ("days", "count"),
    [
        (["2026-02-02", "2026-02-04"], 0),
        (["2026-02-01", "2026-02-03"], 1),
        (["2026-02-05", None, "2026-02-01"], 2),
        ([None], 0),
        ([], 0),
    ],
)
def test_rows_outside_the_described_days_are_counted(days, count):
    rows = pd.DataFrame({"date": pd.to_datetime(days)})
    ours = real_dataset().dictionary
    words = outside_period(rows, replace(ours, coverage_start=FIRST, coverage_end=LAST))
    told = "outside 2 Feb 2026 – 4 Feb 2026, the days described as covered"
    assert words == [f"{count} row{'s' * (count > 1)} {told}"] * bool(count)
    for open_end in ({"coverage_start": None}, {"coverage_end": None}):
        known = {"coverage_start": FIRST, "coverage_end": LAST} | open_end
        assert outside_period(rows, replace(ours, **known)) == []


def test_each_of_several_tables_has_its_own_days():
    whole = real_dataset()
    short = replace(
        whole,
        dictionary=replace(whole.dictionary, coverage_end=date(2026, 1, 31)),
        state=replace(whole.state, table="0" * 64),
    )
    late = int((whole.incidents["date"] > pd.Timestamp(2026, 1, 31)).sum())
    assert late
    for said in (caveats, short_caveats):
        (alone,) = said(short)
        assert alone.startswith(f"{late} rows outside") and said(whole) == []
        told = [each for each in said(combine([whole, short])) if "outside" in each]
        assert len(told) == 1 and told[0].endswith(alone) and told[0] != alone


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Return copies of our table and its description that the pages read."""
    for name in ("incidents.csv", "datapackage.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(read, "INCIDENTS", tmp_path / "incidents.csv")
    monkeypatch.setattr(descriptions, "DATAPACKAGE", tmp_path / "datapackage.json")
    return tmp_path / "incidents.csv", tmp_path / "datapackage.json"


def words(at) -> str:
    """Return all that a page says; no page of a test may fail."""
    assert not at.exception
    shown = [*at.error, *at.warning, *at.markdown, *at.caption, *at.info]
    return "\n".join(each.value for each in shown).replace("\\", "")


@pytest.mark.full
def test_a_description_replaced_under_an_open_page(files):
    table, description = files
    rows, text = table.read_bytes(), description.read_text("utf-8")
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    at.query_params["from"] = "2026-09-01"
    assert "data to 4 Oct 2026" in words(at.run()).replace("Data", "data")
    # half written, no description at all, deleted: why, and no numbers
    for broken in (text[: len(text) // 2], "", "[]", "null", '{"resources": 1}', None):
        description.unlink()
        if broken is not None:
            description.write_text(broken, "utf-8")
        said = words(at.run())
        assert "datapackage.json" in said, broken
        assert "4 Oct 2026" not in said and not len(at.dataframe), broken
    # another valid one: its own days
    other = json.loads(text)
    other |= {"coverage_end": "2026-10-05"}
    description.write_text(json.dumps(other), "utf-8")
    assert "ata to 5 Oct 2026" in words(at.run())
    description.write_text(text, "utf-8")
    assert "4 Oct 2026" in words(at.run()) and len(at.dataframe)
    assert table.read_bytes() == rows


@pytest.mark.full
def test_new_rows_come_before_their_description_or_behind_it(files):
    table, description = files
    rows, text = table.read_bytes(), description.read_text("utf-8")
    ends = b"\r\n" if b"\r\n" in rows else b"\n"
    header, first = rows.split(ends)[0], rows.split(ends)[1]
    made_up = first.split(b",", 3)
    made_up[:3] = [b"VE-2026-11-02-01", b"", b"2026-11-02"]
    assert header.startswith(b"incident_id,parent_id,date,")
    longer = rows + b",".join(made_up) + ends
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    at.query_params["from"] = "2026-09-01"
    assert "outside" not in words(at.run())
    table.write_bytes(longer)  # the table first
    assert "1 row outside 2 Sep 2025 – 4 Oct 2026" in words(at.run())
    new = json.loads(text) | {"coverage_end": "2026-11-02"}
    seal = new["resources"][0]
    assert seal["rows"] == 110
    seal |= {
        "rows": 111,
        "bytes": len(longer),
        "hash": f"sha256:{bytes_sha256(longer)}",
    }
    description.write_text(json.dumps(new), "utf-8")
    said = words(at.run())
    assert "outside" not in said and "2 Nov 2026" in said
    table.write_bytes(rows)  # the description first
    assert "cut short: 110 of 111 rows" in words(at.run())
