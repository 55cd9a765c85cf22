"""The selected incident: one id that map, table, card and link all follow."""

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.citation import incident_citation
from dashboard.figures.incident_words import (
    near_line,
    near_note,
    near_title,
    none_near,
    parts_title,
    position_words,
)
from dashboard.figures.list_words import list_words, more_listed
from dashboard.figures.related import near, neighbors, newest_first
from dashboard.look.card import incident_card, list_card, part_lines, short_line
from dashboard.text.language import gettext
from dashboard.views._crash import safely
from dashboard.views._link import address_of, pinned
from dashboard.views._state import INCIDENT, LISTED, TABLE_REMOUNT, incident_id
from dashboard.views._words import bold, plain

NEAR_SHOWN = 5
LISTED_SHOWN = 60
"""Incidents that the card lists; the table has all."""


def choose(wanted: str) -> None:
    """Select an incident, or none for a blank; a callback of every part of a page.

    The table is mounted anew: a selection of its rows cannot be set from outside.
    """
    st.session_state[INCIDENT] = wanted
    st.session_state[LISTED] = ()
    st.session_state[TABLE_REMOUNT] = st.session_state.get(TABLE_REMOUNT, 0) + 1


def choose_several(ids: tuple[str, ...]) -> None:
    """Let the card list several incidents that were clicked at once; a callback."""
    choose("")
    st.session_state[LISTED] = ids


def listed_ids(*shown: pd.DataFrame | None) -> tuple[str, ...]:
    """Return the ids of the card's list that are among the rows shown."""
    wanted = st.session_state.get(LISTED) or ()
    here = {
        each
        for rows in shown
        if rows is not None and wanted
        for each in rows["incident_id"]
    }
    return tuple(each for each in wanted if each in here)


def selected_id(dataset: Dataset) -> str:
    """Return the id of the selected incident; warns if a link names a wrong one."""
    wanted = incident_id()
    if wanted and not dataset.incidents["incident_id"].eq(wanted).any():
        st.warning(gettext("The incident of this link is not in the table."))
        st.session_state[INCIDENT] = ""
    return incident_id()


def draw_card(
    dataset: Dataset, rows: pd.DataFrame, selected: str, selection: dict, page: str = ""
) -> None:
    """Draw the selected incident, with the way to its neighbors and its sources.

    ``rows`` are those that the page shows, ``selection`` the filters that kept them,
    ``page`` the path of the page.
    """
    table = dataset.incidents
    incident = table[table["incident_id"].eq(selected)].iloc[0]
    parts = table[table["parent_id"].eq(selected)]
    inside = rows["incident_id"].eq(selected).any()
    _draw_steps(rows, incident)
    if not inside:
        st.caption(gettext("The filters hide this incident."))
    st.html(incident_card(incident, parts, dataset.dictionary))
    _draw_family(dataset, incident, parts)
    _draw_near(dataset, incident)
    query = [*pinned(dataset, selection if inside else {}), ("id", selected)]
    # elsewhere its page may not show it: the Map page shows any incident by its id
    own_page = page if inside and page != "compare" else ""
    link = address_of(query, page, own_page)
    words = incident_citation(
        incident, parts, dataset.dictionary, dataset.fingerprint, link
    )
    with st.expander(gettext("Cite this incident"), key="cite"):
        st.code(words, language=None, wrap_lines=True)


def draw_list_card(
    dataset: Dataset, rows: pd.DataFrame, ids: tuple[str, ...], beside: bool = False
) -> None:
    """Draw the incidents of one mark or one area that was clicked, to open one.

    ``beside`` is whether they are those that a drawn shape can neither hold nor rule
    out.
    """
    some = newest_first(rows[rows["incident_id"].isin(ids)])
    with st.container(horizontal=True, horizontal_alignment="right", key="card_steps"):
        _draw_close()
    title, why, tolls = list_words(some, dataset.dictionary, beside)
    st.html(list_card(title, why, tolls))
    for each in some.head(LISTED_SHOWN).itertuples():
        row = some.loc[each.Index]
        _open_button(each.incident_id, short_line(row, dataset.dictionary))
    if len(some) > LISTED_SHOWN:
        st.caption(plain(more_listed(len(some) - LISTED_SHOWN)))


def _draw_steps(rows: pd.DataFrame, incident: pd.Series) -> None:
    """Draw Earlier, Later and Close, and where in the order of dates this one is."""
    earlier, later, position = neighbors(rows, incident)
    with st.container(
        horizontal=True, gap="xsmall", vertical_alignment="center", key="card_steps"
    ):
        for key, label, icon, target in (
            ("earlier", gettext("Earlier"), "chevron_left", earlier),
            ("later", gettext("Later"), "chevron_right", later),
        ):
            st.button(
                label,
                key=f"step_{key}",
                type="tertiary",
                icon=f":material/{icon}:",
                on_click=safely(choose),
                args=(target,),
                disabled=not target,
            )
        if position:
            st.caption(plain(position_words(position, len(rows))), width="stretch")
        _draw_close()


def _draw_close() -> None:
    st.button(
        gettext("Close"),
        key="step_close",
        type="tertiary",
        icon=":material/close:",
        on_click=safely(choose),
        args=("",),
    )


def _draw_family(dataset: Dataset, incident: pd.Series, parts: pd.DataFrame) -> None:
    table = dataset.incidents
    if incident.parent_id:
        whole = table[table["incident_id"].eq(incident.parent_id)]
        if len(whole):
            st.markdown(gettext("**Part of**"))
            line = short_line(whole.iloc[0], dataset.dictionary)
            _open_button(incident.parent_id, line)
    if len(parts):
        st.markdown(bold(parts_title(len(parts))))
        for part_id, words in part_lines(parts, dataset.dictionary):
            _open_button(part_id, words)


def _draw_near(dataset: Dataset, incident: pd.Series) -> None:
    """Draw what was near, from the whole table: filters do not unmake neighbors."""
    found = near(incident, dataset.incidents)
    with st.expander(plain(near_title(len(found))), key="near"):
        if found.empty:
            st.caption(none_near())
            return
        table = dataset.incidents.set_index("incident_id")
        for each in found.head(NEAR_SHOWN).itertuples():
            line = short_line(table.loc[each.incident_id], dataset.dictionary)
            _open_button(each.incident_id, near_line(line, each.words))
        st.caption(near_note(len(found) - NEAR_SHOWN))


def _open_button(wanted: str, words: str) -> None:
    st.button(
        plain(words),
        key=f"open_{wanted}",
        type="tertiary",
        icon=":material/arrow_forward:",
        on_click=safely(choose),
        args=(wanted,),
    )
