"""Which way open water lies from a place on a coast."""

import numpy as np
import shapely
from pyproj import Geod

from dashboard.geo.place_search import Hit
from dashboard.geo.regions import Regions

WGS84 = Geod(ellps="WGS84")
STEP = 2
"""Degrees between two bearings that are tried."""
ASHORE_M = (2_000.0, 4_000.0, 8_000.0, 16_000.0, 32_000.0)
"""Land up to here counts as that of the place itself: a port, a town up a bay."""
NARROW = 20.0
"""Degrees of an opening that a place looks out of; through a narrower one it is not."""
EDGE = 0.01
"""Degrees by which the window on the seas is wider than the points asked for."""
PIECES = 60


def sea_bearings(place: Hit, meters: float, regions: Regions) -> np.ndarray:
    """Return the bearings, in degrees and in turn, along which a place looks out to sea.

    They are those of the widest opening: from the shore to ``meters`` no land lies on
    the way. The shore is the first of ``ASHORE_M`` (at most half way) from which an
    opening is wider than ``NARROW``. Bearings of an opening across north go on beyond
    360; an array of none where there is no open water.
    """
    found = np.array([])
    for shore in ASHORE_M:
        found = _opening(place, min(shore, meters / 2), meters, regions)
        if len(found) * STEP > NARROW:
            break
    return found


def _opening(place: Hit, start: float, meters: float, regions: Regions) -> np.ndarray:
    bearings = np.arange(0, 360, STEP, dtype=float)
    away = np.linspace(start, meters, PIECES)
    all_bearings, all_meters = (each.ravel() for each in np.meshgrid(bearings, away))
    at = (
        np.full(len(all_meters), place.longitude),
        np.full(len(all_meters), place.latitude),
    )
    lon, lat, _ = WGS84.fwd(*at, all_bearings, all_meters)
    dry = on_land(np.asarray(lon), np.asarray(lat), regions)
    is_open = np.all(~dry.reshape(PIECES, len(bearings)), axis=0)
    return _widest(bearings, is_open)


def ring_bearings(place: Hit, meters: float, regions: Regions) -> np.ndarray:
    """Return the bearings at which the place's own ocean lies at a distance.

    They span, in turn, the least arc that holds all water at that distance in the
    basin nearest to the place: a strike "126 NM off Golfito" may be behind a cape, and
    is not in the Caribbean. An array of none where there is no such water.
    """
    bearings = np.arange(0, 360, STEP, dtype=float)
    at = np.full(len(bearings), place.longitude), np.full(len(bearings), place.latitude)
    lon, lat, _ = WGS84.fwd(*at, bearings, np.full(len(bearings), meters))
    basins = regions.basins.geometry.values
    if not len(basins):
        return bearings[:0]
    spot = shapely.Point(place.longitude, place.latitude)
    own = basins[int(np.argmin(shapely.distance(basins, spot)))]
    wet = shapely.intersects_xy(own, np.asarray(lon), np.asarray(lat))
    return _without_widest_gap(bearings, wet)


def _without_widest_gap(bearings: np.ndarray, wet: np.ndarray) -> np.ndarray:
    if wet.all() or not wet.any():
        return bearings[wet]
    gap = _widest(bearings, ~wet)
    start, end = gap[-1] + STEP, gap[0] + 360 - STEP
    return np.arange(start, end + STEP / 2, STEP)


def on_land(lon: np.ndarray, lat: np.ndarray, regions: Regions) -> np.ndarray:
    """Return which points lie in no sea; where the layers end there is none either."""
    low, high = (lon.min(), lat.min()), (lon.max(), lat.max())
    area = shapely.box(low[0] - EDGE, low[1] - EDGE, high[0] + EDGE, high[1] + EDGE)
    seas = regions.seas.geometry.values
    wet = np.zeros(len(lon), bool)
    for sea in shapely.intersection(seas[shapely.intersects(seas, area)], area):
        shapely.prepare(sea)
        wet |= shapely.intersects_xy(sea, lon, lat)
    return ~wet


def _widest(bearings: np.ndarray, is_open: np.ndarray) -> np.ndarray:
    if is_open.all():
        return bearings
    if not is_open.any():
        return bearings[:0]
    first_shut = int(np.flatnonzero(~is_open)[0])
    turned = np.roll(is_open, -first_shut)
    angles = np.concatenate([bearings[first_shut:], bearings[:first_shut] + 360])
    edges = np.flatnonzero(np.diff(np.concatenate([[False], turned, [False]])))
    runs = edges.reshape(-1, 2)
    start, end = max(runs, key=lambda run: run[1] - run[0])
    return angles[start:end]
