"""Parquet files whose end says little and whose pages say much: 50 KB took 5 GB."""

import io
import struct

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.openers import arrow_layer, parquet
from dashboard.openers.page_size import pages_say
from dashboard.table.limits import MEGABYTE
from dashboard.table.reading import UnreadableTableError
from tests.hostile.test_bombs import refusal

ROWS = 3_000
COLUMNS = {
    "id": [f"made-{at}" for at in range(ROWS)],
    "kind": ["a", None, "b"] * (ROWS // 3),
    "toll": pa.array(range(ROWS)),
    "list": [["x"] * (at % 4) for at in range(ROWS)],
    "is": [True, False, None] * (ROWS // 3),
}


def packed(columns, **options) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, **options)
    return stream.getvalue()


def number(value: int) -> bytes:
    """Return a positive number as the end of a file writes it."""
    value, found = value * 2, b""
    while value >= 128:
        found += bytes([value & 127 | 128])
        value >>= 7
    return found + bytes([value])


def saying_less(content: bytes, value: int) -> bytes:
    """Return a file whose end says 5 in place of a number."""
    old = number(value)
    less = bytes([10 | 128]) + b"\x80" * (len(old) - 2) + b"\0"
    at = len(content) - 8 - struct.unpack("<I", content[-8:-4])[0]
    assert old in content[at:]
    return content[:at] + content[at:].replace(old, less)


@pytest.mark.parametrize(
    "options",
    [
        {"compression": "zstd"},
        {"compression": "none", "use_dictionary": False},
        {"data_page_version": "2.0", "data_page_size": 500, "row_group_size": 700},
        {"write_page_checksum": True, "write_page_index": True},
        {"compression": "snappy", "write_statistics": False},
    ],
)
def test_pages_of_an_ordinary_file_say_what_its_end_says(options):
    content = packed(COLUMNS, **options)
    about = pq.read_metadata(io.BytesIO(content))
    groups = [about.row_group(at) for at in range(about.num_row_groups)]
    columns = [each.column(at) for each in groups for at in range(each.num_columns)]
    said = sum(each.total_uncompressed_size for each in columns)
    size, values = pages_say(content, about)
    assert 0.4 * said < size < said  # the end counts the headers too
    assert values >= sum(each.num_values for each in columns)
    assert len(parquet.read_parquet(content, "a.parquet").text) == ROWS


def test_pages_that_unpack_to_more_than_the_end_says_are_refused(monkeypatch):
    monkeypatch.setattr(arrow_layer, "_read_limited", None)
    monkeypatch.setattr(arrow_layer, "MAX_MARKUP", MEGABYTE)
    content = packed(
        {"id": ["x" * 2_000_000]}, compression="zstd", use_dictionary=False
    )
    about = pq.read_metadata(io.BytesIO(content)).row_group(0).column(0)
    lying = saying_less(content, about.total_uncompressed_size)
    about = pq.read_metadata(io.BytesIO(lying)).row_group(0).column(0)
    assert about.total_uncompressed_size == 5
    assert "more than 1 MB, the limit" in refusal(lying, "a.parquet")


def test_pages_of_more_values_than_the_end_says_are_refused(monkeypatch):
    monkeypatch.setattr(arrow_layer, "_read_limited", None)
    monkeypatch.setattr(arrow_layer, "MAX_VALUES", 10_000)
    content = packed({"list": pa.array([[None] * 20_000], pa.list_(pa.null()))})
    lying = saying_less(content, 20_000)
    assert "more than 10,000 values" in refusal(lying, "a.parquet")


@pytest.mark.parametrize("at", range(4, 60, 5))
@pytest.mark.parametrize(
    "bytes_", [b"\xff" * 12, b"\xfc" * 12, b"\xf9\xff\xff\xff\x7f"]
)
def test_a_page_whose_header_is_none_is_read_or_refused(at, bytes_):
    content = packed({"id": ["a", "b"], "x": [1, 2]})
    broken = content[:at] + bytes_ + content[at + len(bytes_) :]
    try:
        parquet.read_parquet(broken, "a.parquet")
    except UnreadableTableError as error:
        assert "a.parquet: " in str(error)


def pieces(folder, content, rows=1_000):
    (folder / "a.parquet").write_bytes(content)
    return list(parquet.parquet_batches(folder / "a.parquet", rows, "a.parquet"))


def refusal_of_pieces(folder, content) -> str:
    with pytest.raises(UnreadableTableError) as error:
        pieces(folder, content)
    return str(error.value)


@pytest.mark.parametrize("options", [{}, {"row_group_size": 700}, {"version": "1.0"}])
def test_a_file_by_pieces_is_the_whole_file(options, tmp_path):
    columns = COLUMNS | {"long": [f"{at}" * 50 for at in range(ROWS)]}
    content = packed(columns, **options)
    read = pieces(tmp_path, content)
    assert [len(table) for table, _ in read] == [1_000] * 3
    whole = parquet.read_parquet(content, "a.parquet").text
    assert pd.concat([text.text for _, text in read]).equals(whole)
    tables = pa.concat_tables(table for table, _ in read)
    assert tables.to_pydict() == pa.table(columns).to_pydict()
    assert tables.schema.types == pa.table(columns).schema.types


def test_pages_of_a_file_by_pieces_may_not_unpack_to_more(tmp_path, monkeypatch):
    """Its end says 5 bytes; nothing of it is read."""
    monkeypatch.setattr(arrow_layer, "_measured_batches", None)
    monkeypatch.setattr(arrow_layer, "MAX_MARKUP", MEGABYTE)
    content = packed(
        {"id": ["x" * 2_000_000]}, compression="zstd", use_dictionary=False
    )
    about = pq.read_metadata(io.BytesIO(content)).row_group(0).column(0)
    lying = saying_less(content, about.total_uncompressed_size)
    assert "more than 1 MB or 50,000,000 values" in refusal_of_pieces(tmp_path, lying)


def test_lists_of_a_file_by_pieces_may_not_hold_more(tmp_path, monkeypatch):
    monkeypatch.setattr(arrow_layer, "_measured_batches", None)
    monkeypatch.setattr(arrow_layer, "MAX_VALUES", 10_000)
    content = packed({"list": pa.array([[None] * 20_000], pa.list_(pa.null()))})
    lying = saying_less(content, 20_000)
    assert "or 10,000 values at once" in refusal_of_pieces(tmp_path, lying)


def test_a_large_file_of_ordinary_pages_is_read_by_pieces(tmp_path, monkeypatch):
    """What all pages hold together is no matter: only a part is there at once."""
    monkeypatch.setattr(arrow_layer, "MAX_VALUES", 10_000)
    content = packed({"n": range(30_000), "m": range(30_000)}, use_dictionary=False)
    assert len(pieces(tmp_path, content, 10_000)) == 3


def test_pages_of_more_values_than_rows_are_refused(tmp_path):
    content = packed({"n": list(range(20_000))}, use_dictionary=False)
    lying = saying_less(content, 20_000)
    assert "more values in its pages than it has rows" in refusal_of_pieces(
        tmp_path, lying
    )


def test_a_long_text_that_repeats_is_measured_before_it_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(arrow_layer, "MAX_MARKUP", 10 * MEGABYTE)
    content = packed({"id": ["x" * 100_000] * 1_000})
    assert len(content) < 500_000
    words = "1,000 rows unpack to more than 10 MB"
    assert words in refusal_of_pieces(tmp_path, content)


def test_lists_of_texts_are_read_over_groups_of_rows():
    """Arrow cannot join them where a text is kept once; the file was called damaged."""
    content = packed(COLUMNS, row_group_size=750)
    assert len(parquet.read_parquet(content, "a.parquet").text) == ROWS
