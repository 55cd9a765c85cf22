"""A long step can be stopped, says so, and goes on when asked (no browser)."""

from dataclasses import replace

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.checks import across_tables
from dashboard.checks.across_tables import NOT_LOOKED_FOR, find_same
from dashboard.combined import combine
from dashboard.geo import region_counts
from dashboard.geo.region_answers import find_answers
from dashboard.geo.region_counts import incidents_by_region
from dashboard.views import _data, _stoppable
from dashboard.views._state import STOPPED
from tests.test_app import opened_at
from tests.worlds import real_dataset


class StoppedError(Exception):
    """Ends work between two pieces, as a click does."""


def script():
    """Draw one long step, as a page does."""
    import streamlit as st

    from dashboard.views._stoppable import do_or_stop, draw_stopped

    done = st.session_state.setdefault("done", [])

    def work(tell):
        for piece in range(4):
            tell(piece / 4)
            done.append(piece)
        return "made"

    made = do_or_stop("step", ("asked",), "Counting …", work)
    if made is None:
        draw_stopped("step", "It was stopped.")
    else:
        st.markdown(made)


def keys(at):
    return {each.key for each in at.button}


def stop(at, name, asked):
    """Do what a click on Stop does."""
    at.session_state[STOPPED] = {name: asked}


def test_a_step_that_was_stopped_is_not_done_and_goes_on_when_asked():
    at = AppTest.from_function(script)
    stop(at, "step", ("asked",))
    at.run()
    assert at.session_state["done"] == []
    assert ["stopped" in each.value for each in at.info] == [True]
    at.button(key="go_on_step").click().run()
    assert at.session_state["done"] == [0, 1, 2, 3] and not at.info
    assert [each.value for each in at.markdown] == ["made"]


def test_a_step_stopped_for_something_else_is_done():
    at = AppTest.from_function(script)
    stop(at, "step", ("another",))
    assert at.run().session_state["done"] == [0, 1, 2, 3]


@pytest.mark.parametrize(("before", "drawn"), [(0.0, True), (60.0, False)])
def test_only_a_step_that_takes_its_time_shows_how_far_it_is(
    monkeypatch, before, drawn
):
    monkeypatch.setattr(_stoppable, "BEFORE", before)
    names = []
    monkeypatch.setattr(
        st.delta_generator.DeltaGenerator,
        "button",
        lambda self, label, **given: names.append(given["key"]),
    )
    AppTest.from_function(script).run()
    assert (names == ["stop_step"]) is drawn


def test_the_ranking_in_pieces_is_that_of_the_whole_and_ends_between_them(monkeypatch):
    dataset = real_dataset()
    whole = incidents_by_region(dataset.incidents, dataset.regions)
    monkeypatch.setattr(region_counts, "PIECE", 20)
    heard = []
    parts = incidents_by_region(dataset.incidents, dataset.regions, heard.append)
    assert parts.to_dict() == whole.to_dict()
    assert len(heard) == 6 and heard == sorted(heard)

    def click(share):
        if share > 0.3:
            raise StoppedError

    with pytest.raises(StoppedError):
        incidents_by_region(dataset.incidents, dataset.regions, click)


def test_the_answers_of_a_region_tell_how_far_they_are():
    dataset, heard = real_dataset(), []
    told = find_answers(dataset.incidents, "VE-R", 50, dataset.regions, heard.append)
    silent = find_answers(dataset.incidents, "VE-R", 50, dataset.regions)
    assert len(heard) == 7 and heard == sorted(heard) and heard[-1] < 1
    for answer, rows in silent.rows.items():
        assert told.rows[answer].equals(rows)


@pytest.mark.parametrize("region", ["", "VE-R"])
def test_the_page_of_a_region_that_was_stopped_stays_of_use(monkeypatch, region):
    monkeypatch.setattr(_stoppable, "was_stopped", lambda *asked: True)
    st.cache_data.clear()
    st.cache_resource.clear()
    query = {"region": region} if region else {}
    at = opened_at("region", **query)
    assert not at.exception
    assert "go_on_ranking" in keys(at) if not region else "go_on_answers" in keys(at)
    assert not any(str(key).startswith("open_region_") for key in keys(at))
    monkeypatch.undo()
    at.run()
    assert not at.exception and not {"go_on_ranking", "go_on_answers"} & keys(at)


def test_the_search_for_one_incident_in_two_tables_ends_between_its_pieces(monkeypatch):
    rows = real_dataset().incidents
    both = pd.concat([rows, rows], ignore_index=True)
    table = pd.Series(["a"] * len(rows) + ["b"] * len(rows))
    monkeypatch.setattr(across_tables, "OFTEN", 10)
    heard = []
    assert find_same(both, table, heard.append) == find_same(both, table)
    assert len(heard) > 5 and heard == sorted(heard) and max(heard) <= 1

    def click(share):
        if share > 0.3:
            raise StoppedError

    with pytest.raises(StoppedError):
        find_same(both, table, click)


def test_a_search_that_was_stopped_is_never_said_to_have_found_none(monkeypatch):
    tables = [real_dataset(), twin()]
    both = combine(tables, same=lambda *given: across_tables.STOPPED)
    assert NOT_LOOKED_FOR in both.notices and not both.may_be_same.complete

    def page():
        import streamlit as st

        from dashboard.views._may_be_same import draw_may_be_same

        draw_may_be_same(st.session_state["both"])

    at = AppTest.from_function(page)
    at.session_state["both"] = both
    at.run()
    assert not at.exception and "go_on_same" in keys(at)
    assert ["stopped" in each.value for each in at.info] == [True] and not at.caption


def twin():
    """Return the table once more as another one: a day of it is not the same."""
    dataset = real_dataset()
    return replace(dataset, state=replace(dataset.state, table="0" * 64))


def test_an_incident_of_more_parts_than_a_piece_holds_leaves_pieces_empty(monkeypatch):
    dataset = real_dataset()
    rows = dataset.incidents
    rows = rows.assign(parent_id=rows["incident_id"].iloc[0])
    whole = incidents_by_region(rows, dataset.regions)
    monkeypatch.setattr(region_counts, "PIECE", 20)
    assert incidents_by_region(rows, dataset.regions).to_dict() == whole.to_dict()
    none = incidents_by_region(rows.iloc[:0], dataset.regions)
    assert none.to_dict() == {} and len(whole) and set(whole) == {1}


def test_what_goes_wrong_leaves_no_bar_and_no_button(monkeypatch):
    monkeypatch.setattr(_stoppable, "BEFORE", 0.0)

    def page():
        import streamlit as st

        from dashboard.views._stoppable import do_or_stop

        def work(tell):
            tell(0.5)
            raise ValueError("made up")

        try:
            do_or_stop("step", ("asked",), "Counting …", work)
        except ValueError:
            st.markdown("It went wrong.")

    at = AppTest.from_function(page).run()
    assert not at.exception and [each.value for each in at.markdown] == [
        "It went wrong."
    ]
    assert not keys(at) and not at.get("progress")


def test_several_tables_keep_their_place_from_run_to_run(monkeypatch):
    """What lies below a bar is mounted anew where the bar's place comes and goes."""
    tables = dict(zip(("a", "b"), (real_dataset(), twin()), strict=True))
    monkeypatch.setattr(_data, "table_of", tables.__getitem__)

    def page():
        import streamlit as st

        from dashboard.views._data import _shown

        _shown(("a", "b"))
        st.markdown("below")

    at = AppTest.from_function(page).run()

    def places():
        return {
            at_ for at_, each in at.main.children.items() if each.type == "markdown"
        }

    first = places()
    assert not at.exception and first
    at.run()
    assert places() == first


def test_a_stop_that_comes_too_late_throws_no_search_away(monkeypatch):
    tables = dict(zip(("a", "b"), (real_dataset(), twin()), strict=True))
    monkeypatch.setattr(_data, "table_of", tables.__getitem__)

    def page():
        import streamlit as st

        from dashboard.views._data import _shown

        st.session_state["shown"] = _shown(("a", "b"))

    at = AppTest.from_function(page).run()
    whole = at.session_state["shown"]
    asked = (*(each.fingerprint for each in tables.values()), False)
    stop(at, "same", asked)
    assert at.run().session_state["shown"] is whole and not whole.may_be_same.stopped
    del at.session_state["tables_together"]
    assert at.run().session_state["shown"].may_be_same.stopped
    assert at.run().session_state["shown"].may_be_same.stopped
    stop(at, "same", ())
    assert at.run().session_state["shown"].may_be_same == whole.may_be_same
