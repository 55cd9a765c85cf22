"""The layers of the whole world, for windows and marks that our own do not reach."""

import geopandas as gpd
import numpy as np

from dashboard.geo.layer_files import read_layer
from dashboard.geo.regions import LAYERS


def world_land() -> np.ndarray:
    """Return the land of the world, coarse, for the inset and beyond the layers."""
    layer = _read("world_land")
    return np.array([]) if layer is None else layer.geometry.to_numpy()


def world_regions(states: bool) -> gpd.GeoDataFrame | None:
    """Return the states of the world, or its countries; None where they are missing.

    Columns as in the layers of the box: ``region_id``, ``name``, ``country_id``.
    """
    layer = _read("world_states" if states else "world_countries")
    if layer is None or states:
        return layer
    return layer.assign(country_id=layer["region_id"])


def _read(name: str) -> gpd.GeoDataFrame | None:
    """Return a layer; RegionsError, which says what to do, where it is broken."""
    path = LAYERS / f"{name}.parquet"
    return read_layer(LAYERS, name) if path.exists() else None
