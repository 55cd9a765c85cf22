"""The filters in one row: the four most used, the others behind a button, and steps.

Drawn once for all pages, before the page: a widget of a page is forgotten on another.
"""

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.filter_words import (
    chip_words,
    clear_words,
    counts_of_choices,
    dates_words,
    more_filters,
)
from dashboard.selection.filter_kinds import Filter
from dashboard.selection.filters import FILTERS, to_query
from dashboard.text.language import gettext
from dashboard.views._crash import safely
from dashboard.views._dates import draw_dates
from dashboard.views._filters import (
    draw_filter,
    is_set,
    offered_filters,
    selection_of_widgets,
    set_filters,
    value_now,
)
from dashboard.views._history import draw_steps, remember
from dashboard.views._kept import kept
from dashboard.views._state import FROM, TO
from dashboard.views._words import bold, plain

DATES = (FROM, TO)
MOST_USED = ("campaign", "region", "verification")
"""Filters with a chip of their own, beside the dates."""
INSTEAD = {"campaign": "event_type"}
"""What takes the chip of a filter that a table does not offer."""


def draw_filter_bar(dataset: Dataset) -> None:
    """Draw the filters and the steps in one row."""
    kinds = {kind.key: kind for kind in offered_filters(dataset)}
    counts = _counts(dataset)
    chips = [key if key in kinds else INSTEAD.get(key, "") for key in MOST_USED]
    chips = [key for key in chips if key in kinds]
    with st.container(
        horizontal=True, gap="xsmall", vertical_alignment="center", key="filters"
    ):
        for number, key in enumerate(chips):
            _draw_chip(kinds[key], dataset, counts.get(key, {}))
            if number == 0:
                _draw_dates(kinds, dataset)
        if not chips:
            _draw_dates(kinds, dataset)
        rest = [kind for key, kind in kinds.items() if key not in (*chips, *DATES)]
        _draw_more(rest, dataset, counts)
        for kind in rest:
            _draw_removable(kind, dataset, counts.get(kind.key, {}))
        remember(selection_of_widgets())
        draw_steps(dataset)


def _draw_chip(kind: Filter, dataset: Dataset, counts: dict[str, int]) -> None:
    """Draw one filter behind a chip that says what it keeps."""
    value = value_now(kind)
    words = chip_words(kind.key, value, counts, dataset.dictionary, dataset.regions)
    label = plain(words) if value is None else bold(words)
    with st.popover(label, key=f"chip_{kind.key}"):
        if value is not None:
            whole = sum(counts.values())
            st.button(
                plain(clear_words(kind.key, whole)),
                key=f"clear_{kind.key}",
                on_click=safely(take_off),
                args=(kind.key,),
            )
        draw_filter(kind, dataset, counts=counts)


def _draw_dates(kinds: dict[str, Filter], dataset: Dataset) -> None:
    dates = [kinds[key] for key in DATES if key in kinds]
    if not dates:
        return
    words = dates_words(*(value_now(FILTERS[key]) for key in DATES))
    is_any = any(map(is_set, dates))
    with st.popover(bold(words) if is_any else plain(words), key="chip_dates"):
        draw_dates(dataset)


def _draw_more(
    rest: list[Filter], dataset: Dataset, counts: dict[str, dict[str, int]]
) -> None:
    words = more_filters(sum(map(is_set, rest)))
    is_any = any(map(is_set, rest))
    with st.popover(bold(words) if is_any else plain(words), key="chip_more"):
        for kind in rest:
            draw_filter(kind, dataset, counts=counts.get(kind.key))


def _draw_removable(kind: Filter, dataset: Dataset, counts: dict[str, int]) -> None:
    """Draw a chip that takes its filter off, where the filter is set."""
    value = value_now(kind)
    if value is None:
        return
    words = chip_words(kind.key, value, counts, dataset.dictionary, dataset.regions)
    st.button(
        plain(words),
        key=f"off_{kind.key}",
        icon=":material/close:",
        on_click=safely(take_off),
        args=(kind.key,),
        help=gettext("Take this filter off"),
    )


def take_off(key: str) -> None:
    """Take one filter off; a callback."""
    selection = selection_of_widgets()
    selection.pop(key, None)
    set_filters(selection)


def _counts(dataset: Dataset) -> dict[str, dict[str, int]]:
    """Return what each choice of each filter would show."""
    if dataset.dictionary.tables_apart:
        return {}  # nothing is added up over tables
    held = {key: value_now(kind) for key, kind in FILTERS.items()}
    selection = {key: value for key, value in held.items() if value is not None}
    query = tuple(to_query(selection, opening={}))
    return _kept_counts(dataset.fingerprint, query, dataset, selection)


@kept(st.cache_data, show_spinner=False, max_entries=64)
def _kept_counts(
    table: str, query: tuple, _dataset: Dataset, _selection: dict
) -> dict[str, dict[str, int]]:
    return counts_of_choices(_dataset.incidents, _selection, _dataset.regions)
