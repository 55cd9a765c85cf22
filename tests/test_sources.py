"""The sources of a row: entries, their dates, and how each was seen."""

from itertools import product
from time import process_time

import pandas as pd
import pytest

from dashboard.table import sources
from dashboard.table.read import INCIDENTS, read_text
from dashboard.table.sources import Source, kinds_of_sources, parse_sources, publishers


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


PIECES = (
    "A Paper",
    " <https://a.org/x>",
    " <https://a.org/y>",
    " <https://é.org>",
    " <no address>",
    " <>",
    " <a b>",
    " 2025-09-02",
    " 2025-09",
    " 2025-09-023",
    " via B",
    " title only",
    " title only at C",
    " read at D <https://d.org>",
    "; detail <https://e.org> 2026-01-02",
    " | ",
    "B, 2025-09-02",
    "<https://f.org>\u00a02026-01-02",
)


def test_cells_of_a_kind_have_the_publishers_that_each_cell_has():
    """Every cell of up to three pieces, against the reading of each cell by itself."""
    cells = pd.Series(
        ["".join(some) for n in range(4) for some in product(PIECES, repeat=n)]
    )
    kind, kinds = kinds_of_sources(cells)
    assert len(kinds) < len(cells)
    for cell, number in zip(cells, kind, strict=True):
        mine, theirs = kinds[number], parse_sources(cell)
        assert [each.publisher for each in mine] == [each.publisher for each in theirs]
        assert [each.seen for each in mine] == [each.seen for each in theirs]


@pytest.mark.parametrize("at_once", [1, 7, 84, 85, 86])
def test_the_kinds_of_cells_read_in_pieces_are_those_of_all_at_once(
    monkeypatch, at_once
):
    cells = ["".join(some) for some in product(PIECES, repeat=2)]
    cells = pd.Series([*cells, None, "", *reversed(cells)])
    kind, kinds = kinds_of_sources(cells)
    monkeypatch.setattr(sources, "ROWS_AT_ONCE", at_once)
    lengths = []
    monkeypatch.setattr(
        sources, "_alike", lambda texts, real=sources._alike: note(lengths, texts, real)
    )
    some, some_kinds = kinds_of_sources(cells)
    assert (some.tolist(), some_kinds) == (kind.tolist(), kinds)
    assert max(lengths) <= at_once and sum(lengths) == len(cells)


def note(lengths, texts, real):
    lengths.append(len(texts))
    return real(texts)


def test_cells_that_differ_in_address_and_day_alone_are_one_kind():
    number = pd.Series(range(100)).astype(str)
    cells = "A <https://a.org/" + number + "> 2026-01-02 | B <https://b.org>"
    kind, kinds = kinds_of_sources(cells)
    assert len(kinds) == 1 and kind.tolist() == [0] * 100
    none = kinds_of_sources(pd.Series([], dtype="str"))
    assert (len(none[0]), none[1]) == (0, [])
    assert kinds_of_sources(pd.Series(["", None]))[1] == [[]]


@pytest.mark.parametrize(
    ("text", "publisher", "url"),
    [
        ("https://example.org/500", "example.org", "https://example.org/500"),
        ("http://www.example.org", "example.org", "http://www.example.org"),
        ("https://a.b.org:80/x?y=1#z", "a.b.org", "https://a.b.org:80/x?y=1#z"),
        ("see https://example.org", "see https://example.org", ""),
        ("https://example.org/a b", "https://example.org/a b", ""),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        ("https://localhost/x", "https://localhost/x", ""),
    ],
)
def test_an_address_alone_is_a_source_of_its_host(text, publisher, url):
    (found,) = parse_sources(text)
    assert (found.publisher, found.url) == (publisher, url)
    kind, kinds = kinds_of_sources(pd.Series([text, text]))
    assert [each.publisher for each in kinds[kind[0]]] == [publisher]


def test_addresses_alone_of_one_host_are_one_kind():
    cells = "https://example.org/" + pd.Series(range(100)).astype(str)
    assert len(kinds_of_sources(cells)[1]) == 1
