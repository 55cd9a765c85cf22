"""The sources of a row in the form: one block for each."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.editing.entries import KINDS, SEEN, row_entries
from dashboard.editing.folder import EditFolder
from dashboard.figures.edit_words import source_title
from dashboard.text.language import gettext
from dashboard.views._crash import safely
from dashboard.views._state import edit_key, of_key

Entries = Sequence[Mapping[str, str]]
AT_FIRST = 2
"""Blocks of a new row: two sources are the least that a row should have."""


def draw_sources(folder: EditFolder, row: Mapping[str, str] | None) -> Entries | None:
    """Draw the sources of a row; return those filled in, None for no change."""
    row_id = row["incident_id"] if row else "new"
    before = row_entries(folder, row)
    count_key = edit_key("sources", row_id)
    count = st.session_state.setdefault(count_key, max(len(before), AT_FIRST))
    entries = [
        _draw_one(
            folder, row_id, number, before[number] if number < len(before) else {}
        )
        for number in range(count)
    ]
    st.button(
        gettext("One more source"),
        key=of_key(count_key, "more"),
        on_click=safely(_more),
        args=(count_key,),
    )
    given = given_entries(entries, before)
    return None if given == before else given


def given_entries(
    entries: Sequence[Mapping[str, str]], before: Sequence[Mapping[str, str]]
) -> list[dict[str, str]]:
    """Return the typed sources that count: those with an address.

    One that never had an address stays as long as its publisher does.
    """
    given = []
    for number, entry in enumerate(entries):
        old = before[number] if number < len(before) else {}
        was_bare = bool(old) and not old["url"]
        if entry["url"] or (was_bare and entry["publisher"]):
            given.append(dict(entry))
    return given


def _more(key: str) -> None:
    st.session_state[key] += 1


def _draw_one(
    folder: EditFolder, row_id: str, number: int, before: Mapping[str, str]
) -> dict[str, str]:
    key = edit_key(f"source_{number}", row_id)
    listed = [each.name for each in folder.publishers.values()]
    own = before.get("publisher", "")
    names = listed if own in ("", *listed) else [*listed, own]
    st.markdown(f"**{source_title(number + 1)}**")
    left, right = st.columns([3, 2])
    with left:
        url = st.text_input(
            gettext("Address"), value=before.get("url", ""), key=of_key(key, "url")
        )
    with right:
        publisher = st.selectbox(
            gettext("Publisher"),
            names,
            index=names.index(own) if own else None,
            accept_new_options=True,
            placeholder=gettext("Choose, or type a new one"),
            key=of_key(key, "publisher"),
        )
    kind: str | None = ""
    if publisher and publisher not in names and folder.sources:
        kind = st.selectbox(
            gettext("What kind of publisher is that?"),
            KINDS,
            format_func=gettext,
            index=None,
            key=of_key(key, "kind"),
        )
    with st.expander(gettext("Date, and how the page was seen"), expanded=False):
        date = st.text_input(
            gettext("Date of the page"),
            value=before.get("date", ""),
            key=of_key(key, "date"),
        )
        seen = st.selectbox(
            gettext("Seen"),
            list(SEEN),
            index=list(SEEN).index(before.get("seen", "opened")),
            format_func=lambda each: gettext(str(SEEN.get(each, each))),
            key=of_key(key, "seen"),
        )
        through = st.text_input(
            gettext("Read at, or quoted by"),
            value=before.get("through", ""),
            key=of_key(key, "at"),
        )
        detail = st.text_input(
            gettext("What it is, in a few words"),
            value=before.get("detail", ""),
            key=of_key(key, "detail"),
        )
    entry = {
        "url": url.strip(),
        "publisher": str(publisher or "").strip(),
        "date": date.strip(),
        "seen": str(seen),
        "through": through.strip(),
        "detail": detail.strip(),
    }
    return entry | ({"kind": str(kind)} if kind else {})
