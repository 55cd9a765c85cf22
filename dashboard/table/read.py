"""Read a table as text with its line numbers, and turn checked text into types.

Text stays text until :mod:`dashboard.checks.problems` has looked at it: a reader that
guesses types would turn a wrong number into a blank before anyone could say so.
"""

import csv
import io
from pathlib import Path

import pandas as pd

from dashboard.resources import resource
from dashboard.table.dictionary import Dictionary, Field
from dashboard.table.standard import CODED
from dashboard.text.escape import unguarded

INCIDENTS = resource("incidents.csv")
PUBLISHED_TOTALS = resource("published_totals.csv")
TOTALS_COLUMNS = (
    "source_name campaign as_of_date killed qualifier agreement "
    "table_killed_low table_killed_best"
).split()
"""What charts and ``selfcheck`` need of the totals that others published."""


class UnreadableTableError(Exception):
    """Raised when a file is not a table at all; the message says why and what to do."""


def read_text(path: Path | str) -> pd.DataFrame:
    """Return a CSV file as text: every cell a ``str``, blank cells ``""``.

    The index is the line of the file where each row begins; the header is line 1.
    Lines that begin with ``#`` before the header are left out: our own files say there
    what they hold, and in a file that has some, cells lose the apostrophe that our own
    writer puts before what a spreadsheet would run (see
    :func:`dashboard.text.escape.guarded`). Rows that are shorter than the header are
    filled with blanks; longer ones and other damage raise
    :class:`UnreadableTableError` with the line.
    """
    text, comments = _without_comments(_decoded(Path(path)))
    header = _header(text, Path(path).name)
    frame = _read_fast(text, header)
    if frame is None:
        frame = _read_carefully(text, header, Path(path).name, comments)
    else:
        frame.index += comments
    if comments:
        frame[header] = frame[header].map(unguarded)
        frame.columns = [*map(unguarded, header)]
    return frame


def to_types(text: pd.DataFrame, dictionary: Dictionary) -> pd.DataFrame:
    """Return a checked text table with its types; the index starts again at 0.

    Codes become categories in the order of the dictionary, dates ``datetime64``,
    integers nullable ``Int64``, numbers ``float64``; a blank cell is NA, in a text
    column ``""``. Columns that the dictionary does not know stay text.
    """
    fields = dictionary.fields
    columns = {
        name: _typed(text[name], fields[name]) if name in fields else text[name]
        for name in text.columns
    }
    return pd.DataFrame(columns).reset_index(drop=True)


def read_published_totals(path: Path | None = None) -> pd.DataFrame:
    """Return the totals that others published, one row each, numbers as ``Int64``.

    Our own file if no path is given. ``as_of_date`` stays text: one publisher gave
    only a month.
    """
    path = PUBLISHED_TOTALS if path is None else path
    table = read_text(path).reset_index(drop=True)
    if missing := [name for name in TOTALS_COLUMNS if name not in table.columns]:
        raise UnreadableTableError(
            f"{path.name}, line 1: no column {', '.join(missing)}."
        )
    numbers = [
        name
        for name in table.columns
        if name in ("strikes", "vessels", "killed", "survivors")
        or name.startswith(("table_", "diff_"))
    ]
    for name in numbers:
        table[name] = pd.to_numeric(table[name], errors="coerce").astype("Int64")
    return table


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableTableError(f"{path.name}: there is no such file.") from error
    except OSError as error:
        raise UnreadableTableError(
            f"{path.name}: cannot be opened ({error.strerror})."
        ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UnreadableTableError(
            f"{path.name}, line {line}: not UTF-8 text. Save the table as CSV in UTF-8."
        ) from error


def _without_comments(text: str) -> tuple[str, int]:
    """Return the text from its header on, and how many lines were before it."""
    comments = 0
    while text.startswith("#"):
        _, _, text = text.partition("\n")
        comments += 1
    return text, comments


def _header(text: str, name: str) -> list[str]:
    header = next(csv.reader(io.StringIO(text, newline="")), [])
    if not any(each.strip() for each in header):
        raise UnreadableTableError(
            f"{name}: empty. The first line must name the columns."
        )
    doubled = sorted({each for each in header if header.count(each) > 1})
    if doubled:
        raise UnreadableTableError(
            f"{name}, line 1: the column {', '.join(map(repr, doubled))} is there "
            "more than once; each name may be used once."
        )
    return header


def _read_fast(text: str, header: list[str]) -> pd.DataFrame | None:
    """Read with pandas; None where a row is ragged, damaged or spans lines."""
    if "\x00" in text:  # pandas would cut the cell there without a word
        return None
    try:
        frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError):
        return None
    lines = text.count("\n") + (not text.endswith("\n"))
    if lines != len(frame) + 1 or frame.columns.tolist() != header:
        return None
    if not isinstance(frame.index, pd.RangeIndex) or frame.isna().to_numpy().any():
        return None
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return frame


def _read_carefully(
    text: str, header: list[str], name: str, before: int
) -> pd.DataFrame:
    """Read row by row, to know the line of each and to say where one is damaged."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, lines, line = [], [], before + 1
    try:
        for values in reader:
            if any(values) and line > before + 1:
                rows.append(_fitted(values, header, name, line))
                lines.append(line)
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise UnreadableTableError(
            f"{name}, line {line}: not CSV ({error}). Is a quotation mark missing?"
        ) from error
    index = pd.Index(lines, dtype="int64")
    return pd.DataFrame(rows, columns=header, index=index, dtype="str")


def _fitted(values: list[str], header: list[str], name: str, line: int) -> list[str]:
    if len(values) > len(header):
        raise UnreadableTableError(
            f"{name}, line {line}: {len(values)} values for {len(header)} columns. "
            "A text with a comma must stand in quotation marks."
        )
    return values + [""] * (len(header) - len(values))


def _typed(column: pd.Series, field: Field) -> pd.Series:
    blank = column.eq("")
    if field.type == "integer":
        return pd.to_numeric(column.mask(blank)).astype("Int64")
    if field.type == "number":
        return pd.to_numeric(column.mask(blank)).astype("float64")
    if field.type == "date":
        # One unit always: pandas takes seconds where every cell is blank.
        day = pd.to_datetime(column.mask(blank), format="%Y-%m-%d")
        return day.astype("datetime64[us]")
    if field.codes or field.name in CODED:
        return pd.Series(
            pd.Categorical(column.mask(blank), categories=list(field.codes)),
            index=column.index,
        )
    return column
