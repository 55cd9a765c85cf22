"""The link of a brief says everything that makes the same brief again."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.brief.files.formats import all_words
from dashboard.brief.words.make import make_brief
from dashboard.figures.since_link import pin_of
from dashboard.selection.filters import parse_selection, select
from dashboard.selection.link import SECOND, VERSION, parse_pin
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
BOATS = {"campaign": ["boat_strike"]}
BOX = ((9.0, -66.0), (13.0, -66.0), (13.0, -60.0), (9.0, -60.0))
CASES = {
    "opening": (OPENING, {}),
    "every campaign": ({}, {"layout": "weekly", "title": "Año & día: «100 %»"}),
    "accents": (
        {"text": "Güiria & 'Cumaná'"},
        {"layout": "table", "title": 'Çã "quoted" + more; #1', "banner": "Ñ & Co"},
    ),
    "region": (
        {**BOATS, "region": ("VE-R", "off", 24.0), "from": date(2025, 9, 1)},
        {"layout": "region", "title": "Sucre?", "banner": "TLP:AMBER+STRICT"},
    ),
    "several": (
        {"event_type": ["land_strike", "vessel_strike"], "deaths_min": 3},
        {"layout": "map"},
    ),
    "drawn": ({**BOATS, "shape": BOX, "to": date(2026, 1, 31)}, {"title": "a=b&c=d"}),
}
PAIRS = {
    "a period": ({**BOATS, "to": date(2025, 12, 31)}, {"from": date(2026, 1, 1)}),
    "a cleared filter": (BOATS, {}),
    "a region": (OPENING, {**OPENING, "region": ("VE-R", "could", 12.0)}),
    "the same": ({**BOATS, "from": date(2026, 1, 1)},) * 2,
    "the opening twice": (OPENING, OPENING),
}


def parsed(link: str) -> tuple[dict, dict]:
    """Return the selection of a link and the rest of its parameters."""
    address = urlsplit(link)
    assert address.path == "/brief"
    texts = parse_qs(address.query, keep_blank_values=True, strict_parsing=True)
    return selection_of(texts, opening=OPENING), texts


def selection_of(texts: dict, opening: dict) -> dict:
    selection, wrong = parse_selection(
        texts, DATASET.incidents, DATASET.dictionary, DATASET.regions
    )
    assert wrong == []
    missing = {key: value for key, value in opening.items() if key not in texts}
    return {**missing, **selection}


def second_of(first: dict, texts: dict) -> dict:
    """Return the second selection: the first, but for the parameters named b_."""
    second = {
        key.removeprefix(SECOND): value
        for key, value in texts.items()
        if key.startswith(SECOND)
    }
    assert second
    kept = {key: value for key, value in first.items() if key not in second}
    return {**kept, **selection_of(second, opening={})}


@pytest.mark.parametrize("name", CASES)
def test_the_link_makes_the_same_brief(name):
    selection, choices = CASES[name]
    brief = make_brief(DATASET, selection, **choices)
    again, texts = parsed(brief.link)
    assert again == selection
    for key in ("layout", "title", "banner"):
        assert texts.get(key, [""]) == [choices.get(key, "")]
    rows = select(DATASET.incidents, selection, DATASET.regions)
    pin = pin_of(rows, DATASET.fingerprint, selection)
    assert texts["v"] == [VERSION] and parse_pin(texts["data"][0]) == pin
    assert parse_pin(texts["data"][0]).filters == pin.filters
    assert not any(key.startswith(SECOND) for key in texts)
    once_more = make_brief(DATASET, again, **choices)
    assert all_words(once_more) == all_words(brief)


@pytest.mark.parametrize("name", PAIRS)
def test_the_link_of_a_pair_holds_both_sides(name):
    left, right = PAIRS[name]
    brief = make_brief(DATASET, left, layout="compare", against=right, title="¿A & B?")
    again, texts = parsed(brief.link)
    assert again == left and texts["layout"] == ["compare"]
    assert second_of(again, texts) == right and texts["title"] == ["¿A & B?"]


def test_a_second_selection_that_no_layout_shows_is_not_in_the_link():
    brief = make_brief(DATASET, OPENING, against={"campaign": ["accident"]})
    assert "b_" not in brief.link and brief.sides == ()


def test_a_link_begins_with_the_address_of_the_dashboard():
    brief = make_brief(DATASET, OPENING, root="http://a.example/desk/")
    assert brief.link.startswith("http://a.example/desk/brief?v=1&data=")
