"""The front of a page: title, three numbers, how far the data go, and what to share."""

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.caveats import short_caveats
from dashboard.figures.dataset_words import data_to
from dashboard.figures.filter_words import shown_words, upper_first
from dashboard.figures.headline import headline
from dashboard.figures.large_numbers import Counted, count_selection
from dashboard.figures.page_words import filters_line
from dashboard.figures.share_words import front_said
from dashboard.figures.title import usual_title
from dashboard.look.card import short_line
from dashboard.look.front import front_html
from dashboard.selection.selected import Selected
from dashboard.views._download import usual_sentence
from dashboard.views._kept import kept
from dashboard.views._share import draw_share
from dashboard.views._state import FRONT, incident_id
from dashboard.views._tables import shows_default
from dashboard.views._words import bold, bullets, plain


def keep_place_of_front() -> None:
    """Keep the place over the filters, for the page that is drawn after them."""
    st.session_state[FRONT] = st.container(key="front", gap=None)


def draw_front(
    asked: Selected,
    title: str = "",
    counted: Counted | None = None,
    page: str = "",
    text: str = "",
    beside: str = "",
) -> None:
    """Draw title and numbers over the filters.

    ``title`` and ``counted`` stand for the usual ones of the selection where a page
    counts otherwise, ``text`` for the usual sentence to copy; ``page`` is the path of
    the page; ``beside`` says what a drawn shape cannot hold.
    """
    counted = counted or count_selection(asked)
    title = title or usual_title(asked, counted.rows, every_relation=False)
    dataset = asked.dataset
    shown = int(counted.rows["parent_id"].eq("").sum())
    with (
        st.session_state[FRONT],
        st.container(
            horizontal=True, vertical_alignment="bottom", gap="medium", key="front_row"
        ),
    ):
        lines = [*counted.lines, *filter(None, [beside])]
        st.html(front_html(title, counted.figures, lines), width="stretch")
        with st.container(key="front_age", gap=None, width="content"):
            words = shown_words(shown, dataset.everything)
            if dataset.dictionary.tables_apart:
                words = ""  # the numbers are those of each table
            for each in filter(None, (words, *_age(dataset))):
                st.caption(plain(each), width="content")
            draw_share(
                text or usual_sentence(asked, page),
                front_said(title, counted.figures, words, _opened(dataset)),
            )


def _opened(dataset: Dataset) -> str:
    """Return the incident whose card is open in one line, blank for none."""
    if not incident_id():
        return ""
    found = dataset.incidents[dataset.incidents["incident_id"].eq(incident_id())]
    if found.empty:
        return ""
    return short_line(found.iloc[0], dataset.dictionary)


def _age(dataset: Dataset) -> list[str]:
    return [upper_first(data_to(dataset.dictionary)), *short_caveats(dataset)]


def draw_headline(asked: Selected) -> None:
    """Draw the selection in one sentence, for those who hear the page."""
    dataset, positions = asked.dataset, asked.rows.index.to_numpy().tobytes()
    missing = tuple(short_caveats(dataset))
    day = dataset.dictionary.read_on  # how old the data are is said
    known = (dataset.fingerprint, positions, missing, day)
    lines = _headline(known, asked.rows, dataset)
    with st.container(gap=None, key="headline"):
        st.markdown(bold(lines[0]))
        if len(lines) > 1:
            st.markdown(bullets(lines[1:]))


def draw_foot(dataset: Dataset, words: str) -> None:
    """Draw the foot of a page: which table, the filters in words, the fingerprint."""
    if shows_default():  # else the strip over the page says it
        st.caption(plain(dataset.description.title))
    st.caption(plain(filters_line(words, dataset.fingerprint)))


@kept(st.cache_data, show_spinner=False, max_entries=128)
def _headline(known: tuple, _rows: pd.DataFrame, _dataset: Dataset) -> list[str]:
    missing = short_caveats(_dataset)
    return headline(_rows, _dataset.everything, _dataset.dictionary, missing)
