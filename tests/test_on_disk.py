"""Texts of a large table lie on the disk: the same texts, and nothing else is left there.

Tables are small here: the bound below which texts stay in memory is set to 1.
"""

import errno
import gc
import os
import signal
import subprocess
import sys
from threading import Thread

import pandas as pd
import pyarrow as pa
import pytest
from pandas.testing import assert_frame_equal

from dashboard.openers.opened import TableSource
from dashboard.store import kept, shelf
from dashboard.table import on_disk
from dashboard.table.on_disk import texts_on_disk, to_disk
from dashboard.table.taken import is_taken
from tests import ROOT
from tests.worlds import ROW

MANY = 1_000_000


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Let tables of one row be large ones."""
    gc.collect()
    monkeypatch.setattr(on_disk, "FEWEST_ROWS", 1)


def texts(*parts):
    """Return a frame with texts in as many chunks as there are parts."""
    return pd.concat(
        [
            pd.DataFrame({"notes": part, "number": range(len(part)), "blank": ""})
            for part in parts
        ],
        ignore_index=True,
    )


def lies_on_disk(column):
    values = pa.array(column)
    chunks = values.chunks if isinstance(values, pa.ChunkedArray) else [values]
    return len(column) > 0 and all(map(on_disk._is_on_disk, chunks))


FRAMES = {
    "one part": texts(["a", "", "Cumaná ‘x’", "\x85\n"]),
    "several parts": texts(["a", "bc"], ["", "def"], ["g"]),
    "a slice": texts(["one", "two", "three", "four"]).iloc[1:3],
    "one row": texts([""]),
    "none": texts(["a"]).iloc[:0],
}


@pytest.mark.parametrize("name", FRAMES)
def test_texts_on_the_disk_are_the_same_and_leave_no_file(tmp_path, name):
    rows = FRAMES[name].copy()
    with texts_on_disk(tmp_path, MANY):
        to_disk(rows)
    assert_frame_equal(rows, FRAMES[name])
    assert lies_on_disk(rows["notes"]) == (len(rows) > 0)
    assert list(tmp_path.iterdir()) == []
    assert rows["notes"].str.len().tolist() == FRAMES[name]["notes"].str.len().tolist()


def test_what_is_on_the_disk_is_not_written_again(tmp_path):
    rows = texts(["a", "b"])
    with texts_on_disk(tmp_path, MANY):
        to_disk(rows)
        before = rows["notes"].array
        to_disk(rows)
        assert rows["notes"].array is before


def test_of_texts_that_were_taken_back_to_the_disk_rows_copy_none(tmp_path):
    """So a column is after it was put into the types of the table."""
    rows = texts(["a", "b", "c"])
    with texts_on_disk(tmp_path, MANY):
        to_disk(rows)
        there = rows["notes"].array
        there._pa_array = there._pa_array.slice(0)
        assert is_taken(there)
        to_disk(rows)
    assert not is_taken(rows["notes"].array)
    some = rows[rows["number"].ne(1)]
    assert not is_taken(some["notes"].array)
    assert some["notes"].tolist() == ["a", "c"]


def test_other_columns_and_missing_texts_stay_as_they_are(tmp_path):
    rows = texts(["a", "b"]).assign(code=pd.Categorical(["x", "y"]))
    rows["gap"] = pd.Series(["a", None], dtype="str")
    before = rows.copy()
    with texts_on_disk(tmp_path, MANY):
        to_disk(rows)
    assert_frame_equal(rows, before)
    assert not lies_on_disk(rows["gap"]) and lies_on_disk(rows["notes"])


def test_two_columns_of_one_name_stay_in_memory(tmp_path):
    rows = pd.concat([texts(["a"]), texts(["b"])], axis=1)
    before = rows.copy()
    with texts_on_disk(tmp_path, MANY):
        to_disk(rows)
    assert_frame_equal(rows, before)


@pytest.mark.parametrize(("fewest", "moved"), [(3, True), (4, False)])
def test_small_tables_stay_in_memory(tmp_path, monkeypatch, fewest, moved):
    monkeypatch.setattr(on_disk, "FEWEST_ROWS", fewest)
    rows = texts(["a", "b", "c"])
    with texts_on_disk(tmp_path, MANY):
        to_disk(rows)
    assert lies_on_disk(rows["notes"]) is moved


def test_our_own_table_and_ten_thousand_rows_are_small(monkeypatch):
    monkeypatch.undo()
    assert on_disk.FEWEST_ROWS == 100_000


def test_where_nobody_allowed_it_texts_stay_in_memory(tmp_path):
    rows = texts(["a", "b"])
    to_disk(rows)
    with texts_on_disk(tmp_path, MANY):
        pass
    to_disk(rows)
    assert not lies_on_disk(rows["notes"])


@pytest.mark.parametrize(("room", "moved"), [(28, True), (27, False), (0, False)])
def test_no_more_is_taken_than_there_is_room_for(tmp_path, room, moved):
    rows = pd.DataFrame(
        {"notes": ["ab", "cd"]}
    )  # three places of 8 bytes, four letters
    with texts_on_disk(tmp_path, room):
        to_disk(rows)
    assert lies_on_disk(rows["notes"]) is moved
    assert rows["notes"].tolist() == ["ab", "cd"]


def test_only_a_share_of_what_is_free_on_the_disk_is_taken(tmp_path, monkeypatch):
    usage = type(on_disk.shutil.disk_usage(tmp_path))
    for free, moved in ((4 * 28, True), (4 * 28 - 1, False)):
        monkeypatch.setattr(
            on_disk.shutil, "disk_usage", lambda path, free=free: usage(free, 0, free)
        )
        rows = pd.DataFrame({"notes": ["ab", "cd"]})
        with texts_on_disk(tmp_path, MANY):
            to_disk(rows)
        assert lies_on_disk(rows["notes"]) is moved


def test_on_a_full_disk_texts_stay_in_memory(tmp_path, monkeypatch):
    class Full:
        def __getattr__(self, name):
            if name in ("write", "flush"):
                raise OSError(errno.ENOSPC, "No space left on device")
            return lambda *given: 0

    monkeypatch.setattr(on_disk.tempfile, "TemporaryFile", lambda **options: Full())
    rows = texts(["a", "b"])
    before = rows.copy()
    with texts_on_disk(tmp_path, MANY):
        to_disk(rows)
    assert_frame_equal(rows, before)
    assert not lies_on_disk(rows["notes"])


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("room", [10, 5_000, 100_000])
def test_a_file_that_may_not_grow_lets_the_table_open(room, tmp_path):
    """A limit on the size of files stands for a disk that fills up on the way."""
    code = f"""
import resource, signal, sys
from pathlib import Path
from tests.test_on_disk import MANY, lies_on_disk, on_disk, texts
on_disk.FEWEST_ROWS = 1
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
rows = texts([f"note {{each}}" for each in range(3_000)])
with on_disk.texts_on_disk(Path({str(tmp_path)!r}), MANY):
    on_disk.to_disk(rows)
assert rows["notes"].tolist() == [f"note {{each}}" for each in range(3_000)]
print(lies_on_disk(rows["notes"]))
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == (f"{room == 100_000}\n", 0), done.stderr


def test_tables_are_opened_while_memory_is_left(tmp_path):
    """A thread goes through the files of open tables while others add some."""
    faults, kept, goes_on = [], [], True

    def look():
        while goes_on:
            try:
                on_disk.has_texts_on_disk()
                on_disk._maps()
            except RuntimeError as error:
                faults.append(error)

    threads = [Thread(target=look) for _ in range(2)]
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for each in threads:
            each.start()
        with texts_on_disk(tmp_path, 10**9):
            for _ in range(300):
                kept.append(texts(["a", "b"]))
                to_disk(kept[-1])
    finally:
        goes_on = False
        for each in threads:
            each.join()
        sys.setswitchinterval(switch)
    assert not faults and lies_on_disk(kept[-1]["notes"])


def test_where_no_file_can_be_made_texts_stay_in_memory(tmp_path):
    (tmp_path / "file").write_text("no folder")
    rows = texts(["a", "b"])
    with texts_on_disk(tmp_path / "file", MANY):
        to_disk(rows)
    assert rows["notes"].tolist() == ["a", "b"] and not lies_on_disk(rows["notes"])


def test_with_the_last_table_the_disk_is_free_again(tmp_path):
    rows = texts(["a", "b"])
    with texts_on_disk(tmp_path, MANY):
        to_disk(rows)
    assert on_disk.has_texts_on_disk()
    some = rows.iloc[1:]  # holds the same texts
    del rows
    gc.collect()
    assert some["notes"].tolist() == ["b"] and on_disk.has_texts_on_disk()
    del some
    gc.collect()
    assert not on_disk.has_texts_on_disk()


def resident_of_files():
    """Return the bytes of files that this process has in memory (Linux)."""
    with open("/proc/self/status", encoding="ascii") as status:
        return int(status.read().partition("RssFile:")[2].split()[0]) * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_pages_that_were_read_are_left_and_read_again(tmp_path):
    rows = pd.DataFrame({"notes": ["x" * 100_000] * 200})
    with texts_on_disk(tmp_path, 10**8):
        to_disk(rows)
    assert rows["notes"].str.len().sum() == 20_000_000
    assert rows["notes"].str.count("x").sum() == 20_000_000
    read = resident_of_files()
    on_disk.leave_memory()
    assert read - resident_of_files() > 15_000_000
    assert rows["notes"].str.count("x").sum() == 20_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_of_a_few_rows_that_were_read_no_more_is_left_than_they_hold(tmp_path):
    rows = pd.DataFrame({"notes": [f"{each:05}" * 4_000 for each in range(2_000)]})
    with texts_on_disk(tmp_path, 10**8):
        to_disk(rows)
    on_disk.leave_memory()
    before = resident_of_files()
    some = rows["notes"].iloc[list(range(0, 2_000, 5))]
    assert [each[:5] for each in some] == [f"{each:05}" for each in range(0, 2_000, 5)]
    assert resident_of_files() - before < 4_000_000
    del rows
    gc.collect()
    assert not on_disk.has_texts_on_disk() and some.iloc[1][:5] == "00005"


HELD = """
import os, signal, sys
from pathlib import Path
import pandas as pd
from dashboard.table import on_disk
on_disk.FEWEST_ROWS = 1
rows = pd.DataFrame({"notes": ["x" * 1000] * 1000})
with on_disk.texts_on_disk(Path(sys.argv[1]), 10**9):
    on_disk.to_disk(rows)
    assert on_disk.has_texts_on_disk()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_program_that_is_killed_leaves_nothing_on_the_disk(tmp_path):
    command = [sys.executable, "-c", HELD, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def table(tmp_path, monkeypatch):
    """A table by its path, and a store in a folder of its own."""
    monkeypatch.setattr(shelf, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(kept, "SMALLEST_BYTES", 0)
    monkeypatch.setattr(kept, "FEWEST_ROWS", 1)
    path = tmp_path / "incidents.csv"
    rows = [
        ROW | {"incident_id": f"TST-2025-09-0{n}-01", "date": f"2025-09-0{n}"}
        for n in (3, 2, 4)
    ]
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


def test_a_table_by_its_path_lies_there_whether_opened_or_kept(table, monkeypatch):
    source = TableSource(table.name, table)
    once, again = kept.open_kept_table(source), kept.open_kept_table(source)
    for rows in (once.incidents, again.incidents):
        texts = [name for name in rows if rows[name].dtype == "str"]
        assert len(texts) > 20 and "where_words" in texts
        assert all(lies_on_disk(rows[name]) for name in texts)
    monkeypatch.setattr(on_disk, "FEWEST_ROWS", MANY)
    plain = kept.open_table(source).incidents
    for rows in (once.incidents, again.incidents):
        assert_frame_equal(pd.DataFrame(rows), pd.DataFrame(plain))


def test_an_upload_never_lies_on_a_disk(table, monkeypatch):
    made = []
    monkeypatch.setattr(on_disk.tempfile, "TemporaryFile", made.append)
    rows = kept.open_kept_table(TableSource(table.name, table.read_bytes())).incidents
    assert len(rows) == 3 and not made and not on_disk.has_texts_on_disk()
    assert not (table.parent / "cache").exists()


def test_where_nothing_is_to_be_kept_nothing_lies_there(table, monkeypatch):
    monkeypatch.setenv(shelf.LIMIT, "0")
    rows = kept.open_kept_table(TableSource(table.name, table)).incidents
    assert len(rows) == 3 and not on_disk.has_texts_on_disk()
    assert os.listdir(table.parent) == [table.name]
