"""What stands where nothing matches: what each filter hides, and a button for it."""

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.hidden_by import (
    EVERY,
    Hidden,
    hidden_by,
    hidden_inside,
    hidden_title,
    inside_title,
    take_off_words,
)
from dashboard.views._crash import safely
from dashboard.views._filters import forget_preset, selection_of_widgets, set_filters
from dashboard.views._words import plain


def draw_empty(dataset: Dataset, selection: dict, elsewhere: str = "") -> None:
    """Say that nothing matches; offer to take off each filter that hides something.

    ``elsewhere`` says where around a region there are some.
    """
    found = hidden_by(dataset, selection)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="empty"
    ):
        words = f"{elsewhere} {hidden_title(found)}".strip()
        st.markdown(plain(words), width="content")
        _draw_buttons(found)


def draw_what_is_hidden(dataset: Dataset, selection: dict, buttons: bool) -> None:
    """Say of one side of a page what each filter hides, with buttons or in words.

    The filters of the right side are its own: there only words stand.
    """
    if buttons:
        draw_empty(dataset, selection)
        return
    found = hidden_by(dataset, selection)
    for words in (hidden_title(found), *(f"{x.label}: {x.words}" for x in found)):
        st.caption(plain(words))


def draw_hidden_inside(dataset: Dataset, selection: dict) -> None:
    """Say beside the zero of a region which incidents in it a filter hides."""
    found = hidden_inside(dataset, selection)
    if found:
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            gap="small",
            key="hidden_inside",
        ):
            st.markdown(plain(inside_title(dataset, selection)), width="content")
            _draw_buttons(found)


def _draw_buttons(found: list[Hidden]) -> None:
    for each in found:
        st.button(
            plain(take_off_words(each)),
            key=f"take_off_{each.key or 'all'}",
            on_click=safely(_take_off),
            args=(each.key,),
        )


def _take_off(key: str) -> None:
    """Take one filter off, or all; a callback."""
    selection = {} if key == EVERY else selection_of_widgets()
    selection.pop(key, None)
    forget_preset()
    set_filters(selection)
