"""Which column of a file is which of ours: guessed, shown, corrected, kept."""

import streamlit as st

from dashboard.figures.data_page_words import (
    AS_READ,
    MAPPING_OF_RUN,
    MAPPING_WORDS,
    NOT_IN_FILE,
    SAVED_MAPPING_HELP,
    column_label,
    joined_columns,
    mapping_name,
)
from dashboard.importers.apply import preview
from dashboard.importers.mapping import MAPPABLE, ORDERS, Mapping, guess_mapping
from dashboard.table.read import UnreadableTableError
from dashboard.text.language import gettext, message_of
from dashboard.views._crash import caught
from dashboard.views._open import OpenTable
from dashboard.views._tables import is_of_run
from dashboard.views._upload import read_again
from dashboard.views._words import plain

COMMON = (
    *("date", "latitude", "longitude", "location", "event_type", "incident_id"),
    *("deaths_low", "deaths_best", "deaths_high"),
)
"""Our columns that the form shows first; the others are behind a click."""
ACROSS = 3
"""Boxes side by side."""


@st.fragment
@caught("a mapping")
def draw_mapping_form(key: str, table: OpenTable) -> None:
    """Draw the form of one table; a fragment, for a choice changes only the preview."""
    st.caption(gettext(MAPPING_WORDS))
    if is_of_run(key):
        st.caption(gettext(MAPPING_OF_RUN))
    used = _mapping_in_use(table)
    titles = dict(MAPPABLE)
    chosen = _draw_boxes(key, table, used, {name: titles[name] for name in COMMON})
    with st.expander(gettext("More columns")):
        rest = {name: title for name, title in MAPPABLE if name not in COMMON}
        chosen |= _draw_boxes(key, table, used, rest)
    order = st.selectbox(
        gettext("Days that are all numbers"),
        list(ORDERS),
        index=list(ORDERS).index(used.date_order),
        format_func=lambda code: gettext(str(ORDERS.get(code, code))),
        key=f"order_{key}_{table.dataset.fingerprint}",
        width=280,
    )
    mapping = Mapping(chosen, order)
    _draw_preview(table, mapping)
    _draw_buttons(key, table, mapping)


def _mapping_in_use(table: OpenTable) -> Mapping:
    if table.source.mapping:
        return Mapping.from_json(table.source.mapping)
    return table.mapped.mapping or guess_mapping(table.opened.text)


def _draw_boxes(
    key: str, table: OpenTable, used: Mapping, ours: dict[str, str]
) -> dict[str, str | list[str]]:
    """Draw a box for each of our columns; return what is chosen, blanks left out."""
    chosen: dict[str, str | list[str]] = {}
    columns: list = []
    for name, title in ours.items():
        # a row of boxes at a time: on a narrow screen they stand in their order
        columns = columns or list(st.columns(ACROSS, gap="small"))
        known = used.columns.get(name, "")
        several = joined_columns(known) if isinstance(known, list) else known
        options = list(dict.fromkeys(["", several, *_theirs(table)]))
        choice = columns.pop(0).selectbox(
            plain(column_label(gettext(title), name)),
            options,
            index=options.index(several),
            format_func=lambda option: option or gettext(NOT_IN_FILE),
            key=f"map_{key}_{name}_{table.dataset.fingerprint}",
        )
        if choice:
            chosen[name] = known if choice == several else choice
    return chosen


def _theirs(table: OpenTable) -> list[str]:
    return [str(name) for name in table.opened.text.columns]


def _draw_preview(table: OpenTable, mapping: Mapping) -> None:
    st.markdown(gettext(AS_READ))
    try:
        rows = preview(table.opened, mapping, regions=table.dataset.regions)
    except UnreadableTableError as error:
        st.warning(plain(message_of(error)))
        return
    st.dataframe(rows, hide_index=True, height="content", alt=gettext(AS_READ))


def _draw_buttons(key: str, table: OpenTable, mapping: Mapping) -> None:
    text = mapping.to_json()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if st.button(
            gettext("Read the file this way"), key=f"apply_{key}", type="primary"
        ):
            read_again(key, mapping=text)
        st.download_button(
            gettext("Save mapping"),
            data=text,
            file_name=mapping_name(table.source.name),
            mime="application/json",
            on_click="ignore",
            icon=":material/download:",
            key=f"save_{key}",
        )
    saved = st.file_uploader(
        gettext("Use a saved mapping"),
        type="json",
        key=f"saved_{key}_{table.dataset.fingerprint}",
        help=gettext(SAVED_MAPPING_HELP),
        max_upload_size=1,
    )
    if saved:
        text = saved.getvalue().decode("utf-8", "replace")
        read_again(key, mapping=text)
