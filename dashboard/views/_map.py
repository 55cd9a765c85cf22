"""The map in the page: the only module that calls streamlit-folium.

The base map never changes, so the frame is mounted once; what a filter changes travels
in the layers. A click comes back as the feature that was clicked.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pandas as pd
import shapely
import streamlit as st
from streamlit_folium import st_folium

from dashboard.dataset import Dataset
from dashboard.figures.page_words import no_map
from dashboard.geo.map_view import near_longitude, normal_bounds
from dashboard.layers import LAYER_LABELS, base_map, build_layers, pack_incidents
from dashboard.layers.kept_whole import kept_whole_table
from dashboard.layers.tools import parse_view, tools_state, view_text
from dashboard.layers.whole import LEAST_ROWS, WholeTable, pack_kept
from dashboard.resources import missing_assets
from dashboard.text.language import N_, gettext
from dashboard.views._crash import caught, safely
from dashboard.views._kept import kept
from dashboard.views._link import write_view
from dashboard.views._rows_again import again
from dashboard.views._selected import choose, choose_several
from dashboard.views._state import (
    AT,
    BOUNDS,
    LAYERS,
    MAP_CHANGED,
    SEEN,
    SHAPE,
    VIEW,
    VIEW_UNREAD,
    keep_widget,
    widget_of,
)

KEY = "map"
HEIGHT = 560
"""Pixels of the map where nothing else says it; static/page.css follows the window."""
CARD_WIDTH = 340
"""Pixels; ``--card-width`` of static/page.css says the same."""
CIRCLES = "circles"
SWITCHES = {
    CIRCLES: N_("Circles of uncertainty"),
    **{
        name: label
        for name, label in LAYER_LABELS.items()
        if name not in ("focus", "incidents")
    },
}
"""What may be shown beside the incidents themselves, and what the page calls it."""
OPENING_LAYERS = [CIRCLES]
LEAVE_SECONDS = 0.01
"""Time for the map's message to leave: megabytes of columns hold Python for long, even
where the browser has them, and so the thread that sends."""
OF_THE_BOX = ("zones", "places")
"""Layers that end at the box of the detailed regions."""


def show_map(
    dataset: Dataset,
    rows: pd.DataFrame,
    selected: str,
    *,
    key: str = KEY,
    height: int = HEIGHT,
    opening: tuple | None = None,
    focus_id: str = "",
    tools: dict | None = None,
    beside: pd.DataFrame | None = None,
    also: tuple[str, ...] = (),
    strip: str = "",
    covered: bool = False,
    of_table: bool = True,
) -> None:
    """Draw the map of located rows; a click selects an incident.

    ``height`` is in pixels, for a browser that does not read the page's style;
    ``opening`` another view at first than that of the data set (south-west and
    north-east corner), ``focus_id`` the region that the page is about.
    Maps on one page, and maps with another ``opening``, need a ``key`` of their own,
    without an underscore.
    ``tools`` is what the drawing tools show (see
    :func:`dashboard.layers.tools.tools_state`); such a map also tells its view.
    ``beside`` are rows that a drawn shape can neither hold nor rule out, ``also`` names
    layers that this map shows beside those that were chosen. ``strip`` is
    "shared" where maps stand side by side: their legends then have one height, and the
    maps one size; ``covered`` is whether a card lies over the map's right edge.
    ``of_table`` is whether other rows of the table may follow: a large one then goes to
    the browser once. Where an asset is missing, says so and what to do; the rest of the
    page keeps working.
    """
    if absent := missing_assets():
        st.warning(no_map(absent))
        return
    shown = st.session_state.get(LAYERS, OPENING_LAYERS)
    is_large = of_table and len(dataset.incidents) >= LEAST_ROWS
    whole = _whole(dataset.fingerprint, dataset) if is_large else None
    packed = _packed(
        dataset.fingerprint,
        rows.index.to_numpy().tobytes(),
        b"" if beside is None else beside.index.to_numpy().tobytes(),
        CIRCLES in shown,
        dataset.dictionary.read_on,
        dataset,
        rows,
        beside,
        whole.key if whole else "",
        whole,
    )
    state = {
        **(tools or tools_state()),
        "card": "page",
        "cover": CARD_WIDTH * covered,
        "strip": strip,
    }

    rows_again = again(rows, dataset.incidents)

    def make_layers() -> list:
        return build_layers(
            rows_again(),
            dataset.dictionary,
            dataset.regions,
            ["incidents", *(["focus"] if focus_id else []), *shown, *also],
            selected=selected,
            packed=packed,
            focus_id=focus_id,
            state=state,
        )

    whole_run = iter([True])  # of what follows, only a move of the map finds it empty
    _mount(dataset, key, height, opening, make_layers, whole, whole_run)


@st.fragment
@caught("the map")
def _mount(
    dataset: Dataset,
    key: str,
    height: int,
    opening: tuple | None,
    make_layers: Callable[[], list],
    whole: WholeTable | None,
    whole_run: Iterator[bool],
) -> None:
    """Mount the map apart from its page: a move of the view runs nothing else again.

    Of a large table all columns stand below the frame, for the map alone. Streamlit
    sends an element that the browser has as its hash, so they travel once.
    """
    if st.session_state.pop(MAP_CHANGED, False):
        st.rerun()  # what was clicked or drawn is for the whole page
    st_folium(
        base_map(
            dataset.dictionary.description, opening=opening, regions=dataset.regions
        ),
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=make_layers(),
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        on_change=safely(partial(_take, key)),
    )
    if whole is not None:  # after the frame, which must keep its place in the page
        time.sleep(LEAVE_SECONDS)
        st.html(f'<div hidden data-incident-columns="{whole.key}">{whole.packed}</div>')
    if not next(whole_run, False):
        write_view()  # in a whole run the page writes the address, with all filters


@kept(st.cache_resource, show_spinner=False, max_entries=4)
def _whole(fingerprint: str, _dataset: Dataset) -> WholeTable:
    """Return the columns of all rows; ``fingerprint`` tells the table."""
    return kept_whole_table(_dataset.incidents, _dataset.dictionary)


@kept(st.cache_data, show_spinner=False, max_entries=32)
def _packed(
    fingerprint: str,
    positions: bytes,
    positions_beside: bytes,
    circles: bool,
    day: date | None,
    _dataset: Dataset,
    _rows: pd.DataFrame,
    _beside: pd.DataFrame | None,
    whole_key: str,
    _whole: WholeTable | None,
) -> str:
    """Return the packed incidents; ``fingerprint`` and the positions tell the rows.

    ``day`` is that on which the data is read: the map says how old it is.

    A click then costs no packing, and neither does going back to a selection. Of a
    table that the browser holds only what the filter changes is packed.
    """
    if _whole is not None:
        return pack_kept(
            _whole,
            _dataset.incidents,
            _rows,
            _dataset.dictionary,
            _dataset.regions,
            circles=circles,
            beside=_beside,
        )
    return pack_incidents(
        _rows,
        _dataset.dictionary,
        regions=_dataset.regions,
        circles=circles,
        detail=False,
        beside=_beside,
    )


def draw_switches(dataset: Dataset) -> None:
    """Draw the switches of the layers that the table can fill."""
    offered = [name for name in SWITCHES if _is_offered(name, dataset)]
    shown = st.session_state.get(LAYERS, OPENING_LAYERS)
    with st.popover(gettext("Layers"), key="layers_of_map"):
        st.pills(
            gettext("Shown beside the incidents"),
            offered,
            selection_mode="multi",
            default=[name for name in shown if name in offered],
            format_func=lambda name: gettext(str(SWITCHES.get(name, name))),
            key=widget_of(LAYERS),
            on_change=safely(keep_widget),
            args=(LAYERS,),
            wrap=True,
        )


def _is_offered(name: str, dataset: Dataset) -> bool:
    if name == "origins":
        return dataset.dictionary.has("origin_id")
    if name == CIRCLES:
        return dataset.dictionary.has("radius_km")
    if name in OF_THE_BOX:
        view = shapely.box(*dataset.description.opening_view)
        return view.intersects(shapely.box(*dataset.regions.box))
    return True


def _take(key: str) -> None:
    """Take over what a map reports: an incident, a shape, or where its view is."""
    clicked = st.session_state.get(key) or {}
    feature = clicked.get("last_active_drawing") or {}
    properties = feature.get("properties") or {}
    kind = properties.get("kind")
    if kind == "view":
        _take_view(properties)
        return
    if kind == "incident":
        choose(str(properties.get("id", "")))
    elif kind == "several":
        ids = properties.get("ids") or []
        choose_several(tuple(str(each) for each in ids))
    elif kind == "shape":
        corners = properties.get("corners") or []
        text = ";".join(f"{each[0]:.3f},{each[1]:.3f}" for each in corners)
        st.session_state[SHAPE] = text
    st.session_state[MAP_CHANGED] = True


def _take_view(properties: dict) -> None:
    """Keep what the map shows; where only that is selected, the page changes too.

    A view that cannot be read is no view: the page says so, see ``VIEW_UNREAD``.
    """
    try:
        bounds = normal_bounds(*map(float, properties["bounds"]))
        latitude, longitude, zoom = (float(each) for each in properties["at"])
        view = parse_view(view_text(latitude, near_longitude(longitude), zoom))
    except (KeyError, TypeError, ValueError):
        st.session_state[VIEW_UNREAD] = True
        st.session_state[MAP_CHANGED] = bool(st.session_state.get(BOUNDS))
        return
    st.session_state[VIEW] = bounds
    st.session_state[VIEW_UNREAD] = False
    if properties.get("moved"):
        st.session_state[AT] = view
        if st.session_state.get(BOUNDS):
            st.session_state[SEEN] = bounds
            st.session_state[MAP_CHANGED] = True
