"""What one save did to one incident, in words: for feed, Changes page and brief."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.table.changes import from_where_they_differ
from dashboard.table.dictionary import Dictionary
from dashboard.table.history import BOOKKEEPING, KEY, Change, still_holding
from dashboard.table.sources import SEPARATOR
from dashboard.text.language import gettext, ngettext
from dashboard.text.words import day_in_words, listing

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
SOURCES = "sources"
NAMED = 4
"""Columns that a title names; more are counted."""


@dataclass(frozen=True)
class Entry:
    """All that one save did to one incident: its cells in the order of the history."""

    save_id: str
    when: str
    who: str
    incident_id: str
    kind: str
    cells: tuple[Change, ...]

    @property
    def why(self) -> str:
        """The reasons that were given, each once, without those of the bookkeeping."""
        given = (each.why for each in self.cells if each.column not in BOOKKEEPING)
        return "; ".join(dict.fromkeys(filter(None, given)))

    @property
    def sources(self) -> list[str]:
        """The sources that were given for the change, each once."""
        given = (word for each in self.cells for word in each.source.split())
        return list(dict.fromkeys(given))

    def new(self, column: str) -> str:
        """Return the new cell of a column, blank where the save did not touch it."""
        return next((each.new for each in self.cells if each.column == column), "")


def entries_of(changes: Sequence[Change]) -> list[Entry]:
    """Return what each save did to each incident, in the order of the history.

    A save that was undone, and its undoing, are left out: they changed nothing.
    """
    grouped: dict[tuple[str, str], list[Change]] = {}
    for change in still_holding(changes):
        grouped.setdefault((change.save_id, change.incident_id), []).append(change)
    return [_entry(cells) for cells in grouped.values()]


def _entry(cells: list[Change]) -> Entry:
    first, kind = cells[0], CHANGED
    for each in cells:
        if each.column == KEY:
            kind = REMOVED if not each.new else ADDED
    return Entry(
        first.save_id, first.when, first.who, first.incident_id, kind, tuple(cells)
    )


def entry_title(entry: Entry, place: str, dictionary: Dictionary) -> str:
    """Return "CAR-2025-09-02-01 changed: sources, notes (off Sucre)".

    ``place`` is where the incident took place in words, blank where it is not known.
    """
    row = entry.incident_id
    if entry.kind == ADDED:
        words = gettext("{row} added", row=row)
    elif entry.kind == REMOVED:
        words = gettext("{row} removed", row=row)
    else:
        columns = _columns(entry, dictionary)
        words = gettext("{row} changed: {columns}", row=row, columns=columns)
    return f"{words} ({place})" if place else words


def _columns(entry: Entry, dictionary: Dictionary) -> str:
    names = [
        column_title(each.column, dictionary).lower()
        for each in entry.cells
        if each.column not in BOOKKEEPING
    ]
    more = len(names) - NAMED
    shown = names[:NAMED] if more > 0 else names
    if more > 0:
        shown.append(ngettext("{count} more column", "{count} more columns", more))
    return listing(shown)


def entry_lines(entry: Entry, dictionary: Dictionary) -> list[str]:
    """Return one line for each cell, then who changed it, when and why.

    "Deaths, best: 3 → 5". Of a new row its cells are listed with their values.
    """
    lines = []
    for each in entry.cells:
        if each.column in (*BOOKKEEPING, KEY):
            continue
        if each.column == SOURCES and entry.kind == CHANGED:
            lines += _source_lines(each)
            continue
        title = column_title(each.column, dictionary)
        old, new = from_where_they_differ(
            [
                cell_label(value, each.column, dictionary)
                for value in (each.old, each.new)
            ]
        )
        if entry.kind == ADDED:
            lines.append(f"{title}: {new}")
        elif entry.kind == CHANGED:
            lines.append(f"{title}: {old} → {new}")
    day = day_in_words(date.fromisoformat(entry.when[:10]))
    lines.append(_by_words(entry.kind, day, entry.who))
    if entry.why:
        lines.append(gettext("Why: {why}", why=entry.why))
    return lines


def _by_words(kind: str, day: str, who: str) -> str:
    if kind == ADDED:
        return gettext("Added on {day} by: {who}", day=day, who=who)
    if kind == REMOVED:
        return gettext("Removed on {day} by: {who}", day=day, who=who)
    return gettext("Changed on {day} by: {who}", day=day, who=who)


def _source_lines(change: Change) -> list[str]:
    """Return which entries of ``sources`` came and which went."""
    old, new = (cell.split(SEPARATOR) for cell in (change.old, change.new))
    came = [
        gettext("Source added: {source}", source=each)
        for each in new
        if each and each not in old
    ]
    went = [
        gettext("Source taken out: {source}", source=each)
        for each in old
        if each and each not in new
    ]
    return [*came, *went] or [gettext("Sources in another order")]


def column_title(column: str, dictionary: Dictionary) -> str:
    """Return what people call a column; its name where the dictionary lacks it."""
    return dictionary.fields[column].title if column in dictionary.fields else column


def cell_label(value: str, column: str, dictionary: Dictionary) -> str:
    """Return a cell as people read it: the label of a code, blank for blank."""
    known = value and column in dictionary.fields
    return dictionary.label(column, value) if known else value
