"""Take the name of a private person out of a table and of all that is kept of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.editing.drafting import Draft
from dashboard.editing.folder import refusal
from dashboard.editing.words import changelog_line
from dashboard.table.history import NAME_TAKEN_OUT
from dashboard.table.records import read_records
from dashboard.text.language import gettext


def without(text: str, names: Sequence[str]) -> str:
    """Return a text in which each name is marked as taken out."""
    for name in names:
        text = text.replace(name, NAME_TAKEN_OUT)
    return text


def draft_without(draft: Draft, names: Sequence[str]) -> Draft:
    """Return a draft whose old cells and line have no such name.

    Raises :class:`~dashboard.editing.folder.Refused` where the row still has one.
    """
    for name in names:
        if not name.strip():
            words = gettext("give the name that leaves the row")
            raise refusal(words, "private", name)
        for column, cell in draft.after.items():
            if name in cell:
                words = gettext("still has the name that is to leave the row")
                raise refusal(words, column)
    changed = {
        column: (without(old, names), new)
        for column, (old, new) in draft.changed.items()
    }
    line = changelog_line(draft.after, changed, draft.before is None)
    return replace(draft, changed=changed, changelog_line=line)


def history_without(content: bytes, names: Sequence[str]) -> bytes:
    """Return a history in whose cells no such name is left."""
    records = read_records(content, "history.csv")
    for number, row in list(records.rows()):
        cells: Mapping[str, str] = {
            column: without(cell, names)
            for column, cell in row.items()
            if without(cell, names) != cell
        }
        if cells:
            records = records.changed(number, dict(cells))
    return records.to_bytes()
