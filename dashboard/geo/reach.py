"""What may have been in a region, by its own radius: all rows at once.

The water that counts for a region is drawn once and kept. Then a row could have been
there if that water lies nearer to its point than its radius reaches.
"""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd
import pyproj
import shapely

from dashboard.geo.locate import AT_SEA, ON_LAND
from dashboard.geo.membership import in_region
from dashboard.geo.nearest import METERS_PER_NM, Outline
from dashboard.geo.region_index import edges_of
from dashboard.geo.regions import TERRITORIAL_NM, Regions

Kept = TypeVar("Kept")
TILE = 2.0
"""Degrees of a tile of coast that is widened on a plane of its own: at its corners
distances are right to 0.03 %, which is 7 m of 12 NM."""
QUARTER = 32
"""Chords in a quarter of a circle: 12 NM are then right to 7 m."""
LEAST_WATER = 1e-12
"""Square degrees, about 1 cm²: less is what rounding leaves along a border inland. Of
300 regions the smallest real water has 1e-9, and the largest such rest 1e-16."""
NEAR_KM = 5.0
"""A row without a radius is near a region up to here."""
BEYOND = "outside"
"""The reason of a row that lies outside the box where the world has no land."""
MOST_KEPT = 64
"""Regions whose water is kept, about 0.2 MB each; the one drawn first goes first."""


def could_have_been(
    located: pd.DataFrame, region_id: str, regions: Regions
) -> pd.Series:
    """Return which rows outside a region may, by their radius, have been there.

    For an incident at sea the water of the region counts: its own, the 12 NM off its
    coast and, for a country, its approximate 200 NM zone. For one on land the region's
    land alone counts, so it never could have been in a sea. Outside the box nothing
    is known of waters, and the land alone counts too. Where the report names a region,
    no other is possible.
    """
    keep = pd.Series(False, index=located.index)
    rows = _with_own_point(located, region_id, regions)
    rows = rows[rows["radius_km"].gt(0)]
    known_water = regions.reaches(region_id)
    at_sea = rows["join_method"].isin(AT_SEA) & known_water
    keep[rows.index[at_sea]] = _reaches_water(rows[at_sea], region_id, regions)
    if regions.is_land(region_id):
        ashore = rows[~at_sea]
        away = regions.distance_to_region(ashore, region_id) * METERS_PER_NM
        keep[ashore.index] = away.le(ashore["radius_km"] * 1000)
        beyond = ashore[away.isna()]
        keep[beyond.index] = _reaches_in_world(beyond, region_id, regions)
    return keep


def without_radius(
    located: pd.DataFrame, region_id: str, regions: Regions
) -> tuple[np.ndarray, np.ndarray]:
    """Return of which rows nothing can be said, as they have no radius.

    They have a point of their own outside the region. The second mask are those of
    them whose point lies within ``NEAR_KM`` of it. Both are boolean, one value a row.
    """
    untested = pd.Series(False, index=located.index)
    close = untested.copy()
    rows = _with_own_point(located, region_id, regions)
    rows = rows[rows["radius_km"].isna()]
    untested[rows.index] = True
    if len(rows) and regions.is_land(region_id):
        away = regions.distance_to_region(rows, region_id) * METERS_PER_NM
        close[rows.index] = away.le(NEAR_KM * 1000)
        beyond = rows[away.isna()].assign(radius_km=NEAR_KM)
        close[beyond.index] = _reaches_in_world(beyond, region_id, regions)
    return untested.to_numpy(), close.to_numpy()


def _with_own_point(
    located: pd.DataFrame, region_id: str, regions: Regions
) -> pd.DataFrame:
    """Return the rows outside a region whose own point says where they were."""
    rows = located[located["join_method"].isin([*AT_SEA, *ON_LAND, BEYOND])]
    return rows[~in_region(rows, region_id, regions)]


def _reaches_in_world(
    rows: pd.DataFrame, region_id: str, regions: Regions
) -> np.ndarray:
    """Return which circles reach a region where the layers of the box give no distance."""
    if regions.world is None or rows.empty:
        return np.zeros(len(rows), dtype=bool)
    x, y, km = rows[["longitude", "latitude", "radius_km"]].to_numpy("float64").T
    return regions.world.reaches(region_id, x, y, km * 1000)


def zones_of(region_id: str, regions: Regions) -> list[shapely.Geometry]:
    """Return the approximate 200 NM zone of a country, nothing for other regions."""
    if regions.kind(region_id) != "country" and regions.country(region_id) != region_id:
        return []
    zones = regions.zones
    if zones.empty:
        return []
    return list(zones.geometry[zones["region_id"].eq(region_id)])


def water_of(region_id: str, regions: Regions) -> shapely.Geometry:
    """Return the water in which an incident counts as possibly in a region, degrees.

    It is drawn once and kept; see ``MOST_KEPT``.
    """
    return _kept(regions.waters, region_id, lambda: _draw_water(region_id, regions))


def draw_ahead(region_id: str, regions: Regions) -> None:
    """Draw what :func:`could_have_been` keeps for a region, before somebody asks.

    Raises KeyError for an unknown region.
    """
    water = water_of(region_id, regions)
    if not water.is_empty:
        _shore(water, region_id, regions)


def _shore(water: shapely.Geometry, region_id: str, regions: Regions) -> Outline:
    """Return the outline of the water of a region; it is drawn once and kept."""
    return _kept(
        regions.shores, region_id, lambda: Outline(*edges_of(np.array([water])))
    )


def _kept(values: dict[str, Kept], region_id: str, make: Callable[[], Kept]) -> Kept:
    """Return what is kept for a region, made now where it is not there."""
    if region_id not in values:
        value = make()
        while len(values) >= MOST_KEPT:
            del values[next(iter(values))]
        values[region_id] = value
    return values[region_id]


def _reaches_water(rows: pd.DataFrame, region_id: str, regions: Regions) -> np.ndarray:
    if rows.empty:
        return np.zeros(0, dtype=bool)
    water = water_of(region_id, regions)
    if water.is_empty:
        return np.zeros(len(rows), dtype=bool)
    longitude, latitude = rows[["longitude", "latitude"]].to_numpy("float64").T
    shapely.prepare(water)
    meters = _shore(water, region_id, regions).nearest(longitude, latitude).meters
    meters[shapely.intersects_xy(water, longitude, latitude)] = 0
    return meters < rows["radius_km"].to_numpy("float64") * 1000


def _draw_water(region_id: str, regions: Regions) -> shapely.Geometry:
    shape = regions.geometry(region_id)
    if not regions.reaches(region_id):
        return shapely.Polygon()
    if regions.is_land(region_id):
        shape = _widened(shape, TERRITORIAL_NM * METERS_PER_NM)
    reach = shapely.union_all([shape, *zones_of(region_id, regions)])
    states = regions.states.geometry.to_numpy()
    land = states[shapely.STRtree(states).query(reach, predicate="intersects")]
    # The states are one mosaic, so they need no union before they are cut away.
    for state in land:
        reach = shapely.difference(reach, state)
    # Beyond the box the layers know no land, so nothing there can be called water.
    reach = shapely.make_valid(shapely.clip_by_rect(reach, *regions.box))
    parts = shapely.get_parts(reach)
    return shapely.union_all(parts[shapely.area(parts) > LEAST_WATER])


def _widened(shape: shapely.Geometry, meters: float) -> shapely.Geometry:
    """Return a shape and all within a distance of it, tile by tile on planes of its own.

    Azimuthal equidistant about the middle of each tile, where distances from the middle
    are exact (Snyder 1987, page 191).
    """
    west, south, east, north = shape.bounds
    tiles = [
        shapely.box(x, y, x + TILE, y + TILE)
        for x in np.arange(west, east, TILE)
        for y in np.arange(south, north, TILE)
    ]
    rim = shapely.boundary(shape)
    shapely.prepare(rim)
    pieces = [
        _widened_piece(shapely.intersection(rim, tile), tile.centroid, meters)
        for tile in tiles
        if rim.intersects(tile)
    ]
    return shapely.union_all([shape, *pieces])


def _widened_piece(
    piece: shapely.Geometry, middle: shapely.Point, meters: float
) -> shapely.Geometry:
    plane = pyproj.Transformer.from_crs(
        4326,
        f"+proj=aeqd +lon_0={middle.x} +lat_0={middle.y} +datum=WGS84",
        always_xy=True,
    )

    def turned(shape: shapely.Geometry, direction: str) -> shapely.Geometry:
        def turn(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            return plane.transform(x, y, direction=direction)

        return shapely.transform(shape, turn, interleaved=False)

    flat = turned(shapely.segmentize(piece, 0.25), "FORWARD")
    wide = shapely.buffer(flat, meters, quad_segs=QUARTER)
    return shapely.make_valid(turned(wide, "INVERSE"))
