"""Open a file of any format that we read, by what it holds, not by its name."""

from pathlib import Path

from dashboard.openers.opened import Opened, TableSource
from dashboard.table.read import UnreadableTableError, read_text


def open_file(source: TableSource) -> Opened:
    """Return the table of a file as text.

    Raises :class:`~dashboard.table.read.UnreadableTableError` with what the file is and
    what to do.
    """
    if not isinstance(source.content, Path):
        raise UnreadableTableError(f"{source.name}: only files by path are opened yet.")
    return Opened(source.name, "CSV", read_text(source.content))
