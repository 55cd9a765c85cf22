"""A workbook: what it is on the first sheet, the rows as real dates and numbers."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.exports.about import Export
from dashboard.exports.columns import export_frame, free_name
from dashboard.table.sources import parse_sources
from dashboard.text.escape import safe_url
from dashboard.text.language import gettext, number
from dashboard.text.words import is_blank

if TYPE_CHECKING:
    import xlsxwriter

MOST_LETTERS = 32_767
"""Letters that a cell of a workbook may hold (Microsoft, Excel specifications)."""
WIDTHS = {
    "incident_id": 19,
    "parent_id": 19,
    "location": 34,
    "geo_note": 44,
    "origin": 24,
    "claimed_target": 22,
    "vessel_type": 22,
    "nationality": 24,
    "sources": 44,
    "notes": 60,
    "answer": 24,
}
USUAL_WIDTH = 13
MOST_ROWS = 1_048_575
"""Rows of a sheet without its header (Microsoft, Excel specifications)."""
MOST_LINKS = 65_530
"""How many links Excel opens in one sheet; what is beyond stays text in its column."""


class TooLongError(ValueError):
    """Raised where a text or the rows do not fit into a workbook."""


def to_xlsx(export: Export) -> bytes:
    """Return a workbook with the sheets *About* and *Incidents*.

    The rows stand in a sheet of one name in every language, for formulas and scripts.

    Texts are written as texts, so that none is run as a formula. Raises TooLongError
    where a text or the table is longer than a workbook may hold: nothing is cut without
    a word.
    """
    import xlsxwriter  # a third of a second, for workbooks only

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    check_cells(export)
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": export.dictionary.title,
                "comments": gettext("Data {data}", data=export.data),
                "created": datetime.combine(export.day, time()),
            }
        )
        _about(book, export)
        _incidents(book, export)
    return out.getvalue()


def check_cells(export: Export) -> None:
    """Raise TooLongError where a text is longer than a cell of a workbook may hold."""
    frame = export_frame(export.rows, export.dictionary)
    if len(frame) > MOST_ROWS:
        raise TooLongError(
            gettext(
                "{rows} rows; a sheet of a workbook holds {most}. Take CSV or "
                "GeoPackage.",
                rows=number(len(frame)),
                most=number(MOST_ROWS),
            )
        )
    for name in frame.select_dtypes(["object", "string", "category"]):
        letters = frame[name].astype("str").str.len()
        if len(frame) and letters.max() > MOST_LETTERS:
            line = int(letters.to_numpy().argmax()) + 1
            raise TooLongError(
                gettext(
                    "row {line}, {column}: a text of {letters} letters; a cell of a "
                    "workbook holds {most}. Take CSV or GeoPackage.",
                    line=line,
                    column=name,
                    letters=number(letters.max()),
                    most=number(MOST_LETTERS),
                )
            )


def _about(book: xlsxwriter.Workbook, export: Export) -> None:
    sheet = book.add_worksheet(gettext("About"))
    sheet.hide_gridlines(2)
    bold = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 110)
    for line, (label, words) in enumerate(export.about()):
        sheet.write_string(line, 0, label, bold)
        sheet.write_string(line, 1, words, text)


def _incidents(book: xlsxwriter.Workbook, export: Export) -> None:
    frame = export_frame(export.rows, export.dictionary)
    sheet = book.add_worksheet("Incidents")
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    link = book.get_default_url_format()
    sheet.freeze_panes(1, 1)
    if len(frame.columns):
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
    for at, name in enumerate(frame.columns):
        sheet.set_column(at, at, WIDTHS.get(name, max(USUAL_WIDTH, len(name) + 2)))
        sheet.write_string(0, at, name, head)
        for line, value in enumerate(frame[name], start=1):
            _write(sheet, line, at, value, day)
    _first_links(sheet, frame, link)


def _write(sheet, line: int, at: int, value, day) -> None:
    if is_blank(value):
        return
    if isinstance(value, pd.Timestamp):
        sheet.write_datetime(line, at, value.to_pydatetime(), day)
    elif isinstance(value, (bool, np.bool_)):
        sheet.write_boolean(line, at, bool(value))
    elif isinstance(value, str):
        sheet.write_string(line, at, value)
    else:
        sheet.write_number(line, at, float(value))


def _first_links(sheet, frame: pd.DataFrame, link) -> None:
    """Add a last column with the first source of each row, to click."""
    at = len(frame.columns)
    sheet.set_column(at, at, 40)
    sheet.write_string(0, at, free_name("first_source", frame.columns))
    for line, cell in enumerate(frame.get("sources", ()), start=1):
        if line > MOST_LINKS:
            break
        urls = [each.url for each in parse_sources("" if is_blank(cell) else cell)]
        urls = [url for url in urls if safe_url(url) and len(url) <= 2_000]
        if urls:
            sheet.write_url(line, at, urls[0], link, string=urls[0])
