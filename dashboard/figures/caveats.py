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
from dashboard.figures.table_groups import ADDED_UP, added_up_words
from dashboard.table.dictionary import Dictionary
from dashboard.table.standing import Standing
from dashboard.text.words import count_of, listing, period_in_words

SHOWN_REASONS, SHOWN_LETTERS = 6, 60
"""Reasons that the long form names, and the letters of each; the rest are counted."""
PERIOD_OF_WHOLE = (
    "the period and its gaps are those of the whole table, so days that look empty may "
    "have had incidents"
)
DISAGREED = "widened: low, best and high did not agree"


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
    added_up = f"T{ADDED_UP[1:]}"
    return [*missing, *([added_up] * bool(added_up_words(dataset.dictionary)))]


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
    return [f"{count_of(count, 'row')} outside {period}, the days described as covered"]


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
    return f"{_rows_and_deaths(lost)}{_parts_alone(lost)}" if lost else ""


def _parts_alone(lost: LeftOut) -> str:
    if not lost.parts:
        return ""
    if lost.parts == 1:
        return "; 1 part of an incident left out is counted without it"
    return f"; {lost.parts:,} parts of incidents left out are counted without them"


def _rows_and_deaths(lost: LeftOut) -> str:
    rows = count_of(lost.rows, "row")
    deaths = count_of(lost.deaths_at_least, "death")
    none = lost.without_figure - lost.upper_alone
    if none == lost.rows:
        return f"{rows} without a readable death toll left out"
    doubts = [f"{none:,} with no figure"] * bool(none)
    if lost.upper_alone:
        upper = f"{lost.upper_alone:,} with no lower figure"
        doubts.append(f"{upper} (up to {lost.most_of_upper:,})")
    blank = f" ({', '.join(doubts)})" if doubts else ""
    if lost.without_figure == lost.rows:
        return f"{rows}{blank} left out"
    return f"{rows} with at least {deaths}{blank} left out"


def left_out_words(lost: LeftOut) -> str:
    """Return the same with the reasons, the commonest first."""
    if not lost:
        return ""
    shown = [
        f"{_shortened(reason)} ({rows:,})"
        for reason, rows, _ in lost.reasons[:SHOWN_REASONS]
    ]
    more = len(lost.reasons) - len(shown)
    shown += [f"and {count_of(more, 'other reason')}"] * bool(more)
    return f"{_rows_and_deaths(lost)}: {', '.join(shown)}{_parts_alone(lost)}"


def reading_words(reading: Reading) -> list[str]:
    """Return what of a file was not read, and what became of its tolls.

    "“2023” of the file was read; not read: “2024”" and "the tolls of 16 rows were
    widened, …", with what the file gives for these rows and what is counted; none where
    a table was taken as it is.
    """
    words = reading_in_short(reading)
    for number, each in enumerate(words):
        if each.endswith(DISAGREED) and reading.in_file:
            effect = (
                f"{_ends(reading.in_file)} in the file, here {_ends(reading.counted)}"
            )
            words[number] = f"{each}; together {effect}"
    return words


def _ends(sums: tuple[int | None, ...]) -> str:
    """Return "low 9, best 2, high 4"; a figure that no row has is left out."""
    named = zip(("low", "best", "high"), sums, strict=True)
    return ", ".join(f"{end} {each:,}" for end, each in named if each is not None)


def reading_in_short(reading: Reading) -> list[str]:
    """Return the same without the sums, for a headline."""
    words = []
    if reading.not_read:
        names = [f"“{_shortened(name)}”" for name in reading.not_read[:SHOWN_REASONS]]
        more = len(reading.not_read) - len(names)
        names += [f"{more:,} more"] * bool(more)
        words.append(
            f"“{_shortened(reading.part)}” of the file was read; "
            f"not read: {listing(names)}"
        )
    if many := reading.widened:
        rows = count_of(many, "row")
        some = f"The toll of {rows} was" if many == 1 else f"The tolls of {rows} were"
        words.append(f"{some} {DISAGREED}")
    if many := reading.by_convention:
        verb = "has a toll that is" if many == 1 else "have tolls that are"
        words.append(f"{count_of(many, 'row')} {verb} coded by convention, not a count")
    if blanked := reading.below_zero:
        shown = [f"{column} {value}" for column, value in blanked[:SHOWN_REASONS]]
        more = len(blanked) - len(shown)
        shown += [f"{more:,} more"] * bool(more)
        verb = "figure below 0 was" if len(blanked) == 1 else "figures below 0 were"
        words.append(f"{len(blanked):,} {verb} left blank: {listing(shown)}")
    return words


def cut_short_words(standing: Standing) -> str:
    """Return "The table is cut short: 42 of 110 rows", blank where it is not."""
    if standing.kind != "cut_short":
        return ""
    if standing.described is None or standing.rows >= standing.described:
        return "The table is cut short: its last line is unfinished"
    return f"The table is cut short: {standing.rows:,} of {standing.described:,} rows"


def cut_short_in_full(standing: Standing) -> str:
    """Return the same, and whose the period and its gaps are."""
    words = cut_short_words(standing)
    described = standing.described is not None
    return f"{words}; {PERIOD_OF_WHOLE}" if words and described else words


def standing_words(standing: Standing) -> str:
    """Return how one table stands to its description."""
    rows = count_of(standing.rows, "row")
    return {
        "cut_short": cut_short_in_full(standing),
        "edited": f"The table was edited since its release; it has {rows}",
        "sealed": f"The table is whole: {rows}, as its description says",
        "unsealed": (
            f"The table has {rows}; nothing tells whether that is all of them"
        ),
    }[standing.kind]


def as_sentences(words: list[str]) -> str:
    """Return caveats as running text, each with its full stop; blank for none."""
    return " ".join(f"{each}." for each in words)


def _shortened(reason: str) -> str:
    if len(reason) <= SHOWN_LETTERS:
        return reason
    return f"{reason[:SHOWN_LETTERS].rstrip(' ,')} …"
