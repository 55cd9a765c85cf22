"""Rows parted by table, where several are open and nobody asked to add them up.

Counts and tolls of two tables stand apart: both may hold the same incident.
"""

from collections.abc import Callable

import pandas as pd

from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext
from dashboard.text.words import listing

ADDED_UP = "tables are added up at the user's wish"


def table_groups(
    rows: pd.DataFrame, dictionary: Dictionary
) -> list[tuple[Dictionary, pd.DataFrame]]:
    """Return each table and its rows, also where it has none of them.

    No group where one table is open, or where the tables are added up.
    """
    tables = dictionary.tables_apart
    return [
        (each, rows[rows["source_table"].eq(each.beside.key).to_numpy()])
        for each in tables
    ]


def by_table(
    rows: pd.DataFrame,
    dictionary: Dictionary,
    say: Callable[[pd.DataFrame], str],
    between: str = "; ",
) -> str:
    """Return what ``say`` says of the rows, of several tables each apart.

    "one: 3 incidents; other: none"; of one table there is no label.
    """
    groups = table_groups(rows, dictionary)
    if not groups:
        return say(rows)
    return between.join(f"{each.beside.label}: {say(some)}" for each, some in groups)


def tables_joined(dictionary: Dictionary, parts: list[str]) -> str:
    """Return words of each table, in their order, each behind the table's label."""
    labels = [each.beside.label for each in dictionary.tables_apart]
    pairs = zip(labels, parts, strict=True)
    return "; ".join(f"{label}: {words}" for label, words in pairs)


def added_up_words(dictionary: Dictionary) -> str:
    """Return that tables are added up, and which; blank where they are not."""
    if not (dictionary.tables and dictionary.added_up):
        return ""
    return gettext(
        "Tables are added up at the user's wish: {tables}; an incident that stands in "
        "two of them counts twice",
        tables=listing([each.title for each in dictionary.tables]),
    )


def tables_line(dictionary: Dictionary) -> str:
    """Return whether several tables are added up; blank where one is open."""
    if not dictionary.tables:
        return ""
    if dictionary.added_up:
        return gettext(
            "tables are added up at the user's wish; an incident that stands in two of "
            "them counts twice"
        )
    return gettext("tables are not added up: counts and tolls stand for each")
