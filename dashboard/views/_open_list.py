"""The list of open tables on page Data: which are shown, together or alone."""

from functools import partial

import streamlit as st

from dashboard.figures.data_page_words import (
    ADD_UP_HELP,
    AS_STARTED,
    OF_RUN,
    OURS_WORDS,
    READ_ANEW,
    UPLOADED,
    facts_line,
    rows_and_days,
)
from dashboard.table.dictionary import DictionaryError, read_dictionary
from dashboard.table.read import UnreadableTableError
from dashboard.text.language import N_, gettext, pgettext
from dashboard.views._crash import safely
from dashboard.views._state import ASKED
from dashboard.views._table_of_link import asked_for
from dashboard.views._tables import (
    OURS,
    adds_up,
    every_key,
    is_of_run,
    names_of_run,
    remove_table,
    show_tables,
    shown_keys,
    uploaded,
)
from dashboard.views._words import plain

ADD_UP_KEY = "add_up_box"
REMOVE = N_("Remove this table")


def draw_open_list() -> None:
    """Draw a box for each table that can be shown; nothing where there is only one."""
    keys = every_key()
    if len(keys) < 2:
        return
    st.subheader(pgettext("tables that are open", "Open tables"))
    shown = () if asked_for() else shown_keys()
    with st.container(border=True, gap="xsmall", key="open_list"):
        for key in keys:
            _draw_line(key, key in shown)
    if shown and st.button(
        gettext("Open on the map"), type="primary", icon=":material/map:"
    ):
        st.switch_page("views/map.py")
    if len(shown) > 1:
        st.session_state[ADD_UP_KEY] = adds_up()
        st.checkbox(
            gettext("Add up the counts and tolls of these tables"),
            key=ADD_UP_KEY,
            on_change=safely(_choose),
            help=gettext(ADD_UP_HELP),
        )


def _draw_line(key: str, is_shown: bool) -> None:
    title, words = _title(key), _words(key)
    box = _box(key)
    st.session_state[box] = is_shown
    with st.container(horizontal=True, vertical_alignment="center"):
        st.checkbox(plain(title), key=box, on_change=safely(_choose), width="content")
        st.caption(plain(words), width="stretch")
        if key in uploaded():
            st.button(
                gettext(AS_STARTED if is_of_run(key) else REMOVE),
                key=f"remove_{key}",
                type="tertiary",
                icon=":material/undo:" if is_of_run(key) else ":material/delete:",
                on_click=safely(partial(remove_table, key)),
            )


def _box(key: str) -> str:
    return f"shows_{key}"


def _title(key: str) -> str:
    if key == OURS:
        return _our_title()
    if key in uploaded():
        return uploaded()[key].table.source.name
    try:
        return names_of_run()[key]
    except (UnreadableTableError, KeyError):
        return key


def _our_title() -> str:
    try:
        return read_dictionary().description.title
    except DictionaryError:
        return gettext(OURS_WORDS)


def _words(key: str) -> str:
    if key == OURS:
        return gettext(OURS_WORDS)
    if key in uploaded():
        rows = rows_and_days(uploaded()[key].table.dataset.incidents)
        return facts_line([rows, gettext(READ_ANEW if is_of_run(key) else UPLOADED)])
    return gettext(OF_RUN)


def _choose() -> None:
    """Show the tables whose boxes are ticked; the last box cannot be taken away."""
    ticked = tuple(key for key in every_key() if st.session_state.get(_box(key)))
    st.session_state[ASKED] = None
    add_up = bool(st.session_state.get(ADD_UP_KEY)) and len(ticked) > 1
    show_tables(ticked or shown_keys(), add_up)
