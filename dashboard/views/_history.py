"""Undo and redo of the filters, and back to the opening view.

The browser's own Back takes back a selected incident too, and leaves the page in the
end (:mod:`dashboard.views._back`). These steps are of the filters alone.
"""

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.selection.filters import describe
from dashboard.text.language import N_, gettext
from dashboard.views._crash import safely
from dashboard.views._filters import forget_preset, set_filters
from dashboard.views._state import FUTURE, INCIDENT, LISTED, NOW, PAST, WRONG
from dashboard.views._words import plain

MOST_STEPS = 50
"""Steps that are kept."""


def remember(selection: dict) -> None:
    """Keep the selection that held before, if this is another one."""
    if NOW not in st.session_state:
        st.session_state[PAST], st.session_state[FUTURE] = [], []
    elif _steady(st.session_state[NOW]) != _steady(selection):
        past = [*st.session_state[PAST], st.session_state[NOW]]
        st.session_state[PAST], st.session_state[FUTURE] = past[-MOST_STEPS:], []
    st.session_state[NOW] = selection


def _steady(selection: dict) -> dict:
    """Return a selection without where the view is: each move of it is no step."""
    return {**selection, "bounds": "bounds" in selection}


def draw_steps(dataset: Dataset) -> None:
    """Draw Undo, Redo and Reset; each says in its help what it would show."""
    with st.container(
        horizontal=True,
        gap="xsmall",
        key="steps",
        width="stretch",
        horizontal_alignment="right",
    ):
        for key, label, source, target, head in (
            ("undo", gettext("Undo"), PAST, FUTURE, N_("Back to: {selection}")),
            ("redo", gettext("Redo"), FUTURE, PAST, N_("Again: {selection}")),
        ):
            steps = st.session_state[source]
            st.button(
                label,
                key=key,
                type="tertiary",
                icon=f":material/{key}:",
                on_click=safely(_step),
                args=(source, target),
                disabled=not steps,
                help=_help(head, steps, dataset),
            )
        st.button(
            gettext("Reset"),
            key="reset",
            type="tertiary",
            on_click=safely(_reset),
            args=(dataset.description.opening_filters,),
            help=gettext("Back to the opening view"),
        )


def _help(head: str, steps: list[dict], dataset: Dataset) -> str:
    if not steps:
        return gettext("No step to take")
    words = describe(steps[-1], dataset.dictionary, dataset.regions)
    return gettext(head, selection=plain(words))


def _step(source: str, target: str) -> None:
    """Take the last selection of one list and put the present one on the other."""
    if not st.session_state[source]:
        return
    *rest, selection = st.session_state[source]
    st.session_state[source] = rest
    st.session_state[target] = [*st.session_state[target], st.session_state[NOW]]
    st.session_state[NOW] = selection
    forget_preset()
    set_filters(selection)


def _reset(opening: dict) -> None:
    forget_preset()
    st.session_state[INCIDENT], st.session_state[LISTED] = "", ()
    st.session_state[WRONG] = []
    set_filters(opening)
