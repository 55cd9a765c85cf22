"""Read delimited text of any kind: one reader, row by row, for every file.

Rows are split by Python's csv module (RFC 4180: quoted cells may hold the delimiter,
line breaks and doubled quotation marks). A long text that is so regular that both give
the same is split by Arrow, see :mod:`dashboard.table.regular`. What the rows then mean
is decided in one place, :mod:`dashboard.table.rows`.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

import pandas as pd

from dashboard.table.decode import decode
from dashboard.table.layout import holds_number, is_blank, is_tag_row
from dashboard.table.limits import MAX_BYTES, check_size
from dashboard.table.reading import ReadTable, Remark, UnreadableTableError
from dashboard.table.regular import split_regular
from dashboard.table.rows import Row, Whole, table_of_rows
from dashboard.table.write import guard
from dashboard.text.escape import unguarded
from dashboard.text.language import gettext

csv.field_size_limit(MAX_BYTES)  # 128 KiB otherwise; a file has a limit of its own
DELIMITERS = {
    "\t": "tabs",
    ";": "semicolons",
    "|": "vertical bars",
    ",": "commas",
    "~": "tildes",
    "^": "carets",
}
"""What may stand between cells; where two fit alike, the one named first is taken."""
SAMPLE = 200_000
"""Characters from which the delimiter is found."""
SAMPLE_ROWS = 100
SEPARATOR_LINE = re.compile(
    r'"?sep=(?P<sign>[^\w\r\n"])"?[,;|\t]*(\r\n|\r|\n|$)', re.IGNORECASE
)
"""The first line by which a spreadsheet is told the delimiter."""
SMALL = 20_000
"""Characters below which splitting all at once gains nothing."""
LINE_END = re.compile(r"\r\n|\r|\n")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


GUARD = re.compile(r"(?:^|[,;|\t\"])'+[=+\-@\t\r]", re.MULTILINE)
"""A cell, quoted or not, in which an apostrophe stands before a formula's beginning."""


class _Start(NamedTuple):
    """How a text begins: where its table is, from which line, and split by what."""

    at: int
    line: int
    delimiter: str
    comments: int


def read_delimited(raw: bytes, name: str) -> ReadTable:
    """Return the table of a text file; the index is the line of the file.

    Encoding and delimiter are found from the content. A line ``sep=;`` at the top
    names the delimiter. Lines at the top that begin with ``#`` are comments, but for
    the last of them where it is a header or a row of HXL tags, see :func:`_is_header`.
    Cells lose the apostrophe that our own writer puts before what a spreadsheet would
    run (see :func:`dashboard.text.escape.guarded`) in a file with comments, and in one
    where every such text has it.

    Raises :class:`UnreadableTableError` with the line of what is damaged.
    """
    check_size(len(raw), name)
    text, encoding = decode(raw, name)
    start = _find_start(text)
    words = DELIMITERS.get(start.delimiter, repr(start.delimiter))
    format = "CSV" if start.delimiter == "," else f"CSV, {words}"
    table = table_of_rows(
        _rows(text, start, name),
        name,
        format,
        all_at_once=partial(_all_rows, text, start),
    )
    remarks = table.remarks
    if encoding != "UTF-8":
        remarks = [_remark_on_encoding(encoding), *remarks]
    frame, hxl = table.text, table.hxl
    if start.comments or _is_guarded(text, frame):
        frame = frame.map(unguarded).set_axis(map(unguarded, frame.columns), axis=1)
        hxl = {unguarded(column): tag for column, tag in hxl.items()}
    return ReadTable(frame, format, remarks, hxl, table.has_header)


def _is_guarded(text: str, frame: pd.DataFrame) -> bool:
    """Return whether every text that a spreadsheet would run has an apostrophe.

    So our own writer leaves them, and so does whoever types '=x to mean the text =x.
    """
    if not GUARD.search(text):
        return False
    columns = [pd.Series(map(str, frame.columns)), *(frame[name] for name in frame)]
    return not any(
        guard(cell) != cell
        for column in columns
        for cell in column.unique()
        if not cell.startswith("'")
    )


def _remark_on_encoding(encoding: str) -> Remark:
    if encoding.startswith("UTF"):
        words = gettext("the text is in {encoding}", encoding=encoding)
        return Remark(None, "", "", words)
    return Remark(
        None,
        "",
        "",
        gettext(
            "the text was read as {encoding}; nothing in the file names its encoding. "
            "Look at the accents",
            encoding=encoding,
        ),
    )


def _all_rows(text: str, start: _Start, width: int) -> Whole | None:
    """Return all rows at once where the text is long and regular, else None."""
    if len(text) < SMALL:
        return None
    return split_regular(text[start.at :], start.delimiter, width, start.line)


def _rows(text: str, start: _Start, name: str) -> Iterator[Row]:
    """Yield each row with the line where it begins, blank ones too."""
    lines = (found[0] for found in LINE.finditer(text, start.at))
    reader = csv.reader(lines, delimiter=start.delimiter, strict=True)
    before = start.line - 1
    line = start.line
    try:
        for cells in reader:
            yield line, cells
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise UnreadableTableError(
            gettext(
                "{file}, line {line}: not CSV ({error}). Is a quotation mark missing?",
                file=name,
                line=line,
                error=error,
            )
        ) from error


def _find_start(text: str) -> _Start:
    at, line, delimiter = 0, 1, ""
    if told := SEPARATOR_LINE.match(text):
        at, line, delimiter = told.end(), 2, told["sign"]
    marked, body = _leading_lines(text, at)
    delimiter = delimiter or _find_delimiter(text[body : body + SAMPLE])
    following = next(iter(_sample_rows(text[body : body + SAMPLE], delimiter)), [])
    comments = len(marked)
    for begin, end in reversed(marked):
        if not _is_header(text[begin:end], following, delimiter):
            break
        comments -= 1
    line += len(LINE_END.findall(text[at : _end(marked, comments, at)]))
    return _Start(_end(marked, comments, at), line, delimiter, comments)


def _end(marked: list[tuple[int, int]], comments: int, at: int) -> int:
    return marked[comments - 1][1] if comments else at


def _leading_lines(text: str, at: int) -> tuple[list[tuple[int, int]], int]:
    """Return the span of each line at the top that begins with ``#``, and what follows.

    Blank lines between them belong to the line above.
    """
    spans: list[tuple[int, int]] = []
    body = at
    while body < len(text):
        found = LINE.match(text, body)
        assert found is not None
        filled = found[0].strip()
        if filled and not filled.startswith("#"):
            break
        if filled:
            spans.append((body, found.end()))
        elif spans:
            spans[-1] = (spans[-1][0], found.end())
        else:
            break
        body = found.end()
    return spans, body


def _is_header(line: str, following: list[str], delimiter: str) -> bool:
    """Return whether a line that begins with ``#`` is the header, or its row of tags.

    It must have as many cells as the row that follows, and more than one. Then it is
    a row of the table where each cell is an HXL tag (``#geo+lat``), where a name
    follows the sign at once (``#incident_id,…``, ``#,incident_id,…``), or, after a
    blank (``# id, lat``), where the row that follows holds a number: then that row
    is no header. Our own comments have a blank after the sign and a header below.
    """
    cells = next(iter(_sample_rows(line, delimiter)), [])
    if not 1 < len(cells) == len(following):
        return False
    return is_tag_row(cells) or not line[1:2].isspace() or holds_number(following)


def _find_delimiter(sample: str) -> str:
    """Return the delimiter by which most rows have as many cells as the usual row."""
    best, found = (0.0, 0), ","
    for delimiter in DELIMITERS:
        rows = [row for row in _sample_rows(sample, delimiter) if not is_blank(row)]
        score = _agreement([len(cells) for cells in rows])
        if score > best:
            best, found = score, delimiter
    return found


def _agreement(widths: list[int]) -> tuple[float, int]:
    """Return the share of rows that have the usual number of cells, and that number.

    One cell a row is no agreement: the delimiter is not there at all. It counts
    less where the first row has another number: a list inside cells ("a; b") has its
    delimiter in every row but the header.
    """
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.0, 0
    width, times = max(several.items(), key=lambda item: (item[1], item[0]))
    return times / len(widths) * (1.0 if widths[0] == width else 0.6), width


def _sample_rows(sample: str, delimiter: str) -> list[list[str]]:
    """Return the first rows; where the text was cut, without the last of them."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    rows = list(islice(reader, SAMPLE_ROWS))
    cut = len(sample) == SAMPLE and 1 < len(rows) < SAMPLE_ROWS
    return rows[:-1] if cut else rows
