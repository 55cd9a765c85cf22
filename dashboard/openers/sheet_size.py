"""Refuse a sheet whose cells lie so far apart that it would fill the memory.

A workbook is read into a full rectangle: one value in the last cell of an otherwise
blank sheet would ask for 17 billion cells.
"""

import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

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
    rb"""r\s*=\s*["']([D-Zd-z][A-Za-z]|[A-Za-z]{3,}|[A-Za-z]{1,2}[0-9]{6})"""
)
"""A cell beyond column CZ (104) or row 99,999; without one, no sheet is too large. What
is before the ``r`` does not matter: the reader takes attributes without a blank between
them, and any prefix of a name."""
SHEET_DATA = re.compile(rb"[<:]sheetData\b")
UNPLACED = re.compile(rb"[<:]c(?:[/>]|\s(?!\s*r\s*=))")
"""A cell that may not say where it is: it comes after the one before it."""
PLACE = re.compile(rb"""r\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
CELL = re.compile("([A-Za-z]*)([0-9]+)", re.ASCII)
OVERLAP = 100
"""Bytes that a piece shares with the next where it cannot end before a tag."""


def check_sheet_sizes(archive: zipfile.ZipFile, name: str) -> None:
    """Raise :class:`UnreadableTableError` where an Excel sheet spans too many cells."""
    sheets = [each for each in archive.namelist() if _is_sheet(archive, each)]
    total = 0
    for member in sheets:  # a workbook may keep them anywhere
        may_matter = len(sheets) > FEW or _may_be_far(archive, member)
        try:
            rows, columns = _excel_span(archive, member) if may_matter else (0, 0)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise UnreadableTableError(
                gettext(
                    "{file}: this is a damaged or cut workbook ({part}: {error}). Open "
                    "it in a spreadsheet and save it again.",
                    file=name,
                    part=member,
                    error=error,
                )
            ) from error
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
    rows = columns = 0
    is_placed = True
    for piece in pieces_of(archive, member):
        for letters, number in PLACE.findall(piece):
            rows = max(rows, int(number[:9]))
            columns = max(columns, _column_number(letters[:9].decode()))
        is_placed = is_placed and not UNPLACED.search(piece)
    if is_placed:
        return rows, columns
    counted = _Counted(archive, member)
    return max(rows, counted.rows), max(columns, counted.columns)


class _Counted:
    """The last row and column of a sheet where cells follow one another.

    The markup is parsed: what a comment or a value holds is no row. Raises
    ``expat.ExpatError`` where it is not whole.
    """

    def __init__(self, archive: zipfile.ZipFile, member: str) -> None:
        self.rows = self.columns = self._row = self._column = self._inside = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        with archive.open(member) as file:
            parser.ParseFile(file)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        name = local_name(tag)
        if self._inside or name == "c":
            self._inside += 1  # nothing in a cell is a row or another cell
        if self._inside > 1 or name not in ("row", "c"):
            return
        place = CELL.fullmatch(given.get("r", ""))
        if place:
            self._row = int(place[2][:9]) - 1
        if name == "c":
            if place:
                self._column = _column_number(place[1][:9]) - 1
            self._column += 1
            self.rows = max(self.rows, self._row + 1)
            self.columns = max(self.columns, self._column)

    def _end(self, tag: str) -> None:
        if self._inside:
            self._inside -= 1
        elif local_name(tag) == "row":
            self._row, self._column = self._row + 1, 0


def local_name(tag: str) -> str:
    """Return a name without its prefix, which ends with the first colon."""
    return tag.partition(":")[2] or tag


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


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
