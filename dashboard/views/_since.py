"""The line of the Map page that says what changed since the version was made."""

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.since_words import since_version_sentence
from dashboard.text.language import gettext
from dashboard.views._words import plain


def draw_since(dataset: Dataset) -> None:
    """Say in one line what changed since the version; nothing where nothing did."""
    words = since_version_sentence(dataset)
    if not words:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="since_version"
    ):
        st.caption(plain(f"{words}."), width="content")
        st.page_link("views/changes.py", label=gettext("What changed"))
