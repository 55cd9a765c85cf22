"""CSV that a spreadsheet opens without running it; its first lines say what it is."""

import re
from collections.abc import Iterator

import pandas as pd

from dashboard.exports.about import LINK, QUERY, Export
from dashboard.exports.columns import export_frame
from dashboard.table.write import csv_bytes
from dashboard.text.language import gettext
from dashboard.text.words import is_blank


def to_csv(export: Export) -> bytes:
    """Return located rows as CSV, UTF-8 with a mark that spreadsheets ask for.

    Lines that begin with ``#`` come first: what the file is (see
    :meth:`dashboard.exports.about.Export.about`). Then the columns of the table and
    those of the join.
    """
    frame = export_frame(export.rows, export.dictionary)
    rows = rows_as_text(frame)
    return csv_bytes(frame.columns, rows, comments_of(export), with_mark=True)


def comments_of(export: Export) -> list[str]:
    """Return the lines of a CSV that say what it is, without the ``#`` in front."""
    return [f"{label}: {_one_line(label, text)}" for label, text in export.about()]


def rows_as_text(frame: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Return the rows of a file as texts: ISO days, true and false, blanks as ""."""
    return zip(*(_as_text(frame[name]) for name in frame), strict=True)


def _one_line(label: str, text: str) -> str:
    """Return a text for a comment, of which no piece is run as a formula.

    A spreadsheet splits the line at its commas; a link keeps its sense when they are
    encoded.
    """
    if label in (gettext(LINK), gettext(QUERY)):
        return text.replace(",", "%2C").replace(";", "%3B")
    text = text.replace('"', "”")  # it would hide the commas from the next line
    return re.sub(r"([,;\t]\s*)(?=[=+\-@])", r"\1'", text)


def _as_text(column: pd.Series) -> list[str]:
    if pd.api.types.is_datetime64_any_dtype(column):
        return ["" if is_blank(day) else f"{day:%Y-%m-%d}" for day in column]
    if pd.api.types.is_bool_dtype(column):
        words = {True: "true", False: "false"}
        return [words.get(each, "") for each in column.astype(object)]
    if pd.api.types.is_numeric_dtype(column):
        return ["" if is_blank(each) else f"{each:.10g}" for each in column]
    return ["" if is_blank(each) else str(each) for each in column]
