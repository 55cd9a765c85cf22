"""The brief of one selection: what is counted, put into sentences."""

from dataclasses import replace

import pandas as pd

from dashboard.brief.words.entries import count_publishers, list_entries, sources_line
from dashboard.brief.words.model import DISCLAIMER, Brief, Choices
from dashboard.brief.words.region import count_answers
from dashboard.dataset import Dataset
from dashboard.figures.caveats import as_sentences, caveats
from dashboard.figures.citation import licence_text
from dashboard.figures.dataset_words import (
    data_to,
    data_to_sentence,
    gaps_text,
    table_name,
)
from dashboard.figures.large_numbers import Counted, count_selection, counts_of_tables
from dashboard.figures.method_words import is_described
from dashboard.figures.region_report import known_only_around
from dashboard.figures.region_summary import summaries
from dashboard.figures.since_words import since_version_sentence
from dashboard.figures.title import limits, period_words, usual_title
from dashboard.figures.totals import placed
from dashboard.selection.selected import Selected
from dashboard.table.dictionary import Dictionary
from dashboard.table.shown import printed_rows
from dashboard.text.language import N_, gettext
from dashboard.text.words import listing

CREDITS = N_(
    "Land, borders and seas: Natural Earth (public domain), corrected. Places: "
    "GeoNames (CC BY 4.0); ports: NGA (public domain). Zones: approximate, not legal "
    "boundaries; after Flanders Marine Institute (CC BY 4.0), simplified by Global "
    "Fishing Watch."
)
DISCLAIMER_OF_TABLE = N_(
    "Figures and positions are those of the table and were not checked. A circle is "
    "how far off the table says a position may be; where only an area is known there "
    "is no mark. Boundaries and names imply no "
    "endorsement. Absence of a report is not absence of an event."
)
"""Stands under a table that is not ours."""
MOST_NAMED = 5
"""Publishers that the text to paste names."""


def brief_of_selection(selected: Selected, choices: Choices) -> Brief:
    """Return the brief of a selection, whose rows are counted together."""
    counted = count_selection(selected)
    usual = usual_title(selected, counted.rows, every_relation=False)
    brief = _brief(selected, counted, usual, choices)
    if len(counted.rows) or not selected.region_id:
        return brief
    # None in a region is never said alone: others may have been there.
    around = summaries(selected.answers, selected.dataset)
    return _with_subtitle(brief, f"{brief.subtitle} {around}.")


def brief_of_region(selected: Selected, choices: Choices) -> Brief:
    """Return the brief of a region, whose answers are counted each apart."""
    counted = count_answers(selected)
    usual = usual_title(selected, counted.rows, every_relation=True)
    brief = _brief(selected, counted, usual, choices)
    around = selected.answers.rows["area_only"]
    if not len(around):
        return brief
    here = counted.rows[~counted.rows["incident_id"].isin(around["incident_id"])]
    beside = known_only_around(around, selected.region_name, beside=len(here) > 0)
    dictionary = selected.dataset.dictionary
    first = limits(here, placed(here), dictionary) if len(here) else ""
    return _with_subtitle(brief, f"{first} {beside}".strip())


def _with_subtitle(brief: Brief, subtitle: str) -> Brief:
    """Return a brief with another subtitle, wherever it is said."""
    return replace(
        brief,
        subtitle=subtitle,
        alt=brief.alt.replace(brief.subtitle, subtitle),
        paste=brief.paste.replace(brief.subtitle, subtitle),
    )


def _brief(selected: Selected, counted: Counted, usual: str, choices: Choices) -> Brief:
    rows, dataset = printed_rows(counted.rows), selected.dataset
    title = choices.title or usual
    subtitle = limits(rows, counted.place, dataset.dictionary)
    coverage = coverage_of(selected)
    missing = as_sentences(caveats(dataset))
    period = period_words(selected)
    return Brief(
        selected=selected,
        rows=rows,
        layout=choices.layout,
        title=title,
        subtitle=subtitle,
        period=period,
        figures=counted.figures,
        lines=counted.lines,
        sentence=counted.sentence,
        counts=counts_of_tables(counted.rows, dataset),
        filters=counted.filters,
        coverage=coverage,
        sources=sources_line(rows, dataset.dictionary),
        credits=f"{_licence(dataset.dictionary)} {gettext(CREDITS)}".strip(),
        data=_data(dataset),
        link=choices.link,
        banner=choices.banner,
        as_of=choices.as_of,
        alt=f"{title} ({counted.filters}). {counted.sentence}. {subtitle} {coverage} "
        f"{missing}".strip(),
        paste=_paste(period, counted, subtitle, dataset, choices.public_link),
        entries=list_entries(rows, dataset),
        disclaimer=_disclaimer(dataset.dictionary),
        own_title=title != usual,
        look=choices.look,
    )


def coverage_of(*sides: Selected) -> str:
    """Return up to which day the data go, and which days asked for they leave out.

    Several selections, as those of a pair, ask for all days from the first to the last.
    """
    dictionary = sides[0].dataset.dictionary
    first, last = (
        edge(each.selection[key] for each in sides)
        if all(each.selection.get(key) for each in sides)
        else None
        for key, edge in (("from", min), ("to", max))
    )
    gaps = gaps_text(dictionary, first, last)
    return f"{data_to_sentence(dictionary)}. {gaps}".strip()


def _licence(dictionary: Dictionary) -> str:
    """Return the licence that the description gives the table, or that of its format.

    Blank where none is known; of several tables each has its own.
    """
    if dictionary.tables:
        said = [(each.beside.label, _licence(each)) for each in dictionary.tables]
        return " ".join(f"{label}: {words}" for label, words in said if words)
    if dictionary.file and dictionary.file.terms:
        return f"{licence_text(dictionary)}."
    names = [each["name"].replace("-", " ", 2) for each in dictionary.licenses]
    return gettext("Table: {licences}.", licences=listing(names)) if names else ""


def _data(dataset: Dataset) -> str:
    """Return which state of which table this is; our version says the table too."""
    version = dataset.dictionary.version
    named = dataset.dictionary.title
    if version:
        named = gettext("version {version}", version=version)
    return f"{named}, {dataset.fingerprint}"


def _disclaimer(dictionary: Dictionary) -> str:
    if dictionary.file is None:
        return gettext(DISCLAIMER)
    bare = [each.beside.label for each in dictionary.tables if not is_described(each)]
    none = ""
    if dictionary.tables and bare:
        none = gettext("{tables} came without a description.", tables=listing(bare))
    elif not dictionary.tables and not is_described(dictionary):
        none = gettext("The table came without a description.")
    return f"{none} {gettext(DISCLAIMER_OF_TABLE)}".strip()


def _paste(
    period: str, counted: Counted, subtitle: str, dataset: Dataset, link: str
) -> str:
    """Return the text to paste into a report: numbers, doubts, data and sources."""
    dictionary = dataset.dictionary
    missing = f"{as_sentences(caveats(dataset))} ".lstrip()
    changed = since_version_sentence(dataset)
    since = f" {changed}." if changed else ""
    return (
        f"{period} ({counted.filters}): {counted.sentence}. {subtitle} {missing}"
        f"{figures_are(dataset)}; {data_to(dictionary)}, "
        f"{table_name(dictionary)} ({dataset.fingerprint}).{since}"
        f"{_main_sources(counted.rows, dictionary)} {link}".rstrip()
    )


def figures_are(dataset: Dataset) -> str:
    """Return what kind of figures these are, as the beginning of a sentence."""
    if dataset.dictionary.file is None:
        return gettext("Reported figures, preliminary")
    readings = [dataset.reading, *(reading for *_, reading in dataset.tables)]
    if any(reading.widened for reading in readings):
        return gettext("Figures of the table, some with a wider range than it gives")
    return gettext("Figures as the table gives them")


def _main_sources(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    names = [name for name, _ in count_publishers(rows, dictionary)]
    if not names:
        return ""
    if len(names) > MOST_NAMED:
        named = ", ".join(names[:MOST_NAMED])
        return gettext(" Sources: {publishers} and others.", publishers=named)
    return gettext(" Sources: {publishers}.", publishers=listing(names))
