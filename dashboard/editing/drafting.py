"""A row as it would be saved: its cells, what is wrong, and what the totals become."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from dashboard.checks.companions import find_in_entries
from dashboard.checks.finding import Finding
from dashboard.checks.near_duplicates import find_near_duplicates
from dashboard.checks.problems import sound_rows
from dashboard.checks.warnings import find_warnings
from dashboard.editing.entries import (
    Entries,
    cell_alone,
    cell_of,
    new_publishers,
    source_rows,
)
from dashboard.editing.folder import EditFolder, State, read_state, refusal
from dashboard.editing.ids import next_id, taken_ids
from dashboard.editing.typed import plain_cell
from dashboard.editing.words import changelog_line
from dashboard.figures.totals import totals
from dashboard.geo.kept_layers import regions_for_table
from dashboard.geo.locate import locate
from dashboard.importers.ours import in_our_cells
from dashboard.openers.opened import Opened
from dashboard.table.companions import read_companions
from dashboard.table.history import BOOKKEEPING, KEY
from dashboard.table.records import Records
from dashboard.table.source_table import Publisher, SourceRow
from dashboard.text.language import gettext

Row = dict[str, str]


@dataclass(frozen=True)
class Draft:
    """One row to be saved; ``before`` is None for a new one.

    ``findings`` are the problems that the row would bring into the table, with the line
    it would have. ``may_be_same`` are rows that may be the same incident. The totals
    are those of :func:`dashboard.figures.totals.totals`, over the row's campaign.
    ``asked`` and ``entries`` are what was typed, from which a save drafts anew.
    ``warnings`` are doubts that a person should look at, ``new_publishers`` those that
    the list of publishers gets.
    """

    incident_id: str
    before: Row | None
    after: Row
    findings: list[Finding]
    may_be_same: list[Row]
    totals_before: dict[str, Any]
    totals_after: dict[str, Any]
    records: Records
    asked: Mapping[str, str] = field(default_factory=dict)
    entries: Entries = ()
    source_rows: list[SourceRow] | None = None
    changelog_line: str = ""
    changed: dict[str, tuple[str, str]] = field(default_factory=dict)
    warnings: list[Finding] = field(default_factory=list)
    new_publishers: tuple[Publisher, ...] = ()


def draft_addition(
    folder: EditFolder, values: Mapping[str, str], sources: Entries = ()
) -> Draft:
    """Return the draft of a new row from values as people type them.

    Without ``incident_id`` it gets the next one. Raises
    :class:`~dashboard.editing.folder.Refused` for a column that the table does not
    have, an id that is taken or was, and a publisher that is not on the list.
    """
    typed = _as_written(folder, values)
    if not typed.get(KEY):
        typed[KEY] = next_id(folder, typed)
    elif typed[KEY] in taken_ids(folder):
        words = gettext("is taken, or was; ids are never used again")
        raise refusal(words, KEY, typed[KEY])
    row = dict.fromkeys(folder.records.columns, "") | typed
    listed, new = _with_publishers(folder, sources)
    drafted = _with_sources(listed, row, "sources" in values, sources)
    records = folder.records.inserted(len(folder.records.records), drafted[0])
    draft = _draft(folder, None, *drafted, records)
    draft = replace(draft, asked=values, entries=sources)
    return _with_entries_checked(folder, draft, new)


def draft_edit(
    folder: EditFolder,
    incident_id: str,
    changes: Mapping[str, str],
    sources: Entries = (),
) -> Draft:
    """Return the draft of a row with other values in some columns.

    Raises :class:`~dashboard.editing.folder.Refused` for an id that no row has, for
    one that would change, and as :func:`draft_addition` does.
    """
    if len(folder.records.find(KEY, incident_id)) > 1:
        words = gettext("several rows have this id; give each its own")
        raise refusal(words, KEY, incident_id)
    if (found := folder.row(incident_id)) is None:
        words = gettext("{file} has no such row", file=folder.table.name)
        raise refusal(words, KEY, incident_id)
    number, before = found
    if changes.get(KEY, incident_id) != incident_id:
        raise refusal(gettext("the id of a row never changes"), KEY, changes[KEY])
    row = before | _as_written(folder, changes)
    listed, new = _with_publishers(folder, sources)
    row, rows = _with_sources(listed, row, "sources" in changes, sources)
    cells = {name: row[name] for name in row if row[name] != before[name]}
    if not cells and rows == _own_rows(folder, incident_id, rows):
        raise refusal(gettext("the row has these values already: nothing to save"))
    records = folder.records.changed(number, cells)
    draft = _draft(folder, before, row, rows, records)
    draft = replace(draft, asked=changes, entries=sources)
    return _with_entries_checked(folder, draft, new)


def _with_entries_checked(
    folder: EditFolder, draft: Draft, new: tuple[Publisher, ...]
) -> Draft:
    """Return the draft with what is wrong in its lines of the files beside it."""
    found = list(draft.findings)
    if folder.description and folder.sources:
        beside = read_companions(folder.description, folder.table.parent)
        for name, rows in (("sources", draft.source_rows), ("publishers", new)):
            if rows and name in beside:
                texts = pd.DataFrame([vars(each) for each in rows]).astype(str)
                found += find_in_entries(texts, beside[name])
    return replace(draft, findings=found, new_publishers=new)


def stamped(folder: EditFolder, draft: Draft, day: str) -> Draft:
    """Return a draft with the day and number of this save in its row."""
    own = {"last_updated": day, "revision": _next_revision(draft.before)}
    own = {name: value for name, value in own.items() if name in draft.after}
    after = draft.after | own
    if draft.before is None:
        records = folder.records.inserted(len(folder.records.records), after)
    else:
        number = draft.records.find(KEY, draft.incident_id)[0]
        cells = {n: v for n, v in after.items() if v != draft.before[n]}
        records = folder.records.changed(number, cells)
    changed = _changed(draft.before, after)
    return replace(draft, after=after, records=records, changed=changed)


def _next_revision(before: Row | None) -> str:
    number = (before or {}).get("revision", "")
    return str(int(number) + 1) if number.isdecimal() else "1"


def _as_written(folder: EditFolder, values: Mapping[str, str]) -> Row:
    """Return typed values as the table writes such cells; what cannot be read stays."""
    columns = folder.records.columns
    for name in values:
        if name not in columns:
            words = gettext("is no column of {file}", file=folder.table.name)
            raise refusal(words, name)
        if name in BOOKKEEPING:
            raise refusal(gettext("is written by each save"), name)
    typed = {name: plain_cell(name, value.strip()) for name, value in values.items()}
    frame = pd.DataFrame([typed], index=pd.Index([2]), dtype="str")
    opened = Opened(folder.table.name, "CSV", frame)
    text, _ = in_our_cells(opened, folder.state.dictionary)
    return {name: str(text[name].iloc[0]).strip() for name in values}


def _with_publishers(
    folder: EditFolder, sources: Entries
) -> tuple[EditFolder, tuple[Publisher, ...]]:
    """Return the folder as it is with the publishers that the sources bring."""
    new = new_publishers(folder, sources)
    listed = {**folder.publishers, **new}
    return replace(folder, publishers=listed), tuple(new.values())


def _with_sources(
    folder: EditFolder, row: Row, is_cell_typed: bool, entries: Entries
) -> tuple[Row, list[SourceRow] | None]:
    if not entries and not is_cell_typed:
        return row, None
    if folder.sources is None:
        cell = cell_alone(entries) if entries else row["sources"]
        return row | {"sources": cell}, None
    rows = source_rows(folder, row[KEY], row.get("sources", ""), entries)
    return row | {"sources": cell_of(folder, rows)}, rows


def _own_rows(
    folder: EditFolder, incident_id: str, rows: list[SourceRow] | None
) -> list[SourceRow] | None:
    own = [each for each in folder.source_rows if each.incident_id == incident_id]
    return own if rows is not None else None


def _draft(
    folder: EditFolder,
    before: Row | None,
    after: Row,
    rows: list[SourceRow] | None,
    records: Records,
) -> Draft:
    old = folder.state
    new = read_state(folder, _as_if_stamped(records, after[KEY]))
    changed = _changed(before, after)
    return Draft(
        incident_id=after[KEY],
        before=before,
        after=after,
        findings=_new_problems(old, new),
        may_be_same=_may_be_same(new, after[KEY], folder),
        totals_before=_totals(old, after),
        totals_after=_totals(new, after),
        records=records,
        source_rows=rows,
        changelog_line=changelog_line(after, changed, before is None),
        changed=changed,
    )


def _as_if_stamped(records: Records, incident_id: str) -> Records:
    """Return records in which a new row has what its save will write into it."""
    number = records.find(KEY, incident_id)[0]
    rows = dict(records.rows())
    days = [row.get("last_updated", "") for row in rows.values()]
    own = {"last_updated": max(days), "revision": "1"}
    blank = {n: v for n, v in own.items() if rows[number].get(n) == ""}
    return records.changed(number, blank)


def _totals(state: State, row: Row) -> dict[str, Any]:
    """Return the totals of the row's campaign: tolls of several are never added up."""
    rows = state.incidents
    campaigns = rows["campaign"].astype("object").fillna("")
    return dict(totals(rows[campaigns.eq(row.get("campaign", ""))]))


def _changed(before: Row | None, after: Row) -> dict[str, tuple[str, str]]:
    old = before or {}
    return {n: (old.get(n, ""), v) for n, v in after.items() if v != old.get(n, "")}


def with_warnings(folder: EditFolder, draft: Draft) -> Draft:
    """Return a draft with the doubts about its row, which need every row located.

    A save asks for none: they keep nothing from being saved.
    """
    state = read_state(folder, _as_if_stamped(draft.records, draft.incident_id))
    return replace(draft, warnings=_warnings(state, draft.incident_id))


def _warnings(new: State, incident_id: str) -> list[Finding]:
    """Return the doubts about one row of a table; none where it has a problem."""
    sound, regions = sound_rows(new.text, new.problems), regions_for_table()
    lines = sound.index.tolist()
    own = sound.index[sound[KEY].eq(incident_id)]
    found = find_warnings(
        locate(new.incidents, regions), lines, new.dictionary, regions
    )
    return [each for each in found if each.line in own]


def _new_problems(old: State, new: State) -> list[Finding]:
    """Return the problems that the table did not have, wherever their line was."""
    known = Counter((e.column, e.value, e.message) for e in old.problems)
    found = []
    for each in new.problems:
        key = each.column, each.value, each.message
        if known[key]:
            known[key] -= 1
        else:
            found.append(each)
    return found


def _may_be_same(new: State, incident_id: str, folder: EditFolder) -> list[Row]:
    ids = new.incidents[KEY].tolist()
    pairs, _ = find_near_duplicates(new.incidents)
    named: Sequence[str] = [
        ids[two] if ids[one] == incident_id else ids[one]
        for one, two in pairs
        if incident_id in (ids[one], ids[two])
    ]
    found = (folder.row(each) for each in named)
    return [each[1] for each in found if each]
