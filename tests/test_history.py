"""The history of the table: every changed cell, and the table before any of them."""

import hashlib
from dataclasses import replace

import pytest

from dashboard import ROOT
from dashboard.table.history import (
    HISTORY_COLUMNS,
    NAME_TAKEN_OUT,
    Change,
    read_history,
    table_before,
)
from dashboard.table.read import INCIDENTS, UnreadableTableError, read_text
from tests.worlds import to_file

EARLIER = "2c57832e7772051f4ffe8072b8b436e5946af04c45bde5f8123d4252e4546167"
"""SHA-256 of the table as committed before 28 November 2026, with the names of four
private people written as the history writes them (``git show`` has that table)."""


def change(column, old, new, save="1", key="TST-1"):
    when = "2026-01-02T03:04:05Z"
    return Change(save, when, "editor", key, column, old, new, "made up", "")


@pytest.fixture
def table(tmp_path):
    path = to_file(
        tmp_path / "t.csv", {"incident_id": "TST-1"}, {"incident_id": "TST-2"}
    )
    return read_text(path)


def test_a_cell_goes_back_through_all_its_changes(table):
    changes = [change("notes", "a", "b"), change("notes", "b", "c", "2")]
    now = table.assign(notes=["c", "x"])
    assert table_before(now, changes)["notes"].tolist() == ["a", "x"]
    assert table_before(now, changes[1:])["notes"].tolist() == ["b", "x"]
    assert now["notes"].tolist() == ["c", "x"]


def test_a_new_row_is_not_there_before_and_one_taken_out_comes_back(table):
    added = [
        change("incident_id", "", "TST-2", key="TST-2"),
        change("notes", "", "x", key="TST-2"),
    ]
    before = table_before(table, added)
    assert before["incident_id"].tolist() == ["TST-1"]
    assert before.index.tolist() == table.index.tolist()[:1]
    undone = [replace(each, old=each.new, new=each.old, save_id="2") for each in added]
    back = table_before(before, undone)
    assert back[["incident_id", "notes"]].iloc[-1].tolist() == ["TST-2", "x"]
    assert back.index.is_unique  # each row has a line, also one that came back
    assert table_before(before, [*added, *undone]).equals(before)


def test_nothing_taken_back_is_the_table_and_other_columns_are_passed_over(table):
    assert table_before(table, []).equals(table)
    assert table_before(table, [change("no_such", "a", "b")]).equals(table)


def test_no_file_is_no_history_and_a_damaged_one_is_refused(tmp_path):
    path = tmp_path / "history.csv"
    assert read_history(path) == []
    path.write_text("save_id,when\n1,2026\n")
    with pytest.raises(UnreadableTableError, match="no column who, incident_id"):
        read_history(path)


def test_a_history_is_read_in_its_order_with_every_cell(tmp_path):
    path = tmp_path / "history.csv"
    lines = [
        ",".join(HISTORY_COLUMNS),
        "1,2026-01-02T03:04:05Z,e,A-1,notes,,n,y,",
        "2,2026-01-02T03:04:06Z,e,A-1,notes,n,,z,u",
    ]
    path.write_text("\n".join(lines) + "\n")
    assert read_history(path) == [
        Change("1", "2026-01-02T03:04:05Z", "e", "A-1", "notes", "", "n", "y", ""),
        Change("2", "2026-01-02T03:04:06Z", "e", "A-1", "notes", "n", "", "z", "u"),
    ]


@pytest.mark.parametrize(
    "save, when",
    [
        ("1", "last week"),
        ("1", "2026-02-30T03:04:05Z"),
        ("1", "2026-01-02"),
        ("one", "2026-01-02T03:04:05Z"),
        ("", "2026-01-02T03:04:05Z"),
        ("9" * 5000, "2026-01-02T03:04:05Z"),
    ],
)
def test_a_history_edited_by_hand_is_refused_with_its_line(tmp_path, save, when):
    path = tmp_path / "history.csv"
    head = ",".join(HISTORY_COLUMNS)
    path.write_text(f"{head}\n{save},{when},e,A-1,notes,,n,y,\n")
    with pytest.raises(UnreadableTableError, match="line 2: (save_id|when)"):
        read_history(path)


# Our own history


def test_our_table_with_all_changes_taken_back_is_that_of_23_november():
    table, history = read_text(INCIDENTS), read_history(ROOT / "history.csv")
    before = table_before(table, history)
    kept = before.drop(columns=["last_updated", "revision"])
    text = kept.to_csv(index=False, lineterminator="\n")
    assert hashlib.sha256(text.encode()).hexdigest() == EARLIER
    assert {*before["last_updated"]} == {"2026-11-23"} and {*before["revision"]} == {
        "1"
    }
    assert text.count(NAME_TAKEN_OUT) == 4


def test_each_line_says_what_stood_there_what_stands_there_and_why():
    table = read_text(INCIDENTS).set_index("incident_id")
    history = read_history(ROOT / "history.csv")
    assert {each.save_id for each in history} == {"1"}
    for each in history:
        assert table.loc[each.incident_id, each.column] == each.new != each.old
        assert each.why and each.who == "editor"
    changed = {each.incident_id for each in history}
    assert {*table.index[table["revision"].eq("2")]} == changed
    assert {*table.index[table["last_updated"].eq("2026-11-28")]} == changed
