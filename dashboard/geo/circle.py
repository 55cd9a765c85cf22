"""The one geodesic circle: what lies within a radius of a point, on WGS84.

Drawn in degrees, a circle over the date line is two pieces, and one over a pole is a
cap that reaches round the whole world. A circle is alike east and west of its middle,
so its east half is drawn in the strip from its meridian to the one opposite, where
neither line can cross it, and then turned over.
"""

from __future__ import annotations

import numpy as np
import shapely

from dashboard.geo.nearest import WGS84
from dashboard.text.language import decimal, gettext

CORNERS = 96
MOST_KM = 20_000.0
"""The widest circle; no two points of the Earth are further apart than 20,004 km."""
LEAST_KM = 0.001
"""A smaller circle is drawn as one of 1 m: coordinates are written to about 1 m."""
FAR_KM = 19_900.0
"""From here a circle is drawn round the point opposite.

Geodesics of more than 19,970 km may be no shortest way any more (Karney 2013, section
3), so their ends are no rim.
"""
WIDEST_STEP = 4.0
"""Degrees of longitude between two corners. Near a pole straight sides would else stray
far from the rim."""
ROUNDS = 16
WORLD = shapely.box(-180, -90, 180, 90)


def geodesic_circle(
    longitude: float, latitude: float, radius_km: float, corners: int = CORNERS
) -> shapely.Polygon | shapely.MultiPolygon:
    """Return what lies within ``radius_km`` of a point given in degrees.

    A valid shape within −180 to 180 and −90 to 90, cut at the date line, its rings
    wound as RFC 7946 asks. The ``corners`` lie on the rim to about 1 m; where straight
    sides would stray from it there are more of them. Raises ValueError unless the radius is above 0 and at most ``MOST_KM`` and the point is on the Earth.
    """
    on_earth = abs(latitude) <= 90 and np.isfinite(longitude)
    if not (on_earth and 0 < radius_km <= MOST_KM):
        raise ValueError(
            gettext(
                "a circle of {radius_km} km round {latitude}, {longitude}: the radius must "
                "be above 0 and at most {most} km, the latitude within ±90",
                radius_km=radius_km,
                latitude=latitude,
                longitude=longitude,
                most=decimal(MOST_KM, 0),
            )
        )
    middle = (longitude + 180) % 360 - 180
    if -180 <= longitude <= 180:
        middle = longitude  # not a rounding error away from what the table says
    km = max(radius_km, LEAST_KM)
    ring = _plain_ring(middle, latitude, km, corners)
    if ring is not None:
        return shapely.Polygon(ring[::-1])
    half = _east_half(latitude, km)
    west = shapely.transform(half, lambda corners: corners * (-1, 1))
    whole = shapely.union_all([half, west])
    turns = [
        shapely.affinity.translate(whole, middle + turn) for turn in _turns(middle)
    ]
    pieces = shapely.intersection(turns, WORLD)
    shape = shapely.union_all(
        shapely.make_valid(pieces), grid_size=10.0 ** -_places(km)
    )
    return shapely.orient_polygons(_polygons(shape))


def _plain_ring(
    longitude: float, latitude: float, km: float, corners: int
) -> np.ndarray | None:
    """Return the corners of a circle that no pole and no date line is near, else None."""
    if km >= FAR_KM:
        return None
    turns = np.linspace(0, 360, corners, endpoint=False)
    x, y = _ends(longitude, latitude, turns, km)
    steps = np.abs(np.diff(x, append=x[0]))
    if steps.max() > WIDEST_STEP or min(_pole_km(latitude)) <= km:
        return None
    return np.column_stack([x, y]).round(_places(km))


def _east_half(latitude: float, km: float) -> shapely.Geometry:
    """Return the half of a circle round longitude 0 that lies east of it."""
    north, south = (away <= km for away in _pole_km(latitude))
    rim = _far_rim(latitude, km) if km > FAR_KM else _near_rim(latitude, km)
    rim[:, 0] = np.clip(rim[:, 0], 0, 180)
    # The ends lie on the meridian or, beyond a pole, on the one opposite.
    rim[0, 0], rim[-1, 0] = 180.0 * north, 180.0 * south
    above = [(0, 90), (180, 90)] if north else []
    below = [(180, -90), (0, -90)] if south else []
    corners = np.array([*above, *rim, *below])
    return _polygons(shapely.make_valid(shapely.Polygon(corners)))


def _near_rim(latitude: float, km: float) -> np.ndarray:
    """Return the rim from due north by east to due south, its corners close enough."""
    turns = np.linspace(0, 180, CORNERS // 2 + 1)
    for _ in range(ROUNDS):
        x, y = _ends(0.0, latitude, turns, km)
        x = np.where(x < -90, x + 360, x)  # 180° is also -180°
        wide = np.flatnonzero(np.abs(np.diff(x)) > WIDEST_STEP)
        if not len(wide):
            break
        turns = np.insert(turns, wide + 1, (turns[wide] + turns[wide + 1]) / 2)
    return np.column_stack([x, y])


def _far_rim(latitude: float, km: float) -> np.ndarray:
    """Return the rim seen from the point opposite, halved until it is 1 m right."""
    turns = np.linspace(360, 180, 2 * CORNERS + 1)
    low, high = np.zeros(len(turns)), np.full(len(turns), 250.0)
    for _ in range(20):
        away = (low + high) / 2
        x, y = _ends(180.0, -latitude, turns, away)
        zero = np.zeros(len(turns))
        beyond = WGS84.inv(zero, zero + latitude, x, y)[2] > km * 1000
        low, high = np.where(beyond, away, low), np.where(beyond, high, away)
    x, y = _ends(180.0, -latitude, turns, low)
    return np.column_stack([np.where(x < -90, x + 360, x), y])


def _ends(
    longitude: float, latitude: float, turns: np.ndarray, km: float | np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return where one comes to from a point, by azimuth in degrees and distance."""
    same = np.ones(len(turns))
    x, y, _ = WGS84.fwd(longitude * same, latitude * same, turns, km * 1000 * same)
    return np.asarray(x), np.asarray(y)


def _pole_km(latitude: float) -> tuple[float, float]:
    """Return how far the north and the south pole are from a latitude."""
    north, south = (WGS84.inv(0, latitude, 0, pole)[2] / 1000 for pole in (90, -90))
    return north, south


def _turns(middle: float) -> list[float]:
    """Return by how many degrees a shape is moved so that every piece is seen once."""
    return [0.0, -360.0] if middle >= 0 else [0.0, 360.0]


def _places(km: float) -> int:
    """Return the decimals of a degree that a circle needs: 1 m, for small ones 1 cm."""
    return 5 if km >= 1 else 7


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons of a shape alone, without lines that rounding left."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    polygons = parts[shapely.area(parts) > 0]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(list(polygons))
