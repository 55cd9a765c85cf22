"""What has changed in the table since the link of this session was made."""

import streamlit as st

from dashboard.dataset import STOPS, Dataset, open_dataset
from dashboard.figures.since_link import held_words, since_words
from dashboard.selection.link import Pin
from dashboard.selection.selected import Selected
from dashboard.table.archive import Kept, kept_state
from dashboard.table.changes import find_changes
from dashboard.table.dictionary import parse_dictionary
from dashboard.text.language import N_, gettext
from dashboard.views._changes import draw_change_table
from dashboard.views._crash import safely
from dashboard.views._kept import with_spinner
from dashboard.views._link import current_pin
from dashboard.views._state import PINNED, SHOWS_CHANGES
from dashboard.views._words import plain


def draw_changes(dataset: Dataset) -> None:
    """Say what has changed since the link of this session was made; offer to show it.

    Nothing is drawn where there was no pin, nothing has changed, or it was put away.
    """
    if not st.session_state.get(PINNED):
        return
    then, selection = st.session_state[PINNED]
    kept = kept_state(then.table)
    then_table = kept.state.table_fingerprint if kept and kept.state else ""
    now, now_table = current_pin(dataset, selection), dataset.state.table_fingerprint
    words = since_words(then, now, then_table, now_table)
    if not words:
        return
    filters = Selected(dataset, selection).words
    with st.container(border=True, key="since_link"):
        st.markdown(f"**{plain(_upper_first(words))}**")
        st.caption(plain(held_words(filters)))
        with st.container(horizontal=True):
            st.toggle(gettext("Show what changed"), key=SHOWS_CHANGES)
            st.button(gettext("Put this notice away"), on_click=safely(_put_away))
            st.page_link("views/changes.py", label=gettext("All changes of the table"))
        if st.session_state.get(SHOWS_CHANGES):
            _draw_table(dataset, then, kept, selection)


def _put_away() -> None:
    st.session_state[PINNED] = None


def _draw_table(
    dataset: Dataset, then: Pin, kept: Kept | None, selection: dict
) -> None:
    now = dataset.fingerprint, dataset.state.table_fingerprint
    old = dataset if then.table in now else _earlier(dataset, then.table, kept)
    if old is None:
        st.info(
            gettext(
                "The earlier data was never opened on this machine, so only the totals "
                "of the link can be compared."
            )
        )
        return
    before, after = (Selected(table, selection).rows for table in (old, dataset))
    changes = find_changes(
        before, after, dataset.dictionary, old.incidents, dataset.incidents
    )
    if changes.empty:
        st.info(gettext("No row of this selection differs between the two tables."))
        return
    words = gettext(
        "Rows of this selection that are new, gone or changed since the link"
    )
    draw_change_table(changes, words)


def _earlier(dataset: Dataset, pinned_data: str, kept: Kept | None) -> Dataset | None:
    """Return the data that had this fingerprint; None where no copy was kept.

    Its table and its description are of that day, the layers those of now.
    """
    try:
        return _opened(pinned_data, dataset.fingerprint, kept) if kept else None
    except STOPS:
        return None


@with_spinner(
    st.cache_resource, show_spinner=N_("Reading the earlier table …"), max_entries=2
)
def _opened(pinned_data: str, now: str, _kept: Kept) -> Dataset:
    """Open the earlier data; ``now`` tells the layers that are there today."""
    if _kept.description is None:
        return open_dataset(_kept.table)
    name = gettext("the earlier datapackage.json")
    return open_dataset(_kept.table, parse_dictionary(_kept.description, name))


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
