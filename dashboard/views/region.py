"""The Region page: everything about one state, country, sea, basin or zone."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.brief.words.region import count_answers
from dashboard.dataset import Dataset
from dashboard.exports.about import ANSWERS_APART
from dashboard.figures.grains import fitting_grain
from dashboard.figures.page_words import ignored_link
from dashboard.figures.region_front import (
    answer_figures,
)
from dashboard.figures.region_report import (
    AnswerLine,
    answer_lines,
    answer_rows,
    answers_of_rows,
    region_sentence,
    summary,
)
from dashboard.figures.region_words import (
    CERTAIN,
    NO_DISTANCES,
    POSSIBLE,
    about_lines,
    about_title,
    boundary_credit,
    campaigns_and_answers,
    no_incident,
    none_in_period,
    words_with_answers,
)
from dashboard.figures.time_words import bars_alt
from dashboard.figures.timeline import per_bin, span_of
from dashboard.figures.totals import all_added_are_missing, several_campaigns
from dashboard.geo.place_words import distances_to_region_words
from dashboard.geo.region_facts import RegionFacts, find_facts
from dashboard.look.bin_charts import (
    incident_bars,
    incident_title,
    killed_bars,
    killed_title,
)
from dashboard.look.charts import to_spec
from dashboard.selection.filters import describe
from dashboard.selection.selected import Selected
from dashboard.table.shown import shorten_texts
from dashboard.text.language import N_, gettext
from dashboard.views._answers import ANSWERS_STEP, distances_of, keep_answers
from dashboard.views._data import read_data
from dashboard.views._download import draw_take_away, page_link
from dashboard.views._empty import draw_hidden_inside
from dashboard.views._filters import axis, selection_of_widgets
from dashboard.views._front import draw_foot, draw_front
from dashboard.views._heading import draw_heading
from dashboard.views._link import read_link, write_link
from dashboard.views._link_changes import draw_changes
from dashboard.views._region_frame import frame_of
from dashboard.views._region_ranking import ask_for_one
from dashboard.views._selected import selected_id
from dashboard.views._stage import draw_stage
from dashboard.views._state import incident_id
from dashboard.views._stoppable import draw_stopped
from dashboard.views._table import show_table
from dashboard.views._words import bold, bullets, plain

ANSWERS_STOPPED = N_(
    "It was stopped to find what happened in this region, so nothing is said of it "
    "here: that does not mean that nothing happened."
)
NOT_ADDED = N_("An incident may stand under several answers: they are not added up.")
IN_SIGHT = 6
"""Rows of the table of distances that stand open on the page."""
LONG, HEIGHT = 12, 440
"""Rows from which on that table is scrolled, and its height then, in pixels."""
CERTAIN_ANSWERS = ("inside", "off_coast")


def show() -> None:
    """Draw the page of the region that the filters name, or ask for one."""
    dataset, trouble = read_data()
    if dataset is None:
        draw_heading(gettext("Region"), dataset)
        st.error(plain(trouble), icon=":material/error:")
        return
    selection, notices = selection_of_widgets(), read_link(dataset)
    write_link(dataset, selection, incident_id())
    above = st.container(key="above")  # what comes and goes never moves the map's frame
    with above:
        for notice in notices:
            st.warning(plain(ignored_link(notice)))
        draw_changes(dataset)
    if "region" in selection:
        _draw(Selected(dataset, selection), above)
    else:
        ask_for_one(dataset, selection)


def _draw(asked: Selected, above: DeltaGenerator) -> None:
    if not keep_answers(asked):
        draw_heading(asked.region_name, asked.dataset)
        draw_stopped(ANSWERS_STEP, gettext(ANSWERS_STOPPED))
        return
    dataset, answers = asked.dataset, asked.answers
    region = find_facts(answers.region_id, dataset.regions)
    shown, lines = answer_rows(answers), answer_lines(answers, dataset)
    counted = count_answers(asked)._replace(figures=answer_figures(lines), lines=())
    link = page_link(dataset, asked.selection, "region")
    text = region_sentence(answers, dataset, asked.words_without_region, link)
    draw_front(asked, asked.region_name, counted, page="region", text=text)
    with above:
        _draw_headline(asked, shown)
        selected = selected_id(dataset)
    draw_stage(
        asked,
        shown,
        selected,
        page="region",
        key=f"map-{answers.region_id.lower()}",
        opening=frame_of(answers.region_id, dataset.regions),
        focus_id=answers.region_id,
    )
    st.caption(gettext(NOT_ADDED))
    if not dataset.regions.reaches(answers.region_id):
        st.caption(gettext(NO_DISTANCES))
    _draw_weeks(asked, shown)
    _draw_lists(asked, shown, lines)
    _draw_take_away(asked, shown, lines, text)
    _draw_about(dataset, region, answers.region_id)
    draw_foot(dataset, asked.words_without_region)


def _draw_take_away(
    asked: Selected, shown: pd.DataFrame, lines: list[AnswerLine], text: str
) -> None:
    dataset, answers, words = asked.dataset, asked.answers, asked.words_without_region
    draw_take_away(
        dataset,
        shown.assign(answer=answers_of_rows(lines, shown)),
        words_with_answers(words, summary(answers, dataset)),
        asked.selection,
        page="region",
        text=text,
    )


def _draw_headline(asked: Selected, shown: pd.DataFrame) -> None:
    dataset, selection = asked.dataset, asked.selection
    campaigns = {key: selection[key] for key in ("campaign",) if key in selection}
    of_what = ""
    if campaigns:
        of_what = describe(campaigns, dataset.dictionary, dataset.regions)
    with st.container(gap=None, key="headline"):
        answers = summary(asked.answers, dataset)
        have_campaigns = dataset.dictionary.has("campaign")
        words = campaigns_and_answers(of_what, answers, have_campaigns)
        st.markdown(bold(words))
    if not len(shown):
        st.info(plain(no_incident(asked.region_name)))
    draw_hidden_inside(dataset, selection)


def _draw_about(dataset: Dataset, region: RegionFacts, region_id: str) -> None:
    layer = {"country": "countries", "sea": "seas"}.get(region.kind, f"{region.kind}s")
    with st.expander(plain(about_title(region))):
        st.markdown(bullets(about_lines(region, region_id)))
        if paper := dataset.regions.provenance.get(layer, {}):
            st.caption(plain(boundary_credit(paper)))


def _draw_weeks(asked: Selected, shown: pd.DataFrame) -> None:
    """Draw the certain and the possible apart, on one scale."""
    answers, period = asked.answers, axis(asked.dataset, asked.without_region)
    rows = pd.concat([answers.rows[key] for key in CERTAIN_ANSWERS])
    certain = rows[~rows.index.duplicated()]
    possible = answers.rows["could_have_been"]
    possible = possible[~possible.index.isin(certain.index)]
    spans = [span_of(each, *period) or period for each in (certain, possible)]
    grain = fitting_grain(spans)
    tables = [per_bin(each, *period, grain=grain) for each in (certain, possible)]
    several = several_campaigns(pd.concat([certain, possible]))
    column = "incidents" if several else "high"
    top = max((table[column].max() for table in tables if len(table)), default=0)
    titles = (gettext(CERTAIN), gettext(POSSIBLE))
    missing = all_added_are_missing(shown, asked.dataset.dictionary)
    for table, title, place in zip(tables, titles, st.columns(2), strict=True):
        with place:
            if not len(table) or not table["incidents"].any():
                st.caption(plain(none_in_period(title)))
                continue
            st.html(
                incident_title(title, grain)
                if several
                else killed_title(title, missing, grain)
            )
            bars = (
                incident_bars(table, period, top)
                if several
                else killed_bars(table, period, top=top, missing=missing)
            )
            st.vega_lite_chart(
                spec=to_spec(bars),
                width="stretch",
                theme=None,
                alt=bars_alt(several, grain, title=title),
            )


def _draw_lists(asked: Selected, shown: pd.DataFrame, lines: list[AnswerLine]) -> None:
    if shown.empty:
        return
    dataset, region_id = asked.dataset, asked.region_id
    placed = shown[shown["region_nm"].notna()]
    if len(placed):
        _draw_distances(distances_of(asked, placed))
    words = distances_to_region_words(shown, region_id, dataset.regions)
    near = [
        each or where for each, where in zip(words, shown["where_words"], strict=True)
    ]
    show_table(
        shown.assign(where_words=near),
        dataset,
        incident_id(),
        extra={gettext("Answer"): answers_of_rows(lines, shown)},
        apart=gettext(ANSWERS_APART),
    )


def _draw_distances(far: pd.DataFrame) -> None:
    """Draw how far incidents are from what; a long table is behind a click."""
    title = gettext(
        "**How far from what** · point, and the range that the circle allows"
    )
    folded = len(far) > IN_SIGHT
    if not folded:
        st.markdown(title)
    place = st.expander(title) if folded else st.container()
    table = shorten_texts(far)
    place.dataframe(
        table.assign(Date=table["Date"].dt.date).rename(columns=gettext),
        hide_index=True,
        height="content" if len(table) <= LONG else HEIGHT,
        alt=gettext("Distances of the placed incidents from coasts, towns and ports"),
    )


show()
