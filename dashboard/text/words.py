"""The same words everywhere: ranges, deaths, dates and counts as people read them.

Screen, popup, link, file and brief say a number through these functions, so that none
of them can say it without its range.
"""

from datetime import date

import pandas as pd

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def is_blank(value) -> bool:
    """Return whether a cell holds nothing: NA, NaN, NaT, None or an empty text."""
    return value is None or bool(pd.isna(value)) or value == ""


def count_of(number: int, singular: str, plural: str = "") -> str:
    """Return "1 strike", "2 strikes", "1,050 km": a number with its unit."""
    unit = singular if number == 1 else plural or f"{singular}s"
    return f"{number:,} {unit}"


def range_text(low, high) -> str:
    """Return "9–11", or "11" where both ends agree; a blank end is said as "?"."""
    if is_blank(low) and is_blank(high):
        return "?"
    if not is_blank(low) and not is_blank(high) and low == high:
        return f"{int(low):,}"
    first, last = (("?" if is_blank(n) else f"{int(n):,}") for n in (low, high))
    return f"{first}–{last}"


def deaths_in_words(low, best, high) -> str:
    """Return the toll of one incident in words, always with its range.

    "11 killed"; "between 9 and 11 killed (best 11)"; "no figure reported".
    """
    ends = [each for each in (low, best, high) if not is_blank(each)]
    if not ends:
        return "no figure reported"
    if is_blank(low) or is_blank(high):
        return _open_range(low, best, high)
    if low == high:
        return "none killed" if low == 0 else f"{int(low):,} killed"
    middle = "" if is_blank(best) else f" (best {int(best):,})"
    return f"between {int(low):,} and {int(high):,} killed{middle}"


def deaths_short(low, best, high) -> str:
    """Return the toll as a label has room for: "9–11 killed (best 11)", "11 killed"."""
    if all(is_blank(each) for each in (low, best, high)):
        return "no figure"
    if is_blank(low) or is_blank(high):
        return deaths_in_words(low, best, high)
    if not high:
        return "none killed"
    text = f"{range_text(low, high)} killed"
    return text if is_blank(best) or low == high else f"{text} (best {int(best):,})"


def day_in_words(day) -> str:
    """Return "2 Sep 2025" for a date, blank for none."""
    if is_blank(day):
        return ""
    day = pd.Timestamp(day) if not isinstance(day, date) else day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def period_in_words(first, last) -> str:
    """Return "2 Sep 2025 – 4 Oct 2026", or one day where both are the same."""
    if is_blank(last) or first == last:
        return day_in_words(first)
    return f"{day_in_words(first)} – {day_in_words(last)}"


def date_in_words(start, end=None, precision: str = "day") -> str:
    """Return the date of an incident with as much certainty as the report gave.

    ``precision`` is a code of ``date_precision``: day, about, week, month or year.
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
    period = period_in_words(start, end)
    return f"about {period}" if precision == "about" else period


def coordinates_in_words(latitude, longitude, radius_km=None) -> str:
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
    return f"the {actor}" if actor.split(" ")[0] in with_article else actor


def _open_range(low, best, high) -> str:
    """Say a toll of which an end was not reported, without filling it in."""
    if not is_blank(low):
        return f"at least {int(low):,} killed"
    if not is_blank(high):
        return f"at most {int(high):,} killed"
    return f"{int(best):,} killed (range not reported)"
