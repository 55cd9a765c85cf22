"""A window of the world on the page: Mercator on WGS84, in pixels of the page."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from matplotlib.path import Path
from shapely import GeometryType as GEOMETRY

from dashboard.geo.circle import geodesic_circle
from dashboard.geo.drawn_shape import MOST_LATITUDE
from dashboard.table.longitudes import beside
from dashboard.text.kept import keeps_texts

KM_PER_DEGREE = 111.320
"""Kilometres in a degree of longitude at the equator (WGS84)."""
MARGIN = 0.6
"""Degrees around the window that are drawn too, so that no edge shows."""


def mercator(latitude):
    """Return the height of a latitude in degrees of longitude at the equator.

    A pole would lie at no height: beyond 85 degrees all latitudes are drawn there.
    """
    latitude = np.clip(latitude, -MOST_LATITUDE, MOST_LATITUDE)
    return np.degrees(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)))


def latitude_of(height):
    """Return the latitude at a Mercator height; the inverse of :func:`mercator`."""
    return np.degrees(2 * np.arctan(np.exp(np.radians(height))) - np.pi / 2)


@dataclass(frozen=True)
class Frame:
    """A rectangle of the page (``x, y, w, h`` in pixels) that shows a window.

    ``west`` and ``east`` in degrees; ``middle`` is the Mercator height of the middle
    line, from which the rectangle's shape gives north and south.
    """

    x: float
    y: float
    w: float
    h: float
    west: float
    east: float
    middle: float

    @property
    def scale(self) -> float:
        """Return pixels per degree of longitude."""
        return self.w / (self.east - self.west)

    @property
    def top(self) -> float:
        """Return the Mercator height of the upper edge."""
        return self.middle + self.h / self.scale / 2

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Return west, south, east, north in degrees."""
        half = self.h / self.scale / 2
        south, north = latitude_of(self.middle - half), latitude_of(self.middle + half)
        return self.west, float(south), self.east, float(north)

    @property
    def mid_latitude(self) -> float:
        """Return the latitude of the middle line, at which the scale bar is true."""
        return float(latitude_of(self.middle))

    @cached_property
    def box(self) -> shapely.Polygon:
        """Return the rectangle on the page."""
        return shapely.box(self.x, self.y, self.x + self.w, self.y + self.h)

    def place(self, longitude, latitude):
        """Return where a point lies on the page, on the nearer side of 180°."""
        longitude = np.asarray(longitude, dtype=float)
        return self._turned(beside(longitude, (self.west + self.east) / 2), latitude)

    def _turned(self, longitude, latitude):
        x = self.x + (longitude - self.west) * self.scale
        y = (
            self.y
            + (self.top - mercator(np.asarray(latitude, dtype=float))) * self.scale
        )
        return x, y

    def km(self, latitude: float) -> float:
        """Return pixels per kilometre at a latitude."""
        return self.scale / (KM_PER_DEGREE * np.cos(np.radians(latitude)))

    def clip(self, shapes) -> np.ndarray:
        """Return shapes cut to the window and its margin, on the page."""
        cuts = ((self._cut(shapes, turn), turn) for turn in self._turns)
        return _joined([shapely.transform(cut, self._shift(t)) for cut, t in cuts])

    @property
    def _turns(self) -> list[int]:
        """Return how far shapes are turned, in degrees, to be in the window."""
        west, east = self.west - MARGIN, self.east + MARGIN
        # The base map has land to 190 degrees, so that Siberia is not cut.
        return [t for t in (-360, 0, 360) if west < 190 + t and t - 180 < east]

    def _cut(self, shapes, turn: float) -> np.ndarray:
        west, south, east, north = self.bounds
        return shapely.clip_by_rect(
            shapes,
            west - MARGIN - turn,
            south - MARGIN,
            east + MARGIN - turn,
            north + MARGIN,
        )

    def _shift(self, turn: float):
        def on_page(points: np.ndarray) -> np.ndarray:
            x, y = self._turned(points[:, 0] + turn, points[:, 1])
            return np.column_stack([x, y])

        return on_page

    def circle(self, longitude: float, latitude: float, km: float) -> shapely.Geometry:
        """Return a geodesic circle on the page, of 144 corners."""
        shape = _circle(longitude, latitude, km)
        middle = (self.west + self.east) / 2
        pieces = []
        for turn in self._turns:  # the world once, with the window in its middle
            west, east = middle - 180 - turn, middle + 180 - turn
            half = shapely.clip_by_rect(
                shape, west, -MOST_LATITUDE, east, MOST_LATITUDE
            )
            pieces.append(
                shapely.transform(shapely.make_valid(half), self._shift(turn))
            )
        return _joined(pieces)


@keeps_texts(4096)
def _circle(longitude: float, latitude: float, km: float) -> shapely.Geometry:
    """Return a circle in degrees, made once for all tries of a map."""
    return geodesic_circle(longitude, latitude, km, corners=144)


def _joined(pieces: list):
    """Return pieces of the same shapes as one; 180° would else look like a border."""
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = shapely.union(shapely.make_valid(whole), shapely.make_valid(piece))
    return whole


def fit_frame(
    box: tuple[float, float, float, float],
    bounds: tuple[float, float, float, float],
    limits: tuple[float, float, float, float],
    least: float,
) -> Frame:
    """Return the smallest window in a rectangle of the page that holds ``bounds``.

    ``box`` is x, y, width and height in pixels; ``bounds`` and ``limits`` are west,
    south, east and north in degrees. The window is at least ``least`` degrees wide and
    stays inside the limits, beyond which there is no map.
    """
    x, y, w, h = box
    west, south, east, north = bounds
    bottom, top = mercator(south), mercator(north)
    wide = max(east - west, (top - bottom) * w / h, least)
    low, high = mercator(limits[1]), mercator(limits[3])
    wide = min(wide, limits[2] - limits[0], (high - low) * w / h)
    tall = wide * h / w
    middle_x = min(max((west + east) / 2, limits[0] + wide / 2), limits[2] - wide / 2)
    middle_y = min(max((bottom + top) / 2, low + tall / 2), high - tall / 2)
    return Frame(x, y, w, h, middle_x - wide / 2, middle_x + wide / 2, float(middle_y))


def to_path(shapes) -> Path:
    """Return polygons and lines as one path; nothing for none."""
    parts = shapely.get_parts(shapely.get_parts(np.atleast_1d(shapes)))
    kinds = shapely.get_type_id(parts)
    drawn = np.isin(kinds, (GEOMETRY.LINESTRING, GEOMETRY.LINEARRING, GEOMETRY.POLYGON))
    rings, is_closed = _rings(parts[drawn], kinds[drawn] == GEOMETRY.POLYGON)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(points):
        return Path(np.zeros((0, 2)))
    first = np.flatnonzero(np.diff(ring, prepend=-1))
    last = np.append(first[1:], len(points)) - 1
    codes = np.full(len(points), Path.LINETO, dtype=np.uint8)
    codes[last[is_closed[ring[last]]]] = Path.CLOSEPOLY
    codes[first] = Path.MOVETO
    return Path(points, codes)


def _rings(parts: np.ndarray, is_polygon: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return lines and the rings of polygons in their order, and which are closed."""
    lines, line_of = parts[~is_polygon], np.flatnonzero(~is_polygon)
    rings, ring_of = shapely.get_rings(parts[is_polygon], return_index=True)
    ring_of = np.flatnonzero(is_polygon)[ring_of]
    order = np.argsort(np.concatenate([line_of, ring_of]), kind="stable")
    closed = np.repeat([False, True], [len(lines), len(rings)])
    return np.concatenate([lines, rings])[order], closed[order]
