"""The rows of a located table as GeoParquet: by date, codes as a dictionary."""

import io

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
    if ROW in rows or not rows.index.equals(pd.RangeIndex(len(rows))):
        raise ValueError("the rows have a column or an index that is not kept")
    order = np.argsort(rows["date"].to_numpy(), kind="stable")
    out = io.BytesIO()
    rows.iloc[order].assign(**{ROW: order}).to_parquet(
        out,
        index=False,
        compression="zstd",
        schema_version="1.1.0",
        row_group_size=ROWS_OF_GROUP,
    )
    content = out.getbuffer()
    if not same_rows(from_parquet(content), rows):
        raise ValueError("the rows do not come back as they are")
    return content


def from_parquet(content: memoryview | bytes) -> gpd.GeoDataFrame:
    """Return the rows that :func:`to_parquet` wrote, in the order of their table.

    One column is read after the other: all at once take twice the room of the table.
    """
    file = pq.ParquetFile(pa.BufferReader(content))
    order = np.argsort(file.read(columns=[ROW]).column(ROW).to_numpy())
    names = [name for name in file.schema_arrow.names if name != ROW]
    rows = gpd.GeoDataFrame(
        {name: _column(file, name, pa.array(order)) for name in names},
        geometry=PLACES,
        crs=4326,
    )
    pa.default_memory_pool().release_unused()
    return rows


def _column(file: pq.ParquetFile, name: str, order: pa.Array) -> pd.Series | np.ndarray:
    column = file.read(columns=[name]).take(order)
    if name == PLACES:
        return shapely.from_wkb(column.column(name).to_numpy())
    return column.to_pandas()[name]


def same_rows(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> bool:
    """Return whether two frames are the same: values, types, codes and their order."""
    if list(one) != list(other) or one.crs != other.crs:
        return False
    # Point by point geopandas takes longer than all other columns together.
    places = (shapely.to_wkb(each[PLACES].to_numpy()) for each in (one, other))
    if not np.array_equal(*places):
        return False
    rest = (pd.DataFrame(each).drop(columns=PLACES) for each in (one, other))
    if not next(rest).equals(next(rest)):
        return False
    coded = [name for name in one if isinstance(one[name].dtype, pd.CategoricalDtype)]
    return all(
        one[name].cat.categories.equals(other[name].cat.categories) for name in coded
    )
