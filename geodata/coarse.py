"""The world beyond the box, simplified for the base map.

It is states in the Americas, so nobody who pans from the box meets a state line that
ends on land: they go on to the coasts of both continents. On the other side of an ocean
the borders of countries are enough.

Source: the layers ``world_states`` and ``world_countries``. They are simplified as
coverages, so neighbors keep the same line. Around the box the water takes part: where
a coast or a border crosses the edge of the box is then a corner of three shapes, which
stays where it is, and the finer lines of the box go on from there.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import mosaic
from geodata.shapes import BOX, keep_polygons

AMERICAS, FAR = 0.035, 0.12
"""Degrees: a corner goes where its triangle is smaller than the square of this
(Visvalingam). An islet of the far world that is smaller than that goes as well."""

WEST, EAST, SOUTH = -172, -30, -60
"""Degrees between which a state is one of the Americas."""

APART = ("GL", "RU")
"""Between them too, but across the Arctic: Greenland and the east end of Russia."""

NEIGHBORHOOD = BOX.buffer(1, join_style="mitre").difference(BOX)


def build_coarse(
    states: gpd.GeoDataFrame, countries: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return the land beyond the box: ``region_id, name, country_id, geometry``.

    A row is a state of the Americas, or all other states of a country as one.
    """
    shapes = shapely.normalize(states.geometry.values)  # one start for every ring
    states = states.assign(geometry=shapes).sort_values("region_id", ignore_index=True)
    ours = _is_american(states)
    america = _beyond_the_box(states[ours])
    shapes = america.geometry.values
    near = shapes[shapely.intersects(shapes, NEIGHBORHOOD)]
    land = shapely.union_all(shapely.intersection(near, NEIGHBORHOOD))
    every = np.append(shapes, NEIGHBORHOOD.difference(land))
    america["geometry"] = shapely.coverage_simplify(every, AMERICAS)[:-1]
    rest = mosaic.dissolve(states[~ours], "country_id")
    simple = shapely.coverage_simplify(rest.geometry.values, FAR)
    rest["geometry"] = [_without_islets(shape) for shape in simple]
    names = dict(zip(countries["region_id"], countries["name"], strict=True))
    rest["name"] = rest["region_id"].map(names)
    rest["country_id"] = rest["region_id"]
    columns = ["region_id", "name", "country_id", "geometry"]
    whole = pd.concat([america[columns], rest[columns]], ignore_index=True)
    return whole[~whole.geometry.is_empty].reset_index(drop=True)


def _is_american(states: gpd.GeoDataFrame) -> np.ndarray:
    inner = shapely.point_on_surface(states.geometry.values)
    x, y = shapely.get_x(inner), shapely.get_y(inner)
    apart = states["country_id"].isin(APART).to_numpy()
    return (x > WEST) & (x < EAST) & (y > SOUTH) & ~apart


def _beyond_the_box(states: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    states = states[~states.within(BOX).to_numpy()].reset_index(drop=True)
    cut = states.geometry.values.copy()
    over = shapely.intersects(cut, BOX)
    cut[over] = [keep_polygons(shape) for shape in shapely.difference(cut[over], BOX)]
    states["geometry"] = cut
    return states[~states.geometry.is_empty].reset_index(drop=True)


def _without_islets(shape) -> shapely.MultiPolygon:
    parts = shapely.get_parts(shape)
    return shapely.multipolygons(parts[shapely.area(parts) > FAR**2])
