"""Look at a row before it is saved: on the map, its totals, what may be the same."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock
from uuid import uuid4

import streamlit as st

from dashboard.checks.report import grouped
from dashboard.dataset import Dataset
from dashboard.editing.drafting import (
    Draft,
    draft_addition,
    draft_edit,
    stamped,
    with_warnings,
)
from dashboard.editing.folder import EditFolder, Refused, read_state
from dashboard.editing.saving import save
from dashboard.figures.edit_words import (
    CHECK_AGAIN,
    DOUBTS,
    NOTHING_ALIKE,
    SAME_QUESTION,
    conflict_line,
    problems_head,
    row_label,
    saved_words,
    total_lines,
    totals_head,
)
from dashboard.geo.locate import locate
from dashboard.geo.place_words import where_in_words
from dashboard.table.fingerprint import bytes_sha256
from dashboard.table.transaction import SaveError
from dashboard.text.language import gettext, message_of
from dashboard.views._crash import safely
from dashboard.views._edit_sources import Entries
from dashboard.views._map import show_map
from dashboard.views._state import CHECK_ASKED, DRAFT, EDIT, EDITED, SAVE_ASKED
from dashboard.views._words import bold, bullets, plain

MAP_HEIGHT = 320
MOST_KEPT = 200
_SAVED: dict[str, tuple[str, str]] = {}
"""Save and row of each saved draft, by its token: no draft is saved twice."""
_SAVING = Lock()
Row = Mapping[str, str]


def draw_check(
    folder: EditFolder,
    dataset: Dataset,
    row: Row | None,
    values: dict[str, str],
    sources: Entries | None,
) -> None:
    """Draw the button that checks, what it found, and the button that saves."""
    asked = (row["incident_id"] if row else "", values, sources)
    st.button(
        gettext("Check"),
        key="edit_check",
        on_click=safely(_ask),
        args=(CHECK_ASKED, "yes"),
    )
    if st.session_state.get(CHECK_ASKED):
        found = _draft(folder, row, values, sources)
        st.session_state[DRAFT] = asked, found, uuid4().hex
        st.session_state[CHECK_ASKED] = ""
    checked, draft, token = st.session_state.get(DRAFT, (None, None, ""))
    if draft is None:
        return
    if isinstance(draft, Refused):
        if checked == asked:
            _draw_refusal(draft)
        return
    if checked != asked:
        st.info(gettext(CHECK_AGAIN))
        return
    if draft.findings:
        _draw_refusal(Refused(draft.findings))
        return
    _draw_draft(folder, dataset, draft)
    _draw_save(folder, draft, token)


def _ask(key: str, value: str) -> None:
    """Keep that a button was pressed until it was answered.

    A run that another one follows at once is given up, and what it was asked with it.
    """
    st.session_state[key] = value


def _draft(
    folder: EditFolder, row: Row | None, values: Row, sources: Entries | None
) -> Draft | Refused:
    try:
        if row is None:
            given = {name: text for name, text in values.items() if text}
            return with_warnings(folder, draft_addition(folder, given, sources or ()))
        draft = draft_edit(folder, row["incident_id"], values, sources or ())
        return with_warnings(folder, draft)
    except Refused as error:
        return error


def _draw_refusal(error: Refused) -> None:
    st.error(plain(problems_head(error.findings)), icon=":material/error:")
    st.markdown(bullets(grouped(error.findings)))
    if error.conflict:
        seen, now = error.conflict
        st.markdown(
            bullets(
                [
                    conflict_line(name, seen.get(name, ""), text)
                    for name, text in now.items()
                    if seen.get(name, "") != text
                ]
            )
        )


def _draw_draft(folder: EditFolder, dataset: Dataset, draft: Draft) -> None:
    st.markdown(bold(row_label(draft.after)))
    left, right = st.columns([3, 2])
    with left:
        _draw_map(folder, dataset, draft)
    with right:
        campaign = draft.after.get("campaign", "")
        label = dataset.dictionary.label("campaign", campaign) if campaign else ""
        st.markdown(bold(totals_head(label)))
        lines = total_lines(draft.totals_before, draft.totals_after)
        st.markdown(bullets(lines or [gettext("unchanged")]))
        if draft.may_be_same:
            st.warning(plain(gettext(SAME_QUESTION)), icon=":material/warning:")
            st.markdown(bullets([row_label(each) for each in draft.may_be_same]))
        else:
            st.caption(gettext(NOTHING_ALIKE))
        if draft.warnings:
            st.markdown(bold(gettext(DOUBTS)))
            st.markdown(bullets([each.message for each in draft.warnings]))


def _draw_map(folder: EditFolder, dataset: Dataset, draft: Draft) -> None:
    """Draw the row alone, with its circle, as the map will draw it."""
    draft = stamped(folder, draft, f"{datetime.now(UTC):%Y-%m-%d}")
    state = read_state(folder, draft.records)
    located = locate(state.incidents, dataset.regions)
    located["where_words"] = where_in_words(located, dataset.regions)
    rows = located[located["incident_id"].eq(draft.incident_id)]
    sha256 = bytes_sha256(draft.records.to_bytes())
    shown = replace(
        dataset, incidents=located, state=replace(dataset.state, table=sha256)
    )
    st.markdown(bullets(rows["where_words"].tolist()))
    show_map(
        shown,
        rows,
        "",
        height=MAP_HEIGHT,
        key="editmap",
        opening=_view(draft.after),
        of_table=False,
    )


def _view(row: Row) -> tuple | None:
    """Return a view around the point of a row, None for a row without one."""
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        reach = max(float(row.get("radius_km") or 0) / 111 * 1.6, 0.5)
    except (KeyError, ValueError):
        return None
    return (latitude - reach, longitude - reach), (latitude + reach, longitude + reach)


def _draw_save(folder: EditFolder, draft: Draft, token: str) -> None:
    left, right = st.columns([1, 2])
    with left:
        who = st.text_input(
            gettext("Who (a role or a handle)"), value="editor", key="edit_who"
        )
    with right:
        why = st.text_input(
            gettext("Why"), key="edit_why", placeholder=gettext("a new report")
        )
    st.button(
        gettext("Save"),
        key="edit_save",
        type="primary",
        disabled=not why.strip(),
        on_click=safely(_ask),
        args=(SAVE_ASKED, token),
    )
    if st.session_state.get(SAVE_ASKED) != token:
        return
    try:
        words = _save_once(folder, draft, token, who.strip() or "editor", why)
    except Refused as error:
        st.session_state[SAVE_ASKED] = ""
        _draw_refusal(error)
        return
    except SaveError as error:
        st.session_state[SAVE_ASKED] = ""
        st.error(plain(message_of(error)), icon=":material/error:")
        return
    _forget()
    st.session_state[EDITED] = words
    st.rerun()


def _save_once(folder: EditFolder, draft: Draft, token: str, who: str, why: str) -> str:
    """Save a draft once, however many runs ask for it; return what to say."""
    with _SAVING:
        if token not in _SAVED:
            if len(_SAVED) >= MOST_KEPT:
                _SAVED.clear()
            saved = save(folder, draft, datetime.now(UTC), who, why)
            _SAVED[token] = saved.save_id, saved.incident_id
        return saved_words(*_SAVED[token])


def _forget() -> None:
    """Take away what was typed: the next row begins blank."""
    for key in [key for key in st.session_state if str(key).startswith(EDIT)]:
        if key != "edit_what":
            del st.session_state[key]
    for key in (DRAFT, CHECK_ASKED, SAVE_ASKED):
        st.session_state.pop(key, None)
