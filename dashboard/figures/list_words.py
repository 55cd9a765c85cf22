"""The words over a list of incidents that one mark or one plate stands for."""

import pandas as pd

from dashboard.figures.filter_words import upper_first
from dashboard.figures.headline import sum_lines
from dashboard.figures.region_report import count_words
from dashboard.figures.table_groups import table_groups
from dashboard.geo.beyond import beyond_map
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext, ngettext

SAME_POINT = N_("Several reports give this same point: it is one mark with their sum.")
BEYOND = N_("They lie beyond this map, each at a place of its own.")
OVERLAP = N_("Each has its own place. So close together, their marks would overlap.")
MAY_BE_INSIDE = N_(
    "They are not counted above: whether they lie inside the shape is not known."
)
NO_DOT = N_("No dot is drawn: a dot would claim a place that nobody reported.")


def list_words(
    rows: pd.DataFrame, dictionary: Dictionary, beside: bool = False
) -> tuple[str, str, list[str]]:
    """Return title, reason and tolls of rows that were clicked at once.

    ``rows`` are located rows with ``where_words``, at one point or of one area;
    ``beside`` is whether a drawn shape can neither hold nor rule them out.
    """
    tolls = sum_lines(rows, dictionary)
    where = rows["where_words"].unique()
    if len(where) == 1 and rows["join_method"].isin(["area", "unlocated"]).all():
        why = gettext(NO_DOT)
        if beside:
            why = f"{why} {gettext(MAY_BE_INSIDE)}"
        return upper_first(str(where[0])), why, tolls
    count = "; ".join(
        filter(None, (count_words(some) for some in _of_tables(rows, dictionary)))
    )
    if len(rows[["latitude", "longitude"]].drop_duplicates()) == 1:
        return (
            gettext("{count} at one point", count=count),
            gettext(SAME_POINT),
            tolls,
        )
    is_beyond = beyond_map(rows, dictionary.description).all()
    title = gettext("{count} at several places", count=count)
    return title, gettext(BEYOND if is_beyond else OVERLAP), tolls


def _of_tables(rows: pd.DataFrame, dictionary: Dictionary) -> list[pd.DataFrame]:
    """Return the rows of each table apart, where they are not added up."""
    return [some for _, some in table_groups(rows, dictionary)] or [rows]


def more_listed(number: int) -> str:
    """Return how many rows of the list have no room on a card."""
    return ngettext(
        "and {count} more: narrow the filters, or see the table",
        "and {count} more: narrow the filters, or see the table",
        number,
    )
