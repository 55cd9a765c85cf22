"""Killed at any step, a writer leaves the old or the new whole; the next run works."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from bootstrap import assets, places, shell, stamps
from dashboard import crash
from dashboard.commands import packing, release
from dashboard.commands.codes import WrongUseError
from dashboard.table.transaction import JOURNAL, locked, save_together, settle
from dashboard.table.write import STALE_NAME, write_whole
from tests.killing import killed_at_every_step

OLD, NEW = b"old and whole\n", b"new and whole\n" * 1000


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


@pytest.mark.parametrize("older", [OLD, None])
def test_one_file_is_the_old_or_the_new(tmp_path, older):
    path = tmp_path / "out.csv"
    if older is not None:
        path.write_bytes(older)
    seen = set()
    for _ in killed_at_every_step(lambda: write_whole(path, NEW)):
        now = path.read_bytes() if path.exists() else None
        seen.add(now)
        assert now in (older, NEW)
        assert all(STALE_NAME.fullmatch(each) for each in names(tmp_path) - {path.name})
        path.unlink(missing_ok=True)
        if older is not None:
            path.write_bytes(older)
    assert path.read_bytes() == NEW
    assert seen == {older, NEW}  # the last step syncs the folder: the new one is there


@pytest.mark.full
def test_several_files_are_all_old_or_all_new(tmp_path):
    old = {"a.csv": b"1", "b.csv": b"1"}
    new = {"a.csv": b"2", "b.csv": b"2", "c.csv": b"2"}

    def put_back():
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        for name, content in old.items():
            (tmp_path / name).write_bytes(content)

    def save():
        with locked(tmp_path):
            save_together(tmp_path, new)

    put_back()
    seen = []
    for _ in killed_at_every_step(save):
        with locked(tmp_path):
            now = {
                name: (tmp_path / name).read_bytes()
                for name in sorted(names(tmp_path))
                if name[0] != "."
            }
        assert now in (old, new) and not (tmp_path / JOURNAL).exists()
        seen.append(now == new)
        put_back()
    assert len(seen) > 15
    assert seen == sorted(seen) and len({*seen}) == 2  # once saved, it stays saved


@pytest.mark.full
def test_a_crash_file_is_whole_or_not_there(tmp_path, monkeypatch):
    monkeypatch.setattr(crash, "crash_folder", lambda: tmp_path / "crashes")
    for _ in killed_at_every_step(lambda: crash.keep_crash(KeyError("made up"), "x")):
        for each in (tmp_path / "crashes").glob("*.txt"):
            assert each.read_text().rstrip().endswith("KeyError: 'made up'")
        shutil.rmtree(tmp_path / "crashes", ignore_errors=True)
    assert len([*(tmp_path / "crashes").glob("*.txt")]) == 1


# ── A release ────────────────────────────────────────────────────────────────────


def fill(word: str):
    """Return what fills a release with two small files, instead of all formats."""

    def write(new: Path, _day) -> None:
        for name in ("a.csv", "b.csv"):
            write_whole(new / name, word.encode())

    return write


def is_whole_release(folder: Path) -> str:
    """Return the word of a release whose every checksum holds; fail for another."""
    lines = (folder / packing.CHECKSUMS).read_text().splitlines()
    found = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    assert names(folder) == {*found, packing.CHECKSUMS}
    for name, known in found.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == known
    return (folder / "a.csv").read_text()


def test_a_release_left_aside_by_a_killed_run_is_brought_back(tmp_path, monkeypatch):
    folder, aside = tmp_path / "dist", tmp_path / ".dist.old"
    monkeypatch.setattr(packing, "_fill", fill("old"))
    packing.pack_release(folder, None)
    folder.rename(aside)
    monkeypatch.setattr(packing, "_fill", full)
    with pytest.raises(WrongUseError, match="No space left"):
        packing.pack_release(folder, None)
    assert is_whole_release(folder) == "old" and names(tmp_path) == {"dist"}


@pytest.mark.full
@pytest.mark.parametrize("older", ["old", ""])
def test_a_release_is_the_old_or_the_new(tmp_path, monkeypatch, older):
    folder = tmp_path / "dist"

    def put_back():
        for each in tmp_path.iterdir():
            shutil.rmtree(each)
        if older:
            monkeypatch.setattr(packing, "_fill", fill(older))
            packing.pack_release(folder, None)
        monkeypatch.setattr(packing, "_fill", fill("new"))

    put_back()
    moved = 0
    for _ in killed_at_every_step(lambda: packing.pack_release(folder, None)):
        moved += bool(older) and not folder.exists()
        if not folder.exists() and older:  # between its two moves: it lies beside
            assert is_whole_release(tmp_path / ".dist.old") == older
        elif folder.exists():
            assert is_whole_release(folder) in (older, "new")
        monkeypatch.setattr(packing, "_fill", full)  # the next run fails too
        with pytest.raises(WrongUseError, match="No space left"):
            packing.pack_release(folder, None)
        assert folder.exists() or not older
        if folder.exists():
            assert is_whole_release(folder) in (older, "new")
        monkeypatch.setattr(packing, "_fill", fill("new"))
        packing.pack_release(folder, None)
        assert is_whole_release(folder) == "new" and names(tmp_path) == {"dist"}
        put_back()
    assert moved == bool(older)
    assert is_whole_release(folder) == "new" and names(tmp_path) == {"dist"}


@pytest.mark.full
def test_a_version_stands_in_every_file_or_in_none(tmp_path):
    paths = [
        tmp_path / name for name in ("datapackage.json", "CHANGELOG.md", "DATA.md")
    ]

    def write(word: str) -> None:
        release._write(dict.fromkeys(paths, word))

    write("1.0.0")
    seen = []
    for _ in killed_at_every_step(lambda: write("1.1.0")):
        settle(tmp_path)
        (version,) = {path.read_text() for path in paths}
        seen.append(version)
        write("1.0.0")
    assert {*seen} == {"1.0.0", "1.1.0"} and seen == sorted(seen)
    assert {path.read_text() for path in paths} == {"1.1.0"}


def full(*_) -> None:
    raise OSError(28, "No space left on device")


# ── Set-up ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """Return the scratch folder of a set-up in a project of its own."""
    monkeypatch.setattr(places, "SCRATCH", tmp_path / ".cache")
    monkeypatch.setattr(places, "STATIC", tmp_path / "static")
    (tmp_path / ".cache").mkdir()
    return tmp_path / ".cache"


def make_folder(folder: Path, word: str) -> None:
    folder.mkdir(parents=True)
    for name in ("a", "b", ".stamp"):
        (folder / name).write_text(word)


@pytest.mark.full
def test_what_set_up_fetched_is_the_old_the_new_or_fetched_again(tmp_path, scratch):
    target = tmp_path / "vendor"

    def put_back():
        shutil.rmtree(target, ignore_errors=True)
        make_folder(target, "old")

    def renew():
        with shell.one_at_a_time(), shell.scratch_folder() as folder:
            make_folder(folder / "vendor", "new")
            shell.replace(folder / "vendor", target)

    put_back()
    gone = 0
    for _ in killed_at_every_step(renew):
        gone += not target.exists()
        found = {each.read_text() for each in target.glob("*")}
        assert len(found) < 2 and (not found or len(names(target)) == 3)
        with shell.one_at_a_time():
            assert names(scratch) <= {"setup.lock"}
        put_back()
    assert gone <= 1  # between its two moves, and at no other step
    assert names(scratch) == {"setup.lock"}
    assert {each.read_text() for each in target.iterdir()} == {"new"}


def test_the_next_set_up_takes_away_what_a_killed_one_left(scratch):
    make_folder(scratch / "setup-made-up", "half")
    make_folder(scratch / "vendor", "whole")
    with shell.one_at_a_time():
        assert names(scratch) == {"setup.lock", "vendor"}


def test_a_folder_that_cannot_take_its_place_leaves_the_old_one(tmp_path, scratch):
    make_folder(tmp_path / "vendor", "old")
    with pytest.raises(OSError, match="No such file"):
        shell.replace(tmp_path / "not there", tmp_path / "vendor")
    assert (tmp_path / "vendor" / "a").read_text() == "old"


def test_a_stamp_is_there_whole_or_not(tmp_path):
    stamp = tmp_path / "a.stamp"
    for _ in killed_at_every_step(lambda: stamps.write_stamp(stamp, "now")):
        assert not stamp.exists() or stamps.is_stamped(stamp, "now")
        stamp.unlink(missing_ok=True)
    assert names(tmp_path) == {"a.stamp"}


@pytest.mark.full
def test_the_record_of_sizes_is_whole_at_every_step(scratch, tmp_path):
    record = tmp_path / "static" / assets.SIZES
    for _ in killed_at_every_step(assets.note_sizes):
        assert not record.exists() or json.loads(record.read_text()) == {}
        record.unlink(missing_ok=True)
    assert json.loads(record.read_text()) == {}
