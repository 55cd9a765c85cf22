"""What a page shows in the place of numbers while the table of its link is not open."""

import streamlit as st

from dashboard.figures.data_page_words import asked_title, asked_words
from dashboard.views._state import ASKED
from dashboard.views._table_of_link import TableOfLink, names_of_open
from dashboard.views._tables import show_default
from dashboard.views._upload import draw_uploader
from dashboard.views._words import bold, plain


def draw_asked(link: TableOfLink) -> None:
    """Name the table of the link, ask for it, and offer the default one instead."""
    with st.container(border=True, key="asked_table"):
        st.markdown(bold(asked_title(link.names)))
        alike = names_of_open().values()
        same = [name for name in dict.fromkeys(link.names) if name in alike]
        st.markdown(plain(asked_words(link.data, same)))
        draw_uploader()
        st.button("Show the default table instead", on_click=_give_up)


def _give_up() -> None:
    st.session_state[ASKED] = None
    show_default()
