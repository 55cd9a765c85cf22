"""Add and correct rows on the Data page, where the server was started with leave."""

import os
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.editing.folder import EditFolder, Refused, open_folder
from dashboard.editing.leave import is_from_here, may_edit
from dashboard.editing.saving import undo_last
from dashboard.figures.edit_words import (
    ADD,
    CORRECT,
    NO_LEAVE,
    NOT_EDITOR,
    NOT_FROM_HERE,
    UNDO,
    last_save_words,
    row_label,
    undone_words,
)
from dashboard.table.history import still_holding
from dashboard.table.reading import UnreadableTableError
from dashboard.table.transaction import SaveError
from dashboard.text.language import gettext, message_of
from dashboard.views._edit_check import draw_check
from dashboard.views._edit_fields import draw_fields
from dashboard.views._login import has_login, may_edit_by_role
from dashboard.views._state import EDITED
from dashboard.views._words import plain


def has_leave() -> bool:
    """Return whether this person may edit."""
    return not _why_not()


def _why_not() -> str:
    """Return why this person may not edit, blank where they may."""
    if not may_edit(os.environ, st.get_option("server.address")):
        return gettext(NO_LEAVE)
    if has_login():
        return "" if may_edit_by_role() else gettext(NOT_EDITOR)
    return "" if is_from_here(st.context.headers) else gettext(NOT_FROM_HERE)


def draw_edit(dataset: Dataset) -> None:
    """Draw the form for the table that is shown, or how to get leave to edit."""
    st.subheader(gettext("Add or correct"))
    if said := st.session_state.pop(EDITED, ""):
        st.success(plain(said), icon=":material/check:")
    if why_not := _why_not():
        st.caption(plain(why_not))
        return
    if dataset.path is None:
        return
    try:
        folder = open_folder(Path(dataset.path))
    except (UnreadableTableError, SaveError) as error:
        st.info(plain(message_of(error)))
        return
    what = st.segmented_control(
        gettext("What to do"),
        [ADD, CORRECT, UNDO],
        format_func=gettext,
        key="edit_what",
        default=ADD,
    )
    if what == UNDO:
        _draw_undo(folder)
    elif what == CORRECT:
        _draw_correct(folder, dataset)
    else:
        values, sources = draw_fields(folder, dataset, None)
        draw_check(folder, dataset, None, values, sources)


def _draw_correct(folder: EditFolder, dataset: Dataset) -> None:
    rows = {row["incident_id"]: row for _, row in folder.records.rows()}
    newest_first = list(rows)[::-1]
    chosen = st.selectbox(
        gettext("Row"),
        newest_first,
        format_func=lambda key: row_label(rows[key]) if key in rows else key,
        index=None,
        key="edit_row",
        placeholder=gettext("Type an id, a day or a place"),
    )
    if chosen in rows:
        row = rows[chosen]
        values, sources = draw_fields(folder, dataset, row)
        changed = {name: each for name, each in values.items() if each != row[name]}
        draw_check(folder, dataset, row, changed, sources)


def _draw_undo(folder: EditFolder) -> None:
    holding = still_holding(folder.changes)
    if holding:
        last = holding[-1]
        words = (last.save_id, last.incident_id, last.who, last.why)
        st.markdown(plain(last_save_words(*words)))
    if not st.button(gettext("Undo it"), key="edit_undo", disabled=not holding):
        return
    try:
        saved = undo_last(folder, datetime.now(UTC), "editor")
    except (Refused, SaveError, UnreadableTableError) as error:
        st.error(plain(message_of(error)), icon=":material/error:")
        return
    st.session_state[EDITED] = undone_words(saved.incident_id)
    st.rerun()
