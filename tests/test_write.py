"""Files are written whole or not at all, and no CSV of ours runs in a spreadsheet."""

import ast
import csv
import io
import os
import re
import stat
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.table import write
from dashboard.table.delimited import read_delimited
from dashboard.table.read import read_text
from dashboard.table.write import csv_bytes, write_whole

RUN = ["=1+1", "@x", "+1", "-1+1", "\t=1", "\r=1", "'=1+1", "''@x", "-a", "=a,b", "=\n"]
PLAIN = [
    "",
    "a, b",
    'say "no"',
    "Cumaná",
    "'tis",
    "-64.167",
    "-5",
    "-.5e-3",
    "two\nlines",
]


@pytest.mark.parametrize("text", [*RUN, *PLAIN, "a\rb", "\r", "a\r\nb"])
def test_a_guarded_cell_comes_back_as_it_was(tmp_path, text):
    path = tmp_path / "t.csv"
    path.write_bytes(csv_bytes(["id", "note"], [("1", text), ("2", "")], ["ours"]))
    found = read_text(path)
    assert found["note"].tolist() == [text, ""] and found["id"].tolist() == ["1", "2"]


@pytest.mark.parametrize("text", RUN)
def test_no_cell_and_no_column_begins_like_a_formula(text):
    content = csv_bytes([text, "b"], [(text, "x")]).decode()
    for row in csv.reader(io.StringIO(content, newline="")):
        assert not row[0].startswith(("=", "@", "+", "-", "\t", "\r")), row


def test_a_harmless_table_is_written_as_pandas_writes_it():
    rows = [(text, text[::-1]) for text in PLAIN if text]
    frame = pd.DataFrame(rows, columns=["one", "two, or 2"])
    ours = csv_bytes(list(frame), frame.itertuples(index=False))
    assert ours == frame.to_csv(index=False, lineterminator="\n").encode()


def test_names_of_columns_lose_their_guard_too(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(csv_bytes(["=a", "b"], [("1", "2")], ["ours"]))
    assert list(read_text(path).columns) == ["=a", "b"]


def test_the_mark_stands_before_the_comments():
    content = csv_bytes(["a"], [("1",)], ["one", "two"], with_mark=True)
    assert content == b"\xef\xbb\xbf# one\n# two\na\n1\n"


def test_a_file_takes_the_place_of_another_and_keeps_its_rights(tmp_path):
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path):
    (tmp_path / "usual").write_bytes(b"")
    write_whole(tmp_path / "ours", b"")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_after_an_error_the_old_file_is_as_it_was(tmp_path, monkeypatch, step):
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError("no room")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="no room"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"


def test_what_is_no_ordinary_file_is_written_to():
    write_whole("/dev/null", b"gone")
    assert not os.path.isfile("/dev/null")


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "out", b"")


def test_a_file_is_on_the_disk_before_it_takes_the_place_of_another(
    tmp_path, monkeypatch
):
    steps = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda *a, name=name, real=real: (steps.append(name), real(*a))
        )
    write_whole(tmp_path / "out.txt", b"new")
    assert steps == ["fsync", "replace", "fsync"]  # the file, its name, its folder


def test_where_the_folder_is_closed_the_file_is_left_alone(tmp_path, monkeypatch):
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")

    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(write, "mkstemp", refuse)
    with pytest.raises(PermissionError, match=f"folder {tmp_path} cannot be written"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("path", "stream"),
    [
        ("/dev/stdout", True),
        ("/dev/fd/1", True),
        ("/proc/self/fd/1", True),
        ("/dev/null", True),
        ("/dev/shm/out.txt", False),
        ("/device/out.txt", False),
    ],
)
def test_what_is_written_to_and_what_is_replaced(path, stream):
    assert write._is_stream(Path(path)) is stream


OWN_WRITERS = {
    "dashboard/table/write.py",
    "geodata/write.py",  # imports nothing of the dashboard
    "bootstrap/stamps.py",  # imports nothing that is not there before set-up
    "bootstrap/shell.py",  # a lock without content, and a log
    "bootstrap/locks.py",  # a scratch folder, moved as a whole
    "bootstrap/supply.py",  # the same
    "bootstrap/assets.py",  # the same
    "dashboard/batches/spool.py",  # a scratch folder, gone at the end
    "dashboard/openers/reader_script.py",  # a setting of the kernel, no file
}


def writes_itself(text):
    """Return whether code opens a file for writing, and in which line."""
    for call in ast.walk(ast.parse(text)):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        texts = [
            each.value for each in ast.walk(call) if isinstance(each, ast.Constant)
        ]
        modes = [
            each for each in texts if re.fullmatch("[rbt]*[wax+][wxbt+]*", str(each))
        ]
        if name in ("write_text", "write_bytes") or (name == "open" and modes):
            yield call.lineno


def test_no_other_place_writes_a_file():
    root = Path(write.__file__).parents[2]
    rooms = ("dashboard", "geodata", "docs", "bootstrap")
    files = [path for room in rooms for path in (root / room).rglob("*.py")]
    found = {
        path.relative_to(root).as_posix()
        for path in files
        if any(writes_itself(path.read_text(encoding="utf-8")))
    }
    assert found == OWN_WRITERS


@pytest.mark.parametrize(
    ("code", "writes"),
    [
        ("open(p, 'w')", 1),
        ("p.open('xb')", 1),
        ("open(p, mode='r+')", 1),
        ("p.write_bytes(b'')", 1),
        ("open(p, 'rb')", 0),
        ("open(p, encoding='utf-8')", 0),
    ],
)
def test_what_counts_as_writing(code, writes):
    assert len(list(writes_itself(code))) == writes


@pytest.mark.parametrize("text", [*RUN, "a\rb"])
def test_a_guarded_cell_comes_back_without_a_comment_too(tmp_path, text):
    path = tmp_path / "t.csv"
    path.write_bytes(csv_bytes(["id", "note"], [("-1", text), ("2", "-")]))
    found = read_text(path)
    assert found["note"].tolist() == [text, "-"]
    assert found["id"].tolist() == ["-1", "2"]


@pytest.mark.parametrize("bare", ["=1+1", "@x", "-", "+1"])
def test_apostrophes_of_another_writer_stay_where_a_formula_stands_bare(tmp_path, bare):
    path = tmp_path / "t.csv"
    path.write_text(f"id,note\n1,'=x\n2,{bare}\n", "utf-8")
    assert read_text(path)["note"].tolist() == ["'=x", bare]


@given(st.lists(st.text("=+-@'a1 ,\"", max_size=4), min_size=1, max_size=5))
def test_any_table_comes_back_as_it_was_written(cells):
    content = csv_bytes(["id", "note"], [(f"R{n}", c) for n, c in enumerate(cells)])
    assert read_delimited(content, "t.csv").text["note"].tolist() == cells
