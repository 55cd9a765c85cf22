"""A save of several files is one: whole or not at all, also after ``kill -9``."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.dataset import open_table
from dashboard.openers.opened import TableSource
from dashboard.table import transaction
from dashboard.table.fingerprint import bytes_sha256
from dashboard.table.transaction import (
    JOURNAL,
    SaveError,
    finish_save,
    locked,
    save_together,
    settle,
)

OLD = {"a.csv": b"a\r\n1\r\n", "b.md": b"old"}
NEW = {"a.csv": b"a\r\n2\r\n", "b.md": b"new", "c.json": b"{}"}
KILLED_AT = """
import os, signal, sys
from pathlib import Path
from dashboard.table import transaction
whole, calls = transaction.write_whole, []
def counted(path, content):
    step = int(sys.argv[2])
    len(calls) == step and os.kill(os.getpid(), signal.SIGKILL)
    whole(path, content)
    calls.append(path)
    step < 0 and len(calls) == -step and os.kill(os.getpid(), signal.SIGKILL)
transaction.write_whole = counted
folder = Path(sys.argv[1])
with transaction.locked(folder):
    transaction.save_together(folder, {NEW})
"""


@pytest.fixture
def folder(tmp_path):
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name[0] != "."}


@pytest.mark.parametrize(
    ("step", "is_saved"),
    [(0, False), (-1, True), (1, True), (-2, True), (-3, True), (-4, True)],
)
def test_a_killed_save_is_wholly_there_or_wholly_not(folder, step, is_saved):
    code = KILLED_AT.replace("{NEW}", repr(NEW))
    argv = [sys.executable, "-c", code, str(folder), str(step)]
    assert subprocess.run(argv, check=False).returncode == -9
    with locked(folder):
        assert contents(folder) == (NEW if is_saved else OLD)
    assert not (folder / JOURNAL).exists()


def test_a_full_disk_before_the_journal_changes_nothing(folder, monkeypatch):
    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(transaction, "write_whole", full)
    with pytest.raises(SaveError, match="nothing was saved .No space left"):
        save_together(folder, NEW)
    assert contents(folder) == OLD


def test_a_full_disk_in_the_middle_is_finished_when_there_is_room(folder, monkeypatch):
    whole = transaction.write_whole

    def full(path, content):
        if path.name == "b.md":
            raise OSError(28, "No space left on device")
        whole(path, content)

    monkeypatch.setattr(transaction, "write_whole", full)
    with pytest.raises(SaveError, match="not finished"):
        save_together(folder, NEW)
    monkeypatch.undo()
    assert finish_save(folder)
    assert contents(folder) == NEW


def test_a_file_that_somebody_else_changed_meanwhile_is_left_alone(folder, monkeypatch):
    def full(path, content):
        raise OSError(28, "No space left on device")

    whole = transaction.write_whole
    monkeypatch.setattr(
        transaction,
        "write_whole",
        lambda path, content: (whole if path.name == JOURNAL else full)(path, content),
    )
    with pytest.raises(SaveError):
        save_together(folder, NEW)
    monkeypatch.undo()
    (folder / "b.md").write_bytes(b"by hand")
    with pytest.raises(SaveError, match=r"b\.md was changed"):
        finish_save(folder)
    assert contents(folder) == {**OLD, "b.md": b"by hand"}


def test_the_second_waits_and_is_told_when_it_takes_too_long(folder):
    with (
        locked(folder),
        pytest.raises(SaveError, match="another save is under way"),
        locked(folder, patience=0.05),
    ):
        pass
    with locked(folder, patience=0.05):
        pass


def test_a_reader_finishes_what_a_killed_save_has_left(folder):
    code = KILLED_AT.replace("{NEW}", repr(NEW))
    argv = [sys.executable, "-c", code, str(folder), "1"]
    assert subprocess.run(argv, check=False).returncode == -9
    settle(folder)
    assert contents(folder) == NEW and not (folder / JOURNAL).exists()


def test_a_reader_waits_for_no_save_that_is_under_way(folder):
    (folder / JOURNAL).write_text("{}", "utf-8")
    with locked(folder):
        (folder / JOURNAL).write_text("{}", "utf-8")
        settle(folder)
        assert (folder / JOURNAL).exists()
    settle(folder)
    assert not (folder / JOURNAL).exists()


def test_a_folder_without_a_journal_gets_no_lock(folder):
    settle(folder)
    assert {each.name for each in folder.iterdir()} == set(OLD)


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "/tmp/made-up.csv",
        "a/b.csv",
        "..",
        "",
        ".bashrc",
        ".csv",
        "run.sh",
    ],
)
def test_a_journal_writes_no_file_outside_its_folder(tmp_path, name):
    folder = tmp_path / "inside"
    folder.mkdir()
    member = {"old": "", "new": bytes_sha256(b"x"), "content": "eA=="}
    (folder / JOURNAL).write_text(json.dumps({name: member}))
    with pytest.raises(SaveError, match="no file that is saved here"):
        finish_save(folder)
    assert [each.name for each in tmp_path.iterdir()] == ["inside"]
    (folder / JOURNAL).write_text(json.dumps({"x.csv": member}))
    assert finish_save(folder) and (folder / "x.csv").read_bytes() == b"x"


def test_a_journal_writes_through_no_link(tmp_path):
    folder, outside = tmp_path / "inside", tmp_path / "outside.csv"
    folder.mkdir()
    outside.write_bytes(b"before")
    (folder / "x.csv").symlink_to(outside)
    old, new = bytes_sha256(b"before"), bytes_sha256(b"x")
    member = {"old": old, "new": new, "content": "eA=="}
    (folder / JOURNAL).write_text(json.dumps({"x.csv": member}))
    with pytest.raises(SaveError, match="a link that leads elsewhere"):
        finish_save(folder)
    (folder / JOURNAL).rename(tmp_path / "journal")
    (folder / JOURNAL).symlink_to(tmp_path / "journal")
    with pytest.raises(SaveError, match="cannot be read"):
        finish_save(folder)
    assert outside.read_bytes() == b"before"


def test_a_journal_of_another_user_is_not_finished(folder, monkeypatch):
    (folder / JOURNAL).write_text("{}", "utf-8")
    monkeypatch.setattr(transaction.os, "geteuid", lambda: 987_654)
    with pytest.raises(SaveError, match="of another user"):
        finish_save(folder)


def test_a_table_that_is_only_opened_writes_nothing_in_its_folder(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("id,date,latitude,longitude\nmade-up,2025-09-02,11.5,-62.9\n")
    member = {"old": "", "new": bytes_sha256(b"x"), "content": "eA=="}
    (tmp_path / JOURNAL).write_text(json.dumps({"history.csv": member}))
    dataset = open_table(TableSource(table.name, table))
    assert transaction.CUT_OFF in dataset.notices
    assert {each.name for each in tmp_path.iterdir()} == {"t.csv", JOURNAL}
    (tmp_path / JOURNAL).unlink()
    assert transaction.CUT_OFF not in open_table(TableSource(table.name, table)).notices


@pytest.mark.parametrize("text", ["[]", "1", '{"a": 1}', '{"a": {"old": ""}}', "{"])
def test_what_is_no_journal_is_told(tmp_path, text):
    (tmp_path / JOURNAL).write_text(text)
    with pytest.raises(SaveError, match="cannot be read"):
        finish_save(tmp_path)
