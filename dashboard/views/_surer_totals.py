"""The strip of totals if only better-sourced incidents count."""

import pandas as pd
import streamlit as st

from dashboard.figures.page_words import SURER_LABELS, counts_and_tolls
from dashboard.figures.totals import sensitivity
from dashboard.table.dictionary import Dictionary
from dashboard.views._words import bold


def draw_strip(rows: pd.DataFrame, dictionary: Dictionary) -> None:
    """Draw the totals of all rows and of the better-sourced ones, side by side.

    Nothing is drawn for no rows; tolls of several campaigns are not added up.
    """
    if rows.empty:
        return
    first_person = dictionary.description.first_person
    found = sensitivity(rows, first_person)
    st.markdown("**How much rests on the surer reports**")
    with st.container(key="surer"):
        columns = st.columns(len(found))
    for (key, some), column in zip(found, columns, strict=True):
        with column, st.container(border=True, gap=None, height="stretch"):
            st.caption(SURER_LABELS[key])
            st.markdown(bold(counts_and_tolls(some, dictionary)))
