"""The rows of a located table as GeoParquet: by date, codes as a dictionary."""

import io
import json
from collections.abc import Callable
from contextlib import closing

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from dashboard.table.on_disk import column_to_disk, leave_memory, leave_texts

ROW = "row_in_table"
"""The column that a kept file has more: where a row stands in its table, from 0."""
PLACES = "geometry"
ROWS_OF_GROUP = 100_000
"""Rows of one part of the file, which keeps the first and the last date of each."""


Wait = Callable[[], None]


def at_once() -> None:
    """Wait for nothing."""


def to_parquet(rows: gpd.GeoDataFrame, wait: Wait = at_once) -> memoryview:
    """Return located rows as a file that gives the very same frame back.

    Rows are sorted by date, so that a reader of some days skips the rest. ``wait`` is
    called before each group of rows, when none is held. Raises ValueError where the
    frame has a column or a value that does not come back.
    """
    is_plain = rows.index.equals(pd.RangeIndex(len(rows))) and rows.crs == 4326
    if ROW in rows or not is_plain:
        raise ValueError("the rows have a column or an index that is not kept")
    order = np.argsort(rows["date"].to_numpy(), kind="stable")
    out = io.BytesIO()
    with closing(_Writer(out, rows)) as writer:
        for first in range(0, max(len(rows), 1), ROWS_OF_GROUP):
            wait()
            writer.add(order[first : first + ROWS_OF_GROUP])
            leave_memory()
    content = out.getbuffer()
    if not _comes_back(content, rows, wait):
        raise ValueError("the rows do not come back as they are")
    return content


class _Writer:
    """Writes rows of a frame group by group: all in another order would be a copy."""

    def __init__(self, out: io.BytesIO, rows: gpd.GeoDataFrame) -> None:
        self._rows, self._geo = rows, _about_places(rows)
        schema = self._group(np.arange(0)).schema
        self._file = pq.ParquetWriter(out, schema, compression="zstd")

    def add(self, at: np.ndarray) -> None:
        """Write the rows at these positions as the next group."""
        self._file.write_table(self._group(at).cast(self._file.schema))

    def close(self) -> None:
        self._file.close()

    def _group(self, at: np.ndarray) -> pa.Table:
        some = self._rows.iloc[at]
        plain = pd.DataFrame(some.drop(columns=PLACES)).assign(**{ROW: at})
        for name in plain.select_dtypes("str"):
            _ = pa.array(plain[name])  # taken now, and not one beside all the others
            leave_texts()
        table = pa.Table.from_pandas(plain, preserve_index=False)
        places = pa.array(shapely.to_wkb(some[PLACES].to_numpy()), pa.binary())
        table = table.add_column(list(self._rows).index(PLACES), PLACES, places)
        return table.replace_schema_metadata(
            {**table.schema.metadata, b"geo": self._geo}
        )


def _about_places(rows: gpd.GeoDataFrame) -> bytes:
    """Return the member ``geo`` of the file, as geopandas writes it for all rows."""
    out = io.BytesIO()
    rows.iloc[:1][[PLACES]].to_parquet(out, index=False, schema_version="1.1.0")
    geo = json.loads(pq.read_schema(out).metadata[b"geo"])
    about, bounds = geo["columns"][PLACES], rows.total_bounds
    about["geometry_types"] = ["Point"] if rows[PLACES].notna().any() else []
    about.pop("bbox", None)
    if np.isfinite(bounds).all():
        about["bbox"] = bounds.tolist()
    return json.dumps(geo).encode()


def _comes_back(
    content: memoryview, rows: gpd.GeoDataFrame, wait: Wait = at_once
) -> bool:
    """Return whether a file gives these rows, with one group in memory at a time."""
    file, names, order = _opened(content)
    if names != list(rows) or len(order) != len(rows):
        return False
    for group in range(file.num_row_groups):
        wait()
        if not _group_is_same(file.read_row_group(group), names, rows):
            return False
        leave_memory()
    return True


def _group_is_same(found: pa.Table, names: list[str], rows: gpd.GeoDataFrame) -> bool:
    at = found.column(ROW).to_numpy()
    for name in names:
        some = rows[name].iloc[at].reset_index(drop=True)
        if not _is_same(_as_column(found, name), some):
            return False
        leave_texts()
    return True


def from_parquet(content: memoryview | bytes) -> gpd.GeoDataFrame:
    """Return the rows that :func:`to_parquet` wrote, in the order of their table.

    One column is read after the other: all at once take twice the room of the table.
    """
    file, names, order = _opened(content)
    columns = {}
    for name in names:
        column = file.read(columns=[name]).take(order)
        columns[name] = column_to_disk(_as_column(column, name))
    del column
    rows = gpd.GeoDataFrame(columns, geometry=PLACES, crs=4326)
    pa.default_memory_pool().release_unused()
    return rows


def _opened(content: memoryview | bytes) -> tuple[pq.ParquetFile, list[str], pa.Array]:
    """Return the file, the columns of the table, and where each row of it stands."""
    file = pq.ParquetFile(pa.BufferReader(content))
    order = np.argsort(file.read(columns=[ROW]).column(ROW).to_numpy())
    names = [name for name in file.schema_arrow.names if name != ROW]
    return file, names, pa.array(order)


def _as_column(table: pa.Table, name: str) -> pd.Series:
    if name == PLACES:
        places = shapely.from_wkb(table.column(name).to_numpy())
        return pd.Series(places, dtype=object, name=name)
    own = table.select([name]).replace_schema_metadata(_types_of(table, name))
    return own.to_pandas()[name]


def _types_of(table: pa.Table, name: str) -> dict[str, str]:
    """Return what the file says of the type of one column for pandas.

    What it says of all is read for each column anew: of fifty a third of the time.
    """
    told = json.loads(table.schema.metadata[b"pandas"])
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
