"""How a brief is drawn, chosen on the Brief page and kept in its link."""

from collections.abc import Callable

import streamlit as st

from dashboard.brief.words.look import (
    CHOICE_LABELS,
    CHOICES,
    checked_choice,
    is_grey,
    page_of,
    word_label,
)

TABLE = "table"
"""The layout that has pages."""


def look_checks() -> dict[str, Callable[[str], str]]:
    """Return for each parameter of a look what reads it from a link.

    Each raises BriefError for what is not allowed, and returns a good text as it is.
    """

    def choice(key: str) -> Callable[[str], str]:
        return lambda text: checked_choice(key, text) if text else ""

    def page(text: str) -> str:
        return str(page_of(text)) if text else ""

    def grey(text: str) -> str:
        return text if is_grey(text) else ""

    return {key: choice(key) for key in CHOICES} | {"page": page, "grey": grey}


def draw_size(linked: dict[str, str]) -> str:
    """Draw the choice of a size; return its name."""
    return _draw_choice("size", linked)


def draw_rest(linked: dict[str, str], layout: str) -> dict[str, str]:
    """Draw the other choices; return what they hold, as texts of a link."""
    with st.expander("How it is drawn"):
        columns = st.columns(3, gap="small")
        keys = [key for key in CHOICES if key != "size"]
        chosen = {}
        for number, key in enumerate(keys):
            with columns[number % 3]:
                chosen[key] = _draw_choice(key, linked)
        with columns[len(keys) % 3]:
            if layout == TABLE:
                page = st.number_input(
                    "Page of the table",
                    min_value=1,
                    value=int(linked["page"] or 1),
                    key="brief_page",
                )
                chosen["page"] = str(page)
            grey = st.checkbox(
                "Greyscale proof", value=bool(linked["grey"]), key="brief_grey"
            )
            chosen["grey"] = "1" if grey else ""
    return chosen


def _draw_choice(key: str, linked: dict[str, str]) -> str:
    words = CHOICES[key]
    return st.selectbox(
        CHOICE_LABELS[key],
        words,
        index=words.index(linked[key]) if linked[key] else 0,
        format_func=lambda word: word_label(key, word),
        key=f"brief_{key}",
    )
