"""Land of the rest of the world, coarse, for the margins of the map.

Source: npm package world-atlas 2.0.2, ``land-110m.json`` (Natural Earth 4.1, 1:110
million, public domain). Nothing is ever joined to it.
"""

import geopandas as gpd
import shapely

from geodata.shapes import BOX, keep_polygons
from geodata.topology import read_topology

WINDOW = shapely.box(-190, -60, 190, 84)
"""Antarctica is left out: its ring runs along the edge of the map."""

EDGE = 0.01
"""Degrees by which this land overlaps the box: a seam would show as a hairline."""


def build_world(path) -> gpd.GeoDataFrame:
    """Return the land outside the box as one feature: ``region_id, name, geometry``."""
    land = shapely.union_all(read_topology(path, "land").geometry.values)
    seen = land.intersection(WINDOW)
    outside = seen.difference(BOX.buffer(-EDGE, join_style="mitre"))
    shape = keep_polygons(shapely.set_precision(outside, 0.01))
    facts = {"region_id": ["world-land"], "name": ["Land outside the box"]}
    return gpd.GeoDataFrame(facts, geometry=[shape], crs=4326)
