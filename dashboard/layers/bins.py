"""What the browser needs to sum up marks that overlap.

Where marks lie on top of each other at a zoom, ``web/src/layers/bins.js`` draws one
square of a fixed grid for them, with their sums. Its words are held against those of
:mod:`dashboard.figures.tolls` by ``tests/test_bins.py``.
"""

import numpy as np
import pandas as pd

from dashboard.layers.apart import campaign_numbers
from dashboard.layers.columns import numbers
from dashboard.style import BINS, COLORS, contrast
from dashboard.table.dictionary import Dictionary
from dashboard.text.escape import safe

MOST_SINGLE = 500
"""Up to this many marks each is drawn as itself, whatever lies below it."""


def bin_columns(
    rows: pd.DataFrame, toll_table: pd.DataFrame, toll_numbers: list[int], dictionary
) -> dict:
    """Return the figures of which the browser makes the sums of a bin.

    ``tolls`` has low, best and high of each distinct text of the rows' column ``toll``,
    whose numbers are ``toll_numbers``; ``campaigns`` are labels and ``campaign`` the
    number of that of each row, empty where all are of one: tolls of several campaigns
    are never added up. ``fills`` are the least rows, the fill and the color of the
    figures of each shade.
    """
    return {
        "tolls": _distinct_tolls(toll_table, toll_numbers),
        **_campaigns(rows, dictionary),
        "fills": [[least, fill, ink(fill)] for least, fill in BINS.items()],
    }


def ink(fill: str) -> str:
    """Return the color of figures on a fill: that of the two which is read better."""
    return max(COLORS.text, COLORS.halo, key=lambda each: contrast(each, fill))


def _distinct_tolls(table: pd.DataFrame, codes: list[int]) -> list[list[int]]:
    _, firsts = np.unique(np.array(codes, dtype="int64"), return_index=True)
    some = table.iloc[firsts]
    columns = [numbers(some[name]) for name in some]
    return [list(each) for each in zip(*columns, strict=True)]


def _campaigns(rows: pd.DataFrame, dictionary: Dictionary) -> dict:
    own, labels = campaign_numbers(rows, dictionary)
    if len(np.unique(own)) < 2:
        return {"campaigns": [], "campaign": []}
    return {
        "campaigns": [safe(each) for each in labels],
        "campaign": own.tolist(),
    }
