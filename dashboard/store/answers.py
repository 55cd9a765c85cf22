"""Keep what was worked out of a whole kept table beside it, such as its ranking."""

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from weakref import WeakValueDictionary

import pandas as pd

from dashboard.store.shelf import find_document, put_document

_KEPT: WeakValueDictionary[tuple[str, int], pd.DataFrame] = WeakValueDictionary()
"""The rows of kept tables that are open, by their key in the store and their ``id``."""


def is_kept_under(key: str, rows: pd.DataFrame) -> None:
    """Say that these very rows are kept under a key of the store, or will be."""
    _KEPT[key, id(rows)] = rows


def kept_counts(
    rows: pd.DataFrame, name: str, make: Callable[[], pd.Series]
) -> pd.Series:
    """Return whole numbers by text that ``make`` works out of all rows of a table.

    Where the table is kept they are worked out once and kept with it: nothing else may
    go into them than the rows and the layers. ``name`` tells them from other numbers.
    """
    key = next((key for (key, _), kept in [*_KEPT.items()] if kept is rows), "")
    if not key:
        return make()
    own = sha256(f"{key} {name}".encode()).hexdigest()
    if (found := find_document(own)) is not None:
        index = pd.Index(found["labels"], dtype="str", name=found["name"])
        return pd.Series(found["numbers"], index=index, dtype="int64")
    made = make()
    with suppress(OSError):
        put_document(
            own,
            {
                "labels": made.index.tolist(),
                "name": made.index.name,
                "numbers": made.tolist(),
            },
        )
    return made
