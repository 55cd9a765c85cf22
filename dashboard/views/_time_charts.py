"""The charts of time on the Map page: bars that filter, unknown days, running total."""

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.time_words import (
    running_note,
    running_words,
    spans_alt,
    spans_words,
)
from dashboard.figures.timeline import (
    bin_table,
    binned,
    brushed,
    finding,
    spans,
)
from dashboard.figures.totals import (
    all_added_are_missing,
    cumulative,
    published_for,
    several_campaigns,
)
from dashboard.look.charts import to_spec
from dashboard.look.running_chart import running_title, running_total
from dashboard.look.time_charts import (
    BRUSH,
    bars_title,
    stacked_bars,
)
from dashboard.look.time_marks import selected_rule, strip, veil
from dashboard.table.dictionary import Dictionary
from dashboard.views._filters import forget_preset
from dashboard.views._kept import kept
from dashboard.views._state import FROM, TO
from dashboard.views._words import plain

Period = tuple[pd.Timestamp, pd.Timestamp]
"""First and last day."""
Query = tuple[tuple[str, str], ...]
Common = tuple[str, Query, Period, dict]
"""What all charts share: fingerprint of the data, query, days of the axis, marks."""
KEPT_CHARTS = 128
"""How many charts of each kind are kept: they follow from data and choices alone."""


def draw_bars(
    dataset: Dataset, whole: pd.DataFrame, grain: str, measure: str, common: Common
) -> tuple[str, pd.DataFrame]:
    """Draw the bars and return what they say: in words, and one line for each.

    A changed period is a chart of its own: a brush drawn before would stay on it.
    """
    *_, period, marks = common
    title, words, bins, spec = _bars(grain, measure, *common, whole, dataset.dictionary)
    st.html(title)
    kept = "_".join(f"{day:%Y%m%d}" for day in marks["kept"] or ())
    key = f"bars_{grain}_{measure}_{kept}"
    st.vega_lite_chart(
        spec=spec,
        width="stretch",
        key=key,
        on_select=lambda: _brush(key, grain, period),
        selection_mode=BRUSH,
        alt=words,
    )
    return words, bins


@kept(st.cache_data, show_spinner=False, max_entries=KEPT_CHARTS)
def _bars(
    grain: str,
    measure: str,
    fingerprint: str,
    query: Query,
    period: Period,
    marks: dict,
    _whole: pd.DataFrame,
    _dictionary: Dictionary,
) -> tuple[str, str, pd.DataFrame, dict]:
    """Return title, words, lines, Vega-Lite; the first five tell charts apart."""
    looks = _dictionary.looks
    sums = binned(_whole, grain, *period, looks)
    deaths = not several_campaigns(_whole)
    bins = bin_table(sums, grain, *period, deaths)
    missing = all_added_are_missing(_whole, _dictionary)
    keys = list(sums["key"].unique())
    title = bars_title(keys, grain, measure, missing, not deaths, looks)
    words = finding(_whole, sums, grain, measure, period, _dictionary)
    chart = stacked_bars(sums, bins, measure, period, marks, looks)
    return title, words, bins, to_spec(chart)


def _brush(key: str, grain: str, period: Period) -> None:
    """Put a brush into the filters From and To; an empty one changes nothing.

    A chart drawn anew reports an empty brush too: only the button takes a period away.
    """
    state = st.session_state.get(key) or {}
    days = next(iter(state.get("selection", {}).get(BRUSH, {}).values()), None)
    if not days or len(days) < 2:
        return
    first, last = sorted(pd.Timestamp(each, unit="ms") for each in days)
    kept = brushed(first, last, grain, period)
    if kept:
        st.session_state[FROM], st.session_state[TO] = kept
        forget_preset()


def draw_spans(whole: pd.DataFrame, common: Common) -> None:
    table = spans(whole)
    if table.empty:
        return
    st.vega_lite_chart(
        spec=_strip(*common, table),
        width="stretch",
        key="time_strip",
        alt=spans_alt(table),
    )
    st.caption(plain(spans_words(len(table))))


@kept(st.cache_data, show_spinner=False, max_entries=KEPT_CHARTS)
def _strip(
    fingerprint: str, query: Query, period: Period, marks: dict, _table: pd.DataFrame
) -> dict:
    return to_spec(strip(_table, period, marks))


def draw_running_total(
    dataset: Dataset, whole: pd.DataFrame, base: dict, common: Common
) -> None:
    dictionary, period = dataset.dictionary, common[-2]
    if several_campaigns(whole):
        st.html(running_title(dots=False))
        st.info(
            "Tolls of several campaigns are not added up: the sum would match nothing "
            "that anyone published. Choose one campaign for its running total."
        )
        return
    start = dictionary.coverage_start or period[0].date()
    published = published_for(dataset.published, base, start)
    st.html(running_title(dots=len(published) > 0))
    words = running_words(whole, period, len(published))
    st.vega_lite_chart(
        spec=_running(*common, dataset, whole, published),
        width="stretch",
        key="running_total",
        alt=words,
    )
    st.caption(plain(running_note(words)))


@kept(st.cache_data, show_spinner=False, max_entries=KEPT_CHARTS)
def _running(
    fingerprint: str,
    query: Query,
    period: Period,
    marks: dict,
    _dataset: Dataset,
    _whole: pd.DataFrame,
    published: pd.DataFrame,
) -> dict:
    chart = running_total(cumulative(_whole), published, _dataset.dictionary, period)
    for layer in (
        *veil(marks["kept"], period),
        *selected_rule(marks["selected"], period),
    ):
        chart += layer
    return to_spec(chart)
