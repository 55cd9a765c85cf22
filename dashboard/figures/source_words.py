"""One source in words: what kind of publisher it is, and how the report was seen."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard.table.source_table import PRIMARY
from dashboard.table.sources import THROUGH, TITLE, Source
from dashboard.text.language import N_, gettext
from dashboard.text.words import Cell, date_in_words, day_in_words, is_blank

KIND_WORDS = {PRIMARY: N_("primary source")}
"""Kinds of ``publishers.csv`` that need more than their name."""


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
    words = gettext(KIND_WORDS.get(kind, kind)) if kind else ""
    return "; ".join(filter(None, (words, source.detail, seen)))


def seen_words(source: Source, first_person: bool, opened_too: bool) -> str:
    """Return how a source was seen: its page, its title, or as another quotes it."""
    if source.seen == THROUGH:
        if first_person:
            return gettext(
                "seen through {medium}; page not opened by us", medium=source.via
            )
        return gettext("as quoted by {medium}", medium=source.via)
    if source.seen == TITLE:
        return _title_only(source.read_at, first_person)
    if source.read_at and first_person:
        return gettext("read by us at {medium}", medium=source.read_at)
    if source.read_at:
        return gettext("read at {medium}", medium=source.read_at)
    return gettext("page opened by us") if first_person and opened_too else ""


def _title_only(medium: str, first_person: bool) -> str:
    if medium and first_person:
        return gettext("title only at {medium}; page not opened by us", medium=medium)
    if medium:
        return gettext("title only at {medium}", medium=medium)
    if first_person:
        return gettext("title only; page not opened by us")
    return gettext("title only")


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
    if is_blank(revision):
        return day_in_words(day)
    return gettext(
        "{day} (revision {revision})", day=day_in_words(day), revision=revision
    )
