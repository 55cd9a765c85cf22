"""The strip over a page that says which table is open, where it is not the default."""

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.data_page_words import strip_words
from dashboard.text.language import gettext
from dashboard.views._crash import safely
from dashboard.views._tables import show_default, shows_default, shows_uploaded
from dashboard.views._words import bold, plain


def draw_open_strip(dataset: Dataset | None, on_data_page: bool) -> None:
    """Say which table the pages show, with the way back; nothing for the default one.

    A picture alone (a view of the page Brief) stays alone.
    """
    if shows_default() or st.query_params.get("view") == "picture":
        return
    title = dataset.description.title if dataset else ""
    with st.container(horizontal=True, vertical_alignment="center", key="open_table"):
        name, where = strip_words(title, shows_uploaded())
        st.markdown(f"{bold(name)} {plain(where)}", width="stretch")
        st.button(
            gettext("Back to the default table"),
            key="back_to_default",
            type="tertiary",
            icon=":material/undo:",
            on_click=safely(show_default),
        )
