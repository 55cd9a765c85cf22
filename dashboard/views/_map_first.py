"""The map of the Map page, drawn before the filters, numbers and charts around it.

A browser draws what has come while the rest of a run is still being made, and does one
thing at a time: what comes first is seen first. The map stands below the filters, so
places are kept for what is over it.
"""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.crash import is_fault
from dashboard.dataset import Dataset
from dashboard.figures.beside_shape import BesideShape, beside_shape
from dashboard.selection.selected import Selected
from dashboard.views._filter_bar import draw_filter_bar
from dashboard.views._filters import offered_filters, selection_of_widgets
from dashboard.views._front import draw_front
from dashboard.views._stage import draw_stage
from dashboard.views._state import AFTER_FILTERS, FILTERS_OF, MAP_OF_RUN, incident_id


@dataclass(frozen=True, eq=False)
class MapOfRun:
    """The table and selection that the map of this run shows, and the place over it.

    ``has_front`` is whether title and numbers are drawn already.
    """

    dataset: Dataset
    asked: Selected
    beside: BesideShape
    above: DeltaGenerator
    has_front: bool


def draw_map_and_filters(dataset: Dataset) -> None:
    """Draw map and filters, the map first where the filters hold their values already.

    They do from the second run on. The rest of the page takes up what is drawn here
    with :func:`take_map`.
    """
    filters = st.container(key="filters_place", gap=None)
    above = st.container(key="above")  # what comes and goes never moves the map's frame
    known = _filters_are_known(dataset)
    try:
        drawn = _draw_map(dataset, above, has_front=False) if known else None
    except BaseException as error:
        if is_fault(error):  # filters that are not drawn would be forgotten
            with filters:
                draw_filter_bar(dataset)
        raise
    with filters:
        draw_filter_bar(dataset)
    st.session_state[FILTERS_OF] = dataset.fingerprint
    if drawn is None:
        drawn = _draw_map(dataset, above, has_front=True)
    elif drawn.asked.selection != selection_of_widgets():
        # A filter that is drawn may refuse its value; the map never shows another one.
        st.session_state[AFTER_FILTERS] = True
        st.rerun()
    st.session_state[MAP_OF_RUN] = drawn


def take_map() -> MapOfRun | None:
    """Return what the map of this run shows; the session does not keep it.

    None where this run has drawn none: there was no table when it began.
    """
    drawn: MapOfRun | None = st.session_state.pop(MAP_OF_RUN, None)
    return drawn


def _filters_are_known(dataset: Dataset) -> bool:
    """Return whether the session holds what each filter of this table will hold."""
    if st.session_state.pop(AFTER_FILTERS, False):
        return False
    held = {str(key) for key in st.session_state}
    return st.session_state.get(FILTERS_OF) == dataset.fingerprint and all(
        kind.key in held for kind in offered_filters(dataset)
    )


def _draw_map(dataset: Dataset, above: DeltaGenerator, has_front: bool) -> MapOfRun:
    selection = selection_of_widgets()
    asked, beside = Selected(dataset, selection), beside_shape(dataset, selection)
    if has_front:  # a new page has no title yet: the map would move under a click
        draw_front(asked, beside=beside.words)
    draw_stage(asked, asked.rows, _selected_now(dataset), beside=beside.rows)
    return MapOfRun(dataset, asked, beside, above, has_front)


def _selected_now(dataset: Dataset) -> str:
    """Return the id of the selected incident, blank where the table has none of it.

    The page says that later, over the map.
    """
    wanted = incident_id()
    found = wanted and dataset.incidents["incident_id"].eq(wanted).any()
    return wanted if found else ""
