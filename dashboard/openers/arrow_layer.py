"""Read Parquet and GeoParquet by Arrow: what it holds is measured before it is made.

It imports no pandas, as :mod:`dashboard.openers.places`.
"""

import io
import json
import mmap
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from dashboard.openers.arrow_text import text_of_column
from dashboard.openers.layer import NO_SHAPES, SHAPES, Layer, RefusedError, as_text
from dashboard.openers.page_size import groups_say, pages_say
from dashboard.openers.parquet_shapes import boxes, geometries, is_ordinary
from dashboard.openers.places import places_of
from dashboard.table import limits
from dashboard.table.limits import MAX_COLUMNS, MAX_MARKUP

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


def read_parquet_layer(raw: bytes) -> Layer:
    """Return the table of a Parquet file. Raises :class:`RefusedError`."""
    try:
        file = _opened(raw)
        if file.metadata.num_rows > limits.MAX_ROWS:
            raise RefusedError("rows")
        _check_columns(file)
        _check_promised(file.metadata, raw)
        table = _read_limited(file)
        return _to_layer(table.replace_schema_metadata(_about(file)))
    except UNREADABLE as error:
        raise _damaged(error) from error


def needs_pandas(raw: bytes) -> bool:
    """Return whether Arrow or geopandas needs pandas to read a file.

    Lists may hold times of a billionth of a second, for which Python has no type.
    """
    try:
        file = pq.ParquetFile(io.BytesIO(raw), pre_buffer=False)
        if not all(map(_is_plain, file.schema_arrow.types)):
            return True
        geo = json.loads(_about(file).get(b"geo", b"{}"))
        shapes = geo.get("columns", {})
        primary = geo.get("primary_column", next(iter(shapes), ""))
        return bool(shapes) and not is_ordinary(geo, shapes[primary])
    except UNREADABLE:
        return False  # it is refused


def _is_plain(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    names = "integer floating boolean date timestamp decimal null fixed_size_binary"
    tests = (getattr(pa.types, f"is_{each}") for each in names.split())
    return _has_lengths(kind) or any(test(kind) for test in tests)


def parquet_layers(path: Path, rows: int) -> Iterator[tuple[pa.Table, Layer]]:
    """Give a Parquet file by so many rows: as they are in the file, and as text.

    Raises :class:`RefusedError`, also in the middle of the file.
    """
    try:
        file = _opened(path)
        _check_groups(path, file.metadata)
        _check_columns(file)
        plain = pq.ParquetFile(path).schema_arrow
        for table in _of_rows(_measured_batches(file, rows), plain, rows):
            table.validate(full=True)
            told = table.replace_schema_metadata(_about(file))
            yield told, _to_layer(told)
    except UNREADABLE as error:
        raise _damaged(error) from error


def _check_groups(path: Path, about: pq.FileMetaData) -> None:
    """Refuse a file of which a group of rows takes too much at once.

    A batch holds one page of each column and its distinct values; Arrow makes room for
    as many as the page says, before it has read any.
    """
    if not path.stat().st_size:
        return
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw,
    ):
        for held in groups_say(raw, about):
            if held.size > MAX_MARKUP or held.values > MAX_VALUES:
                raise RefusedError("group")


def _measured_batches(file: pq.ParquetFile, rows: int) -> Iterator[pa.RecordBatch]:
    for batch in file.iter_batches(batch_size=rows):
        if sum(_unpacked(column) for column in batch.columns) > MAX_MARKUP:
            raise RefusedError("batch", rows=rows)
        yield batch


def _of_rows(
    batches: Iterator[pa.RecordBatch], schema: pa.Schema, rows: int
) -> Iterator[pa.Table]:
    """Yield tables of so many rows, the last of fewer, with the types of the file.

    A batch ends where the distinct texts are others, so it may have fewer.
    """
    rest = schema.empty_table()
    for batch in batches:
        rest = pa.concat_tables([rest, pa.Table.from_batches([batch]).cast(schema)])
        while len(rest) >= rows:
            yield rest.slice(0, rows).combine_chunks()
            rest = rest.slice(rows)
    if len(rest):
        yield rest.combine_chunks()


def _opened(source: Path | bytes) -> pq.ParquetFile:
    """Open a file so that a text which repeats is kept once.

    Nothing is fetched ahead: that takes a thread, which the process of a stranger's
    file may not start.
    """
    here = source if isinstance(source, Path) else io.BytesIO(source)
    schema = pq.ParquetFile(here, pre_buffer=False).schema
    leaves = [schema.column(at) for at in range(len(schema))]
    texts = [each.path for each in leaves if each.physical_type == "BYTE_ARRAY"]
    if isinstance(source, Path):  # Arrow cannot do so in lists across groups of rows
        texts = [each for each in texts if each in schema.names]
    here = source if isinstance(source, Path) else io.BytesIO(source)
    return pq.ParquetFile(here, read_dictionary=texts, pre_buffer=False)


def _about(file: pq.ParquetFile) -> dict[bytes, bytes]:
    """Return what a file says of itself.

    What its writer added last, as GDAL does, is not in the schema that Arrow keeps.
    """
    return {**(file.schema_arrow.metadata or {}), **(file.metadata.metadata or {})}


def _damaged(error: Exception) -> RefusedError:
    words = str(error) or type(error).__name__
    return RefusedError("damaged parquet", why=as_text((words.splitlines() or [""])[0]))


def _check_columns(file: pq.ParquetFile) -> None:
    if len(file.schema_arrow.names) > MAX_COLUMNS:
        raise RefusedError("columns", columns=len(file.schema_arrow.names))


def _check_promised(about: pq.FileMetaData, raw: bytes) -> None:
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
        raise RefusedError("values")
    if size > MAX_MARKUP:
        raise RefusedError("too large")


def _read_limited(file: pq.ParquetFile) -> pa.Table:
    """Read piece by piece: a small file may unpack to any size.

    A text that repeats is kept once until the size of all of them is known.
    """
    leaves = [file.schema.column(at) for at in range(len(file.schema))]
    is_nested = any(each.max_repetition_level for each in leaves)
    batches, size = [], 0
    rows = AT_ONCE_NESTED if is_nested else AT_ONCE
    groups = range(file.metadata.num_row_groups)
    for batch in chain.from_iterable(
        # Group by group: Arrow cannot join lists of texts that are kept once.
        file.iter_batches(batch_size=rows, row_groups=[at], use_threads=False)
        for at in groups
    ):
        size += sum(_unpacked(column) for column in batch.columns)
        if size > MAX_MARKUP:
            raise RefusedError("too large")
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


def _to_layer(table: pa.Table) -> Layer:
    kept = [
        at for at, each in enumerate(table.column_names) if not each.startswith(INDEX)
    ]
    metadata = table.schema.metadata or {}
    table = table.select(kept)
    names = table.column_names
    geo = json.loads(metadata.get(b"geo", b"{}"))
    shapes = geo.get("columns", {}) if isinstance(geo, dict) else None
    notes: set[str] = set()
    if not isinstance(shapes, dict):
        shapes, notes = {}, {NO_SHAPES}
    hidden = {*shapes, *boxes(shapes)}
    texts = {
        at: text_of_column(table.column(at))
        for at, each in enumerate(names)
        if each not in hidden
    }
    places = None
    if shapes:
        primary = geo.get("primary_column", next(iter(shapes)))
        places = places_of(*geometries(table, primary, geo))
        notes.add(SHAPES)
    return Layer(table.num_rows, names, texts, places, notes=frozenset(notes))
