"""Which ids of a large table stand there twice, or name no row: by 64-bit hashes.

Eight bytes a row are held, and the rows that a hash makes suspect are compared by their
text. That two different ids of ten million share a hash, so that a part is taken for
one whose incident is there, has a chance of about 1 in 10^5.
"""

import numpy as np
import pandas as pd

NONE = np.array([], dtype="uint64")


def hashes_of(texts: pd.Series) -> np.ndarray:
    """Return a 64-bit hash of each text."""
    return pd.util.hash_pandas_object(texts, index=False).to_numpy()


class Ids:
    """The ids of a table and those that parts name, as hashes."""

    def __init__(self) -> None:
        self._ids: list[np.ndarray] = []
        self._parts: list[np.ndarray] = []
        self._named: list[np.ndarray] = []
        self.twice = self.unknown = self.parts_named = self.named = NONE

    def add(self, text: pd.DataFrame) -> None:
        """Take the rows of a piece."""
        ids, parents = text["incident_id"], text["parent_id"]
        part = parents.ne("").to_numpy()
        hashes = hashes_of(ids)
        self._ids.append(hashes[ids.ne("").to_numpy()])
        self._parts.append(hashes[part])
        self._named.append(hashes_of(parents[part]))

    def settle(self) -> None:
        """Work out which ids need a look; no more rows are taken afterwards.

        ``twice`` stand in several rows, ``named`` are named by some part, ``unknown``
        are named and no row has them, ``parts_named`` are named and themselves parts.
        """
        ids = np.sort(np.concatenate([NONE, *self._ids]))
        self._ids = []
        self.twice = np.unique(ids[1:][ids[1:] == ids[:-1]])
        self.named = np.unique(np.concatenate([NONE, *self._named]))
        parts = np.unique(np.concatenate([NONE, *self._parts]))
        self._parts, self._named = [], []
        at = np.searchsorted(ids, self.named)
        there = at < len(ids)
        there[there] = ids[at[there]] == self.named[there]
        self.unknown = self.named[~there]
        self.parts_named = self.named[np.isin(self.named, parts)]

    def need_a_look(self, text: pd.DataFrame) -> np.ndarray:
        """Return which rows only the whole table can tell to be right."""
        own, parent = hashes_of(text["incident_id"]), hashes_of(text["parent_id"])
        part = text["parent_id"].ne("").to_numpy()
        wrong = np.concatenate([self.unknown, self.parts_named])
        return (
            np.isin(own, self.twice)
            | np.isin(own, self.parts_named)
            | (part & np.isin(parent, wrong))
        )

    def are_named(self, ids: pd.Series) -> np.ndarray:
        """Return which ids some part names as its incident."""
        return np.isin(hashes_of(ids), self.named)
