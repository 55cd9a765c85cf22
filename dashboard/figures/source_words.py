"""One source in words: what kind of publisher it is, and how the report was seen."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard.table.source_table import PRIMARY
from dashboard.table.sources import THROUGH, TITLE, Source
from dashboard.text.words import Cell, date_in_words, day_in_words, is_blank

KIND_WORDS = {PRIMARY: "primary source"}
"""Kinds of ``publishers.csv`` that need more than their name."""
NOT_OPENED = "page not opened by us"


def source_note(
    source: Source,
    kinds: Mapping[str, str],
    first_person: bool = True,
    opened_too: bool = False,
) -> str:
    """Return what stands behind a source: "primary source; seen through Wikipedia; …".

    ``kinds`` are the kinds of publishers by name, empty where nobody gave them. With
    ``opened_too`` a page that was opened is said to be so. Of a table that is not in
    the ``first_person`` nobody says who opened a page.
    """
    kind = kinds.get(source.publisher, "")
    seen = seen_words(source, first_person, opened_too)
    return "; ".join(filter(None, (KIND_WORDS.get(kind, kind), source.detail, seen)))


def seen_words(source: Source, first_person: bool, opened_too: bool) -> str:
    """Return how a source was seen: its page, its title, or as another quotes it."""
    if source.seen == THROUGH:
        quoted = f"seen through {source.via}; {NOT_OPENED}"
        return quoted if first_person else f"as quoted by {source.via}"
    place = f" at {source.read_at}" if source.read_at else ""
    if source.seen == TITLE:
        return f"title only{place}{f'; {NOT_OPENED}' if first_person else ''}"
    if place:
        return f"read{' by us' if first_person else ''}{place}"
    return "page opened by us" if first_person and opened_too else ""


def source_day(text: str) -> str:
    """Return a date of a source in words, as it stands where the calendar lacks it."""
    try:
        if len(text) == len("2025-09-02"):
            return day_in_words(date.fromisoformat(text))
        return date_in_words(date.fromisoformat(f"{text}-01"), precision="month")
    except ValueError:
        return text


def last_changed(day: Cell, revision: Cell) -> str:
    """Return "28 November 2026 (revision 2)", blank for a table that does not say.

    A cell that is no date, in a table of others, is no day either.
    """
    if is_blank(day) or not isinstance(day, pd.Timestamp | date):
        return ""
    number = "" if is_blank(revision) else f" (revision {revision})"
    return f"{day_in_words(day)}{number}"
