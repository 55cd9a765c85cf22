"""The data set says who it is: what is read, and what is said of a wrong member."""

import copy
import json

import pytest

from dashboard import ROOT
from dashboard.table.dictionary import DictionaryError, read_dictionary

PACKAGE = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))


def read_with(tmp_path, change):
    """Return the dictionary of our package after ``change`` was made to it."""
    package = copy.deepcopy(PACKAGE)
    change(package)
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps(package), encoding="utf-8")
    return read_dictionary(path)


def test_our_data_set_opens_on_the_boat_strikes_between_both_coasts():
    description = read_dictionary().description
    assert description.opening_filters == {"campaign": ["boat_strike"]}
    assert description.opening_corners == ((-7.5, -108.0), (22.0, -57.0))


def test_a_data_set_may_have_no_areas_disputes_or_panels(tmp_path):
    def bare(package):
        empty = {"areas": [], "disputed": [], "panels": [], "subjects": {}}
        package["dashboard"] |= empty
        package["dashboard"]["opening"]["filters"] = {}

    description = read_with(tmp_path, bare).description
    assert (description.areas, description.disputes, description.panels) == ({}, (), {})
    assert description.opening_filters == {}


def test_every_code_of_a_panel_is_a_theatre_and_every_theatre_is_in_a_panel():
    dictionary = read_dictionary()
    shown = [code for each in dictionary.description.panels.values() for code in each]
    assert sorted(shown) == sorted(dictionary.fields["theatre"].codes)


WRONG = {
    "title": (("title",), " ", "dashboard.title ' ': must be a text"),
    "no opening": (("opening",), None, "dashboard.opening None: must be an object"),
    "column": (
        ("opening", "filters"),
        {"colour": ["red"]},
        "dashboard.opening.filters.colour ['red']: is not a column with codes, one of",
    ),
    "code": (
        ("opening", "filters", "campaign"),
        ["war"],
        "dashboard.opening.filters.campaign ['war']: must be a list of boat_strike, ",
    ),
    "turned view": (
        ("opening", "view"),
        [-57, -7.5, -108, 22],
        "dashboard.opening.view [-57, -7.5, -108, 22]: must be [west, south, east, ",
    ),
    "view beyond a pole": (("opening", "view"), [-108, -7.5, -57, 91], "view [-108, "),
    "three numbers": (("opening", "view"), [-108, -7.5, -57], "must be [west, south"),
    "true is no number": (("opening", "view"), [-108, True, -57, 22], "must be [west"),
    "plate": (("areas", 1, "plate"), [91, 100], "dashboard.areas[1].plate [91, 100]"),
    "outline": (("areas", 0, "outline"), [[1, 2], [2, 3]], "must be three or more"),
    "corner": (("areas", 0, "outline", 2), [181, 0], "areas[0].outline"),
    "claim": (("disputed", 0, "claimed_by"), "", "disputed[0].claimed_by '': must be"),
    "subject": (("subjects",), {"war": "war"}, "dashboard.subjects.war 'war': is not"),
    "articles": (("actors", "with_article"), ["US", ""], "must be a list of texts"),
    "panel": (("panels", 0, "theatres"), ["moon"], "panels[0].theatres ['moon']: must"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_member_is_named_with_what_is_allowed(tmp_path, name):
    (*way, last), value, words = WRONG[name]

    def spoil(package):
        inner = package["dashboard"]
        for step in way:
            inner = inner[step]
        inner[last] = value

    with pytest.raises(DictionaryError) as error:
        read_with(tmp_path, spoil)
    assert str(error.value).startswith("datapackage.json, dashboard.")
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("dashboard", "datapackage.json, dashboard is missing: must be an object."),
        ("title", "datapackage.json, title is missing: must be a text"),
        ("coverage_end", "datapackage.json, coverage_end is missing: must be a day as"),
    ],
)
def test_a_missing_member_is_named(tmp_path, member, words):
    with pytest.raises(DictionaryError) as error:
        read_with(tmp_path, lambda package: package.pop(member))
    assert str(error.value).startswith(words)


def test_a_wrong_day_is_named(tmp_path):
    def spoil(package):
        package["coverage_end"] = "4 October 2026"

    with pytest.raises(DictionaryError, match="coverage_end '4 October 2026': must be"):
        read_with(tmp_path, spoil)
