"""Rows of two tables that may be one incident: their ids, dates and tolls in words."""

from typing import Any

import pandas as pd

from dashboard.checks.across_tables import SamePair, SamePairs
from dashboard.dataset import Dataset
from dashboard.figures.tolls import row_toll, toll_label
from dashboard.text.words import count_of, date_in_words

SAME_TITLE = "May be one incident, reported in two tables"
SAME_HELP = (
    "At most 50 km apart, or as far as both radii reach, and three days; or the same "
    "area and days. The ranges of their tolls meet, or one is not known. Look at both "
    "before you add the tables up."
)


def same_count_words(same: SamePairs) -> str:
    """Return how many pairs there are, and how many of them are listed."""
    if not same.count and same.complete:
        return "No rows of two tables look like one incident."
    least = "" if same.complete else "At least "
    words = f"{least}{count_of(same.count, 'pair')} of rows of two tables"
    more = f"; the nearest {len(same.listed):,} are listed" * (
        same.count > len(same.listed)
    )
    return f"{words}{more}."


def same_table(dataset: Dataset) -> pd.DataFrame:
    """Return a line for each pair: id, date and toll of both, and how far apart."""
    rows = dataset.incidents
    lines = [
        {
            "One": _row_words(rows.iloc[pair.one]),
            "The other": _row_words(rows.iloc[pair.other]),
            "Apart": apart_words(pair),
        }
        for pair in dataset.may_be_same.listed
    ]
    return pd.DataFrame(lines, columns=["One", "The other", "Apart"])


def apart_words(pair: SamePair) -> str:
    """Return how far apart two rows are: "12 km, 2 days", "the same area and days"."""
    if pair.km is None:
        return "the same area and days"
    days = count_of(pair.days, "day") if pair.days else "dates meet"
    return f"{pair.km:,.0f} km, {days}" if pair.km >= 1 else f"less than 1 km, {days}"


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
