"""The title of a page that counts nothing over its filters."""

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.look.front import front_html
from dashboard.views._state import FRONT
from dashboard.views._tables import shows_default
from dashboard.views._words import plain


def draw_heading(heading: str, dataset: Dataset | None) -> None:
    """Draw a title, and below it which table the numbers of the page come from.

    Where that table is not the default one the strip over the page says so, once.
    """
    with st.session_state[FRONT]:
        st.html(front_html(heading, ()))
        if dataset is not None and shows_default():
            st.caption(plain(dataset.description.title))
