"""No answer of a page misleads: the very steps of a new analyst, without a browser."""

import pytest
import streamlit as st

from dashboard.geo.region_answers import find_answers
from dashboard.selection import selected
from tests.test_app import bodies, first_line, opened, opened_at


def control(at, key):
    (found,) = [each for each in at.button_group if each.key == key]
    return found


def front(at):
    return next(html for html in bodies(at) if html.startswith("<div class='front'>"))


@pytest.mark.full
def test_a_country_of_which_the_filter_hides_everything_says_so_and_shows_it():
    at = opened_at("region", region="VE")
    assert "<b>0</b> <span>in it" in front(at)
    (button,) = [each for each in at.button if each.key == "take_off_campaign"]
    words = button.label.replace("\\", "")
    assert "4 incidents" in words and "57–100 killed" in words
    button.click().run()
    assert not at.exception and "<b>4</b> <span>in it" in front(at)
    assert at.session_state["campaign"] == []


def test_a_region_on_the_map_offers_its_relations_with_their_counts():
    at = opened(region="VE-R")
    assert first_line(at).startswith("**0 of 97 incidents")
    answers = control(at, "answer_of_region")
    labels = [each.replace("\\", "") for each in answers.options]
    assert labels == [
        "in it 0",
        "off its coast 0",
        "could have been there 3",
        "known only to an area around it 15",
        "left from it 1",
    ]
    answers.set_value("could").run()
    assert not at.exception
    assert first_line(at).startswith("**3 of 97 incidents")
    assert at.query_params["relation"] in ("could", ["could"])


def test_without_a_region_no_relation_is_offered():
    at = opened()
    assert "answer_of_region" not in [each.key for each in at.button_group]


def test_a_shape_over_a_sea_says_what_no_shape_can_hold():
    at = opened(shape="8,-85;22,-85;22,-58;8,-58")
    assert "<b>7</b> <span>strikes" in front(at)
    assert "+ 55 incidents that no shape can hold" in front(at)
    assert "no shape can hold" not in front(opened())


def test_a_region_of_the_list_is_opened_by_its_button():
    at = opened_at("region")
    (button,) = [each for each in at.button if each.key == "open_region_VE-R"]
    button.click().run()
    assert not at.exception and "<h1>Sucre, Venezuela</h1>" in front(at)


def test_filters_are_kept_over_a_page_that_does_not_draw_them():
    at = opened()
    control(at, "verification").set_value(["contested"]).run()
    said = first_line(at)
    assert not said.startswith("**71 of 97")
    for name in ("method", "data", "changes"):
        at.switch_page(f"views/{name}.py").run()
        assert not at.exception
    at.switch_page("views/map.py").run()
    assert first_line(at) == said and at.session_state["verification"] == ["contested"]


def test_a_chip_takes_its_filter_off():
    at = opened(deaths_min="4")
    (button,) = [each for each in at.button if each.key == "off_deaths_min"]
    assert "at least 4 killed" in button.label.replace("\\", "").lower()
    button.click().run()
    assert not at.exception and first_line(at).startswith("**71 of 97 incidents")
    (clear,) = [each for each in at.button if each.key == "clear_campaign"]
    clear.click().run()
    assert at.session_state["campaign"] == []


def test_the_choices_of_a_filter_are_counted_beside_the_other_filters():
    at = opened()  # boat strikes
    certainty = control(at, "verification")
    counts = [int(label.rsplit(" ", 1)[1]) for label in certainty.options]
    assert sum(counts) == 71
    control(at, "campaign").set_value([]).run()
    counts = [int(x.rsplit(" ", 1)[1]) for x in control(at, "verification").options]
    assert sum(counts) == 97
    labels = [each.replace("\\", "") for each in control(at, "campaign").options]
    assert any(each.endswith("2026 · 1") for each in labels)  # a count, not a date


def test_a_sea_is_named_with_its_article_and_not_said_to_hold_only_what_is_placed():
    at = opened(region="basin-eastern-pacific")
    assert "in the Eastern Pacific, " in front(at) and "placed in" not in front(at)
    assert not any(
        "off its coast" in x for x in control(at, "answer_of_region").options
    )


def test_a_link_to_an_incident_that_is_not_there_says_so_until_it_is_left():
    at = opened(id="made-up-id")
    for _ in range(2):  # the map's first report runs the page again at once
        (said,) = [each.value for each in at.warning]
        assert "made-up-id" in said.replace("\\", "") and "no incident" in said
        at.run()
    assert not opened(id="EP-2026-03-19-01").warning


def test_the_answers_of_a_region_are_found_once_for_each_selection(monkeypatch):
    found = []

    def counted(*asked, **named):
        found.append(asked[1])
        return find_answers(*asked, **named)

    monkeypatch.setattr(selected, "find_answers", counted)
    st.cache_resource.clear()
    at = opened_at("region", region="VE-R")
    first = len(found)
    assert first and not at.exception
    at.run()
    assert len(found) == first
