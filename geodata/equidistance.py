"""Whose coast is nearest: the sea divided among coasts by distance, on the sphere.

Coast points every 2 km make a Voronoi diagram on the sphere. The median line runs where
the cells of two countries meet; each of its points is equally far from both (UNCLOS
Art. 15, without treaties, baselines or special circumstances).
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import ConvexHull, cKDTree

from geodata.shapes import BOX, EARTH_KM

MARGIN = shapely.box(-126, -16, -44, 39)
"""The box and a rim wider than 200 NM. Coasts in the rim count in full detail."""

DEGREE_KM = 111.2
STEP_KM, THIN_KM, FAR_KM = 2.0, 1.5, 60.0
COUNTRIES_ON_THE_RIM = {"840": "US", "484": "MX", "076": "BR", "604": "PE"}
"""ISO 3166-1 numbers of the countries in the box whose coast goes on outside it."""


def find_coast(countries: gpd.GeoDataFrame, world: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return coast points of the world: ``lon, lat, region_id`` (blank: not ours).

    ``countries`` are ours, in the box; ``world`` is Natural Earth 10 m admin-0
    (columns ``id`` with ISO numbers, geometry), used outside the box only.
    """
    rim = world[world.intersects(MARGIN)].copy()
    rim["geometry"] = rim.intersection(MARGIN.difference(BOX))
    rim["region_id"] = rim["id"].map(COUNTRIES_ON_THE_RIM).fillna("")
    near = pd.concat(
        [countries[["region_id", "geometry"]], rim[["region_id", "geometry"]]]
    )
    near = near[~near.geometry.is_empty]
    points = _points_along(near.geometry.values, near["region_id"].to_numpy())
    land = shapely.union_all(shapely.buffer(near.geometry.values, 0.002))
    shore = shapely.boundary(land.intersection(MARGIN)).difference(
        MARGIN.exterior.buffer(0.05)
    )
    shapely.prepare(shore)
    at_sea = shapely.dwithin(
        shapely.points(points[["lon", "lat"]].to_numpy()), shore, 0.01
    )
    near_points = _part_twins(thin(points[at_sea], THIN_KM))
    far = _points_along(shapely.simplify(world.geometry.values, 0.3), "")
    inside = shapely.contains_xy(MARGIN, far["lon"], far["lat"])
    return pd.concat([near_points, thin(far[~inside], FAR_KM)], ignore_index=True)


def _points_along(shapes, owners) -> pd.DataFrame:
    lines = shapely.segmentize(shapely.boundary(shapes), STEP_KM / DEGREE_KM)
    xy, row = shapely.get_coordinates(lines, return_index=True)
    owner = np.broadcast_to(owners, len(shapes))[row]
    return pd.DataFrame({"lon": xy[:, 0], "lat": xy[:, 1], "region_id": owner})


def thin(points: pd.DataFrame, km: float) -> pd.DataFrame:
    """Keep one point per owner and square of about ``km``."""
    square = (points[["lon", "lat"]] * (DEGREE_KM / km)).round().astype(int)
    return points[~square.assign(owner=points["region_id"]).duplicated()]


def _part_twins(points: pd.DataFrame, reach_km: float = 15) -> pd.DataFrame:
    """Move a point that two countries share a little along each one's own coast.

    A land border ends at sea in one point of both coasts. Off a cape (Gracias a Dios)
    that point is the nearest for a whole sector, which would all go to the country that
    comes first. Each country's copy is moved by 1 % towards the mean of its own coast
    within ``reach_km``. So each gets half of the sector.
    """
    points = points.reset_index(drop=True)
    vectors = to_sphere(points[["lon", "lat"]].to_numpy())
    tree = cKDTree(vectors)
    shared = np.unique(tree.query_pairs(1e-6, output_type="ndarray"))
    around = tree.query_ball_point(vectors[shared], reach_km / EARTH_KM)
    owners = points["region_id"].to_numpy()
    for row, neighbours in zip(shared, around, strict=True):
        own = [near for near in sorted(neighbours) if owners[near] == owners[row]]
        vectors[row] += 0.01 * (vectors[own].mean(axis=0) - vectors[row])
    points.loc[shared, ["lon", "lat"]] = from_sphere(vectors[shared])
    return points


def to_sphere(points: np.ndarray) -> np.ndarray:
    """Return unit vectors for (lon, lat) in degrees."""
    lon, lat = np.radians(points).T
    return np.c_[np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]


def from_sphere(vectors: np.ndarray) -> np.ndarray:
    """Return (lon, lat) in degrees for vectors of any length but zero."""
    x, y, z = vectors.T
    return np.degrees(np.c_[np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))])


def find_medians(coast: pd.DataFrame) -> np.ndarray:
    """Return the lines in the box that are equally far from coasts of two owners.

    The convex hull of points on a sphere is their Delaunay triangulation, and the
    outward normals of its faces are the corners of the Voronoi cells: an edge between
    points of two owners is crossed by a piece of median line.
    """
    hull = ConvexHull(to_sphere(coast[["lon", "lat"]].to_numpy()))
    corners, owners = hull.equations[:, :3], coast["region_id"].to_numpy()
    here = np.repeat(np.arange(len(corners)), 3)
    there = hull.neighbors.ravel()
    ends = hull.simplices[:, [[1, 2], [2, 0], [0, 1]]].reshape(-1, 2)
    border = (here < there) & (owners[ends[:, 0]] != owners[ends[:, 1]])
    pieces = [
        _great_circle(corners[a], corners[b])
        for a, b in zip(here[border], there[border], strict=True)
    ]
    lines = [shapely.LineString(piece) for piece in pieces if np.ptp(piece[:, 0]) < 180]
    merged = shapely.line_merge(shapely.union_all(shapely.intersection(lines, MARGIN)))
    return shapely.simplify(shapely.get_parts(merged), 0.002)


def _great_circle(
    start: np.ndarray, end: np.ndarray, step_km: float = 25
) -> np.ndarray:
    """Return the shortest way between two unit vectors as (lon, lat) in degrees."""
    angle = np.arccos(np.clip(start @ end, -1, 1))
    pieces = int(angle * EARTH_KM // step_km) + 1
    share = np.linspace(0, 1, pieces + 1)[:, None]
    return from_sphere((1 - share) * start + share * end)


def find_nearest_owner(coast: pd.DataFrame, points: np.ndarray) -> np.ndarray:
    """Return whose coast is nearest to each (lon, lat) point, blank where not ours."""
    tree = cKDTree(to_sphere(coast[["lon", "lat"]].to_numpy()))
    _, row = tree.query(to_sphere(points))
    return coast["region_id"].to_numpy()[row]
