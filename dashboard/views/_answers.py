"""The relations to a region as buttons, each with its count."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.figures.region_front import relation_labels
from dashboard.figures.region_report import has_coast
from dashboard.geo.region_answers import Answers
from dashboard.geo.region_facts import how_far
from dashboard.selection.filters import to_query
from dashboard.selection.selected import Selected
from dashboard.text.language import N_, gettext
from dashboard.views._crash import safely
from dashboard.views._kept import kept
from dashboard.views._state import ANSWER, RELATION
from dashboard.views._stoppable import kept_or_done, kept_or_raise
from dashboard.views._words import plain

ANSWERS_STEP = "answers"
"""The answers about a region, as a step that a person can stop."""


def draw_answers(asked: Selected) -> None:
    """Draw in it, off its coast, could have been, left from it, known only around it.

    Nothing where no region is asked for.
    """
    if not asked.region_id:
        return
    _, relation, _ = asked.selection["region"]
    coast = relation == "off" or has_coast(asked.region_id, asked.dataset)
    labels = _labels(
        asked.dataset.fingerprint,
        tuple(to_query(asked.selection, opening={})),
        coast,
        asked,
    )
    st.session_state[ANSWER] = relation
    st.segmented_control(
        plain(str(asked.region_name)),
        list(labels),
        format_func=lambda key: plain(labels.get(key, "")),
        key=ANSWER,
        required=True,
        label_visibility="collapsed",
        on_change=safely(_take),
    )


@kept(st.cache_data, show_spinner=False, max_entries=64)
def _labels(
    fingerprint: str, query: tuple, coast: bool, _asked: Selected
) -> dict[str, str]:
    """Return the buttons, made once for each selection: circles take their time."""
    apart = bool(_asked.dataset.dictionary.tables_apart)
    return relation_labels(_asked.answers, apart, coast)


def keep_answers(asked: Selected) -> bool:
    """Find the answers of a region once for each selection: circles take their time.

    Returns False where a person stopped it: then there are none.
    """
    query = tuple(to_query(asked.selection, opening={}))
    fingerprint = asked.dataset.fingerprint
    found = kept_or_done(
        ANSWERS_STEP,
        partial(_answers, fingerprint, query),
        (fingerprint, query),
        gettext("Measuring how far incidents were from the region …"),
        asked.find_answers,
    )
    if found is not None:
        asked.keep(found)
    return found is not None


@kept(st.cache_resource, show_spinner=False, max_entries=8)
def _answers(fingerprint: str, query: tuple, _found: Answers | None) -> Answers:
    return kept_or_raise(_found)


def distances_of(asked: Selected, placed: pd.DataFrame) -> pd.DataFrame:
    """Return how far the placed rows of the answers are from what, kept as they are."""
    query = tuple(to_query(asked.selection, opening={}))
    return _far(asked.dataset.fingerprint, query, asked, placed)


@kept(
    st.cache_data,
    show_spinner=N_("Finding the nearest towns and ports …"),
    max_entries=8,
)
def _far(
    fingerprint: str, query: tuple, _asked: Selected, _placed: pd.DataFrame
) -> pd.DataFrame:
    return how_far(_placed, _asked.region_id, _asked.dataset.regions)


def _take() -> None:
    """Ask for another relation to the same region; a callback."""
    if st.session_state[ANSWER]:
        st.session_state[RELATION] = st.session_state[ANSWER]
