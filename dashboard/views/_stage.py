"""The stage: the map as wide as the page, its tools over it, one card at its edge."""

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.table_order import in_order
from dashboard.geo.place_search import Hit
from dashboard.look.card import short_line
from dashboard.selection.selected import Selected
from dashboard.text.language import gettext
from dashboard.text.long import shortened
from dashboard.views._crash import safely
from dashboard.views._kept import kept
from dashboard.views._map import KEY, draw_switches, show_map
from dashboard.views._place import draw_go_to, state_of_tools
from dashboard.views._region_frame import frame_of
from dashboard.views._selected import (
    choose,
    draw_card,
    draw_list_card,
    listed_ids,
)
from dashboard.views._state import OPENED

LETTERS = 140
"""Letters of a line in the list of the map."""
MOST_OFFERED = 300
"""Incidents in the list of the map; the table below has all."""


def draw_stage(
    asked: Selected,
    rows: pd.DataFrame,
    selected: str,
    *,
    page: str = "",
    key: str = KEY,
    opening: tuple | None = None,
    focus_id: str = "",
    beside: pd.DataFrame | None = None,
    also: tuple[str, ...] = (),
) -> None:
    """Draw the map of rows with its tools, and the card of what was clicked.

    ``selected`` is the id of the incident with the card; ``page`` is the path of the
    page. The others are those of :func:`dashboard.views._map.show_map`; a map with
    another ``key`` has no place to go to and no shapes.
    """
    dataset = asked.dataset
    with st.container(key="stage", gap=None):
        over_map = st.container(horizontal=True, gap="xsmall", key="map_tools")
        tools = None
        if key == KEY:
            with over_map:
                places = _draw_go_to(dataset)
            focus_id = asked.region_id
            fit = frame_of(focus_id, dataset.regions) if focus_id else None
            tools = state_of_tools(asked.selection, places, fit)
        listed = listed_ids(rows, beside)
        show_map(
            dataset,
            rows,
            selected,
            key=key,
            opening=opening,
            focus_id=focus_id,
            tools=tools,
            beside=beside,
            also=also,
            covered=bool(selected or listed),
        )
        with over_map:  # marks do not wait for these
            draw_switches(dataset)
            with st.popover(gettext("List"), icon=":material/list:", key="list_of_map"):
                _draw_list(dataset, rows)
        _draw_card(asked, rows, beside, selected, page)


def _draw_go_to(dataset: Dataset) -> list[Hit]:
    with st.popover(gettext("Go to a place"), icon=":material/search:", key="go_to"):
        return draw_go_to(dataset)


def _draw_list(dataset: Dataset, rows: pd.DataFrame) -> None:
    """Draw the incidents of the map as a list to search: a way in without a mouse."""
    positions = rows.index.to_numpy().tobytes()
    words = _list_words(dataset.fingerprint, positions, rows, dataset)
    st.selectbox(
        gettext("Open an incident of the map"),
        list(words),
        index=None,
        format_func=lambda each: words.get(each, each),
        key=OPENED,
        on_change=safely(_open),
        placeholder=gettext("Newest first; type a place or a day"),
        width=420,
    )


@kept(st.cache_data, show_spinner=False, max_entries=32)
def _list_words(
    fingerprint: str, positions: bytes, _rows: pd.DataFrame, _dataset: Dataset
) -> dict[str, str]:
    """Return a line for each incident by its id, the newest first."""
    some = _rows.iloc[in_order(_rows)[:MOST_OFFERED]]
    return {
        row.incident_id: shortened(
            f"{short_line(row, _dataset.dictionary)} · {row.location}", LETTERS
        )
        for row in some.itertuples()
    }


def _open() -> None:
    if wanted := st.session_state.get(OPENED):
        choose(wanted)
        st.session_state[OPENED] = None


def _draw_card(
    asked: Selected,
    rows: pd.DataFrame,
    beside: pd.DataFrame | None,
    selected: str,
    page: str,
) -> None:
    ids = listed_ids(rows, beside)
    if not selected and not ids:
        return
    with st.container(key="card", gap="xsmall"):
        if selected:
            draw_card(asked.dataset, rows, selected, asked.selection, page)
        else:
            shown = pd.concat([rows, beside]) if beside is not None else rows
            is_beside = not rows["incident_id"].isin(ids).any()
            draw_list_card(asked.dataset, shown, ids, is_beside)
