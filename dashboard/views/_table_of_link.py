"""The table that a link is about: shown where it is open, named and asked for if not.

A link over a table that is not ours carries its file's name and its fingerprint. Until
that table is open no page shows a number, for it would be another table's: two tables
may have one name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.dataset import ADD_UP, BESIDE, STOPS, TABLE, Dataset
from dashboard.selection.filters import FILTERS
from dashboard.selection.link import SECOND
from dashboard.table.name_in_link import name_and_data
from dashboard.table.read import UnreadableTableError
from dashboard.views._data import table_of
from dashboard.views._filters import forget_preset
from dashboard.views._link import read_link
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
FINGERPRINT = re.compile("[0-9a-f]{8}")


@dataclass(frozen=True)
class TableOfLink:
    """Which tables a link is about, and all of its parameters.

    ``tables`` are the file name and the fingerprint of each, the latter blank in a link
    that was written by hand.
    """

    tables: tuple[tuple[str, str], ...]
    beside_ours: bool
    add_up: bool
    query: dict[str, list[str]]

    @property
    def names(self) -> tuple[str, ...]:
        """The file names of the tables."""
        return tuple(name for name, _ in self.tables)


def read_table_of_link() -> None:
    """Show the table that the address names, once per session, or keep who is asked."""
    if ASKED in st.session_state:
        return
    st.session_state[ASKED] = None
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    named = [name_and_data(text) for text in query.get(TABLE, ()) if text]
    data = _data_of_pin(query)
    if len(named) == 1:
        named = [(named[0][0], named[0][1] or data)]
    if not named:
        _show_by_data(data, query)
        return
    link = TableOfLink(tuple(named), BESIDE in query, ADD_UP in query, query)
    if not show_table_of_link(link):
        st.session_state[ASKED] = link


def _show_by_data(data: str, query: dict[str, list[str]]) -> None:
    """Show the table of a link that names none: the one with its data, else ours."""
    if data and default_keys() != (OURS,):
        key = _key_with(data, (OURS, *default_keys())) or OURS
        show_tables((key,), query=query)


def _data_of_pin(query: dict[str, list[str]]) -> str:
    """Return the fingerprint in the pin of an address, blank where it is none."""
    found = "".join(query.get("data", ())).split(".")[0]
    return found if FINGERPRINT.fullmatch(found) else ""


def show_table_of_link(link: TableOfLink, given: Sequence[str] = ()) -> bool:
    """Show the tables of a link if all of them are open; return whether they are.

    ``given`` are the keys of files that were just handed over for this link: of them
    the name is enough, for a file may have been edited since.
    """
    keys = [key for _, key in tables_of_link(link, given)]
    if None in keys:
        return False
    ours = (OURS,) if link.beside_ours else ()
    wanted = (*ours, *(key for key in keys if key is not None))
    st.session_state[ASKED] = None
    other = wanted != shown_keys() or link.add_up != adds_up()
    if other or LINKED in st.session_state:
        show_tables(wanted, link.add_up, link.query)
    return True


def tables_of_link(
    link: TableOfLink, given: Sequence[str] = ()
) -> list[tuple[tuple[str, str], str | None]]:
    """Return each table of a link with its key, none twice; None where it is not open.

    The fingerprint decides. A name alone does only where it leaves no choice.
    """
    names = names_of_open()
    tables = [
        each
        for at, each in enumerate(link.tables)
        if not each[1] or each not in link.tables[:at]
    ]
    found: dict[int, str] = {}
    for at, (name, data) in enumerate(tables):
        free = [key for key in names if key not in found.values()]
        free.sort(key=lambda key: names[key] != name)
        if data and (key := _key_with(data, free)):
            found[at] = key
    for name in dict.fromkeys(link.names):
        wanted = [at for at, each in enumerate(tables) if each[0] == name]
        wanted = [at for at in wanted if at not in found]
        free = [key for key in names if names[key] == name]
        free = [key for key in free if key not in found.values()]
        if any(tables[at][1] for at in wanted):
            free = [key for key in free if key in given]
        if len(free) == len(wanted):
            found |= dict(zip(wanted, free, strict=True))
    return [(table, found.get(at)) for at, table in enumerate(tables)]


def _key_with(data: str, keys: Sequence[str]) -> str:
    """Return the key of the first table that has this fingerprint, blank for none."""
    for key in keys:
        try:
            if table_of(key).fingerprint == data:
                return key
        except STOPS:
            continue  # the page that shows this table says what is wrong
    return ""


def names_of_open() -> dict[str, str]:
    """Return the file names of all open tables but ours by key, uploaded ones first."""
    names = {key: each.table.source.name for key, each in uploaded().items()}
    try:
        return {**names, **names_of_run()}
    except UnreadableTableError:
        return names


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
