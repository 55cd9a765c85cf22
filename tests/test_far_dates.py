"""Dates before 1950 and after the day of reading: doubted once for all their rows."""

from datetime import date

import pandas as pd
import pytest

from dashboard.checks.far_dates import find_far_dates
from dashboard.checks.report import grouped
from dashboard.importers.checked import check_table
from dashboard.openers.opened import TableSource
from tests.importing import REGIONS

TODAY = date(2026, 11, 28)


def doubts(*days: str, today: date | None = TODAY) -> list[str]:
    dates = pd.Series(days, index=range(2, 2 + len(days)), dtype="str")
    return [str(each) for each in find_far_dates(dates, today)]


@pytest.mark.parametrize(
    "day, words",
    [
        ("1949-12-31", "lies before 1950; is the year right?"),
        ("1950-01-01", ""),
        ("2026-11-28", ""),
        ("2026-11-29", "lies after today, 2026-11-28; is the date right?"),
        ("", ""),
        ("soon", ""),
    ],
)
def test_a_date_is_doubted_on_the_far_side_of_each_edge(day, words):
    assert doubts(day) == ([f"line 2, date '{day}': {words}"] if words else [])


def test_without_a_day_of_reading_no_date_is_too_late():
    assert doubts("2999-01-01", today=None) == []
    assert len(doubts("1900-01-01", today=None)) == 1


def test_many_rows_of_a_kind_are_said_once():
    dates = pd.Series(["1900-01-01", "1900-01-02", "2030-01-01"], [2, 3, 4])
    assert grouped(find_far_dates(dates, TODAY)) == [
        "warning: 2 rows: date: lies before 1950; is the year right? (for example "
        "'1900-01-01'), first at line 2",
        "warning: line 4, date '2030-01-01': lies after today, 2026-11-28; is the date "
        "right?",
    ]


@pytest.mark.parametrize("day, warned", [(TODAY, 1), (date(2031, 1, 1), 0)])
def test_the_report_of_a_table_counts_them_and_keeps_the_row(day, warned):
    text = "id,date,lat,lon,killed\nMADE-1,2030-01-01,10.5,-66.9,1\n"
    checked = check_table(TableSource("made up.csv", text.encode()), REGIONS, day)
    assert (checked.report.rejected, checked.report.accepted) == (0, 1 - warned)
    assert [each.column for each in checked.findings if "today" in each.message] == (
        ["date"] * warned
    )
