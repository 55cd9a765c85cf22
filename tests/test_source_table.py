"""Sources as data: what is written into a cell is read again, and our files agree."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard import ROOT
from dashboard.figures.source_words import last_changed, source_day, source_note
from dashboard.table.read import INCIDENTS, UnreadableTableError, read_text
from dashboard.table.source_table import (
    PRIMARY,
    Publisher,
    SourceRow,
    primary_first,
    publisher_kinds,
    publisher_slug,
    read_publishers,
    read_source_table,
    rows_of_cell,
    sources_cell,
)
from dashboard.table.sources import Source, parse_sources, source_text

PAPER = Publisher("a-paper", "A Paper (B)", "wire or newspaper")
STATE = Publisher("a-state", "A State", PRIMARY)
BOTH = {each.publisher_id: each for each in (PAPER, STATE)}
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
ENTRIES = st.builds(
    SourceRow,
    incident_id=st.just("A-1"),
    order=st.just(1),
    publisher_id=st.sampled_from(sorted(BOTH)),
    url=st.sampled_from(["", "https://a.example/b?c=d#e", "http://ü.example/;x"]),
    date=st.sampled_from(["", "2025-09", "2025-09-02"]),
    seen=st.sampled_from(["opened", "title", "through"]),
    through=st.one_of(st.just(""), st.just("read at B"), WORDS),
    detail=st.one_of(st.just(""), st.just("via C; title only"), WORDS),
)


@given(st.lists(ENTRIES, max_size=4))
def test_a_cell_gives_back_the_entries_that_it_was_written_from(entries):
    rows = [replace(row, order=number) for number, row in enumerate(entries, 1)]
    try:
        cell = sources_cell(rows, BOTH)
    except ValueError:
        assume(False)
    assert rows_of_cell("A-1", cell, BOTH) == rows


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            Source("P", "https://a.b/c", "2025-09-02", read_at="Q", detail="a, b"),
            "P <https://a.b/c> 2025-09-02 read at Q; a, b",
        ),
        (
            Source("P (Q)", "https://a.b/c", read_at="R", title_only=True),
            "P (Q) <https://a.b/c> title only at R",
        ),
        (
            Source("P", "https://a.b", title_only=True, detail="d"),
            "P <https://a.b> title only; d",
        ),
        (
            Source("P", "https://a.b/;c", "2025-09", via="Q (R)", detail="d; e"),
            "P <https://a.b/;c> 2025-09 via Q (R); d; e",
        ),
        (Source("P", "", "2025-09-02", detail="d"), "P <no address> 2025-09-02; d"),
    ],
)
def test_an_entry_says_where_it_was_read_and_what_else_is_known(source, text):
    assert source_text(source) == text and parse_sources(text) == [source]


@pytest.mark.parametrize(
    "source",
    [
        Source("A <b>", "https://a.b"),
        Source("A | B", "https://a.b"),
        Source("A", "https://a.b c"),
        Source("A", "https://a.b", via="B; C"),
        Source("A", "https://a.b", read_at="B | C"),
        Source("A", "https://a.b", "2025"),
        Source("A", "https://a.b", detail=" d"),
        Source("A", "https://a.b", via="B", title_only=True),
        Source("A", "https://a.b\nc"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused(source):
    with pytest.raises(ValueError, match="cannot stand in a cell of sources"):
        source_text(source)


@pytest.mark.parametrize(
    ("source", "we", "they"),
    [
        (Source("P", "u"), "page opened by us", ""),
        (Source("P", "u", read_at="Q"), "read by us at Q", "read at Q"),
        (
            Source("P", "u", via="Q"),
            "seen through Q; page not opened by us",
            "as quoted by Q",
        ),
        (
            Source("P", "u", read_at="Q", title_only=True),
            "title only at Q; page not opened by us",
            "title only at Q",
        ),
        (
            Source("P", "u", title_only=True),
            "title only; page not opened by us",
            "title only",
        ),
    ],
)
def test_the_words_tell_an_opened_page_from_a_title_and_a_quotation(source, we, they):
    assert source_note(source, {}, True, opened_too=True) == we
    assert source_note(source, {}, False, opened_too=True) == they
    assert source.opened == ("page not opened" not in we)


def test_kind_and_detail_stand_before_how_a_source_was_seen():
    source = Source("P", "u", via="Q", detail="release")
    note = source_note(source, {"P": PRIMARY})
    assert note.startswith("primary source; release; seen through Q; ")
    assert source_note(replace(source, publisher="R"), {"P": PRIMARY})[:7] == "release"
    opened = replace(source, via="", detail="")
    assert source_note(opened, {"P": "NGO or data set"}) == "NGO or data set"


def test_days_are_said_in_words_where_the_calendar_has_them():
    assert [source_day(each) for each in ("2025-09-02", "2025-09", "2025-13", "")] == [
        "2 Sep 2025",
        "Sep 2025",
        "2025-13",
        "",
    ]
    assert last_changed("2026-11-28", 2) == "" == last_changed(None, None)


def test_primary_sources_come_first_and_the_rest_keep_their_order():
    rows = [
        SourceRow("A-1", number, key, f"https://a.b/{number}")
        for number, key in enumerate(["a-paper", "a-state", "a-paper", "a-state"], 1)
    ]
    ordered = primary_first(rows, BOTH)
    assert [row.url[-1] for row in ordered] == ["2", "4", "1", "3"]
    assert [row.order for row in ordered] == [1, 2, 3, 4]
    assert sources_cell(ordered[::-1], BOTH) == sources_cell(ordered, BOTH)


def test_a_new_publisher_has_an_id_without_accents_and_signs():
    assert publisher_slug("  Crónica Uno (Mirror) ") == "cronica-uno-mirror"
    assert publisher_slug("Task & Purpose") == "task-purpose"


def test_a_file_with_a_column_or_a_number_missing_is_refused(tmp_path):
    path = tmp_path / "sources.csv"
    path.write_text("incident_id,order\nA-1,1\n")
    with pytest.raises(UnreadableTableError, match="line 1: no column publisher_id"):
        read_source_table(path)
    whole = (ROOT / "sources.csv").read_text(encoding="utf-8")
    path.write_text(whole.replace(",2,", ",two,", 1), encoding="utf-8")
    with pytest.raises(UnreadableTableError, match="line 3: order 'two'"):
        read_source_table(path)


def test_a_folder_without_publishers_or_with_damaged_ones_names_no_kind(tmp_path):
    assert publisher_kinds(tmp_path) == {}
    (tmp_path / "publishers.csv").write_text("name\nA\n")
    assert publisher_kinds(tmp_path) == {}
    assert publisher_kinds(ROOT)["Airwars"] == "NGO or data set"


# Our own files


def test_the_column_is_what_sources_csv_says_and_the_other_way_round():
    publishers = read_publishers(ROOT / "publishers.csv")
    rows = read_source_table(ROOT / "sources.csv")
    table = read_text(INCIDENTS).set_index("incident_id")["sources"]
    of_cells = []
    for incident_id, cell in table.items():
        own = [row for row in rows if row.incident_id == incident_id]
        assert sources_cell(own, publishers) == cell, incident_id
        of_cells += rows_of_cell(incident_id, cell, publishers)
        assert primary_first(own, publishers) == own
    assert of_cells == rows


def test_every_publisher_is_used_and_has_the_id_of_its_name():
    publishers = read_publishers(ROOT / "publishers.csv")
    rows = read_source_table(ROOT / "sources.csv")
    assert {row.publisher_id for row in rows} == set(publishers)
    assert list(publishers) == sorted(publishers)
    for key, each in publishers.items():
        assert publisher_slug(each.name) == key
    kinds = {each.name: each.kind for each in publishers.values()}
    assert kinds["US Southern Command (SOUTHCOM)"] == PRIMARY
    assert kinds["Wikipedia"] == kinds["Drug News Roundup"] == "aggregator or repost"
