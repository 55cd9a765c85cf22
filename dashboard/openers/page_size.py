"""What the pages of a Parquet file say that they unpack to.

The end of the file says it too, and may lie: 50 KB took 5 GB. A page begins with a
header in Thrift's compact protocol, whose numbers its reader goes by.
"""

from collections.abc import Iterator
from typing import Any

import pyarrow.parquet as pq

from dashboard.text.language import N_, gettext, number

MOST_PAGES = 300_000
"""Pages of a file; 500 columns of 2,000,000 rows have some 50,000."""
MOST_NESTED, MOST_LISTED = 8, 1_000
"""Structs in one another, and entries of a list, in a header: it has hardly any."""
NO_HEADER = N_("a header that is none")
UNPACKED, PACKED, KINDS = 2, 3, (5, 7, 8)
"""Fields of a page's header: its sizes, and what it says of its values by kind."""
TRUE, FALSE, BYTE, NUMBERS, DOUBLE, BINARY, LIST, SET, STRUCT = (
    *(1, 2, 3, (4, 5, 6), 7, 8),
    *(9, 10, 12),
)


def pages_say(raw: bytes, about: pq.FileMetaData) -> tuple[int, int]:
    """Return the bytes that all pages unpack to, and how many values they hold.

    Raises ValueError or IndexError where a header cannot be read.
    """
    size = values = pages = 0
    for start, end in _chunks(about):
        at = start
        while at < end:
            header, at = _struct(raw, at, 0)
            pages += 1
            if pages > MOST_PAGES:
                raise ValueError(
                    gettext("more than {number} pages", number=number(MOST_PAGES))
                )
            here = [header[each][1] for each in KINDS if each in header]
            if min(header[UNPACKED], header[PACKED], *here) < 0:
                raise ValueError(gettext("a page of less than nothing"))
            size, values = size + header[UNPACKED], values + sum(here)
            at += header[PACKED]
    return size, values


def _chunks(about: pq.FileMetaData) -> Iterator[tuple[int, int]]:
    """Yield where the pages of each column begin and end, in each group of rows."""
    for group in map(about.row_group, range(about.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            start, words = column.data_page_offset, column.dictionary_page_offset
            if words is not None and 0 < words < start:
                start = words
            yield start, start + column.total_compressed_size


def _struct(raw: bytes, at: int, nested: int) -> tuple[dict[int, Any], int]:
    """Return the fields of a struct by number, and where it ends."""
    if nested > MOST_NESTED or at < 0:
        raise ValueError(gettext(NO_HEADER))
    found: dict[int, Any] = {}
    field = 0
    while head := raw[at]:
        at += 1
        if head >> 4:
            field += head >> 4
        else:
            field, at = _number(raw, at)
        found[field], at = _value(raw, at, head & 15, nested)
    return found, at + 1


def _value(raw: bytes, at: int, kind: int, nested: int) -> tuple[Any, int]:
    if kind in (TRUE, FALSE):
        return kind == TRUE, at
    if kind == BYTE:
        return raw[at], at + 1
    if kind in NUMBERS:
        return _number(raw, at)
    if kind == DOUBLE:
        return None, at + 8
    if kind == BINARY:
        size, at = _plain(raw, at)
        return None, at + size
    if kind in (LIST, SET):
        size, inner, at = raw[at] >> 4, raw[at] & 15, at + 1
        if size == 15:
            size, at = _plain(raw, at)
        if size > MOST_LISTED:
            raise ValueError(gettext(NO_HEADER))
        for _ in range(size):
            is_flag = inner in (TRUE, FALSE)
            _, at = (None, at + 1) if is_flag else _value(raw, at, inner, nested + 1)
        return None, at
    if kind == STRUCT:
        return _struct(raw, at, nested + 1)
    raise ValueError(gettext(NO_HEADER))


def _number(raw: bytes, at: int) -> tuple[int, int]:
    value, at = _plain(raw, at)
    return (value >> 1) ^ -(value & 1), at


def _plain(raw: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = raw[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
        if shift > 63:
            raise ValueError(gettext("a number that is none"))
