"""Record archived copies of sources in ``sources.csv``, as one save."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from dashboard.editing.folder import open_folder, refusal
from dashboard.editing.saving import Saved, next_save, when_of, write_files
from dashboard.table.history import KEY, Change
from dashboard.table.records import read_records
from dashboard.table.transaction import locked
from dashboard.text.language import gettext

WHY = "an archived copy of the page"
ADDRESS, DAY = "archive_url", "archive_date"


def record_copies(
    table: Path, copies: Mapping[str, tuple[str, str]], now: datetime, who: str
) -> Saved | None:
    """Write address and day of a copy beside each source that has none yet.

    ``copies`` are address and ISO day of the copy by the address of the page. The
    history gets a line for each. Returns None where nothing is to be written; raises
    :class:`~dashboard.editing.folder.Refused` for a table without ``sources.csv``, and
    :class:`~dashboard.table.transaction.SaveError`.
    """
    with locked(table.parent):
        folder = open_folder(table)
        if folder.sources is None:
            raise refusal(
                gettext("the table has no sources.csv beside it to write into")
            )
        records = read_records(folder.sources.read_bytes(), folder.sources.name)
        blank = Change(next_save(folder), when_of(now), who, "", "", "", "", WHY, "")
        changes = []
        for number, row in records.rows():
            copy = copies.get(row["url"])
            if copy is None or row[ADDRESS]:
                continue
            cells = {ADDRESS: copy[0], DAY: copy[1]}
            records = records.changed(number, cells)
            changes.append(
                replace(
                    blank,
                    incident_id=row[KEY],
                    column=ADDRESS,
                    new=copy[0],
                    source=row["url"],
                )
            )
        if not changes:
            return None
        contents = {folder.sources.name: records.to_bytes()}
        return write_files(folder, contents, changes, keep=True)
