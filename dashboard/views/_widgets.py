"""Draw the widget of a filter from its description, one function a kind of widget."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from dashboard.selection.filter_kinds import Widget
from dashboard.text.language import gettext, number
from dashboard.text.long import LONGEST_PRINTED, shortened
from dashboard.views._crash import safely
from dashboard.views._state import linked
from dashboard.views._words import plain

MOST_BUTTONS = 9
MOST_LETTERS = 300
"""Choices, and letters of all, up to which each is a button; more are a list."""


@dataclass(frozen=True)
class Drawn:
    """A widget to draw: its description, key, label, choices and what a change does.

    ``counts`` are the incidents of each choice, for those that stand as buttons.
    """

    widget: Widget
    key: str
    label: str
    choices: dict[str, str]
    on_change: Callable[[], None] | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def default(self) -> Any:
        """What the link says of it."""
        return linked(self.key)

    def label_of(self, choice: str) -> str:
        """Return how people read a choice."""
        return gettext(self.choices.get(choice, choice))

    @property
    def help(self) -> str | None:
        """What its help says."""
        return gettext(self.widget.help) if self.widget.help else self.widget.help

    @property
    def placeholder(self) -> str:
        """What it says while nothing is chosen."""
        return gettext(self.widget.placeholder) if self.widget.placeholder else ""


def draw_widget(drawn: Drawn) -> None:
    """Draw a widget; what it holds is in the session under its key."""
    WIDGETS[drawn.widget.kind](drawn)


def _draw_choices(drawn: Drawn) -> None:
    letters = sum(len(drawn.label_of(each)) for each in drawn.choices)
    if 0 < len(drawn.choices) <= MOST_BUTTONS and letters <= MOST_LETTERS:
        _draw_buttons(drawn)
        return
    st.multiselect(
        drawn.label,
        list(drawn.choices),
        default=drawn.default,
        format_func=lambda choice: shortened(drawn.label_of(choice), LONGEST_PRINTED),
        key=drawn.key,
        placeholder=drawn.placeholder,
        help=drawn.help,
        on_change=safely(drawn.on_change),
        filter_mode="contains",
    )


def _draw_buttons(drawn: Drawn) -> None:
    """Draw a few choices as buttons: all are seen at once, each with its count."""
    st.pills(
        drawn.label,
        list(drawn.choices),
        selection_mode="multi",
        default=[each for each in drawn.default or [] if each in drawn.choices],
        format_func=lambda choice: plain(_counted(drawn, choice)),
        key=drawn.key,
        help=drawn.help,
        on_change=safely(drawn.on_change),
        wrap=True,
    )


def _counted(drawn: Drawn, choice: str) -> str:
    label = shortened(drawn.label_of(choice), LONGEST_PRINTED)
    if choice not in drawn.counts:
        return label
    between = " · " if label[-1:].isdigit() else " "  # "3 January 2026 · 1"
    return f"{label}{between}{number(drawn.counts[choice])}"


def _draw_choice(drawn: Drawn) -> None:
    choices = list(drawn.choices)
    st.selectbox(
        drawn.label,
        choices,
        index=choices.index(drawn.default) if drawn.default else None,
        format_func=drawn.label_of,
        key=drawn.key,
        placeholder=drawn.placeholder or None,
        help=drawn.help,
        on_change=safely(drawn.on_change),
        filter_mode="contains",
    )


def _draw_day(drawn: Drawn) -> None:
    st.date_input(
        drawn.label,
        value=drawn.default,
        key=drawn.key,
        format="YYYY-MM-DD",
        min_value=drawn.widget.low,
        max_value=drawn.widget.high,
        help=drawn.help,
        on_change=safely(drawn.on_change),
    )


def _draw_number(drawn: Drawn) -> None:
    st.number_input(
        drawn.label,
        min_value=drawn.widget.low,
        max_value=drawn.widget.high,
        step=drawn.widget.step,
        value=drawn.default,
        key=drawn.key,
        help=drawn.help,
        on_change=safely(drawn.on_change),
    )


def _draw_slider(drawn: Drawn) -> None:
    st.slider(
        drawn.label,
        min_value=drawn.widget.low,
        max_value=drawn.widget.high,
        value=drawn.default,
        step=drawn.widget.step,
        format=drawn.widget.format,
        key=drawn.key,
        help=drawn.help,
        on_change=safely(drawn.on_change),
    )


def _draw_text(drawn: Drawn) -> None:
    st.text_input(
        drawn.label,
        value=drawn.default,
        key=drawn.key,
        placeholder=drawn.placeholder,
        help=drawn.help,
        on_change=safely(drawn.on_change),
    )


def _draw_switch(drawn: Drawn) -> None:
    st.toggle(
        drawn.label,
        value=drawn.default,
        key=drawn.key,
        help=drawn.help,
        on_change=safely(drawn.on_change),
    )


WIDGETS: dict[str, Callable[[Drawn], None]] = {
    "choices": _draw_choices,
    "choice": _draw_choice,
    "day": _draw_day,
    "number": _draw_number,
    "slider": _draw_slider,
    "text": _draw_text,
    "switch": _draw_switch,
}
"""What draws each kind of widget that a filter may describe."""
