"""What changed since a version or a day: held against edits made by hand."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.brief.words.make import make_brief
from dashboard.dataset import open_dataset, open_table
from dashboard.figures import since_words
from dashboard.figures.since_words import (
    diff_frame,
    since_sentence,
    since_version_sentence,
)
from dashboard.openers.opened import TableSource
from dashboard.since import history_of, since_day, since_version
from dashboard.table.diff import CellChange, TableDiff
from dashboard.table.history import HISTORY_COLUMNS, UNDO_OF
from tests.worlds import DICTIONARY

ROOT = Path(__file__).resolve().parents[1]
HEAD = "incident_id,date,campaign,latitude,longitude,deaths_low,deaths_best,deaths_high"
ROWS = ("A-1,2026-01-01,raid,10,-66,1,2,2", "A-2,2026-01-02,raid,10,-66,3,3,4")


def csv_line(cells):
    return ",".join(cells) + "\n"


def saved(save: int, day: str, incident: str, column: str, old: str, new: str, why="x"):
    return csv_line(
        [str(save), f"{day}T12:00:00Z", "editor", incident, column, old, new, why, ""]
    )


@pytest.fixture
def table(tmp_path):
    """Return a table of one's own with a description and a history beside it.

    Row A-2 came on 5 March; the best figure of A-1 was 1 until 7 March.
    """
    path = tmp_path / "mine.csv"
    path.write_text("\n".join([HEAD, *ROWS]) + "\n", "utf-8")
    package = {
        "name": "mine",
        "title": "Made up",
        "version": "2.0.0",
        "created": "2026-03-04T00:00:00Z",
        "resources": [{"name": "mine", "path": "mine.csv"}],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    cells = dict(zip(HEAD.split(","), ROWS[1].split(","), strict=True))
    lines = [
        saved(1, "2026-03-05", "A-2", name, "", cell) for name, cell in cells.items()
    ]
    lines.append(
        saved(2, "2026-03-07", "A-1", "deaths_best", "1", "2", "a later report")
    )
    (tmp_path / "history.csv").write_text(
        csv_line(HISTORY_COLUMNS) + "".join(lines), "utf-8"
    )
    return path


def opened(path):
    return open_table(TableSource(path.name, path))


def test_since_the_version_counts_rows_cells_and_totals(table):
    dataset = opened(table)
    found = since_version(dataset)
    words = since_sentence(found, dataset.dictionary)
    assert words == (
        "Since version 2.0.0 (4 Mar 2026): 1 row added and 1 row changed (1 cell); "
        "raid: +1 incident, deaths low +3, best +4, high +4"
    )
    assert found.before["incident_id"].tolist() == ["A-1"]
    assert found.before["deaths_best"].tolist() == [1]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-04", "1 row added and 1 row changed"),
        ("2026-03-05", "1 row changed (1 cell); raid: deaths best +1"),
        ("2026-03-06", "1 row changed (1 cell)"),
        ("2026-03-07", None),
    ],
)
def test_since_a_day_counts_the_saves_after_it(table, day, words):
    dataset = opened(table)
    found = since_day(dataset, date.fromisoformat(day))
    if words is None:
        assert found is None
    else:
        assert words in since_sentence(found, dataset.dictionary)


def test_each_change_has_its_day_and_reason(table):
    dataset = opened(table)
    frame = diff_frame(
        since_version(dataset).diff, dataset.dictionary, since_version(dataset)
    )
    assert frame[
        ["Id", "What", "Before", "Now", "Saved", "Why"]
    ].to_numpy().tolist() == [
        ["A-2", "added", "", "2026-01-02", "2026-03-05", "x"],
        ["A-1", "changed", "1", "2", "2026-03-07", "a later report"],
    ]


def test_what_every_save_renews_is_no_change_and_a_reason_is_said_once(table):
    head, first, second = table.read_text("utf-8").splitlines()
    rows = [f"{head},revision", f"{first},3", f"{second},1"]
    table.write_text("\n".join(rows) + "\n", "utf-8")
    history = table.with_name("history.csv")
    more = [
        saved(3, "2026-03-08", "A-1", "deaths_high", "9", "2", "a later report"),
        saved(3, "2026-03-08", "A-1", "revision", "2", "3", "the row changed"),
    ]
    history.write_text(history.read_text("utf-8") + "".join(more), "utf-8")
    dataset = opened(table)
    found = since_day(dataset, date(2026, 3, 6))
    assert "1 row changed (2 cells)" in since_sentence(found, dataset.dictionary)
    frame = diff_frame(found.diff, dataset.dictionary, found)
    assert set(frame["Why"]) == {"a later report"}


def test_what_was_undone_has_not_changed(table):
    history = table.with_name("history.csv")
    undo = saved(3, "2026-03-08", "A-1", "deaths_best", "2", "1", UNDO_OF.format(2))
    history.write_text(history.read_text("utf-8") + undo, "utf-8")
    table.write_text(table.read_text("utf-8").replace("1,2,2", "1,1,2"), "utf-8")
    dataset = opened(table)
    assert "changed" not in since_sentence(since_version(dataset), dataset.dictionary)


def test_the_day_of_a_version_decides_with_its_time(table):
    package = table.with_name("datapackage.json")
    text = package.read_text("utf-8")
    for created, left in (("2026-03-07T11:59:59Z", 1), ("2026-03-07T12:00:00Z", 0)):
        package.write_text(text.replace("2026-03-04T00:00:00Z", created), "utf-8")
        found = since_version(opened(table))
        assert len(found.changes if found else ()) == left


def test_a_table_without_history_or_description_has_no_changes(table, tmp_path):
    alone = shutil.copy(table, tmp_path / "alone.csv")
    table.with_name("history.csv").unlink()
    assert since_version(opened(table)) is None
    assert history_of(opened(Path(alone))) == []
    assert since_version_sentence(opened(Path(alone))) == ""


def test_the_history_of_a_folder_is_that_of_the_table_that_is_described(table):
    alone = Path(shutil.copy(table, table.with_name("alone.csv")))
    assert history_of(opened(alone)) == [] != history_of(opened(table))
    shutil.copy(table.with_name("history.csv"), alone.with_name("alone.history.csv"))
    assert history_of(opened(alone)) == history_of(opened(table))


@pytest.mark.parametrize(
    ("created", "left"),
    [
        ("2026-03-07T13:59:59+02:00", 1),
        ("2026-03-07T14:00:00+02:00", 0),
        ("2026-03-06", 1),
        ("some day in March", 0),
        ("2026", 0),
    ],
)
def test_a_version_may_be_dated_in_any_way_and_blank_hides_no_page(
    table, created, left
):
    package = table.with_name("datapackage.json")
    text = package.read_text("utf-8").replace("2026-03-04T00:00:00Z", created)
    package.write_text(text, "utf-8")
    found = since_version(opened(table))
    assert len(found.changes if found else ()) == left


@pytest.mark.parametrize(
    "history",
    [
        "save_id,when\n1,2\n",
        csv_line(HISTORY_COLUMNS)
        + saved(1, "2026-03-32", "A-1", "deaths_best", "1", "2"),
    ],
)
def test_a_history_that_cannot_be_read_hides_no_page(table, history):
    table.with_name("history.csv").write_text(history, "utf-8")
    assert history_of(opened(table)) == []


def test_of_sources_each_entry_is_a_change_of_its_own():
    old = "A <https://a.example> | B <https://b.example>"
    new = "B <https://b.example> | AA <https://a.example> | C <https://c.example>"
    frame = diff_frame(
        TableDiff(changed=(CellChange("X", "sources", old, new),)), DICTIONARY
    )
    assert frame[["Before", "Now"]].to_numpy().tolist() == [
        ["A <https://a.example>", "AA <https://a.example>"],
        ["not reported", "C <https://c.example>"],
    ]
    turned = CellChange("X", "sources", old, " | ".join(reversed(old.split(" | "))))
    (line,) = diff_frame(TableDiff(changed=(turned,)), DICTIONARY)["Now"]
    assert line == "in another order"


def test_ours_say_what_changed_since_the_version_in_the_text_of_a_brief():
    dataset = open_dataset()
    words = since_version_sentence(dataset)
    assert words.startswith(f"Since version {dataset.dictionary.version} (")
    assert f" {words}." in make_brief(dataset, {}).paste
    nameless = replace(dataset, path=None)
    assert "Since version" not in make_brief(nameless, {}).paste


def test_a_copy_without_history_takes_the_words_from_no_other_file(tmp_path):
    dataset = open_dataset()
    since_words._KEPT.clear()
    copy = replace(dataset, path=tmp_path / "incidents.csv")
    (tmp_path / "incidents.csv").write_bytes(dataset.path.read_bytes())
    assert since_version_sentence(copy) == ""
    assert since_version_sentence(dataset).startswith("Since version ")
