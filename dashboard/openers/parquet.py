"""Open Parquet and GeoParquet files."""

import io
import json
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.openers.arrow_text import frame_of_texts, text_of_column
from dashboard.openers.points import with_points
from dashboard.table.header import refuse_doubles
from dashboard.table.limits import MAX_MARKUP, MEGABYTE, check_columns, check_rows
from dashboard.table.reading import ReadTable, Remark, UnreadableTableError

DAMAGED = "a damaged Parquet file"


def read_parquet(raw: bytes, name: str) -> ReadTable:
    """Return the table of a Parquet file; a geometry column becomes coordinates.

    The line of a row is its number and one, as in a CSV file. Raises
    :class:`UnreadableTableError`.
    """
    try:
        file = pq.ParquetFile(io.BytesIO(raw))
        check_rows(file.metadata.num_rows, name)
        check_columns(len(file.schema_arrow.names), name)
        table = _read_limited(file, name)
        return _to_table(table, name)
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        words = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UnreadableTableError(f"{name}: {DAMAGED} ({words}).") from error


def _read_limited(file: pq.ParquetFile, name: str) -> pa.Table:
    """Read piece by piece: a small file may unpack to any size."""
    batches, size = [], 0
    for batch in file.iter_batches(batch_size=20_000):
        size += batch.nbytes
        if size > MAX_MARKUP:
            raise UnreadableTableError(
                f"{name}: unpacks to more than {MAX_MARKUP // MEGABYTE} MB, the limit."
            )
        batches.append(batch)
    table = pa.Table.from_batches(batches, file.schema_arrow)
    table.validate(full=True)  # else a text that is no UTF-8 raises far from here
    return table


def _to_table(table: pa.Table, name: str) -> ReadTable:
    names = [
        each for each in table.column_names if not each.startswith("__index_level")
    ]
    refuse_doubles(names, name, "columns")
    geo = json.loads((table.schema.metadata or {}).get(b"geo", b"{}"))
    shapes = geo.get("columns", {})
    texts = {n: text_of_column(table[n]) for n in names if n not in shapes}
    text = frame_of_texts(texts, table.num_rows)
    remarks: list[Remark] = []
    if shapes:
        primary = geo.get("primary_column", next(iter(shapes)))
        text, remarks = with_points(text, *_geometries(table, primary, geo))
    return ReadTable(text, "GeoParquet" if shapes else "Parquet", remarks)


def _geometries(
    table: pa.Table, primary: str, geo: dict[str, Any]
) -> tuple[np.ndarray, Any]:
    """Return the geometries and their coordinate system, by the GeoParquet standard.

    A file that names no system is in longitude and latitude (OGC:CRS84).
    """
    only = {
        **geo,
        "primary_column": primary,
        "columns": {primary: geo["columns"][primary]},
    }
    metadata = {b"geo": json.dumps(only).encode()}
    stream = io.BytesIO()
    pq.write_table(table.select([primary]).replace_schema_metadata(metadata), stream)
    stream.seek(0)
    shapes = gpd.read_parquet(stream)[primary]
    return shapes.to_numpy(), shapes.crs if shapes.crs is not None else "OGC:CRS84"
