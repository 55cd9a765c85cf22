"""A new kind of filter is one class: link, words, rows, option and widget follow."""

import ast
import json
from dataclasses import dataclass

import numpy as np
import pytest

from dashboard import ROOT
from dashboard.commands.cli import main
from dashboard.selection import (
    filter_kinds,
    place_filter_kinds,
    text_filter_kind,
    value_filter_kinds,
)
from dashboard.selection.filter_kinds import Filter, FilterValueError, Parameter, Widget
from dashboard.selection.filters import FILTERS, describe, parse_selection, to_query
from dashboard.views._widgets import WIDGETS
from tests.test_app import caption, first_line, opened, widget
from tests.worlds import real_dataset

DATASET = real_dataset()
ASKING = ("isinstance", "issubclass", "type")


@dataclass(frozen=True)
class Length(Filter):
    """Made up for this test: rows whose place has so many letters, or fewer."""

    widget = Widget("number", low=0, high=300, step=1)
    keeps = "Keep rows whose place has this many letters or more."
    parameters = (
        Parameter(
            "length_side",
            "most|least",
            "whether it is the most or the least",
            Widget(
                "choice",
                "Which end",
                empty="least",
                choices={"least": "or more", "most": "or fewer"},
            ),
        ),
    )

    def parse(self, given, incidents, dictionary, regions):
        text = self.only_text(given)
        if not text.isdecimal():
            raise FilterValueError(f"{self.key} '{text}': must be a whole number")
        return int(text), next(iter(given["length_side"]), "least")

    def query(self, value):
        letters, side = value
        side_query = [("length_side", side)] if side != "least" else []
        return [(self.key, str(letters)), *side_query]

    def mask(self, incidents, value, regions):
        lengths = incidents["location"].str.len().to_numpy()
        return lengths <= value[0] if value[1] == "most" else lengths >= value[0]

    def describe(self, value, dictionary, regions):
        return f"place has {value[0]} letters or {value[1]}"

    def from_widgets(self, held):
        letters = held[self.key]
        return (letters, held["length_side"] or "least") if letters else None

    def to_widgets(self, value):
        letters, side = value or (None, "least")
        return {self.key: letters, "length_side": side}


@pytest.fixture
def with_length(monkeypatch):
    """Let the dashboard have one more filter: the one line of its table."""
    monkeypatch.setitem(FILTERS, "length", Length("length", "Letters of the place"))


def expected(letters, side="least"):
    lengths = DATASET.incidents["location"].map(len)
    keep = lengths <= letters if side == "most" else lengths >= letters
    return int((keep & DATASET.incidents["parent_id"].eq("")).sum())


def test_a_new_kind_is_in_links_and_says_itself(with_length):
    value = {"length": (60, "most")}
    query = to_query(value, opening={})
    assert query == [("length", "60"), ("length_side", "most")]
    given = {key: [text] for key, text in query}
    world = (DATASET.incidents, DATASET.dictionary, DATASET.regions)
    assert parse_selection(given, *world) == (value, [])
    wrong = parse_selection({"length": ["x"]}, *world)
    assert wrong == ({}, ["length 'x': must be a whole number"])
    assert describe(value, *world[1:]) == "place has 60 letters or most"


def test_a_new_kind_is_an_option_with_its_parameters(with_length, capsys):
    assert main(["totals", "--length", "60", "--length-side", "most", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["incidents"] == expected(60, "most") not in (0, 97)
    assert found["filters"] == "place has 60 letters or most"
    assert main(["totals", "--length-side", "most"]) == 2
    assert "--length-side: needs --length" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["totals", "--help"])
    assert "Keep rows whose place has this many letters" in " ".join(
        capsys.readouterr().out.split()
    )


def test_a_new_kind_is_a_widget_and_in_the_address(with_length):
    at = opened(campaign="", length="60")
    assert "place has 60 letters or least" in caption(at)
    assert first_line(at).startswith(f"**{expected(60)} of 97")
    widget(at, "length_side").set_value("most").run()
    assert first_line(at).startswith(f"**{expected(60, 'most')} of 97")
    assert at.query_params["length_side"] in ("most", ["most"])
    widget(at, "length").set_value(0).run()
    assert first_line(at).startswith("**97 of 97") and "length" not in at.query_params


@pytest.mark.parametrize("key", FILTERS)
def test_every_filter_describes_a_widget_that_pages_can_draw(key):
    kind = FILTERS[key]
    drawn = [kind.widget, *(parameter.widget for parameter in kind.parameters)]
    assert {each.kind for each in drawn} <= set(WIDGETS)
    assert kind.keeps.startswith("Keep rows") and kind.keeps.endswith(".")


@pytest.mark.parametrize("key", FILTERS)
def test_the_widgets_of_a_filter_hold_a_value_and_give_it_back(key):
    kind = FILTERS[key]
    values = {
        "campaign": ["accident"],
        "region": ("VE-R", "off", 25.0),
        "shape": ((10.5, -65.0), (11.8, -65.0), (11.8, -61.0)),
        "bounds": (9.5, -66.0, 12.5, -60.0),
        "text": "Beata",
        "deaths_min": 4,
    }
    value = values.get(key, ["x"])
    held = kind.to_widgets(value)
    assert set(held) == set(kind.widget_keys)
    assert kind.from_widgets(held) == value
    assert kind.from_widgets(kind.to_widgets(None)) is None
    assert kind.from_widgets(dict.fromkeys(kind.widget_keys)) is None


def test_widgets_of_no_value_are_empty_as_streamlit_wants_them():
    empty = {"campaign": [], "text": "", "shape": "", "deaths_min": None}
    for key, held in empty.items():
        assert FILTERS[key].to_widgets(None) == {key: held}
    nowhere = {"region": None, "relation": "in", "within_nm": 12.0}
    assert FILTERS["region"].to_widgets(None) == nowhere


def test_a_shape_that_is_typed_wrong_is_said_and_not_used():
    held = {"shape": "10,x"}
    assert FILTERS["shape"].from_widgets(held) is None
    assert "must be 3 to 60" in FILTERS["shape"].trouble(held)
    assert FILTERS["shape"].trouble({"shape": "1,1;2,1;2,2"}) == ""


@pytest.mark.parametrize(
    ("on", "seen", "value", "hinted"),
    [
        (True, (1, 1, 2, 2), (1, 1, 2, 2), False),
        (False, (1, 1, 2, 2), None, False),
        (True, None, None, True),
        (False, None, None, False),
    ],
)
def test_the_switch_of_the_view_keeps_what_was_seen_and_asks_for_it(
    on, seen, value, hinted
):
    held = {"bounds": on, "bounds_seen": seen}
    assert FILTERS["bounds"].from_widgets(held) == value
    assert bool(FILTERS["bounds"].hint(held)) == hinted


def test_a_minus_zero_of_a_view_is_written_as_zero():
    world = (DATASET.incidents, DATASET.dictionary, DATASET.regions)
    value = FILTERS["bounds"].parse({"bounds": ["9.5,-66,12.5,-0.0"]}, *world)
    assert FILTERS["bounds"].query(value) == [("bounds", "9.5,-66,12.5,0")]


def test_an_option_names_its_codes_where_there_are_codes():
    metavar, words = FILTERS["verification"].option_help(DATASET.dictionary)
    assert metavar == "CODE" and "one of official_claim, corroborated" in words
    metavar, words = FILTERS["actor"].option_help(DATASET.dictionary)
    assert metavar == "ACTOR" and "one of " not in words.split(".")[0]


@pytest.mark.full
def test_no_module_asks_which_kind_a_filter_is():
    names = {
        name
        for module in (
            filter_kinds,
            value_filter_kinds,
            place_filter_kinds,
            text_filter_kind,
        )
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, Filter)
    }
    assert len(names) > 9
    for path in (ROOT / "dashboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ASKING:
                used = {
                    each.id for each in ast.walk(node) if isinstance(each, ast.Name)
                }
                assert not names & used, path


def test_a_mask_is_one_answer_a_row():
    for key, value in {"text": "Beata", "region": ("VE-R", "left", 12.0)}.items():
        mask = FILTERS[key].mask(DATASET.incidents, value, DATASET.regions)
        assert mask.dtype == np.dtype(bool) and len(mask) == len(DATASET.incidents)
