"""The words of the foot, in full and in two lines."""

from collections.abc import Callable

from dashboard.brief.words.entries import count_publishers
from dashboard.brief.words.model import Brief
from dashboard.text.words import count_of

CREDITS_IN_SHORT = "map: Natural Earth, GeoNames, Flanders Marine Institute (CC BY 4.0)"
Row = tuple[str, str]
"""The head of a row of the foot, and its text."""


def long_foot(brief: Brief, scale_words: str) -> list[Row]:
    """Return sources, what to read with care, and what identifies the picture."""
    stamp = (brief.counts, brief.stamp, scale_words, brief.again)
    return [
        ("Sources", f"{brief.sources} {brief.credits}"),
        ("Read with care", brief.care),
        ("This picture", " · ".join(part for part in stamp if part)),
        *from_row(brief),
    ]


def from_row(brief: Brief) -> list[Row]:
    """Return the row of author and contact, none where the office sets neither."""
    words = brief.settings.from_whom
    return [("From", words)] if words else []


def short_foot(brief: Brief, fits: Callable[[str, str], bool]) -> list[Row]:
    """Return two rows: who reported, and which data these are.

    ``fits`` says whether a row (head, text) has room on one line. Publishers that have
    none are counted; credits and care leave the second row before the data do. Author
    and contact stand behind the data, or behind the sources where they are long.
    """
    whom = brief.settings.from_whom
    by = f" · from {whom}" if whom else ""
    if fits("Data", f"{brief.data}{by}"):
        return [_who("Sources", brief, fits, ""), _which("Data", brief, fits, by)]
    return [_who("Sources", brief, fits, by), _which("Data", brief, fits, "")]


def _who(head: str, brief: Brief, fits, by: str) -> Row:
    counted = count_publishers(brief.rows, brief.dataset.dictionary)
    if not counted:
        none = "no incident, so no source" if brief.rows.empty else "none given"
        return head, f"{none}{by}"
    for many in range(len(counted), 0, -1):
        words = [f"{name} ({number:,})" for name, number in counted[:many]]
        more = len(counted) - many
        rest = f" and {count_of(more, 'other publisher')}" if more else ""
        text = f"{', '.join(words)}{rest}{by}"
        if fits(head, text):
            return head, text
    return head, f"{count_of(len(counted), 'publisher')}{by}"


def _which(head: str, brief: Brief, fits, by: str) -> Row:
    parts = [f"{brief.data}{by}", "reported figures, may be revised", CREDITS_IN_SHORT]
    for many in range(len(parts), 1, -1):
        if fits(head, text := " · ".join(parts[:many])):
            return head, text
    return head, parts[0]
