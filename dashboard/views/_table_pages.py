"""The pages of the table: which rows are listed now, and the way to the others."""

import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from dashboard.figures.table_order import NEWEST, ORDERS, in_order
from dashboard.text.language import gettext
from dashboard.views._choice import settled
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
IDS_AT_ONCE = 20_000
"""Ids that are made texts of Python at one time."""


Seen = tuple[int, str]
"""What tells the rows in their order, and the id of the selected incident."""


class Ids(Sequence[str]):
    """Ids of rows in the order in which they are listed; slices are lists.

    A list of 1,000,000 texts takes 0.1 GB of each page that is drawn.
    """

    def __init__(self, ids: pd.Series) -> None:
        texts = pa.array(ids.astype("str"))
        chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
        self._ids = pa.chunked_array(chunks, texts.type)

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, at: Any) -> Any:
        found = self._ids[at]
        return found.to_pylist() if isinstance(at, slice) else found.as_py()

    def __contains__(self, wanted: object) -> bool:
        return isinstance(wanted, str) and self._place(wanted) >= 0

    def index(self, wanted: str, start: int = 0, stop: int | None = None) -> int:
        """Return where an id is first. Raises ValueError where it is not there."""
        if (at := self._place(wanted)) >= 0 and start == 0 and stop is None:
            return at
        return super().index(wanted, start, len(self) if stop is None else stop)

    def _place(self, wanted: str) -> int:
        return int(pc.index(self._ids, pa.scalar(wanted, self._ids.type)).as_py())


class Page(NamedTuple):
    """A page of the table.

    ``order`` are the positions of all rows and ``ids`` their ids, both as they are
    listed; ``start`` is where in them the page begins.
    """

    order: np.ndarray
    ids: Sequence[str]
    start: int

    @property
    def here(self) -> np.ndarray:
        """The positions of the rows of this page."""
        return self.order[self.start : self.start + ROWS]

    @property
    def ids_here(self) -> list[str]:
        """The ids of the rows of this page."""
        return [*self.ids[self.start : self.start + ROWS]]

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
    orders = list(ORDERS)
    kept = orders[settled(TABLE_ORDER, orders, _order_words)]
    order = kept if len(rows) > ROWS else NEWEST
    positions = in_order(rows, order)
    ids = Ids(rows["incident_id"].iloc[positions])
    seen, before = _seen(ids, selected), st.session_state.get(TABLE_SEEN)
    number = page_to_show(ids, seen, before, st.session_state.get(TABLE_PAGE, 1))
    st.session_state[TABLE_SEEN], st.session_state[TABLE_PAGE] = seen, number
    return Page(positions, ids, (number - 1) * ROWS)


def _seen(ids: Sequence[str], selected: str) -> Seen:
    told = 0
    for first in range(0, len(ids), IDS_AT_ONCE):
        some = "|".join(ids[first : first + IDS_AT_ONCE])
        told = zlib.crc32(f"{some}|".encode(), told)
    return told, selected


def page_to_show(ids: Sequence[str], seen: Seen, before: Seen | None, now: int) -> int:
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
        index=settled(TABLE_ORDER, orders, _order_words),
        format_func=_order_words,
        key=widget_of(TABLE_ORDER),
        on_change=safely(keep_widget),
        args=(TABLE_ORDER,),
        width=280,
    )


def _order_words(order: str) -> str:
    return gettext(str(ORDERS[order]))


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
