"""Where the region layers lie, and how one is read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard.resources import how_to_mend, resource, short_path

LAYERS = resource("geodata/layers")


class RegionsError(Exception):
    """Raised where a layer is missing without which nothing can be located."""


def read_layer(folder: Path, layer: str) -> gpd.GeoDataFrame:
    """Return one layer. Raises RegionsError with the file and the command that mends."""
    return _read(folder, layer, gpd.read_parquet, columns=None)


def read_facts(folder: Path, layer: str, columns: list[str]) -> pd.DataFrame:
    """Return columns of a layer without its shapes, which is far quicker."""
    return _read(folder, layer, pd.read_parquet, columns=columns)


def read_bounds(folder: Path, layer: str) -> pd.DataFrame:
    """Return region_id, xmin, ymin, xmax and ymax of each shape of a layer."""
    facts = read_facts(folder, layer, ["region_id", "bbox"])
    bounds = pd.DataFrame(
        facts["bbox"].tolist(), columns=["xmin", "ymin", "xmax", "ymax"]
    )
    return bounds.assign(region_id=facts["region_id"])


def read_some(folder: Path, layer: str, region_ids: list[str]) -> gpd.GeoDataFrame:
    """Return the regions of a layer that have one of the ids."""
    wanted = [("region_id", "in", region_ids)]
    return _read(folder, layer, partial(gpd.read_parquet, filters=wanted), columns=None)


def missing_words(folder: Path, layer: str) -> str:
    """Return a sentence where the file of a layer is not there, else nothing."""
    path = folder / f"{layer}.parquet"
    return "" if path.exists() else f"{short_path(path)} is missing: {_cure()}"


def _cure() -> str:
    return (
        f"{how_to_mend()}, or make it from its sources with `python -m geodata.build`"
    )


def _read(folder: Path, layer: str, read, columns: list[str] | None):  # type: ignore[no-untyped-def]
    if missing := missing_words(folder, layer):
        raise RegionsError(missing)
    path = folder / f"{layer}.parquet"
    try:
        return read(path, columns=columns)
    except (OSError, ValueError, KeyError) as error:
        raise RegionsError(
            f"{short_path(path)} cannot be read ({error}): {_cure()}"
        ) from error
