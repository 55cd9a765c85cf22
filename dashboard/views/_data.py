"""The data that all pages show: of this machine, or of this session alone.

Files of this machine are opened once for each state of them, for every session. An
uploaded table is in its session (:mod:`dashboard.views._tables`); no cache over all
sessions and no archive ever holds it.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import dataset as datasets
from dashboard.checks.across_tables import STOPPED, find_same
from dashboard.combined import combine
from dashboard.dataset import STOPS, Dataset
from dashboard.in_language import in_language
from dashboard.openers.opened import TableSource
from dashboard.sources_of_run import sources_of_run
from dashboard.store.kept import how_read, open_kept_dataset, opened_once
from dashboard.table.archive import keep_state
from dashboard.table.fingerprint import saved_stamp, stamp
from dashboard.table.given import NAME, totals_path
from dashboard.text.language import N_, SOURCE, current, gettext, in_english, message_of
from dashboard.views._in_turn import LARGE_ROWS, wait_for_large
from dashboard.views._kept import kept, with_spinner
from dashboard.views._later import when_quiet
from dashboard.views._open import OpenTable, open_in_steps
from dashboard.views._state import DATED, TOGETHER
from dashboard.views._stoppable import SAME_STEP, do_or_stop, was_stopped
from dashboard.views._tables import (
    OURS,
    RUN,
    adds_up,
    default_keys,
    shown_keys,
    uploaded,
)
from dashboard.views._tidy import collect_all


def read_data() -> tuple[Dataset | None, str]:
    """Return the data set that this session shows, or None and why there is none."""
    try:
        dataset = _as_of_today(_shown(shown_keys()))
        if len(dataset.incidents) >= LARGE_ROWS:
            wait_for_large()
        return dataset, ""
    except STOPS as error:
        return None, message_of(error)


def _as_of_today(dataset: Dataset) -> Dataset:
    """Return the data set with its age of today; the same object all day."""
    today = datetime.now(UTC).date()
    known, day, dated = st.session_state.get(DATED, (None, None, None))
    if known is not dataset or day != today:
        dated = dataset.on_day(today)
        st.session_state[DATED] = dataset, today, dated
    return dated


def _shown(keys: tuple[str, ...]) -> Dataset:
    tables = [table_of(key) for key in keys]
    if len(tables) == 1:
        return tables[0]
    place = st.empty()  # in every run: else all below would be mounted anew
    asked = (*(each.fingerprint for each in tables), adds_up())
    made_from = (*tables, adds_up())
    known, together = st.session_state.get(TOGETHER, ((), None))
    is_known = len(known) == len(made_from) and all(
        one is other for one, other in zip(known, made_from, strict=True)
    )
    # A click on Stop that comes too late throws nothing away.
    goes_on = is_known and together.may_be_same.stopped
    if not is_known or (goes_on and not was_stopped(SAME_STEP, asked)):
        doing = gettext("Looking for rows of two tables that may be one incident …")
        together = do_or_stop(
            SAME_STEP, asked, doing, partial(_combined, tables), place
        )
        together = together or combine(tables, adds_up(), lambda *given: STOPPED)
        st.session_state[TOGETHER] = made_from, together
    return together


def _combined(tables: list[Dataset], tell: Callable[[float], None]) -> Dataset:
    return combine(tables, adds_up(), partial(find_same, progress=tell))


def table_of(key: str) -> Dataset:
    """Return the data set of one table. Raises one of STOPS where it cannot be read."""
    found = facts_of(key)
    opened = found.dataset if found else _open(stamp(datasets.our_files()))
    if current() == SOURCE:
        return opened
    if key in uploaded():  # also one that is not shown stays in its session
        worded = uploaded()[key].worded
        if current() not in worded:
            worded[current()] = in_language(opened)
        return worded[current()]
    return _in_language(opened.fingerprint, key, opened)


@kept(st.cache_resource, show_spinner=False, max_entries=8)
def _in_language(fingerprint: str, key: str, _opened: Dataset) -> Dataset:
    """Put an opened data set into the language of now: it words each place anew."""
    return in_language(_opened)


def facts_of(key: str) -> OpenTable | None:
    """Return a table with what opening it noticed; None for ours."""
    if key == OURS:
        return None
    if key in uploaded():
        return uploaded()[key].table
    return _of_run(key)


def tables_of_server() -> list[Dataset]:
    """Return the tables that a new session shows, opened for all sessions.

    It asks nothing of a session, so that it can be done before there is one. Raises
    one of STOPS where a table cannot be read.
    """
    ours = default_keys() == (OURS,)
    opened = [None] if ours else [_of_run(key) for key in default_keys()]
    return [
        each.dataset if each else _open(stamp(datasets.our_files())) for each in opened
    ]


def _of_run(key: str) -> OpenTable:
    source = sources_of_run()[int(key.removeprefix(f"{RUN}-"))]
    path = Path(str(source.content))
    files = (path, path.with_name(NAME), totals_path(path))
    return _open_by_path(source, tuple(saved_stamp(each) for each in files if each))


@with_spinner(
    st.cache_resource,
    show_spinner=N_("Reading the table and the regions …"),
    max_entries=2,
)
def _open(saved: tuple) -> Dataset:
    """Open everything; ``saved`` changes when any file of the data set is saved."""
    with in_english():
        opened = open_kept_dataset(when_quiet)
    keep_state(datasets.our_files(), opened.state)
    collect_all()  # what stays for good is not looked through again: 0.2 s each time
    return opened


@with_spinner(
    st.cache_resource,
    show_spinner=N_("Reading the table and the regions …"),
    max_entries=32,
)
def _open_by_path(source: TableSource, saved: tuple) -> OpenTable:
    """Open a file of this machine.

    ``saved`` changes when it, its description or the totals beside it are saved again.
    """
    today = datetime.now(UTC).date()
    with in_english():
        return opened_once(
            Path(str(source.content)),
            ("steps", *how_read(source)),
            lambda: open_in_steps(source, today=today),
            lambda opened: opened.dataset,
            today,
            when_quiet,
        )
