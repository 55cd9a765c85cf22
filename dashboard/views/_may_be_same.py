"""The list on page Data of rows of two tables that may be one incident."""

import streamlit as st

from dashboard.checks.across_tables import NOT_LOOKED_FOR
from dashboard.dataset import Dataset
from dashboard.figures.same_incident_words import (
    SAME_HELP,
    SAME_TITLE,
    same_count_words,
    same_table,
)
from dashboard.text.language import gettext
from dashboard.views._stoppable import SAME_STEP, draw_stopped
from dashboard.views._words import plain


def draw_may_be_same(dataset: Dataset) -> None:
    """Draw the pairs with both ids, dates and tolls; nothing for one table."""
    if not dataset.dictionary.tables:
        return
    st.subheader(gettext(SAME_TITLE), help=gettext(SAME_HELP))
    if dataset.may_be_same.stopped:
        draw_stopped(SAME_STEP, gettext(NOT_LOOKED_FOR) + ".")
        return
    st.caption(plain(same_count_words(dataset.may_be_same)))
    if dataset.may_be_same.listed:
        st.dataframe(same_table(dataset), hide_index=True, key="may_be_same")
