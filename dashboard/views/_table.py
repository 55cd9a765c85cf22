"""The table of incidents: its rows are those of the map, by the same ids.

More rows than a page has are listed a page at a time: what is not seen is not sent.
"""

import zlib
from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.dataset import Dataset
from dashboard.figures.headline import sum_lines
from dashboard.figures.page_words import sum_title, table_alt, table_title
from dashboard.table.dictionary import Dictionary
from dashboard.table.shown import shorten_texts
from dashboard.text.fold import holds
from dashboard.text.language import current, gettext
from dashboard.views._crash import safely
from dashboard.views._kept import kept
from dashboard.views._state import (
    INCIDENT,
    LISTED,
    TABLE_COLUMNS,
    TABLE_FIND,
    TABLE_FOUND,
    TABLE_REMOUNT,
    TABLE_TITLES,
    keep_widget,
    widget_of,
)
from dashboard.views._table_columns import ID, column_looks, for_people, usual_columns
from dashboard.views._table_pages import Page, draw_order, draw_pages, page_now
from dashboard.views._words import bold, bullets, plain

HEIGHT = 320
IN_SIGHT = 7
"""Rows of the table that are seen without scrolling."""


def show_table(
    rows: pd.DataFrame,
    dataset: Dataset,
    selected: str,
    extra: dict[str, list] | None = None,
    apart: str = "",
) -> None:
    """Draw the rows a page at a time; ticking one selects its incident everywhere.

    ``extra`` are further columns, title to values in the order of ``rows``. Below
    stand the sums of the rows that are listed, or ``apart``: why they are not added up.
    """
    extra, dictionary = extra or {}, dataset.dictionary
    text, choices = _draw_find()
    whole = len(rows)
    if text:
        rows, extra = _rows_at(rows, extra, _finds(rows, extra, dictionary, text))
    page = page_now(rows, selected)
    table = for_people(*_rows_at(rows, extra, page.here), dictionary)
    _keep_found(page.ids, whole)
    with choices:
        order = _draw_columns(table, usual_columns(table, extra))
    _draw_count(page, whole, selected)
    draw_order(page)
    table = shorten_texts(table)  # what the search found in them whole
    if selected in page.ids and selected not in page.ids_here[:IN_SIGHT]:
        row = for_people(*_rows_at(rows, extra, page.of(selected)), dictionary)
        _draw_selected(shorten_texts(row), order)
    _draw_table(table, page, selected, order)
    draw_pages(page)
    if apart:
        st.caption(plain(apart))
    else:
        _draw_sums(rows, dataset, page.listed is not None)


def _rows_at(
    rows: pd.DataFrame, extra: dict[str, list], at: np.ndarray
) -> tuple[pd.DataFrame, dict[str, list]]:
    """Return the rows at some positions with their further columns."""
    further = {name: [values[each] for each in at] for name, values in extra.items()}
    return rows.iloc[at], further


def _draw_find() -> tuple[str, DeltaGenerator]:
    """Draw the search; return its text, and the place of the choice of columns."""
    place = st.container(key="table_find")
    left, right = place.columns([2, 1], gap="small", vertical_alignment="bottom")
    text = left.text_input(
        gettext("Find in the table"),
        value=st.session_state.get(TABLE_FIND, ""),
        key=widget_of(TABLE_FIND),
        max_chars=200,
        placeholder=gettext("Any text; narrows this table alone, not the map"),
        on_change=safely(keep_widget),
        args=(TABLE_FIND,),
    )
    return text or "", right


def _draw_columns(table: pd.DataFrame, usual: list[str]) -> list[str]:
    """Draw the choice of columns, and return those that are shown."""
    _say_choice_anew([*table.columns])
    kept = [
        name for name in st.session_state.get(TABLE_COLUMNS, usual) if name in table
    ]
    with st.popover(gettext("Columns"), width="stretch"):
        st.multiselect(
            gettext("Columns of the table"),
            list(table.columns),
            default=kept or usual,
            key=widget_of(TABLE_COLUMNS),
            on_change=safely(keep_widget),
            args=(TABLE_COLUMNS,),
            help=gettext("Id is always there: it ties the table to the map"),
        )
        st.button(
            gettext("The usual columns"), on_click=safely(_usual_again), args=(usual,)
        )
    shown = st.session_state.get(widget_of(TABLE_COLUMNS)) or list(table.columns)
    order = [name for name in table.columns if name in shown]
    return order if gettext(ID) in order else [*order, gettext(ID)]


def _say_choice_anew(titles: list[str]) -> None:
    """Keep the columns that were chosen in another language: by their order.

    Where the table has other columns by now, they are the usual ones again.
    """
    language, before = st.session_state.get(TABLE_TITLES, ("", []))
    st.session_state[TABLE_TITLES] = current(), titles
    if language in ("", current()):
        return
    now = dict(zip(before, titles, strict=False))
    for key in (TABLE_COLUMNS, widget_of(TABLE_COLUMNS)):
        chosen = st.session_state.pop(key, [])
        if chosen and len(before) == len(titles):
            st.session_state[key] = [now[name] for name in chosen if name in now]


def _keep_found(ids: Sequence[str], whole: int) -> None:
    """Tell the downloads below which rows the search left, if it left some out."""
    text = st.session_state.get(widget_of(TABLE_FIND))
    narrowed = text and 0 < len(ids) < whole
    st.session_state[TABLE_FOUND] = (text, ids) if narrowed else None


def _usual_again(usual: list[str]) -> None:
    st.session_state[TABLE_COLUMNS] = usual
    st.session_state[widget_of(TABLE_COLUMNS)] = usual


def _finds(
    rows: pd.DataFrame, extra: dict[str, list], dictionary: Dictionary, text: str
) -> np.ndarray:
    """Return where a text is in any column of a row, accents and capitals apart."""
    every = for_people(rows, extra, dictionary)
    found = pd.Series(False, index=every.index)
    for name in every:
        found |= holds(every[name], text)
    return np.flatnonzero(found)


def _draw_count(page: Page, whole: int, selected: str) -> None:
    ids = page.ids
    position = ids.index(selected) + 1 if selected in ids else 0
    title, rest = table_title(len(ids), whole, position, page.listed)
    st.markdown(bold(title) + plain(rest))


def _draw_selected(row: pd.DataFrame, order: list[str]) -> None:
    """Draw the selected row where the table itself would have to be scrolled to it."""
    st.dataframe(
        row,
        hide_index=True,
        height="content",
        width="stretch",
        column_order=order,
        placeholder="",
        column_config=column_looks(),
        alt=gettext("The selected row of the table below"),
    )


def _draw_table(
    table: pd.DataFrame, page: Page, selected: str, order: list[str]
) -> None:
    ids = page.ids_here
    at = [ids.index(selected)] if selected in ids else []
    # A tick is a row's number to Streamlit and stays on it: other rows, another table.
    which = zlib.crc32("|".join(ids).encode())
    key = f"table-{st.session_state.get(TABLE_REMOUNT, 0)}-{which:08x}"
    st.dataframe(
        table,
        key=key,
        hide_index=True,
        height=HEIGHT if len(table) > 8 else "content",
        width="stretch",
        column_order=order,
        on_select=safely(lambda: _pick(key, ids)),
        selection_mode="single-row",
        selection_default={"selection": {"rows": at}} if at else None,
        placeholder="",
        column_config=column_looks(),
        alt=table_alt(len(table), len(page.ids)),
    )


def _pick(key: str, ids: list[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    st.session_state[LISTED] = ()
    st.session_state[INCIDENT] = ids[rows[0]] if rows and rows[0] < len(ids) else ""


def _draw_sums(rows: pd.DataFrame, dataset: Dataset, paged: bool) -> None:
    """Draw the sums under the table, as text that a screen reader reads."""
    positions = rows.index.to_numpy().tobytes()
    lines = _sums(dataset.fingerprint, positions, rows, dataset.dictionary)
    title = bold(sum_title(len(rows), paged))
    with st.container(gap=None, key="sums"):
        if len(lines) == 1:
            st.markdown(f"{title} · {plain(lines[0])}")
        else:
            st.markdown(f"{title}\n\n{bullets(lines)}")


@kept(st.cache_data, show_spinner=False, max_entries=128)
def _sums(
    fingerprint: str, positions: bytes, _rows: pd.DataFrame, _dictionary: Dictionary
) -> list[str]:
    return sum_lines(_rows, _dictionary)
