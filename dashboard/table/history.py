"""The history of a table: one line for each changed cell, never taken away."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from dashboard.table.read import UnreadableTableError, read_text
from dashboard.text.language import N_, gettext

HISTORY_NAME = "history.csv"
"""Name of the file, in the folder of a table that has a description."""
HISTORY_COLUMNS = (
    "save_id",
    "when",
    "who",
    "incident_id",
    "column",
    "old",
    "new",
    "why",
    "source",
)
NAME_TAKEN_OUT = "[a private person's name, taken out]"
"""Stands in an old cell where the cell had the name of a private person."""
KEY = "incident_id"
SAVE_ID, WHEN = re.compile("[0-9]{1,9}"), "%Y-%m-%dT%H:%M:%SZ"
"""How a save is numbered and dated: a whole number, UTC to the second."""
NO_NUMBER = N_("{file}, line {line}: {column} '{value}' must be a whole number.")
NO_TIME = N_(
    "{file}, line {line}: {column} '{value}' must be a time like 2026-11-28T12:00:00Z."
)
UNDO_OF = "undo of save {}"
"""The reason that an undoing has in the history."""
UNDONE = re.compile(UNDO_OF.format("([0-9]+)"))
BOOKKEEPING = ("last_updated", "revision")
"""Columns that every save renews itself: they say nothing of the incident."""


@dataclass(frozen=True)
class Change:
    """One changed cell: ``when`` is UTC, ISO to the second; ``who`` a role or handle.

    A line whose ``column`` is ``incident_id`` says that the row is new (``old`` is
    blank) or was taken out again (``new`` is blank).
    """

    save_id: str
    when: str
    who: str
    incident_id: str
    column: str
    old: str
    new: str
    why: str
    source: str


def history_path(table: Path, is_described: bool) -> Path:
    """Return where the history of a table lies: ``history.csv``, or a name of its own.

    A folder may hold several tables, and ``history.csv`` belongs to the one that its
    ``datapackage.json`` describes.
    """
    own = HISTORY_NAME if is_described else f"{table.stem}.{HISTORY_NAME}"
    return table.with_name(own)


def read_history(path: Path) -> list[Change]:
    """Return the changes of a file in its order, none where there is no file.

    Raises :class:`~dashboard.table.read.UnreadableTableError` where a column is
    missing, a save has no number or a time is none.
    """
    if not path.is_file():
        return []
    text = read_text(path)
    if missing := [name for name in HISTORY_COLUMNS if name not in text.columns]:
        raise UnreadableTableError(
            gettext(
                "{file}, line 1: no column {names}.",
                file=path.name,
                names=", ".join(missing),
            )
        )
    for line, column, value, allowed in _wrong(text):
        raise UnreadableTableError(
            gettext(allowed, file=path.name, line=line, column=column, value=value)
        )
    return [
        Change(*cells)
        for cells in zip(*(text[n] for n in HISTORY_COLUMNS), strict=True)
    ]


def _wrong(text: pd.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """Yield the cells that number and date a save and do not, with what is allowed."""
    for line, number in text["save_id"].items():
        if not SAVE_ID.fullmatch(number):
            yield int(str(line)), "save_id", number, NO_NUMBER
    for line, when in text["when"].drop_duplicates().items():
        try:
            datetime.strptime(when, WHEN)
        except ValueError:
            yield int(str(line)), "when", when, NO_TIME


def still_holding(changes: Sequence[Change]) -> list[Change]:
    """Return the changes without saves that were undone, and without the undoings.

    An undoing says so in ``why``, as :data:`UNDO_OF` writes it.
    """
    undone: set[str] = set()
    for change in changes:
        if found := UNDONE.fullmatch(change.why):
            undone |= {found[1], change.save_id}
    return [change for change in changes if change.save_id not in undone]


def table_before(text: pd.DataFrame, changes: Sequence[Change]) -> pd.DataFrame:
    """Return a text table with these changes taken back, the newest first.

    ``text`` is as :func:`~dashboard.table.read.read_text` gives it. A row that the
    changes added is not in the answer; one that they took out comes last. A column that
    the table does not have is passed over.
    """
    lines = {str(each): int(line) for line, each in text[KEY].items()}
    rows: dict[str, dict[str, str]] = {
        str(row[KEY]): {str(name): cell for name, cell in row.items()}
        for row in text.to_dict("records")
    }
    blank = dict.fromkeys(map(str, text.columns), "")
    for change in reversed(changes):
        if change.column in text.columns:
            row = rows.setdefault(change.incident_id, dict(blank))
            row[change.column] = change.old
    kept = {key: row for key, row in rows.items() if row[KEY]}
    last = max(lines.values(), default=1)
    new = [key for key in kept if key not in lines]
    lines |= {key: last + number for number, key in enumerate(new, 1)}
    return pd.DataFrame(
        list(kept.values()),
        columns=text.columns,
        index=pd.Index([lines[key] for key in kept], dtype="int64"),
        dtype="str",
    )
