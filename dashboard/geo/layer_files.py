"""Where the region layers lie, and how one is read: once, until its file changes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard.resources import how_to_mend, resource, short_path

LAYERS = resource("geodata/layers")
KEPT = 16
"""Layers and parts of layers in memory: every table that is opened asks for the same."""


class RegionsError(Exception):
    """Raised where a layer is missing without which nothing can be located."""


def read_layer(folder: Path, layer: str) -> gpd.GeoDataFrame:
    """Return one layer. Raises RegionsError with the file and the command that mends."""
    return _read(folder, layer, gpd.read_parquet)


def read_facts(folder: Path, layer: str, columns: list[str]) -> pd.DataFrame:
    """Return columns of a layer without its shapes, which is far quicker."""
    return _read(folder, layer, pd.read_parquet, columns=tuple(columns))


def read_bounds(folder: Path, layer: str) -> pd.DataFrame:
    """Return region_id, xmin, ymin, xmax and ymax of each shape of a layer."""
    facts = read_facts(folder, layer, ["region_id", "bbox"])
    bounds = pd.DataFrame(
        facts["bbox"].tolist(), columns=["xmin", "ymin", "xmax", "ymax"]
    )
    return bounds.assign(region_id=facts["region_id"])


def read_some(folder: Path, layer: str, region_ids: list[str]) -> gpd.GeoDataFrame:
    """Return the regions of a layer that have one of the ids."""
    return _read(folder, layer, gpd.read_parquet, region_ids=tuple(region_ids))


def missing_words(folder: Path, layer: str) -> str:
    """Return a sentence where the file of a layer is not there, else nothing."""
    path = folder / f"{layer}.parquet"
    return "" if path.exists() else f"{short_path(path)} is missing: {_cure()}"


def _cure() -> str:
    return (
        f"{how_to_mend()}, or make it from its sources with `python -m geodata.build`"
    )


def _read(folder: Path, layer: str, read, **part: tuple[str, ...]):  # type: ignore[no-untyped-def]
    """Return a frame of the caller's own: what it changes in it stays with it."""
    if missing := missing_words(folder, layer):
        raise RegionsError(missing)
    path = folder / f"{layer}.parquet"
    try:
        file = path.stat()
        stamp = file.st_mtime_ns, file.st_size
        return _kept(path, stamp, read, **part).copy(deep=False)
    except (OSError, ValueError, KeyError) as error:
        raise RegionsError(
            f"{short_path(path)} cannot be read ({error}): {_cure()}"
        ) from error


@lru_cache(maxsize=KEPT)
def _kept(  # type: ignore[no-untyped-def]
    path: Path,
    stamp: tuple[int, int],
    read,
    columns: tuple[str, ...] | None = None,
    region_ids: tuple[str, ...] | None = None,
):
    wanted = region_ids and [("region_id", "in", region_ids)]
    return read(path, columns=columns and list(columns), filters=wanted)
