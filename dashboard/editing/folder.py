"""The folder of a table: its records, and the files that a save writes with it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from dashboard.checks.finding import Finding
from dashboard.checks.problems import find_problems, sound_rows
from dashboard.importers.ours import in_our_cells
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.dictionary import Dictionary, read_dictionary
from dashboard.table.foreign import describe_table
from dashboard.table.given import describe_by, find_description
from dashboard.table.history import KEY, Change, history_path, read_history
from dashboard.table.read import INCIDENTS, to_types
from dashboard.table.reading import UnreadableTableError
from dashboard.table.records import Records, read_records
from dashboard.table.source_table import (
    PUBLISHERS_NAME,
    SOURCES_NAME,
    Publisher,
    SourceRow,
    read_publishers,
    read_source_table,
)
from dashboard.table.standard import STANDARD
from dashboard.text.language import gettext
from dashboard.text.machine import reason_of

CHANGELOG_NAME = "CHANGELOG.md"


class Refused(Exception):
    """Raised where nothing was saved; ``findings`` say why.

    ``conflict`` is the row as the editor saw it and as it is now, where another save
    changed it meanwhile; None otherwise.
    """

    def __init__(
        self,
        findings: list[Finding],
        conflict: tuple[dict[str, str], dict[str, str]] | None = None,
    ):
        self.findings, self.conflict = findings, conflict
        super().__init__("\n".join(map(str, findings)))


def refusal(message: str, column: str = "", value: str = "") -> Refused:
    """Return a refusal for one reason that belongs to no line."""
    return Refused([Finding(None, column, value, message)])


@dataclass(frozen=True)
class EditFolder:
    """A table and what lies beside it, read at one time.

    Files that a table does not have are None: no line goes to them.
    """

    table: Path
    records: Records
    description: Path | None
    sources: Path | None
    changelog: Path | None
    history: Path
    changes: tuple[Change, ...]
    source_rows: tuple[SourceRow, ...]
    publishers: dict[str, Publisher]

    @property
    def undo_name(self) -> str:
        """The hidden file with what the saves of this table have replaced."""
        return f".save-undo-{self.table.name}.json"

    @cached_property
    def state(self) -> "State":
        """What readers and checks make of the table as it is; worked out once."""
        return read_state(self, self.records)

    def row(self, incident_id: str) -> tuple[int, dict[str, str]] | None:
        """Return number and cells of the record with an id, None without one."""
        found = self.records.find(KEY, incident_id)
        return (found[0], dict(self.records.rows())[found[0]]) if found else None


def open_folder(table: Path) -> EditFolder:
    """Return the folder of a CSV in our columns, as it is now.

    Raises :class:`~dashboard.table.reading.UnreadableTableError` for another format.
    """
    table = Path(table)
    try:
        records = read_records(table.read_bytes(), table.name)
    except OSError as error:
        reason = reason_of(error)
        raise UnreadableTableError(f"{table.name}: {reason}.") from error
    if KEY not in records.columns:
        raise UnreadableTableError(
            gettext(
                "{file}, line 1: no column {column}. `python -m dashboard import "
                "{file} --out NEW.csv` makes a table in our columns of it.",
                file=table.name,
                column=KEY,
            )
        )
    description = find_description(table)
    beside = {
        name: table.with_name(name)
        for name in (SOURCES_NAME, PUBLISHERS_NAME, CHANGELOG_NAME)
        if description and table.with_name(name).is_file()
    }
    has_sources = SOURCES_NAME in beside and PUBLISHERS_NAME in beside
    history = history_path(table, description is not None)
    return EditFolder(
        table=table,
        records=records,
        description=description,
        sources=beside[SOURCES_NAME] if has_sources else None,
        changelog=beside.get(CHANGELOG_NAME),
        history=history,
        changes=tuple(read_history(history)),
        source_rows=tuple(
            read_source_table(beside[SOURCES_NAME]) if has_sources else ()
        ),
        publishers=read_publishers(beside[PUBLISHERS_NAME]) if has_sources else {},
    )


@dataclass(frozen=True)
class State:
    """A table as figures read it: its text, all problems, and the sound rows typed."""

    text: pd.DataFrame
    problems: list[Finding]
    incidents: pd.DataFrame
    dictionary: Dictionary


def read_state(folder: EditFolder, records: Records) -> State:
    """Return what the readers and checks of any table make of these records."""
    name = folder.table.name
    opened = open_file(TableSource(name, records.to_bytes()))
    is_ours = name == INCIDENTS.name and set(STANDARD) <= set(records.columns)
    if folder.description is None:
        dictionary = describe_table(name, _with_all_columns(opened.text))
    elif is_ours:
        dictionary = read_dictionary(folder.description)
    else:
        dictionary = describe_by(folder.description, folder.table, opened.text)
    text, found = in_our_cells(opened, dictionary)
    text = _with_all_columns(text)
    problems = find_problems(text, dictionary, found)
    sound = to_types(sound_rows(text, problems), dictionary)
    return State(text, problems, sound, dictionary)


def _with_all_columns(text: pd.DataFrame) -> pd.DataFrame:
    return text.assign(**{name: "" for name in STANDARD if name not in text.columns})
