"""Open a sheet of a workbook: Excel (.xlsx, .xls) and OpenDocument (.ods)."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.parsers import expat

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from dashboard.openers.arrow_text import value_text
from dashboard.openers.opened import Opened, to_opened
from dashboard.openers.sheet_size import check_sheet_sizes
from dashboard.table.dates import excel_day
from dashboard.table.layout import is_blank
from dashboard.table.limits import MAX_MARKUP, check_archive, check_rows
from dashboard.table.reading import Remark, UnreadableTableError
from dashboard.table.rows import Row, table_of_rows

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Excel keeps a workbook with a password (MS-OFFCRYPTO 2.3.4)."""
MAC_EPOCH = re.compile(
    rb"""<(\w+:)?workbookPr\b[^<>]*?\sdate1904\s*=\s*["'](1|true|on)["']"""
)
CONTENT = "content.xml"
"""The member of an ODS file that holds its sheets."""
EPOCH_WITHIN = 64 * 1024
"""Bytes of ``xl/workbook.xml`` that are searched: its properties come first."""


def open_workbook(raw: bytes, name: str, part: str, kind: str) -> Opened:
    """Return a sheet of a workbook as text; the line of a row is its row in the sheet.

    ``kind`` is "Excel" or "ODS"; ``part`` the sheet, blank for the first that shows
    and holds rows of several columns. Dates are ISO text, with the time where a cell
    has one; numbers have no ".0" and 15 digits at most, as the workbook shows them. A
    formula is its last value; an error of one (#DIV/0!) is blank. Raises
    :class:`UnreadableTableError`.
    """
    epoch = _check_markup(raw, name, kind)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheet, parts = _choose(book, name, part)
        cells = sheet.to_python(skip_empty_area=False)
    except PasswordError as error:
        raise locked(name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableTableError(
            f"{name}: this is a damaged workbook, or none ({error}). "
            "Open it in a spreadsheet and save it again."
        ) from error
    check_rows(len(cells), name)
    table = table_of_rows(_rows(cells), name, kind, "row")
    if len(parts) > 1:
        words = f"sheet {sheet.name!r} of {len(parts)} was read"
        table.remarks.insert(0, Remark(None, "", "", words))
    return to_opened(name, table, parts, sheet.name, epoch)


def locked(name: str) -> UnreadableTableError:
    """Return the error for a workbook that needs a password."""
    return UnreadableTableError(
        f"{name}: this is a workbook with a password. Save it without one."
    )


def open_old_office(raw: bytes, name: str, part: str) -> Opened:
    """Open a workbook of Excel 97 to 2003; refuse what else that container holds."""
    if ENCRYPTED in raw:
        raise locked(name)
    return open_workbook(raw, name, part, "Excel 97")


def _check_markup(raw: bytes, name: str, kind: str) -> int:
    """Check the size of a zipped workbook; return from which year it counts days."""
    if not raw.startswith(b"PK"):
        return 1900
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        check_archive(archive, name, MAX_MARKUP)
        check_sheet_sizes(archive, name, kind)
        if kind == "ODS" or CONTENT in archive.namelist():  # calamine tries all kinds
            _check_whole(archive, name)
        book = next((n for n in archive.namelist() if n == "xl/workbook.xml"), "")
        if not book:
            return 1900
        with archive.open(book) as file:
            return 1904 if MAC_EPOCH.search(file.read(EPOCH_WITHIN)) else 1900


def _check_whole(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an ODS file whose sheets are no whole XML: its reader would never end."""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse_entity
    try:
        with archive.open(CONTENT) as file:
            parser.ParseFile(file)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise UnreadableTableError(
            f"{name}: this is a damaged or cut workbook ({CONTENT}: {error}). "
            "Open it in a spreadsheet and save it again."
        ) from error


def _refuse_entity(*_declared: object) -> None:
    raise expat.ExpatError("it has entities of its own, which no spreadsheet writes")


def _choose(
    book: CalamineWorkbook, name: str, part: str
) -> tuple[CalamineSheet, tuple[str, ...]]:
    """Return the sheet to read, and the names of all that hold cells to read."""
    sheets = [s for s in book.sheets_metadata if s.typ is SheetTypeEnum.WorkSheet]
    names = [sheet.name for sheet in sheets]
    if part:
        if part not in names:
            raise UnreadableTableError(
                f"{name}: no sheet {part!r}. Its sheets: {', '.join(names)}."
            )
        return book.get_sheet_by_name(part), tuple(names)
    shown = [s.name for s in sheets if s.visible is SheetVisibleEnum.Visible] or names
    if not shown:
        raise UnreadableTableError(f"{name}: this workbook has no sheet of cells.")
    books = [book.get_sheet_by_name(each) for each in shown]
    rows = [sheet for sheet in books if sheet.height > 1]
    # One column of text before a table is a page of remarks.
    tables = [sheet for sheet in rows if sheet.width > 1]
    return (tables or rows or books)[0], tuple(names)


def _rows(cells: list[list[Any]]) -> Iterator[Row]:
    """Yield the rows of a sheet, without the blanks at their ends."""
    for line, values in enumerate(cells, start=1):
        texts = [_cell_text(value) for value in values]
        yield line, texts if not is_blank(texts) else []


def _cell_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return excel_day(value)
    return value_text(value)
