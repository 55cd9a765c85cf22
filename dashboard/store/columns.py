"""The rows of a located table as GeoParquet: by date, codes as a dictionary."""

import io
import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

ROW = "row_in_table"
"""The column that a kept file has more: where a row stands in its table, from 0."""
PLACES = "geometry"
ROWS_OF_GROUP = 100_000
"""Rows of one part of the file, which keeps the first and the last date of each."""


def to_parquet(rows: gpd.GeoDataFrame) -> memoryview:
    """Return located rows as a file that gives the very same frame back.

    Rows are sorted by date, so that a reader of some days skips the rest. Raises
    ValueError where the frame has a column or a value that does not come back.
    """
    is_plain = rows.index.equals(pd.RangeIndex(len(rows))) and rows.crs == 4326
    if ROW in rows or not is_plain:
        raise ValueError("the rows have a column or an index that is not kept")
    order = np.argsort(rows["date"].to_numpy(), kind="stable")
    out = io.BytesIO()
    is_sorted = np.array_equal(order, np.arange(len(rows)))
    in_order = rows if is_sorted else rows.iloc[order]
    in_order.assign(**{ROW: order}).to_parquet(
        out,
        index=False,
        compression="zstd",
        schema_version="1.1.0",
        row_group_size=ROWS_OF_GROUP,
    )
    del in_order  # as large as the table
    content = out.getbuffer()
    if not _comes_back(content, rows):
        raise ValueError("the rows do not come back as they are")
    return content


def _comes_back(content: memoryview, rows: gpd.GeoDataFrame) -> bool:
    """Return whether a file gives these rows, with one column in memory at a time."""
    file, names, order = _opened(content)
    return names == list(rows) and all(
        _is_same(pd.Series(_column(file, name, order)), rows[name]) for name in names
    )


def from_parquet(content: memoryview | bytes) -> gpd.GeoDataFrame:
    """Return the rows that :func:`to_parquet` wrote, in the order of their table.

    One column is read after the other: all at once take twice the room of the table.
    """
    file, names, order = _opened(content)
    rows = gpd.GeoDataFrame(
        {name: _column(file, name, order) for name in names},
        geometry=PLACES,
        crs=4326,
    )
    pa.default_memory_pool().release_unused()
    return rows


def _opened(content: memoryview | bytes) -> tuple[pq.ParquetFile, list[str], pa.Array]:
    """Return the file, the columns of the table, and where each row of it stands."""
    file = pq.ParquetFile(pa.BufferReader(content))
    order = np.argsort(file.read(columns=[ROW]).column(ROW).to_numpy())
    names = [name for name in file.schema_arrow.names if name != ROW]
    return file, names, pa.array(order)


def _column(file: pq.ParquetFile, name: str, order: pa.Array) -> pd.Series | np.ndarray:
    column = file.read(columns=[name]).take(order)
    if name == PLACES:
        return shapely.from_wkb(column.column(name).to_numpy())
    return column.replace_schema_metadata(_types_of(file, name)).to_pandas()[name]


def _types_of(file: pq.ParquetFile, name: str) -> dict[str, str]:
    """Return what the file says of the type of one column for pandas.

    What it says of all is read for each column anew: of fifty a third of the time.
    """
    told = json.loads(file.schema_arrow.metadata[b"pandas"])
    own = [each for each in told["columns"] if each["name"] == name]
    return {"pandas": json.dumps({**told, "columns": own})}


def same_rows(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> bool:
    """Return whether two frames are the same: values, types, codes and their order."""
    if list(one) != list(other) or one.crs != other.crs:
        return False
    return all(_is_same(one[name], other[name]) for name in one)


def _is_same(one: pd.Series, other: pd.Series) -> bool:
    if other.name == PLACES:
        # Point by point geopandas takes longer than for all other columns together.
        mine, theirs = (shapely.to_wkb(each.to_numpy()) for each in (one, other))
        return np.array_equal(mine, theirs)
    if one.dtype != other.dtype:
        return False
    if isinstance(other.dtype, pd.CategoricalDtype):
        categories = one.cat.categories
        return categories.equals(other.cat.categories) and one.equals(other)
    return one.equals(other)
