"""Files are written whole or not at all, and no CSV of ours runs in a spreadsheet."""

import csv
import io
import os
import stat

import pandas as pd
import pytest

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
