"""Time on the Map page: what the charts count, and the period that is kept."""

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.caveats import caveats
from dashboard.figures.grains import offered_grains
from dashboard.figures.time_words import (
    gaps_words,
    kept_words,
    selected_words,
)
from dashboard.figures.timeline import (
    MEASURES,
    date_with_precision,
    possible_days,
)
from dashboard.figures.totals import (
    several_campaigns,
)
from dashboard.selection.filters import select, to_query
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext
from dashboard.views._crash import safely
from dashboard.views._filters import axis, forget_preset
from dashboard.views._state import FROM, TIME_CONTROLS, TO
from dashboard.views._time_charts import (
    Period,
    draw_bars,
    draw_running_total,
    notes_of,
)
from dashboard.views._words import plain

DRAG = N_("Drag over the bars to keep only those days.")
HELP = N_(
    "Drag over the bars to keep the days you drag over on the map, in the table and in "
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
    whole = rows
    if base != selection:
        whole = select(dataset.incidents, base, dataset.regions)
    if whole.empty:
        return
    period = _whole_period(dataset, base, whole)
    kept = _kept(selection, period)
    marks = {
        "kept": kept,
        "selected": _selected_days(dataset, selected),
        "gaps": _gaps(dataset, period),
    }
    deadly = bool(whole["deaths_high"].fillna(whole["deaths_best"]).gt(0).any())
    grain, measure = _draw_controls(several_campaigns(whole), deadly, period)
    _draw_kept(rows, whole, kept, dataset.dictionary)
    common = (dataset.fingerprint, tuple(to_query(base, opening={})), period, marks)
    notes, has_total = [], deadly and not several_campaigns(whole)
    left, *right = st.columns(
        2 if has_total else 1, gap="small", vertical_alignment="bottom"
    )
    with left:
        bars = draw_bars(dataset, whole, grain, measure, common)
        notes += notes_of(bars, whole, dataset.dictionary)
    for column in right:
        with column:
            notes.append(draw_running_total(dataset, whole, base, common))
    _draw_notes([*notes, *_notes_of_marks(dataset, marks)], bars.bins)


def _whole_period(dataset: Dataset, base: dict, whole: pd.DataFrame) -> Period:
    """Return the days covered, widened to the rows: no row is left off the axis."""
    first, last = axis(dataset, base)
    return min(first, whole["date"].min()), max(last, whole["date"].max())


def _kept(selection: dict, period: Period) -> Period | None:
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
    return *possible_days(incident), date_with_precision(incident)


def _gaps(dataset: Dataset, period: Period) -> list[tuple]:
    found = []
    for each in dataset.dictionary.coverage_gaps:
        first = pd.Timestamp(each.start)
        last = period[1] if each.end is None else pd.Timestamp(each.end)
        if first <= period[1] and last >= period[0]:
            found.append((first, last, each.text))
    return found


def _draw_controls(several: bool, deadly: bool, period: Period) -> tuple[str, str]:
    """Draw the two controls and return the grain and the measure of the bars.

    Where nobody was reported killed (``deadly`` is false) bars first count incidents.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="time"):
        grain = _control("grain", gettext("Bars"), offered_grains(period))
        offered = MEASURES if deadly else dict(reversed(MEASURES.items()))
        if several:
            offered = {"incidents": MEASURES["incidents"]}
        measure = _control("measure", gettext("Count"), offered)
        if st.session_state.get(FROM) or st.session_state.get(TO):
            st.button(
                gettext("Whole period"),
                on_click=safely(_take_period_away),
                key="whole_period",
            )
        else:
            with st.container(key="drag_hint", width="content"):
                st.caption(gettext(DRAG))
    return grain, measure


def _control(name: str, label: str, options: dict[str, str]) -> str:
    """Draw a control; its choice, at first the first, is kept from page to page."""
    kept = st.session_state.get(TIME_CONTROLS[name])
    first = next(iter(options))
    only = kept if isinstance(kept, str) and kept in options else first
    key = "_".join([TIME_CONTROLS[name], *options])
    st.segmented_control(
        label,
        list(options),
        format_func=lambda name: gettext(str(options.get(name, name))),
        default=only,
        key=key,
        on_change=safely(_keep),
        args=(name, key),
        required=True,
        help=gettext(HELP) if name == "grain" else None,
    )
    return st.session_state.get(key) or only


def _keep(name: str, key: str) -> None:
    if st.session_state.get(key):
        st.session_state[TIME_CONTROLS[name]] = st.session_state[key]


def _take_period_away() -> None:
    st.session_state[FROM] = st.session_state[TO] = None
    forget_preset()


def _draw_kept(
    rows: pd.DataFrame,
    whole: pd.DataFrame,
    kept: Period | None,
    dictionary: Dictionary,
) -> None:
    if kept:
        st.caption(plain(kept_words(rows, whole, *kept, dictionary)))


def _notes_of_marks(dataset: Dataset, marks: dict) -> list[str]:
    notes = [selected_words(marks["selected"][2])] if marks["selected"] else []
    notes.append(gaps_words(dataset.dictionary, bool(marks["gaps"])))
    return [*notes, *caveats(dataset)]


def _draw_notes(notes: list[str], bins: pd.DataFrame) -> None:
    with st.expander(gettext("How to read this")):
        for words in filter(None, notes):
            st.caption(plain(words))
        st.markdown(gettext("**Bars as a table**"))
        columns = {
            "when": gettext("Days"),
            "killed": gettext("Killed, low–high"),
            "what": gettext("In the table"),
        }
        shown = bins[[each for each in columns if each in bins]]
        st.dataframe(shown.rename(columns=columns), hide_index=True, height=240)
