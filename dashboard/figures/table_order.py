"""The order of the table's rows, over all of them and not over one page alone."""

import numpy as np
import pandas as pd

from dashboard.text.fold import fold
from dashboard.text.language import N_

NEWEST = "newest"
ORDERS = {
    NEWEST: N_("Newest first"),
    "oldest": N_("Oldest first"),
    "killed": N_("Most killed first, best figure"),
    "missing": N_("Most missing first"),
    "place": N_("Place as reported, A to Z"),
}
"""Orders that a person may choose, as the page calls them."""
COLUMNS = {
    "killed": "deaths_best",
    "missing": "missing",
    "place": "location",
}
"""The column of an order that is not of days."""


def in_order(rows: pd.DataFrame, order: str = NEWEST) -> np.ndarray:
    """Return the positions of rows, from 0, in an order of ``ORDERS``.

    Equal ones stay newest first, those of one day in the order of the table; blanks
    come last.
    """
    days = rows["date"].reset_index(drop=True)
    oldest, place = order == "oldest", order == "place"
    listed = days.sort_values(ascending=oldest, kind="stable").index
    if order in COLUMNS:
        column = rows[COLUMNS[order]].reset_index(drop=True)[listed]
        by = _folded if place else None
        listed = column.sort_values(ascending=place, kind="stable", key=by).index
    return listed.to_numpy()


def _folded(places: pd.Series) -> pd.Series:
    return places.map(lambda text: fold(text) or None, na_action="ignore")
