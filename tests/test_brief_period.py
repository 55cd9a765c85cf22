"""The days a brief is about: those that the table claims, else those of its rows."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.figures.days import days_of
from dashboard.selection.selected import Selected
from tests.worlds import located, real_dataset

ROWS = located({"date": "2023-03-04"}, {"date": "2024-12-31"}, {"date": ""})
START, END = date(2023, 3, 4), date(2024, 12, 31)


def days(rows=ROWS, coverage=(None, None), **selection):
    start, end = coverage
    dataset = real_dataset()
    said = replace(dataset.dictionary, coverage_start=start, coverage_end=end)
    table = replace(dataset, incidents=rows, dictionary=said)
    return days_of(Selected(table, selection))


def test_where_nothing_is_claimed_the_days_are_those_of_the_rows():
    assert days() == (START, END)


def test_a_claim_of_the_table_counts_more_than_its_rows():
    claim = (date(2023, 1, 1), date(2025, 6, 1))
    assert days(coverage=claim) == claim
    assert days(coverage=(None, claim[1])) == (START, claim[1])


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2023, 3, 3), START),
        (date(2023, 3, 5), date(2023, 3, 5)),
        (END, END),
    ],
)
def test_filters_cut_the_days(first, expected):
    assert days(**{"from": first}) == (expected, END)


def test_no_day_is_left_after_the_last_one_or_without_any_date():
    assert days(**{"from": date(2025, 1, 1)}) is None
    assert days(rows=located({"date": ""})) is None
    assert days(rows=ROWS.iloc[:0]) is None
