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
from dashboard.table.dictionary import Dictionary, DictionaryError
from dashboard.table.diff import TableDiff, diff_tables
from dashboard.table.given import find_description
from dashboard.table.history import (
    BOOKKEEPING,
    WHEN,
    Change,
    history_path,
    read_history,
    still_holding,
    table_before,
)
from dashboard.table.read import UnreadableTableError, read_text, to_types
from dashboard.table.standard import STANDARD
from dashboard.table.versions import moment_of


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
    try:
        described = find_description(dataset.path) is not None
        return still_holding(read_history(history_path(dataset.path, described)))
    except (OSError, DictionaryError, UnreadableTableError):
        return []  # `validate` says what is wrong with it


def since_version(dataset: Dataset) -> Since | None:
    """Return what changed since the version of now was made; None for nothing."""
    dictionary = dataset.dictionary
    made = moment_of(dictionary.created)
    if not dictionary.version or made is None:
        return None
    since = [e for e in history_of(dataset) if e.when > f"{made:{WHEN}}"]
    return _since(dataset, since, made.date(), dictionary.version)


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
    diff = diff_tables(*(_without_bookkeeping(each) for each in (before, text)))
    typed = [_typed(each, dataset.dictionary) for each in (before, text)]
    return Since(day, version, tuple(changes), diff, *typed)


def _without_bookkeeping(text: pd.DataFrame) -> pd.DataFrame:
    return text.drop(columns=list(BOOKKEEPING), errors="ignore")


def _typed(text: pd.DataFrame, dictionary: Dictionary) -> pd.DataFrame:
    """Return the rows of a text table in our columns that have no problem."""
    lacking = [name for name in STANDARD if name not in text.columns]
    text = text.assign(**dict.fromkeys(lacking, ""))
    ours, found = in_our_cells(Opened("", "CSV", text), dictionary)
    sound = sound_rows(ours, find_problems(ours, dictionary, found))
    return to_types(sound, dictionary)
