"""The words under and beside the charts of time."""

from typing import Any

import pandas as pd

from dashboard.figures.dataset_words import gaps_text
from dashboard.figures.grains import PER_GRAIN
from dashboard.figures.table_groups import by_table
from dashboard.figures.toll_sums import rows_toll
from dashboard.figures.tolls import toll_total, unknown_words
from dashboard.figures.totals import totals
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext, ngettext, number
from dashboard.text.words import period_in_words

ALREADY, LATER = N_("said dead at the time"), N_("added later, presumed dead")
LOW, UP_TO_HIGH = N_("low figure"), N_("up to the high figure")
"""The two parts of a bar: where all between is presumed dead, and where it is not."""
BY_MEASURE = {"deaths": N_("People killed"), "incidents": N_("Incidents")}
RUNNING_TITLE, LOW_TO_HIGH = N_("Killed, running total"), N_("low to high")
BY_OTHERS = N_("published by others")
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
        return ngettext(
            "{shown} of {count} incident",
            "{shown} of {count} incidents",
            totals(some)["incidents"],
            shown=number(held),
        )

    days = gettext("From lies after To")
    if first <= last:
        days = period_in_words(first, last)
    if dictionary and _is_outside(first, last, dictionary):
        days = gettext("no day that the table covers")
    words = by_table(whole, dictionary, held_of) if dictionary else held_of(whole)
    return gettext("Kept: {days} · {counts}; rest pale", days=days, counts=words)


def _is_outside(first: Any, last: Any, dictionary: Dictionary) -> bool:
    begins, ends = dictionary.first_day, dictionary.last_day
    if begins is None or ends is None:
        return False
    since, until = pd.Timestamp(first).date(), pd.Timestamp(last).date()
    return since > ends or until < begins


def no_running_total() -> str:
    """Return why several campaigns have no running total."""
    return gettext(
        "Tolls of several campaigns are not added up: the sum would match nothing that "
        "anyone published. Choose one campaign for its running total."
    )


def several_words(dictionary: Dictionary) -> str:
    """Return why the bars of several campaigns or tables count incidents."""
    if dictionary.tables_apart:
        return gettext(
            "Several tables: each has its fill and sign in a bar, and none is added to "
            "another. Choose one campaign of one table for bars of deaths."
        )
    return gettext(
        "Several campaigns: their incidents are counted together, their deaths are "
        "not. Choose one campaign for bars of deaths."
    )


def spans_key(incidents: int) -> str:
    """Return the words beside the ring in the key of the bars."""
    return gettext("day not exactly known ({number})", number=number(incidents))


def spans_words(incidents: int) -> str:
    """Return what the row below the bars shows: incidents without one known day."""
    return ngettext(
        "{count} incident has no one known day: drawn below the bars from the first to "
        "the last possible day, a ring where only about a day is given; the bars count "
        "them at their first day.",
        "{count} incidents have no one known day: drawn below the bars from the first "
        "to the last possible day, a ring where only about a day is given; the bars "
        "count them at their first day.",
        incidents,
    )


def spans_alt(spans: pd.DataFrame) -> str:
    """Return the row of :func:`dashboard.figures.timeline.spans` in words."""
    some = spans.head(SPANS_IN_WORDS).itertuples()
    lines = "; ".join(f"{each.incident_id}: {each.words}" for each in some)
    words = ngettext(
        "{count} incident without one known day.",
        "{count} incidents without one known day.",
        len(spans),
    )
    return f"{words} {lines}"


def running_words(rows: pd.DataFrame, period: tuple[Any, ...], published: int) -> str:
    """Return the running total in words; ``published`` counts the totals of others."""
    dead = rows_toll(rows)
    days = period_in_words(*period)
    toll_words = f"{toll_total(dead)}{unknown_words(dead, '; ')}"
    if not published:
        return gettext(
            "Running total as reported, {days}: {toll}.", days=days, toll=toll_words
        )
    return ngettext(
        "Running total as reported, {days}: {toll}, with {count} published total as "
        "dots.",
        "Running total as reported, {days}: {toll}, with {count} published totals as "
        "dots.",
        published,
        days=days,
        toll=toll_words,
    )


def running_note(words: str) -> str:
    """Return the running total in words, and from which day it counts."""
    more = gettext("Counted from the first day of the axis.")
    return f"{words} {more}"


def selected_words(date: str) -> str:
    """Return what is blue in the charts; ``date`` is that of the incident in words."""
    return gettext("Blue: the selected incident, {date}.", date=date)


def gaps_words(dictionary: Dictionary, shaded: bool) -> str:
    """Return the gaps of the table; ``shaded`` where the bars show one in grey."""
    gaps = gaps_text(dictionary)
    if not (shaded and gaps):
        return gaps
    return gettext("Grey behind the bars: {gaps}", gaps=gaps)


def bars_alt(
    several: bool, grain: str = "week", *, title: str = "", side: str = ""
) -> str:
    """Return what bars per ``grain`` show, of an answer (``title``) or of one ``side``.

    Of several campaigns incidents are counted: their tolls are not added up.
    """
    unit = gettext("incidents") if several else gettext("people reported killed")
    per_grain = f"{unit} {gettext(PER_GRAIN[grain])}"
    if side:
        return f"{side}: {per_grain}"
    return gettext("Bars of the {per_grain}, {title}", per_grain=per_grain, title=title)


def bar_parts(missing: bool) -> tuple[str, str]:
    """Return the words for the solid and the pale part of a bar of deaths.

    ``missing`` says whether all between low and high is presumed dead.
    """
    first, second = (ALREADY, LATER) if missing else (LOW, UP_TO_HIGH)
    return gettext(first), gettext(second)


def solid_and_pale(missing: bool) -> tuple[str, str]:
    """Return the same for bars of which the fills are named by class."""
    if missing:
        pale = gettext("pale: presumed dead, up to the high figure")
    else:
        pale = gettext("pale: up to the high figure")
    return gettext("solid: low figure"), pale


def bars_heading(
    measure: str, grain: str = "week", several: bool = False, of: str = ""
) -> str:
    """Return the title of bars, of one or several campaigns, ``of`` an answer."""
    words = [f"{gettext(BY_MEASURE[measure])} {gettext(PER_GRAIN[grain])}"]
    words += [gettext("several campaigns")] if several else []
    return ", ".join(filter(None, (*words, of)))


def incidents_only() -> str:
    """Return why bars of several campaigns show no dead."""
    return gettext("incidents; tolls of campaigns are not added up")
