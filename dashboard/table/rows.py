"""Make a text table of rows of cells: the one set of rules for every kind of file.

Text files and workbooks give their rows here, so that a blank row, a title above the
header or a comma at the end means the same in all of them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.table.header import name_columns
from dashboard.table.layout import HEAD, Layout, find_layout, is_blank
from dashboard.table.limits import check_rows
from dashboard.table.reading import ReadTable, Remark, UnreadableTableError
from dashboard.text.language import N_, gettext, ngettext

LINE, ROW = N_("line"), N_("row")
"""What messages call a row of a text file, and one of a sheet."""
CHUNK = 5_000
"""Rows that are held as Python texts at a time; then they become columns."""
HEAD_ROWS = 500
"""Rows that are looked at for the header; blank ones are among them."""
TEXT = pd.StringDtype(na_value=float("nan"))
Row = tuple[int, list[str]]
"""The line where a row begins, and its cells."""


class Whole(NamedTuple):
    """All rows of a text, header and all, and the line of each."""

    table: pa.Table
    lines: np.ndarray


AllAtOnce = Callable[[int], Whole | None]
"""Gives all rows, if each has the number of cells that is asked for."""


def table_of_rows(
    rows: Iterable[Row],
    name: str,
    format: str,
    line_word: str = LINE,
    all_at_once: AllAtOnce = lambda width: None,
) -> ReadTable:
    """Return the table that rows hold, whatever stands around it.

    ``all_at_once`` may give the same rows as a table of Arrow, where it can: then only
    the first of ``rows`` are taken.

    Blank rows are left out, and so are columns without name and value. Rows that are
    shorter than the header are filled with blanks: a warning. A row with more values
    than columns is a problem, because nobody knows where it went wrong: it keeps its
    first cell and the rest is blank. Raises :class:`UnreadableTableError` where no row
    is filled, where two columns have one name, and above the limits.
    """
    rows = iter(rows)
    first = _first_rows(rows)
    layout = find_layout([cells for _, cells in first])
    if layout is None:
        raise UnreadableTableError(
            gettext("{file}: empty. The first line must name the columns.", file=name)
        )
    if layout.header is None:
        cells = first[layout.start][1]
        names, given = name_columns([""] * len(cells), name, ""), [""] * len(cells)
    else:
        line, given = first[layout.header]
        names = name_columns(
            given, name, gettext("{row} {number}", row=gettext(line_word), number=line)
        )
    body = _Body(len(names), name)
    for line, cells in first[: layout.start]:
        if is_blank(cells):
            body.blank.append(line)
    if (whole := all_at_once(len(names))) is not None:
        body.add_table(whole.table.slice(layout.start), whole.lines[layout.start :])
    else:
        for line, cells in chain(first[layout.start :], rows):
            body.add(line, cells)
    text = body.frame(names)
    unnamed = [names[at] for at, cell in enumerate(given) if not cell.strip()]
    hollow = [each for each in unnamed if not text[each].ne("").any()]
    text = text.drop(columns=hollow)
    remarks = [
        *_remarks_on_layout(layout, first),
        *_remarks_on_blanks(body.blank, len(hollow)),
        *_remarks_on_columns([each for each in unnamed if each not in hollow], layout),
        *body.remarks,
    ]
    hxl = _tags(first[layout.tags][1], names) if layout.tags is not None else {}
    return ReadTable(text, format, remarks, hxl, layout.header is not None)


def _first_rows(rows: Iterator[Row]) -> list[Row]:
    """Take rows until enough of them are filled to see where the header is."""
    first: list[Row] = []
    filled = 0
    for row in rows:
        first.append(row)
        filled += not is_blank(row[1])
        if filled > HEAD or (filled and len(first) >= HEAD_ROWS):
            break
    return first


@dataclass
class _Body:
    """The rows below the header, gathered in chunks: Python texts take much room."""

    width: int
    name: str
    remarks: list[Remark] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    chunk: list[list[str]] = field(default_factory=list)
    batches: list[pa.RecordBatch] = field(default_factory=list)

    def add(self, line: int, cells: list[str]) -> None:
        if not (cells and cells[0].strip()) and is_blank(cells):
            self.blank.append(line)
            return
        if len(cells) != self.width:
            cells = self._fitted(line, cells)
        self.lines.append(line)
        self.chunk.append(cells)
        if len(self.chunk) == CHUNK:
            self._flush()

    def add_table(self, table: pa.Table, lines: np.ndarray) -> None:
        """Add rows that are as wide as the header."""
        check_rows(table.num_rows, self.name)
        blank = np.zeros(table.num_rows, dtype=bool)
        if table.num_rows:
            first = pc.utf8_trim_whitespace(table.column(0)).to_pandas()
            for at in np.flatnonzero(first.eq("")).tolist():
                row = table.slice(at, 1).to_pylist()[0]
                blank[at] = is_blank(list(row.values()))
        if blank.any():
            table = table.filter(pa.array(~blank))
        self.blank += lines[blank].tolist()
        self.lines += lines[~blank].tolist()
        names = [str(n) for n in range(self.width)]
        self.batches += table.rename_columns(names).to_batches()

    def frame(self, names: list[str]) -> pd.DataFrame:
        self._flush()
        schema = pa.schema([(str(n), pa.large_string()) for n in range(self.width)])
        table = pa.Table.from_batches(self.batches, schema)
        text: pd.DataFrame = table.to_pandas(types_mapper=lambda _: TEXT)
        text.columns = pd.Index(names, dtype=TEXT)
        text.index = pd.Index(self.lines, dtype="int64")
        return text

    def _flush(self) -> None:
        check_rows(len(self.lines), self.name)
        if self.chunk:
            columns = [
                pa.array(column, pa.large_string())
                for column in zip(*self.chunk, strict=True)
            ]
            names = [str(n) for n in range(self.width)]
            self.batches.append(pa.RecordBatch.from_arrays(columns, names=names))
            self.chunk.clear()

    def _fitted(self, line: int, cells: list[str]) -> list[str]:
        given = len(cells)
        if given > self.width and not is_blank(cells[self.width :]):
            self.remarks.append(
                Remark(
                    line,
                    "",
                    "",
                    gettext(
                        "{values} values for {columns} columns",
                        values=given,
                        columns=self.width,
                    ),
                    "problem",
                    fix=gettext("a text with a comma must stand in quotation marks"),
                )
            )
            return [cells[0]] + [""] * (self.width - 1)
        if given < self.width:
            self.remarks.append(
                Remark(
                    line,
                    "",
                    "",
                    gettext(
                        "{values} values for {columns} columns; the rest is blank",
                        values=given,
                        columns=self.width,
                    ),
                    "warning",
                )
            )
        return cells[: self.width] + [""] * (self.width - given)


def _remarks_on_layout(layout: Layout, first: list[Row]) -> Iterator[Remark]:
    for at in layout.titles:
        line, cells = first[at]
        words = " ".join(cell.strip() for cell in cells if cell.strip())
        skipped = gettext("stands above the header and was skipped")
        yield Remark(line, "", words, skipped)
    if layout.header is None:
        yield Remark(
            first[layout.start][0],
            "",
            "",
            gettext(
                "the file has no header: its first row holds data. Columns are named "
                "by their position"
            ),
            "warning",
        )
    elif layout.tags is not None:
        used = gettext("a row of HXL tags: used to tell the columns, not read as data")
        yield Remark(first[layout.tags][0], "", "", used)


def _remarks_on_columns(unnamed: list[str], layout: Layout) -> Iterator[Remark]:
    for each in unnamed if layout.header is not None else []:
        yield Remark(None, each, "", gettext("has no name in the header"))


def _remarks_on_blanks(lines: list[int], columns: int) -> Iterator[Remark]:
    if lines:
        words = ngettext(
            "a blank row was left out",
            "{rows} blank rows were left out, the first here",
            len(lines),
            rows=len(lines),
        )
        yield Remark(lines[0], "", "", words)
    if columns:
        words = ngettext(
            "a column without name and value was left out",
            "{columns} columns without name and value were left out",
            columns,
            columns=columns,
        )
        yield Remark(None, "", "", words)


def _tags(cells: list[str], names: list[str]) -> dict[str, str]:
    pairs = zip(names, cells, strict=False)
    return {each: "".join(tag.split()) for each, tag in pairs if tag.strip()}
