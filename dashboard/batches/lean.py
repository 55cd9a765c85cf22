"""The rows of a selection with no more than adding up needs, some 50 bytes each."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from dashboard.figures.totals import FIGURES

CODES = ("campaign", "join_method")
"""Columns of few texts, kept as codes."""


class Lean:
    """Columns of many pieces, joined one after the other so that none is there twice.

    ``is_named`` tells of ids whether a part names them: the others are blank in the
    frame, for nothing that is added up asks for them.
    """

    def __init__(self, is_named: Callable[[pd.Series], np.ndarray]) -> None:
        self._is_named = is_named
        self._columns: dict[str, list] = {}

    def add(self, rows: pd.DataFrame) -> None:
        """Take the rows of a piece."""
        ids = rows["incident_id"]
        columns = {
            "incident_id": ids.where(self._is_named(ids), "").array,
            "parent_id": rows["parent_id"].array,
            "area_id": rows["area_id"].array,
        }
        for name in FIGURES:  # to 10,000,000: as float32 each is exact
            columns[name] = rows[name].to_numpy("float32", na_value=np.nan)
        for name in CODES:
            columns[name] = rows[name].astype("category").array
        for name, cells in columns.items():
            self._columns.setdefault(name, []).append(cells)

    def frame(self) -> pd.DataFrame:
        """Return all rows as one frame; it takes what was added, and none is left."""
        whole = {}
        for name in list(self._columns):
            parts = self._columns.pop(name)
            if name in CODES:
                whole[name] = pd.api.types.union_categoricals(parts)
            elif name in FIGURES:
                whole[name] = np.concatenate(parts)
            else:
                whole[name] = type(parts[0])._concat_same_type(parts)
        return pd.DataFrame(whole, copy=False)
