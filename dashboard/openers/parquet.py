"""Open Parquet and GeoParquet files."""

import io
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from dashboard.openers.arrow_text import frame_of_texts, text_of_column
from dashboard.openers.page_size import pages_say
from dashboard.openers.points import with_points
from dashboard.table.header import name_columns
from dashboard.table.limits import MAX_MARKUP, MEGABYTE, check_columns, check_rows
from dashboard.table.reading import ReadTable, Remark, UnreadableTableError
from dashboard.text.language import gettext, message_of, number

INDEX = "__index_level"
"""How the names begin under which pandas keeps the index of a frame."""
MAX_VALUES = 50_000_000
"""Cells of a file, with each value of a list for itself: 91 KB can say 40 million that
are blank, which take 0.7 GB."""
AT_ONCE, AT_ONCE_NESTED = 20_000, 100
"""Rows that are unpacked before they are measured; a list in a row may be very long."""
UNREADABLE = (
    pa.ArrowException,
    shapely.GEOSException,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What the reading of a file raises where its values are not what its header says."""


def read_parquet(raw: bytes, name: str) -> ReadTable:
    """Return the table of a Parquet file; a geometry column becomes coordinates.

    The line of a row is its number and one, as in a CSV file. Raises
    :class:`UnreadableTableError`.
    """
    try:
        plain = pq.ParquetFile(io.BytesIO(raw))
        leaves = [plain.schema.column(at) for at in range(len(plain.schema))]
        texts = [each.path for each in leaves if each.physical_type == "BYTE_ARRAY"]
        file = pq.ParquetFile(io.BytesIO(raw), read_dictionary=texts)
        check_rows(file.metadata.num_rows, name)
        check_columns(len(file.schema_arrow.names), name)
        _check_promised(file.metadata, raw, name)
        table = _read_limited(file, name)
        return _to_table(table.replace_schema_metadata(_about(file)), name)
    except UNREADABLE as error:
        raise _damaged(name, error) from error


def parquet_batches(
    path: Path, rows: int, name: str
) -> Iterator[tuple[pa.Table, ReadTable]]:
    """Give a Parquet file by so many rows: as they are in the file, and as text.

    Each text table is as :func:`read_parquet` gives it, lines as in the whole file.
    Raises :class:`UnreadableTableError`, also in the middle of the file.
    """
    try:
        file, before = pq.ParquetFile(path), 0
        check_columns(len(file.schema_arrow.names), name)
        for batch in file.iter_batches(batch_size=rows):
            if sum(_unpacked(column) for column in batch.columns) > MAX_MARKUP:
                raise UnreadableTableError(
                    gettext(
                        "{file}: {rows} rows unpack to more than {megabytes} MB, the "
                        "limit.",
                        file=name,
                        rows=number(rows),
                        megabytes=number(MAX_MARKUP // MEGABYTE),
                    )
                )
            table = pa.Table.from_batches([batch], file.schema_arrow)
            table.validate(full=True)
            table = table.replace_schema_metadata(_about(file))
            yield table, _to_table(table, name).moved(before)
            before += len(batch)
    except UNREADABLE as error:
        raise _damaged(name, error) from error


def _about(file: pq.ParquetFile) -> dict[bytes, bytes]:
    """Return what a file says of itself.

    What its writer added last, as GDAL does, is not in the schema that Arrow keeps.
    """
    return {**(file.schema_arrow.metadata or {}), **(file.metadata.metadata or {})}


def _damaged(name: str, error: Exception) -> UnreadableTableError:
    words = message_of(error) or type(error).__name__
    if len(lines := words.splitlines()) > 1:
        words = lines[0]
    return UnreadableTableError(
        gettext("{file}: a damaged Parquet file ({why}).", file=name, why=words)
    )


def _check_promised(about: pq.FileMetaData, raw: bytes, name: str) -> None:
    """Refuse a file that says itself that it holds too much, before any is unpacked.

    What its end says is looked at first; its pages may say more, and are gone by.
    """
    groups = [about.row_group(at) for at in range(about.num_row_groups)]
    columns = [each.column(at) for each in groups for at in range(each.num_columns)]
    size = sum(each.total_uncompressed_size for each in columns)
    values = sum(each.num_values for each in columns)
    if size <= MAX_MARKUP and values <= MAX_VALUES:
        size, values = pages_say(raw, about)
    if values > MAX_VALUES:
        raise UnreadableTableError(
            gettext(
                "{file}: more than {number} values in its rows and columns, which is "
                "the limit. Split the table, or leave out columns that are not needed.",
                file=name,
                number=number(MAX_VALUES),
            )
        )
    if size > MAX_MARKUP:
        raise _too_large(name)


def _too_large(name: str) -> UnreadableTableError:
    return UnreadableTableError(
        gettext(
            "{file}: unpacks to more than {megabytes} MB, the limit.",
            file=name,
            megabytes=str(MAX_MARKUP // MEGABYTE),
        )
    )


def _read_limited(file: pq.ParquetFile, name: str) -> pa.Table:
    """Read piece by piece: a small file may unpack to any size.

    A text that repeats is kept once until the size of all of them is known.
    """
    leaves = [file.schema.column(at) for at in range(len(file.schema))]
    is_nested = any(each.max_repetition_level for each in leaves)
    batches, size = [], 0
    rows = AT_ONCE_NESTED if is_nested else AT_ONCE
    for batch in file.iter_batches(batch_size=rows):
        size += sum(_unpacked(column) for column in batch.columns)
        if size > MAX_MARKUP:
            raise _too_large(name)
        columns = [_with_own_texts(column) for column in batch.columns]
        batches.append(pa.RecordBatch.from_arrays(columns, schema=batch.schema))
    table = pa.Table.from_batches(batches, file.schema_arrow)
    table.validate(full=True)  # else a text that is no UTF-8 raises far from here
    return table


def _with_own_texts(column: pa.Array) -> pa.Array:
    """Return a column of a batch without the texts of other batches.

    Each batch comes with all texts that its part of the file has: for a column whose
    texts all differ that is the whole column, once more for every 20,000 rows.
    """
    kind = column.type
    if not pa.types.is_dictionary(kind):
        return column
    if column.dictionary.nbytes <= _unpacked(column):
        return column  # few texts, which repeat
    own = pc.dictionary_encode(pc.cast(column, kind.value_type))
    indices = pc.cast(own.indices, kind.index_type)
    return pa.DictionaryArray.from_arrays(indices, own.dictionary, ordered=kind.ordered)


def _unpacked(column: pa.Array) -> int:
    """Return the bytes of a column once each text stands in its own row."""
    kind = column.type
    if pa.types.is_dictionary(kind) and _has_lengths(kind.value_type):
        lengths = pc.cast(pc.binary_length(column.dictionary), pa.int64())
        return int(pc.sum(lengths.take(column.indices)).as_py() or 0)
    if pa.types.is_map(kind):
        return _unpacked(column.keys) + _unpacked(column.items)
    if pa.types.is_nested(kind):
        inner = column.flatten()
        parts = inner if isinstance(inner, list) else [inner]
        return sum(_unpacked(each) for each in parts)
    return int(column.nbytes)


def _has_lengths(kind: pa.DataType) -> bool:
    return any(
        test(kind)
        for test in (
            pa.types.is_string,
            pa.types.is_large_string,
            pa.types.is_binary,
            pa.types.is_large_binary,
        )
    )


def _to_table(table: pa.Table, name: str) -> ReadTable:
    kept = [
        at for at, each in enumerate(table.column_names) if not each.startswith(INDEX)
    ]
    metadata = table.schema.metadata or {}  # new names leave it behind
    table = table.select(kept)
    names = name_columns(table.column_names, name, "columns")
    table = table.rename_columns(names)
    geo = json.loads(metadata.get(b"geo", b"{}"))
    shapes = geo.get("columns", {}) if isinstance(geo, dict) else None
    remarks: list[Remark] = []
    if not isinstance(shapes, dict):
        words = gettext("the file does not say how to read its geometry: no points")
        shapes, remarks = {}, [Remark(None, "", "", words, "warning")]
    boxes = _boxes(shapes)
    texts = {
        n: text_of_column(table[n]) for n in names if n not in shapes and n not in boxes
    }
    text = frame_of_texts(texts, table.num_rows)
    if shapes:
        primary = geo.get("primary_column", next(iter(shapes)))
        text, remarks = with_points(text, *_geometries(table, primary, geo))
    return ReadTable(text, "GeoParquet" if shapes else "Parquet", remarks)


def _boxes(shapes: dict[str, Any]) -> set[str]:
    """Return the columns that hold the box of each geometry (GeoParquet 1.1)."""
    found: set[str] = set()
    for about in shapes.values():
        with suppress(KeyError, TypeError, IndexError):
            edges = about["covering"]["bbox"].values()
            found |= {edge[0] for edge in edges if isinstance(edge[0], str)}
    return found


def _geometries(
    table: pa.Table, primary: str, geo: dict[str, Any]
) -> tuple[np.ndarray, Any]:
    """Return the geometries and their coordinate system, by the GeoParquet standard.

    A file that names no system is in longitude and latitude (OGC:CRS84).
    """
    column = {**geo["columns"][primary]}
    crs = column.pop("crs", None)
    only = {**geo, "primary_column": primary, "columns": {primary: column}}
    metadata = {b"geo": json.dumps(only).encode()}
    stream = io.BytesIO()
    shapes = table.select([primary])
    kind = shapes[primary].type
    if pa.types.is_dictionary(kind):
        bytes_alone = pc.cast(shapes[primary], kind.value_type)
        shapes = shapes.set_column(0, primary, bytes_alone)
    pq.write_table(shapes.replace_schema_metadata(metadata), stream)
    stream.seek(0)
    points = gpd.read_parquet(stream)[primary].to_numpy()
    return points, crs if crs is not None else "OGC:CRS84"
