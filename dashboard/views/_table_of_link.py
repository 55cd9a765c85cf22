"""The table that a link is about: shown where it is open, named and asked for if not.

A link over a table that is not ours carries its file's name beside the fingerprint.
Until that table is open no page shows a number, for it would be another table's.
"""

from dataclasses import dataclass

import streamlit as st

from dashboard.dataset import ADD_UP, BESIDE, TABLE, Dataset
from dashboard.selection.filters import FILTERS
from dashboard.selection.link import SECOND
from dashboard.table.read import UnreadableTableError
from dashboard.views._filters import forget_preset
from dashboard.views._link import read_link
from dashboard.views._open import OpenTable
from dashboard.views._state import (
    ASKED,
    AT,
    BRIEF_LINKED,
    FUTURE,
    INCIDENT,
    LINKED,
    NOW,
    OTHER_TABLE,
    PAST,
    SEEN,
    SHOWS_CHANGES,
    TABLE_FIND,
    TURN,
    VIEW,
)
from dashboard.views._tables import (
    OURS,
    adds_up,
    default_keys,
    names_of_run,
    show_tables,
    shown_keys,
    uploaded,
)

OF_ONE_TABLE = (
    *(AT, BRIEF_LINKED, FUTURE, INCIDENT, LINKED, NOW, PAST, SEEN, SHOWS_CHANGES),
    *(TABLE_FIND, VIEW),
)
"""What a session remembers of one table and forgets with it."""


@dataclass(frozen=True)
class TableOfLink:
    """Which tables a link is about, and all of its parameters.

    ``data`` is the fingerprint in its pin, blank without one.
    """

    names: tuple[str, ...]
    beside_ours: bool
    add_up: bool
    data: str
    query: dict[str, list[str]]


def read_table_of_link() -> None:
    """Show the table that the address names, once per session, or keep who is asked."""
    if ASKED in st.session_state:
        return
    st.session_state[ASKED] = None
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    names = tuple(filter(None, query.get(TABLE, ())))
    data = "".join(query.get("data", ())).split(".")[0]
    link = TableOfLink(names, BESIDE in query, ADD_UP in query, data, query)
    is_about_one = names or (data and default_keys() != (OURS,))
    if is_about_one and not show_table_of_link(link):
        st.session_state[ASKED] = link


def show_table_of_link(link: TableOfLink) -> bool:
    """Show the tables of a link if all of them are open; return whether they are."""
    keys = [_key_of(name, link) for name in link.names]
    if None in keys:
        return False
    ours = (OURS,) if link.beside_ours or not link.names else ()
    wanted = (*ours, *(key for key in keys if key is not None))
    st.session_state[ASKED] = None
    other = wanted != shown_keys() or link.add_up != adds_up()
    if other or LINKED in st.session_state:
        show_tables(wanted, link.add_up, link.query)
    return True


def _key_of(name: str, link: TableOfLink) -> str | None:
    """Return the key of the open table with this name, the one of the link first."""
    try:
        named = [key for key, of_run in names_of_run().items() if of_run == name]
    except UnreadableTableError:
        named = []
    own = [
        (each.table.dataset.fingerprint == link.data, key)
        for key, each in uploaded().items()
        if each.table.source.name == name or _is_it(each.table, link)
    ]
    return max(own)[1] if own else next(iter(named), None)


def _is_it(table: OpenTable, link: TableOfLink) -> bool:
    return len(link.names) == 1 and table.dataset.fingerprint == link.data


def begin_anew(dataset: Dataset | None) -> None:
    """Begin with the filters of another table, where another was chosen.

    Steps, view and selected incident of the last one do not fit it. Before any widget.
    """
    if OTHER_TABLE not in st.session_state:
        return
    query = st.session_state.pop(OTHER_TABLE)
    for key in OF_ONE_TABLE:
        st.session_state.pop(key, None)
    forget_preset()
    st.query_params.from_dict(query)
    if dataset is None:
        return
    read_link(dataset)
    prefixes = ("", SECOND)
    widgets = {
        prefix + key
        for prefix in prefixes
        for kind in FILTERS.values()
        for key in kind.widget_keys
    }
    for key, value in st.session_state[LINKED].items():
        if key in widgets:
            st.session_state[key] = value
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def asked_for() -> TableOfLink | None:
    """Return the table that the link is about where it is not open, else None."""
    return st.session_state.get(ASKED)
