"""Bins of time: how wide they are, where they begin, and which fit on an axis.

A week runs from Monday to Sunday (ISO 8601), months, quarters and years are those of
the calendar, a decade begins with a year that ends in 0. Two hundred years are 10,500
weeks: an axis takes the finest grain that it has room for.
"""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.text.language import N_, gettext
from dashboard.text.words import day_in_words, month_in_words

GRAINS = {
    "week": N_("Weekly"),
    "month": N_("Monthly"),
    "quarter": N_("Quarterly"),
    "year": N_("Yearly"),
    "decade": N_("By decade"),
}
PER_GRAIN = {
    "week": N_("per week"),
    "month": N_("per month"),
    "quarter": N_("per quarter"),
    "year": N_("per year"),
    "decade": N_("per decade"),
}
"""Grains from the finest to the coarsest, and what a control calls them."""
STEPS = {
    "week": ("D", 7, -3),
    "month": ("M", 1, 0),
    "quarter": ("M", 3, 0),
    "year": ("M", 12, 0),
    "decade": ("M", 120, 0),
}
"""Unit of each grain, how many of it a bin holds, and where the bin of 1970-01-01
begins: the Monday three days before."""
MOST_BINS = 210
"""Bars that a chart of usual width can show: four years of weeks, two centuries."""
Span = tuple[Any, Any]
"""First and last day."""


def bin_numbers(days: Any, grain: str) -> np.ndarray:
    """Return the number of the bin in which each day lies, counted from 1970."""
    unit, step, start = STEPS[grain]
    units = np.asarray(days, dtype="datetime64[us]").astype(f"datetime64[{unit}]")
    return (units.astype("int64") - start) // step


def bin_starts(numbers: np.ndarray, grain: str) -> np.ndarray:
    """Return the first day of each bin, given its number."""
    unit, step, start = STEPS[grain]
    units = (np.asarray(numbers) * step + start).astype(f"datetime64[{unit}]")
    return units.astype("datetime64[us]")


def bin_ends(numbers: np.ndarray, grain: str) -> np.ndarray:
    """Return the last day of each bin, given its number."""
    return bin_starts(np.asarray(numbers) + 1, grain) - np.timedelta64(1, "D")


def whole_bins(first: Any, last: Any, grain: str) -> pd.DataFrame:
    """Return the bins from a day to a day: ``start`` and ``last`` day.

    All are whole, also where the days asked for lie inside; none where ``last`` is
    before ``first``.
    """
    low, high = bin_numbers([pd.Timestamp(first), pd.Timestamp(last)], grain)
    numbers = np.arange(low, high + 1)
    return pd.DataFrame(
        {"start": bin_starts(numbers, grain), "last": bin_ends(numbers, grain)}
    )


def fitting_grain(spans: list[Span], most: float = MOST_BINS) -> str:
    """Return the finest grain in which no span has more than ``most`` bins.

    Where even decades are too many they are the answer.
    """
    for grain in GRAINS:
        if all(_number_of_bins(span, grain) <= most for span in spans):
            return grain
    return grain


def offered_grains(span: Span) -> dict[str, str]:
    """Return the grains to choose from for a span: the finest that fits, and the next.

    Keys are grains, values what a control calls them.
    """
    names = list(GRAINS)
    first = names.index(fitting_grain([span]))
    return {name: gettext(GRAINS[name]) for name in names[first : first + 2]}


def bin_words(start: pd.Timestamp, grain: str) -> str:
    """Return which bin is meant: "week of 1 Sep 2025", "year 1950"."""
    if grain == "quarter":
        month = month_in_words(start.year, start.month)
        return gettext("quarter from {month}", month=month)
    if grain == "year":
        return gettext("year {year}", year=start.year)
    if grain == "decade":
        return gettext("decade from {year}", year=start.year)
    if grain == "month":
        return gettext("month of {day}", day=day_in_words(start))
    return gettext("week of {day}", day=day_in_words(start))


def in_bin_words(start: pd.Timestamp, grain: str) -> str:
    """Return :func:`bin_words` inside a sentence: "in the week of 1 Sep 2025"."""
    if grain == "quarter":
        month = month_in_words(start.year, start.month)
        return gettext("in the quarter from {month}", month=month)
    if grain == "year":
        return gettext("in the year {year}", year=start.year)
    if grain == "decade":
        return gettext("in the decade from {year}", year=start.year)
    if grain == "month":
        return gettext("in the month of {day}", day=day_in_words(start))
    return gettext("in the week of {day}", day=day_in_words(start))


def _number_of_bins(span: Span, grain: str) -> int:
    low, high = bin_numbers([pd.Timestamp(day) for day in span], grain)
    return int(high - low) + 1
