"""Rows that share a point or an area, added up into what is drawn once.

Several reports of one place are one mark with their sum: set apart by a jitter they
would claim places that nobody reported. Words for rows of several campaigns come from
:mod:`dashboard.layers.apart`.
"""

import numpy as np
import pandas as pd

from dashboard.figures.mark_words import count_words
from dashboard.figures.tolls import (
    ENDS,
    TOLL_COLUMNS,
    Toll,
    toll,
    toll_plate,
    toll_popup,
)
from dashboard.layers.columns import distinct, worded
from dashboard.table.dictionary import Dictionary
from dashboard.table.looks import Looks

OPEN = [f"open_{end}" for end in ENDS]
GROUP_TOLL = [*TOLL_COLUMNS, "unknown", "size", *OPEN]
"""Columns of grouped rows that :func:`group_toll` takes, in this order."""
NO_LOOKS = Looks()
"""For groups of which nothing is drawn but their words."""


def numbered_looks(rows: pd.DataFrame, looks: Looks) -> pd.DataFrame:
    """Return for each row the number of its class and of its outline in the looks."""
    return pd.DataFrame(
        {
            "look": _numbered(rows[looks.column], looks.mark_class, looks.classes),
            "outline": _numbered(rows["verification"], looks.outline, looks.outlines),
        },
        index=rows.index,
    )


def grouped(
    rows: pd.DataFrame, keys: np.ndarray, looks: Looks = NO_LOOKS
) -> pd.DataFrame:
    """Return one line for each key, in order of first appearance, with sums.

    Columns: ``first`` and ``rows`` (positions), incidents, parts, strikes, all_strikes,
    deaths_low/best/high (NaN where none was reported, low and high also where one row
    of several lacks them), unknown (rows without a toll), open_low/best/high (rows with
    a toll that lack that figure), look and outline (numbers of
    ``looks``; the worst verification of the group).
    """
    codes, distinct = pd.factorize(keys)
    count = len(distinct)
    part = rows["parent_id"].fillna("").ne("").to_numpy()
    strikes = _filled(rows["strikes"], 0)
    look = numbered_looks(rows, looks)
    table = pd.DataFrame(
        {
            "size": np.bincount(codes, minlength=count),
            "incidents": np.bincount(codes, ~part, minlength=count).astype(int),
            "parts": np.bincount(codes, part, minlength=count).astype(int),
            "strikes": np.bincount(codes, strikes, minlength=count).astype(int),
            "no_strike": np.bincount(codes, ~part & (strikes < 1), minlength=count),
            "look": look_of_groups(look["look"], codes, count, looks),
            "outline": _extreme(look["outline"], codes, count, np.maximum, 0),
        }
    )
    order = np.argsort(codes, kind="stable")
    starts = np.concatenate(([0], np.cumsum(table["size"])))[:-1]
    table["first"] = order[starts] if count else []
    table.attrs["order"] = order
    return _with_tolls(table, rows, codes, count)


def look_of_groups(
    look: pd.Series, codes: np.ndarray, count: int, looks: Looks
) -> np.ndarray:
    """Return the number of the class of each group from those of its rows.

    It is the first of them; where ``looks`` has a class for ``several``, that one.
    """
    first = _extreme(look, codes, count, np.minimum, len(looks.classes))
    if not looks.several:
        return first
    last = _extreme(look, codes, count, np.maximum, 0)
    return np.where(first == last, first, len(looks.classes) - 1)


def group_toll(
    low: float, best: float, high: float, unknown: int, rows: int, *opened: int
) -> Toll:
    """Return the toll of one group from its cells ``GROUP_TOLL``."""
    ends = dict(zip(OPEN, map(int, opened), strict=True))
    return toll(low, best, high, unknown, rows)._replace(**ends)


def group_columns(groups: pd.DataFrame, short: bool = True) -> dict:
    """Return the columns of grouped rows that marks and plates share.

    Without ``short``, the toll that a plate has room for, where nobody reads it.
    """
    best = groups["deaths_best"].fillna(-1).astype(int)
    tolls = distinct(groups[GROUP_TOLL])
    shorts = (
        tolls.worded(lambda *cells: toll_plate(group_toll(*cells))) if short else {}
    )
    return {
        "n": groups["size"].tolist(),
        "rows": groups.attrs["order"].tolist(),
        "inc": groups["incidents"].tolist(),
        "best": best.tolist(),
        "look": groups["look"].tolist(),
        "out": groups["outline"].tolist(),
        "count": worded(
            groups[["incidents", "parts", "strikes", "no_strike"]], count_words
        ),
        "toll": tolls.worded(lambda *cells: toll_popup(group_toll(*cells))),
        **({"short": shorts} if short else {}),
    }


def present(rows: pd.DataFrame, dictionary: Dictionary) -> dict:
    """Return what occurs in the rows, for the legend: classes, outlines, tolls.

    ``filled`` has the keys of the classes of which a row has a toll."""
    looks = dictionary.looks
    look = numbered_looks(rows, looks)
    best = rows["deaths_best"].to_numpy(dtype="float64", na_value=np.nan)
    types = rows[looks.column].dropna().astype(str).unique().tolist()
    return {
        "classes": [looks.classes[each] for each in sorted(look["look"].unique())],
        "outlines": [looks.outlines[each] for each in sorted(look["outline"].unique())],
        "labels": {each: dictionary.label(looks.column, each) for each in types},
        "unknown": bool(np.isnan(best).any()),
        "none": bool((best == 0).any()),
        "filled": {looks.classes[each].key for each in look["look"][best > 0].unique()},
    }


def _with_tolls(table, rows, codes, count) -> pd.DataFrame:
    given = {name: rows[name].notna().to_numpy() for name in TOLL_COLUMNS}
    reported = given["deaths_low"] | given["deaths_best"] | given["deaths_high"]
    with_toll = np.bincount(codes, reported, minlength=count)
    for name, lacking in zip(TOLL_COLUMNS, OPEN, strict=True):
        total = np.bincount(codes, _filled(rows[name], 0), minlength=count)
        known = np.bincount(codes, given[name], minlength=count)
        enough = (
            known > 0 if name == "deaths_best" else (known > 0) & (known == with_toll)
        )
        table[name] = np.where(enough, total, np.nan)
        table[lacking] = (with_toll - known).astype(int)
    table["unknown"] = (table["size"] - with_toll).astype(int)
    return table


def _filled(column: pd.Series, blank: float) -> np.ndarray:
    return column.to_numpy(dtype="float64", na_value=blank)


def _extreme(column, codes, count, take, start) -> np.ndarray:
    found = np.full(count, start, dtype="int64")
    take.at(found, codes, column.to_numpy())
    return found


def _numbered(column: pd.Series, look, table: tuple) -> np.ndarray:
    codes, distinct = pd.factorize(column.astype("object"), use_na_sentinel=False)
    numbers = [table.index(look(each)) for each in distinct]
    return np.array(numbers, dtype="int64")[codes] if len(codes) else codes
