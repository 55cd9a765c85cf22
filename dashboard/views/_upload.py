"""Upload tables: read them with their progress shown, and keep them in the session."""

import streamlit as st
from starlette.formparsers import MultiPartParser

from dashboard.dataset import STOPS
from dashboard.figures.data_page_words import (
    MEGABYTE,
    STAYS_HERE,
    not_opened_words,
    opened_words,
    other_than_asked,
    reading_title,
    step_words,
)
from dashboard.openers.opened import TableSource
from dashboard.views._memory import hold
from dashboard.views._open import OpenTable, open_in_steps
from dashboard.views._state import TOLD, UPLOADS
from dashboard.views._table_of_link import asked_for, show_table_of_link
from dashboard.views._tables import add_table, show_tables
from dashboard.views._words import plain

ENDINGS = (
    "csv tsv txt xlsx ods json geojson gpkg parquet geoparquet kml kmz zip".split()
)
"""How the names of files end that the uploader offers; what they hold decides."""
MOST_MEGABYTES = 200
"""Size of one upload; ``maxUploadSize`` in .streamlit/config.toml says the same."""


def keep_uploads_in_memory() -> None:
    """Let the server keep every upload in memory: by itself it puts 1 MB on disk."""
    MultiPartParser.spool_max_size = 2 * MOST_MEGABYTES * MEGABYTE


def draw_uploader() -> None:
    """Draw the uploader, what became of the last files, and open what is uploaded."""
    files = st.file_uploader(
        "Open tables",
        type=ENDINGS,
        accept_multiple_files=True,
        key=_key(),
        label_visibility="collapsed",
        max_upload_size=MOST_MEGABYTES,
    )
    st.caption(STAYS_HERE)
    told = st.container()
    if files:
        st.session_state[TOLD] = [line for each in files for line in _take(each)]
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


def _take(file) -> list[tuple[str, str]]:
    """Open one uploaded file and show it; return what to tell of it."""
    try:
        room = hold(file.size)
        table = _read(TableSource(file.name, file.getvalue()))
    except STOPS as error:
        return [("error", not_opened_words(file.name, str(error)))]
    key = add_table(table, room)
    return _show(key, table)


def _read(source: TableSource) -> OpenTable:
    """Open a file while a status says what is being done."""
    with st.status(plain(reading_title(source.name)), expanded=True) as status:

        def tell(step: str, rows: int) -> None:
            status.write(plain(step_words(step, rows)))

        return open_in_steps(source, tell)


def _show(key: str, table: OpenTable) -> list[tuple[str, str]]:
    """Show a table that was opened; where a link asks for another, only that one."""
    dataset, name = table.dataset, table.source.name
    link = asked_for()
    if link is not None and not show_table_of_link(link):
        return [("warning", other_than_asked(name, dataset.fingerprint))]
    if link is None:
        show_tables((key,))
    words = opened_words(name, len(dataset.incidents), dataset.set_aside)
    return [("success", words)]


NOTICES = {"error": st.error, "warning": st.warning, "success": st.success}
"""How each kind of notice is drawn."""
