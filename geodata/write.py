"""Write and read the layers: GeoParquet, the same rows and geometry every time."""

import hashlib
import io
import os
from pathlib import Path

import geopandas as gpd
import shapely

from geodata import LAYERS

BOXED = ("world_states",)
"""Layers with the bounds of each shape in a column, which are read without shapes."""


def write_layer(frame: gpd.GeoDataFrame, name: str, folder: Path = LAYERS) -> Path:
    """Write one layer, rows sorted by their columns, rings in one standard order.

    The same geopandas and pyarrow give the same bytes; other versions give the same
    geometry in other bytes (their names are in the file's metadata).
    """
    tidy = frame.copy()
    tidy["geometry"] = shapely.normalize(tidy.geometry.values)
    keys = [column for column in tidy.columns if column != "geometry"]
    tidy = tidy.sort_values(keys, kind="stable").reset_index(drop=True)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.parquet"
    out = io.BytesIO()
    packed = {"compression": "zstd", "compression_level": 19}
    tidy.to_parquet(out, index=False, write_covering_bbox=name in BOXED, **packed)
    write_whole(path, out.getvalue())
    return path


def read_layer(name: str, folder: Path = LAYERS) -> gpd.GeoDataFrame:
    """Return one layer as written. Raises FileNotFoundError where it is missing."""
    return gpd.read_parquet(folder / f"{name}.parquet")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name, then rename it: it is never there in part."""
    part = path.with_name(f".{path.name}.part")
    try:
        with open(part, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def same_geometry(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> bool:
    """Return whether two frames hold the same rows, vertex by vertex."""
    columns = [column for column in one.columns if column != "geometry"]
    if len(one) != len(other) or not one[columns].equals(other[columns]):
        return False
    return bool(shapely.equals_exact(one.geometry.values, other.geometry.values).all())
