"""Filters and periods of a table that is not ours: only what it holds is offered."""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from dashboard.combined import combine
from dashboard.selection.filters import FILTERS, describe, offered, parse_selection
from dashboard.selection.presets import (
    before,
    calendar_presets,
    from_on,
    period_presets,
)
from dashboard.table.dictionary import TableFile
from tests.foreign_tables import SUDAN, WORLD, open_rows, rows_at
from tests.worlds import DICTIONARY, real_dataset


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    rows = [row | {"event_type": 'Battles; "x"/y'} for row in rows_at(WORLD)]
    return open_rows(tmp_path_factory.mktemp("made-up"), rows)


def parse(dataset, **texts):
    world = (dataset.incidents, dataset.dictionary, dataset.regions)
    return parse_selection(texts, *world)


def test_a_filter_whose_column_is_blank_everywhere_is_not_offered(made_up):
    keys = [each.key for each in offered(made_up.dictionary)]
    assert keys == [
        *("from", "to", "event_type", "region", "geo_precision", "deaths_min"),
        *("text", "shape", "bounds"),
    ]
    ours = [each.key for each in offered(DICTIONARY)]
    assert ours == [key for key in FILTERS if key != "source_table"]


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("campaign", "the table gives none"),
        ("verification", "the table gives none"),
        ("actor", "the table gives none"),
        ("publisher", "the table names none"),
        ("source_table", "only one table is open"),
    ],
)
def test_a_filter_that_is_not_offered_still_answers(made_up, key, why):
    selection, wrong = parse(made_up, **{key: ["x"]})
    assert selection == {}
    assert wrong == [f"{key} 'x': {why}, so nothing can be chosen"]


def test_choices_are_the_codes_of_the_table_as_they_are(made_up):
    code = 'Battles; "x"/y'
    selection, wrong = parse(made_up, event_type=[code])
    assert (selection, wrong) == ({"event_type": [code]}, [])
    words = describe(selection, made_up.dictionary, made_up.regions)
    assert words == f"event type is {code}"
    assert FILTERS["event_type"].query([code]) == [("event_type", code)]


def test_no_filter_names_no_campaign_where_there_is_none(made_up):
    words = describe({}, made_up.dictionary, made_up.regions)
    assert words == "no filter: every incident of the table"
    ours = describe({}, DICTIONARY, made_up.regions)
    assert ours == "no filter: every campaign and place of the table"


def test_several_tables_can_be_told_apart(tmp_path, made_up):
    other = open_rows(tmp_path, rows_at(SUDAN, 5), "second log.csv")
    both = combine([made_up, other])
    assert FILTERS["source_table"].is_offered(both.dictionary)
    selection, wrong = parse(both, source_table=["second-log"])
    assert wrong == []
    mask = FILTERS["source_table"].mask(
        both.incidents, selection["source_table"], both.regions
    )
    assert int(mask.sum()) == 5
    words = describe(selection, both.dictionary, both.regions)
    assert words == "source table is second log"
    alone = FILTERS["source_table"].mask(
        made_up.incidents, ["second-log"], made_up.regions
    )
    assert np.all(alone) and len(alone) == 30
    left = describe(selection, made_up.dictionary, made_up.regions)
    assert left == "source table: only one table is open"


def presets(first, last):
    file = TableFile("made-up.csv", 1, first, last)
    ours = real_dataset().dictionary
    none = replace(ours, coverage_start=None, coverage_end=None, file=file)
    return {key: each[1:] for key, each in period_presets(none).items()}


def test_periods_follow_from_the_days_of_the_table():
    found = period_presets(DICTIONARY)
    assert {key: each.label for key, each in found.items()} == {
        "all": "all",
        "last_30": "last 30 days",
        "last_90": "last 90 days",
        "2025": "2025",
        "2026": "2026",
    }
    assert found["last_30"][1:] == (date(2026, 9, 5), None)
    assert found["2025"][1:] == (None, date(2025, 12, 31))
    assert found["2026"][1:] == (date(2026, 1, 1), None)


def test_the_calendar_counts_what_began_in_each_year_quarter_and_month():
    days = [date(2025, 9, 2), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31)]
    found = calendar_presets([*days, date(2026, 10, 4)], DICTIONARY)
    assert [each.label for each in found.values()] == [
        "2026 · 3 incidents",
        "Q4 2026, October–December · 1 incident",
        "October 2026 · 1 incident",
        "Q1 2026, January–March · 2 incidents",
        "January 2026 · 2 incidents",
        "2025 · 2 incidents",
        "Q4 2025, October–December · 1 incident",
        "December 2025 · 1 incident",
        "Q3 2025, July–September · 1 incident",
        "September 2025 · 1 incident",
    ]
    assert found["2026-01"][1:] == (date(2026, 1, 1), date(2026, 1, 31))
    assert found["2026-Q1"][1:] == (date(2026, 1, 1), date(2026, 3, 31))
    assert found["2025-12"][1:] == (date(2025, 12, 1), date(2025, 12, 31))
    assert found["2026-10"][1:] == (date(2026, 10, 1), date(2026, 10, 4))
    assert found["2025-09"][1:] == (date(2025, 9, 2), date(2025, 9, 30))
    early = calendar_presets([date(2025, 7, 9)], DICTIONARY)  # not among those covered
    assert early["2025-07"][1:] == (date(2025, 7, 9), date(2025, 7, 31))
    assert calendar_presets([], DICTIONARY) == {}


def test_every_incident_is_in_one_month_one_quarter_and_one_year():
    every = real_dataset().incidents
    days = every.loc[every["parent_id"].eq(""), "date"].dt.date
    found = calendar_presets(days, DICTIONARY)
    for shape in (r"\d{4}", r"\d{4}-Q\d", r"\d{4}-\d\d"):
        some = [each for key, each in found.items() if re.fullmatch(shape, key)]
        held = [sum(a <= day <= b for day in days) for _, a, b in some]
        assert sum(held) == len(days)
        assert [int(each.label.split(" · ")[1].split()[0]) for each in some] == held


def test_a_day_parts_a_table_in_two_without_a_day_lost_or_twice():
    day = date(2026, 1, 3)
    assert before(day)[1:] == (None, date(2026, 1, 2))
    assert from_on(day)[1:] == (day, None)
    assert before(date(1900, 1, 1)).until == date(1900, 1, 1)  # no link asks for less


def test_the_latest_years_are_offered_and_those_between_have_both_ends():
    found = presets(date(2015, 2, 3), date(2019, 5, 6))
    assert list(found) == ["all", "last_30", "last_90", "2016", "2017", "2018", "2019"]
    assert found["2016"] == (date(2016, 1, 1), date(2016, 12, 31))
    assert found["2019"] == (date(2019, 1, 1), None)


def test_a_table_of_one_year_has_no_years_to_choose_and_one_without_days_none():
    assert list(presets(date(2019, 2, 3), date(2019, 5, 6))) == [
        *("all", "last_30", "last_90")
    ]
    assert list(presets(None, None)) == ["all"]
