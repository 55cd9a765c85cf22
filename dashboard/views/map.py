"""The Map page: headline, map and card, weekly bars, table, file and sentence."""

import pandas as pd
import streamlit as st

from dashboard.charts import (
    incident_bars,
    incident_title,
    running_title,
    running_total,
    weekly_bars,
    weekly_title,
)
from dashboard.dataset import Dataset
from dashboard.filters import describe, select
from dashboard.headline import headline, killed_words
from dashboard.summarize import (
    all_added_are_missing,
    cumulative,
    published_for,
    several_campaigns,
    totals,
    weekly,
)
from dashboard.views._data import read_data
from dashboard.views._filters import axis, chosen
from dashboard.views._link import draw_changes, read_link, write_link
from dashboard.views._map import draw_switches, show_map
from dashboard.views._selected import draw_card, selected_id
from dashboard.views._strip import draw_strip
from dashboard.views._table import show_table
from dashboard.views._take_away import draw_take_away
from dashboard.views._words import plain
from dashboard.words import count_of

MAP_HEIGHT = 395


def show() -> None:
    """Draw the page for the selection of the filters, or say why there is none."""
    st.header("Map")
    dataset, trouble = read_data()
    if dataset is None:
        st.error(plain(trouble), icon=":material/error:")
        return
    selection, notices = chosen(), read_link(dataset)
    rows = select(dataset.incidents, selection, dataset.regions)
    words = describe(selection, dataset.dictionary, dataset.regions)
    _draw_headline(dataset, rows, words)
    _draw_notices(dataset, notices)
    draw_changes(dataset)
    _draw_left_out_parts(dataset, rows)
    selected = selected_id(dataset)
    write_link(dataset, selection, selected)
    _draw_map_and_card(dataset, rows, selected, selection)
    if rows.empty:
        st.info("No incident matches every filter. Take one away, or press Reset.")
    else:
        _draw_charts(dataset, rows, selection)
        draw_strip(rows)
        show_table(rows, dataset.dictionary, selected)
    draw_take_away(dataset, rows, words, selection)


def _draw_headline(dataset: Dataset, rows: pd.DataFrame, words: str) -> None:
    lines = headline(rows, dataset.everything, dataset.dictionary)
    with st.container(gap=None, key="headline"):
        st.markdown(f"**{plain(lines[0])}**")
        if len(lines) > 1:
            st.markdown("\n".join(f"- {plain(line)}" for line in lines[1:]))
        st.caption(plain(f"{words} · data {dataset.fingerprint}"))


def _draw_notices(dataset: Dataset, notices: list[str]) -> None:
    if notices:
        left_out = "; ".join(notices)
        st.warning(plain(f"Part of the link was ignored: {left_out}"))
    if dataset.problems:
        rows = count_of(dataset.set_aside, "row")
        with st.expander(f"{rows} of the table left out because of problems"):
            st.text("\n".join(map(str, dataset.problems)))
    for notice in dataset.notices:
        st.caption(plain(notice))


def _draw_left_out_parts(dataset: Dataset, rows: pd.DataFrame) -> None:
    """Say which parts the filters keep out while their incident is shown."""
    every = dataset.incidents
    left_out = every[
        every["parent_id"].isin(rows["incident_id"]) & ~every.index.isin(rows.index)
    ]
    if len(left_out):
        count = count_of(len(left_out), "part")
        tolls = {  # of each campaign apart: their sum is no figure
            dataset.dictionary.label("campaign", code): killed_words(totals(some))
            for code, some in left_out.groupby("campaign", observed=True)
        }
        toll = "; ".join(
            f"{label}: {words}" if len(tolls) > 1 else words
            for label, words in tolls.items()
        )
        st.caption(plain(f"{count} of these incidents left out by the filters: {toll}"))


def _draw_map_and_card(
    dataset: Dataset, rows: pd.DataFrame, selected: str, selection: dict
) -> None:
    left, right = st.columns([2.35, 1], gap="small")
    with left:
        show_map(dataset, rows, selected, MAP_HEIGHT)
        draw_switches()
    with right, st.container(border=True, height=MAP_HEIGHT, key="card"):
        draw_card(dataset, rows, selected, selection)


def _draw_charts(dataset: Dataset, rows: pd.DataFrame, selection: dict) -> None:
    period = axis(dataset, selection)
    left, right = st.columns(2, gap="small")
    with left:
        _draw_weeks(rows, period)
    with right:
        _draw_running_total(dataset, rows, selection, period)
    _draw_gaps(dataset, period)


def _draw_weeks(rows: pd.DataFrame, period: tuple) -> None:
    weeks = weekly(rows, *period)
    if several_campaigns(rows):
        st.html(incident_title())
        st.altair_chart(
            incident_bars(weeks, period),
            width="stretch",
            alt="Bars of the incidents per week, several campaigns together",
        )
        return
    missing = all_added_are_missing(rows)
    st.html(weekly_title(missing=missing))
    st.altair_chart(
        weekly_bars(weeks, period, missing=missing),
        width="stretch",
        alt="Bars of the people reported killed per week, low and added later",
    )


def _draw_running_total(dataset, rows, selection: dict, period: tuple) -> None:
    published = published_for(
        dataset.published, selection, dataset.dictionary.coverage_start
    )
    st.html(running_title(dots=len(published) > 0))
    if several_campaigns(rows):
        st.info(
            "Tolls of several campaigns are not added up: the sum would match nothing "
            "that anyone published. Choose one campaign for its running total."
        )
        return
    st.altair_chart(
        running_total(cumulative(rows), published, dataset.dictionary, period),
        width="stretch",
        alt="Running total of people reported killed, low to high, line best",
    )


def _draw_gaps(dataset: Dataset, period: tuple) -> None:
    gaps = [
        each.text
        for each in dataset.dictionary.coverage_gaps
        if each.end is None or pd.Timestamp(each.end) >= period[0]
    ]
    st.caption(plain(" ".join(gaps)))


show()
