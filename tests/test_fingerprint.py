"""One fingerprint over all files of a data set, and what is kept of each state."""

import json
import os
import shutil
from dataclasses import replace

import pytest

from dashboard.dataset import our_files
from dashboard.table import archive
from dashboard.table.archive import keep_state, kept_state
from dashboard.table.fingerprint import Files, read_state, stamp

DAY = 1_790_000_000


@pytest.fixture
def files(tmp_path) -> Files:
    """A small data set of made-up files, saved long ago."""
    layers = tmp_path / "layers"
    layers.mkdir()
    made = Files(tmp_path / "t.csv", tmp_path / "d.json", tmp_path / "p.csv", layers)
    for path in (made.table, made.description, made.totals, *layer_paths(made)):
        path.write_text(f"content of {path.name}", encoding="utf-8")
        os.utime(path, (DAY, DAY))
    return made


def layer_paths(files: Files) -> list:
    return [files.layers / name for name in ("states.parquet", "provenance.json")]


@pytest.mark.parametrize(
    "name",
    ["t.csv", "d.json", "p.csv", "layers/states.parquet", "layers/provenance.json"],
)
def test_a_byte_of_any_file_changes_fingerprint_and_stamp(files, name):
    before = read_state(files).fingerprint, stamp(files)
    path = files.table.parent / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")  # as long as before
    after = read_state(files).fingerprint, stamp(files)
    assert before[0] != after[0] and before[1] != after[1]
    assert len(after[0]) == 8 and int(after[0], 16) >= 0


def test_a_new_and_a_renamed_layer_change_the_fingerprint(files):
    seen = {read_state(files).fingerprint}
    (files.layers / "ports.parquet").write_text("ports", encoding="utf-8")
    seen.add(read_state(files).fingerprint)
    (files.layers / "ports.parquet").rename(files.layers / "places.parquet")
    seen.add(read_state(files).fingerprint)
    assert len(seen) == 3


def test_a_file_that_is_saved_again_as_it_was_keeps_the_fingerprint(files):
    before = read_state(files), stamp(files)
    os.utime(files.table, (DAY + 1, DAY + 1))
    assert read_state(files) == before[0] and stamp(files) != before[1]


def test_a_missing_file_is_a_state_of_its_own_and_no_error(files):
    before = read_state(files)
    files.totals.unlink()
    assert read_state(files).totals != before.totals
    assert stamp(files)[2][1:] == (-1, -1)


def test_contents_do_not_change_places(files):
    """Two files that swap their contents are another data set."""
    before = read_state(files)
    one, other = files.description.read_bytes(), files.totals.read_bytes()
    files.description.write_bytes(other)
    files.totals.write_bytes(one)
    assert read_state(files).fingerprint != before.fingerprint


def test_an_unchanged_file_is_not_read_again(files, monkeypatch):
    before = read_state(files)
    monkeypatch.setattr(
        type(files.table), "read_bytes", lambda path: pytest.fail(f"read {path}")
    )
    assert read_state(files) == before
    os.utime(files.table, (DAY + 1, DAY + 1))
    with pytest.raises(pytest.fail.Exception, match="t.csv"):
        read_state(files)


def test_a_state_is_kept_with_its_table_and_its_description(files, tmp_path):
    state, folder = read_state(files), tmp_path / "kept"
    keep_state(files, state, folder)
    keep_state(files, state, folder)
    names = {f"{state.fingerprint}.json", f"{state.table_fingerprint}.csv"}
    assert {path.name for path in folder.iterdir()} == names
    kept = kept_state(state.fingerprint, folder)
    assert kept.table.read_bytes() == files.table.read_bytes()
    assert (kept.state, kept.description) == (state, "content of d.json")
    for other in ("00000000", "../../etc", "", state.fingerprint + "0"):
        assert kept_state(other, folder) is None


def test_two_states_of_one_table_share_its_copy(files, tmp_path):
    folder = tmp_path / "kept"
    keep_state(files, read_state(files), folder)
    first = read_state(files).fingerprint
    files.description.write_text("another", encoding="utf-8")
    keep_state(files, read_state(files), folder)
    assert len(list(folder.glob("*.csv"))) == 1
    assert kept_state(first, folder).description == "content of d.json"
    now = read_state(files).fingerprint
    assert kept_state(now, folder).description == "another"


def test_the_pin_of_an_older_link_finds_its_table_without_a_description(
    files, tmp_path
):
    keep_state(files, read_state(files), tmp_path / "kept")
    kept = kept_state(read_state(files).table_fingerprint, tmp_path / "kept")
    assert kept.table.read_bytes() == files.table.read_bytes()
    assert (kept.state, kept.description) == (None, None)


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_copy_that_was_changed_by_hand_is_not_taken_for_the_state(
    files, tmp_path, kind
):
    state, folder = read_state(files), tmp_path / "kept"
    keep_state(files, state, folder)
    (copy,) = folder.glob(f"*.{kind}")
    text = copy.read_text(encoding="utf-8")
    copy.write_text(text.replace("content", "Content"), encoding="utf-8")
    assert kept_state(state.fingerprint, folder) is None


def test_a_record_of_nonsense_is_no_state(files, tmp_path):
    state, folder = read_state(files), tmp_path / "kept"
    keep_state(files, state, folder)
    record = folder / f"{state.fingerprint}.json"
    for text in ("", "[]", json.dumps({"state": {}}), json.dumps({"state": 1})):
        record.write_text(text, encoding="utf-8")
        assert kept_state(state.fingerprint, folder) is None


def test_what_was_saved_meanwhile_is_not_kept_under_the_wrong_name(files, tmp_path):
    state = read_state(files)
    files.table.write_text("newer", encoding="utf-8")
    files.description.write_text("newer", encoding="utf-8")
    keep_state(files, state, tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir()) == []


def test_the_oldest_copies_go_and_a_folder_for_reading_only_is_no_error(
    files, tmp_path, monkeypatch
):
    monkeypatch.setattr(archive, "KEPT_STATES", 2)
    for number in range(4):
        files.table.write_text(f"incident_id\n{number}\n", encoding="utf-8")
        keep_state(files, read_state(files), tmp_path / "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 4
    keep_state(
        files, read_state(files), files.table
    )  # a file, where a folder should be


def test_our_own_files_are_all_there(tmp_path):
    ours = our_files()
    shutil.copy(ours.table, tmp_path / "copy.csv")
    copied = read_state(replace(ours, table=tmp_path / "copy.csv"))
    assert copied == read_state(ours)
    empty = read_state(Files(tmp_path / "a", tmp_path / "b", tmp_path / "c", tmp_path))
    assert not {*vars(empty).values()} & {*vars(copied).values()}
