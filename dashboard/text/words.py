"""The same words everywhere: ranges, dates, counts and lists as people read them.

The dead are put into words in :mod:`dashboard.figures.tolls`.
"""

from datetime import date
from typing import Any

import pandas as pd

Cell = Any
"""What a table holds in a cell: a value of its column, or NA."""
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def is_blank(value: Cell) -> bool:
    """Return whether a cell holds nothing: NA, NaN, NaT, None or an empty text."""
    return value is None or bool(pd.isna(value)) or value == ""


def count_of(number: int, singular: str, plural: str = "") -> str:
    """Return "1 strike", "2 strikes", "1,050 km": a number with its unit."""
    unit = singular if number == 1 else plural or f"{singular}s"
    return f"{number:,} {unit}"


def short_number(number: float) -> str:
    """Return a round number for an axis: "2,500", "250k", "10M"."""
    if number >= 1_000_000:
        return f"{number / 1_000_000:,g}M"
    return f"{number / 1000:g}k" if number >= 10_000 else f"{number:,g}"


def range_text(low: Cell, high: Cell) -> str:
    """Return "9–11", or "11" where both ends agree; a blank end is said as "?"."""
    if is_blank(low) and is_blank(high):
        return "?"
    if not is_blank(low) and not is_blank(high) and low == high:
        return f"{int(low):,}"
    first, last = (("?" if is_blank(n) else f"{int(n):,}") for n in (low, high))
    return f"{first}–{last}"


def day_in_words(day: Cell) -> str:
    """Return "2 Sep 2025" for a date, blank for none."""
    if is_blank(day):
        return ""
    day = pd.Timestamp(day) if not isinstance(day, date) else day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def period_in_words(first: Cell, last: Cell, short: bool = False) -> str:
    """Return "2 Sep 2025 – 4 Oct 2026", or one day where both are the same.

    ``short`` says a month or year that both share once: "19–21 Apr 2013".
    """
    if is_blank(last) or first == last:
        return day_in_words(first)
    begin = day_in_words(first)
    if short and first.year == last.year:
        if first.month == last.month:
            return f"{first.day}–{day_in_words(last)}"
        begin = begin.removesuffix(f" {first.year}")
    return f"{begin} – {day_in_words(last)}"


def date_in_words(
    start: Cell, end: Cell = None, precision: str = "day", short: bool = False
) -> str:
    """Return the date of an incident with as much certainty as the report gave.

    ``precision`` is a code of ``date_precision``: day, about, week, month or year.
    ``short`` is that of :func:`period_in_words`.
    """
    if is_blank(start):
        return "date not known"
    words = {
        "about": f"about {day_in_words(start)}",
        "week": f"week of {day_in_words(start)}",
        "month": f"{MONTHS[start.month - 1]} {start.year}",
        "year": f"{start.year}",
    }
    if precision in words and is_blank(end):
        return words[precision]
    period = period_in_words(start, end, short)
    return f"about {period}" if precision == "about" else period


def coordinates_in_words(
    latitude: float, longitude: float, radius_km: Cell = None
) -> str:
    """Return "11.2° N, 62.6° W": no finer than the point is known.

    The last decimal stands for about a tenth of ``radius_km`` (one degree of latitude
    is 111 km); without a radius two decimals are said, about a kilometre.
    """
    places = 2
    if not is_blank(radius_km):
        places = 0 if radius_km >= 1000 else 1 if radius_km >= 50 else 2
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.{places}f}° {north}, {abs(longitude):.{places}f}° {east}"


def listing(items: list[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def as_claimant(actor: str, with_article: tuple[str, ...]) -> str:
    """Return the actor as the claimant of a sentence: "the US military".

    ``with_article`` are the first words of actors that take "the".
    """
    return f"the {actor}" if actor.split(" ", maxsplit=1)[0] in with_article else actor
