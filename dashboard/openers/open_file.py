"""Open a file of any format that we read, by what it holds, not by its name."""

from pathlib import Path

from dashboard.checks.finding import Finding
from dashboard.openers.opened import Opened, TableSource
from dashboard.table.delimited import read_delimited
from dashboard.table.limits import check_size, read_limited
from dashboard.table.reading import ReadTable


def open_file(source: TableSource) -> Opened:
    """Return the table of a file as text.

    Raises :class:`~dashboard.table.read.UnreadableTableError` with what the file is and
    what to do.
    """
    if isinstance(source.content, Path):
        raw = read_limited(source.content, source.name)
    else:
        raw = source.content
        check_size(len(raw), source.name)
    return to_opened(source.name, read_delimited(raw, source.name))


def to_opened(
    name: str, table: ReadTable, parts: tuple[str, ...] = (), part: str = ""
) -> Opened:
    """Return a table that was read, its remarks as findings."""
    findings = [Finding(*remark) for remark in table.remarks]
    return Opened(
        name,
        table.format,
        table.text,
        findings,
        parts,
        part,
        table.hxl,
        table.has_header,
    )
