"""Upload tables: read them with their progress shown, and keep them in the session."""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.dataset import STOPS
from dashboard.figures.caveats import short_caveats
from dashboard.figures.data_page_words import (
    MEGABYTE,
    STAYS_HERE,
    limits_words,
    not_opened_words,
    opened_words,
    other_than_asked,
    reading_title,
    step_words,
)
from dashboard.openers.opened import TableSource
from dashboard.same_table import is_same, open_already
from dashboard.table.limits import MAX_COLUMNS, MAX_ROWS
from dashboard.text.language import gettext, message_of
from dashboard.views._data import facts_of, table_of
from dashboard.views._memory import hold, hold_again
from dashboard.views._open import OpenTable, open_in_steps
from dashboard.views._state import TOLD, UPLOADS
from dashboard.views._table_of_link import (
    asked_for,
    show_table_of_link,
    tables_of_link,
)
from dashboard.views._tables import (
    add_table,
    change_table,
    every_key,
    show_tables,
    uploaded,
)
from dashboard.views._words import plain

MOST_MEGABYTES = 200
"""Size of one upload; ``maxUploadSize`` in .streamlit/config.toml says the same."""


def keep_uploads_in_memory() -> None:
    """Let the server keep every upload in memory: by itself it puts 1 MB on disk."""
    MultiPartParser.spool_max_size = 2 * MOST_MEGABYTES * MEGABYTE


def draw_uploader() -> None:
    """Draw the uploader, what became of the last files, and open what is uploaded."""
    files = st.file_uploader(
        gettext("Open tables"),
        accept_multiple_files=True,
        key=_key(),
        label_visibility="collapsed",
        max_upload_size=MOST_MEGABYTES,
    )
    st.caption(limits_words(MOST_MEGABYTES, MAX_ROWS, MAX_COLUMNS))
    st.caption(gettext(STAYS_HERE))
    told = st.container()
    if files:
        told_of_them = _take(files)
        st.session_state[TOLD] = told_of_them  # showing tables clears what was told
        _next_uploader()
        st.rerun()
    with told:
        for kind, words in st.session_state.get(TOLD, ()):
            NOTICES[kind](plain(words))


def _key() -> str:
    return f"upload_{st.session_state.get(UPLOADS, 0)}"


def _next_uploader() -> None:
    """Draw an empty uploader next: Streamlit then forgets what the last one held."""
    st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1


def _take(files: list) -> list[tuple[str, str]]:
    """Open uploaded files and show them side by side; return what to tell of each."""
    taken = [_take_one(_name_of(file.name), file) for file in files]
    told = [words for _, words in taken]
    opened = list(dict.fromkeys(key for key, _ in taken if key))
    link = asked_for()
    if link is None and opened:
        show_tables(tuple(opened))
    elif link is not None and not show_table_of_link(link, opened):
        wanted = [key for _, key in tables_of_link(link)]
        told += [("warning", _not_asked(key)) for key in opened if key not in wanted]
    return told


def _take_one(name: str, file: UploadedFile) -> tuple[str, tuple[str, str]]:
    """Open one file; return its key, "" where there is none, and what to tell of it."""
    try:
        room = hold(file.size)
        table = _read(TableSource(name, file.getvalue()))
        if same := _key_of_same(table):
            return same, ("warning", open_already(table_of(same), name))
        room = hold_again(room, table.dataset.incidents)
    except STOPS as error:
        return "", ("error", not_opened_words(name, message_of(error)))
    return add_table(table, room), _told_of(table)


def _key_of_same(table: OpenTable) -> str:
    """Return the key of an open table that is the same as this one, or ""."""
    for key in every_key():
        try:
            if is_same(table_of(key), table.dataset):
                return key
        except STOPS:
            continue  # a table of the run that cannot be read: the page says so
    return ""


def _name_of(sent: str) -> str:
    """Return the name of an uploaded file as it is on its computer.

    A browser sends a quotation mark in it as %22 (HTML, multipart/form-data encoding).
    """
    return sent.replace("%22", '"')


def _told_of(table: OpenTable) -> tuple[str, str]:
    """Return what to tell of an open table, as a warning where most rows are lost."""
    name, report = table.source.name, table.report
    words = opened_words(name, report.rows, short_caveats(table.dataset))
    return ("warning" if report.rejected * 2 > report.rows else "success"), words


def _not_asked(key: str) -> str:
    table = uploaded()[key].table
    return other_than_asked(table.source.name, table.dataset.fingerprint)


def read_again(
    key: str, part: str | None = None, importer: str = "auto", mapping: str = ""
) -> None:
    """Read an open file again: another sheet, format or mapping; then run anew.

    ``part`` None is the part of now. Where the file cannot be read so, the table stays
    as it is, and the page says why.
    """
    table = facts_of(key)
    if table is None:
        return
    source = table.source
    part = source.part if part is None else part
    source = replace(source, part=part, importer=importer, mapping=mapping)
    try:
        room = None if key in uploaded() else hold(_size(source))
        table = _read(source)
    except STOPS as error:
        st.session_state[TOLD] = [
            ("error", not_opened_words(source.name, message_of(error)))
        ]
    else:
        change_table(key, table, room)
        st.session_state[TOLD] = [_told_of(table)]
    st.rerun()


def _size(source: TableSource) -> int:
    """Return the bytes of a file, in memory or on this machine."""
    content = source.content
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def _read(source: TableSource) -> OpenTable:
    """Open a file while a status says what is being done."""
    with st.status(plain(reading_title(source.name)), expanded=True) as status:
        done: list[str] = []
        waiting = status.empty()

        def tell(step: str, rows: int) -> None:
            if step == "wait":  # each word lets a click end the wait
                waiting.write(plain(step_words(step, rows)))
                return
            waiting.empty()
            if step not in done:
                done.append(step)
                status.write(plain(step_words(step, rows)))

        return open_in_steps(source, tell, datetime.now(UTC).date())


NOTICES = {"error": st.error, "warning": st.warning, "success": st.success}
"""How each kind of notice is drawn."""
