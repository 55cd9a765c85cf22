"""What of a file was not read, and what became of its tolls, in words."""

from collections.abc import Callable

from dashboard.checks.reading import Reading
from dashboard.text.language import gettext, ngettext, number, pgettext
from dashboard.text.words import listing

SHOWN_REASONS, SHOWN_LETTERS = 6, 60
"""Reasons that the long form names, and the letters of each; the rest are counted."""


def reading_words(reading: Reading) -> list[str]:
    """Return what of a file was not read, and what became of its tolls.

    "“2023” of the file was read; not read: “2024”" and "the tolls of 16 rows were
    widened, …", with what the file gives for these rows and what is counted; none where
    a table was taken as it is.
    """
    return _reading(reading, _widened_in_full)


def reading_in_short(reading: Reading) -> list[str]:
    """Return the same without the sums, for a headline."""
    return _reading(reading, _widened)


def _reading(reading: Reading, widened: Callable[[Reading], str]) -> list[str]:
    words = []
    if reading.not_read:
        names = [f"“{shortened(name)}”" for name in reading.not_read[:SHOWN_REASONS]]
        not_read = gettext(
            "“{part}” of the file was read; not read: {names}",
            part=shortened(reading.part),
            names=_with_more(names, len(reading.not_read)),
        )
        words.append(not_read)
    if reading.widened:
        words.append(widened(reading))
    if many := reading.by_convention:
        coded = ngettext(
            "{count} row has a toll that is coded by convention, not a count",
            "{count} rows have tolls that are coded by convention, not a count",
            many,
        )
        words.append(coded)
    if blanked := reading.below_zero:
        shown = [f"{column} {value}" for column, value in blanked[:SHOWN_REASONS]]
        below = ngettext(
            "{count} figure below 0 was left blank: {figures}",
            "{count} figures below 0 were left blank: {figures}",
            len(blanked),
            figures=_with_more(shown, len(blanked)),
        )
        words.append(below)
    return words


def _with_more(shown: list[str], many: int) -> str:
    """Return what is shown of so many as a list, which says how many more there are."""
    if more := many - len(shown):
        shown = [*shown, ngettext("{count} more", "{count} more", more)]
    return listing(shown)


def _widened(reading: Reading) -> str:
    return ngettext(
        "The toll of {count} row was widened: low, best and high did not agree",
        "The tolls of {count} rows were widened: low, best and high did not agree",
        reading.widened,
    )


def _widened_in_full(reading: Reading) -> str:
    """Return the same with what the file gives for these rows and what is counted."""
    if not reading.in_file:
        return _widened(reading)
    return ngettext(
        "The toll of {count} row was widened: low, best and high did not agree; "
        "together {in_file} in the file, here {counted}",
        "The tolls of {count} rows were widened: low, best and high did not agree; "
        "together {in_file} in the file, here {counted}",
        reading.widened,
        in_file=_ends(reading.in_file),
        counted=_ends(reading.counted),
    )


def _ends(sums: tuple[int | None, ...]) -> str:
    """Return "low 9, best 2, high 4"; a figure that no row has is left out."""
    low, best, high = (None if each is None else number(each) for each in sums)
    ends = [
        low and gettext("low {number}", number=low),
        best and pgettext("one end", "best {number}", number=best),
        high and gettext("high {number}", number=high),
    ]
    return ", ".join(filter(None, ends))


def shortened(reason: str) -> str:
    """Return a text cut to ``SHOWN_LETTERS``, with "…"."""
    if len(reason) <= SHOWN_LETTERS:
        return reason
    return f"{reason[:SHOWN_LETTERS].rstrip(' ,')} …"
