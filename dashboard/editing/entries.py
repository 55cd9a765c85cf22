"""The sources of a row while it is edited: entries, and the cell made of them."""

from collections.abc import Mapping, Sequence

from dashboard.editing.folder import EditFolder, refusal
from dashboard.table.source_table import (
    SourceRow,
    primary_first,
    rows_of_cell,
    sources_cell,
)
from dashboard.table.sources import SEPARATOR, Source, source_text

Entries = Sequence[Mapping[str, str]]
ALLOWED = "publisher_id publisher url date seen through archive_url archive_date detail"


def source_rows(
    folder: EditFolder, incident_id: str, cell: str, entries: Entries
) -> list[SourceRow]:
    """Return the entries of a row for ``sources.csv``, primary sources first.

    They come from ``entries``, or else from the text of the cell. Raises
    :class:`~dashboard.editing.folder.Refused` for a publisher that is not on the list.
    """
    try:
        rows = (
            [_row(incident_id, n, each, folder) for n, each in enumerate(entries, 1)]
            if entries
            else rows_of_cell(incident_id, cell, folder.publishers)
        )
        return primary_first(rows, folder.publishers)
    except KeyError as error:
        raise refusal(
            "is not in publishers.csv; add it there with its kind, or use a name of "
            "the list",
            "sources",
            str(error.args[0]),
        ) from error


def cell_of(folder: EditFolder, rows: Sequence[SourceRow]) -> str:
    """Return the text of the column; raises Refused for an entry it cannot hold."""
    try:
        return sources_cell(rows, folder.publishers)
    except ValueError as error:
        raise refusal(str(error), "sources") from error


def cell_alone(entries: Entries) -> str:
    """Return the text of the column for a table without ``sources.csv``."""
    for each in entries:
        _find_unknown(each)
    return SEPARATOR.join(
        source_text(
            Source(
                publisher=each.get("publisher", each.get("publisher_id", "")),
                url=each.get("url", ""),
                date=each.get("date", ""),
                via=each.get("through", "") if each.get("seen") == "through" else "",
                read_at=each.get("through", "")
                if each.get("seen") != "through"
                else "",
                title_only=each.get("seen") == "title",
                detail=each.get("detail", ""),
            )
        )
        for each in entries
    )


def _row(
    incident_id: str, order: int, entry: Mapping[str, str], folder: EditFolder
) -> SourceRow:
    _find_unknown(entry)
    cells = dict(entry)
    names = {each.name: key for key, each in folder.publishers.items()}
    name = cells.pop("publisher", "")
    key = cells.pop("publisher_id", "") or names.get(name, name)
    if key not in folder.publishers:
        raise KeyError(key or "(blank)")
    return SourceRow(incident_id, order, key, **cells)


def _find_unknown(entry: Mapping[str, str]) -> None:
    if unknown := set(entry) - set(ALLOWED.split()):
        raise refusal(
            f"a source has no member {', '.join(sorted(unknown))}; allowed: "
            f"{', '.join(ALLOWED.split())}",
            "sources",
        )
