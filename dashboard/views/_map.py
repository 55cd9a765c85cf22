"""The map in the page: the only module that calls streamlit-folium.

The base map never changes, so the frame is mounted once; what a filter changes travels
in the layers. A click comes back as the feature that was clicked.
"""

from functools import partial

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard.dataset import Dataset
from dashboard.layers import LAYER_LABELS, base_map, build_layers, pack_incidents
from dashboard.layers.base import OPENING
from dashboard.selfcheck import missing_assets
from dashboard.views._selected import choose

KEY = "map"
LAYERS_KEY = "layers"
CIRCLES = "circles"
SWITCHES = {
    CIRCLES: "Circles of uncertainty",
    **{
        name: label
        for name, label in LAYER_LABELS.items()
        if name not in ("focus", "incidents")
    },
}
"""What may be shown beside the incidents themselves, and what the page calls it."""
OPENING_LAYERS = [CIRCLES]


def show_map(
    dataset: Dataset,
    rows: pd.DataFrame,
    selected: str,
    height: int,
    *,
    key: str = KEY,
    opening: tuple = OPENING,
    focus_id: str = "",
) -> None:
    """Draw the map of located rows; a click selects an incident.

    ``height`` is in pixels, ``opening`` the view at first (south-west and north-east
    corner), ``focus_id`` the region that the page is about. Maps on one page, and maps
    with another ``opening``, need a ``key`` of their own, without an underscore. Where
    an asset is missing, says so and what to do; the rest of the page keeps working.
    """
    if absent := missing_assets():
        st.warning(
            f"The map cannot be drawn: {', '.join(absent)} missing. "
            "Stop the dashboard and run: python3 start.py setup"
        )
        return
    shown = st.session_state.get(LAYERS_KEY, OPENING_LAYERS)
    packed = _packed(
        dataset.fingerprint,
        rows.index.to_numpy().tobytes(),
        CIRCLES in shown,
        dataset,
        rows,
    )
    layers = build_layers(
        rows,
        dataset.dictionary,
        dataset.regions,
        ["incidents", *(["focus"] if focus_id else []), *shown],
        selected=selected,
        packed=packed,
        focus_id=focus_id,
    )
    st_folium(
        base_map(opening=opening),
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=layers,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        on_change=partial(_pick, key),
    )


@st.cache_data(show_spinner=False, max_entries=32)
def _packed(
    fingerprint: str, positions: bytes, circles: bool, _dataset: Dataset, _rows
) -> str:
    """Return the packed incidents; ``fingerprint`` and ``positions`` tell the rows.

    A click then costs no packing, and neither does going back to a selection.
    """
    return pack_incidents(
        _rows, _dataset.dictionary, regions=_dataset.regions, circles=circles
    )


def draw_switches() -> None:
    """Draw the switches of the layers, under the map."""
    st.pills(
        "Shown on the map, beside the incidents",
        list(SWITCHES),
        selection_mode="multi",
        default=OPENING_LAYERS,
        format_func=SWITCHES.get,
        key=LAYERS_KEY,
        label_visibility="collapsed",
        wrap=True,
    )


def _pick(key: str) -> None:
    """Take over the incident that was clicked on a map."""
    clicked = st.session_state.get(key) or {}
    feature = clicked.get("last_active_drawing") or {}
    properties = feature.get("properties") or {}
    if properties.get("kind") == "incident":
        choose(str(properties.get("id", "")))
