"""The Brief page without a browser: choices, links, wrong links."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.brief.files import formats
from dashboard.brief.files.formats import BRIEF_FORMATS, brief_name
from dashboard.brief.words import make
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.look import CHOICES
from dashboard.brief.words.model import BriefError
from dashboard.views import _back
from tests.test_app import APP, texts, widget
from tests.worlds import OPENING, real_dataset

TINY = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080200000090"
    "7753de0000000c4944415478da63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
"""A picture of one point."""


@pytest.fixture
def drawn(monkeypatch):
    """Draw nothing, and return what was asked for, in order."""
    asked = []

    def to_file(brief, format):
        asked.append((brief, format))
        return TINY

    monkeypatch.setattr(formats, "to_file", to_file)
    st.cache_data.clear()
    yield asked
    st.cache_data.clear()


def opened(**query):
    """Return the Brief page opened from a link."""
    at = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page("views/brief.py").run()
    assert not at.exception
    return at


def last(drawn):
    return drawn[-1][0]


def test_the_page_shows_the_picture_of_the_selection_and_its_text(drawn):
    at = opened()
    brief, format = drawn[-1]
    assert format == "png" and brief.layout == "numbers" and len(at.get("image")) == 1
    assert brief.selection == {"campaign": ["boat_strike"]}
    assert [each.value for each in at.code] == [brief.paste, brief.alt]
    assert not at.warning and set(at.query_params) == {"v", "data"}


def test_a_link_opens_on_its_choices_and_says_them_again(drawn):
    query = {"layout": "weekly", "title": "Día uno", "banner": "For the desk"}
    at = opened(**query)
    brief = last(drawn)
    assert (brief.layout, brief.title, brief.banner) == tuple(query.values())
    for key, value in query.items():
        assert at.query_params[key] in (value, [value])
    assert not at.warning


def test_choices_change_the_picture_and_the_link(drawn):
    at = opened()
    widget(at, "brief_layout").set_value("table").run()
    widget(at, "brief_title").set_value("Mine").run()
    widget(at, "brief_banner").set_value("TLP:AMBER").run()
    brief = last(drawn)
    assert (brief.layout, brief.title, brief.banner) == ("table", "Mine", "TLP:AMBER")
    assert at.query_params["banner"] in ("TLP:AMBER", ["TLP:AMBER"])


def test_a_filter_changes_the_picture(drawn):
    at = opened()
    widget(at, "campaign").set_value([]).run()
    assert not at.exception and len(last(drawn).rows) == 110


@pytest.mark.parametrize("format", BRIEF_FORMATS)
def test_only_the_picture_is_made_before_a_click(drawn, format):
    at = opened(text="Golfito", title=f"as {format}")
    widget(at, "brief_format").set_value(format).run()
    assert not at.exception and {each for _, each in drawn} == {"png"}
    (button,) = at.get("download_button")
    assert BRIEF_FORMATS[format].extension.upper() in button.proto.label


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"layout": "poster"}, "layout 'poster': must be one of numbers"),
        ({"title": "x" * 161}, "title: at most 160"),
        ({"title": "船 2026"}, "title: no picture can show '船'"),
        ({"banner": "TLP:<b>"}, "a TLP label is one of"),
        ({"view": "all"}, "view 'all': must be picture"),
        ({"colour": "red"}, "colour: no filter has this name"),
    ],
)
def test_a_bad_link_is_ignored_with_a_notice(drawn, query, words):
    at = opened(**query)
    (notice,) = at.warning
    assert words in notice.value.replace("\\", "")
    assert last(drawn).layout == "numbers"


def test_a_wrong_banner_is_told_and_draws_nothing(drawn, monkeypatch):
    def refuse(text):  # AppTest cannot type a new choice, so a listed one is refused
        if text:
            raise BriefError("banner 'TLP:RED': a TLP label is one of")
        return text

    monkeypatch.setattr(make, "checked_banner", refuse)
    at = opened()
    before = len(drawn)
    widget(at, "brief_banner").set_value("TLP:RED").run()
    assert not at.exception and "a TLP label is one of" in texts(at)
    assert len(drawn) == before and not at.get("image")


def test_the_layout_of_a_region_asks_for_one(drawn):
    at = opened(layout="region")
    assert "Choose a region in the filters" in texts(at) and not at.get("image")
    at = opened(layout="region", region="VE-R")
    assert last(drawn).region_id == "VE-R" and len(at.get("image")) == 1


def test_a_selection_of_nothing_has_a_picture_that_says_so(drawn):
    at = opened(text="no such words anywhere")
    assert "No incident of the table" in last(drawn).subtitle and at.get("image")


def test_the_picture_alone_has_no_words_and_keeps_its_link(drawn):
    at = opened(view="picture", layout="map")
    assert len(at.get("image")) == 1 and not at.code and not at.header
    assert at.query_params["view"] in ("picture", ["picture"])
    assert last(drawn).layout == "map"


def test_every_layout_can_be_chosen(drawn):
    assert widget(opened(), "brief_layout").options == [
        each.label.capitalize() for each in LAYOUTS.values()
    ]


def from_link(link: str):
    """Return the Brief page opened from the link that a brief prints."""
    return opened(**parse_qs(link.partition("?")[2], True))


@pytest.mark.parametrize(
    ("selection", "choices"),
    [
        ({}, {"layout": "weekly", "title": 'Año & "día" + más', "banner": "Ñ & Co"}),
        (
            {**OPENING, "region": ("VE-R", "off", 24.0)},
            {"layout": "region", "banner": "TLP:AMBER+STRICT"},
        ),
        (
            {**OPENING, "to": date(2025, 12, 31)},
            {"layout": "compare", "against": {"from": date(2026, 1, 1)}},
        ),
        (OPENING, {"layout": "compare", "against": OPENING}),
    ],
)
def test_the_link_of_a_brief_opens_the_same_brief(drawn, selection, choices):
    at = from_link(make.make_brief(real_dataset(), selection, **choices).link)
    again = last(drawn)
    day = f"{datetime.now(UTC):%Y-%m-%d}"  # the page counts the age of the data
    brief = make.make_brief(real_dataset(), selection, as_of=day, **choices)
    for name in ("layout", "title", "banner", "filters", "counts", "alt", "entries"):
        assert getattr(again, name) == getattr(brief, name), name
    assert again.against == brief.against
    assert again.dataset.fingerprint == brief.dataset.fingerprint
    assert not at.warning and again.link.endswith(brief.link)
    for key, many in parse_qs(brief.link.partition("?")[2], True).items():
        assert at.query_params[key] in (many, many[0]), key


def test_the_layout_of_a_pair_asks_for_a_second_selection(drawn):
    at = opened(layout="compare")
    assert "choose what differs on the page Compare" in texts(at)
    assert not at.get("image")


LOOK = {
    "size": "half",
    "window": "tight",
    "foot": "long",
    "legend": "nw",
    "inset": "none",
    "labels": "deadliest",
    "grey": "1",
}


def said_again(at, query) -> bool:
    return all(at.query_params[key] in (word, [word]) for key, word in query.items())


def test_a_link_opens_on_every_choice_of_the_drawing_and_says_it_again(drawn):
    assert {*LOOK} >= {*CHOICES}
    at = opened(**LOOK)
    look = last(drawn).look
    assert {key: str(getattr(look, key)) for key in CHOICES} == {
        key: LOOK[key] for key in CHOICES
    }
    assert look.grey and not at.warning and said_again(at, LOOK)
    at.run()
    assert last(drawn).look == look


def test_the_file_that_is_taken_away_has_the_size_that_is_shown(drawn):
    at = opened(size="half")
    shown = last(drawn)
    widget(at, "brief_size").set_value("wide").run()
    assert (shown.look.size, last(drawn).look.size) == ("half", "wide")
    (button,) = at.get("download_button")
    assert button.proto.url and "wide" in brief_name(last(drawn), "png")


def test_back_of_the_browser_restores_the_choices_of_its_address(drawn, monkeypatch):
    at = opened(layout="weekly", title="First", banner="TLP:RED", size="half")
    widget(at, "brief_layout").set_value("map").run()
    widget(at, "brief_title").set_value("Second").run()
    widget(at, "brief_banner").set_value(None).run()
    widget(at, "brief_size").set_value("wide").run()
    first = {"layout": "weekly", "title": "First", "banner": "TLP:RED", "size": "half"}
    gone_back = SimpleNamespace(
        is_history_navigation=True, query_string=urlencode(first)
    )
    with monkeypatch.context() as patch:
        patch.setattr(_back, "get_script_run_ctx", lambda: gone_back)
        at.run()
    for _ in range(2):  # what a widget holds, and what the next run makes of it
        held = {key: widget(at, f"brief_{key}").value for key in first}
        assert held == first and said_again(at, first)
        assert not at.warning and not at.exception
        at.run()
