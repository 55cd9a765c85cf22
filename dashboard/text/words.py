"""The same words everywhere: ranges, dates, counts and lists as people read them.

The dead are put into words in :mod:`dashboard.figures.tolls`.
"""

from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd
from babel.dates import format_date
from babel.lists import format_list

from dashboard.text.fold import fold
from dashboard.text.language import (
    SOURCE,
    current,
    decimal,
    gettext,
    locale,
    number,
    pgettext,
)

Cell = Any
"""What a table holds in a cell: a value of its column, or NA."""
LAST_ITEM = "\0"
"""Stands for the last item of a list until the word before it is found."""
LISTS = {SOURCE: "en_GB"}
"""Whose lists a language writes: British English has no comma before the last item."""


def is_blank(value: Cell) -> bool:
    """Return whether a cell holds nothing: NA, NaN, NaT, None or an empty text."""
    return value is None or bool(pd.isna(value)) or value == ""


def short_number(value: float) -> str:
    """Return a round number for an axis: "2,500", "250k", "10M"."""
    if value >= 1_000_000:
        return pgettext("axis", "{number}M", number=_general(value / 1_000_000))
    if value >= 10_000:
        return pgettext("axis", "{number}k", number=_general(value / 1000))
    return _general(value)


def _general(value: float) -> str:
    """Return a number with as many decimals as it has, six digits at most."""
    _, _, decimals = f"{value:g}".partition(".")
    return decimal(value, len(decimals)) if decimals.isdigit() else number(value)


def range_text(low: Cell, high: Cell) -> str:
    """Return "9–11", or "11" where both ends agree; a blank end is said as "?"."""
    if is_blank(low) and is_blank(high):
        return "?"
    if not is_blank(low) and not is_blank(high) and low == high:
        return number(low)
    first, last = (("?" if is_blank(n) else number(n)) for n in (low, high))
    return f"{first}–{last}"


def day_in_words(day: Cell) -> str:
    """Return "2 Sep 2025" for a date, blank for none."""
    if is_blank(day):
        return ""
    day = pd.Timestamp(day) if not isinstance(day, date) else day
    return _written(day.year, day.month, day.day, "d MMM y", locale())


def month_in_words(year: int, month: int) -> str:
    """Return "Sep 2025"."""
    return _written(year, month, 1, "LLL y", locale())


def month_name(month: int, long: bool = False) -> str:
    """Return "Sep", or "September" where there is room."""
    return _written(2000, month, 1, "LLLL" if long else "LLL", locale())


@lru_cache(4096)
def _written(year: int, month: int, day: int, pattern: str, code: str) -> str:
    return format_date(date(year, month, day), pattern, locale=code)


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
        begin = _written(first.year, first.month, first.day, "d MMM", locale())
    return f"{begin} – {day_in_words(last)}"


def date_in_words(
    start: Cell, end: Cell = None, precision: str = "day", short: bool = False
) -> str:
    """Return the date of an incident with as much certainty as the report gave.

    ``precision`` is a code of ``date_precision``: day, about, week, month or year.
    ``short`` is that of :func:`period_in_words`.
    """
    if is_blank(start):
        return gettext("date not known")
    day = day_in_words(start)
    if is_blank(end) and precision in ("week", "month", "year"):
        if precision == "week":
            return gettext("week of {day}", day=day)
        by_month = precision == "month"
        return month_in_words(start.year, start.month) if by_month else f"{start.year}"
    period = period_in_words(start, end, short)
    about = precision == "about"
    return pgettext("a date", "about {day}", day=period) if about else period


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
    return gettext(
        "{latitude}° {north}, {longitude}° {east}",
        latitude=decimal(abs(latitude), places),
        north=pgettext("north", "N") if latitude >= 0 else pgettext("south", "S"),
        longitude=decimal(abs(longitude), places),
        east=pgettext("east", "E") if longitude >= 0 else pgettext("west", "W"),
    )


def listing(items: list[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"; with ``last`` "or" the same with "or".

    In Spanish "y" is "e" before a word that begins with the sound of i, and "o" is "u"
    before one that begins with that of o (Real Academia Española, *Ortografía*).
    """
    if len(items) < 2:
        return "".join(items)
    code = LISTS.get(current(), locale())
    marked = [*items[:-1], LAST_ITEM]
    if last == "or":
        text = format_list(marked, style="or", locale=code)
    else:
        text = format_list(marked, locale=code)
    if code == "es":
        text = _before_its_own_sound(text, items[-1])
    return text.replace(LAST_ITEM, items[-1])


def _before_its_own_sound(text: str, last: str) -> str:
    begins = fold(last)
    if begins.startswith(("i", "hi")) and not begins.startswith(("hia", "hie", "ia")):
        return text.replace(f" y {LAST_ITEM}", f" e {LAST_ITEM}")
    if begins.startswith(("o", "ho")):
        return text.replace(f" o {LAST_ITEM}", f" u {LAST_ITEM}")
    return text


def as_claimant(actor: str, with_article: tuple[str, ...]) -> str:
    """Return the actor as the claimant of a sentence: "the US military".

    ``with_article`` are the first words of actors that take "the".
    """
    return f"the {actor}" if actor.split(" ", maxsplit=1)[0] in with_article else actor
