"""The Region page: everything about one state, country, sea, basin or zone."""

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.exports.about import ANSWERS_APART
from dashboard.figures.region_report import (
    answer_label,
    count_words,
    has_coast,
    region_sentence,
    summary,
)
from dashboard.figures.totals import all_added_are_missing, several_campaigns, weekly
from dashboard.geo.region_answers import Answers, distance_words, find_answers
from dashboard.geo.region_facts import about, how_far
from dashboard.look.charts import (
    incident_bars,
    incident_title,
    to_spec,
    weekly_bars,
    weekly_title,
)
from dashboard.selection.filters import describe, select
from dashboard.selection.place_kinds import WITHIN_NM
from dashboard.views._data import read_data
from dashboard.views._filters import axis, selection_of_widgets
from dashboard.views._link import draw_changes, read_link, write_link
from dashboard.views._map import draw_switches, show_map
from dashboard.views._region_frame import frame_of
from dashboard.views._selected import draw_card, selected_id
from dashboard.views._state import incident_id
from dashboard.views._table import show_table
from dashboard.views._take_away import draw_take_away, page_link
from dashboard.views._words import plain

MAP_HEIGHT = 395
CERTAIN = ("inside", "off_coast")
KINDS = {
    "state": "State or province",
    "country": "Country or territory",
    "sea": "Sea",
    "basin": "Basin",
    "zone": "Maritime zone, approximate, not a legal boundary",
}


def show() -> None:
    """Draw the page of the region that the filters name, or ask for one."""
    dataset, trouble = read_data()
    if dataset is None:
        st.header("Region")
        st.error(plain(trouble), icon=":material/error:")
        return
    selection, notices = selection_of_widgets(), read_link(dataset)
    write_link(dataset, selection, incident_id())
    for notice in notices:
        st.warning(plain(f"Part of the link was ignored: {notice}"))
    draw_changes(dataset)
    if "region" not in selection:
        _ask_for_one()
        return
    region_id, _, within_nm = selection["region"]
    others = {key: value for key, value in selection.items() if key != "region"}
    rows = select(dataset.incidents, others, dataset.regions)
    answers = find_answers(rows, region_id, within_nm or WITHIN_NM, dataset.regions)
    _draw(dataset, answers, selection)


def _ask_for_one() -> None:
    st.header("Region")
    st.info(
        "Choose a region in the filters: a state such as Sucre (Venezuela), a country, "
        "a sea, a basin or a zone."
    )


def _draw(dataset: Dataset, answers: Answers, selection: dict) -> None:
    others = {key: value for key, value in selection.items() if key != "region"}
    region = about(answers.region_id, dataset.regions)
    st.header(plain(region.name))
    _draw_headline(dataset, answers, others, region)
    shown, selected = _shown(answers), selected_id(dataset)
    left, right = st.columns([2.35, 1], gap="small")
    with left:
        show_map(
            dataset,
            shown,
            selected,
            MAP_HEIGHT,
            key=f"map-{answers.region_id.lower()}",
            opening=frame_of(answers.region_id, dataset.regions),
            focus_id=answers.region_id,
        )
        draw_switches()
    with right, st.container(border=True, height=MAP_HEIGHT):
        if selected:
            draw_card(dataset, shown, selected, selection, "region")
        else:
            _draw_about(dataset, answers, region)
    _draw_answers(dataset, answers)
    _draw_weeks(dataset, answers, others)
    _draw_lists(dataset, answers)
    _draw_take_away(dataset, answers, selection, shown)


def _draw_take_away(dataset: Dataset, answers: Answers, asked: dict, shown) -> None:
    others = {key: value for key, value in asked.items() if key != "region"}
    words = describe(others, dataset.dictionary, dataset.regions)
    draw_take_away(
        dataset,
        shown.assign(answer=_told(dataset, answers, shown)),
        f"{words}; {summary(answers, dataset)}",
        asked,
        page="region",
        text=region_sentence(
            answers, dataset, words, page_link(dataset, asked, "region")
        ),
    )


def _draw_headline(dataset: Dataset, answers: Answers, others: dict, region) -> None:
    with st.container(gap=None, key="headline"):
        words = describe(others, dataset.dictionary, dataset.regions)
        campaigns = {key: others[key] for key in ("campaign",) if key in others}
        of_what = describe(campaigns, dataset.dictionary, dataset.regions)
        first = f"Only {of_what}: " if campaigns else "All campaigns: "
        st.markdown(f"**{plain(first + summary(answers, dataset))}**")
        st.caption(plain(f"{words} · data {dataset.fingerprint}"))
    if not len(_shown(answers)):
        st.info(
            plain(
                f"No incident of this selection is in {region.name}, off it, or known "
                "only to an area around it."
            )
        )


def _shown(answers: Answers) -> pd.DataFrame:
    """Return the rows of all answers, each once."""
    rows = pd.concat(answers.rows.values())
    return rows[~rows.index.duplicated()].sort_index()


def _draw_about(dataset: Dataset, answers: Answers, region) -> None:
    lines = [f"**{KINDS[region.kind]}**"]
    if region.name_es and region.name_es != region.name:
        lines.append(f"In Spanish: {plain(region.name_es)}")
    if region.country and region.country != region.name:
        lines.append(f"Of: {plain(region.country)}")
    if region.administered_by:
        lines.append(f"Administered by: {plain(region.administered_by)}")
    lines += [f"Disputed: {plain(each)}" for each in region.disputed]
    if region.neighbors:
        lines.append(f"Next to: {plain(', '.join(region.neighbors))}")
    lines.append(f"Id: {plain(answers.region_id)}")
    st.markdown("\n\n".join(lines))
    layer = {"country": "countries", "sea": "seas"}.get(region.kind, f"{region.kind}s")
    paper = dataset.regions.provenance.get(layer, {})
    if paper:
        st.caption(
            plain(
                f"Boundary: {paper.get('source', '')}. {paper.get('version', '')}. "
                f"Licence: {paper.get('licence', '')}. {paper.get('credit', '')}."
            )
        )


def _draw_answers(dataset: Dataset, answers: Answers) -> None:
    """Draw the answers side by side; they overlap and are not added up."""
    keys = [
        key
        for key in answers.rows
        if key != "off_coast" or has_coast(answers.region_id, dataset)
    ]
    for key, column in zip(keys, st.columns(len(keys), gap="small"), strict=True):
        with column, st.container(border=True, height="stretch", gap="xsmall"):
            st.caption(plain(answer_label(key, answers, dataset.regions)))
            words = count_words(answers.rows[key], dataset.dictionary)
            st.markdown(f"**{plain(words)}**")
    st.caption("An incident may stand under several answers: they are not added up.")


def _draw_weeks(dataset: Dataset, answers: Answers, others: dict) -> None:
    """Draw the certain and the possible apart, on one scale."""
    period = axis(dataset, others)
    rows = pd.concat([answers.rows[key] for key in CERTAIN])
    certain = rows[~rows.index.duplicated()]
    possible = answers.rows["could_have_been"]
    possible = possible[~possible.index.isin(certain.index)]
    tables = [weekly(each, *period) for each in (certain, possible)]
    several = several_campaigns(pd.concat([certain, possible]))
    column = "incidents" if several else "high"
    top = max((table[column].max() for table in tables if len(table)), default=0)
    titles = ("in it or off its coast", "could have been")
    missing = all_added_are_missing(_shown(answers))
    for table, title, place in zip(tables, titles, st.columns(2), strict=True):
        with place:
            st.html(incident_title(title) if several else weekly_title(title, missing))
            if not len(table) or not table["incidents"].any():
                st.caption("None in this period.")
                continue
            bars = (
                incident_bars(table, period, top)
                if several
                else weekly_bars(table, period, top=top, missing=missing)
            )
            unit = "incidents" if several else "people reported killed"
            st.vega_lite_chart(
                spec=to_spec(bars),
                width="stretch",
                alt=f"Bars of the {unit} per week, {title}",
            )


def _told(dataset: Dataset, answers: Answers, shown: pd.DataFrame) -> list[str]:
    """Return for each row the answers under which it stands, in words."""
    return [
        "; ".join(
            answer_label(key, answers, dataset.regions)
            for key, rows in answers.rows.items()
            if index in rows.index
        )
        for index in shown.index
    ]


def _draw_lists(dataset: Dataset, answers: Answers) -> None:
    shown = _shown(answers)
    if shown.empty:
        return
    placed = shown[shown["region_nm"].notna()]
    if len(placed):
        st.markdown(
            "**How far from what** · point, and the range that the circle allows"
        )
        table = how_far(placed, answers.region_id, dataset.regions)
        st.dataframe(
            table.assign(Date=table["Date"].dt.date),
            hide_index=True,
            height="content",
            alt="Distances of the placed incidents from coasts, towns and ports",
        )
    name = dataset.regions.name(answers.region_id)
    near = [distance_words(row, name) or row.where_words for row in shown.itertuples()]
    told = _told(dataset, answers, shown)
    show_table(
        shown.assign(where_words=near),
        dataset.dictionary,
        incident_id(),
        extra={"Answer": told},
        apart=ANSWERS_APART,
    )


show()
