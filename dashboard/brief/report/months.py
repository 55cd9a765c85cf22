"""The months of a report: what is counted of each, in words."""

from typing import NamedTuple

import pandas as pd

from dashboard.brief.report.periods import Period
from dashboard.figures.dataset_words import gaps_between
from dashboard.figures.days import days_of
from dashboard.figures.large_numbers import counted
from dashboard.figures.table_groups import by_table
from dashboard.figures.toll_sums import campaign_tolls
from dashboard.figures.tolls import toll_with_unknown
from dashboard.figures.totals import placed, totals
from dashboard.selection.selected import Selected
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext, ngettext
from dashboard.text.words import period_in_words

NONE = N_("none found in the table")
NOT_COVERED = N_("not covered by the table")
GAP = N_("the table has a gap here")
THE_REST = N_("… the list has the rest")
"""All said by ``gettext``. The last one ends a month whose words do not all fit above
its map."""


class Month(NamedTuple):
    """A month: its name, its located rows, and the lines of words above its map."""

    name: str
    rows: pd.DataFrame
    lines: tuple[str, ...]


def month_of(selected: Selected, month: Period) -> Month:
    """Return what a month holds; ``selected`` keeps its days and the other filters.

    A month without a row says which days the table covers: none found is no zero.
    """
    rows, dictionary = selected.rows, selected.dataset.dictionary
    days = days_of(selected)
    whole = days == (month.first, month.last)
    covered = ""
    if days and not whole:
        covered = gettext("data for {period}", period=period_in_words(*days, True))
    if days is None:
        lines = [gettext(NOT_COVERED)] if rows.empty else _counts(rows, dictionary)
    elif rows.empty:
        lines = [gettext(NONE), covered]
    else:
        lines = [*_counts(rows, dictionary), covered]
    if gaps_between(dictionary, month.first, month.last):
        lines.append(gettext(GAP))
    return Month(month.words, rows, tuple(line for line in lines if line))


def months_alt(title: str, months: tuple[Month, ...]) -> str:
    """Return what the small maps say, for those who cannot see them."""
    said = [f"{month.name}: {', '.join(month.lines)}" for month in months]
    return f"{title}. {'; '.join(said)}."


def beyond_words(rows: pd.DataFrame) -> str:
    """Return how many rows have a place outside the window, blank for none."""
    if rows.empty:
        return ""
    sums = totals(rows)
    return gettext("{counted} outside this map", counted=counted(rows, sums))


def _counts(rows: pd.DataFrame, dictionary: Dictionary) -> list[str]:
    """Return count and toll, and how many are known only to an area."""

    def words(some: pd.DataFrame) -> str:
        if some.empty:  # of one of several tables
            return gettext(NONE)
        toll = campaign_tolls(some, dictionary, toll_with_unknown)
        return f"{counted(some, totals(some))}, {toll}"

    off_map = totals(rows)["incidents"] - placed(rows)["placed"]
    lines = [by_table(rows, dictionary, words)]
    if off_map:
        unplaced = ngettext(
            "{count} of them known to no point",
            "{count} of them known to no point",
            off_map,
        )
        lines.append(unplaced)
    return lines
