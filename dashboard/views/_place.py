"""What stands under the map of the Map page: go to a place, and a drawn shape's doubts."""

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.geo.drawn_shape import doubt_words, doubts, has_own_point
from dashboard.geo.place_search import (
    Hit,
    PlaceError,
    distance_words,
    find_ends,
    find_places,
    position_words,
    split_pair,
)
from dashboard.layers.tools import tools_state
from dashboard.selection.filters import select
from dashboard.text.words import count_of
from dashboard.views._filters import shape_trouble
from dashboard.views._state import AT, BOUNDS, PLACE_ASKED, SHAPE, TURN
from dashboard.views._words import plain

MOST_SHOWN = 50


def draw_go_to(dataset: Dataset) -> Hit | None:
    """Draw the question for a place; return the place to go to, None for none."""
    text = st.text_input(
        "Go to a place or coordinates",
        key=PLACE_ASKED,
        max_chars=120,
        placeholder="Cumaná · 10.6, -63.2 · 10°36'N 63°12'W · Cumaná to Port of Spain",
        help="A town, port, state, country or sea of the map, or coordinates, latitude "
        "first. Two of them with “to” between give their distance.",
    )
    if not text.strip():
        return None
    names = split_pair(text)
    find = find_places if len(names) == 1 else find_ends
    try:
        hits = [find(name, dataset.regions) for name in names]
    except PlaceError as error:
        st.warning(plain(str(error)))
        return None
    ends = [_pick_one(found, number) for number, found in enumerate(hits)]
    for hit in ends:
        _draw_hit(hit, dataset)
    if len(ends) == 2:
        st.markdown(f"**{plain(distance_words(*ends))}** between them, geodesic")
    return ends[-1]


def _pick_one(hits: list[Hit], number: int) -> Hit:
    """Return the one hit, or the one that a person chooses of several."""
    if len(hits) == 1:
        return hits[0]
    shown = hits[:MOST_SHOWN]
    of = f"{len(shown)} of {len(hits):,}" if len(hits) > len(shown) else f"{len(hits)}"
    at = st.selectbox(
        f"{of} places of this name or with it",
        range(len(shown)),
        format_func=lambda each: shown[each].label,
        key=f"place_hit_{number}",
    )
    return shown[at]


def _draw_hit(hit: Hit, dataset: Dataset) -> None:
    west, south, east, north = dataset.regions.box
    here = west <= hit.longitude <= east and south <= hit.latitude <= north
    swapped = west <= hit.latitude <= east and south <= hit.longitude <= north
    words = hit.label
    if hit.kind and not hit.is_area:  # any spot in a region has no figures
        words += f": {position_words(hit.latitude, hit.longitude)}"
    if not here:
        words += ". Outside the map"
        if swapped:
            words += f"; did you mean {hit.longitude:g}, {hit.latitude:g}?"
    st.caption(plain(words))


def state_of_tools(selection: dict, place: Hit | None) -> dict:
    """Return what the tools of the map show for a selection."""
    return tools_state(
        tools=True,
        at=st.session_state.get(AT),
        bounds=selection.get("bounds"),
        turn=st.session_state.get(TURN, 0),
        corners=selection.get("shape"),
        refused=st.session_state.get(SHAPE, "") if shape_trouble() else "",
        ask=bool(st.session_state.get(BOUNDS)) and "bounds" not in selection,
        place=(place.label, place.latitude, place.longitude) if place else None,
    )


def draw_doubts(dataset: Dataset, selection: dict) -> None:
    """Say what a drawn shape or the view cannot decide about the other filters' rows."""
    if trouble := shape_trouble():
        st.error(plain(f"The drawn shape is not used: {trouble}"))
    others = {
        key: value for key, value in selection.items() if key not in ("shape", "bounds")
    }
    if len(others) == len(selection):
        return
    rows = select(dataset.incidents, others, dataset.regions)
    if corners := selection.get("shape"):
        words = doubt_words(doubts(rows, corners))
        st.caption(plain(f"Drawn shape: {words or 'no row is in doubt'}"))
    if "bounds" in selection:
        st.caption(plain(_out_of_view(rows)))


def _out_of_view(rows: pd.DataFrame) -> str:
    nowhere = int((~has_own_point(rows)).sum())
    return (
        "Only rows with a place of their own in view are kept; "
        f"{count_of(nowhere, 'row')} known only to an area or to none: in no view"
    )
