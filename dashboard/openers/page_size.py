"""What the pages of a Parquet file say that they unpack to.

The end of the file says it too, and may lie: 50 KB took 5 GB. A page begins with a
header in Thrift's compact protocol, whose numbers its reader goes by.
"""

import mmap
from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from dashboard.text.language import N_

Bytes = bytes | mmap.mmap

MOST_PAGES = 300_000
"""Pages of a file, or of a group of rows where it is read by batches; 500 columns of
2,000,000 rows have some 50,000."""
MOST_NESTED, MOST_LISTED = 8, 1_000
"""Structs in one another, and entries of a list, in a header: it has hardly any."""
NO_HEADER = N_("a header that is none")
MANY_PAGES = N_("more than {number} pages")
LESS_THAN_NOTHING = N_("a page of less than nothing")
NO_NUMBER = N_("a number that is none")
MORE_THAN_ROWS = N_("more values in its pages than it has rows")
WRONG = (NO_HEADER, MANY_PAGES, LESS_THAN_NOTHING, NO_NUMBER, MORE_THAN_ROWS)
"""What may be wrong with the pages; the first words of a ValueError."""
UNPACKED, PACKED, DISTINCT, KINDS = 2, 3, 7, (5, 7, 8)
"""Fields of a page's header: its sizes, and what it says of its values by kind."""
TRUE, FALSE, BYTE, NUMBERS, DOUBLE, BINARY, LIST, SET, STRUCT = (
    *(1, 2, 3, (4, 5, 6), 7, 8),
    *(9, 10, 12),
)


class Held(NamedTuple):
    """What a group of rows takes at once while it is read by batches."""

    size: int
    """Bytes: of each column its largest page and its distinct values."""
    values: int
    """Distinct values, and all values of lists: a batch may hold those of a group."""


def pages_say(raw: Bytes, about: pq.FileMetaData) -> tuple[int, int]:
    """Return the bytes that all pages unpack to, and how many values they hold.

    Raises ValueError or IndexError where a header cannot be read.
    """
    size = values = pages = 0
    for group in map(about.row_group, range(about.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            for _, here, more in _pages(raw, column):
                size, values, pages = size + here, values + more, pages + 1
                _check_number(pages)
    return size, values


def groups_say(raw: Bytes, about: pq.FileMetaData) -> Iterator[Held]:
    """Yield what each group of rows takes at once, as its pages say.

    Raises ValueError or IndexError where a header cannot be read, and where the pages
    of a column without lists hold more values than there are rows.
    """
    lists = [
        about.schema.column(at).max_repetition_level > 0
        for at in range(len(about.schema))
    ]
    for group in map(about.row_group, range(about.num_row_groups)):
        size = values = pages = 0
        for column, is_list in zip(
            map(group.column, range(group.num_columns)), lists, strict=True
        ):
            largest = distinct = in_rows = 0
            for is_dictionary, here, more in _pages(raw, column):
                pages += 1
                _check_number(pages)
                if is_dictionary:
                    size, distinct = size + here, distinct + more
                else:
                    largest, in_rows = max(largest, here), in_rows + more
            if not is_list and in_rows > group.num_rows:
                raise ValueError(MORE_THAN_ROWS)
            size, values = size + largest, values + distinct + in_rows * is_list
        yield Held(size, values)


def _check_number(pages: int) -> None:
    if pages > MOST_PAGES:
        raise ValueError(MANY_PAGES)


def _pages(
    raw: Bytes, column: pq.ColumnChunkMetaData
) -> Iterator[tuple[bool, int, int]]:
    """Yield of each page whether it holds distinct values, its bytes and its values."""
    at, words = column.data_page_offset, column.dictionary_page_offset
    if words is not None and 0 < words < at:
        at = words
    end = at + column.total_compressed_size
    while at < end:
        header, at = _struct(raw, at, 0)
        here = [header[each][1] for each in KINDS if each in header]
        if min(header[UNPACKED], header[PACKED], *here) < 0:
            raise ValueError(LESS_THAN_NOTHING)
        yield DISTINCT in header, header[UNPACKED], sum(here)
        at += header[PACKED]


def _struct(raw: Bytes, at: int, nested: int) -> tuple[dict[int, Any], int]:
    """Return the fields of a struct by number, and where it ends."""
    if nested > MOST_NESTED or at < 0:
        raise ValueError(NO_HEADER)
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


def _value(raw: Bytes, at: int, kind: int, nested: int) -> tuple[Any, int]:
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
            raise ValueError(NO_HEADER)
        for _ in range(size):
            is_flag = inner in (TRUE, FALSE)
            _, at = (None, at + 1) if is_flag else _value(raw, at, inner, nested + 1)
        return None, at
    if kind == STRUCT:
        return _struct(raw, at, nested + 1)
    raise ValueError(NO_HEADER)


def _number(raw: Bytes, at: int) -> tuple[int, int]:
    value, at = _plain(raw, at)
    return (value >> 1) ^ -(value & 1), at


def _plain(raw: Bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = raw[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
        if shift > 63:
            raise ValueError(NO_NUMBER)
