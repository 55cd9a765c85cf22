"""Draw the widget of a filter from its description, one function a kind of widget."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.selection.filter_kinds import Widget
from dashboard.text.long import LONGEST_PRINTED, shortened
from dashboard.views._state import linked


@dataclass(frozen=True)
class Drawn:
    """A widget to draw: its description, key, label, choices and what a change does."""

    widget: Widget
    key: str
    label: str
    choices: dict[str, str]
    on_change: Callable[[], None] | None = None

    @property
    def default(self) -> Any:
        """What the link says of it."""
        return linked(self.key)

    def label_of(self, choice: str) -> str:
        """Return how people read a choice."""
        return self.choices.get(choice, choice)


def draw_widget(drawn: Drawn) -> None:
    """Draw a widget; what it holds is in the session under its key."""
    WIDGETS[drawn.widget.kind](drawn)


def _draw_choices(drawn: Drawn) -> None:
    st.multiselect(
        drawn.label,
        list(drawn.choices),
        default=drawn.default,
        format_func=lambda choice: shortened(drawn.label_of(choice), LONGEST_PRINTED),
        key=drawn.key,
        placeholder=drawn.widget.placeholder,
        help=drawn.widget.help,
        on_change=drawn.on_change,
        filter_mode="contains",
    )


def _draw_choice(drawn: Drawn) -> None:
    choices = list(drawn.choices)
    st.selectbox(
        drawn.label,
        choices,
        index=choices.index(drawn.default) if drawn.default else None,
        format_func=drawn.label_of,
        key=drawn.key,
        placeholder=drawn.widget.placeholder or None,
        help=drawn.widget.help,
        on_change=drawn.on_change,
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
        help=drawn.widget.help,
        on_change=drawn.on_change,
    )


def _draw_number(drawn: Drawn) -> None:
    st.number_input(
        drawn.label,
        min_value=drawn.widget.low,
        max_value=drawn.widget.high,
        step=drawn.widget.step,
        value=drawn.default,
        key=drawn.key,
        help=drawn.widget.help,
        on_change=drawn.on_change,
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
        help=drawn.widget.help,
        on_change=drawn.on_change,
    )


def _draw_text(drawn: Drawn) -> None:
    st.text_input(
        drawn.label,
        value=drawn.default,
        key=drawn.key,
        placeholder=drawn.widget.placeholder,
        help=drawn.widget.help,
        on_change=drawn.on_change,
    )


def _draw_switch(drawn: Drawn) -> None:
    st.toggle(
        drawn.label,
        value=drawn.default,
        key=drawn.key,
        help=drawn.widget.help,
        on_change=drawn.on_change,
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
