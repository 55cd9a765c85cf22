"""What every output says of a table that is not whole: rows left out, rows cut off.

One place decides it: a page, a command, a file and a brief all ask here, so that no
count is given without what is missing from it.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboard.checks.left_out import LeftOut
from dashboard.checks.reading import Reading
from dashboard.dataset import Dataset
from dashboard.figures.own_columns import SOURCE_TABLE
from dashboard.figures.reading_caveats import (
    SHOWN_REASONS,
    reading_in_short,
    reading_words,
    shortened,
)
from dashboard.figures.standing_words import (
    cut_short_in_full,
    cut_short_words,
    standing_words,
)
from dashboard.figures.table_groups import added_up_words
from dashboard.table.dictionary import Dictionary
from dashboard.table.standing import Standing
from dashboard.text.language import gettext, ngettext, number
from dashboard.text.words import period_in_words


def caveats(dataset: Dataset) -> list[str]:
    """Return what is missing from every count of a data set; none where it is whole.

    "3 rows with at least 41 deaths left out: latitude: must be between -90 and 90
    (2), …" and "The table is cut short: 42 of 110 rows", then rows of other days than
    those described. Tables that are added up are said last.
    """
    missing = _of_tables(dataset, left_out_words, cut_short_in_full, reading_words)
    missing += outside_period(dataset.incidents, dataset.dictionary)
    return [*missing, *filter(None, [added_up_words(dataset.dictionary)])]


def short_caveats(dataset: Dataset) -> list[str]:
    """Return the same without the reasons, for a headline."""
    missing = _of_tables(dataset, left_out_count, cut_short_words, reading_in_short)
    missing += outside_period(dataset.incidents, dataset.dictionary)
    if not added_up_words(dataset.dictionary):
        return missing
    return [*missing, gettext("Tables are added up at the user's wish")]


def standing_lines(dataset: Dataset) -> list[str]:
    """Return how each table stands to its description, for the pages Data and Method.

    Only they say that a table was edited since its release.
    """
    return _of_tables(dataset, lambda lost: "", standing_words, lambda reading: [])


def outside_period(incidents: pd.DataFrame, dictionary: Dictionary) -> list[str]:
    """Return for each table how many rows lie on days that it is not said to cover.

    So it is where a table was saved and its description not yet, or never.
    """
    if dictionary.tables:
        key = incidents[SOURCE_TABLE]
        return [
            f"{each.beside.label}: {words}"
            for each in dictionary.tables
            for words in outside_period(incidents[key.eq(each.beside.key)], each)
        ]
    first, last = dictionary.coverage_start, dictionary.coverage_end
    if first is None or last is None:
        return []
    days = incidents["date"]
    early, late = days < pd.Timestamp(first), days > pd.Timestamp(last)
    if not (count := int((early | late).sum())):
        return []
    period = period_in_words(first, last)
    words = ngettext(
        "{count} row outside {period}, the days described as covered",
        "{count} rows outside {period}, the days described as covered",
        count,
        period=period,
    )
    return [words]


def is_whole(dataset: Dataset) -> bool:
    """Return whether no row is left out of a data set, and none cut off."""
    return not _of_tables(dataset, left_out_count, cut_short_words, lambda reading: [])


def _of_tables(
    dataset: Dataset,
    lost_words: Callable[[LeftOut], str],
    whole_words: Callable[[Standing], str],
    how_read: Callable[[Reading], list[str]],
) -> list[str]:
    """Return what is said of each table, with its title where it is not alone."""
    alone = (("", dataset.left_out, dataset.standing, dataset.reading),)
    return [
        f"{title}: {words}" if title else words
        for title, lost, standing, reading in dataset.tables or alone
        for words in (lost_words(lost), whole_words(standing), *how_read(reading))
        if words
    ]


def table_facts(dataset: Dataset) -> dict[str, Any]:
    """Return what every report for programs says of the table behind its numbers.

    ``data_to`` is None where the description claims no last day.
    """
    end = dataset.dictionary.coverage_end
    return {
        "title": dataset.dictionary.title,
        "data_to": end.isoformat() if end else None,
        "data_age_days": _age(dataset.dictionary),
        "data": dataset.fingerprint,
        "rows_left_out": dataset.left_out.rows,
        "deaths_left_out": dataset.left_out.deaths_at_least,
        "caveats": caveats(dataset),
    }


def _age(dictionary: Dictionary) -> int | None:
    """Return how many days ago the described period ended, None where not known."""
    end, today = dictionary.coverage_end, dictionary.read_on
    return max((today - end).days, 0) if end and today else None


def left_out_count(lost: LeftOut) -> str:
    """Return "3 rows with at least 41 deaths left out", blank where there is none.

    Parts that stay without their incident are said behind it.
    """
    return _joined(_rows_and_deaths(lost), _parts_alone(lost)) if lost else ""


def _joined(*words: str) -> str:
    return "; ".join(filter(None, words))


def _parts_alone(lost: LeftOut) -> str:
    if not lost.parts:
        return ""
    return ngettext(
        "{count} part of an incident left out is counted without it",
        "{count} parts of incidents left out are counted without them",
        lost.parts,
    )


def _rows_and_deaths(lost: LeftOut) -> str:
    none = lost.without_figure - lost.upper_alone
    if none == lost.rows:
        return ngettext(
            "{count} row without a readable death toll left out",
            "{count} rows without a readable death toll left out",
            lost.rows,
        )
    doubts = _doubts(none, lost)
    if lost.without_figure == lost.rows:
        return ngettext(
            "{count} row ({doubts}) left out",
            "{count} rows ({doubts}) left out",
            lost.rows,
            doubts=doubts,
        )
    deaths = ngettext("{count} death", "{count} deaths", lost.deaths_at_least)
    if doubts:
        return ngettext(
            "{count} row with at least {deaths} ({doubts}) left out",
            "{count} rows with at least {deaths} ({doubts}) left out",
            lost.rows,
            deaths=deaths,
            doubts=doubts,
        )
    return ngettext(
        "{count} row with at least {deaths} left out",
        "{count} rows with at least {deaths} left out",
        lost.rows,
        deaths=deaths,
    )


def _doubts(none: int, lost: LeftOut) -> str:
    doubts = []
    if none:
        doubts.append(
            ngettext("{count} with no figure", "{count} with no figure", none)
        )
    if lost.upper_alone:
        words = ngettext(
            "{count} with no lower figure (up to {most})",
            "{count} with no lower figure (up to {most})",
            lost.upper_alone,
            most=number(lost.most_of_upper),
        )
        doubts.append(words)
    return ", ".join(doubts)


def left_out_words(lost: LeftOut) -> str:
    """Return the same with the reasons, the commonest first."""
    if not lost:
        return ""
    shown = [
        f"{shortened(reason)} ({number(rows)})"
        for reason, rows, _ in lost.reasons[:SHOWN_REASONS]
    ]
    more = len(lost.reasons) - len(shown)
    if more:
        shown.append(
            ngettext("and {count} other reason", "and {count} other reasons", more)
        )
    reasons = f"{_rows_and_deaths(lost)}: {', '.join(shown)}"
    return _joined(reasons, _parts_alone(lost))


def as_sentences(words: list[str]) -> str:
    """Return caveats as running text, each with its full stop; blank for none."""
    return " ".join(f"{each}." for each in words)
