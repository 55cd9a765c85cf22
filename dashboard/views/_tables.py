"""The tables that a session can show: the default ones, ours, and its uploaded ones.

An uploaded table is in the state of its session and nowhere else: Streamlit drops that
state when the session ends. So is a table of the run that a session reads in another
way. Which tables are shown is a tuple of keys.
"""

from dataclasses import dataclass, field

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.sources_of_run import sources_of_run
from dashboard.table.read import UnreadableTableError
from dashboard.views._memory import Hold
from dashboard.views._open import OpenTable
from dashboard.views._state import (
    ADDS_UP,
    OTHER_TABLE,
    SHOWN,
    TABLES,
    TOGETHER,
    TOLD,
)

OURS = "ours"
"""Key of the table that comes with the dashboard."""
RUN = "run"
"""How the key of a table of ``run --data`` begins."""


@dataclass(frozen=True, eq=False)
class Uploaded:
    """An uploaded table as it was opened, and the room that it takes.

    ``worded`` is the same in each other language that the session has spoken.
    """

    table: OpenTable
    room: Hold
    worded: dict[str, Dataset] = field(default_factory=dict)


def default_keys() -> tuple[str, ...]:
    """Return the keys of the tables that a new session shows."""
    try:
        return tuple(names_of_run()) or (OURS,)
    except UnreadableTableError:
        return (f"{RUN}-0",)  # whoever opens it says what is wrong


def names_of_run() -> dict[str, str]:
    """Return the file names of the tables of ``run --data`` by key.

    Raises :class:`~dashboard.table.read.UnreadableTableError` as reading them does.
    """
    return {f"{RUN}-{n}": each.name for n, each in enumerate(sources_of_run())}


def uploaded() -> dict[str, Uploaded]:
    """Return the uploaded tables of this session by key."""
    return st.session_state.setdefault(TABLES, {})


def every_key() -> tuple[str, ...]:
    """Return the keys of all tables that this session can show."""
    return tuple(dict.fromkeys((*default_keys(), OURS, *uploaded())))


def shown_keys() -> tuple[str, ...]:
    """Return the keys of the tables that the pages show now."""
    return st.session_state.get(SHOWN) or default_keys()


def shows_default() -> bool:
    """Return whether the pages show what a new session shows, read as it reads it."""
    return shown_keys() == default_keys() and not shows_uploaded()


def shows_uploaded() -> bool:
    """Return whether an uploaded table is among those that are shown."""
    return any(key in uploaded() for key in shown_keys())


def adds_up() -> bool:
    """Return whether totals over several tables were asked for."""
    return bool(st.session_state.get(ADDS_UP))


def show_tables(
    keys: tuple[str, ...], add_up: bool = False, query: dict | None = None
) -> None:
    """Show these tables from the next run on, with the filters of ``query``.

    None is no filter but those that the tables open with. Another choice of tables is
    another data set: filters, steps and views of the last one do not fit it.
    """
    st.session_state[SHOWN] = None if keys == default_keys() else keys
    st.session_state[ADDS_UP] = add_up and len(keys) > 1
    st.session_state[OTHER_TABLE] = query or {}
    for key in (TOGETHER, TOLD):
        st.session_state.pop(key, None)


def is_of_run(key: str) -> bool:
    """Return whether a table was named when the dashboard was started."""
    return key.startswith(f"{RUN}-")


def show_default() -> None:
    """Show what a new session shows; uploaded tables stay open. A callback."""
    for key in default_keys():
        uploaded().pop(key, None)  # a table of the run that was read in another way
    show_tables(default_keys())


def add_table(table: OpenTable, room: Hold) -> str:
    """Keep an uploaded table in this session; return its key."""
    numbers = (int(key.rsplit("-", 1)[1]) for key in uploaded())
    key = f"upload-{max(numbers, default=0) + 1}"
    uploaded()[key] = Uploaded(table, room)
    return key


def change_table(key: str, table: OpenTable, room: Hold | None = None) -> None:
    """Put a table that was read anew in the place of an open one, in this session.

    ``room`` is for a table of the run, which takes none until it is read anew.
    """
    uploaded()[key] = Uploaded(table, room or uploaded()[key].room)
    show_tables(shown_keys(), adds_up())


def remove_table(key: str) -> None:
    """Forget an uploaded table; where it was shown, show what is left. A callback.

    A table of the run stays: as it was read when the dashboard was started.
    """
    uploaded().pop(key, None)  # in place: an older state of the session keeps no copy
    if key in shown_keys():
        gone = () if is_of_run(key) else (key,)
        left = tuple(each for each in shown_keys() if each not in gone)
        show_tables(left or default_keys(), adds_up())
