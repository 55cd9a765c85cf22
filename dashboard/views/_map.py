"""The map in the page: the only module that calls streamlit-folium.

The base map never changes, so the frame is mounted once; what a filter changes travels
in the layers. A click comes back as the feature that was clicked.
"""

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard.dataset import Dataset
from dashboard.layers import LAYER_LABELS, base_map, build_layers
from dashboard.selfcheck import missing_assets

KEY = "map"
LAYERS_KEY = "layers"
CIRCLES = "circles"
SWITCHES = {
    CIRCLES: "Circles of uncertainty",
    **{name: label for name, label in LAYER_LABELS.items() if name != "incidents"},
}
"""What may be shown beside the incidents themselves, and what the page calls it."""
OPENING_LAYERS = [CIRCLES]


def show_map(dataset: Dataset, rows: pd.DataFrame, selected: str, height: int) -> None:
    """Draw the map of located rows; a click selects an incident.

    ``height`` is in pixels. Where an asset is missing, says so and what to do; the rest
    of the page keeps working.
    """
    if absent := missing_assets():
        st.warning(
            f"The map cannot be drawn: {', '.join(absent)} missing. "
            "Stop the dashboard and run: python3 start.py setup"
        )
        return
    shown = st.session_state.get(LAYERS_KEY, OPENING_LAYERS)
    layers = build_layers(
        rows,
        dataset.dictionary,
        dataset.regions,
        ["incidents", *shown],
        selected=selected,
        circles=CIRCLES in shown,
    )
    st_folium(
        base_map(),
        key=KEY,
        height=height,
        use_container_width=True,
        feature_group_to_add=layers,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        on_change=_pick,
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


def _pick() -> None:
    """Take over the incident that was clicked on the map."""
    clicked = st.session_state.get(KEY) or {}
    feature = clicked.get("last_active_drawing") or {}
    properties = feature.get("properties") or {}
    if properties.get("kind") == "incident":
        st.session_state["id"] = str(properties.get("id", ""))
        st.session_state["table_remount"] = st.session_state.get("table_remount", 0) + 1
