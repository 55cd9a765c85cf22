"""The words of the foot, in full and in two lines."""

from collections.abc import Callable

from dashboard.brief.words.entries import count_publishers, named_publishers
from dashboard.brief.words.model import Brief
from dashboard.text.language import N_, gettext, ngettext, pgettext

CREDITS_IN_SHORT = N_(
    "map: Natural Earth, GeoNames, Flanders Marine Institute (CC BY 4.0)"
)
Row = tuple[str, str]
"""The head of a row of the foot, and its text."""


def long_foot(brief: Brief, scale_words: str) -> list[Row]:
    """Return sources, what to read with care, and what identifies the picture."""
    stamp = (brief.counts, brief.stamp, scale_words, brief.again)
    return [
        (gettext("Sources"), f"{brief.sources} {brief.credits}"),
        (gettext("Read with care"), brief.care),
        (gettext("This picture"), " · ".join(part for part in stamp if part)),
        *from_row(brief),
    ]


def from_row(brief: Brief) -> list[Row]:
    """Return the row of author and contact, none where the office sets neither."""
    words = brief.settings.from_whom
    return [(pgettext("author", "From"), words)] if words else []


def short_foot(brief: Brief, fits: Callable[[str, str], bool]) -> list[Row]:
    """Return two rows: who reported, and which data these are.

    ``fits`` says whether a row (head, text) has room on one line. Publishers that have
    none are counted; credits and care leave the second row before the data do. Author
    and contact stand behind the data, or behind the sources where they are long.
    """
    whom = brief.settings.from_whom
    by = gettext(" · from {whom}", whom=whom) if whom else ""
    who, which = gettext("Sources"), gettext("Data")
    if fits(which, f"{brief.data}{by}"):
        return [_who(who, brief, fits, ""), _which(which, brief, fits, by)]
    return [_who(who, brief, fits, by), _which(which, brief, fits, "")]


def _who(head: str, brief: Brief, fits, by: str) -> Row:
    counted = count_publishers(brief.rows, brief.dataset.dictionary)
    if not counted:
        none = gettext("none given")
        if brief.rows.empty:
            none = gettext("no incident, so no source")
        return head, f"{none}{by}"
    for many in range(len(counted), 0, -1):
        text = f"{named_publishers(counted, many)}{by}"
        if fits(head, text):
            return head, text
    count = ngettext("{count} publisher", "{count} publishers", len(counted))
    return head, f"{count}{by}"


def _which(head: str, brief: Brief, fits, by: str) -> Row:
    revised = gettext("reported figures, may be revised")
    parts = [f"{brief.data}{by}", revised, gettext(CREDITS_IN_SHORT)]
    for many in range(len(parts), 1, -1):
        if fits(head, text := " · ".join(parts[:many])):
            return head, text
    return head, parts[0]
