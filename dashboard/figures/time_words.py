"""The words under and beside the charts of time."""

from typing import Any

import pandas as pd

from dashboard.figures.dataset_words import gaps_text
from dashboard.figures.table_groups import by_table
from dashboard.figures.toll_sums import rows_toll
from dashboard.figures.tolls import toll_total, unknown_words
from dashboard.figures.totals import totals
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import count_of, period_in_words

ALREADY, LATER = "said dead at the time", "added later, presumed dead"
LOW, UP_TO_HIGH = "low figure", "up to the high figure"
"""The two parts of a bar: where all between is presumed dead, and where it is not."""
BY_MEASURE = {"deaths": "People killed", "incidents": "Incidents"}
RUNNING_TITLE, LOW_TO_HIGH = "Killed, running total", "low to high"
BY_OTHERS = "published by others"
SPANS_IN_WORDS = 12
"""Incidents named one by one for those who cannot see the row."""


def kept_words(
    rows: pd.DataFrame,
    whole: pd.DataFrame,
    first: Any,
    last: Any,
    dictionary: Dictionary | None = None,
) -> str:
    """Return which days From and To keep, and how many incidents of the whole.

    Of several tables in ``dictionary`` each is counted apart.
    """

    def held_of(some: pd.DataFrame) -> str:
        held = totals(rows[rows.index.isin(some.index)])["incidents"]
        return f"{held} of {count_of(totals(some)['incidents'], 'incident')}"

    days = period_in_words(first, last) if first <= last else "From lies after To"
    if dictionary and _is_outside(first, last, dictionary):
        days = "no day that the table covers"
    words = by_table(whole, dictionary, held_of) if dictionary else held_of(whole)
    return f"Kept: {days} · {words}; rest pale"


def _is_outside(first: Any, last: Any, dictionary: Dictionary) -> bool:
    begins, ends = dictionary.first_day, dictionary.last_day
    if begins is None or ends is None:
        return False
    since, until = pd.Timestamp(first).date(), pd.Timestamp(last).date()
    return since > ends or until < begins


def no_running_total() -> str:
    """Return why several campaigns have no running total."""
    return (
        "Tolls of several campaigns are not added up: the sum would match nothing that "
        "anyone published. Choose one campaign for its running total."
    )


def several_words(dictionary: Dictionary) -> str:
    """Return why the bars of several campaigns or tables count incidents."""
    if dictionary.tables_apart:
        return (
            "Several tables: each has its fill and sign in a bar, and none is added to "
            "another. Choose one campaign of one table for bars of deaths."
        )
    return (
        "Several campaigns: their incidents are counted together, their deaths are "
        "not. Choose one campaign for bars of deaths."
    )


def spans_key(number: int) -> str:
    """Return the words beside the ring in the key of the bars."""
    return f"day not exactly known ({number:,})"


def spans_words(number: int) -> str:
    """Return what the row below the bars shows: incidents without one known day."""
    verb = "has" if number == 1 else "have"
    return (
        f"{count_of(number, 'incident')} {verb} no one known day: drawn below the bars "
        "from the first to the last possible day, a ring where only about a day is "
        "given; the bars count them at their first day."
    )


def spans_alt(spans: pd.DataFrame) -> str:
    """Return the row of :func:`dashboard.figures.timeline.spans` in words."""
    some = spans.head(SPANS_IN_WORDS).itertuples()
    lines = "; ".join(f"{each.incident_id}: {each.words}" for each in some)
    return f"{count_of(len(spans), 'incident')} without one known day. {lines}"


def running_words(rows: pd.DataFrame, period: tuple[Any, ...], published: int) -> str:
    """Return the running total in words; ``published`` counts the totals of others."""
    dead = rows_toll(rows)
    words = f"Running total as reported, {period_in_words(*period)}: {toll_total(dead)}"
    words += unknown_words(dead, "; ")
    if published:
        words += f", with {count_of(published, 'published total')} as dots"
    return f"{words}."


def running_note(words: str) -> str:
    """Return the running total in words, and from which day it counts."""
    return f"{words} Counted from the first day of the axis."


def selected_words(date: str) -> str:
    """Return what is blue in the charts; ``date`` is that of the incident in words."""
    return f"Blue: the selected incident, {date}."


def gaps_words(dictionary: Dictionary, shaded: bool) -> str:
    """Return the gaps of the table; ``shaded`` where the bars show one in grey."""
    gaps = gaps_text(dictionary)
    return f"Grey behind the bars: {gaps}" if shaded and gaps else gaps


def bars_alt(
    several: bool, grain: str = "week", *, title: str = "", side: str = ""
) -> str:
    """Return what bars per ``grain`` show, of an answer (``title``) or of one ``side``.

    Of several campaigns incidents are counted: their tolls are not added up.
    """
    unit = "incidents" if several else "people reported killed"
    if side:
        return f"{side}: {unit} per {grain}"
    return f"Bars of the {unit} per {grain}, {title}"


def bar_parts(missing: bool) -> tuple[str, str]:
    """Return the words for the solid and the pale part of a bar of deaths.

    ``missing`` says whether all between low and high is presumed dead.
    """
    return (ALREADY, LATER) if missing else (LOW, UP_TO_HIGH)


def solid_and_pale(missing: bool) -> tuple[str, str]:
    """Return the same for bars of which the fills are named by class."""
    above = f"presumed dead, {UP_TO_HIGH}" if missing else UP_TO_HIGH
    return f"solid: {LOW}", f"pale: {above}"


def bars_heading(
    measure: str, grain: str = "week", several: bool = False, of: str = ""
) -> str:
    """Return the title of bars, of one or several campaigns, ``of`` an answer."""
    campaigns = ", several campaigns" if several else ""
    return f"{BY_MEASURE[measure]} per {grain}{campaigns}{', ' if of else ''}{of}"


def incidents_only() -> str:
    """Return why bars of several campaigns show no dead."""
    return "incidents; tolls of campaigns are not added up"
