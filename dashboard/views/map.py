"""The Map page: headline, map and card, weekly bars, table, file and sentence."""

import pandas as pd
import streamlit as st

from dashboard.checks.report import grouped
from dashboard.dataset import Dataset
from dashboard.figures.beside_shape import beside_shape
from dashboard.figures.caveats import left_out_words, short_caveats
from dashboard.figures.headline import headline
from dashboard.figures.page_words import (
    filters_line,
    ignored_link,
    left_out_parts,
)
from dashboard.selection.selected import Selected
from dashboard.views._data import read_data
from dashboard.views._download import draw_take_away
from dashboard.views._filters import selection_of_widgets
from dashboard.views._findings import draw_notices
from dashboard.views._heading import draw_heading
from dashboard.views._link import draw_changes, read_link, write_link
from dashboard.views._map import draw_switches, show_map
from dashboard.views._place import draw_doubts, draw_go_to, state_of_tools
from dashboard.views._selected import draw_card, selected_id
from dashboard.views._since import draw_since
from dashboard.views._surer_totals import draw_strip
from dashboard.views._table import show_table
from dashboard.views._time import draw_time
from dashboard.views._words import bold, bullets, plain

MAP_HEIGHT = 395


def show() -> None:
    """Draw the page for the selection of the filters, or say why there is none."""
    dataset, trouble = read_data()
    draw_heading("Map", dataset)
    if dataset is None:
        st.error(plain(trouble), icon=":material/error:")
        return
    selection, notices = selection_of_widgets(), read_link(dataset)
    asked = Selected(dataset, selection)
    rows, words = asked.rows, asked.words
    _draw_headline(dataset, rows, words)
    _draw_notices(dataset, notices)
    draw_changes(dataset)
    draw_since(dataset)
    _draw_left_out_parts(dataset, rows)
    selected = selected_id(dataset)
    write_link(dataset, selection, selected)
    _draw_map_and_card(dataset, rows, selected, selection)
    draw_time(dataset, rows, selection, selected)
    if rows.empty:
        st.info("No incident matches every filter. Take one away, or press Reset.")
    else:
        draw_strip(rows, dataset.dictionary)
        show_table(rows, dataset.dictionary, selected)
    draw_take_away(dataset, rows, words, selection)


def _draw_headline(dataset: Dataset, rows: pd.DataFrame, words: str) -> None:
    lines = headline(
        rows, dataset.everything, dataset.dictionary, short_caveats(dataset)
    )
    with st.container(gap=None, key="headline"):
        st.markdown(bold(lines[0]))
        if len(lines) > 1:
            st.markdown(bullets(lines[1:]))
        st.caption(plain(filters_line(words, dataset.fingerprint)))


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
    parent = parent[parent.ne("") & ~parent.index.isin(rows.index)]
    shown = set(rows["incident_id"]) if len(parent) else ()
    of_these = [index for index, each in parent.items() if each in shown]
    left_out = dataset.incidents.loc[of_these]
    if len(left_out):
        st.caption(plain(left_out_parts(left_out, dataset.dictionary)))


def _draw_map_and_card(
    dataset: Dataset, rows: pd.DataFrame, selected: str, selection: dict
) -> None:
    left, right = st.columns([2.35, 1], gap="small")
    with left:
        place_of_map = st.container()
        draw_switches()
        place = draw_go_to(dataset)
        with place_of_map:
            tools = state_of_tools(selection, place)
            beside = beside_shape(dataset, selection).rows
            show_map(dataset, rows, selected, MAP_HEIGHT, tools=tools, beside=beside)
        draw_doubts(dataset, selection)
    with right, st.container(border=True, height=MAP_HEIGHT, key="card"):
        draw_card(dataset, rows, selected, selection)


show()
