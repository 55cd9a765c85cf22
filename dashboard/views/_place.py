"""What stands under the map of the Map page: go to a place, doubts of a drawn shape."""

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.beside_shape import beside_shape
from dashboard.figures.place_search_words import (
    distance_between,
    hit_words,
    hits_label,
    out_of_view,
    place_examples,
    shape_doubts,
    view_unread,
    wrong_shape,
)
from dashboard.geo.drawn_shape import doubt_words, doubts, has_own_point
from dashboard.geo.place_search import (
    Hit,
    PlaceError,
    find_ends,
    find_places,
    split_pair,
)
from dashboard.layers.tools import tools_state
from dashboard.selection.filters import select
from dashboard.views._filters import shape_trouble
from dashboard.views._state import AT, BOUNDS, PLACE_ASKED, SHAPE, TURN, VIEW_UNREAD
from dashboard.views._words import bold, plain

HITS_SHOWN = 50


def draw_go_to(dataset: Dataset) -> Hit | None:
    """Draw the question for a place; return the place to go to, None for none."""
    text = st.text_input(
        "Go to a place or coordinates",
        key=PLACE_ASKED,
        max_chars=120,
        placeholder=place_examples(dataset.dictionary.file is None),
        help="A town, island, port, state, country or sea of the map, or coordinates, "
        "latitude first. Two of them with “to” between give their distance.",
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
    ends = [_one_of(found, number) for number, found in enumerate(hits)]
    for hit in ends:
        st.caption(plain(hit_words(hit, dataset.regions.box)))
    if len(ends) == 2:
        distance, what = distance_between(*ends)
        st.markdown(bold(distance) + plain(what))
    return ends[-1]


def _one_of(hits: list[Hit], number: int) -> Hit:
    """Return the one hit, or the one that a person chooses of several."""
    if len(hits) == 1:
        return hits[0]
    shown = hits[:HITS_SHOWN]
    at = st.selectbox(
        hits_label(len(shown), len(hits)),
        range(len(shown)),
        format_func=lambda each: shown[each].label,
        key=f"place_hit_{number}",
    )
    return shown[at]


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
    """Say which rows of the other filters a drawn shape or the view cannot decide."""
    if trouble := shape_trouble():
        st.error(plain(wrong_shape(trouble)))
    if st.session_state.get(BOUNDS) and st.session_state.get(VIEW_UNREAD):
        st.warning(plain(view_unread("bounds" in selection)))
    others = {
        key: value for key, value in selection.items() if key not in ("shape", "bounds")
    }
    if len(others) == len(selection):
        return
    if words := beside_shape(dataset, selection).words:
        st.markdown(bold(words))
    rows = select(dataset.incidents, others, dataset.regions)
    if corners := selection.get("shape"):
        st.caption(plain(shape_doubts(doubt_words(doubts(rows, corners)))))
    if "bounds" in selection:
        st.caption(plain(out_of_view(int((~has_own_point(rows)).sum()))))
