"""The ``sources`` column: who reported an incident, where, when and how we saw it."""

import re
from dataclasses import dataclass
from itertools import accumulate

from dashboard.text.kept import keeps_texts
from dashboard.text.long import LONGEST_PRINTED, LONGEST_SHOWN, shortened
from dashboard.text.words import count_of

ENTRY = re.compile(
    r"(?P<publisher>[^<>]*?)\s*<(?P<url>[^<>\s]+)>"
    r"(?:\s+(?P<date>\d{4}-\d{2}(?:-\d{2})?))?"
    r"(?:\s+via\s+(?P<via>.+))?"
)
"""``Publisher <https://…> 2025-09-02 via X``; the date may be a month or missing."""
DATED = re.compile(r"(?P<publisher>[^<>]*?\S),?\s+(?P<date>\d{4}-\d{2}(?:-\d{2})?)")
"""``Publisher, 2025-09-02``: an entry of a table that gives no address."""
SEPARATOR = " | "


@dataclass(frozen=True)
class Source:
    """One report: ``date`` is ISO (day or month) or blank.

    ``via`` names where the report was quoted when the page itself was not opened.
    """

    publisher: str
    url: str
    date: str = ""
    via: str = ""

    @property
    def opened(self) -> bool:
        """Whether text of the page itself was seen by the people who made the table."""
        return not self.via


def parse_sources(text: str) -> list[Source]:
    """Return the entries of a ``sources`` cell, in order.

    Entries are separated by `` | ``. What is not an entry with an address is kept as
    a source with a blank ``url``, so that nothing is lost on the way to a reader.
    """
    return list(_parsed(str(text)))


def shown_sources(text: str) -> list[Source]:
    """Return the entries of a ``sources`` cell that are shown: all, but of a long cell.

    Of more than ``LONGEST_SHOWN`` characters the first entries are shown, and a last
    one says how many there are.
    """
    return parse_sources(shorten_sources(text))


def shorten_sources(text: str) -> str:
    """Return a ``sources`` cell with only the entries that are shown."""
    if len(text) <= LONGEST_SHOWN:
        return text
    entries = text.split(SEPARATOR)
    ends = accumulate(len(entry) + len(SEPARATOR) for entry in entries)
    kept = sum(end <= LONGEST_SHOWN for end in ends)
    shown = [shortened(each, LONGEST_PRINTED) for each in entries[: max(kept, 1)]]
    return SEPARATOR.join([*shown, f"… ({count_of(len(entries), 'source')} in all)"])


def publishers(text: str) -> list[str]:
    """Return the publishers named in a ``sources`` cell, each once, in order."""
    return list(dict.fromkeys(each.publisher for each in parse_sources(text)))


@keeps_texts(1 << 16)
def _parsed(text: str) -> tuple[Source, ...]:
    """Return the entries; kept, since each change of a filter asks for every cell."""
    return tuple(
        _source(each.strip()) for each in text.split(SEPARATOR) if each.strip()
    )


def _source(entry: str) -> Source:
    match = ENTRY.fullmatch(entry)
    if match is None and (dated := DATED.fullmatch(entry)):
        return Source(dated["publisher"], "", dated["date"])
    if match is None:
        return Source(publisher=entry, url="")
    found = {name: value or "" for name, value in match.groupdict().items()}
    return Source(**found)
