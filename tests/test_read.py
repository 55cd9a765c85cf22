"""Reading a table: lines, damage, types."""

import pandas as pd
import pytest

from dashboard.table.read import UnreadableTableError, read_text, to_types
from tests.worlds import DICTIONARY, incidents, text_table


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


def test_cells_stay_text_and_know_their_line(tmp_path):
    table = read_text(write(tmp_path / "a.csv", "x,y\n1,NA\n,01\n"))
    assert table.to_dict("list") == {"x": ["1", ""], "y": ["NA", "01"]}
    assert table.index.tolist() == [2, 3]


def test_a_cell_with_a_line_break_does_not_shift_the_lines(tmp_path):
    table = read_text(write(tmp_path / "a.csv", 'x,y\n"a\nb",1\nc,2\n'))
    assert table.index.tolist() == [2, 4]


def test_blank_lines_and_a_byte_order_mark_are_no_matter(tmp_path):
    path = write(tmp_path / "a.csv", "x,y\r\n\r\n1,2\r\n", "utf-8-sig")
    table = read_text(path)
    assert table.to_dict("index") == {3: {"x": "1", "y": "2"}}


def test_lines_with_a_hash_before_the_header_are_comments(tmp_path):
    path = write(tmp_path / "a.csv", "# one\n# two\nx,y\n1,2\n")
    table = read_text(path)
    assert table.to_dict("index") == {4: {"x": "1", "y": "2"}}


def test_a_short_row_is_filled_with_blanks(tmp_path):
    table = read_text(write(tmp_path / "a.csv", "x,y,z\n1\n1,2,3\n"))
    assert table["z"].tolist() == ["", "3"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a workbook or a zip archive, not text"),
        (b"PAR1", "a Parquet file, not text"),
        ("<!DOCTYPE html>\n<html></html>\n", "an HTML page, not a table"),
        (b"%PDF-1.7\n", "a PDF document"),
        ("x,x\n1,2\n", "'x' is there more than once"),
        ("x,y\n1,2\n1,2,3\n", "line 3: 3 values for 2 columns"),
        ("x,y\n1,2,3\n", "line 2: 3 values for 2 columns"),
        ('x,y\n1,"2\n', "not CSV"),
        ("x,y\n\xe9,\xe9\n1,2\n".encode() + b"1,\xe9\n", "line 4: not UTF-8"),
    ],
)
def test_damage_is_named_with_its_line(tmp_path, content, words):
    with pytest.raises(UnreadableTableError, match=words):
        read_text(write(tmp_path / "a.csv", content))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(
        UnreadableTableError, match="nowhere.csv: there is no such file"
    ):
        read_text(tmp_path / "nowhere.csv")


def test_a_folder_is_not_a_table(tmp_path):
    with pytest.raises(UnreadableTableError, match="cannot be opened"):
        read_text(tmp_path)


def test_types_follow_the_dictionary_and_blanks_stay_blank():
    row = incidents({"survivors": "", "date_end": "", "radius_km": "", "notes": ""})
    assert row["survivors"].isna().tolist() == [True]
    assert row["date_end"].isna().tolist() == [True]
    assert row["radius_km"].isna().tolist() == [True]
    assert row["notes"].tolist() == [""]
    assert row["date"].tolist() == [pd.Timestamp("2025-09-02")]
    assert row["event_type"].cat.categories.tolist() == list(
        DICTIONARY.fields["event_type"].codes
    )


def test_columns_of_ones_own_stay_text():
    text = text_table({}).assign(mine="007")
    assert to_types(text, DICTIONARY)["mine"].tolist() == ["007"]
