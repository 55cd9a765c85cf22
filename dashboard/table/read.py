"""Read a table as text with its line numbers, and turn checked text into types.

Text stays text until :mod:`dashboard.checks.problems` has looked at it: a reader that
guesses types would turn a wrong number into a blank before anyone could say so.
"""

from pathlib import Path

import pandas as pd

from dashboard.resources import resource
from dashboard.table.delimited import read_delimited
from dashboard.table.dictionary import Dictionary, Field
from dashboard.table.kinds import refuse_other_than_text
from dashboard.table.limits import read_limited
from dashboard.table.numbers import to_floats
from dashboard.table.reading import UnreadableTableError as UnreadableTableError
from dashboard.table.standard import CODED
from dashboard.text.language import gettext, joined

INCIDENTS = resource("incidents.csv")
PUBLISHED_TOTALS = resource("published_totals.csv")
TOTALS_COLUMNS = (
    "source_name campaign as_of_date killed qualifier agreement "
    "table_killed_low table_killed_best"
).split()
"""What charts and ``selfcheck`` need of the totals that others published."""
MOST = 10.0**15
"""Beyond it, floating-point numbers no longer tell one whole number from the next."""


def read_text(path: Path | str) -> pd.DataFrame:
    """Return a file of delimited text: every cell a ``str``, blank cells ``""``.

    The index is the line of the file where each row begins. What is understood is said
    at :func:`dashboard.table.delimited.read_delimited`. A row with more values than the
    header, and other damage, raises :class:`UnreadableTableError` with the line.
    """
    path = Path(path)
    raw = read_limited(path)
    refuse_other_than_text(raw, path.name)
    table = read_delimited(raw, path.name)
    for each in table.remarks:
        if each.level == "problem":
            raise UnreadableTableError(
                gettext(
                    "{file}, line {line}: {reason}",
                    file=path.name,
                    line=each.line,
                    reason=joined("; ", filter(None, (each.message, each.fix))),
                )
            )
    return table.text


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
            gettext(
                "{file}, line 1: no column {names}.",
                file=path.name,
                names=", ".join(missing),
            )
        )
    numbers = [
        name
        for name in table.columns
        if name in ("strikes", "vessels", "killed", "survivors")
        or name.startswith(("table_", "diff_"))
    ]
    for name in numbers:
        table[name] = _whole(table[name])
    return table


def _whole(column: pd.Series) -> pd.Series:
    """Return whole numbers; what is none of a size that a table can hold is blank."""
    numbers = pd.to_numeric(column, errors="coerce").astype("float64")
    sound = numbers.mod(1).eq(0) & numbers.abs().le(MOST)
    return numbers.where(sound).astype("Int64")


def _typed(column: pd.Series, field: Field) -> pd.Series:
    blank = column.eq("")
    if field.type == "integer":
        return to_floats(column).astype("Int64")
    if field.type == "number":
        return to_floats(column)
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
