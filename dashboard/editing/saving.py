"""Save a draft, or undo the last save: all files of the folder, or none."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.editing.drafting import Draft, draft_addition, draft_edit, stamped
from dashboard.editing.folder import (
    CHANGELOG_NAME,
    EditFolder,
    Refused,
    open_folder,
    refusal,
)
from dashboard.editing.private import draft_without, history_without, without
from dashboard.editing.replaced import replaced, stack_of, taken_back
from dashboard.editing.typed import plain_address, plain_cell, plain_reason
from dashboard.editing.words import with_line
from dashboard.table.companions import seal_for
from dashboard.table.history import HISTORY_COLUMNS, KEY, UNDO_OF, WHEN, Change
from dashboard.table.records import Records, csv_line, read_records
from dashboard.table.seal import with_seal
from dashboard.table.source_table import PUBLISHERS_NAME, SourceRow
from dashboard.table.transaction import locked, save_together
from dashboard.text.language import gettext

Contents = dict[str, bytes]


@dataclass(frozen=True)
class Saved:
    """What a save has written: its number, the row's id, its changes and files."""

    save_id: str
    incident_id: str
    changes: list[Change]
    files: list[str]


def save(
    folder: EditFolder,
    draft: Draft,
    now: datetime,
    who: str,
    why: str,
    source: str = "",
    private: Sequence[str] = (),
) -> Saved:
    """Save a draft and return what was written; ``now`` is UTC.

    ``private`` are names of private people that leave the row: history and changelog
    do not keep them, and the saves so far can no longer be undone, for that would
    need them.

    Raises :class:`~dashboard.editing.folder.Refused` where the row has problems, or
    was changed since the draft was made, and
    :class:`~dashboard.table.transaction.SaveError` where the folder cannot be written
    to. Nothing has changed then.
    """
    why, source = plain_reason(why), plain_address(source)
    who = plain_cell("who", " ".join(who.split()))
    with locked(folder.table.parent):
        fresh = open_folder(folder.table)
        again = stamped(fresh, _again(fresh, draft), now.date().isoformat())
        _refuse_future(again, now)
        if again.findings:
            raise Refused(again.findings)
        if private:
            again = draft_without(again, private)
        contents = _contents_of(fresh, again, why)
        changes = _changes_of(fresh, again, now, who, why, source)
        return write_files(fresh, contents, changes, keep=True, private=private)


def _refuse_future(draft: Draft, now: datetime) -> None:
    """Refuse a typed day that no place on earth has reached yet."""
    _, day = draft.changed.get("date", ("", ""))
    if day[:10] > (now + timedelta(hours=14)).date().isoformat():
        raise refusal(gettext("is in the future"), "date", day)


def _again(fresh: EditFolder, draft: Draft) -> Draft:
    """Return the draft over the files of now, refused where the row differs."""
    if draft.before is None:
        return draft_addition(fresh, draft.asked, draft.entries)
    found = fresh.row(draft.incident_id)
    now = found[1] if found else {}
    if now != draft.before:
        words = gettext(
            "the row was changed by another save since it was read; nothing was saved"
        )
        refused = refusal(words, KEY, draft.incident_id)
        raise Refused(refused.findings, (draft.before, now))
    return draft_edit(fresh, draft.incident_id, draft.asked, draft.entries)


def undo_last(folder: EditFolder, now: datetime, who: str) -> Saved:
    """Take the last save back that was not taken back yet; ``now`` is UTC.

    Table, sources, description and changelog get the bytes they had; the history keeps
    both saves. Raises as :func:`save` does, and Refused where there is none to undo or
    a file was changed by other means since.
    """
    with locked(folder.table.parent):
        fresh = open_folder(folder.table)
        stack = stack_of(fresh)
        if not stack:
            raise refusal(gettext("there is no save to undo"))
        last = stack.pop()
        contents = {
            name: taken_back(fresh.table.with_name(name), each)
            for name, each in last["files"].items()
        }
        turned = _turned(fresh, last["save_id"], now, who)
        contents[fresh.undo_name] = json.dumps(stack).encode("ascii")
        return write_files(fresh, contents, turned, keep=False)


def _turned(folder: EditFolder, save_id: str, now: datetime, who: str) -> list[Change]:
    why, number = UNDO_OF.format(save_id), next_save(folder)
    undone = [each for each in folder.changes if each.save_id == save_id]
    return [
        replace(
            each,
            save_id=number,
            when=when_of(now),
            who=who,
            old=each.new,
            new=each.old,
            why=why,
        )
        for each in undone
    ]


def _contents_of(folder: EditFolder, draft: Draft, why: str) -> Contents:
    """Return the new bytes of table, sources and changelog."""
    contents = {folder.table.name: draft.records.to_bytes()}
    if folder.sources and draft.source_rows is not None:
        old = read_records(folder.sources.read_bytes(), folder.sources.name)
        new = _with_rows(old, draft.incident_id, draft.source_rows)
        contents[folder.sources.name] = new.to_bytes()
    if draft.new_publishers:
        path = folder.table.with_name(PUBLISHERS_NAME)
        listed = read_records(path.read_bytes(), path.name)
        for each in draft.new_publishers:
            listed = listed.inserted(len(listed.records), dict(vars(each)))
        contents[path.name] = listed.to_bytes()
    if folder.changelog:
        text = folder.changelog.read_bytes().decode("utf-8")
        line = " ".join(f"{draft.changelog_line} ({why})".split())
        contents[folder.changelog.name] = with_line(text, line).encode("utf-8")
    return contents


def _with_rows(
    records: Records, incident_id: str, rows: Sequence[SourceRow]
) -> Records:
    """Return ``sources.csv`` with other entries of one incident, at their place."""
    found = records.find(KEY, incident_id)
    at = found[0] if found else len(records.records)
    for number in reversed(found):
        records = records.removed(number)
    for number, row in enumerate(rows):
        cells = {name: str(value) for name, value in vars(row).items()}
        records = records.inserted(at + number, cells)
    return records


def _changes_of(
    folder: EditFolder, draft: Draft, now: datetime, who: str, why: str, source: str
) -> list[Change]:
    number, when = next_save(folder), when_of(now)
    return [
        Change(number, when, who, draft.incident_id, name, old, new, why, source)
        for name, (old, new) in draft.changed.items()
    ]


def next_save(folder: EditFolder) -> str:
    """Return the number that the next save of a folder gets."""
    numbers = [int(e.save_id) for e in folder.changes if e.save_id.isdecimal()]
    return str(max(numbers, default=0) + 1)


def when_of(now: datetime) -> str:
    """Return a time in UTC as the history has it."""
    return f"{now:{WHEN}}"


def write_files(
    folder: EditFolder,
    contents: Contents,
    changes: list[Change],
    keep: bool,
    private: Sequence[str] = (),
) -> Saved:
    """Write the files of a save with its history, seal and, to undo it, what was."""
    lines = [csv_line([getattr(e, n) for n in HISTORY_COLUMNS]) for e in changes]
    contents[folder.history.name] = _history(folder.history) + "".join(lines).encode()
    if keep:
        kept = {
            name: replaced(folder.table.with_name(name), content)
            for name, content in contents.items()
            if name != folder.history.name
        }
        stack = [*stack_of(folder), {"save_id": changes[0].save_id, "files": kept}]
        contents[folder.undo_name] = json.dumps(stack).encode("ascii")
    if private:
        _forget(folder, contents, private)
    if folder.description:  # an undo seals anew: the history has grown
        contents[folder.description.name] = _sealed(folder, contents)
    save_together(folder.table.parent, contents)
    files = [name for name in contents if not name.startswith(".")]
    return Saved(changes[0].save_id, changes[0].incident_id, changes, files)


def _forget(folder: EditFolder, contents: Contents, private: Sequence[str]) -> None:
    """Take names out of the history and changelog to be written, and of the undo."""
    history, changelog = folder.history.name, CHANGELOG_NAME
    contents[history] = history_without(contents[history], private)
    if changelog in contents:
        text = without(contents[changelog].decode("utf-8"), private)
        contents[changelog] = text.encode("utf-8")
    contents[folder.undo_name] = b"[]"


def _history(path: Path) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    if not content:
        return csv_line(HISTORY_COLUMNS).encode()
    return content if content.endswith(b"\n") else content + b"\n"


def _sealed(folder: EditFolder, contents: Mapping[str, bytes]) -> bytes:
    """Return the description with the seal of each file that this save writes."""
    assert folder.description
    path = folder.description
    text = path.read_bytes().decode("utf-8")
    package = json.loads(text)
    for resource in package["resources"]:
        name = str(resource.get("path", ""))
        if name in contents and "hash" in resource:
            content = contents[name]
            records = read_records(content, name).records
            rows = sum(1 for each in records[1:] if each)
            text = with_seal(text, resource["name"], seal_for(content, rows))
    return text.encode("utf-8")
