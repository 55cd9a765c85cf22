"""The words over a list of incidents that one mark or one plate stands for."""

import pandas as pd

from dashboard.figures.filter_words import upper_first
from dashboard.figures.headline import sum_lines
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import count_of

SAME_POINT = "Several reports give this same point: it is one mark with their sum."
NO_DOT = "No dot is drawn: a dot would claim a place that nobody reported."


def list_words(
    rows: pd.DataFrame, dictionary: Dictionary
) -> tuple[str, str, list[str]]:
    """Return title, reason and tolls of rows that were clicked at once.

    ``rows`` are located rows with ``where_words``, at one point or of one area.
    """
    where = rows["where_words"].unique()
    one_area = len(where) == 1 and rows["join_method"].isin(["area", "unlocated"]).all()
    if one_area:
        return upper_first(str(where[0])), NO_DOT, sum_lines(rows, dictionary)
    whole = int(rows["parent_id"].eq("").sum())
    title = f"{count_of(whole, 'incident')} at one point"
    return title, SAME_POINT, sum_lines(rows, dictionary)


def more_listed(number: int) -> str:
    """Return how many rows of the list have no room on a card."""
    return f"and {number:,} more: narrow the filters, or see the table"
