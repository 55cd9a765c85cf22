"""Open a sheet of a workbook: Excel (.xlsx, .xls) and OpenDocument (.ods)."""

import io
import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from dashboard.openers.arrow_text import value_text
from dashboard.openers.ods_size import CONTENT, check_ods
from dashboard.openers.old_size import check_old_workbook
from dashboard.openers.opened import Opened, to_opened
from dashboard.openers.reader_process import Cell, ReaderError, reading
from dashboard.openers.reader_words import damaged, locked, unread
from dashboard.openers.shared_text import check_promises, check_shared_texts
from dashboard.openers.sheet_size import check_sheet_sizes
from dashboard.table.dates import excel_day
from dashboard.table.layout import is_blank
from dashboard.table.limits import MAX_MARKUP, check_archive, check_rows
from dashboard.table.reading import Remark, UnreadableTableError
from dashboard.table.rows import Row, table_of_rows
from dashboard.text.language import gettext, number

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Excel keeps a workbook with a password (MS-OFFCRYPTO 2.3.4)."""
MAC_EPOCH = re.compile(
    rb"""<(\w+:)?workbookPr\b[^<>]*?\sdate1904\s*=\s*["'](1|true|on)["']"""
)
BINARY = "workbook.bin"
"""What a binary workbook (.xlsb) has, which the reader opens where it cannot read the
other: none of our checks is about it."""
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
        with reading(raw, part) as sheet:
            if sheet.name is None:
                raise _no_sheet(name, part, sheet.names)
            check_rows(sheet.height, name)
            table = table_of_rows(_rows(sheet.rows), name, kind, "row")
    except ReaderError as error:
        raise unread(name, error) from error
    if len(sheet.names) > 1:
        words = gettext(
            "sheet {sheet} of {number} was read",
            sheet=repr(sheet.name),
            number=number(len(sheet.names)),
        )
        table.remarks.insert(0, Remark(None, "", "", words))
    return to_opened(name, table, sheet.names, sheet.name, epoch)


def open_old_office(raw: bytes, name: str, part: str) -> Opened:
    """Open a workbook of Excel 97 to 2003; refuse what else that container holds."""
    if ENCRYPTED in raw:
        raise locked(name)
    check_old_workbook(raw, name)
    return open_workbook(raw, name, part, "Excel 97")


def _check_markup(raw: bytes, name: str, kind: str) -> int:
    """Check the size of a zipped workbook; return from which year it counts days."""
    if not raw.startswith(b"PK"):
        return 1900
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        check_archive(archive, name, MAX_MARKUP)
        if any(_has_second_name(member.extra) for member in archive.infolist()):
            raise damaged(name, gettext("a file in it has two names"))
        if kind != "ODS":
            if any(BINARY in each.casefold() for each in archive.namelist()):
                raise damaged(name, gettext("it is also a binary workbook"))
            check_promises(archive, name)
            check_sheet_sizes(archive, name)
            check_shared_texts(archive, name)
        if kind == "ODS" or CONTENT in archive.namelist():  # calamine tries all kinds
            check_ods(archive, name)
        book = next((n for n in archive.namelist() if n == "xl/workbook.xml"), "")
        if not book:
            return 1900
        with archive.open(book) as file:
            return 1904 if MAC_EPOCH.search(file.read(EPOCH_WITHIN)) else 1900


def _has_second_name(extra: bytes) -> bool:
    """Return whether a member has the field that gives it another name (0x7075).

    Programs differ in which of the two they go by.
    """
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == 0x7075:
            return True
        extra = extra[4 + size :]
    return False


def _no_sheet(name: str, part: str, names: tuple[str, ...]) -> UnreadableTableError:
    if part:
        return UnreadableTableError(
            gettext(
                "{file}: no sheet {sheet}. Its sheets: {sheets}.",
                file=name,
                sheet=repr(part),
                sheets=", ".join(names),
            )
        )
    return UnreadableTableError(
        gettext("{file}: this workbook has no sheet of cells.", file=name)
    )


def _rows(cells: Iterable[list[Cell]]) -> Iterator[Row]:
    """Yield the rows of a sheet, without the blanks at their ends."""
    for line, values in enumerate(cells, start=1):
        texts = [_cell_text(value) for value in values]
        yield line, texts if not is_blank(texts) else []


def _cell_text(value: Cell) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return excel_day(value)
    return value_text(value)
