"""What opening a file gives: its table as text, and what the reading noticed."""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from dashboard.checks.finding import NOTE, Finding
from dashboard.table.reading import ReadTable


@dataclass(frozen=True)
class TableSource:
    """A table to open: a file by its path, or the bytes of an uploaded one.

    ``part`` is the sheet or layer to take, blank for the first that holds rows.
    ``importer`` is ``auto`` or the name of a format in :mod:`dashboard.importers`;
    ``mapping`` is the text of a saved mapping, blank for none.
    """

    name: str
    content: Path | bytes
    part: str = ""
    importer: str = "auto"
    mapping: str = ""


@dataclass(frozen=True)
class Opened:
    """A table as text, with the file's own columns.

    ``text`` is like that of :func:`dashboard.table.read.read_text`: cells ``str``, the
    line as index. ``format`` is what the file is in words ("CSV, semicolons").
    ``parts`` are the sheets or layers to choose from, ``part`` the one taken. ``hxl``
    gives the HXL tag of a column ("#geo+lat") where the file has a row of tags; that
    row is not in ``text``. ``has_header`` is False where the first row holds data: the
    columns are then ``column_1``, ``column_2`` and so on. ``epoch`` is the year from
    which a workbook counts its days, 1900 or 1904.
    """

    name: str
    format: str
    text: pd.DataFrame
    findings: list[Finding] = field(default_factory=list)
    parts: tuple[str, ...] = ()
    part: str = ""
    hxl: dict[str, str] = field(default_factory=dict)
    has_header: bool = True
    epoch: int = 1900


def to_opened(
    name: str,
    table: ReadTable,
    parts: tuple[str, ...] = (),
    part: str = "",
    epoch: int = 1900,
) -> Opened:
    """Return a table that was read, its remarks as findings."""
    return Opened(
        name,
        table.format,
        table.text,
        [Finding(*remark) for remark in table.remarks],
        parts,
        part,
        table.hxl,
        table.has_header,
        epoch,
    )


def note(words: str) -> Finding:
    """Return a note on the whole file."""
    return Finding(None, "", "", words, NOTE)
