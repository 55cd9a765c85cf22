"""Filters: what each keeps, how it reads a text, how it says itself."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.figures.filter_words import counts_of_choices
from dashboard.geo.relations import RELATIONS
from dashboard.selection import filters
from dashboard.selection.filters import (
    FILTERS,
    describe,
    keeps,
    keeps_beside,
    parse_selection,
    select,
    to_query,
)
from dashboard.selection.value_filter_kinds import MOST_COMPARED
from dashboard.table.taken import take_rows
from tests.worlds import DICTIONARY, NO_TOLL, OPENING, located, real_dataset

DATASET = real_dataset()
REGIONS = DATASET.regions


def kept(selection, *changes):
    """Return the positions of the rows that a selection keeps."""
    return select(located(*changes), selection, REGIONS).index.tolist()


def parse(**texts):
    return parse_selection(texts, DATASET.incidents, DICTIONARY, REGIONS)


def test_no_filter_keeps_everything():
    assert kept({}, {}, {}) == [0, 1]
    assert len(select(DATASET.incidents, {}, REGIONS)) == 110


@pytest.mark.parametrize(
    ("selection", "other"),
    [
        ({"from": date(2025, 9, 3)}, {"date": "2025-09-03"}),
        ({"to": date(2025, 9, 1)}, {"date": "2025-09-01"}),
        ({"campaign": ["accident"]}, {"campaign": "accident"}),
        ({"event_type": ["raid", "accident"]}, {"event_type": "raid"}),
        ({"theatre": ["other"]}, {"theatre": "other"}),
        ({"verification": ["contested"]}, {"verification": "contested"}),
        (
            {"shape": ((1, 1), (5, 1), (5, 5))},
            {"latitude": "4", "longitude": "2", "geo_precision": "2"},
        ),
        (
            {"bounds": (1, 1, 5, 5)},
            {"latitude": "4", "longitude": "2", "geo_precision": "2"},
        ),
        ({"geo_precision": ["1"]}, {"geo_precision": "1"}),
        ({"deaths_min": 4}, {"deaths_best": "4"}),
        ({"actor": ["no one"]}, {"actor": "no one"}),
        ({"claimed_target": ["a target"]}, {"claimed_target": "a target"}),
        ({"publisher": ["B"]}, {"sources": "A <https://a.org> | B <https://b.org>"}),
        ({"text": "PORT (old"}, {"notes": "the port (old one)"}),
    ],
)
def test_each_filter_alone_keeps_what_it_says_and_nothing_else(selection, other):
    assert kept(selection, {}, other) == [1]


def test_every_filter_is_tried_above_or_on_the_real_regions():
    tried = "from to source_table campaign event_type theatre verification geo_precision deaths_min"
    tried += " actor claimed_target publisher text region shape bounds"
    assert set(FILTERS) == set(tried.split())


def test_a_row_without_a_toll_is_not_above_any_number():
    assert kept({"deaths_min": 1}, {}, NO_TOLL) == [0]


def test_filters_together_keep_what_all_of_them_keep():
    rows = ({}, {"campaign": "accident"}, {"campaign": "accident", "actor": "x"})
    assert kept({"campaign": ["accident"], "actor": ["x"]}, *rows) == [2]


def real(**texts):
    selection, wrong = parse(**texts)
    assert wrong == []
    return select(DATASET.incidents, selection, REGIONS)["incident_id"].tolist()


def test_no_strike_lies_in_sucre_and_one_lies_off_it_at_25_nm():
    boats = {"campaign": ["boat_strike"], "region": ["VE-R"]}
    assert real(**boats) == []
    assert real(**boats, relation=["off"]) == []
    off = real(**boats, relation=["off"], within_nm=["25"])
    assert off == ["CAR-2025-09-02-01", "CAR-2025-09-02-02"]


def test_a_row_known_only_to_the_caribbean_is_in_the_basin_but_in_no_sea_of_it():
    basin = set(real(region=["basin-caribbean"]))
    sea = set(real(region=["sea-caribbean-sea"]))
    assert "CAR-2025-10-16-01" in basin and "CAR-2025-10-16-01" not in sea
    assert "CAR-2025-09-19-01" in basin & sea


def test_the_operation_of_3_january_is_in_venezuela_and_its_sites_in_states():
    assert "VEN-2026-01-03-01" in real(region=["VE"])
    assert "VEN-2026-01-03-01" not in real(region=["VE-A"])
    assert "VEN-2026-01-03-13" in real(region=["VE-A"])


@pytest.mark.parametrize(
    ("relation", "ids"),
    [
        ("could", "CAR-2025-09-02-01 CAR-2025-10-03-01 CAR-2025-10-14-01"),
        ("left", "CAR-2025-09-02-01"),
    ],
)
def test_what_could_have_been_and_what_left_can_be_asked(relation, ids):
    boats = {"campaign": ["boat_strike"], "region": ["VE-R"], "relation": [relation]}
    assert [each for each in real(**boats) if each.endswith("-01")] == ids.split()


def test_what_is_known_only_around_a_region_can_be_asked():
    found = real(campaign=["boat_strike"], region=["VE-R"], relation=["area"])
    assert len(found) == 15


def test_texts_of_a_link_become_a_selection():
    texts = {
        "from": ["2025-10-01"],
        "campaign": ["boat_strike", "accident", "boat_strike"],
        "deaths_min": ["3"],
        "geo_precision": ["1", "2"],
        "region": ["VE-R"],
        "relation": ["off"],
        "within_nm": ["25"],
        "text": [" port "],
    }
    selection, wrong = parse(**texts)
    assert wrong == []
    assert selection == {
        "from": date(2025, 10, 1),
        "campaign": ["boat_strike", "accident"],
        "deaths_min": 3,
        "geo_precision": ["1", "2"],
        "region": ("VE-R", "off", 25.0),
        "text": "port",
    }


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"from": ["yesterday"]}, "from 'yesterday': must be a real date"),
        ({"to": ["2025-13-01"]}, "to '2025-13-01': must be a real date"),
        ({"from": ["2025-10-01", "2025-10-02"]}, "from: takes one value, not 2"),
        ({"campaign": ["war"]}, "campaign 'war': must be one of boat_strike"),
        ({"region": ["XX"]}, "region 'XX': must be the id of a region, such as VE-R"),
        (
            {"region": ["sucre"]},
            "such as CO-SUC (Sucre, Colombia), VE-R (Sucre, Venezuela)",
        ),
        ({"region": ["VE-R"], "relation": ["near"]}, "relation 'near': must be one of"),
        (
            {"region": ["VE-R"], "within_nm": ["-3"]},
            "within_nm '-3': must be between 1",
        ),
        (
            {"region": ["VE-R"], "within_nm": ["nan"]},
            "within_nm 'nan': must be between 1",
        ),
        ({"deaths_min": ["-1"]}, "deaths_min '-1': must be a whole number"),
        ({"from": ["2026-01-02"], "to": ["2026-01-01"]}, "must not be after to"),
        ({"deaths_min": ["²"]}, "deaths_min '²': must be a whole number"),
        ({"text": ["a" * 201]}, "text 'aaaaaaaaaaaaaaaaaaaa…': must have at most 200"),
        (
            {"from": ["2026-01-02"], "to": ["2026-01-01"]},
            "from '2026-01-02': must not be after to '2026-01-01'",
        ),
    ],
)
def test_a_text_that_is_not_allowed_is_named_and_left_out(texts, words):
    selection, wrong = parse(**texts, verification=["contested"])
    assert selection == {"verification": ["contested"]}
    assert len(wrong) == 1 and words in wrong[0]


def test_one_day_may_be_asked_for_from_its_morning_to_its_evening():
    selection, wrong = parse(**{"from": ["2025-09-02"], "to": ["2025-09-02"]})
    assert wrong == []
    assert selection == {"from": date(2025, 9, 2), "to": date(2025, 9, 2)}
    days = ({"date": "2025-09-01"}, {"date": "2025-09-02"}, {"date": "2025-09-03"})
    assert kept(selection, *days) == [1]


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        ({"deaths_min": ["1"]}, 1),
        ({"deaths_min": ["100000"]}, 100_000),
        ({"from": ["1900-01-01"]}, date(1900, 1, 1)),
        ({"to": ["2100-12-31"]}, date(2100, 12, 31)),
        ({"region": ["VE-R"], "within_nm": ["1"]}, ("VE-R", "in", 1.0)),
        ({"region": ["VE-R"], "within_nm": ["200"]}, ("VE-R", "in", 200.0)),
        ({"bounds": ["-90,-180,90,180"]}, (-90.0, -180.0, 90.0, 180.0)),
    ],
)
def test_the_first_and_the_last_value_that_are_allowed_are_read(texts, value):
    (key,) = set(texts) - {"within_nm"}
    assert parse(**texts) == ({key: value}, [])


@pytest.mark.parametrize(
    "texts",
    [
        {"deaths_min": ["0"]},
        {"deaths_min": ["100001"]},
        {"from": ["1899-12-31"]},
        {"to": ["2101-01-01"]},
        {"to": ["20260101"]},
        {"region": ["VE-R"], "within_nm": ["0.9"]},
        {"region": ["VE-R"], "within_nm": ["200.1"]},
        {"bounds": ["-90.1,0,90,1"]},
        {"bounds": ["0,0,90.1,1"]},
        {"bounds": ["0,-inf,1,1"]},
        {"bounds": ["0,0,1,nan"]},
        {"bounds": ["1,0,1,1"]},
        {"bounds": ["0,1,1,1"]},
    ],
)
def test_what_lies_just_outside_is_refused(texts):
    selection, wrong = parse(**texts)
    assert selection == {} and len(wrong) == 1


def test_a_list_that_is_too_long_to_name_ends_with_dots():
    codes = list(DICTIONARY.fields["event_type"].codes)
    assert len(codes) <= 12
    assert parse(event_type=["war"])[1][0].endswith(codes[-1])
    names = parse(publisher=["no such"])[1][0].split("must be one of ")[1].split(", ")
    assert len(names) == 13 and names[-1] == "…"


def test_filters_that_are_seldom_needed_are_folded_away():
    rare = [key for key, kind in FILTERS.items() if kind.rare]
    assert rare == [
        *("theatre", "geo_precision", "actor", "claimed_target", "publisher", "shape")
    ]


def test_a_text_of_the_longest_length_is_read_whole():
    assert parse(text=["a" * 200]) == ({"text": "a" * 200}, [])


def test_a_selection_survives_its_link():
    selection = {
        "from": date(2025, 10, 1),
        "campaign": ["boat_strike", "accident"],
        "region": ("VE-R", "off", 24.5),
        "deaths_min": 2,
        "text": "a & b = c",
    }
    texts = {}
    for key, value in to_query(selection, OPENING):
        texts.setdefault(key, []).append(value)
    again, wrong = parse_selection(texts, DATASET.incidents, DICTIONARY, REGIONS)
    assert (again, wrong) == (selection, [])


def test_the_opening_view_needs_no_parameter_and_its_absence_does():
    assert to_query(OPENING, OPENING) == []
    assert [pair for pair in to_query({}, OPENING) if pair[1] == ""] == [
        ("campaign", "")
    ]


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        ({}, "no filter: every campaign and place of the table"),
        ({"campaign": ["boat_strike"]}, "campaign is boat strikes"),
        ({"geo_precision": ["1"]}, "place known is a named place"),
        (
            {"region": ("VE-R", "off", 25.0), "to": date(2026, 1, 7)},
            "to 7 Jan 2026 · within 25 NM off the coast of Sucre, Venezuela",
        ),
        ({"deaths_min": 3}, "at least 3 killed (best)"),
        ({"publisher": ["AP", "BBC"]}, "reported by AP or BBC"),
        ({"text": "x"}, "text holds “x”"),
    ],
)
def test_a_selection_says_itself(selection, words):
    assert describe(selection, DICTIONARY, REGIONS) == words


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("within_nm", [12.0, 50.0])
def test_a_region_with_its_distance_is_read_back_as_it_was_written(relation, within_nm):
    selection = {"region": ("VE-R", relation, within_nm)}
    given = {}
    for key, text in to_query(selection, opening={}):
        given.setdefault(key, []).append(text)
    rows, regions = DATASET.incidents, DATASET.regions
    assert parse_selection(given, rows, DATASET.dictionary, regions) == (selection, [])


@pytest.mark.parametrize(
    "selection",
    [
        {},
        {"verification": ["corroborated"]},
        {"text": "colombia", "verification": ["claimed"], "deaths_min": 3},
        {"region": ("VE-R", "off", 12.0), "publisher": ["Reuters"]},
        {"from": date(2026, 1, 1), "to": date(2025, 12, 31), "text": "boat"},
    ],
)
def test_each_filter_is_counted_beside_all_the_others(selection):
    every = DATASET.incidents
    found = keeps_beside(every, selection, REGIONS)
    assert found.keys() == FILTERS.keys()
    for key in FILTERS:
        others = {name: value for name, value in selection.items() if name != key}
        assert found[key].tolist() == keeps(every, others, REGIONS).tolist()


def test_a_quick_filter_takes_no_rows_out(monkeypatch):
    """Of a large table that would be a copy of all its numbers for each filter."""
    taken = []

    def noted(rows, at):
        taken.append(len(at))
        return take_rows(rows, at)

    monkeypatch.setattr(filters, "take_rows", noted)
    every = DATASET.incidents
    quick = {"verification": ["corroborated"], "text": "de", "deaths_min": 1}
    keeps_beside(every, quick, REGIONS)
    keeps(every, quick, REGIONS)
    keeps_beside(every, {"publisher": ["Reuters"]}, REGIONS)  # all rows are wanted
    assert taken == []
    left = int(keeps(every, quick, REGIONS).sum())
    keeps(every, {**quick, "publisher": ["Reuters"]}, REGIONS)
    assert taken == [left]


def test_the_counts_beside_choices_are_those_of_incidents_with_the_others_kept():
    every, selection = DATASET.incidents, {"verification": ["contested"], "text": "de"}
    found = counts_of_choices(every, selection, REGIONS)
    rows = select(every, {"text": "de"}, REGIONS)
    whole = rows.loc[rows["parent_id"].eq(""), "verification"].astype(str)
    assert found["verification"] == whole.value_counts().to_dict()
    shown = select(every, selection, REGIONS)
    assert sum(found["event_type"].values()) == shown["parent_id"].eq("").sum() > 0
    assert "region" not in found


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_a_period_keeps_its_first_and_last_day_and_no_blank(unit):
    days = ["2026-01-01", "2026-01-02", None, "2026-01-04", "2026-01-05", "1700-01-01"]
    table = pd.DataFrame({"date": pd.to_datetime(days).astype(f"datetime64[{unit}]")})
    since, until = {"from": date(2026, 1, 2)}, {"to": date(2026, 1, 4)}
    assert keeps(table, since, REGIONS).tolist() == [0, 1, 0, 1, 1, 0]
    assert keeps(table, until, REGIONS).tolist() == [1, 1, 0, 1, 0, 1]
    assert keeps(table, {**since, **until}, REGIONS).tolist() == [0, 1, 0, 1, 0, 0]


@pytest.mark.parametrize("distinct", [40, 400])
@pytest.mark.parametrize("chosen", [0, 1, MOST_COMPARED, MOST_COMPARED + 1])
def test_few_and_many_codes_are_kept_as_pandas_keeps_their_texts(distinct, chosen):
    random = np.random.default_rng(chosen)
    codes = [f"code_{each}" for each in range(distinct)]
    texts = pd.Series(random.choice([*codes, None], 5000))
    column = texts.astype(pd.CategoricalDtype(codes))
    wanted = [*codes[-chosen:], "unknown"] if chosen else ["unknown"]
    kept = keeps(pd.DataFrame({"event_type": column}), {"event_type": wanted}, REGIONS)
    assert kept.tolist() == texts.isin(wanted).tolist()
    assert kept.any() == (chosen > 0)
