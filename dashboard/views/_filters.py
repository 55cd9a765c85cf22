"""The filters as widgets, and the selection that they hold.

What a link says of them is their default: see :mod:`dashboard.views._link`.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.selection.filter_kinds import EMPTY, Filter
from dashboard.selection.filters import FILTERS
from dashboard.selection.presets import Preset, period_presets
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext
from dashboard.views._crash import safely
from dashboard.views._kept import kept
from dashboard.views._state import (
    FROM,
    OTHER,
    PRESET,
    SHAPE,
    TO,
    TURN,
    VIEW,
    held_by_widgets,
    linked,
)
from dashboard.views._widgets import Drawn, draw_widget
from dashboard.views._words import plain


def is_set(kind: Filter) -> bool:
    """Return whether a filter of the page asks for anything, or its link does."""
    if kind.key in st.session_state:
        return st.session_state[kind.key] not in EMPTY
    return bool(linked(kind.key))


def value_now(kind: Filter) -> Any:
    """Return the value of a filter before its widget is drawn, None for none."""
    held = {key: st.session_state.get(key, linked(key)) for key in kind.widget_keys}
    return kind.from_widgets(held)


def offered_filters(dataset: Dataset) -> list[Filter]:
    """Return the filters that a page draws: offered, or set and so to be taken off."""
    return [
        kind
        for kind in FILTERS.values()
        if kind.is_offered(dataset.dictionary) or is_set(kind)
    ]


def keep_filters() -> None:
    """Keep what the widgets hold on a page that does not draw them.

    Streamlit forgets a widget that a run leaves out, but not what a run has written.
    """
    for kind in FILTERS.values():
        for key in kind.widget_keys:
            if key in st.session_state:
                st.session_state[key] = st.session_state[key]


def selection_of_widgets(prefix: str = "") -> dict:
    """Return the selection that the widgets whose keys begin with ``prefix`` hold."""
    values = {
        key: kind.from_widgets(held_by_widgets(kind, prefix))
        for key, kind in FILTERS.items()
    }
    return {key: value for key, value in values.items() if value is not None}


def keep_other(differing: dict) -> None:
    """Keep what differs on the right side of a comparison, None where cleared.

    Widgets of one page are forgotten on another; this is not.
    """
    st.session_state[OTHER] = differing


def other_selection() -> tuple[dict, dict] | None:
    """Return the right side's selection and what differs in it; None without one."""
    differing = st.session_state.get(OTHER) or {}
    if not differing:
        return None
    both = {**selection_of_widgets(), **differing}
    kept = {key: both[key] for key in FILTERS if both.get(key) is not None}
    return kept, differing


def axis(dataset: Dataset, selection: dict) -> tuple:
    """Return the days that a chart shows: those asked for, else those of the table."""
    first, last = days_of_table(dataset)
    first, last = selection.get("from") or first, selection.get("to") or last
    return pd.Timestamp(first), pd.Timestamp(last)


def days_of_table(dataset: Dataset) -> tuple[date, date]:
    """Return the first and last day of a table; today where it has none."""
    today, dictionary = datetime.now(UTC).date(), dataset.dictionary
    return dictionary.first_day or today, dictionary.last_day or today


def draw_filter(
    kind: Filter,
    dataset: Dataset,
    prefix: str = "",
    counts: dict[str, int] | None = None,
) -> None:
    """Draw the widget of one filter and of its parameters.

    ``prefix`` begins a key; ``counts`` are the incidents of each choice.
    """
    for key in kind.memory:
        st.session_state.setdefault(prefix + key, linked(prefix + key))
    key, label = prefix + kind.key, gettext(kind.widget.label or kind.label)
    choices = _choices_of(kind, dataset)
    on_change = _on_change(kind, prefix)
    draw_widget(Drawn(kind.widget, key, label, choices, on_change, counts or {}))
    if st.session_state.get(key) not in EMPTY:
        _draw_parameters(kind, prefix)
        _take_first_view(kind, prefix)
    held = held_by_widgets(kind, prefix)
    if trouble := kind.trouble(held):
        words = gettext(
            "{filter} not used: {trouble}", filter=gettext(kind.label), trouble=trouble
        )
        st.error(plain(words))
    if hint := kind.hint(held):
        st.caption(gettext(hint))


def _draw_parameters(kind: Filter, prefix: str) -> None:
    for parameter in kind.parameters:
        widget = parameter.widget
        key, label = prefix + parameter.key, gettext(widget.label or parameter.key)
        draw_widget(Drawn(widget, key, label, widget.choices or {}))


def _choices_of(kind: Filter, dataset: Dataset) -> dict:
    return _choices(dataset.fingerprint, dataset.regions.fingerprint, kind.key, dataset)


@kept(st.cache_resource, show_spinner=False, max_entries=64)
def _choices(table: str, layers: str, key: str, _dataset: Dataset) -> dict:
    """Return the choices of a filter: they follow from table and layers alone."""
    incidents, regions = _dataset.incidents, _dataset.regions
    return FILTERS[key].choices(incidents, _dataset.dictionary, regions)


def _on_change(kind: Filter, prefix: str) -> Callable[[], None] | None:
    """Return what follows a change of a filter's widget beside the new selection."""
    if kind.memory:
        return partial(_look_now, kind, prefix)
    return forget_preset if kind.key in (FROM, TO) and not prefix else None


def _look_now(kind: Filter, prefix: str) -> None:
    """Keep the view of now, not the one that was seen when the switch was last on."""
    for key in kind.memory:
        st.session_state[prefix + key] = st.session_state.get(VIEW)


def _take_first_view(kind: Filter, prefix: str) -> None:
    """Take the map's view where the switch was on before the map had told any."""
    for key in kind.memory:
        if not st.session_state.get(prefix + key):
            st.session_state[prefix + key] = st.session_state.get(VIEW)


def shape_trouble() -> str:
    """Return what is wrong with the drawn shape, blank for nothing."""
    return FILTERS[SHAPE].trouble(held_by_widgets(FILTERS[SHAPE]))


def draw_presets(dataset: Dataset) -> None:
    """Draw the periods that are chosen with one click."""
    presets = period_presets(dataset.dictionary)
    st.pills(
        gettext("Period"),
        list(presets),
        format_func=lambda name: presets[name].label if name in presets else name,
        key=PRESET,
        on_change=safely(_set_period),
        args=(dataset.dictionary,),
        help=gettext("Counted back from the last day of the table"),
    )


def _set_period(dictionary: Dictionary) -> None:
    """Set the days of a preset; an end beyond the table is left open."""
    preset = period_presets(dictionary).get(st.session_state[PRESET], Preset(""))
    st.session_state[FROM], st.session_state[TO] = preset.since, preset.until


def forget_preset() -> None:
    """Let no preset of the period stand pressed beside days chosen otherwise."""
    st.session_state[PRESET] = None


def set_filters(selection: dict) -> None:
    """Let every widget hold what a selection says; for callbacks of other widgets.

    The map goes to the view that the selection keeps, if it keeps one.
    """
    st.session_state.update(widget_values(selection))
    turn_map()


def turn_map() -> None:
    """Let the map go to the view that the session keeps, after a step."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def widget_values(selection: dict, prefix: str = "") -> dict:
    """Return what each widget holds where this is the selection."""
    return {
        prefix + key: held
        for kind in FILTERS.values()
        for key, held in kind.to_widgets(selection.get(kind.key)).items()
    }
