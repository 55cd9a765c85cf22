"""What changed since a version or a day: the table of now against that of then.

The history beside a table has every cell that a save changed, so the table as it was
is the table of now with those changes taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.checks.problems import find_problems, sound_rows
from dashboard.dataset import Dataset
from dashboard.importers.ours import in_our_cells
from dashboard.openers.opened import Opened
from dashboard.table.dictionary import Dictionary
from dashboard.table.diff import TableDiff, diff_tables
from dashboard.table.history import (
    HISTORY_NAME,
    Change,
    read_history,
    still_holding,
    table_before,
)
from dashboard.table.read import UnreadableTableError, read_text, to_types
from dashboard.table.standard import STANDARD

BOOKKEEPING = ["last_updated", "revision"]
"""Columns that every save renews: a difference in them tells nothing."""


@dataclass(frozen=True)
class Since:
    """The table of a time before against that of now.

    ``day`` is when that was, ``version`` the version that was made then, blank for a
    day. ``changes`` are the lines of the history since; ``before`` and ``now`` the
    typed rows without problems of either.
    """

    day: date
    version: str
    changes: tuple[Change, ...]
    diff: TableDiff
    before: pd.DataFrame
    now: pd.DataFrame


def history_of(dataset: Dataset) -> list[Change]:
    """Return the saves of a table that still hold; none where it has no history."""
    if dataset.path is None:
        return []
    beside = dataset.path.with_name(f"{dataset.path.stem}.history.csv")
    described = dataset.path.with_name(HISTORY_NAME)
    try:
        return still_holding(read_history(beside if beside.is_file() else described))
    except (OSError, UnreadableTableError):
        return []  # `validate` says what is wrong with it


def since_version(dataset: Dataset) -> Since | None:
    """Return what changed since the version of now was made; None for nothing."""
    dictionary = dataset.dictionary
    if not dictionary.version or len(dictionary.created) < len("2026-01-31"):
        return None
    since = [e for e in history_of(dataset) if e.when > dictionary.created]
    day = date.fromisoformat(dictionary.created[:10])
    return _since(dataset, since, day, dictionary.version)


def since_day(dataset: Dataset, day: date) -> Since | None:
    """Return what changed after a day, in UTC; None for nothing."""
    since = [e for e in history_of(dataset) if e.when[:10] > day.isoformat()]
    return _since(dataset, since, day, "")


def _since(
    dataset: Dataset, changes: Sequence[Change], day: date, version: str
) -> Since | None:
    if not changes or dataset.path is None:
        return None
    text = read_text(dataset.path)
    before = table_before(text, changes)
    diff = diff_tables(*(_told(each) for each in (before, text)))
    typed = [_typed(each, dataset.dictionary) for each in (before, text)]
    return Since(day, version, tuple(changes), diff, *typed)


def _told(text: pd.DataFrame) -> pd.DataFrame:
    return text.drop(columns=BOOKKEEPING, errors="ignore")


def _typed(text: pd.DataFrame, dictionary: Dictionary) -> pd.DataFrame:
    """Return the rows of a text table in our columns that have no problem."""
    lacking = [name for name in STANDARD if name not in text.columns]
    text = text.assign(**dict.fromkeys(lacking, ""))
    ours, found = in_our_cells(Opened("", "CSV", text), dictionary)
    sound = sound_rows(ours, find_problems(ours, dictionary, found))
    return to_types(sound, dictionary)
