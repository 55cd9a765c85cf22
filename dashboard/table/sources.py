"""The ``sources`` column: who reported an incident, where, when and how we saw it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.table.on_disk import leave_texts
from dashboard.text.kept import keeps_texts
from dashboard.text.language import gettext, ngettext
from dashboard.text.long import LONGEST_PRINTED, LONGEST_SHOWN, shortened

ENTRY = re.compile(
    r"(?P<publisher>[^<>]*)<(?:no address|(?P<url>[^<>\s]+))>"
    r"(?:\s+(?P<date>\d{4}-\d{2}(?:-\d{2})?))?"
    r"(?:\s+(?:via\s+(?P<via>.+?)|(?P<title>title only(?:\s+at\s+(?P<title_at>.+?))?)"
    r"|read at\s+(?P<read_at>.+?)))?"
    r"(?:;\s+(?P<detail>.+))?",
    re.DOTALL,  # so that no text is tried again from each of its semicolons
)
"""``Publisher <https://…> 2025-09-02 read at X; detail``.

The date may be a month or missing. In place of ``read at`` may stand ``title only``,
``title only at X`` or ``via X``; what is known of the entry besides comes last.
"""
DATED = re.compile(r"(?P<publisher>[^<>]*?\S),?\s+(?P<date>\d{4}-\d{2}(?:-\d{2})?)")
"""``Publisher, 2025-09-02``: an entry of a table that gives no address."""
ALONE = re.compile(r"https?://(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?:[/?#:]\S*)?")
"""An address and nothing else, as most tables have it: its host says who reports."""
ALONE_WITH_PATH = (
    r"^(https?://(?:www\.)?[0-9A-Za-z_-]+(?:\.[0-9A-Za-z_-]+)+)[/?#:][!-~]*$"
)
ADDRESS = "<[!-;=?-~]+>"
"""An address in plain letters: of others it is never said that they are alike."""
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
SEPARATOR = " | "
NO_ADDRESS = "no address"
"""Stands for the address of an entry that we write and that has none."""
OPENED, TITLE, THROUGH = "opened", "title", "through"
"""How a report was seen: its page, its title alone, or as another quotes it."""
ROWS_AT_ONCE = 100_000
"""Cells that are compared at one time."""


@dataclass(frozen=True)
class Source:
    """One report: ``date`` is ISO (day or month) or blank.

    ``via`` names who quotes the report when its page was not opened; ``read_at`` names
    the page of another where its text, or its title, was read. ``detail`` is what is
    known of this entry besides.
    """

    publisher: str
    url: str
    date: str = ""
    via: str = ""
    read_at: str = ""
    title_only: bool = False
    detail: str = ""

    @property
    def opened(self) -> bool:
        """Whether text of the page itself was seen by the people who made the table."""
        return self.seen == OPENED

    @property
    def seen(self) -> str:
        """How it was seen: ``opened``, ``title`` or ``through``."""
        if self.via:
            return THROUGH
        return TITLE if self.title_only else OPENED


def source_text(source: Source) -> str:
    """Return an entry of a ``sources`` cell; :func:`parse_sources` gives it back.

    Raises ValueError where a part has a sign that would be read as another part.
    """
    pieces = [source.publisher, f"<{source.url or NO_ADDRESS}>", source.date]
    if source.via:
        pieces.append(f"via {source.via}")
    elif source.title_only:
        pieces.append("title only")
        pieces.append(f"at {source.read_at}" if source.read_at else "")
    elif source.read_at:
        pieces.append(f"read at {source.read_at}")
    detail = f"; {source.detail}" if source.detail else ""
    text = " ".join(filter(None, pieces)) + detail
    if parse_sources(text) != [source]:
        raise ValueError(
            gettext("{given} cannot stand in a cell of sources", given=repr(text))
        )
    return text


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
    left_out = ngettext(
        "… ({count} source in all)", "… ({count} sources in all)", len(entries)
    )
    return SEPARATOR.join([*shown, left_out])


def publishers(text: str) -> list[str]:
    """Return the publishers named in a ``sources`` cell, each once, in order."""
    return list(dict.fromkeys(each.publisher for each in parse_sources(text)))


def kinds_of_sources(cells: pd.Series) -> tuple[np.ndarray, list[list[Source]]]:
    """Return the kind of each ``sources`` cell as a number, and the entries of each.

    Cells of a kind differ in addresses and days alone, so publishers and how each page
    was seen are the same; the addresses and days of the entries are no one's. A large
    table has an address for each row and few kinds.
    """
    kind, kinds = _numbered(map(_alike, _in_pieces(cells)), len(cells))
    # What is no entry is kept as it stands, with its address.
    whole = [any("<" in each.publisher for each in parse_sources(k)) for k in kinds]
    if any(whole):
        some = _with_whole(_in_pieces(cells), kind, kinds, np.array(whole))
        kind, kinds = _numbered(some, len(cells))
    return kind, [parse_sources(each) for each in kinds]


def publishers_of_kinds(cells: pd.Series) -> tuple[np.ndarray, list[list[str]]]:
    """Return the kind of each ``sources`` cell, and the :func:`publishers` of each."""
    kind, kinds = kinds_of_sources(cells)
    return kind, [list(dict.fromkeys(e.publisher for e in each)) for each in kinds]


def _in_pieces(cells: pd.Series) -> Iterator[pa.Array]:
    """Yield the cells piece by piece: of 1,000,000 each copy takes up to 0.4 GB."""
    for first in range(0, len(cells), ROWS_AT_ONCE):
        some = cells.iloc[first : first + ROWS_AT_ONCE]
        yield pa.array(some.astype("str").fillna(""))
        if len(cells) > ROWS_AT_ONCE:
            leave_texts()


def _alike(texts: pa.Array) -> pa.Array:
    """Return cells with the same address and day in each entry."""
    alike = pc.replace_substring_regex(texts, ADDRESS, "<a>")
    alike = pc.replace_substring_regex(alike, "<a> " + DAY, "<a> 2000-01-01")
    return pc.replace_substring_regex(alike, ALONE_WITH_PATH, r"\1")


def _with_whole(
    pieces: Iterable[pa.Array], kind: np.ndarray, kinds: list[str], whole: np.ndarray
) -> Iterator[pa.Array]:
    """Yield cells alike, but as they stand where their kind is to be left whole."""
    at = 0
    for texts in pieces:
        own = kind[at : at + len(texts)]
        alike = pa.array(kinds, texts.type).take(pa.array(own))
        yield pc.if_else(pa.array(whole[own]), texts, alike)
        at += len(texts)


def _numbered(pieces: Iterable[pa.Array], count: int) -> tuple[np.ndarray, list[str]]:
    """Return the number of each of ``count`` texts, and the distinct ones as met."""
    numbers: dict[str, int] = {}
    kind, at = np.empty(count, dtype="int64"), 0
    for piece in pieces:
        codes, texts = pd.factorize(piece.to_pandas())
        of_all = [numbers.setdefault(each, len(numbers)) for each in texts]
        kind[at : at + len(codes)] = np.array(of_all, dtype="int64")[codes]
        at += len(codes)
    return kind, list(numbers)


@keeps_texts(65_536)
def _parsed(text: str) -> tuple[Source, ...]:
    """Return the entries; kept, since each change of a filter asks for every cell."""
    return tuple(
        _source(each.strip()) for each in text.split(SEPARATOR) if each.strip()
    )


def _source(entry: str) -> Source:
    match = ENTRY.fullmatch(entry)
    if match is None and (dated := DATED.fullmatch(entry)):
        return Source(dated["publisher"], "", dated["date"])
    if match is None and (alone := ALONE.fullmatch(entry)):
        return Source(alone["host"], entry)
    if match is None:
        return Source(publisher=entry, url="")
    found = {name: value or "" for name, value in match.groupdict().items()}
    return Source(
        publisher=found["publisher"].rstrip(),
        url=found["url"],
        date=found["date"],
        via=found["via"],
        read_at=found["read_at"] or found["title_at"],
        title_only=bool(found["title"]),
        detail=found["detail"],
    )
