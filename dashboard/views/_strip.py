"""The strip that says how far a headline rests on its surer rows."""

import pandas as pd
import streamlit as st

from dashboard.figures.headline import killed_words
from dashboard.figures.totals import sensitivity, totals
from dashboard.text.words import count_of
from dashboard.views._words import plain

WORDS = {
    "all": "Everything shown",
    "corroborated only": "Only what others confirmed",
    "placed only": "Only what can be placed",
    "two opened sources": "Only with two pages that we opened",
}


def draw_strip(rows: pd.DataFrame) -> None:
    """Draw the headline of all rows and of the surer ones, side by side.

    Nothing is drawn for no rows; tolls of several campaigns are not added up.
    """
    if rows.empty:
        return
    one_campaign = rows["campaign"].nunique() == 1
    found = sensitivity(rows)
    st.markdown("**How much rests on the surer reports**")
    for (key, some), column in zip(found, st.columns(len(found)), strict=True):
        with column, st.container(border=True, gap=None, height="stretch"):
            st.caption(WORDS[key])
            st.markdown(f"**{plain(_words(some, one_campaign))}**")


def _words(rows: pd.DataFrame, one_campaign: bool) -> str:
    sums = totals(rows)
    count = count_of(sums["incidents"], "incident")
    unknown = sums["deaths_unknown"]
    more = f" · {unknown:,} with no figure" if unknown else ""
    return f"{count} · {killed_words(sums)}{more}" if one_campaign else count
