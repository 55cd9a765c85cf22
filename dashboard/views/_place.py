"""What stands under the map of the Map page: go to a place, doubts of a drawn shape."""

import zlib

import streamlit as st

from dashboard.dataset import Dataset
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
from dashboard.geo.place_question import (
    MOST_LETTERS,
    find_asked,
    geodesic_line,
    question_of,
    split_pair,
)
from dashboard.geo.place_search import Hit, PlaceError
from dashboard.layers.tools import tools_state
from dashboard.selection.filters import select
from dashboard.text.language import gettext, message_of
from dashboard.views._crash import safely
from dashboard.views._filters import shape_trouble
from dashboard.views._state import (
    AT,
    BOUNDS,
    PLACE_ASKED,
    PLACES,
    SHAPE,
    TURN,
    VIEW_UNREAD,
)
from dashboard.views._words import bold, plain

HITS_SHOWN = 50


def draw_go_to(dataset: Dataset) -> list[Hit]:
    """Draw the question for a place; return the place to go to, or two, or none."""
    st.session_state.setdefault(PLACE_ASKED, st.session_state.get(PLACES, ""))
    text = st.text_input(
        gettext("Go to a place or coordinates"),
        key=PLACE_ASKED,
        max_chars=MOST_LETTERS,
        on_change=safely(_ask),
        args=(dataset,),
        placeholder=place_examples(dataset.dictionary.file is None),
        help=gettext(
            "A town, island, port, state, country or sea of the map, or coordinates, "
            "latitude first. Two of them with “to” between give their distance."
        ),
    )
    if not text.strip():
        return []
    try:
        hits = find_asked(text, dataset.regions)
    except PlaceError as error:
        st.warning(plain(message_of(error)))
        return []
    ends = [_one_of(text, hits, number) for number in range(len(hits))]
    for hit in ends:
        st.caption(plain(hit_words(hit, dataset.regions.box)))
    if len(ends) == 2:
        distance, what = distance_between(*ends)
        st.markdown(bold(distance) + plain(what))
    return ends


def _ask(dataset: Dataset) -> None:
    """Keep the question for the link where it has an answer; a callback."""
    text = st.session_state[PLACE_ASKED].strip()
    try:
        st.session_state[PLACES] = text if find_asked(text, dataset.regions) else ""
    except PlaceError:
        st.session_state[PLACES] = ""


def _one_of(text: str, hits: list[list[Hit]], number: int) -> Hit:
    """Return the one hit of an end, or the one that a person chooses of several.

    Another question has another picker: a choice made before would stay in this one.
    """
    shown = hits[number][:HITS_SHOWN]
    if len(shown) == 1:
        return shown[0]
    at = st.selectbox(
        hits_label(len(shown), len(hits[number])),
        range(len(shown)),
        format_func=lambda each: shown[each].label,
        key=hit_key(text, number),
        on_change=safely(_take_hit),
        args=(text, hits),
    )
    return shown[at]


def hit_key(text: str, number: int) -> str:
    """Return the key of the picker for one end of a question."""
    return f"place_hit_{number}_{zlib.crc32(text.encode('utf-8')):08x}"


def _take_hit(text: str, hits: list[list[Hit]]) -> None:
    """Keep for the link which of several places a person chose; a callback."""
    chosen = [
        st.session_state.get(hit_key(text, number)) or 0 for number in range(len(hits))
    ]
    ends = [found[at] for found, at in zip(hits, chosen, strict=True)]
    taken = [at > 0 for at in chosen]
    st.session_state[PLACES] = question_of(split_pair(text), ends, taken)


def state_of_tools(
    selection: dict, places: list[Hit], fit: tuple | None = None
) -> dict:
    """Return what the tools of the map show for a selection.

    ``fit`` are the corners of the region that is asked for.
    """
    two = len(places) == 2
    return tools_state(
        tools=True,
        at=st.session_state.get(AT),
        bounds=selection.get("bounds"),
        fit=fit,
        turn=st.session_state.get(TURN, 0),
        corners=selection.get("shape"),
        refused=st.session_state.get(SHAPE, "") if shape_trouble() else "",
        ask=bool(st.session_state.get(BOUNDS)) and "bounds" not in selection,
        places=[(each.label, each.latitude, each.longitude) for each in places],
        line=geodesic_line(*places) if two else [],
        distance=distance_between(*places)[0] if two else "",
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
    rows = select(dataset.incidents, others, dataset.regions)
    if corners := selection.get("shape"):
        st.caption(plain(shape_doubts(doubt_words(doubts(rows, corners)))))
    if "bounds" in selection:
        st.caption(plain(out_of_view(int((~has_own_point(rows)).sum()))))
