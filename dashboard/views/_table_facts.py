"""What page Data says of one open table: what it is, and what the checks found."""

import streamlit as st

from dashboard.checks.finding import PROBLEM, WARNING
from dashboard.dataset import STOPS, Dataset
from dashboard.figures.citation import citation
from dashboard.figures.data_page_words import (
    counts_of_rows,
    facts_line,
    fingerprint_words,
    format_words,
    rows_and_days,
)
from dashboard.figures.page_words import coverage_words, licence_line
from dashboard.views._data import facts_of, table_of
from dashboard.views._open import OpenTable
from dashboard.views._tables import OURS
from dashboard.views._words import plain


def draw_table_facts(key: str) -> None:
    """Draw what one table is and what the checks found in it."""
    try:
        dataset, facts = table_of(key), facts_of(key)
    except STOPS as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.subheader(plain(dataset.description.title))
    _draw_facts(dataset, facts)
    _draw_counts(dataset, facts)
    if key == OURS:
        _draw_description(dataset)


def _draw_facts(dataset: Dataset, facts: OpenTable | None) -> None:
    words = [rows_and_days(dataset.incidents), fingerprint_words(dataset.fingerprint)]
    if facts:
        title, importer = facts.mapped.title, facts.mapped.importer
        words.insert(1, format_words(facts.opened.format, title, importer))
    st.caption(plain(facts_line(words)))


def _draw_counts(dataset: Dataset, facts: OpenTable | None) -> None:
    findings = [*dataset.problems]
    if facts:
        findings = [*facts.opened.findings, *facts.mapped.findings, *findings]
    warned = {each.line for each in findings if each.level == WARNING and each.line}
    rejected = {each.line for each in findings if each.level == PROBLEM and each.line}
    doubted = len(warned - rejected)
    sound = len(dataset.incidents) - doubted
    counts = counts_of_rows(sound, doubted, dataset.set_aside)
    for column, (label, number) in zip(st.columns(3), counts, strict=True):
        column.metric(label, number, border=True)


def _draw_description(dataset: Dataset) -> None:
    dictionary = dataset.dictionary
    st.markdown(plain(coverage_words(dictionary)))
    st.markdown(plain(licence_line(dictionary)))
    st.code(citation(dictionary, dataset.fingerprint), language=None, wrap_lines=True)
