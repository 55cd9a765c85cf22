"""Rows of two tables that may be one incident: their ids, dates and tolls in words."""

from typing import Any

import pandas as pd

from dashboard.checks.across_tables import SamePair, SamePairs
from dashboard.dataset import Dataset
from dashboard.figures.tolls import row_toll, toll_label
from dashboard.text.language import N_, decimal, gettext, ngettext, number
from dashboard.text.words import date_in_words

SAME_TITLE = N_("May be one incident, reported in two tables")
SAME_HELP = N_(
    "At most 50 km apart, or as far as both radii reach, and three days; or the same "
    "area and days. The ranges of their tolls meet, or one is not known. Look at both "
    "before you add the tables up."
)


def same_count_words(same: SamePairs) -> str:
    """Return how many pairs there are, and how many of them are listed."""
    if not same.count and same.complete:
        return gettext("No rows of two tables look like one incident.")
    words = _pairs(same)
    if same.count > len(same.listed):
        return gettext(
            "{pairs}; the nearest {listed} are listed.",
            pairs=words,
            listed=number(len(same.listed)),
        )
    return f"{words}."


def _pairs(same: SamePairs) -> str:
    if same.complete:
        return ngettext(
            "{count} pair of rows of two tables",
            "{count} pairs of rows of two tables",
            same.count,
        )
    return ngettext(
        "At least {count} pair of rows of two tables",
        "At least {count} pairs of rows of two tables",
        same.count,
    )


def same_table(dataset: Dataset) -> pd.DataFrame:
    """Return a line for each pair: id, date and toll of both, and how far apart."""
    rows = dataset.incidents
    one, other = gettext("One"), gettext("The other")
    lines = [
        {
            one: _row_words(rows.iloc[pair.one]),
            other: _row_words(rows.iloc[pair.other]),
            gettext("Apart"): apart_words(pair),
        }
        for pair in dataset.may_be_same.listed
    ]
    return pd.DataFrame(lines, columns=[one, other, gettext("Apart")])


def apart_words(pair: SamePair) -> str:
    """Return how far apart two rows are: "12 km, 2 days", "the same area and days"."""
    if pair.km is None:
        return gettext("the same area and days")
    days = gettext("dates meet")
    if pair.days:
        days = ngettext("{count} day", "{count} days", pair.days)
    if pair.km >= 1:
        return gettext("{km} km, {days}", km=decimal(pair.km, 0), days=days)
    return gettext("less than 1 km, {days}", days=days)


def same_facts(dataset: Dataset) -> dict[str, Any]:
    """Return the pairs for a program: ids, how many in all, whether all were compared.

    Empty where one table is open.
    """
    if not dataset.dictionary.tables:
        return {}
    ids, same = dataset.incidents["incident_id"].tolist(), dataset.may_be_same
    return {
        "may_be_same": [[ids[pair.one], ids[pair.other]] for pair in same.listed],
        "may_be_same_count": same.count,
        "may_be_same_complete": same.complete,
    }


def _row_words(row: pd.Series) -> str:
    day = date_in_words(row.date, row.date_end, row.date_precision)
    return f"{row.incident_id} · {day} · {toll_label(row_toll(row))}"
