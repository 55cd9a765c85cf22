"""The columns of a whole table, which a browser gets once; a filter then sends a mask.

A large table's rows and marks stay in the browser. What follows a filter is which rows
it keeps, and what these alone decide: marks that lost a part of their rows, plates and
legend. ``web/src/whole.js`` puts both together, and ``tests/test_whole.py`` holds the
result against :func:`dashboard.layers.incidents.pack_incidents` of the same rows.
"""

import base64
import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.figures.tolls import TOLL_COLUMNS
from dashboard.geo.regions import Regions
from dashboard.layers.bins import MOST_SINGLE, bin_columns
from dashboard.layers.columns import steps
from dashboard.layers.details import (
    family_tolls,
    parents_of,
    row_columns,
    toll_table,
)
from dashboard.layers.element import pack, pack_short
from dashboard.layers.incidents import (
    areas_of,
    around_marks,
    mark_columns,
)
from dashboard.table.dictionary import Dictionary

LEAST_ROWS = 5_000
"""From so many rows on a table is sent once; a smaller one with each filter."""


@dataclass(frozen=True, eq=False)
class WholeTable:
    """What the browser holds of a table, and what a filter's answer is made from.

    ``packed`` goes to the browser and ``key`` names it, one for each content. By row:
    ``mark`` (number of its mark, -1 for none), ``parent`` (position of its parent, -1
    for none; None where an id is there twice) and ``campaign``, a number. By mark:
    ``sizes`` (rows), ``look`` and ``best``.
    """

    key: str
    packed: str
    mark: np.ndarray
    sizes: np.ndarray
    look: np.ndarray
    best: np.ndarray
    parent: np.ndarray | None
    campaign: np.ndarray


def whole_table(table: pd.DataFrame, dictionary: Dictionary) -> WholeTable:
    """Return all rows of a located table, packed for the browser.

    No long text of a row is in it: the page has those.
    """
    rows = table.reset_index(drop=True)
    columns = row_columns(rows, dictionary, full=False)
    marks = mark_columns(rows, dictionary)
    tolls = toll_table(rows)[[*TOLL_COLUMNS]]
    bins = bin_columns(rows, tolls, columns["toll"]["i"], dictionary)
    packed = pack({"n": len(rows), "rows": columns, "marks": marks, "bins": bins})
    sizes = np.array(marks["n"], dtype="int64")
    mark = np.full(len(rows), -1, dtype="int64")
    mark[np.cumsum(np.array(marks["steps"], dtype="int64"))] = np.repeat(
        np.arange(len(sizes)), sizes
    )
    is_unique = rows["incident_id"].is_unique
    return WholeTable(
        key=hashlib.blake2b(packed.encode("ascii"), digest_size=16).hexdigest(),
        packed=packed,
        mark=mark,
        sizes=sizes,
        look=np.array(marks["look"], dtype="int64"),
        best=np.array(marks["best"], dtype="int64"),
        parent=np.array(columns["part"], dtype="int64") if is_unique else None,
        campaign=np.array(bins["campaign"] or [0] * len(rows), dtype="int64"),
    )


def pack_kept(
    whole: WholeTable,
    table: pd.DataFrame,
    located: pd.DataFrame,
    dictionary: Dictionary,
    regions: Regions | None = None,
    *,
    circles: bool = True,
    beside: pd.DataFrame | None = None,
) -> str:
    """Return what the browser needs to show some rows of a table that it holds.

    ``table`` is what ``whole`` was made of; ``located`` and ``beside`` are rows of it,
    each once, by its index, as :func:`pack_incidents` takes them. Raises KeyError where
    one is not in it.
    """
    rows = located
    if beside is not None and len(beside):
        rows = pd.concat([located, beside])
    at = _positions(table, rows.index)
    rows = rows.reset_index(drop=True)
    number = whole.mark[at]
    counts = np.bincount(number[number >= 0], minlength=len(whole.sizes))
    full, cut = counts == whole.sizes, (counts > 0) & (counts < whole.sizes)
    changed = _changed_marks(rows, np.append(cut, False)[number], dictionary)
    is_beside = np.arange(len(at)) >= len(located)
    look = np.concatenate([whole.look[full], np.array(changed["look"], dtype="int64")])
    best = np.concatenate([whole.best[full], np.array(changed["best"], dtype="int64")])
    return pack_short(
        {
            "of": whole.key,
            "beside": len(rows) - len(located),
            **_which(at, len(whole.mark)),
            **_families(rows, at, whole),
            "changed": changed,
            "areas": areas_of(rows, regions, dictionary, is_beside),
            **around_marks(rows, look, best, dictionary, circles),
            "circles": circles,
            "bins": len(look) > MOST_SINGLE,
            "apart": len(np.unique(whole.campaign[at])) > 1,
        }
    )


def _positions(table: pd.DataFrame, index: pd.Index) -> np.ndarray:
    at = table.index.get_indexer(index).astype("int64")
    if (at < 0).any():
        raise KeyError("a row to be shown is not in the table")
    return at


def _which(at: np.ndarray, count: int) -> dict:
    """Return the positions: a bit for each row of the table, or all in their order."""
    if (np.diff(at) <= 0).any():
        return {"steps": steps(at)}
    mask = np.zeros(count, dtype=bool)
    mask[at] = True
    bits = np.packbits(mask, bitorder="little").tobytes()
    return {"mask": base64.b64encode(bits).decode("ascii")}


def _changed_marks(rows: pd.DataFrame, cut: np.ndarray, dictionary: Dictionary) -> dict:
    """Return the columns of the marks of which only some rows are shown."""
    columns = mark_columns(rows[cut], dictionary)
    del columns["steps"]
    return columns


def _families(rows: pd.DataFrame, at: np.ndarray, whole: WholeTable) -> dict:
    """Return the rows whose parent is shown too, and tolls of incidents with parts."""
    if whole.parent is None:
        parents = np.array(parents_of(rows), dtype="int64")
    else:
        shown = np.full(len(whole.mark) + 1, -1, dtype="int64")
        shown[at] = np.arange(len(at))
        parents = shown[whole.parent[at]]  # that of no parent, the last one, stays -1
    has_parent = np.flatnonzero(parents >= 0)
    totals = family_tolls(rows, parents.tolist()) if len(has_parent) else None
    with_total = np.flatnonzero(totals["i"]) if totals else has_parent
    return {
        "parts": {"at": steps(has_parent), "of": parents[has_parent].tolist()},
        "total": {
            "d": totals["d"] if totals else [""],
            "at": steps(with_total),
            "i": np.array(totals["i"])[with_total].tolist() if totals else [],
        },
    }
