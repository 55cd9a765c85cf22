"""Geometry that every layer shares: the box, the grid, discs and areas."""

import math

import geopandas as gpd
import numpy as np
import shapely

WEST, SOUTH, EAST, NORTH = -120, -10, -50, 33
BOX = shapely.box(WEST, SOUTH, EAST, NORTH)
GRID = 1e-5
"""Degrees: the fifth decimal, as in the sources, about one metre."""

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG), for spherical distances."""

KM_PER_NM = 1.852
EQUAL_AREA = "ESRI:54034"


def keep_polygons(geometry):
    """Return the polygons of one geometry as one valid (multi)polygon, maybe empty."""
    parts = shapely.get_parts(shapely.make_valid(geometry))
    inner = shapely.get_parts(parts)
    return shapely.union_all(inner[shapely.area(inner) > 0])


def clip_to_box(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the features that reach into the box, cut at its edges."""
    near = frame[shapely.intersects(frame.geometry.values, BOX)].copy()
    cut = shapely.intersection(shapely.make_valid(near.geometry.values), BOX)
    near["geometry"] = [keep_polygons(shape) for shape in cut]
    return near[~near.geometry.is_empty].reset_index(drop=True)


def circles(points: np.ndarray, radius_km, corners: int = 48) -> np.ndarray:
    """Return a circle of equal great-circle distance round each (lon, lat) point.

    The corners lie on the circle, the sides inside it: by ``1 - cos(pi / corners)`` of
    the radius at most, 0.2 % with 48 corners. Formula: direct problem on the sphere.
    """
    reach = (
        np.broadcast_to(np.asarray(radius_km, float), len(points))[:, None] / EARTH_KM
    )
    azimuth = np.linspace(0, 2 * math.pi, corners, endpoint=False)
    lon, lat = np.radians(points[:, :1]), np.radians(points[:, 1:])
    sin_lat = np.sin(lat) * np.cos(reach) + np.cos(lat) * np.sin(reach) * np.cos(
        azimuth
    )
    east = np.sin(azimuth) * np.sin(reach) * np.cos(lat)
    turn = np.arctan2(east, np.cos(reach) - np.sin(lat) * sin_lat)
    ring = np.stack([np.degrees(lon + turn), np.degrees(np.arcsin(sin_lat))], axis=-1)
    return shapely.polygons(ring)


def area_km2(frame: gpd.GeoDataFrame):
    """Return the area of each feature in km² (cylindrical equal area, WGS84)."""
    return frame.geometry.to_crs(EQUAL_AREA).area / 1e6
