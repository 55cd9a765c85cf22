"""The form on the Data page without a browser: add, correct, undo, and no leave."""

import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from dashboard.commands.cli import main
from dashboard.commands.codes import WrongUseError
from dashboard.commands.run import _address_to_edit
from dashboard.editing.folder import open_folder
from dashboard.editing.leave import VARIABLE, may_edit
from dashboard.sources_of_run import VARIABLE as TABLES
from dashboard.table import archive
from dashboard.views._edit_sources import given_entries
from tests.test_app_data import app, on, run, words

ROOT = Path(__file__).resolve().parents[1]
FILES = (
    "incidents.csv sources.csv publishers.csv history.csv published_totals.csv "
    "datapackage.json CHANGELOG.md"
).split()


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Return a copy of our files, which the dashboard shows with leave to edit."""
    monkeypatch.setattr(archive, "ARCHIVE", tmp_path / "kept")
    folder = tmp_path / "home"
    folder.mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    path = str(folder / "incidents.csv")
    monkeypatch.setenv(TABLES, json.dumps([{"path": path}]))
    monkeypatch.setenv(VARIABLE, "1")
    monkeypatch.setattr(st, "get_option", _local(st.get_option))
    return folder


def _local(get_option):
    return lambda name: "127.0.0.1" if name == "server.address" else get_option(name)


def source(**members):
    blank = dict.fromkeys(("url", "publisher", "archive_url", "archive_date"), "")
    return blank | members


def test_a_source_counts_by_its_address_and_one_that_never_had_one_by_its_publisher():
    with_address = source(url="https://a.example", publisher="A")
    bare, new = source(publisher="B"), source(url="https://c.example", publisher="C")
    before = [with_address, bare]
    assert given_entries(before, before) == before
    assert given_entries([*before, new], before) == [*before, new]
    for gone in ({**with_address, "url": ""}, {**bare, "publisher": ""}):
        assert (
            given_entries([gone], [with_address if gone["publisher"] else bare]) == []
        )
    assert given_entries([source(publisher="half typed")], []) == []


def field(at, key):
    every = [*at.text_input, *at.text_area, *at.selectbox]
    (found,) = [each for each in every if each.key == key]
    return found


def press(at, key):
    (button,) = [each for each in at.button if each.key == key]
    button.click()
    return run(at)


def typed(at, **values):
    for key, value in values.items():
        widget = field(at, f"edit_new_{key}")
        (widget.select if hasattr(widget, "options") else widget.set_value)(value)
    return run(at)


def with_row(at):
    """Type a made-up row with its place in words and one source."""
    field(at, "edit_like").select("EP-2026-08-23-01")
    run(at)
    typed(at, place_words="about 60 NM south-west of Golfito", date="27 November 2026")
    typed(
        at,
        deaths_low="3",
        deaths_best="3",
        deaths_high="4",
        source_0_url="https://example.org/a",
    )
    return typed(at, source_0_publisher="Associated Press (AP)")


def contents(folder):
    return {
        each.name: each.read_bytes() for each in folder.iterdir() if each.name[0] != "."
    }


def test_a_row_is_checked_saved_and_undone(home):
    before = contents(home)
    at = with_row(on(app(), "data"))
    assert field(at, "edit_new_latitude").value == "7.892"
    assert field(at, "edit_new_radius_km").value == "47"
    assert "Golfito, town" in words(at)
    at = press(at, "edit_check")
    said = words(at)
    assert "EP-2026-11-27-01" in said and "NM" in said
    assert "Incidents: 71 → 72 (+1)" in said and "Deaths high: 238 → 242 (+4)" in said
    assert contents(home) == before
    field(at, "edit_why").set_value("a new report")
    run(at)
    at = press(at, "edit_save")
    assert "Saved: EP-2026-11-27-01" in words(at)
    table = pd.read_csv(home / "incidents.csv", dtype=str).set_index("incident_id")
    row = table.loc["EP-2026-11-27-01"]
    assert (row["latitude"], row["deaths_high"], row["revision"]) == ("7.892", "4", "1")
    assert row["sources"] == "Associated Press (AP) <https://example.org/a>"
    folder = open_folder(home / "incidents.csv")
    assert folder.changes[-1].incident_id == "EP-2026-11-27-01"


def test_a_wrong_row_is_refused_and_nothing_is_written(home):
    before = contents(home)
    at = with_row(on(app(), "data"))
    at = press(typed(at, latitude="95"), "edit_check")
    assert "Not saved" in words(at) and "latitude" in words(at)
    assert not [each for each in at.button if each.key == "edit_save"]
    assert contents(home) == before


def test_what_was_typed_after_the_check_must_be_checked_again(home):
    at = press(with_row(on(app(), "data")), "edit_check")
    at = typed(at, deaths_high="9")
    assert any("Check it again" in each.value.replace("\\", "") for each in at.info)
    assert not [each for each in at.button if each.key == "edit_save"]


def test_an_unknown_place_is_told_and_fills_in_nothing(home):
    at = typed(on(app(), "data"), place_words="80 NM south of Atlantis")
    assert "no town, island" in words(at)
    assert field(at, "edit_new_latitude").value == ""


@pytest.mark.full
def test_a_saved_draft_is_not_saved_twice(home):
    at = press(with_row(on(app(), "data")), "edit_check")
    field(at, "edit_why").set_value("a new report")
    run(at)
    draft = at.session_state["draft_of_row"]
    at = press(at, "edit_save")
    rows = (home / "incidents.csv").read_text("utf-8").count("EP-2026-11-27-01")
    at.session_state["draft_of_row"] = draft
    at.session_state["save_asked"] = draft[2]
    run(at)
    assert (home / "incidents.csv").read_text("utf-8").count("EP-2026-11-27-01") == rows


def test_without_leave_the_page_says_how_to_get_it(home, monkeypatch):
    monkeypatch.delenv(VARIABLE)
    at = on(app(), "data")
    assert "run --edit" in words(at)
    assert not [each for each in at.button if each.key == "edit_check"]


@pytest.mark.parametrize(
    ("environment", "address", "may"),
    [
        ({VARIABLE: "1"}, "127.0.0.1", True),
        ({VARIABLE: "1"}, "localhost", True),
        ({VARIABLE: "1"}, "::1", True),
        ({VARIABLE: "1"}, "0.0.0.0", False),
        ({VARIABLE: "1"}, None, False),
        ({VARIABLE: "1"}, "127.0.0.10.example.org", False),
        ({VARIABLE: "0"}, "127.0.0.1", False),
        ({}, "127.0.0.1", False),
    ],
)
def test_leave_is_given_at_the_start_and_to_this_machine_alone(
    environment, address, may
):
    assert may_edit(environment, address) is may


@pytest.mark.parametrize(
    ("options", "address"),
    [
        ([], "127.0.0.1"),
        (["--server.port", "8600"], "127.0.0.1"),
        (["--server.address", "localhost"], "localhost"),
        (["--server.address=::1"], "::1"),
    ],
)
def test_run_with_edit_names_an_address_of_this_machine(options, address):
    assert _address_to_edit(options) == address


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.0.5", ""])
def test_run_with_edit_refuses_another_address(address, capsys):
    with pytest.raises(WrongUseError, match="only on this machine"):
        _address_to_edit(["--server.address", address or "::"])
    assert main(["run", "--edit", "--server.address", address or "::"]) == 2
    assert "no login" in capsys.readouterr().err


def test_run_gives_leave_only_where_it_is_asked_for(monkeypatch):
    started = []
    monkeypatch.setattr(
        "dashboard.commands.run.start", lambda *a: started.append(a) or 0
    )
    monkeypatch.setenv(VARIABLE, "1")
    assert main(["run"]) == 0 and main(["run", "--edit"]) == 0
    (_, _, without), (command, _, environment) = started
    assert VARIABLE not in without and environment[VARIABLE] == "1"
    assert command[-2:] == ["--server.address", "127.0.0.1"]
    assert "--edit" not in command and os.environ[VARIABLE] == "1"


@pytest.mark.full
def test_a_copy_of_our_table_is_validated_by_the_description_beside_it(home, capsys):
    path = str(home / "incidents.csv")
    options = ["--set", "notes=made up", "--why", "made up"]
    assert main(["edit", "CAR-2025-09-02-01", "--data", path, *options]) == 0
    capsys.readouterr()
    assert main(["validate", path]) == 0
    assert "not the one" not in capsys.readouterr().out
