"""Check the files beside a table: sources, publishers and history, against the table.

Each finding names its file; one without a file is about the table itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dashboard.checks.finding import WARNING, Finding
from dashboard.checks.problems import find_in_column
from dashboard.table.companions import Companion, read_companions, seal_for
from dashboard.table.read import UnreadableTableError, read_text
from dashboard.table.source_table import (
    PRIMARY,
    Publisher,
    SourceRow,
    sources_cell,
)
from dashboard.table.sources import THROUGH
from dashboard.text.language import N_, gettext, message_of

SEAL_IT = N_("if you meant to change it, run `python -m dashboard validate --seal`")
OF_SOURCES = ("archive_url", "archive_date")
"""Columns of ``sources.csv`` of which the history tells."""
Texts = Mapping[str, pd.DataFrame]


def find_beside(text: pd.DataFrame, table: Path, description: Path) -> list[Finding]:
    """Return what is wrong in the files beside a table that a description tells of.

    ``text`` is the table as text, in our columns. Nothing is found where the files are
    not there.
    """
    companions = read_companions(description, table.parent)
    texts, found = {}, []
    for name, each in companions.items():
        try:
            texts[name] = read_text(each.path)
        except UnreadableTableError as error:
            found.append(Finding(None, "", "", message_of(error), file=each.path.name))
            continue
        found += _find_in_file(texts[name], each)
    if found:  # what rests on several files is asked of sound ones only
        return found
    found += [each for name in texts for each in _edited(texts[name], companions[name])]
    if "sources" in texts and "publishers" in texts:
        found += _find_across(text, texts, companions["sources"].path.name)
    if "history" in texts:
        name = companions["history"].path.name
        found += [replace(e, file=name) for e in _untold(text, texts["history"])]
    return found


def find_in_entries(entries: pd.DataFrame, companion: Companion) -> list[Finding]:
    """Return what is wrong in entries that a file beside the table is to get.

    ``entries`` are texts, by the columns of the file. No finding has a line.
    """
    found = _find_in_file(entries, companion)
    if not found and "archive_url" in companion.fields:
        found = [
            replace(each, file=companion.path.name) for each in _unexplained(entries)
        ]
    return [replace(each, line=None) for each in found]


def _find_in_file(text: pd.DataFrame, companion: Companion) -> list[Finding]:
    found = []
    for name, field in companion.fields.items():
        if name not in text.columns:
            found.append(Finding(1, name, "", gettext("this column is missing")))
        else:
            found += find_in_column(text, field)
    return [replace(each, file=companion.path.name) for each in found]


def _edited(text: pd.DataFrame, companion: Companion) -> Iterator[Finding]:
    seal = seal_for(companion.path.read_bytes(), len(text))
    if companion.seal is not None and companion.seal != seal:
        words = gettext("the file is not the one that datapackage.json describes")
        name = companion.path.name
        yield Finding(None, "", "", words, WARNING, fix=gettext(SEAL_IT), file=name)


def _find_across(text: pd.DataFrame, texts: Texts, name: str) -> list[Finding]:
    sources = texts["sources"]
    publishers = {
        row["publisher_id"]: Publisher(**row)
        for row in texts["publishers"].to_dict("records")
    }
    ids = set(text["incident_id"])
    found = [
        *_unknown(
            sources,
            "publisher_id",
            set(publishers),
            gettext("one that is a publisher_id of publishers.csv"),
        ),
        *_unknown(
            sources,
            "incident_id",
            ids,
            gettext("one that is a incident_id of the table"),
        ),
        *_disordered(sources),
        *_unexplained(sources),
    ]
    found = [replace(each, file=name) for each in found]
    if found:
        return found
    late = [replace(each, file=name) for each in _primary_late(sources, publishers)]
    return [*_unequal_cells(text, sources, publishers), *late]


def _unknown(
    sources: pd.DataFrame, column: str, known: set[str], allowed: str
) -> Iterator[Finding]:
    for line, value in sources[column].items():
        if value not in known:
            words = gettext("is not there")
            yield Finding(_line(line), column, value, words, allowed=allowed)


def _disordered(sources: pd.DataFrame) -> Iterator[Finding]:
    """Yield the entries of an incident that are not numbered 1, 2, 3 …"""
    for incident_id, rows in sources.groupby("incident_id", sort=False):
        order = rows["order"].map(int)
        expected = range(1, len(rows) + 1)
        ranked = zip(order.sort_values().items(), expected, strict=True)
        for (line, number), right in ranked:
            if number != right:
                yield Finding(
                    _line(line),
                    "order",
                    str(number),
                    gettext(
                        "leaves a gap or repeats a number in {incident}",
                        incident=incident_id,
                    ),
                    allowed=gettext("1 to {last}, each once", last=len(rows)),
                    fix=gettext("make it {number}", number=right),
                )
                break


def _unexplained(sources: pd.DataFrame) -> Iterator[Finding]:
    nobody = sources["seen"].eq(THROUGH) & sources["through"].eq("")
    for line in sources.index[nobody]:
        words = gettext("must say who quotes the report, since seen is through")
        yield Finding(_line(line), "through", "", words, allowed=gettext("a name"))
    undated = sources["archive_url"].eq("") & sources["archive_date"].ne("")
    for line, day in sources.loc[undated, "archive_date"].items():
        words = gettext("is the day of a copy that has no archive_url")
        fix = gettext("leave it blank")
        yield Finding(_line(line), "archive_date", day, words, fix=fix)


def _primary_late(
    sources: pd.DataFrame, publishers: Mapping[str, Publisher]
) -> Iterator[Finding]:
    kinds = {key: each.kind for key, each in publishers.items()}
    for _, rows in sources.groupby("incident_id", sort=False):
        ordered = rows.loc[rows["order"].map(int).sort_values().index]
        late = ordered["publisher_id"].map(kinds).eq(PRIMARY)
        after_another = ~late.cummin() & late
        for line, key in ordered.loc[after_another, "publisher_id"].items():
            words = gettext(
                "{publisher} is a primary source behind another; primary sources come "
                "first",
                publisher=key,
            )
            yield Finding(_line(line), "order", "", words, WARNING)


def _unequal_cells(
    text: pd.DataFrame, sources: pd.DataFrame, publishers: Mapping[str, Publisher]
) -> Iterator[Finding]:
    """Yield the cells of the table that are not what ``sources.csv`` makes."""
    rows: dict[str, list[SourceRow]] = {}
    for record in sources.to_dict("records"):
        row = SourceRow(**{**record, "order": int(record["order"])})
        rows.setdefault(row.incident_id, []).append(row)
    cells = zip(text["incident_id"], text["sources"].items(), strict=True)
    for incident_id, (line, cell) in cells:
        try:
            expected = sources_cell(rows.get(incident_id, ()), publishers)
        except ValueError as error:
            words = f"sources.csv: {message_of(error)}"
            yield Finding(_line(line), "sources", cell, words)
            continue
        if cell != expected:
            yield Finding(
                _line(line),
                "sources",
                cell,
                gettext("is not what sources.csv says"),
                allowed=expected
                or gettext("blank: sources.csv has no entry of this row"),
                fix=gettext(
                    "change the entry in sources.csv and copy the cell from here"
                ),
            )


def _untold(text: pd.DataFrame, history: pd.DataFrame) -> Iterator[Finding]:
    """Yield the last change of each cell that is another one in the table by now."""
    table = text.drop_duplicates("incident_id").set_index("incident_id", drop=False)
    last = history.drop_duplicates(["incident_id", "column"], keep="last")
    for line, change in last.iterrows():
        key, column, new = change["incident_id"], change["column"], change["new"]
        if column in OF_SOURCES and column not in table.columns:
            continue  # a copy of a source was recorded, which the table does not hold
        if column not in table.columns:
            words, allowed = gettext("is not there"), gettext("a column of the table")
            yield Finding(_line(line), "column", column, words, allowed=allowed)
        elif (table.at[key, column] if key in table.index else "") != new:
            words = gettext(
                "is not what the table has in {column} of {incident}",
                column=column,
                incident=key,
            )
            fix = gettext("add a line with the cell as it is now, and why")
            yield Finding(_line(line), "new", new, words, WARNING, fix=fix)


def _line(line: object) -> int:
    return int(str(line))
