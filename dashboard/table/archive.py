"""Data sets as they were: a copy of each state that was opened, found by fingerprint.

A link names the fingerprint of its data; with the copy the dashboard can show what has
changed since. Copies stay on this machine, in the user's cache folder. A state is a
JSON file with its parts and the text of its description; its table lies beside it as
CSV, under the fingerprint of the table alone, which links of before hold.
"""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from dashboard.resources import cache_folder
from dashboard.table.fingerprint import Files, State, bytes_sha256
from dashboard.table.write import write_whole

ARCHIVE = cache_folder() / "tables"
KEPT_STATES = 60
"""Copies of each kind that are kept; the oldest go first."""


@dataclass(frozen=True)
class Kept:
    """What was kept of an earlier state: its table and its description.

    ``state`` and ``description`` are None where a link of before named a table alone.
    """

    table: Path
    state: State | None = None
    description: str | None = None


def keep_state(files: Files, state: State, archive: Path | None = None) -> None:
    """Keep a copy of the table and of the description, which are in this state.

    Where nothing can be written (a folder for reading only) nothing is kept: links
    then still say how their totals have changed.
    """
    folder = ARCHIVE if archive is None else archive
    table = folder / f"{state.table_fingerprint}.csv"
    record = folder / f"{state.fingerprint}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        content = files.table.read_bytes()
        if not table.exists() and bytes_sha256(content) == state.table:
            write_whole(table, content)
        content = files.description.read_bytes()
        if not record.exists() and bytes_sha256(content) == state.description:
            text = content.decode("utf-8")
            words = json.dumps({"state": asdict(state), "description": text})
            write_whole(record, words.encode("utf-8"))
        _drop_oldest(folder)
    except (OSError, UnicodeDecodeError):
        return


def kept_state(fingerprint: str, archive: Path | None = None) -> Kept | None:
    """Return what was kept under a fingerprint of a data set, or of a table alone.

    None where nothing was kept, or where a copy is no longer what it was.
    """
    folder = ARCHIVE if archive is None else archive
    if not re.fullmatch("[0-9a-f]{8}", fingerprint):
        return None
    if found := _read_record(folder / f"{fingerprint}.json", fingerprint):
        state, description = found
        table = folder / f"{state.table_fingerprint}.csv"
        whole = _sha256_of(table) == state.table
        return Kept(table, state, description) if whole else None
    table = folder / f"{fingerprint}.csv"
    return Kept(table) if _sha256_of(table)[:8] == fingerprint else None


def _read_record(path: Path, fingerprint: str) -> tuple[State, str] | None:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        state, description = State(**record["state"]), record["description"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    same = bytes_sha256(description.encode("utf-8")) == state.description
    return (state, description) if same and state.fingerprint == fingerprint else None


def _sha256_of(path: Path) -> str:
    return bytes_sha256(path.read_bytes()) if path.is_file() else ""


def _drop_oldest(folder: Path) -> None:
    for kind in ("*.csv", "*.json"):
        by_age = sorted(folder.glob(kind), key=lambda path: path.stat().st_mtime)
        for old in by_age[:-KEPT_STATES]:
            old.unlink(missing_ok=True)
