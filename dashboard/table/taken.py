"""Some rows of a large table: their texts are taken out where somebody looks at them.

A page shows numbers of half a million rows, and the notes of one. A copy of all texts
of half a table of 1,000,000 rows takes 0.5 GB, for each page that is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import local
from typing import Any
from weakref import ref

import numpy as np
import pandas as pd
from pandas.api.indexers import check_array_indexer
from pandas.arrays import ArrowStringArray

Leave = Callable[[], None]
FEWEST_ROWS = 100_000
"""Of tables with fewer rows the texts are taken at once."""


def take_rows(table: pd.DataFrame, at: np.ndarray) -> pd.DataFrame:
    """Return the rows of a table at some positions, as a plain frame.

    Values, types and index are those of ``table.iloc[at]``.
    """
    if len(table) < FEWEST_ROWS or not table.columns.is_unique:
        return pd.DataFrame(table).take(at)
    at = np.asarray(at)
    short = at.astype("int32") if len(table) < 2**31 else at
    columns: dict[Any, Any] = {}
    for name in table.columns:
        values = table[name].array
        if type(values) is ArrowStringArray or is_taken(values):
            columns[name] = TakenTexts.of(values, short)
        elif isinstance(values, TakenTexts):
            columns[name] = values.take(at)
        else:
            columns[name] = values.take(at)
    return pd.DataFrame(columns, index=table.index.take(at), copy=False)


def is_taken(values: Any) -> bool:
    """Return whether texts were taken already, so that rows of them are copies."""
    return isinstance(values, TakenTexts) and values._source.left is None


class _Source:
    """Texts and the positions that are wanted of them, or those that were taken.

    Without positions all are wanted; they are not copied then. ``leave`` is called
    after some were taken out of the column.
    """

    def __init__(
        self,
        column: Any = None,
        at: Any = None,
        taken: Any = None,
        leave: Leave | None = None,
    ) -> None:
        self.left = None if column is None else (column, at)
        self.taken, self.leave = taken, leave

    def texts(self) -> Any:
        """Return the texts that are wanted, as Arrow has them."""
        if (left := self.left) is None:
            return self.taken
        column, at = left
        if at is None:
            return column._pa_array
        self.taken = column._pa_array.take(at)  # another thread may do the same
        self.left = None
        leave, self.leave = self.leave, None  # it holds the file
        if leave is not None:
            leave()
        return self.taken


class TakenTexts(ArrowStringArray):  # type: ignore[misc]
    """Texts of a column at some rows; they are taken out of it when all are asked for.

    For pandas it is an array of texts like any other: whatever it does with one goes by
    ``_pa_array``. Rows of these rows are taken from the column itself. Where one of
    several views of the same texts takes them, all have them.
    """

    _source: _Source

    @classmethod
    def of(cls, column: Any, at: np.ndarray, leave: Leave | None = None) -> TakenTexts:
        """Return the texts of a column at positions that are in it, from 0."""
        return cls._with(_Source(column, at, leave=leave), column.dtype)

    @classmethod
    def whole(cls, column: Any, leave: Leave | None = None) -> TakenTexts:
        """Return all texts of a column, of which some rows then copy none.

        ``leave`` lets go of what was read of the column; it is called whenever some of
        its texts were taken.
        """
        return cls._with(_Source(column, leave=leave), column.dtype)

    @classmethod
    def _with(cls, source: _Source, dtype: pd.StringDtype) -> TakenTexts:
        made = cls.__new__(cls)
        made._dtype, made._cache, made._source = dtype, {}, source
        return made

    @property
    def _pa_array(self) -> Any:
        return self._source.texts()

    @_pa_array.setter
    def _pa_array(self, texts: Any) -> None:
        self._source = _Source(taken=texts)

    def __len__(self) -> int:
        left = self._source.left
        if left is None or left[1] is None:
            return len(self._pa_array)
        return len(left[1])

    def __getitem__(self, item: Any) -> Any:
        left = self._source.left
        if left is None or (left[1] is None and isinstance(item, slice | int)):
            return super().__getitem__(item)
        column, at = left
        if isinstance(item, slice):
            return TakenTexts.of(column, at[item], self._source.leave)
        item = check_array_indexer(self, item)
        if isinstance(item, np.ndarray):
            return TakenTexts.of(column, _of(at, item, len(self)), self._source.leave)
        if isinstance(item, int | np.integer):
            return column[item if at is None else at[item]]
        return super().__getitem__(item)

    def take(
        self, indices: Any, allow_fill: bool = False, fill_value: Any = None
    ) -> Any:
        left = self._source.left
        at = np.asarray(indices, dtype=np.intp)
        is_plain = not len(at) or (at.min() >= 0 and at.max() < len(self))
        if left is None or not is_plain:
            return super().take(indices, allow_fill=allow_fill, fill_value=fill_value)
        return TakenTexts.of(left[0], _of(left[1], at, len(self)), self._source.leave)

    def copy(self) -> Any:
        return TakenTexts._with(self._source, self._dtype)

    def view(self, dtype: Any = None) -> Any:
        if dtype is not None:
            return super().view(dtype)
        made = self.copy()
        made._readonly = self._readonly
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _plain, (self._pa_array, self._dtype)


def _plain(texts: Any, dtype: pd.StringDtype) -> ArrowStringArray:
    return ArrowStringArray(texts, dtype=dtype)


_last = local()


def _of(at: np.ndarray | None, item: np.ndarray, count: int) -> np.ndarray:
    """Return some of the positions; the same array for all columns of a frame.

    It is never the array that was given: whoever gave that may write into it later.
    ``count`` is how many rows there are. Raises IndexError where one is asked that is
    not among them.
    """
    if at is not None:
        answer = at[item]
    elif item.dtype == bool:
        answer = np.flatnonzero(item)
    else:
        if len(item) and not -count <= item.min() <= item.max() < count:
            raise IndexError(f"a position is not among {count} rows")
        answer = np.where(item < 0, item + count, item)
    last = getattr(_last, "answer", _none)()
    if last is not None and np.array_equal(last, answer):
        return last
    _last.answer = ref(answer)
    return answer


def _none() -> None:
    return None
