"""A folder of files that is written whole or not at all."""

import os
import stat
import time

import pytest

from dashboard.table import folder as folders
from dashboard.table.folder import (
    FolderTakenError,
    check_free,
    is_folder_name,
    whole_folder,
)
from tests.killing import killed_at_every_step


def fill(folder):
    with whole_folder(folder) as part:
        (part / "a").write_bytes(b"one")
        (part / "b").write_bytes(b"two")


@pytest.mark.parametrize("is_there", [False, True])
def test_all_files_are_there_at_the_end_and_none_before(tmp_path, is_there):
    out = tmp_path / "out"
    if is_there:
        out.mkdir()
        out.chmod(0o2710)
    with whole_folder(out) as part:
        (part / "a").write_bytes(b"one")
        assert out.exists() == is_there and not (is_there and list(out.iterdir()))
    assert [each.name for each in out.iterdir()] == ["a"]
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    rights = 0o2710 if is_there else 0o777 & ~_mask()
    assert stat.S_IMODE(out.stat().st_mode) == rights


def _mask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_what_is_stopped_leaves_no_folder(tmp_path, error):
    with pytest.raises(error), whole_folder(tmp_path / "out") as part:
        (part / "a").write_bytes(b"one")
        raise error
    assert not list(tmp_path.iterdir())


def test_killed_at_any_step_the_folder_is_whole_or_not_there(tmp_path):
    out, states = tmp_path / "out", set()
    for _ in killed_at_every_step(lambda: fill(out)):
        files = sorted(each.name for each in out.iterdir()) if out.exists() else []
        states.add(tuple(files))
        for each in sorted(tmp_path.rglob("*"), reverse=True):
            each.rmdir() if each.is_dir() else each.unlink()
    assert states == {()}
    assert sorted(each.name for each in out.iterdir()) == ["a", "b"]


def test_a_folder_with_anything_in_it_stays_as_it_is(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    for name in "edcba":
        (out / name).write_text("mine")
    with pytest.raises(FolderTakenError, match=r"files already \(a, b, c, …\)"):
        fill(out)
    assert {each.read_text() for each in out.iterdir()} == {"mine"}
    with pytest.raises(FolderTakenError, match="is a file"):
        check_free(out / "a")


def test_what_came_into_the_folder_meanwhile_stays(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(FolderTakenError), whole_folder(out):
        (out / "mine").write_text("mine")
    assert [each.name for each in tmp_path.rglob("*")] == ["out", "mine"]


def test_what_a_killed_program_left_goes_after_a_day(tmp_path):
    for name, age in ((".part-abcdefgh", 60), (".part-abcdefg1", -60), ("own", 60)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text("half")
        then = time.time() - folders.STALE_SECONDS - age
        os.utime(tmp_path / name, (then, then))
    fill(tmp_path / "out")
    assert {e.name for e in tmp_path.iterdir()} == {".part-abcdefg1", "own", "out"}


def test_a_name_is_that_of_a_folder_by_its_slash_or_as_it_is_there(tmp_path):
    assert is_folder_name(f"{tmp_path}") and is_folder_name("none/")
    assert not is_folder_name(f"{tmp_path}/none") and not is_folder_name("a.csv")


def test_the_top_of_a_volume_is_refused_before_any_work(tmp_path, monkeypatch):
    monkeypatch.setattr(os.path, "ismount", lambda path: path == tmp_path)
    with pytest.raises(FolderTakenError, match="top of a disk"):
        check_free(tmp_path)
    check_free(tmp_path / "out")


def test_a_place_where_nothing_may_be_written_is_said_before_any_work(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    with pytest.raises(PermissionError) as error:
        check_free(tmp_path / "out")
    assert error.value.filename == str(tmp_path)
    (tmp_path / "in").mkdir()
    check_free(tmp_path / "in" / "out")


def test_where_the_last_step_fails_an_empty_folder_stays(tmp_path, monkeypatch):
    out = tmp_path / "out"
    out.mkdir()

    def fails(part, target):
        raise OSError("made up")

    monkeypatch.setattr(folders.Path, "rename", fails)
    with pytest.raises(OSError, match="made up"):
        fill(out)
    assert out.is_dir() and not list(out.iterdir())
