"""Numbers, dates and lists in words."""

from datetime import date

import pandas as pd
import pytest

from dashboard.text.words import (
    date_in_words,
    day_in_words,
    listing,
    period_in_words,
    range_text,
)


def test_a_range_with_a_blank_end_says_that_it_is_not_known():
    assert [range_text(1, 1), range_text(1, 2), range_text(1, pd.NA)] == [
        "1",
        "1–2",
        "1–?",
    ]
    assert range_text(None, None) == "?"


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2025-09-02", None, "day", "2 Sep 2025"),
        ("2025-09-02", None, "about", "about 2 Sep 2025"),
        ("2026-01-05", None, "week", "week of 5 Jan 2026"),
        ("2026-01-01", None, "month", "Jan 2026"),
        ("2026-01-01", None, "year", "2026"),
        ("2026-01-05", "2026-01-07", "day", "5 Jan 2026 – 7 Jan 2026"),
        ("2026-01-05", "2026-01-07", "about", "about 5 Jan 2026 – 7 Jan 2026"),
        (None, None, "day", "date not known"),
    ],
)
def test_a_date_is_said_no_more_surely_than_it_is_known(start, end, precision, words):
    start, end = (pd.Timestamp(each) if each else pd.NaT for each in (start, end))
    assert date_in_words(start, end, precision) == words


def test_a_day_is_the_same_from_a_date_and_a_timestamp():
    assert day_in_words(date(2026, 10, 4)) == "4 Oct 2026"
    assert day_in_words(pd.Timestamp("2026-10-04")) == "4 Oct 2026"
    assert day_in_words(pd.NaT) == ""
    assert period_in_words(date(2026, 10, 4), date(2026, 10, 4)) == "4 Oct 2026"


def test_a_list_reads_as_a_person_would_say_it():
    assert [listing([]), listing(["a"]), listing(["a", "b"])] == ["", "a", "a and b"]
    assert listing(["a", "b", "c"], "or") == "a, b or c"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2013, 4, 19), date(2013, 4, 21), "19–21 Apr 2013"),
        (date(2013, 4, 19), date(2013, 5, 1), "19 Apr – 1 May 2013"),
        (date(2013, 12, 31), date(2014, 1, 1), "31 Dec 2013 – 1 Jan 2014"),
        (date(2013, 4, 19), date(2014, 4, 21), "19 Apr 2013 – 21 Apr 2014"),
        (date(2013, 4, 19), date(2013, 4, 19), "19 Apr 2013"),
        (date(2013, 4, 19), None, "19 Apr 2013"),
    ],
)
def test_a_short_period_says_a_shared_month_and_year_once(first, last, words):
    assert period_in_words(first, last, short=True) == words
    assert date_in_words(first, last, "about", short=True) == f"about {words}"
