"""Undo, redo and reset, and links that pin their data, without a browser."""

import shutil
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import ROOT
from dashboard.dataset import our_files
from dashboard.selection.link import filters_of
from dashboard.table import archive, read
from dashboard.table.fingerprint import file_sha256, read_state
from tests.test_app import APP, caption, opened, widget
from tests.worlds import OPENING


def press(at, key):
    (button,) = [each for each in at.button if each.key == key]
    assert not button.disabled
    button.click().run()
    assert not at.exception
    return at


def disabled(at, key):
    (button,) = [each for each in at.button if each.key == key]
    return button.disabled


def test_at_first_there_is_nothing_to_undo_or_redo():
    at = opened()
    assert disabled(at, "undo") and disabled(at, "redo")


@pytest.mark.full
def test_undo_and_redo_walk_through_the_last_selections():
    at = opened(region="VE-R", relation="off", within_nm="25")
    said = [caption(at)]
    widget(at, "verification").set_value(["contested"]).run()
    said.append(caption(at))
    widget(at, "region").set_value("TT").run()
    said.append(caption(at))
    assert len(set(said)) == 3
    press(at, "undo")
    assert caption(at) == said[1] and "within 25 NM" in said[1]
    press(at, "undo")
    assert caption(at) == said[0] and disabled(at, "undo")
    press(at, "redo")
    press(at, "redo")
    assert caption(at) == said[2] and disabled(at, "redo")


def test_a_new_choice_after_undo_ends_the_way_forward():
    at = opened()
    widget(at, "deaths_min").set_value(4).run()
    press(at, "undo")
    widget(at, "text").set_value("Beata").run()
    assert disabled(at, "redo")
    press(at, "undo")
    assert caption(at).startswith("campaign is boat strikes · data")


def test_steps_are_kept_from_page_to_page_and_say_where_they_lead():
    at = opened()
    widget(at, "verification").set_value(["contested"]).run()
    at.switch_page("views/region.py").run()
    (button,) = [each for each in at.button if each.key == "undo"]
    assert button.help == "Back to: campaign is boat strikes"
    press(at, "undo")
    assert at.session_state["verification"] == []


def test_reset_can_be_undone():
    at = opened(campaign="", deaths_min="5")
    before = caption(at)
    press(at, "reset")
    assert caption(at) != before
    press(at, "undo")
    assert caption(at) == before


def test_the_address_pins_the_data_and_its_totals():
    at = opened()
    name = read_state(our_files()).fingerprint
    pin = f"{name}.71.215.238.238.s{filters_of(OPENING)}"
    assert at.query_params["data"] in (pin, [pin])


def test_a_link_on_the_same_data_says_nothing():
    again = dict(opened(verification="contested").query_params)
    assert "since this link" not in told(opened(**again))


def told(at):
    return " ".join(each.value for each in at.markdown).replace("\\", "")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"data": "<script>"}, "data '<script>': must be a fingerprint and totals"),
        ({"v": "2"}, "v '2': this dashboard writes and reads version 1"),
    ],
)
def test_a_bad_pin_or_another_version_is_named_and_the_rest_holds(query, words):
    at = opened(verification="contested", **query)
    assert words in " ".join(each.value for each in at.warning).replace("\\", "")
    assert "verification is contested" in caption(at)


@pytest.fixture
def two_tables(tmp_path, monkeypatch):
    """Let the app read a newer table: one row more, one toll raised, one row gone."""
    old, new = tmp_path / "old.csv", tmp_path / "incidents.csv"
    shutil.copy(ROOT / "incidents.csv", old)
    lines = old.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("CAR-2025-09-19-01,")]
    more = next(line for line in lines if line.startswith("CAR-2025-10-03-01,"))
    more = more.replace("CAR-2025-10-03-01", "CAR-2025-10-03-02")
    new.write_text("".join([*kept, more, more.replace("-02,", "-03,", 1)]), "utf-8")
    monkeypatch.setattr(archive, "ARCHIVE", tmp_path / "tables")
    monkeypatch.setattr(read, "INCIDENTS", new)
    return old, new


def link_on(table, totals="71.215.238.238"):
    at = AppTest.from_file(APP, default_timeout=60)
    at.query_params["data"] = f"{file_sha256(table)[:8]}.{totals}"
    at.run()
    assert not at.exception
    return at


@pytest.mark.full
def test_a_link_on_older_data_says_what_has_changed_and_shows_it(two_tables):
    old, _ = two_tables
    files = replace(our_files(), table=old)
    archive.keep_state(files, read_state(files))
    at = link_on(old)
    assert "72 of 98 incidents" in told(at)
    assert "+1 incident and deaths low +" in told(at).replace("**", "")
    assert at.session_state["pin_of_link"] is not None
    (toggle,) = [each for each in at.toggle if each.key == "shows_changes"]
    toggle.set_value(True).run()
    assert not at.exception
    changes = next(each.value for each in at.dataframe if "What" in each.value.columns)
    assert set(zip(changes["Id"], changes["What"], strict=True)) == {
        ("CAR-2025-10-03-02", "new in the table"),
        ("CAR-2025-10-03-03", "new in the table"),
        ("CAR-2025-09-19-01", "no longer in the table"),
    }
    (away,) = [each for each in at.button if "notice away" in each.label]
    away.click().run()
    assert "since this link" not in told(at)


def test_without_the_earlier_table_only_the_totals_are_compared(two_tables):
    at = link_on(two_tables[0])
    (toggle,) = [each for each in at.toggle if each.key == "shows_changes"]
    toggle.set_value(True).run()
    assert any("never opened on this machine" in each.value for each in at.info)


@pytest.mark.parametrize(
    "query",
    [
        {"to": "2026-01-07"},  # edited by hand: the pin is that of other filters
        {"region": "NOPE"},  # ignored, so that more is shown than was meant
    ],
)
def test_a_pin_of_other_filters_is_not_told_as_a_change_of_the_data(query):
    at = opened()
    pin = at.query_params["data"]
    late = opened(data=pin[0] if isinstance(pin, list) else pin, **query)
    assert not late.exception and "since this link" not in told(late)


def test_the_help_of_undo_holds_no_picture_of_a_link():
    at = opened(text="![x](https://a.example/a.png)")
    widget(at, "verification").set_value(["contested"]).run()
    (undo,) = [each for each in at.button if each.key == "undo"]
    assert "![x](" not in undo.help and "x" in undo.help


def test_the_switch_of_the_view_takes_the_view_of_now():
    at = opened()
    at.session_state["view_of_map"] = (9.5, -66.0, 12.5, -60.0)
    switch = next(each for each in at.toggle if each.key == "bounds")
    switch.set_value(True).run()
    next(each for each in at.toggle if each.key == "bounds").set_value(False).run()
    at.session_state["view_of_map"] = (0.0, -100.0, 5.0, -90.0)
    next(each for each in at.toggle if each.key == "bounds").set_value(True).run()
    assert at.session_state["bounds_seen"] == (0.0, -100.0, 5.0, -90.0)
