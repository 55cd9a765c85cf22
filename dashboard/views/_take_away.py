"""What a reader takes from a page: a sentence with its range, and a file."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.exports import file_name, to_csv
from dashboard.filters import to_query
from dashboard.headline import sentence
from dashboard.words import count_of

READY_ROWS = 2_000
"""Up to here the file is made with the page. Its address then follows from its content
and outlives a rerun; a file that is made on the click is lost when the map reports at
that moment. Beyond, making it (10 ms for 1,000 rows) would hold up every filter."""


def draw_take_away(
    dataset: Dataset,
    rows: pd.DataFrame,
    words: str,
    selection: dict,
    page: str = "",
    text: str = "",
) -> None:
    """Draw the sentence to copy and the download of exactly these rows.

    ``words`` says the rows; ``page`` is the path of the page that shows them; ``text``
    stands for the usual sentence where a page has one of its own.
    """
    link = page_link(selection, page)
    usual = sentence(rows, words, dataset.dictionary, dataset.fingerprint, link)
    st.markdown("**To take away**")
    st.code(text or usual, language=None, wrap_lines=True)

    def make_file() -> bytes:
        table = to_csv(rows, words, dataset.dictionary, dataset.fingerprint, link)
        return table.encode("utf-8-sig")

    st.download_button(
        f"Download CSV of this selection ({count_of(len(rows), 'row')})",
        data=make_file() if len(rows) <= READY_ROWS else make_file,
        file_name=file_name(dataset.dictionary, selection, dataset.fingerprint, "csv"),
        mime="text/csv",
        on_click="ignore",
    )


def page_link(selection: dict, page: str = "") -> str:
    """Return the address that shows a selection on a page of this dashboard."""
    address = (st.context.url or "").split("?")[0].rstrip("/")
    root = address.removesuffix(f"/{page}") if page else address
    query = urlencode(to_query(selection))
    return f"{root}/{page}?{query}" if query else f"{root}/{page}"
