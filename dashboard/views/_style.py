"""The look of a page; what of it is missing is said, and the page works without."""

import streamlit as st

from dashboard.figures.page_words import looks_otherwise
from dashboard.resources import OF_PAGE, STATIC, missing_assets
from dashboard.views._words import plain


def draw_style() -> None:
    """Put the style sheet into the page, and say which of its files are not there."""
    if lost := missing_assets(OF_PAGE):
        st.warning(plain(looks_otherwise(lost)))
    if "page.css" not in lost:
        st.html(STATIC / "page.css")
