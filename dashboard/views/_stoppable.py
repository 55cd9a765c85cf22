"""A long step that a person can stop: how far it is, a button, and a way to go on.

A click ends a run of the script at its next word to the browser. So the work tells how
far it is between its pieces, and ends there; what it has so far is dropped.
"""

import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.text.language import gettext
from dashboard.views._crash import safely
from dashboard.views._state import STOPPED
from dashboard.views._words import plain

Made = TypeVar("Made")
Progress = Callable[[float], None]
"""Hears between two pieces of work which share of it is done, 0 to 1."""
SAME_STEP = "same"
"""The search for rows of two tables that may be one incident."""
BEFORE = 0.5
"""Seconds that work takes before its progress is drawn: a small table shows none."""


def do_or_stop(
    name: str,
    asked: tuple,
    doing: str,
    work: Callable[[Progress], Made],
    place: DeltaGenerator | None = None,
) -> Made | None:
    """Return what ``work`` makes, or None where a person stopped it.

    ``name`` tells this step from all others, ``asked`` what it is about: a step that
    was stopped stays so until one asks for something else, or to go on. ``doing`` says
    what is done, in the reader's language, in ``place``, an ``st.empty``.
    """
    if was_stopped(name, asked):
        return None
    place, began = place or st.empty(), time.monotonic()
    drawn: list = []

    def tell(share: float) -> None:
        if not drawn and time.monotonic() - began < BEFORE:
            return
        if not drawn:
            row = place.container(horizontal=True, vertical_alignment="center")
            drawn.append(row.progress(0.0))
            row.button(
                gettext("Stop"),
                key=f"stop_{name}",
                icon=":material/stop:",
                on_click=safely(_stop),
                args=(name, asked),
            )
        percent = round(100 * min(share, 1.0))
        drawn[0].progress(percent, text=plain(doing))

    try:
        made = work(tell)
    except Exception:  # no click, which is none: the page draws what comes instead
        place.empty()
        raise
    place.empty()
    return made


class NotKept(Exception):
    """A cache has no answer, and was given none to keep."""


def kept_or_raise(found: Made | None) -> Made:
    """Return what a cache shall keep; the body of a function that only keeps.

    Raises NotKept where nothing was found yet: a cache keeps no error. Within a cache
    nothing can be drawn, so what tells how far it is works outside of it.
    """
    if found is None:
        raise NotKept
    return found


def kept_or_done(
    name: str,
    keep: Callable[[Made | None], Made],
    asked: tuple,
    doing: str,
    work: Callable[[Progress], Made],
) -> Made | None:
    """Return what ``keep`` has, else what ``work`` makes; None where it was stopped.

    ``keep`` is a cache around :func:`kept_or_raise`; the rest as :func:`do_or_stop`.
    """
    place = st.empty()  # in every run: what follows keeps its place, a map its frame
    try:
        return keep(None)
    except NotKept:
        made = do_or_stop(name, asked, doing, work, place)
    return None if made is None else keep(made)


def was_stopped(name: str, asked: tuple) -> bool:
    """Return whether a person stopped this step for what is asked now."""
    return st.session_state.get(STOPPED, {}).get(name) == asked


def draw_stopped(name: str, words: str) -> None:
    """Say what was stopped, with a button to go on."""
    st.info(plain(words), icon=":material/stop_circle:")
    st.button(
        gettext("Do it after all"),
        key=f"go_on_{name}",
        icon=":material/play_arrow:",
        on_click=safely(_go_on),
        args=(name,),
    )


def _stop(name: str, asked: tuple) -> None:
    st.session_state[STOPPED] = {**st.session_state.get(STOPPED, {}), name: asked}


def _go_on(name: str) -> None:
    stopped = dict(st.session_state.get(STOPPED, {}))
    stopped.pop(name, None)
    st.session_state[STOPPED] = stopped
