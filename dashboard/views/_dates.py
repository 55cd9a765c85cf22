"""The dates of the filters: periods of one click, the calendar, two days, one day."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.selection.filters import FILTERS, select, to_query
from dashboard.selection.presets import Preset, before, calendar_presets, from_on
from dashboard.text.language import gettext
from dashboard.views._crash import safely
from dashboard.views._filters import (
    days_of_table,
    draw_presets,
    forget_preset,
    selection_of_widgets,
    value_now,
)
from dashboard.views._kept import kept
from dashboard.views._state import CALENDAR, FROM, PARTING_DAY, TO, linked
from dashboard.views._widgets import Drawn, draw_widget
from dashboard.views._words import plain

ENDS = (FROM, TO)


def draw_dates(dataset: Dataset) -> None:
    """Draw every way to choose a period; what is chosen stands in From and To."""
    draw_presets(dataset)
    _draw_calendar(dataset)
    for column, key in zip(st.columns(2, gap="small"), ENDS, strict=True):
        with column:
            _draw_end(dataset, key)
    _draw_parting_day(dataset)


def _draw_calendar(dataset: Dataset) -> None:
    """Draw the list of years, quarters and months in which the other filters find rows.

    It stands on the one whose days are kept, however they were chosen.
    """
    selection = selection_of_widgets()
    others = {key: value for key, value in selection.items() if key not in ENDS}
    query = tuple(to_query(others, opening={}))
    presets = _calendar(dataset.fingerprint, query, dataset, others)
    if not presets:
        return
    now = tuple(value_now(FILTERS[key]) for key in ENDS)
    same = [key for key, each in presets.items() if each[1:] == now]
    st.session_state[CALENDAR] = same[-1] if same else None
    st.selectbox(
        gettext("Month, quarter or year"),
        list(presets),
        format_func=lambda key: presets[key].label if key in presets else key,
        key=CALENDAR,
        index=None,
        placeholder=gettext("Any; type a month or a year"),
        on_change=safely(_take),
        args=(presets,),
    )


@kept(st.cache_data, show_spinner=False, max_entries=32)
def _calendar(
    fingerprint: str, query: tuple, _dataset: Dataset, _others: dict
) -> dict[str, Preset]:
    rows = select(_dataset.incidents, _others, _dataset.regions)
    days = rows.loc[rows["parent_id"].eq(""), "date"].dropna().dt.date
    return calendar_presets(days, _dataset.dictionary)


def _take(presets: dict[str, Preset]) -> None:
    """Keep the days of the chosen period; a callback."""
    chosen = st.session_state[CALENDAR]
    _keep(presets[chosen] if chosen in presets else Preset(""))


def _keep(period: Preset) -> None:
    st.session_state[FROM], st.session_state[TO] = period.since, period.until
    forget_preset()


def _draw_end(dataset: Dataset, key: str) -> None:
    """Draw From or To; its picker opens on the days of the table."""
    kind = FILTERS[key]
    # the link's day is the widget's default for as long as the session lives
    low, high = _picker_days(dataset, value_now(kind), linked(key))
    widget = replace(kind.widget, low=low, high=high)
    draw_widget(Drawn(widget, key, gettext(kind.label), {}, forget_preset))


def _picker_days(dataset: Dataset, *held: date | None) -> tuple[date, date]:
    """Return the days of the table, widened to days that are held already."""
    every = [*days_of_table(dataset), *filter(None, held)]
    return min(every), max(every)


def _draw_parting_day(dataset: Dataset) -> None:
    """Draw the choice of all days before one, or of that day and all after it."""
    low, high = _picker_days(dataset, st.session_state.get(PARTING_DAY))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        day = st.date_input(
            gettext("Before or after a day"),
            value=None,
            key=PARTING_DAY,
            format="YYYY-MM-DD",
            min_value=low,
            max_value=high,
            width=150,
        )
        for make in (before, from_on):
            period = make(day or low)
            st.button(
                plain(period.label.capitalize()),
                key=f"period_{make.__name__}",
                disabled=day is None,
                on_click=safely(_keep),
                args=(period,),
            )
