"""Columns as the browser reads them: whole numbers, and texts by number of a list.

Each text is made safe once, however many rows repeat it.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.text.escape import safe

BLANK = -1
"""Stands for "not reported" in a column of counts; 0 is none."""
MOST_CODES = 2**62
"""Combinations of values that whole numbers can tell apart."""


def numbers(column: pd.Series, scale: float = 1) -> list[int]:
    """Return a numeric column as whole numbers of 1/``scale``, blank as ``BLANK``."""
    values = column.to_numpy(dtype="float64", na_value=np.nan) * scale
    return np.where(np.isnan(values), BLANK, np.rint(values)).astype("int64").tolist()


def steps(whole: np.ndarray) -> list[int]:
    """Return the first of whole numbers and the step to each of the others.

    Most positions of rows are one more than the last: steps pack to almost nothing.
    """
    return np.diff(whole, prepend=0).tolist()


def texts(column: pd.Series, words: Callable[[str], object] = safe) -> dict:
    """Return a text column as ``{"d": distinct values, "i": their numbers}``.

    ``words`` turns a distinct text into what is sent; number 0 is always blank.
    """
    codes, distinct = pd.factorize(column)
    listed = [
        "",
        *(words(str(each)) if str(each) else "" for each in distinct.tolist()),
    ]
    return {"d": listed, "i": (codes + 1).tolist()}


class Distinct(NamedTuple):
    """The distinct rows of a table, and the number of that of each row."""

    rows: list[tuple]
    numbers: list[int]

    def worded(self, words: Callable[..., str]) -> dict:
        """Return the words for each row, worked out once for each distinct one."""
        return {"d": [safe(words(*row)) for row in self.rows], "i": self.numbers}


def distinct(table: pd.DataFrame) -> Distinct:
    """Return the distinct rows of a table, in order of first appearance."""
    codes, count = np.zeros(len(table), dtype="int64"), 1
    for name in table:
        found, values = pd.factorize(table[name], use_na_sentinel=False)
        if count * len(values) > MOST_CODES:
            codes, kept = pd.factorize(codes)
            count = len(kept)
        codes, count = codes * len(values) + found, count * len(values)
    codes, kept = pd.factorize(codes)
    firsts = np.zeros(len(kept), dtype="int64")
    firsts[codes[::-1]] = np.arange(len(codes))[::-1]
    rows = table.iloc[firsts].itertuples(index=False, name=None)
    return Distinct(list(rows), codes.tolist())


def worded(table: pd.DataFrame, words: Callable[..., str]) -> dict:
    """Return the words for each row, worked out once for each distinct row."""
    return distinct(table).worded(words)


def text_column(rows: pd.DataFrame, name: str) -> pd.Series:
    """Return a column as text, blank where the frame does not have it."""
    if name in rows:
        return rows[name]
    return pd.Series("", index=rows.index, dtype="object")
