"""The strip of totals if only better-sourced incidents count."""

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.page_words import SURER_LABELS, counts_and_tolls
from dashboard.figures.totals import sensitivity
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext
from dashboard.views._kept import kept
from dashboard.views._words import bold


def draw_strip(rows: pd.DataFrame, dataset: Dataset) -> None:
    """Draw the totals of all rows and of the better-sourced ones, side by side.

    Nothing is drawn for no rows; tolls of several campaigns are not added up.
    """
    if rows.empty:
        return
    positions = rows.index.to_numpy().tobytes()
    found = _totals(dataset.fingerprint, positions, rows, dataset.dictionary)
    st.markdown(gettext("**How much rests on the surer reports**"))
    with st.container(key="surer"):
        columns = st.columns(len(found))
    for (key, words), column in zip(found, columns, strict=True):
        with column, st.container(border=True, gap=None, height="stretch"):
            st.caption(gettext(SURER_LABELS[key]))
            st.markdown(bold(words))


@kept(st.cache_data, show_spinner=False, max_entries=128)
def _totals(
    fingerprint: str, positions: bytes, _rows: pd.DataFrame, _dictionary: Dictionary
) -> list[tuple[str, str]]:
    """Return each set of rows with its totals in words."""
    found = sensitivity(_rows, _dictionary.description.first_person)
    return [(key, counts_and_tolls(some, _dictionary)) for key, some in found]
