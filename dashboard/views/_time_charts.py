"""The charts of time on the Map page: bars that filter, unknown days, running total."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.time_words import (
    no_running_total,
    running_note,
    running_words,
    several_words,
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
from dashboard.look.time_charts import BRUSH, bars_title, stacked_bars, top_of
from dashboard.look.time_marks import in_row, overlay, overlay_frames, span_frames
from dashboard.table.dictionary import Dictionary
from dashboard.views._crash import safely
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


class Bars(NamedTuple):
    """The bars of a selection: their chart, empty where none stands, and its words."""

    title: str
    words: str
    alt: str
    loose: pd.DataFrame
    bins: pd.DataFrame
    spec: dict


def draw_bars(
    dataset: Dataset, whole: pd.DataFrame, grain: str, measure: str, common: Common
) -> Bars:
    """Draw the bars and return what they say: in words, and one line for each.

    A changed period is a chart of its own: a brush drawn before would stay on it.
    Where there is no bar the words stand alone.
    """
    *_, period, marks = common
    gaps = marks["gaps"]
    bars = _bars(grain, measure, *common[:3], gaps, whole, dataset.dictionary)
    if not bars.spec:
        st.caption(plain(bars.words))
        return bars
    st.html(bars.title)
    kept = "_".join(f"{day:%Y%m%d}" for day in marks["kept"] or ())
    key = f"bars_{grain}_{measure}_{kept}"
    st.vega_lite_chart(
        spec=_with(bars.spec, marks, period, span_frames(bars.loose, marks["kept"])),
        width="stretch",
        theme=None,
        key=key,
        on_select=safely(lambda: _brush(key, period)),
        selection_mode=BRUSH,
        alt=bars.alt,
    )
    return bars


@kept(st.cache_data, show_spinner=False, max_entries=KEPT_CHARTS)
def _bars(
    grain: str,
    measure: str,
    fingerprint: str,
    query: Query,
    period: Period,
    gaps: list,
    _whole: pd.DataFrame,
    _dictionary: Dictionary,
) -> Bars:
    """Return the bars; all but the last two arguments tell charts apart.

    Their chart has no frame of what is kept or selected: a brush makes no chart anew.
    """
    looks = _dictionary.looks
    sums = binned(_whole, grain, *period, looks)
    deaths = not several_campaigns(_whole)
    bins = bin_table(sums, grain, *period, deaths)
    missing = all_added_are_missing(_whole, _dictionary)
    keys = list(sums["key"].unique())
    loose = in_row(spans(_whole), top_of(sums, measure))
    title = bars_title(keys, grain, measure, missing, not deaths, looks, len(loose))
    words = finding(_whole, sums, grain, measure, period, _dictionary)
    alt = f"{words} {spans_alt(loose)}" if len(loose) else words
    spec = {}
    if sums["high" if measure == "deaths" else "incidents"].any():
        marks = {"gaps": gaps, "spans": loose}
        spec = to_spec(stacked_bars(sums, bins, measure, period, marks, looks))
    return Bars(title, words, alt, loose, bins, spec)


def _with(
    spec: dict, marks: dict, period: Period, further: dict[str, pd.DataFrame]
) -> dict:
    """Return a chart with the frames of what is kept and selected."""
    frames = overlay_frames(marks["kept"], marks["selected"], period)
    return {**spec, "datasets": {**spec["datasets"], **frames, **further}}


def _brush(key: str, period: Period) -> None:
    """Put a brush into the filters From and To; an empty one changes nothing.

    A chart drawn anew reports an empty brush too: only the button takes a period away.
    """
    state = st.session_state.get(key) or {}
    days = next(iter(state.get("selection", {}).get(BRUSH, {}).values()), None)
    if not days or len(days) < 2:
        return
    first, last = sorted(_local(each) for each in days)
    if kept := brushed(first, last, period):
        st.session_state[FROM], st.session_state[TO] = kept
        forget_preset()


def _local(milliseconds: float) -> pd.Timestamp:
    """Return a moment of the browser's axis, whose days begin at its own midnight."""
    moment = pd.Timestamp(milliseconds, unit="ms", tz="UTC")
    return moment.tz_convert(st.context.timezone or "UTC").tz_localize(None)


def notes_of(bars: Bars, whole: pd.DataFrame, dictionary: Dictionary) -> list[str]:
    """Return what the bars say and how they are read, one line each."""
    notes = [bars.words, spans_words(len(bars.loose)) if len(bars.loose) else ""]
    if several_campaigns(whole):
        notes += [several_words(dictionary), no_running_total()]
    return notes


def draw_running_total(
    dataset: Dataset, whole: pd.DataFrame, base: dict, common: Common
) -> str:
    """Draw the running total of one campaign; return it in words."""
    dictionary, period = dataset.dictionary, common[-2]
    start = dictionary.coverage_start or period[0].date()
    published = published_for(dataset.published, base, start)
    st.html(running_title(dots=len(published) > 0))
    words = running_words(whole, period, len(published))
    st.vega_lite_chart(
        spec=_with(
            _running(*common[:3], dataset, whole, published), common[-1], period, {}
        ),
        width="stretch",
        theme=None,
        key="running_total",
        alt=words,
    )
    return running_note(words)


@kept(st.cache_data, show_spinner=False, max_entries=KEPT_CHARTS)
def _running(
    fingerprint: str,
    query: Query,
    period: Period,
    _dataset: Dataset,
    _whole: pd.DataFrame,
    published: pd.DataFrame,
) -> dict:
    band = not spans(_whole).empty
    above = overlay(period)
    return to_spec(
        running_total(
            cumulative(_whole), published, _dataset.dictionary, period, band, above
        )
    )
