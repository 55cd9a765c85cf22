"""The sources of a row while it is edited: entries, and the cell made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, count

from dashboard.editing.folder import EditFolder, refusal
from dashboard.editing.typed import plain_cell
from dashboard.table.source_table import (
    Publisher,
    SourceRow,
    primary_first,
    publisher_slug,
    rows_of_cell,
    sources_cell,
)
from dashboard.table.sources import (
    SEPARATOR,
    THROUGH,
    TITLE,
    Source,
    parse_sources,
    source_text,
)
from dashboard.text.language import N_, gettext, message_of

Entries = Sequence[Mapping[str, str]]
ALLOWED = (
    "publisher_id publisher kind url date seen through archive_url archive_date detail"
)
KINDS = ("primary", "wire or newspaper", "NGO or data set", "aggregator or repost")
"""Kinds of publishers, as ``publishers.csv`` names them."""
SEEN = {
    "opened": N_("the page itself was read"),
    "title": N_("only its title was seen"),
    "through": N_("quoted by another page"),
}
"""How a page was seen: the code and what people call it."""


def new_publishers(folder: EditFolder, entries: Entries) -> dict[str, Publisher]:
    """Return the publishers of entries that the list does not have, by id.

    Each needs a name and a kind. Raises Refused for a kind that there is not.
    """
    names = {each.name.casefold() for each in folder.publishers.values()}
    new: dict[str, Publisher] = {}
    for entry in entries:
        name, kind = entry.get("publisher", "").strip(), entry.get("kind", "")
        known = name.casefold() in names or name in folder.publishers
        if not folder.sources or known or not (name and kind):
            continue
        if kind not in KINDS:
            words = gettext(
                "is no kind of publisher; allowed: {kinds}", kinds=", ".join(KINDS)
            )
            raise refusal(words, "kind", kind)
        slug = _free_slug(name, {*folder.publishers, *new})
        names.add(name.casefold())
        new[slug] = Publisher(slug, name, kind, "")
    return new


def _free_slug(name: str, taken: set[str]) -> str:
    """Return an id for a new publisher; a name without Latin letters has a number."""
    base = publisher_slug(name) or "publisher"
    numbered = (f"{base}-{number}" for number in count(2))
    return next(slug for slug in chain([base], numbered) if slug not in taken)


def source_rows(
    folder: EditFolder, incident_id: str, cell: str, entries: Entries
) -> list[SourceRow]:
    """Return the entries of a row for ``sources.csv``, primary sources first.

    They come from ``entries``, or else from the text of the cell. An address that the
    row has already keeps its archived copy, of which form and cell know nothing. Raises
    :class:`~dashboard.editing.folder.Refused` for a publisher that is not on the list.
    """
    try:
        rows = (
            [_row(incident_id, n, each, folder) for n, each in enumerate(entries, 1)]
            if entries
            else rows_of_cell(incident_id, cell, folder.publishers)
        )
        rows = [_with_copy(row, folder) for row in rows]
        return primary_first(rows, folder.publishers)
    except KeyError as error:
        raise refusal(
            gettext(
                "is not in publishers.csv: give its kind as well ({kinds}) and it is "
                "added, or use a name of the list",
                kinds=", ".join(KINDS),
            ),
            "sources",
            str(error.args[0]),
        ) from error


def _with_copy(row: SourceRow, folder: EditFolder) -> SourceRow:
    for each in folder.source_rows:
        if (each.incident_id, each.url) == (row.incident_id, row.url):
            copy = row.archive_url or each.archive_url
            day = row.archive_date if row.archive_url else each.archive_date
            return replace(row, archive_url=copy, archive_date=day)
    return row


def cell_of(folder: EditFolder, rows: Sequence[SourceRow]) -> str:
    """Return the text of the column; raises Refused for an entry it cannot hold."""
    try:
        return sources_cell(rows, folder.publishers)
    except ValueError as error:
        raise refusal(message_of(error), "sources") from error


def row_entries(
    folder: EditFolder, row: Mapping[str, str] | None
) -> list[dict[str, str]]:
    """Return the entries of a row as a person edits them; none for a new row.

    They are those of ``sources.csv``, or of its cell where the table has no such file.
    """
    if row is None:
        return []
    names = {key: each.name for key, each in folder.publishers.items()}
    if folder.sources is None:
        return [
            _as_typed(each.publisher, each, each.via or each.read_at)
            for each in parse_sources(row.get("sources", ""))
        ]
    return [
        _as_typed(names.get(each.publisher_id, each.publisher_id), each, each.through)
        for each in folder.source_rows
        if each.incident_id == row["incident_id"]
    ]


def _as_typed(
    publisher: str, entry: Source | SourceRow, through: str
) -> dict[str, str]:
    return {
        "url": entry.url,
        "publisher": publisher,
        "date": entry.date,
        "seen": entry.seen,
        "through": through,
        "detail": entry.detail,
    }


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
                via=each.get("through", "") if each.get("seen") == THROUGH else "",
                read_at=each.get("through", "") if each.get("seen") != THROUGH else "",
                title_only=each.get("seen") == TITLE,
                detail=each.get("detail", ""),
            )
        )
        for each in entries
    )


def _row(
    incident_id: str, order: int, entry: Mapping[str, str], folder: EditFolder
) -> SourceRow:
    _find_unknown(entry)
    cells = {member: text for member, text in entry.items() if text}
    cells.pop("kind", "")
    names = {each.name.casefold(): key for key, each in folder.publishers.items()}
    name = cells.pop("publisher", "").strip()
    key = cells.pop("publisher_id", "") or names.get(name.casefold(), name)
    if key not in folder.publishers:
        raise KeyError(key or gettext("(blank)"))
    return SourceRow(incident_id, order, key, **cells)


def _find_unknown(entry: Mapping[str, str]) -> None:
    for member, text in entry.items():
        plain_cell(member, text.strip())
    if unknown := set(entry) - set(ALLOWED.split()):
        raise refusal(
            gettext(
                "a source has no member {names}; allowed: {allowed}",
                names=", ".join(sorted(unknown)),
                allowed=", ".join(ALLOWED.split()),
            ),
            "sources",
        )
