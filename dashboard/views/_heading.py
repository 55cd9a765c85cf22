"""The heading of a page, with the title of the table that the page shows."""

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.views._tables import shows_default
from dashboard.views._words import plain


def draw_heading(heading: str, dataset: Dataset | None) -> None:
    """Draw a heading, and beside it which table the numbers below it come from.

    Where that table is not the default one the strip over the page says so, once.
    """
    if dataset is None or not shows_default():
        st.header(plain(heading))
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="heading"
    ):
        st.header(plain(heading), width="content")
        st.caption(plain(dataset.description.title), width="content")
