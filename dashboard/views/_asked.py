"""What a page shows in the place of numbers while the table of its link is not open."""

import streamlit as st

from dashboard.figures.data_page_words import asked_title, asked_words
from dashboard.text.language import gettext
from dashboard.views._crash import safely
from dashboard.views._state import ASKED
from dashboard.views._table_of_link import TableOfLink, names_of_open, tables_of_link
from dashboard.views._tables import show_default
from dashboard.views._upload import draw_uploader
from dashboard.views._words import bold, plain


def draw_asked(link: TableOfLink) -> None:
    """Name the table of the link, ask for it, and offer the default one instead."""
    with st.container(border=True, key="asked_table"):
        missing, others = _missing(link)
        names = tuple(name for name, _ in missing)
        st.markdown(bold(asked_title(names)))
        same = [name for name in dict.fromkeys(names) if name in others]
        data = [data for _, data in missing if data]
        st.markdown(plain(asked_words(data, same)))
        draw_uploader()
        st.button(gettext("Show the default table instead"), on_click=safely(_give_up))


def _missing(link: TableOfLink) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the tables of the link that are not open, and the names of other ones."""
    found = tables_of_link(link)
    taken = [key for _, key in found]
    others = [name for key, name in names_of_open().items() if key not in taken]
    missing = [table for table, key in found if key is None]
    return missing or list(link.tables), others


def _give_up() -> None:
    st.session_state[ASKED] = None
    show_default()
