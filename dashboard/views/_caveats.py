"""What is missing from a table, on the pages that say all there is to say of it."""

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.caveats import caveats, standing_lines
from dashboard.views._words import plain


def draw_caveats(dataset: Dataset) -> None:
    """Say what is missing from a table and how it stands to its description."""
    missing = caveats(dataset)
    for words in missing:
        st.warning(plain(words))
    for words in standing_lines(dataset):
        if words not in missing:
            st.caption(plain(words))
