"""Read the geometries of a GeoParquet file, by what the file says of them.

It imports no pandas, as :mod:`dashboard.openers.places`, but where geometries are
written in a way that few files use.
"""

import io
import json
from contextlib import suppress
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely


def boxes(shapes: dict[str, Any]) -> set[str]:
    """Return the columns that hold the box of each geometry (GeoParquet 1.1)."""
    found: set[str] = set()
    for about in shapes.values():
        with suppress(KeyError, TypeError, IndexError):
            edges = about["covering"]["bbox"].values()
            found |= {edge[0] for edge in edges if isinstance(edge[0], str)}
    return found


def geometries(
    table: pa.Table, primary: str, geo: dict[str, Any]
) -> tuple[np.ndarray, Any]:
    """Return the geometries and their coordinate system, by the GeoParquet standard.

    A file that names no system is in longitude and latitude (OGC:CRS84).
    """
    column = {**geo["columns"][primary]}
    crs = column.pop("crs", None)
    only = {**geo, "primary_column": primary, "columns": {primary: column}}
    shapes = table.select([primary])
    kind = shapes[primary].type
    if pa.types.is_dictionary(kind):
        bytes_alone = pc.cast(shapes[primary], kind.value_type)
        shapes = shapes.set_column(0, primary, bytes_alone)
    if is_ordinary(only, column):
        found = shapely.from_wkb(np.array(shapes[primary]))
    else:
        found = _by_geopandas(shapes, primary, only)
    return found, crs if crs is not None else "OGC:CRS84"


def is_ordinary(geo: dict[str, Any], column: dict[str, Any]) -> bool:
    """Return whether geopandas would do no more than read the bytes of geometries."""
    named = geo.get("version", geo.get("schema_version"))
    return bool(named) and column.get("encoding") == "WKB" and "covering" not in column


def _by_geopandas(shapes: pa.Table, primary: str, geo: dict[str, Any]) -> np.ndarray:
    """Read geometries that are written in another way, or refuse them."""
    import geopandas as gpd  # a second, which ordinary files do not need

    metadata = {b"geo": json.dumps(geo).encode()}
    stream = io.BytesIO()
    pq.write_table(shapes.replace_schema_metadata(metadata), stream)
    stream.seek(0)
    read: np.ndarray = gpd.read_parquet(stream, use_threads=False)[primary].to_numpy()
    return read
