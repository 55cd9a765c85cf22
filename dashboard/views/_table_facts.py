"""What page Data says of one open table: what it is, and what the checks found."""

import streamlit as st

from dashboard.checks.report import Report
from dashboard.dataset import STOPS, Dataset
from dashboard.figures.citation import citation, licence_text
from dashboard.figures.data_page_words import (
    HOW_READ,
    NO_CLAIMS,
    READ_AS,
    facts_line,
    fingerprint_words,
    format_words,
    rows_and_days,
)
from dashboard.figures.page_words import coverage_words, licence_line
from dashboard.importers.format import FALLBACK, read_formats
from dashboard.importers.recognize import AUTO
from dashboard.table.read import INCIDENTS
from dashboard.text.language import gettext, message_of
from dashboard.views._caveats import draw_caveats
from dashboard.views._data import facts_of, table_of
from dashboard.views._findings import draw_findings
from dashboard.views._mapping_form import draw_mapping_form
from dashboard.views._open import OpenTable
from dashboard.views._upload import read_again
from dashboard.views._words import bold, plain


def draw_table_facts(key: str) -> None:
    """Draw what one table is, what the checks found, and how else to read it."""
    try:
        dataset, facts = table_of(key), facts_of(key)
    except STOPS as error:
        st.error(plain(message_of(error)), icon=":material/error:")
        return
    st.subheader(plain(dataset.description.title))
    st.caption(plain(_facts(dataset, facts)))
    draw_caveats(dataset)
    if facts is None:
        _draw_ours(dataset)
        return
    draw_findings(facts.report, dataset.fingerprint)
    if not dataset.dictionary.licenses and dataset.dictionary.coverage_end is None:
        st.caption(gettext(NO_CLAIMS))
    st.caption(plain(f"{licence_text(dataset.dictionary)}."))
    st.markdown(bold(gettext(HOW_READ)))
    _draw_choices(key, facts)
    unsure = facts.mapped.importer == FALLBACK and _is_unsure(facts)
    with st.expander(
        gettext("Columns of the file, and what they are read as"), expanded=unsure
    ):
        draw_mapping_form(key, facts)


def _is_unsure(facts: OpenTable) -> bool:
    """Return whether a person should look at the columns.

    They were guessed, none gives a latitude, or few rows fit.
    """
    mapping = facts.mapped.mapping
    guessed = bool(mapping and mapping.guessed)
    no_place = bool(mapping and "latitude" not in mapping.columns)
    return guessed or no_place or facts.report.rejected * 2 > facts.report.rows


def _facts(dataset: Dataset, facts: OpenTable | None) -> str:
    words = [rows_and_days(dataset.incidents), fingerprint_words(dataset.fingerprint)]
    if facts:
        title, importer = facts.mapped.title, facts.mapped.importer
        words.insert(1, format_words(facts.opened.format, title, importer))
    return facts_line(words)


def _draw_choices(key: str, facts: OpenTable) -> None:
    """Draw the sheet and the format to read; another choice reads the file again."""
    source, parts = facts.source, list(facts.opened.parts)
    formats = {AUTO: gettext(READ_AS[AUTO])}
    formats |= {name: gettext(form.title) for name, form in read_formats().items()}
    with st.container(horizontal=True, gap="small"):
        if len(parts) > 1:
            part = st.selectbox(
                gettext("Sheet or layer"),
                parts,
                index=parts.index(facts.opened.part),
                key=f"part_{key}_{facts.dataset.fingerprint}",
                width=280,
            )
            if part != facts.opened.part:
                read_again(key, part, source.importer)
        importer = st.selectbox(
            gettext("Read it as"),
            list(formats),
            index=list(formats).index(source.importer),
            format_func=lambda name: formats.get(name, name),
            key=f"importer_{key}_{facts.dataset.fingerprint}",
            width=360,
        )
        if importer != source.importer:
            read_again(key, importer=importer)


def _draw_ours(dataset: Dataset) -> None:
    dictionary, lost = dataset.dictionary, dataset.left_out
    report = Report(
        name=INCIDENTS.name,
        format=FALLBACK,
        title=dictionary.title,
        rows=len(dataset.incidents) + lost.rows,
        accepted=len(dataset.incidents),
        warned=0,
        rejected=lost.rows,
        left_out=lost,
        findings=dataset.problems,
    )
    draw_findings(report, dataset.fingerprint)
    st.markdown(plain(coverage_words(dictionary)))
    st.markdown(plain(licence_line(dictionary)))
    st.code(citation(dictionary, dataset.fingerprint), language=None, wrap_lines=True)
