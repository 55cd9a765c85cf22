"""What differs between two states of the table, incident by incident."""

import os.path

import pandas as pd

from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext
from dashboard.text.words import Cell, day_in_words, is_blank

COLUMNS = ("Id", "What", "Column", "Before", "Now")
SHORT = 160
"""Letters of a text that are shown; the whole is in the tables."""
LEAD = 40
"""Letters shown before the first that differs."""


def find_changes(
    old: pd.DataFrame,
    new: pd.DataFrame,
    dictionary: Dictionary,
    old_table: pd.DataFrame | None = None,
    new_table: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return each difference between two selections of rows as one line of words.

    ``old`` and ``new`` are located rows; ``old_table`` and ``new_table`` all rows of
    either state, by which a row that came into a selection is told from one that came
    into the table (by themselves the selections are the tables). Columns: ``Id``,
    ``What``, ``Column``, ``Before``, ``Now``; new rows first, then lost and changed.
    """
    before, after = _by_id(old), _by_id(new)
    known_before = set(before.index if old_table is None else old_table["incident_id"])
    known_now = set(after.index if new_table is None else new_table["incident_id"])
    lines = []
    for incident_id in after.index.difference(before.index, sort=False):
        what = (
            gettext("selected now")
            if incident_id in known_before
            else gettext("new in the table")
        )
        lines.append((incident_id, what, "", "", _said(after.loc[incident_id])))
    for incident_id in before.index.difference(after.index, sort=False):
        what = gettext("no longer selected")
        if incident_id not in known_now:
            what = gettext("no longer in the table")
        lines.append((incident_id, what, "", _said(before.loc[incident_id]), ""))
    for incident_id in after.index.intersection(before.index, sort=False):
        pair = before.loc[incident_id], after.loc[incident_id]
        lines += _changed(incident_id, *pair, dictionary)
    return pd.DataFrame(lines, columns=COLUMNS)


def _by_id(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index("incident_id")


def _changed(
    incident_id: str, before: pd.Series, after: pd.Series, dictionary: Dictionary
) -> list[tuple[str, str, str, str, str]]:
    lines = []
    for name, field in dictionary.fields.items():
        if name not in before.index or name not in after.index:
            continue
        pair = [_text(each[name], name, dictionary) for each in (before, after)]
        if pair[0] != pair[1]:
            was, is_now = from_where_they_differ(pair)
            lines.append((incident_id, gettext("changed"), field.title, was, is_now))
    return lines


def from_where_they_differ(pair: list[str]) -> list[str]:
    """Return both texts short enough to show, and so that their difference is seen."""
    same = len(os.path.commonprefix(pair))
    if max(map(len, pair)) <= SHORT or same < SHORT // 2:
        cut = pair
    else:
        cut = [f"…{each[same - LEAD :]}" for each in pair]
    return [_short(each) or gettext("not reported") for each in cut]


def _said(row: pd.Series) -> str:
    place = row["location"] or gettext("no place")
    return _short(f"{day_in_words(row['date'])}, {place}")


def _text(value: Cell, name: str, dictionary: Dictionary) -> str:
    if is_blank(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return day_in_words(value)
    if isinstance(value, float):
        return f"{value:.10g}"
    return dictionary.label(name, value)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
