"""The sources of a row while it is edited: new publishers, entries, and the cell."""

import json
import shutil
from dataclasses import replace

import pytest

from dashboard import ROOT
from dashboard.editing.drafting import draft_edit
from dashboard.editing.entries import (
    KINDS,
    SEEN,
    cell_alone,
    new_publishers,
    row_entries,
    source_rows,
)
from dashboard.editing.folder import Refused, open_folder
from dashboard.table.source_table import sources_cell
from dashboard.table.sources import SEPARATOR, parse_sources

FIRST = "A <https://example.org/1> 2026-01-02"
PAPER = {"kind": "wire or newspaper"}


@pytest.fixture
def folder(tmp_path):
    for name in ("incidents.csv", "sources.csv", "publishers.csv", "datapackage.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    return open_folder(tmp_path / "incidents.csv")


def test_kinds_and_ways_of_seeing_are_those_of_the_description():
    package = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    allowed = {
        field["name"]: field["constraints"]["enum"]
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        if field["name"] in ("kind", "seen") and "enum" in field["constraints"]
    }
    assert [*KINDS] == allowed["kind"]
    assert [*SEEN] == allowed["seen"]


def test_a_new_publisher_has_an_id_that_no_other_has(folder):
    names = [
        "Made-up Daily",
        "Made up: daily",
        "made-up daily",
        "AFP?",
        "Новости",
        "新聞",
    ]
    found = new_publishers(folder, [PAPER | {"publisher": name} for name in names])
    assert {key: each.name for key, each in found.items()} == {
        "made-up-daily": "Made-up Daily",
        "made-up-daily-2": "Made up: daily",
        "afp-2": "AFP?",
        "publisher": "Новости",
        "publisher-2": "新聞",
    }


def test_a_publisher_of_the_list_is_no_new_one_and_a_new_one_needs_a_kind(folder):
    known = [{"publisher": "afp"}, PAPER | {"publisher": "  AFP "}]
    assert new_publishers(folder, known) == {}
    assert new_publishers(folder, [{"publisher": "Made-up Daily"}]) == {}
    with pytest.raises(Refused, match="kind 'blog': is no kind of publisher; allowed"):
        new_publishers(folder, [{"publisher": "Made-up Daily", "kind": "blog"}])


def test_entries_come_with_primary_sources_first_or_are_refused(folder):
    entries = [
        {"publisher": "afp", "url": "https://example.org/1"},
        {
            "publisher_id": "us-southern-command-southcom",
            "url": "https://example.org/2",
        },
    ]
    rows = source_rows(folder, "A-1", "", entries)
    assert [(row.order, row.url[-1]) for row in rows] == [(1, "2"), (2, "1")]
    with pytest.raises(Refused, match=r"sources '\(blank\)': is not in publishers"):
        source_rows(folder, "A-1", "", [{"url": "https://example.org"}])
    with pytest.raises(Refused, match="a source has no member link; allowed"):
        source_rows(folder, "A-1", "", [{"publisher": "AFP", "link": "x"}])


def test_an_archived_copy_stays_with_its_address(folder):
    first = folder.source_rows[0]
    kept = replace(first, archive_url="https://archive.example/1", archive_date="2026")
    folder = replace(folder, source_rows=(kept, *folder.source_rows[1:]))
    key, cell = first.incident_id, folder.row(first.incident_id)[1]["sources"]
    for rows in (
        source_rows(folder, key, cell, ()),
        source_rows(folder, key, "", [{"publisher": "AFP", "url": first.url}]),
    ):
        (found,) = (row for row in rows if row.url == first.url)
        assert (found.archive_url, found.archive_date) == (kept.archive_url, "2026")
    newer = {"publisher": "AFP", "url": first.url, "archive_url": "https://a.example/2"}
    (found,) = source_rows(folder, key, "", [newer])
    assert (found.archive_url, found.archive_date) == ("https://a.example/2", "")
    (other,) = source_rows(folder, "OTHER", "", [{"publisher": "AFP", "url": kept.url}])
    assert other.archive_url == ""


def test_a_table_without_a_list_takes_any_publisher():
    quoted = {"publisher": "A", "date": "2026-01-02", "seen": "through", "through": "B"}
    title = {"publisher_id": "c", "seen": "title", "through": "D", "detail": "a note"}
    first, second = parse_sources(cell_alone([quoted, title]))
    assert (first.publisher, first.via, first.read_at) == ("A", "B", "")
    assert (second.via, second.read_at, second.title_only) == ("", "D", True)
    assert second.detail == "a note"
    assert SEPARATOR in cell_alone([quoted, title])
    with pytest.raises(Refused, match="no member link"):
        cell_alone([{"publisher": "A", "link": "x"}])


def test_the_entries_of_a_row_give_its_cell_again(folder, tmp_path):
    cell = (
        "A <https://example.org/1> 2026-01-02 read at B | E <https://example.org/2> "
        "title only | C <no address> 2026-01-03 via D; a note"
    )
    own = tmp_path / "own.csv"
    own.write_text(f"incident_id,sources\nA-1,{cell}\nA-2,\n")
    alone = open_folder(own)
    assert cell_alone(row_entries(alone, alone.row("A-1")[1])) == cell
    assert row_entries(alone, alone.row("A-2")[1]) == row_entries(alone, None) == []
    for _, row in folder.records.rows():
        rows = source_rows(folder, row["incident_id"], "", row_entries(folder, row))
        assert sources_cell(rows, folder.publishers) == row["sources"]


def test_one_more_source_is_one_more_also_without_a_list_of_them(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text(f"incident_id,sources\nA-1,{FIRST}\n")
    alone = open_folder(own)
    entries = row_entries(alone, alone.row("A-1")[1])
    more = {"publisher": "B", "url": "https://b.example"}
    draft = draft_edit(alone, "A-1", {}, [*entries, more])
    assert draft.after["sources"] == f"{FIRST} | B <https://b.example>"
