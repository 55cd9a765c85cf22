"""The Map page around its map: title and numbers, time, table and file."""

import pandas as pd
import streamlit as st

from dashboard.checks.report import grouped
from dashboard.dataset import Dataset
from dashboard.figures.caveats import left_out_words
from dashboard.figures.page_words import ignored_link, left_out_parts
from dashboard.figures.region_front import elsewhere_words
from dashboard.selection.selected import Selected
from dashboard.text.language import gettext
from dashboard.views._answers import draw_answers
from dashboard.views._data import read_data
from dashboard.views._download import draw_take_away
from dashboard.views._empty import draw_empty
from dashboard.views._findings import draw_notices
from dashboard.views._front import draw_foot, draw_front, draw_headline
from dashboard.views._heading import draw_heading
from dashboard.views._link import read_link, write_link
from dashboard.views._link_changes import draw_changes
from dashboard.views._map_first import take_map
from dashboard.views._place import draw_doubts
from dashboard.views._selected import selected_id
from dashboard.views._since import draw_since
from dashboard.views._surer_totals import draw_strip
from dashboard.views._table import show_table
from dashboard.views._time import draw_time
from dashboard.views._words import plain


def show() -> None:
    """Draw what stands around the map, which shows the selection of the filters.

    Where there is no table, say why.
    """
    if (drawn := take_map()) is None:
        _, trouble = read_data()
        if not trouble:  # a file was half saved when this run began, and is whole now
            st.rerun()
        draw_heading(gettext("Map"), None)
        st.error(plain(trouble), icon=":material/error:")
        return
    dataset, notices = drawn.dataset, read_link(drawn.dataset)
    asked, selection = drawn.asked, drawn.asked.selection
    rows, words = asked.rows, asked.words
    if not drawn.has_front:
        draw_front(asked, beside=drawn.beside.words)
    with drawn.above:
        draw_headline(asked)
        selected = selected_id(dataset)
        _draw_notices(dataset, notices)
        draw_changes(dataset)
        draw_answers(asked)
        if rows.empty:
            draw_empty(dataset, selection, _elsewhere(asked))
    write_link(dataset, selection, selected)
    draw_doubts(dataset, selection)
    _draw_left_out_parts(dataset, rows)
    draw_time(dataset, rows, selection, selected)
    if not rows.empty:
        draw_strip(rows, dataset)
        show_table(rows, dataset, selected)
    draw_take_away(dataset, rows, words, selection)
    draw_since(dataset)
    draw_foot(dataset, words)


def _elsewhere(asked: Selected) -> str:
    """Return where around the region that found nothing there are some."""
    if not asked.region_id:
        return ""
    _, relation, _ = asked.selection["region"]
    apart = bool(asked.dataset.dictionary.tables_apart)
    return elsewhere_words(asked.answers, relation, apart)


def _draw_notices(dataset: Dataset, notices: list[str]) -> None:
    if notices:
        st.warning(plain(ignored_link(*notices)))
    if dataset.problems:
        with st.expander(plain(left_out_words(dataset.left_out))):
            st.text("\n".join(grouped(dataset.problems)))
    draw_notices(dataset.notices)


def _draw_left_out_parts(dataset: Dataset, rows: pd.DataFrame) -> None:
    """Say which parts the filters keep out while their incident is shown."""
    parent = dataset.incidents["parent_id"]
    parent = parent[parent.ne("")]
    parent = parent[~parent.index.isin(rows.index)]
    shown = set(rows["incident_id"]) if len(parent) else ()
    of_these = [index for index, each in parent.items() if each in shown]
    if of_these:
        left_out = dataset.incidents.loc[of_these]
        st.caption(plain(left_out_parts(left_out, dataset.dictionary)))


show()
