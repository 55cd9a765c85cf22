"""The ends of what a column allows: what lies outside, and how they are said."""

import pandas as pd

from dashboard.text.language import decimal, gettext, number


def outside(values: pd.Series, low, high) -> pd.Series:
    """Return which values lie below the lowest or above the highest allowed."""
    beyond = pd.Series(False, index=values.index)
    if low is not None:
        beyond |= values < low
    if high is not None:
        beyond |= values > high
    return beyond


def end_words(end: float) -> str:
    """Return an end of a range of numbers as people write it."""
    return number(end) if isinstance(end, int) else decimal(end, _places(end))


def range_words(low: str | None, high: str | None) -> str:
    """Return what lies in a range, of which an end may be open (None)."""
    if high is None:
        return gettext("must be {low} or more", low=low)
    if low is None:
        return gettext("must be {high} or less", high=high)
    return gettext("must be between {low} and {high}", low=low, high=high)


def _places(end: float) -> int:
    return len(str(float(end)).partition(".")[2])
