"""Sources as data: ``sources.csv``, ``publishers.csv``, and the column made of them.

The column ``sources`` of the table is written from these two files, so that whoever
has the table alone can still read who said what.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.table.read import UnreadableTableError, read_text
from dashboard.table.sources import (
    SEPARATOR,
    THROUGH,
    TITLE,
    Source,
    parse_sources,
    source_text,
)
from dashboard.text.fold import fold
from dashboard.text.language import N_, gettext

SOURCES_NAME, PUBLISHERS_NAME = "sources.csv", "publishers.csv"
"""Names of the two files, in the folder of the table."""
SOURCE_COLUMNS = (
    "incident_id order publisher_id url date seen through archive_url archive_date "
    "detail"
).split()
PUBLISHER_COLUMNS = "publisher_id name kind note".split()
PRIMARY, REPEATS = "primary", "aggregator or repost"
KINDS = (
    PRIMARY,
    N_("wire or newspaper"),
    N_("NGO or data set"),
    N_("aggregator or repost"),
)
"""Kinds of publishers; the code of each but the first is what people read, too."""
"""Kind of a publisher that took part or speaks for one that did."""


@dataclass(frozen=True)
class SourceRow:
    """One entry of ``sources.csv``; ``order`` is 1 for the first entry of its row.

    ``seen`` is ``opened``, ``title`` or ``through``. ``through`` is where the text or
    the title was read, where that was a page of another; of ``seen`` through, it is
    who quotes the report.
    """

    incident_id: str
    order: int
    publisher_id: str
    url: str = ""
    date: str = ""
    seen: str = "opened"
    through: str = ""
    archive_url: str = ""
    archive_date: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Publisher:
    """Who published a report: a key that never changes, a name and a kind."""

    publisher_id: str
    name: str
    kind: str
    note: str = ""


def read_source_table(path: Path) -> list[SourceRow]:
    """Return the entries of ``sources.csv`` in the order of the file.

    Raises :class:`~dashboard.table.read.UnreadableTableError` where a column is missing
    or an order is no whole number.
    """
    rows = _records(path, SOURCE_COLUMNS)
    for line, row in rows:
        if not row["order"].isdecimal():
            raise UnreadableTableError(
                gettext(
                    "{file}, line {line}: order '{value}' must be a whole number, 1 "
                    "for the first entry of an incident.",
                    file=path.name,
                    line=line,
                    value=row["order"],
                )
            )
    return [
        SourceRow(row.pop("incident_id"), int(row.pop("order")), **row)
        for _, row in rows
    ]


def read_publishers(path: Path) -> dict[str, Publisher]:
    """Return the publishers of ``publishers.csv`` by id; raises as above."""
    rows = _records(path, PUBLISHER_COLUMNS)
    return {row["publisher_id"]: Publisher(**row) for _, row in rows}


def publisher_kinds(folder: Path) -> dict[str, str]:
    """Return the kind of each publisher by name; none where a folder has no such file.

    A file that cannot be read gives none: ``validate`` says what is wrong with it.
    """
    path = folder / PUBLISHERS_NAME
    try:
        named = read_publishers(path).values() if path.is_file() else ()
    except (OSError, UnreadableTableError):
        return {}
    return {each.name: each.kind for each in named}


def sources_cell(rows: Iterable[SourceRow], publishers: Mapping[str, Publisher]) -> str:
    """Return the text of the column ``sources`` for the entries of one incident.

    Raises KeyError for a publisher that is not there, ValueError for words that the
    column cannot hold.
    """
    ordered = sorted(rows, key=lambda row: row.order)
    return SEPARATOR.join(source_text(as_source(row, publishers)) for row in ordered)


def as_source(row: SourceRow, publishers: Mapping[str, Publisher]) -> Source:
    """Return an entry of ``sources.csv`` as the column has it.

    Raises KeyError for an unknown publisher, ValueError where nobody is named who
    quotes a report that was seen through another.
    """
    quoted = row.seen == THROUGH
    if quoted and not row.through:
        raise ValueError(
            gettext(
                "{incident}, entry {order}: seen through nobody",
                incident=row.incident_id,
                order=row.order,
            )
        )
    return Source(
        publisher=publishers[row.publisher_id].name,
        url=row.url,
        date=row.date,
        via=row.through if quoted else "",
        read_at="" if quoted else row.through,
        title_only=row.seen == TITLE,
        detail=row.detail,
    )


def rows_of_cell(
    incident_id: str, cell: str, publishers: Mapping[str, Publisher]
) -> list[SourceRow]:
    """Return the entries of a ``sources`` cell; the inverse of :func:`sources_cell`.

    A cell tells nothing of archived copies. Raises KeyError for an unknown publisher.
    """
    ids = {each.name: each.publisher_id for each in publishers.values()}
    return [
        SourceRow(
            incident_id,
            order,
            ids[each.publisher],
            each.url,
            each.date,
            each.seen,
            each.via or each.read_at,
            detail=each.detail,
        )
        for order, each in enumerate(parse_sources(cell), 1)
    ]


def primary_first(
    rows: Iterable[SourceRow], publishers: Mapping[str, Publisher]
) -> list[SourceRow]:
    """Return the entries of one incident with primary sources first, numbered anew."""
    ordered = sorted(
        rows, key=lambda row: (publishers[row.publisher_id].kind != PRIMARY, row.order)
    )
    return [replace(row, order=order) for order, row in enumerate(ordered, 1)]


def publisher_slug(name: str) -> str:
    """Return an id for a new publisher: "Crónica Uno" is ``cronica-uno``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def _records(path: Path, columns: list[str]) -> list[tuple[int, dict[str, str]]]:
    text = read_text(path)
    if missing := [name for name in columns if name not in text.columns]:
        raise UnreadableTableError(
            gettext(
                "{file}, line 1: no column {names}.",
                file=path.name,
                names=", ".join(missing),
            )
        )
    records = text[columns].to_dict("records")
    return [
        (int(line), {str(name): cell for name, cell in record.items()})
        for line, record in zip(text.index, records, strict=True)
    ]
