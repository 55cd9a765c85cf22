"""Land, coasts and borders that the base map draws: of the box, of the world beyond."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from geodata.shapes import BOX

COAST, BORDERS = 0.012, 0.022
"""Degrees: a corner goes where its triangle is smaller than the square of this
(Visvalingam). Ends of lines stay, so a coarse border still meets a fine coast."""


class Lines(NamedTuple):
    """Land as polygons; borders of countries, and of states within them, as lines."""

    land: shapely.Geometry
    countries: shapely.Geometry
    states: shapely.Geometry


def lines_of(frame: gpd.GeoDataFrame) -> Lines:
    """Return the land and borders of a coverage, as exact as it is.

    ``frame`` has ``country_id`` and geometry; borders along a coast are left out.
    """
    return _lines(frame.geometry.values, frame["country_id"].to_numpy())


def near_lines(states: gpd.GeoDataFrame) -> Lines:
    """Return the land and borders of the box, simplified.

    The water takes part: a coast that reaches the edge of the box still does.
    """
    shapes, owners = states.geometry.values, states["country_id"].to_numpy()
    sea = BOX.difference(shapely.coverage_union_all(shapes))
    every = np.append(shapes, sea)
    fine = shapely.coverage_simplify(every, COAST)[:-1]
    coarse = shapely.coverage_simplify(every, BORDERS)[:-1]
    between = _lines(coarse, owners)
    return between._replace(land=shapely.coverage_union_all(fine))


def join_lines(near: Lines, far: Lines, decimals: int) -> Lines:
    """Return the lines of the whole world: none follows the edge of the box."""
    return Lines(
        shapely.union_all([near.land, far.land], grid_size=10.0**-decimals),
        merge_lines([near.countries, far.countries]),
        merge_lines([near.states, far.states]),
    )


def merge_lines(lines) -> shapely.MultiLineString:
    """Return the lines joined end to end, in an order that does not change."""
    parts = shapely.get_parts(shapely.get_parts(lines))
    kept = [line for line in parts if line.geom_type == "LineString"]
    return shapely.normalize(shapely.line_merge(shapely.multilinestrings(kept)))


def _lines(shapes: np.ndarray, owners: np.ndarray) -> Lines:
    nations = [
        shapely.coverage_union_all(shapes[owners == owner])
        for owner in sorted(set(owners))
    ]
    land = shapely.coverage_union_all(shapes)
    shore = shapely.boundary(land)
    between = shapely.union_all(shapely.boundary(nations)).difference(shore)
    inside = shapely.union_all(shapely.boundary(shapes)).difference(shore)
    return Lines(
        land, merge_lines([between]), merge_lines([inside.difference(between)])
    )
