"""Time on the Map page: bars that filter the map, days not known, running total."""

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.headline import killed_words
from dashboard.figures.timeline import (
    GRAINS,
    MEASURES,
    bin_table,
    binned,
    brushed,
    finding,
    possible_days,
    said_of_date,
    spans,
)
from dashboard.figures.totals import (
    all_added_are_missing,
    cumulative,
    published_for,
    several_campaigns,
    totals,
)
from dashboard.look.charts import running_title, running_total, to_spec
from dashboard.look.time_charts import (
    BRUSH,
    bars_title,
    selected_rule,
    stacked_bars,
    strip,
    veil,
)
from dashboard.selection.filters import select, to_query
from dashboard.text.words import count_of, period_in_words
from dashboard.views._filters import axis, forget_preset
from dashboard.views._state import FROM, TIME_CONTROLS, TO
from dashboard.views._words import plain

KEPT_CHARTS = 128
"""How many charts of each kind are kept: they follow from data and choices alone."""
HELP = (
    "Drag over the bars to keep whole weeks or months on the map, in the table and in "
    "the link. Without a mouse: the filters From and To do the same."
)


def draw_time(
    dataset: Dataset, rows: pd.DataFrame, selection: dict, selected: str
) -> None:
    """Draw the time of a selection, its period brushed out of the whole.

    ``rows`` are those of ``selection``, ``selected`` the id of an incident or "". The
    charts hold what the other filters keep; what From and To leave out is pale. Draws
    nothing where the other filters keep no row.
    """
    base = {key: selection[key] for key in selection if key not in ("from", "to")}
    whole = select(dataset.incidents, base, dataset.regions)
    if whole.empty:
        return
    period = _whole_period(dataset, base, whole)
    marks = {
        "kept": _kept(selection, period),
        "selected": _selected_days(dataset, selected),
        "gaps": _gaps(dataset, period),
    }
    deadly = bool(whole["deaths_high"].fillna(whole["deaths_best"]).gt(0).any())
    grain, measure = _draw_controls(several_campaigns(whole), deadly)
    _draw_kept(rows, whole, marks["kept"])
    common = (dataset.fingerprint, tuple(to_query(base, opening={})), period, marks)
    left, right = st.columns(2, gap="small")
    with left:
        words, bins = _draw_bars(whole, grain, measure, common)
        _draw_spans(whole, common)
        _draw_words(words, bins)
    with right:
        _draw_running_total(dataset, whole, base, common)
    _draw_notes(dataset, whole, marks)


def _whole_period(dataset: Dataset, base: dict, whole: pd.DataFrame) -> tuple:
    """Return the days covered, widened to the rows: no row is left off the axis."""
    first, last = axis(dataset, base)
    return min(first, whole["date"].min()), max(last, whole["date"].max())


def _kept(selection: dict, period: tuple) -> tuple | None:
    if "from" not in selection and "to" not in selection:
        return None
    return (
        pd.Timestamp(selection.get("from", period[0])),
        pd.Timestamp(selection.get("to", period[1])),
    )


def _selected_days(dataset: Dataset, selected: str) -> tuple | None:
    every = dataset.incidents
    found = every[every["incident_id"].eq(selected)] if selected else every.iloc[:0]
    if found.empty:
        return None
    incident = next(found.itertuples())
    return *possible_days(incident), said_of_date(incident)


def _gaps(dataset: Dataset, period: tuple) -> list[tuple]:
    found = []
    for each in dataset.dictionary.coverage_gaps:
        first = pd.Timestamp(each.start)
        last = period[1] if each.end is None else pd.Timestamp(each.end)
        if first <= period[1] and last >= period[0]:
            found.append((first, last, each.text))
    return found


def _draw_controls(several: bool, deadly: bool) -> tuple[str, str]:
    """Draw the two controls and return the grain and the measure of the bars.

    Where nobody was reported killed (``deadly`` is false) bars count incidents at first.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="time"):
        grain = _control("grain", "Bars", GRAINS)
        offered = MEASURES if deadly else dict(reversed(MEASURES.items()))
        if several:
            offered = {"incidents": MEASURES["incidents"]}
        measure = _control("measure", "Count", offered)
        if st.session_state.get(FROM) or st.session_state.get(TO):
            st.button("Whole period", on_click=_take_period_away, key="whole_period")
    if several:
        st.caption(
            "Several campaigns: their incidents are counted together, their deaths "
            "are not. Choose one campaign for bars of deaths."
        )
    return grain, measure


def _control(name: str, label: str, options: dict) -> str:
    """Draw a control; its choice is kept from page to page, at first it is the first."""
    kept = st.session_state.get(TIME_CONTROLS[name])
    only = kept if kept in options else next(iter(options))
    key = "_".join([TIME_CONTROLS[name], *options])
    st.segmented_control(
        label,
        list(options),
        format_func=options.get,
        default=only,
        key=key,
        on_change=_keep,
        args=(name, key),
        required=True,
        help=HELP if name == "grain" else None,
    )
    return st.session_state.get(key) or only


def _keep(name: str, key: str) -> None:
    if st.session_state.get(key):
        st.session_state[TIME_CONTROLS[name]] = st.session_state[key]


def _take_period_away() -> None:
    st.session_state[FROM] = st.session_state[TO] = None
    forget_preset()


def _draw_kept(rows: pd.DataFrame, whole: pd.DataFrame, kept: tuple | None) -> None:
    if kept:
        held, every = (totals(some)["incidents"] for some in (rows, whole))
        days = period_in_words(*kept)
        if kept[1] < kept[0]:
            days = "From lies after To"
        st.caption(
            plain(f"Kept: {days} · {held} of {count_of(every, 'incident')}; rest pale")
        )


def _draw_bars(
    whole: pd.DataFrame, grain: str, measure: str, common: tuple
) -> tuple[str, pd.DataFrame]:
    """Draw the bars and return what they say: in words, and one line for each.

    A changed period is a chart of its own: a brush drawn before would stay on it.
    """
    *_, period, marks = common
    title, words, bins, spec = _bars(grain, measure, *common, whole)
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


@st.cache_data(show_spinner=False, max_entries=KEPT_CHARTS)
def _bars(
    grain: str,
    measure: str,
    fingerprint: str,
    query: tuple,
    period: tuple,
    marks: dict,
    _whole: pd.DataFrame,
) -> tuple[str, str, pd.DataFrame, dict]:
    """Return title, words, lines and Vega-Lite; all but ``_whole`` tells charts apart."""
    sums = binned(_whole, grain, *period)
    deaths = not several_campaigns(_whole)
    bins = bin_table(sums, grain, *period, deaths)
    missing = all_added_are_missing(_whole)
    keys = list(sums["key"].unique())
    title = bars_title(keys, grain, measure, missing, several=not deaths)
    words = finding(_whole, sums, grain, measure, period)
    return title, words, bins, to_spec(stacked_bars(sums, bins, measure, period, marks))


def _draw_words(words: str, bins: pd.DataFrame) -> None:
    st.caption(plain(words))
    with st.expander("Bars as a table"):
        columns = {"when": "Days", "killed": "Killed, low–high", "what": "In the table"}
        shown = bins[[each for each in columns if each in bins]]
        st.dataframe(shown.rename(columns=columns), hide_index=True, height=240)


def _brush(key: str, grain: str, period: tuple) -> None:
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


def _draw_spans(whole: pd.DataFrame, common: tuple) -> None:
    table = spans(whole)
    if table.empty:
        return
    lines = [f"{each.incident_id}: {each.words}" for each in table.itertuples()]
    counted = count_of(len(table), "incident")
    st.vega_lite_chart(
        spec=_strip(*common, table),
        width="stretch",
        key="time_strip",
        alt=f"{counted} without one known day. {'; '.join(lines[:12])}",
    )
    verb = "has" if len(table) == 1 else "have"
    st.caption(
        plain(
            f"{counted} {verb} no one known day: drawn here from the first to the last "
            "possible day, a ring where only about a day is given; the bars count "
            "them at their first day."
        )
    )


@st.cache_data(show_spinner=False, max_entries=KEPT_CHARTS)
def _strip(
    fingerprint: str, query: tuple, period: tuple, marks: dict, _table: pd.DataFrame
) -> dict:
    return to_spec(strip(_table, period, marks))


def _draw_running_total(
    dataset: Dataset, whole: pd.DataFrame, base: dict, common: tuple
) -> None:
    dictionary, period = dataset.dictionary, common[-2]
    if several_campaigns(whole):
        st.html(running_title(dots=False))
        st.info(
            "Tolls of several campaigns are not added up: the sum would match nothing "
            "that anyone published. Choose one campaign for its running total."
        )
        return
    published = published_for(dataset.published, base, dictionary.coverage_start)
    st.html(running_title(dots=len(published) > 0))
    sums = totals(whole)
    words = f"Running total as reported, {period_in_words(*period)}: "
    words += killed_words(sums)
    if sums["deaths_unknown"]:
        words += f"; {count_of(sums['deaths_unknown'], 'row')} with no figure"
    if len(published):
        words += f", with {count_of(len(published), 'published total')} as dots"
    st.vega_lite_chart(
        spec=_running(*common, dataset, whole, published),
        width="stretch",
        key="running_total",
        alt=f"{words}.",
    )
    st.caption(plain(f"{words}. Counted from the first day of the axis."))


@st.cache_data(show_spinner=False, max_entries=KEPT_CHARTS)
def _running(
    fingerprint: str,
    query: tuple,
    period: tuple,
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


def _draw_notes(dataset: Dataset, whole: pd.DataFrame, marks: dict) -> None:
    if marks["selected"]:
        st.caption(plain(f"Blue: the selected incident, {marks['selected'][2]}."))
    gaps = " ".join(each.text for each in dataset.dictionary.coverage_gaps)
    shaded = "Grey behind the bars: " if marks["gaps"] else ""
    st.caption(plain(f"{shaded}{gaps}"))
