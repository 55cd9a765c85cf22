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
from dashboard.text.language import gettext
from dashboard.views._state import BRIEF_WIDGETS

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


def seed_choices(linked: dict[str, str]) -> None:
    """Give each widget of the page that holds nothing yet what the link says.

    A widget with a value of its own could not be set again when the browser goes back.
    """
    first = {key: linked[key] or words[0] for key, words in CHOICES.items()}
    first |= {"layout": linked["layout"], "title": linked["title"]}
    own = {"banner": linked["banner"] or None, "page": int(linked["page"] or 1)}
    choices = {**first, **own, "grey": bool(linked["grey"])}
    widgets = {f"{BRIEF_WIDGETS}{key}": value for key, value in choices.items()}
    for widget, value in widgets.items():
        st.session_state.setdefault(widget, value)


def draw_size() -> str:
    """Draw the choice of a size; return its name."""
    return _draw_choice("size")


def draw_rest(layout: str) -> dict[str, str]:
    """Draw the other choices; return what they hold, as texts of a link."""
    with st.expander(gettext("How it is drawn")):
        columns = st.columns(3, gap="small")
        keys = [key for key in CHOICES if key != "size"]
        chosen = {}
        for number, key in enumerate(keys):
            with columns[number % 3]:
                chosen[key] = _draw_choice(key)
        with columns[len(keys) % 3]:
            if layout == TABLE:
                page = st.number_input(
                    gettext("Page of the table"),
                    min_value=1,
                    key="brief_page",
                )
                chosen["page"] = str(page)
            grey = st.checkbox(gettext("Greyscale proof"), key="brief_grey")
            chosen["grey"] = "1" if grey else ""
    return chosen


def _draw_choice(key: str) -> str:
    return st.selectbox(
        gettext(CHOICE_LABELS[key]),
        CHOICES[key],
        format_func=lambda word: word_label(key, word),
        key=f"{BRIEF_WIDGETS}{key}",
    )
