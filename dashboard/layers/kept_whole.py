"""The columns of a whole table, kept with it: a new server does not pack them again."""

import base64
from typing import Any

import numpy as np
import pandas as pd

from dashboard.layers.whole import WholeTable, whole_table
from dashboard.store.answers import kept_answer
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import SOURCE, current

NAME = "columns of the map"
ARRAYS = ("mark", "sizes", "look", "best", "campaign")
"""Members of :class:`~dashboard.layers.whole.WholeTable` that are whole numbers, and
always there."""
STORED = "<i8"
"""How they are kept: the best figure of a point adds up those of all its rows."""


def kept_whole_table(table: pd.DataFrame, dictionary: Dictionary) -> WholeTable:
    """Return what :func:`whole_table` does, kept where the table is.

    Its texts are those of the reader's language, and only English ones are kept.
    """
    if current() != SOURCE:
        return whole_table(table, dictionary)
    return kept_answer(
        table, NAME, lambda: whole_table(table, dictionary), to_plain, from_plain
    )


def to_plain(whole: WholeTable) -> dict[str, Any]:
    """Return the columns as JSON knows them."""
    arrays = {name: _letters(getattr(whole, name)) for name in ARRAYS}
    parent = None if whole.parent is None else _letters(whole.parent)
    return {"of": whole.key, "packed": whole.packed, "parent": parent, **arrays}


def from_plain(kept: dict[str, Any]) -> WholeTable:
    """Return the columns that :func:`to_plain` was given.

    Raises KeyError, TypeError or ValueError for what it did not make.
    """
    arrays = {name: _numbers(kept[name]) for name in ARRAYS}
    parent = None if kept["parent"] is None else _numbers(kept["parent"])
    return WholeTable(key=kept["of"], packed=kept["packed"], parent=parent, **arrays)


def _letters(numbers: np.ndarray) -> str:
    return base64.b64encode(numbers.astype(STORED).tobytes()).decode("ascii")


def _numbers(letters: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(letters), dtype=STORED).astype("int64")
