"""Refuse a sheet whose cells lie so far apart that it would fill the memory.

A workbook is read into a full rectangle: one value in the last cell of an otherwise
blank sheet would ask for 17 billion cells.
"""

import re
import zipfile
from collections.abc import Iterator

from dashboard.table.limits import CHUNK
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import decimal, gettext

MAX_CELLS = 30_000_000
"""Cells of one sheet, blank ones between others too: about 1 GB."""
MAX_ALL_CELLS = 3 * MAX_CELLS
"""Cells of all sheets, which are looked at one after the other."""
FEW = MAX_ALL_CELLS // (104 * 99_999)
"""So many sheets, none with a cell far out, cannot have more."""
FAR = re.compile(
    rb"""\sr\s*=\s*["']([D-Zd-z][A-Za-z]|[A-Za-z]{3,}|[A-Za-z]{1,2}[0-9]{6})"""
)
"""A cell beyond column CZ (104) or row 99,999; without one, no sheet is too large."""
SHEET_DATA = re.compile(rb"<(?:\w+:)?sheetData\b")
UNPLACED = re.compile(rb"<(?:\w+:)?c(?:[/>]|\s(?!\s*r\s*=))")
"""A cell that may not say where it is: it comes after the one before it."""
PLACE = re.compile(
    rb"""<(?:\w+:)?(row|c)(?=[\s/>])|\sr\s*=\s*["']([A-Za-z]*)([0-9]+)["']"""
)
"""A row or cell begins, or says its place; tags are not matched to their ends, since a
value may hold a ">"."""
OVERLAP = 100
"""Bytes that a piece shares with the next where it cannot end before a tag."""


def check_sheet_sizes(archive: zipfile.ZipFile, name: str) -> None:
    """Raise :class:`UnreadableTableError` where an Excel sheet spans too many cells."""
    sheets = [each for each in archive.namelist() if _is_sheet(archive, each)]
    total = 0
    for member in sheets:  # a workbook may keep them anywhere
        may_matter = len(sheets) > FEW or _may_be_far(archive, member)
        rows, columns = _excel_span(archive, member) if may_matter else (0, 0)
        total += rows * columns
        if rows * columns > MAX_CELLS or total > MAX_ALL_CELLS:
            raise too_large(name)


def too_large(name: str) -> UnreadableTableError:
    """Return the error for a sheet of more than :data:`MAX_CELLS` cells."""
    return UnreadableTableError(
        gettext(
            "{file}: a sheet spans more than {number} cells, the blank ones between "
            "others too; that is the limit. Save the table alone, or as CSV.",
            file=name,
            number=decimal(MAX_CELLS, 0),
        )
    )


def _excel_span(archive: zipfile.ZipFile, member: str) -> tuple[int, int]:
    """Return the last row and column of a sheet."""
    pieces = pieces_of(archive, member)
    rows = columns = row = column = 0
    for tag, letters, number in (each for p in pieces for each in PLACE.findall(p)):
        if tag == b"row":
            row, column = row + 1, 0
            continue
        if tag:
            column += 1
        elif letters:
            rows, column = max(rows, int(number[:9])), _column_number(letters[:9])
        else:
            row = max(row, int(number[:9]))
            continue
        rows = max(rows, row)
        columns = max(columns, column)
    return rows, columns


def _is_sheet(archive: zipfile.ZipFile, member: str) -> bool:
    return any(SHEET_DATA.search(piece) for piece in pieces_of(archive, member))


def _may_be_far(archive: zipfile.ZipFile, member: str) -> bool:
    return any(
        FAR.search(piece) or UNPLACED.search(piece)
        for piece in pieces_of(archive, member)
    )


def pieces_of(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """Yield a member of markup piece by piece, none of which ends within a tag.

    A tag longer than a piece is the exception.
    """
    tail = b""
    with archive.open(member) as file:
        while chunk := file.read(CHUNK):
            piece = tail + chunk
            cut = piece.rfind(b"<")
            if len(piece) - cut > CHUNK:  # one value, longer than a piece
                yield piece
                tail = piece[-OVERLAP:]
            else:
                yield piece[:cut]
                tail = piece[cut:]
    yield tail


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
