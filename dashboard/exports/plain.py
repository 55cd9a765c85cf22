"""CSV without lines of comment, and beside it a file that says what they would.

Most programs take a line that begins with ``#`` for data. What a plain file says of
itself stands in ``NAME.csv-metadata.json``, as the W3C names and writes it (CSV on the
Web, "Model for Tabular Data and Metadata", 2015).
"""

import hashlib
import json

import pandas as pd

from dashboard.exports.about import Export
from dashboard.exports.columns import export_frame
from dashboard.exports.table import rows_as_text
from dashboard.figures.dataset_words import table_name
from dashboard.table.dictionary import Dictionary
from dashboard.table.write import csv_bytes
from dashboard.text.language import N_, gettext, locale

ENDING = "-metadata.json"
GUARDED = N_(
    "a text that a spreadsheet would run as a formula has an apostrophe in front"
)


def to_plain_csv(export: Export) -> bytes:
    """Return the rows of :func:`dashboard.exports.table.to_csv` alone, UTF-8."""
    frame = export_frame(export.rows, export.dictionary)
    return csv_bytes(frame.columns, rows_as_text(frame))


def to_metadata(export: Export, name: str, content: bytes) -> bytes:
    """Return what stands beside a plain file, as CSV on the Web.

    ``name`` is that of the file and ``content`` its bytes, whose SHA-256 tells whether
    the two belong together.
    """
    frame = export_frame(export.rows, export.dictionary)
    return metadata_text(export, frame, name, hashlib.sha256(content).hexdigest())


def metadata_text(export: Export, frame: pd.DataFrame, name: str, sha256: str) -> bytes:
    """Return the same of a file that was written in pieces.

    ``frame`` has the columns of the file, with or without its rows.
    """
    notes = [*export.about(), (gettext("Texts"), gettext(GUARDED))]
    notes.append(("SHA-256", sha256))
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": locale()}],
        "url": name,
        "dc:title": table_name(export.dictionary),
        "dialect": {"encoding": "utf-8", "header": True, "commentPrefix": None},
        "notes": [{"label": label, "text": text} for label, text in notes],
        "tableSchema": {
            "columns": [_column(frame[each], export.dictionary) for each in frame]
        },
    }
    return (json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode()


def _column(column: pd.Series, dictionary: Dictionary) -> dict[str, str]:
    """Return one column as CSV on the Web knows it; a blank is the empty text."""
    name = str(column.name)
    field = dictionary.fields.get(name)
    words = {"dc:description": field.description} if field else {}
    return {"titles": name, "datatype": _datatype(column), **words}


def _datatype(column: pd.Series) -> str:
    if pd.api.types.is_datetime64_any_dtype(column):
        return "date"
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(column) else "string"
