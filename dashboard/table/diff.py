"""What differs between two tables of text: rows that came and went, cells that changed.

Rows are matched by ``incident_id``. Every row counts, also one with problems, which
figures leave out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.table.history import KEY
from dashboard.table.standard import STANDARD

NUMBERS = [
    name for name, field in STANDARD.items() if field["type"] in ("number", "integer")
]


@dataclass(frozen=True)
class CellChange:
    """One cell that differs; blank is not reported."""

    incident_id: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class TableDiff:
    """What it takes to make the new table of the old one.

    ``added`` and ``removed`` hold whole rows, column to text without blanks, in the
    order of their table; ``changed`` follows the new one. ``unmatched`` are the rows of
    the old and of the new table that have no id and so can be held against none.
    """

    added: tuple[dict[str, str], ...] = ()
    removed: tuple[dict[str, str], ...] = ()
    changed: tuple[CellChange, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    unmatched: tuple[int, int] = (0, 0)

    @property
    def changed_rows(self) -> list[str]:
        """The ids of the rows in which a cell changed, each once."""
        return list(dict.fromkeys(each.incident_id for each in self.changed))

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        columns = self.columns_added or self.columns_removed
        counts = self.unmatched[0] != self.unmatched[1]
        return bool(self.added or self.removed or self.changed or columns or counts)


def diff_tables(old: pd.DataFrame, new: pd.DataFrame) -> TableDiff:
    """Return the difference of two text tables, as of ``table.read.read_text``.

    A column that only one of them has, and is blank in every row there, makes no
    difference. Of rows that share an id the first is held against the first, the
    second against the second. Equal numbers ("2", "2.0") in a standard column do not
    differ.
    """
    before, after = _keyed(old), _keyed(new)
    columns = list(dict.fromkeys([*new.columns, *old.columns]))
    came = after[~after.index.isin(before.index)]
    went = before[~before.index.isin(after.index)]
    return TableDiff(
        added=tuple(_row(row) for _, row in came.iterrows()),
        removed=tuple(_row(row) for _, row in went.iterrows()),
        changed=tuple(_changes(before, after, columns)),
        columns_added=tuple(_filled(new, set(old.columns))),
        columns_removed=tuple(_filled(old, set(new.columns))),
        unmatched=(int(old[KEY].eq("").sum()), int(new[KEY].eq("").sum())),
    )


def _keyed(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that have an id, by id and which of that id they are."""
    rows = table[table[KEY].ne("")]
    nth = rows.groupby(KEY, sort=False).cumcount()
    return rows.set_index(pd.MultiIndex.from_arrays([rows[KEY], nth]))


def _row(row: pd.Series) -> dict[str, str]:
    return {str(column): str(value) for column, value in row.items() if value != ""}


def _filled(table: pd.DataFrame, known: set[str]) -> list[str]:
    return [
        column
        for column in table.columns
        if column not in known and table[column].ne("").any()
    ]


def _changes(
    before: pd.DataFrame, after: pd.DataFrame, columns: list[str]
) -> Iterable[CellChange]:
    both = after.index[after.index.isin(before.index)]
    old, new = (
        frame.loc[both].reindex(columns=columns, fill_value="")
        for frame in (before, after)
    )
    differs = old.to_numpy() != new.to_numpy()
    for row, column in zip(*differs.nonzero(), strict=True):
        was, is_now = str(old.iat[row, column]), str(new.iat[row, column])
        name = columns[column]
        if name not in NUMBERS or not _same_number(was, is_now):
            yield CellChange(str(both[row][0]), name, was, is_now)


def _same_number(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False
