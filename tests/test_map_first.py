"""What of the Map page a run draws first: the marks wait for nothing else of it."""

from types import SimpleNamespace

import pytest
import streamlit as st

from dashboard.table.reading import UnreadableTableError
from dashboard.views import _data, _front, _map, _map_first, _stage
from tests.test_app import caption, opened, widget


def note_of(calls, name, function):
    def noted(*args, **named):
        calls.append(name)
        return function(*args, **named)

    return noted


def order_of_runs(monkeypatch):
    """Return the list to which each run adds what it draws, in its order."""
    calls: list[str] = []
    for module, name in (
        (_map_first, "draw_filter_bar"),
        (_stage, "show_map"),
        (_stage, "draw_switches"),
        (_stage, "_draw_list"),
    ):
        function = getattr(module, name)
        monkeypatch.setattr(module, name, note_of(calls, name, function))
    return calls


def test_a_change_of_filter_is_on_the_map_before_filters_and_lists_are(monkeypatch):
    calls = order_of_runs(monkeypatch)
    at = opened()
    assert calls == ["draw_filter_bar", "show_map", "draw_switches", "_draw_list"]
    calls.clear()
    widget(at, "deaths_min").set_value(4).run()
    assert calls == ["show_map", "draw_switches", "_draw_list", "draw_filter_bar"]


def test_the_map_is_drawn_before_the_numbers_that_stand_over_it(monkeypatch):
    drawn: list[str] = []
    for module, name in ((_map_first, "draw_stage"), (_front, "front_html")):
        own = getattr(module, name)
        monkeypatch.setattr(module, name, note_of(drawn, name, own))
    at = opened()
    assert drawn == ["front_html", "draw_stage"]  # else a new page moves its map down
    drawn.clear()
    widget(at, "deaths_min").set_value(4).run()
    assert drawn == ["draw_stage", "front_html"]


def test_the_message_of_the_map_leaves_before_its_columns_are_written(monkeypatch):
    done: list[str] = []
    monkeypatch.setattr(_map, "LEAST_ROWS", 1)
    for module, name in (
        (_map, "st_folium"),
        (_map.st, "html"),
        (_map, "write_view"),
    ):
        monkeypatch.setattr(module, name, note_of(done, name, getattr(module, name)))
    # the whole module: other threads sleep meanwhile
    monkeypatch.setattr(
        _map, "time", SimpleNamespace(sleep=lambda _: done.append("sleep"))
    )
    opened()
    at = done.index("st_folium")
    assert done[at : at + 3] == ["st_folium", "sleep", "html"]
    assert "write_view" not in done  # the page writes the address, with its filters


def test_map_and_page_show_one_selection_where_a_filter_refuses_its_value(monkeypatch):
    shown: list[dict] = []
    draw_stage, draw_filter_bar = _map_first.draw_stage, _map_first.draw_filter_bar

    def stage(asked, *args, **named):
        shown.append(asked.selection)
        draw_stage(asked, *args, **named)

    def bar(dataset):
        if st.session_state.get("deaths_min") == 4:
            st.session_state["deaths_min"] = 3  # as a widget that was given a bound
        draw_filter_bar(dataset)

    at = opened()
    monkeypatch.setattr(_map_first, "draw_stage", stage)
    monkeypatch.setattr(_map_first, "draw_filter_bar", bar)
    widget(at, "deaths_min").set_value(4).run()
    assert not at.exception
    assert [each["deaths_min"] for each in shown] == [4, 3]
    assert "at least 3 killed (best)" in caption(at)


def test_a_map_that_fails_takes_no_filter_with_it(monkeypatch):
    def fails(*args, **named):
        raise ValueError("made up")

    monkeypatch.delenv("DASHBOARD_DEBUG", raising=False)
    at, show_map = opened(), _stage.show_map
    monkeypatch.setattr(_stage, "show_map", fails)
    widget(at, "deaths_min").set_value(4).run()
    assert at.error and widget(at, "deaths_min").value == 4
    monkeypatch.setattr(_stage, "show_map", show_map)
    at.run()
    assert widget(at, "deaths_min").value == 4
    assert "at least 4 killed (best)" in caption(at)


READS = {"the first": {1}, "the second": {2}, "both": {1, 2}, "none": set()}


@pytest.mark.parametrize("failing", READS)
def test_a_file_saved_while_a_page_is_drawn_is_no_fault(failing, monkeypatch):
    """A run that has read the table shows it to its end, as it was read."""
    at, shown, calls = opened(), _data._shown, []

    def half_saved(keys):
        calls.append(keys)
        if len(calls) in READS[failing]:
            raise UnreadableTableError("made up")
        return shown(keys)

    monkeypatch.setattr(_data, "_shown", half_saved)
    at.run()
    assert not at.exception and "map_of_run" not in at.session_state
    said = [each.value for each in at.error]
    assert said == (["made up"] if failing == "both" else [])
    assert failing == "both" or "campaign is boat strikes" in caption(at)


def test_filters_of_another_table_are_not_known(monkeypatch):
    at, calls = opened(), []
    for name in ("draw_filter_bar", "draw_stage"):
        own = getattr(_map_first, name)
        monkeypatch.setattr(_map_first, name, note_of(calls, name, own))
    at.session_state["filters_of"] = "another"
    at.run()
    assert calls == ["draw_filter_bar", "draw_stage"]


def test_an_id_that_is_not_in_the_table_is_told_and_no_fault():
    at = opened()
    at.session_state["id"] = "CAR-1900-01-01-01"
    at.run()
    assert not at.exception and not at.error


def test_what_a_run_shows_is_not_kept_by_the_session():
    at = opened()
    assert "map_of_run" not in at.session_state


def test_what_a_broken_run_left_is_not_kept_either():
    at = opened()
    at.switch_page("views/method.py").run()
    at.session_state["map_of_run"] = "of a run that was broken off"
    at.run()
    assert not at.exception and "map_of_run" not in at.session_state
