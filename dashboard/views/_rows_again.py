"""Rows that a part of a page may need again: held as which they are, not as a copy.

A fragment waits for its next click with all that it was given. A copy of half a table
of 1,000,000 rows takes 0.4 GB, and each session had one.
"""

from collections.abc import Callable
from weakref import ref

import numpy as np
import pandas as pd

from dashboard.table.taken import take_rows

LEAST_ROWS = 5_000
"""Fewer rows are held as they are."""


def again(rows: pd.DataFrame, table: pd.DataFrame) -> Callable[[], pd.DataFrame]:
    """Return what gives these rows of a table whenever it is called.

    As long as somebody else holds them it gives the very same. Rows with other columns
    than the table has, or that are not in it, are held as they are.
    """
    is_part = len(rows) < len(table) and [*rows] == [*table] and table.index.is_unique
    if len(rows) < LEAST_ROWS or not is_part:  # all rows share the columns of the table
        return lambda: rows
    at = table.index.get_indexer(rows.index)
    if (at < 0).any():
        return lambda: rows
    known, which = ref(rows), at.astype("int32" if len(table) < 2**31 else "int64")
    if (np.diff(at) > 0).all():
        keep = np.zeros(len(table), dtype=bool)
        keep[at] = True
        which = np.packbits(keep)

    def rows_again() -> pd.DataFrame:
        if (found := known()) is not None:
            return found
        taken = which
        if which.dtype == "uint8":
            taken = np.flatnonzero(np.unpackbits(which, count=len(table)))
        return take_rows(table, taken)

    return rows_again
