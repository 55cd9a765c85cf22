"""The brief of one selection: what is counted, put into sentences."""

import pandas as pd

from dashboard.brief.words.entries import count_publishers, list_entries, sources_line
from dashboard.brief.words.model import Brief, Choices
from dashboard.brief.words.numbers import Counted, count_selection, shown_counts
from dashboard.brief.words.region import count_answers
from dashboard.brief.words.title import limits, period_words, usual_title
from dashboard.dataset import Dataset
from dashboard.figures.caveats import as_sentences, caveats
from dashboard.figures.citation import TABLE_LICENCE
from dashboard.selection.selected import Selected
from dashboard.text.words import day_in_words, listing

CREDITS = (
    "Land, borders and seas: Natural Earth (public domain), corrected. Places: "
    "GeoNames (CC BY 4.0); ports: NGA (public domain). Zones: approximate, not legal "
    "boundaries; after Flanders Marine Institute (CC BY 4.0), simplified by Global "
    "Fishing Watch."
)
MOST_NAMED = 5
"""Publishers that the text to paste names."""


def brief_of_selection(selected: Selected, choices: Choices) -> Brief:
    """Return the brief of a selection, whose rows are counted together."""
    counted = count_selection(selected)
    usual = usual_title(selected, counted.rows, every_relation=False)
    return _brief(selected, counted, usual, choices)


def brief_of_region(selected: Selected, choices: Choices) -> Brief:
    """Return the brief of a region, whose answers are counted each apart."""
    counted = count_answers(selected)
    usual = usual_title(selected, counted.rows, every_relation=True)
    return _brief(selected, counted, usual, choices)


def _brief(selected: Selected, counted: Counted, usual: str, choices: Choices) -> Brief:
    rows, dataset = counted.rows, selected.dataset
    title = choices.title or usual
    subtitle = limits(rows, counted.place, dataset.description)
    coverage = _coverage(dataset)
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
        counts=shown_counts(counted.sums, counted.place, dataset.everything),
        filters=counted.filters,
        coverage=coverage,
        sources=sources_line(rows),
        credits=f"Table: {TABLE_LICENCE.split(',')[0]}. {CREDITS}",
        data=f"version {dataset.dictionary.version}, {dataset.fingerprint}",
        link=choices.link,
        banner=choices.banner,
        as_of=choices.as_of,
        alt=f"{title} ({counted.filters}). {counted.sentence}. {subtitle} {coverage} "
        f"{missing}".strip(),
        paste=_paste(period, counted, subtitle, dataset, choices.link),
        entries=list_entries(rows, dataset),
        own_title=title != usual,
    )


def _coverage(dataset: Dataset) -> str:
    """Return up to which day the data go, and which days they leave out."""
    dictionary = dataset.dictionary
    gaps = " ".join(gap.text for gap in dictionary.coverage_gaps)
    return f"Data to {day_in_words(dictionary.coverage_end)}. {gaps}"


def _paste(
    period: str, counted: Counted, subtitle: str, dataset: Dataset, link: str
) -> str:
    """Return the text to paste into a report: numbers, doubts, data and sources."""
    dictionary = dataset.dictionary
    missing = f"{as_sentences(caveats(dataset))} ".lstrip()
    day = day_in_words(dictionary.coverage_end)
    return (
        f"{period} ({counted.filters}): {counted.sentence}. {subtitle} {missing}"
        f"Reported figures, preliminary; data to {day}, {dictionary.title}, version "
        f"{dictionary.version} ({dataset.fingerprint})."
        f"{_main_sources(counted.rows)} {link}"
    )


def _main_sources(rows: pd.DataFrame) -> str:
    names = [name for name, _ in count_publishers(rows)]
    if not names:
        return ""
    if len(names) > MOST_NAMED:
        return f" Sources: {', '.join(names[:MOST_NAMED])} and others."
    return f" Sources: {listing(names)}."
