"""The Data page: which tables are open, what is in them, and how to open more."""

import streamlit as st

from dashboard.figures.data_page_words import OPEN_HEAD, OPEN_WORDS
from dashboard.text.language import gettext
from dashboard.views._data import read_data
from dashboard.views._edit import draw_edit, has_leave
from dashboard.views._filters import selection_of_widgets
from dashboard.views._findings import draw_notices
from dashboard.views._heading import draw_heading
from dashboard.views._link import write_link
from dashboard.views._may_be_same import draw_may_be_same
from dashboard.views._open_list import draw_open_list
from dashboard.views._state import incident_id
from dashboard.views._table_facts import draw_table_facts
from dashboard.views._table_of_link import asked_for
from dashboard.views._tables import shown_keys
from dashboard.views._template import draw_templates
from dashboard.views._upload import draw_uploader
from dashboard.views._words import plain


def show() -> None:
    """Draw the uploader, the list of open tables and what is in those shown."""
    draw_heading(gettext("Tables: open one, look into it"), None)
    asked = asked_for() is not None
    if not asked:
        _draw_open()
    draw_open_list()
    if asked:
        return
    dataset, trouble = read_data()
    if dataset is None:
        st.error(plain(trouble), icon=":material/error:")
        return
    write_link(dataset, selection_of_widgets(), incident_id())
    if has_leave():
        draw_edit(dataset)
        st.divider()
    if len(shown_keys()) > 1:
        draw_notices(dataset.notices)
    for number, key in enumerate(shown_keys()):
        if number:
            st.divider()
        draw_table_facts(key)
    draw_may_be_same(dataset)
    if not has_leave():
        draw_edit(dataset)


def _draw_open() -> None:
    left, right = st.columns([2, 1], gap="medium")
    with left:
        st.markdown(gettext(OPEN_HEAD))
        draw_uploader()
    with right:
        st.markdown(gettext(OPEN_WORDS))
        draw_templates()


show()
