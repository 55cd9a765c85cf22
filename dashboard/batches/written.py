"""Write located rows piece by piece: CSV, or GeoParquet 1.1 with a box for each row."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from dashboard.exports.columns import free_name
from dashboard.table.numbers import to_floats
from dashboard.table.write import csv_bytes, guard, whole_file
from dashboard.text.language import gettext

ENDINGS = {".csv": "CSV", ".parquet": "GeoParquet", ".geoparquet": "GeoParquet"}
"""How the name of a file to write may end, and its format."""
PLACE, BOX = "geometry", "bbox"
EDGES = ("xmin", "ymin", "xmax", "ymax")
Write = Callable[["Rows"], None]


class Rows:
    """Some located rows on their way to a file.

    ``own`` is the table as it came, cells ``str``; ``typed`` the same columns as the
    file has them, where it has types; ``joined`` what locating adds, and ``points``
    the places, None where none is known. All have the same rows in the same order.
    """

    def __init__(
        self,
        own: pd.DataFrame,
        typed: pa.Table | None,
        joined: pd.DataFrame,
        points: np.ndarray,
    ) -> None:
        self.own, self.typed, self.joined, self.points = own, typed, joined, points


def is_csv(out: Path) -> bool:
    """Return whether a file is written as CSV: what its name ends in, if it says."""
    return ENDINGS.get(out.suffix.lower(), "CSV") == "CSV"


@contextmanager
def writing(out: Path, about: Callable[[], dict[str, str]] = dict) -> Iterator[Write]:
    """Give a function that adds rows to a file, which is written whole or not at all.

    The format is what its name ends in, CSV where that says nothing. What ``about``
    gives after the last row is in the metadata of a GeoParquet file. Raises OSError,
    and ValueError where a later piece has other columns than the first.
    """
    begin = _csv if is_csv(out) else _parquet
    with whole_file(out) as file, begin(file, about) as write:
        yield write


def is_guarded(rows: Rows) -> bool:
    """Return whether a CSV of these rows has an apostrophe before some text."""
    texts = [*rows.own.columns, *(cell for name in rows.own for cell in rows.own[name])]
    return any(guard(cell) != cell for cell in texts)


@contextmanager
def _csv(file: BinaryIO, about: Callable[[], dict[str, str]]) -> Iterator[Write]:
    names: list[str] = []

    def write(rows: Rows) -> None:
        table = pd.concat([rows.own, rows.joined], axis=1)
        texts = [_as_text(table[name]) for name in table]
        content = csv_bytes(list(table), zip(*texts, strict=True))
        if names:
            check_same(names, list(table))
            content = content[len(csv_bytes(names, [])) :]
        names[:] = list(table)
        file.write(content)

    yield write


def _as_text(column: pd.Series) -> list[str]:
    if pd.api.types.is_float_dtype(column):
        return ["" if pd.isna(value) else f"{value:.6g}" for value in column]
    return ["" if pd.isna(value) else str(value) for value in column]


@contextmanager
def _parquet(file: BinaryIO, about: Callable[[], dict[str, str]]) -> Iterator[Write]:
    writer: pq.ParquetWriter | None = None
    edges = np.array([np.inf, np.inf, -np.inf, -np.inf])
    place = box = ""

    def write(rows: Rows) -> None:
        nonlocal writer, place, box, edges
        table = _typed(rows)
        if writer is None:
            place = free_name(PLACE, table.column_names)
            box = free_name(BOX, table.column_names)
        bounds = shapely.bounds(rows.points)
        table = table.append_column(place, pa.array(shapely.to_wkb(rows.points)))
        table = table.append_column(box, _boxes(bounds))
        if writer is None:
            # a reader of a whole folder looks here alone, not at what is added below
            at_first = {"geo": json.dumps(_metadata(place, box, edges))}
            schema = table.schema.with_metadata(at_first)
            writer = pq.ParquetWriter(file, schema, compression="zstd")
        check_same(writer.schema.names, table.column_names)
        writer.write_table(table.cast(writer.schema))
        edges[:2] = np.fmin(edges[:2], np.fmin.reduce(bounds[:, :2], initial=np.inf))
        edges[2:] = np.fmax(edges[2:], np.fmax.reduce(bounds[:, 2:], initial=-np.inf))

    try:
        yield write
        if writer is not None:
            geo = {"geo": json.dumps(_metadata(place, box, edges))}
            writer.add_key_value_metadata(geo | about())
    finally:
        if writer is not None:
            writer.close()


def _typed(rows: Rows) -> pa.Table:
    """Return own and joined columns with types, null where nothing is known."""
    columns = {}
    for name in rows.own:
        if rows.typed is not None and name in rows.typed.column_names:
            columns[name] = rows.typed[name]
        else:
            columns[name] = _as_told(rows, name)
    for name, column in rows.joined.items():
        blank = column.isna() | column.eq("")
        columns[name] = pa.array(column.mask(blank, None), _kind(name, column))
    return pa.table(columns)


def _as_told(rows: Rows, name: str) -> pa.Array:
    """Return a column of texts; coordinates of a file's own points are numbers."""
    texts = rows.own[name]
    if rows.typed is not None and name in ("latitude", "longitude"):
        return pa.array(to_floats(texts), pa.float64(), from_pandas=True)
    return pa.array(texts)


def _kind(name: str, column: pd.Series) -> pa.DataType:
    """Return the type of a joined column, also where a piece has nothing in it."""
    if name in ("state_sure", "zone_agree"):
        return pa.bool_()
    return pa.float64() if name.endswith("_nm") else pa.string()


def _boxes(bounds: np.ndarray) -> pa.Array:
    """Return the box of each row, as GeoParquet 1.1 has it; null without a place."""
    none = np.isnan(bounds[:, 0])
    parts = [pa.array(bounds[:, at]) for at in range(len(EDGES))]
    return pa.StructArray.from_arrays(parts, EDGES, mask=pa.array(none))


def _metadata(place: str, box: str, edges: np.ndarray) -> dict:
    """Return the member ``geo`` of the file, as geopandas writes it for such points."""
    one = gpd.GeoDataFrame({place: [shapely.Point(0, 0)]}, geometry=place, crs=4326)
    out = io.BytesIO()
    one.to_parquet(out, schema_version="1.1.0", write_covering_bbox=False)
    geo = json.loads(pq.read_schema(io.BytesIO(out.getvalue())).metadata[b"geo"])
    about = geo["columns"][place]
    about["covering"] = {"bbox": {edge: [box, edge] for edge in EDGES}}
    if np.isfinite(edges).all():
        about["bbox"] = edges.tolist()
    else:
        about.pop("bbox", None)
        about["geometry_types"] = []
    return geo


def check_same(first: list[str], names: list[str]) -> None:
    """Raise ValueError where a later piece has other columns than the first."""
    if first != names:
        other = ", ".join(sorted({*first} ^ {*names})) or gettext("their order")
        raise ValueError(
            gettext("rows further down have other columns: {other}", other=other)
        )
