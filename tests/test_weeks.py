"""Bars of a brief over time: what stands below them."""

import pandas as pd
import pytest

from dashboard.brief.words.bars import tick_words


@pytest.mark.parametrize(
    ("month", "every", "first", "words"),
    [
        ("1990-01-01", 60, True, "1990"),
        ("1990-01-01", 12, False, "1990"),
        ("2026-01-01", 6, False, "Jan 2026"),
        ("2025-10-01", 1, True, "Oct 2025"),
        ("2025-10-01", 1, False, "Oct"),
    ],
)
def test_ticks_that_are_years_apart_name_the_year_alone(month, every, first, words):
    assert tick_words(pd.Timestamp(month), every, first) == words
