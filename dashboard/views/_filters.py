"""The filters as widgets, drawn once for all pages, and the link that says them.

What a link says of them is their default: see :mod:`dashboard.views._link`.
"""

from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.geo.drawn_shape import ShapeError, corners_text, parse_corners
from dashboard.selection.filters import FILTERS
from dashboard.selection.kinds import (
    FIRST_DAY,
    LAST_DAY,
    MAX_WITHIN_NM,
    MOST_DEATHS,
    RELATIONS,
    WITHIN_NM,
    AtLeast,
    InBounds,
    InRegion,
    InShape,
    OneOf,
    Since,
    Text,
)
from dashboard.views._words import plain

LINKED, WRONG = "values_of_link", "wrong_in_link"
RELATION, WITHIN = "relation", "within_nm"
OWN_PARAMETERS = (*FILTERS, RELATION, WITHIN)
SECOND = "b_"
"""What the parameters and widgets of a second selection begin with (page Compare)."""
BOUNDS, SEEN = "bounds", "bounds_seen"
"""The switch of the view, and what the map shows: south, west, north, east."""
TURN = "turn_of_view"
"""Counts how often a selection was set by a step: each time the map goes to its view."""
VIEW, AT = "view_of_map", "at"
"""What the map of the Map page shows now, and its middle and zoom for the link."""
OTHER = "other_selection"
"""What differs on the right side, kept from page to page."""
DIFFERS = "differs"
"""Which filters of the second selection are not those of the first."""
BRIEF = ("layout", "title", "banner", "view")
"""Parameters of the Brief page, which reads them itself."""
RARE = ("theatre", "geo_precision", "actor", "claimed_target", "publisher", "shape")
"""Filters that most people need seldom: drawn below the others, folded away."""
PRESETS = {
    "all": "all",
    "last_30": "last 30 days",
    "last_90": "last 90 days",
    "2025": "2025",
    "2026": "2026",
}


def draw_filters(dataset: Dataset) -> dict:
    """Draw a widget for every filter and return the selection that they hold."""
    st.subheader("Filters")
    _draw_presets(dataset)
    for each in FILTERS.values():
        if each.key not in (*RARE, BOUNDS):
            draw_filter(each, dataset)
    draw_filter(FILTERS[BOUNDS], dataset)
    rare = [FILTERS[key] for key in RARE]
    opened = any(_linked(key) or st.session_state.get(key) for key in RARE)
    with st.expander("More filters", expanded=opened):
        for each in rare:
            draw_filter(each, dataset)
    return chosen()


def chosen(prefix: str = "") -> dict:
    """Return the selection that the widgets whose keys begin with ``prefix`` hold."""
    selection = {}
    for key, each in FILTERS.items():
        value = st.session_state.get(prefix + key)
        if value is None or value == [] or value == "" or value == 0:
            continue
        if isinstance(each, InRegion):
            relation = st.session_state.get(prefix + RELATION) or "in"
            within = float(st.session_state.get(prefix + WITHIN) or WITHIN_NM)
            value = (value, relation, within)
        elif isinstance(each, InShape):
            value = _shape_of(value)
        elif isinstance(each, InBounds):
            value = st.session_state.get(prefix + SEEN) or st.session_state.get(VIEW)
        selection[key] = value.strip() if isinstance(value, str) else value
    return {key: value for key, value in selection.items() if value not in ("", None)}


def keep_other(asked: dict) -> None:
    """Keep what differs on the right side of a comparison, None where cleared.

    Widgets of one page are forgotten on another; this is not.
    """
    st.session_state[OTHER] = asked


def other_selection() -> tuple[dict, dict] | None:
    """Return the right side's selection and what differs in it; None without one."""
    asked = st.session_state.get(OTHER) or {}
    if not asked:
        return None
    both = {**chosen(), **asked}
    kept = {key: both[key] for key in FILTERS if both.get(key) is not None}
    return kept, asked


def axis(dataset: Dataset, selection: dict) -> tuple:
    """Return the days that a chart shows: those asked for, else those covered."""
    dictionary = dataset.dictionary
    first = selection.get("from") or dictionary.coverage_start
    last = selection.get("to") or dictionary.coverage_end
    return pd.Timestamp(first), pd.Timestamp(last)


@st.cache_data(show_spinner=False)
def _options(fingerprint: str, key: str, _dataset: Dataset) -> list[str]:
    """Return the choices of a filter: they follow from the table alone."""
    return FILTERS[key].options(_dataset.incidents, _dataset.dictionary)


def draw_filter(each, dataset: Dataset, prefix: str = "") -> None:
    """Draw the widget of one filter; ``prefix`` begins its key."""
    key = prefix + each.key
    if isinstance(each, InRegion):
        _draw_region(each, dataset, prefix)
    elif isinstance(each, Since):
        st.date_input(
            each.label,
            value=_linked(key),
            key=key,
            format="YYYY-MM-DD",
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            on_change=None if prefix else forget_preset,
        )
    elif isinstance(each, AtLeast):
        st.number_input(
            each.label,
            min_value=0,
            max_value=MOST_DEATHS,
            step=1,
            value=_linked(key),
            key=key,
        )
    elif isinstance(each, Text):
        st.text_input(
            each.label,
            value=_linked(key),
            key=key,
            max_chars=200,
            placeholder="Any text",
        )
    elif isinstance(each, InShape):
        _draw_shape(each, key)
    elif isinstance(each, InBounds):
        _draw_bounds(each, key, prefix)
    elif isinstance(each, OneOf):
        st.multiselect(
            each.label,
            _options(dataset.fingerprint, each.key, dataset),
            default=_linked(key),
            format_func=lambda code: _label(dataset, each.key, code),
            key=key,
            placeholder="Any",
        )


def _linked(key: str):
    """Return what the link says of a widget, which is its default."""
    return st.session_state[LINKED][key]


def _label(dataset: Dataset, key: str, code: str) -> str:
    fields = dataset.dictionary.fields
    return fields[key].label(code) if key in fields else code


def _draw_region(each: InRegion, dataset: Dataset, prefix: str) -> None:
    choices = dataset.region_labels
    ids, linked = list(choices), _linked(prefix + each.key)
    st.selectbox(
        each.label,
        ids,
        index=ids.index(linked) if linked else None,
        format_func=lambda region_id: choices.get(region_id, region_id),
        key=prefix + each.key,
        placeholder="Any",
    )
    if not st.session_state.get(prefix + each.key):
        return
    st.selectbox(
        "Asking for a region means",
        list(RELATIONS),
        index=list(RELATIONS).index(_linked(prefix + RELATION)),
        format_func=RELATIONS.get,
        key=prefix + RELATION,
    )
    st.slider(
        "Off its coast: within nautical miles (NM)",
        min_value=1.0,
        max_value=MAX_WITHIN_NM,
        value=_linked(prefix + WITHIN),
        step=1.0,
        format="%g NM",
        key=prefix + WITHIN,
    )


def _draw_shape(each: InShape, key: str) -> None:
    st.text_input(
        each.label,
        value=_linked(key),
        key=key,
        placeholder="Draw on the map, or: 10.5,-65;11.8,-65;11.8,-61",
        help="Corners, latitude,longitude in degrees, parted by ';'. Keeps rows with a "
        "place of their own inside. Clear the text to take the shape away.",
    )
    if trouble := shape_trouble(key):
        st.error(plain(f"Not a shape, so not used: {trouble}"))


def shape_trouble(key: str = "shape") -> str:
    """Return what is wrong with the shape that a widget holds, blank for nothing."""
    text = st.session_state.get(key) or ""
    try:
        if text.strip():
            parse_corners(text)
    except ShapeError as error:
        return str(error)
    return ""


def _shape_of(text: str) -> tuple | None:
    """Return the corners that a text holds, None where it holds none."""
    try:
        return parse_corners(text) if text.strip() else None
    except ShapeError:
        return None


def _draw_bounds(each: InBounds, key: str, prefix: str) -> None:
    """Draw the switch that keeps what the map shows; what it shows is kept beside it."""
    st.session_state.setdefault(prefix + SEEN, _linked(prefix + SEEN))
    st.toggle(
        "Only what is in view",
        value=_linked(key),
        key=key,
        on_change=_look_now,
        args=(prefix,),
        help="Keeps rows with a place of their own in the part of the Map page's map "
        "that is seen, as it is moved. Rows known only to an area are in no view.",
    )
    seen = st.session_state.get(prefix + SEEN) or st.session_state.get(VIEW)
    if st.session_state.get(key) and not seen:
        st.caption("Move the map of the Map page once: until then nothing is left out.")


def _look_now(prefix: str) -> None:
    """Keep the view of now, not the one that was seen when the switch was last on."""
    st.session_state[prefix + SEEN] = st.session_state.get(VIEW)


def _draw_presets(dataset: Dataset) -> None:
    st.pills(
        "Period",
        list(PRESETS),
        format_func=PRESETS.get,
        key="preset",
        on_change=_set_period,
        args=(dataset.dictionary,),
        help="Counted back from the last day that the table covers",
    )


def _set_period(dictionary) -> None:
    preset, last = st.session_state["preset"], dictionary.coverage_end
    first = dictionary.coverage_start
    periods = {
        "last_30": (last - timedelta(days=29), None),
        "last_90": (last - timedelta(days=89), None),
        "2025": (None, last.replace(year=2025, month=12, day=31)),
        "2026": (first.replace(year=2026, month=1, day=1), None),
    }
    since, until = periods.get(preset, (None, None))
    st.session_state["from"], st.session_state["to"] = since, until


def forget_preset() -> None:
    """Let no preset of the period stand pressed beside days chosen otherwise."""
    st.session_state["preset"] = None


def set_filters(selection: dict) -> None:
    """Let every widget hold what a selection says; for callbacks of other widgets.

    The map goes to the view that the selection keeps, if it keeps one.
    """
    st.session_state.update(widget_values(selection))
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def widget_values(selection: dict, prefix: str = "") -> dict:
    """Return what each widget holds where this is the selection."""
    values = {}
    for key, each in FILTERS.items():
        value = selection.get(key)
        if isinstance(each, InShape):
            value = corners_text(value) if value else ""
        elif isinstance(each, InBounds):
            values[prefix + SEEN], value = value, value is not None
        elif isinstance(each, InRegion):
            value, relation, within = value or (None, "in", WITHIN_NM)
            values |= {prefix + RELATION: relation, prefix + WITHIN: within}
        elif value is None and isinstance(each, (OneOf, Text)):
            value = [] if isinstance(each, OneOf) else ""
        values[prefix + key] = value
    return values
