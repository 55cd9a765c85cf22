"""The id of a new row: one that no row has, and none ever had."""

import re
from collections import Counter

from dashboard.editing.folder import EditFolder, refusal
from dashboard.table.history import KEY
from dashboard.text.language import gettext

OUR_ID = re.compile(r"(?P<prefix>[A-Za-z0-9]+)-(?P<date>\d{4}-\d{2}-\d{2})-(?P<n>\d+)")
"""Prefix of the theatre, date, running number of the day: ``CAR-2026-10-04-01``."""


def next_id(folder: EditFolder, row: dict[str, str]) -> str:
    """Return the next id for a row with ``date`` and ``theatre``.

    The prefix is the one that most rows of the theatre have. An id that was taken and
    undone is in the history, and is not given again. Raises
    :class:`~dashboard.editing.folder.Refused` where the ids of the table have no such
    pattern, or no row has the theatre.
    """
    found = [(row, OUR_ID.fullmatch(row[KEY])) for _, row in _rows(folder)]
    prefixes = Counter(
        match["prefix"]
        for other, match in found
        if match and other.get("theatre", "") == row.get("theatre", "")
    )
    if not prefixes:
        words = gettext(
            "the ids of such rows have no pattern to go on with; give the id"
        )
        raise refusal(words, KEY)
    (prefix, _), *_ = prefixes.most_common(1)
    start = f"{prefix}-{row.get('date', '')}-"
    numbers = [
        int(taken.removeprefix(start))
        for taken in taken_ids(folder)
        if taken.startswith(start) and taken.removeprefix(start).isdecimal()
    ]
    return f"{start}{max(numbers, default=0) + 1:02d}"


def taken_ids(folder: EditFolder) -> set[str]:
    """Return every id that a row has or ever had."""
    ids = {row[KEY] for _, row in _rows(folder)}
    return ids | {each.incident_id for each in folder.changes}


def _rows(folder: EditFolder) -> list[tuple[int, dict[str, str]]]:
    return list(folder.records.rows())
