"""Keep what was worked out of a whole kept table beside it, such as its ranking."""

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import pandas as pd

from dashboard.store.shelf import DAMAGED, find_document, put_document

Answer = TypeVar("Answer")

_LOCK = Lock()
_KEPT: WeakValueDictionary[tuple[str, int], pd.DataFrame] = WeakValueDictionary()
"""The rows of kept tables that are open, by their key in the store and their ``id``."""


def is_kept_under(key: str, rows: pd.DataFrame) -> None:
    """Say that these very rows are kept under a key of the store, or will be."""
    with _LOCK:
        _KEPT[key, id(rows)] = rows


def kept_counts(
    rows: pd.DataFrame, name: str, make: Callable[[], pd.Series]
) -> pd.Series:
    """Return whole numbers by text that ``make`` works out of all rows of a table.

    Kept as :func:`kept_answer` keeps. ``name`` tells them from other numbers.
    """
    return kept_answer(rows, name, make, _plain_counts, _counts_of)


def kept_answer(
    rows: pd.DataFrame,
    name: str,
    make: Callable[[], Answer],
    to_plain: Callable[[Answer], dict[str, Any]],
    from_plain: Callable[[dict[str, Any]], Answer],
) -> Answer:
    """Return what ``make`` works out of all rows of a table.

    Where the table is kept it is worked out once and kept with it: nothing else may go
    into it than the rows, their description and the layers, in English. ``name`` tells
    it from other answers. ``to_plain`` gives what JSON knows, and ``from_plain`` the
    answer of that; what it refuses is worked out anew.
    """
    with _LOCK:  # it must not grow while it is gone through
        known = [*_KEPT.items()]
    key = next((key for (key, _), kept in known if kept is rows), "")
    if not key:
        return make()
    own = sha256(f"{key} {name}".encode()).hexdigest()
    if (found := find_document(own)) is not None:
        with suppress(*DAMAGED):
            return from_plain(found)
    made = make()
    with suppress(OSError):
        put_document(own, to_plain(made))
    return made


def _plain_counts(counts: pd.Series) -> dict[str, Any]:
    return {
        "labels": counts.index.tolist(),
        "name": counts.index.name,
        "numbers": counts.tolist(),
    }


def _counts_of(found: dict[str, Any]) -> pd.Series:
    index = pd.Index(found["labels"], dtype="str", name=found["name"])
    return pd.Series(found["numbers"], index=index, dtype="int64")
