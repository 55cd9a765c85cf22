"""The pages of the table: which rows are listed now, and the way to the others."""

import zlib
from typing import NamedTuple

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.figures.table_order import NEWEST, ORDERS, in_order
from dashboard.text.language import gettext
from dashboard.views._crash import safely
from dashboard.views._state import (
    TABLE_ORDER,
    TABLE_PAGE,
    TABLE_SEEN,
    keep_widget,
    widget_of,
)

ROWS = 200
"""Rows of a page: few enough to be sent at each change of a filter (0.1 MB)."""


Seen = tuple[int, str]
"""What tells the rows in their order, and the id of the selected incident."""


class Page(NamedTuple):
    """A page of the table.

    ``order`` are the positions of all rows and ``ids`` their ids, both as they are
    listed; ``start`` is where in them the page begins.
    """

    order: np.ndarray
    ids: list[str]
    start: int

    @property
    def here(self) -> np.ndarray:
        """The positions of the rows of this page."""
        return self.order[self.start : self.start + ROWS]

    @property
    def ids_here(self) -> list[str]:
        """The ids of the rows of this page."""
        return self.ids[self.start : self.start + ROWS]

    @property
    def number(self) -> int:
        """The number of this page, from 1."""
        return self.start // ROWS + 1

    @property
    def listed(self) -> tuple[int, int] | None:
        """First and last row of this page, from 1; None where all rows are on one."""
        if len(self.ids) <= ROWS:
            return None
        return self.start + 1, self.start + len(self.here)

    def of(self, incident_id: str) -> np.ndarray:
        """Return the position of an incident."""
        at = self.ids.index(incident_id)
        return self.order[at : at + 1]


def page_now(rows: pd.DataFrame, selected: str) -> Page:
    """Return the page that a session looks at.

    An incident that was selected elsewhere is on it; other rows, or another order, are
    listed from their beginning.
    """
    order = st.session_state.get(TABLE_ORDER, NEWEST) if len(rows) > ROWS else NEWEST
    positions = in_order(rows, order)
    ids = rows["incident_id"].iloc[positions].tolist()
    seen, before = _seen(ids, selected), st.session_state.get(TABLE_SEEN)
    number = page_to_show(ids, seen, before, st.session_state.get(TABLE_PAGE, 1))
    st.session_state[TABLE_SEEN], st.session_state[TABLE_PAGE] = seen, number
    return Page(positions, ids, (number - 1) * ROWS)


def _seen(ids: list[str], selected: str) -> Seen:
    return zlib.crc32("|".join(ids).encode()), selected


def page_to_show(ids: list[str], seen: Seen, before: Seen | None, now: int) -> int:
    """Return the number of the page to show.

    ``seen`` tells the rows and the selected incident, ``before`` those for which
    ``now`` was shown, None for none.
    """
    if seen == before:
        return min(now, pages_of(len(ids)))
    rows, selected = seen
    if selected in ids:
        return ids.index(selected) // ROWS + 1
    if before is None or rows != before[0]:
        return 1
    return min(now, pages_of(len(ids)))


def pages_of(rows: int) -> int:
    """Return how many pages rows take, 1 for none."""
    return max(1, -(-rows // ROWS))


def draw_order(page: Page) -> None:
    """Draw the order of all rows; nothing for one page, which a heading sorts."""
    if page.listed is None:
        return
    orders = list(ORDERS)
    st.selectbox(
        gettext("Order of all rows"),
        orders,
        index=orders.index(st.session_state.get(TABLE_ORDER, NEWEST)),
        format_func=lambda order: gettext(str(ORDERS.get(order, order))),
        key=widget_of(TABLE_ORDER),
        on_change=safely(keep_widget),
        args=(TABLE_ORDER,),
        width=280,
    )


def draw_pages(page: Page) -> None:
    """Draw the way to other pages; below the table, whose tools would cover it."""
    if page.listed is None:
        return
    st.session_state[widget_of(TABLE_PAGE)] = page.number
    st.pagination(
        pages_of(len(page.ids)),
        key=widget_of(TABLE_PAGE),
        on_change=safely(keep_widget),
        args=(TABLE_PAGE,),
    )
