"""Tables as they were: a copy of each state that was opened, found by fingerprint.

A link names the fingerprint of its table; with the copy the dashboard can show what has
changed since. Copies stay on this machine, in the user's cache folder.
"""

import re
import shutil
from pathlib import Path

from dashboard.resources import cache_folder
from dashboard.table.read import fingerprint

ARCHIVE = cache_folder() / "tables"
KEPT_TABLES = 60
"""Copies that are kept; the oldest go first."""


def keep_table(path: Path | str, archive: Path = ARCHIVE) -> None:
    """Keep a copy of a table under its fingerprint.

    Where nothing can be written (a folder for reading only) nothing is kept: links
    then still say how their totals have changed.
    """
    try:
        copy = archive / f"{fingerprint(Path(path))}.csv"
        if copy.exists():
            return
        archive.mkdir(parents=True, exist_ok=True)
        part = copy.with_suffix(".part")
        shutil.copyfile(path, part)
        part.replace(copy)
        by_age = sorted(archive.glob("*.csv"), key=lambda each: each.stat().st_mtime)
        for old in by_age[:-KEPT_TABLES]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def kept_table(table: str, archive: Path = ARCHIVE) -> Path | None:
    """Return the copy of the table with this fingerprint; None where none was kept."""
    if not re.fullmatch("[0-9a-f]{8}", table):
        return None
    path = archive / f"{table}.csv"
    return path if path.is_file() and fingerprint(path) == table else None
