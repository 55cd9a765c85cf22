"""Give a file by pieces of its rows, each as opening a small file gives it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from dashboard.openers.open_file import open_file
from dashboard.openers.opened import Opened, TableSource, to_opened
from dashboard.openers.parquet import parquet_batches
from dashboard.table.delimited import read_delimited
from dashboard.table.kinds import PARQUET, TEXT, kind_of
from dashboard.table.limits import MEGABYTE
from dashboard.table.reading import ReadTable, UnreadableTableError
from dashboard.text.language import gettext

ROWS = 100_000
"""Rows of one piece of a Parquet file."""
WHOLE_BYTES = 32 * MEGABYTE
"""A text up to this size is one piece, and a larger one has pieces of this size."""
HEAD_BYTES = 4_000
LONGEST_RECORD = 64 * MEGABYTE
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Piece:
    """Some rows of a file, in order: as text, and as the file has them.

    ``table`` is None where the file has nothing but text.
    """

    opened: Opened
    table: pa.Table | None = None


def pieces_of(source: TableSource) -> Iterator[Piece]:
    """Give the rows of a file on this machine, piece by piece, at least one piece.

    Parquet, and text above :data:`WHOLE_BYTES`, come in pieces, so that no more than
    one is in memory; any other file is one piece. Raises
    :class:`~dashboard.table.reading.UnreadableTableError`, also on the way.
    """
    path = Path(str(source.content))
    kind, size = _kind_and_size(path, source.name)
    if kind == PARQUET:
        pieces = parquet_batches(path, ROWS, source.name)
    elif kind == TEXT and size > WHOLE_BYTES:
        pieces = _text_pieces(path, source.name)
    else:
        yield Piece(open_file(source))
        return
    none = True
    for table, read in pieces:
        none = False
        yield Piece(to_opened(source.name, read), table)
    if none:
        open_file(source)  # which says that it has a header and no rows


def _kind_and_size(path: Path, name: str) -> tuple[str, int]:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        if not head or head.startswith(UTF16):
            return "", 0
        return kind_of(head, name), path.stat().st_size
    except (OSError, UnreadableTableError):
        return "", 0  # whoever opens it says what is wrong


def _text_pieces(path: Path, name: str) -> Iterator[tuple[None, ReadTable]]:
    """Give a text by whole records, each piece under the header of the file."""
    with path.open("rb") as file:
        header = _header(file, name)
        lines, rest = 0, b""
        while raw := file.read(WHOLE_BYTES):
            rest += raw
            end = _end_of_records(rest)
            if end == 0 and len(rest) > LONGEST_RECORD:
                raise UnreadableTableError(
                    gettext(
                        "{file}, line {line}: a quote that is opened in this row or "
                        "below is never closed.",
                        file=name,
                        line=header.count(10) + lines + 1,
                    )
                )
            if end:
                yield None, _records(header, rest[:end], name).moved(lines)
                lines += rest.count(b"\n", 0, end)
                rest = rest[end:]
        if rest.strip():
            yield None, _records(header, rest, name).moved(lines)


def _records(header: bytes, records: bytes, name: str) -> ReadTable:
    read = read_delimited(header + records, name)
    if not read.has_header:
        raise UnreadableTableError(
            gettext(
                "{name}: has no line with the names of the columns, which "
                "a text above {megabytes} MB needs.",
                name=name,
                megabytes=WHOLE_BYTES // MEGABYTE,
            )
        )
    return read


def _header(file: BinaryIO, name: str) -> bytes:
    """Return all above the first row of data, and stop there.

    It is comments, the header, and a row of HXL tags where there is one.
    """
    head = b""
    while line := file.readline(LONGEST_RECORD):
        head += line
        if len(head) >= LONGEST_RECORD:
            raise UnreadableTableError(
                gettext("{file}, line 1: the header does not end.", file=name)
            )
        is_comment = line.removeprefix(b"\xef\xbb\xbf").startswith((b"#", b"sep="))
        if not is_comment and line.strip() and head.count(b'"') % 2 == 0:
            break
    here = file.tell()
    tags = file.readline(LONGEST_RECORD)
    if tags.startswith((b"#", b'"#')):
        return head + tags
    file.seek(here)
    return head


def _end_of_records(raw: bytes) -> int:
    """Return where the last whole record ends: a line end outside of quotes."""
    end = len(raw)
    quotes = raw.count(b'"')
    while (end := raw.rfind(b"\n", 0, end)) >= 0:
        quotes_before = quotes - raw.count(b'"', end)
        if quotes_before % 2 == 0:
            return end + 1
    return 0
