"""The sources of a row: entries, their dates, and how each was seen."""

from time import process_time

import pytest

from dashboard.table.read import INCIDENTS, read_text
from dashboard.table.sources import Source, parse_sources, publishers


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A Paper <https://a.org/x>", Source("A Paper", "https://a.org/x")),
        ("A Paper, 2010-12-31", Source("A Paper", "", "2010-12-31")),
        ("A Paper 2010-12", Source("A Paper", "", "2010-12")),
        ("A Paper, page 2010", Source("A Paper, page 2010", "")),
        ("2010-12-31", Source("2010-12-31", "")),
        (
            "A Paper <https://a.org/x> 2025-09",
            Source("A Paper", "https://a.org/x", "2025-09"),
        ),
        (
            "A (on B) <http://a.org/x?y=1> 2025-09-03 via Wikipedia",
            Source("A (on B)", "http://a.org/x?y=1", "2025-09-03", "Wikipedia"),
        ),
        ("hearsay", Source("hearsay", "")),
        ("A <javascript:alert(1)>", Source("A", "javascript:alert(1)")),
    ],
)
def test_an_entry_is_read_whole(text, source):
    assert parse_sources(text) == [source]


def test_entries_stand_apart_and_keep_their_order():
    cell = "B <https://b.org> | A <https://a.org> via C | B <https://b.org/2>"
    assert [each.publisher for each in parse_sources(cell)] == ["B", "A", "B"]
    assert [each.opened for each in parse_sources(cell)] == [True, False, True]
    assert publishers(cell) == ["B", "A"]


@pytest.mark.parametrize(
    "entry",
    [
        f"A{' ' * 50_000}b",
        f"A <http://a.b> via x{'; ' * 50_000}\nb",
        f"A <http://a.b> title only at x{'; ' * 50_000}\nb",
        f"A <http://a.b> 2025-09{' read at b' * 20_000}",
    ],
    ids=["spaces", "via", "title", "read at"],
)
def test_a_long_entry_is_read_in_no_time(entry):
    began = process_time()
    assert len(parse_sources(entry)) == 1
    assert process_time() - began < 0.5


def test_a_blank_cell_has_no_source():
    assert parse_sources("") == []


def test_every_source_of_the_table_is_read_to_its_last_character():
    for cell in read_text(INCIDENTS)["sources"]:
        for each in parse_sources(cell):
            assert each.publisher and each.url.startswith("http"), cell
        told = " | ".join(
            f"{each.publisher} <{each.url}>"
            + f" {each.date}" * bool(each.date)
            + f" via {each.via}" * bool(each.via)
            + f" title only at {each.read_at}" * each.title_only
            + f" read at {each.read_at}" * (bool(each.read_at) and each.opened)
            + f"; {each.detail}" * bool(each.detail)
            for each in parse_sources(cell)
        )
        assert told == cell
