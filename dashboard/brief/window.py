"""The window of the map: which degrees it shows, and where each falls on the page."""

from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Geod

from dashboard.regions import BOX

WGS84 = Geod(ellps="WGS84")
CIRCLE_POINTS = 144
KM_PER_DEGREE = 111.320
"""Kilometres in a degree of longitude at the equator (WGS84)."""
LEAST_DEGREES = 4.6
"""A narrower window would show less than the layers were drawn for."""
MARGIN = 0.06
"""Share of the extent that is kept free on each side of it."""
OPENING = (-107.0, -5.0, -58.0, 20.0)
"""What is shown where nothing of a selection has a place: the two seas."""


@dataclass(frozen=True)
class Window:
    """A Mercator map in a rectangle of the page (x, y, w, h in px)."""

    x: float
    y: float
    w: float
    h: float
    west: float
    east: float
    middle: float
    """The latitude half way up the picture, where the scale bar is true."""

    @property
    def scale(self) -> float:
        """Return px in a degree of longitude."""
        return self.w / (self.east - self.west)

    @property
    def top(self) -> float:
        """Return the upper edge in degrees of the Mercator plane."""
        return mercator(self.middle) + self.h / self.scale / 2

    @property
    def north(self) -> float:
        """Return the latitude of the upper edge."""
        return float(latitude(self.top))

    @property
    def south(self) -> float:
        """Return the latitude of the lower edge."""
        return float(latitude(self.top - self.h / self.scale))

    @property
    def outline(self) -> shapely.Polygon:
        """Return the rectangle on the page."""
        return shapely.box(self.x, self.y, self.x + self.w, self.y + self.h)

    @property
    def degrees(self) -> tuple[float, float, float, float]:
        """Return west, south, east, north."""
        return self.west, self.south, self.east, self.north

    def px(self, lon, lat):
        """Return where points fall on the page, as two arrays."""
        x = self.x + (np.asarray(lon, dtype=float) - self.west) * self.scale
        y = self.y + (self.top - mercator(np.asarray(lat, dtype=float))) * self.scale
        return x, y

    def px_per_km(self, lat: float | None = None) -> float:
        """Return px in a kilometre at a latitude, the middle one if none is given."""
        lat = self.middle if lat is None else lat
        return self.scale / (KM_PER_DEGREE * float(np.cos(np.radians(lat))))

    def project(self, shapes, pad: float = 0.05):
        """Return shapes clipped to the window (and a bit more), in px of the page."""
        west, south, east, north = self.degrees
        more = pad * (east - west)
        box = (west - more, max(south - more, -85), east + more, min(north + more, 85))
        near = shapely.clip_by_rect(np.atleast_1d(shapes), *box)
        return shapely.transform(near, lambda xy: np.column_stack(self.px(*xy.T)))

    def holds(self, lon, lat) -> np.ndarray:
        """Return which points the picture shows."""
        x, y = self.px(lon, lat)
        return (
            (x > self.x + 6)
            & (x < self.x + self.w - 6)
            & (y > self.y + 6)
            & (y < self.y + self.h - 6)
        )


def mercator(lat):
    """Return how far up the Mercator plane a latitude lies, in degrees."""
    return np.degrees(np.arctanh(np.sin(np.radians(lat))))


def latitude(up):
    """Return the latitude of a height on the Mercator plane, in degrees."""
    return np.degrees(np.arcsin(np.tanh(np.radians(up))))


def circle(lon: float, lat: float, km: float) -> tuple[np.ndarray, np.ndarray]:
    """Return longitudes and latitudes of a geodesic circle on WGS84."""
    around = np.linspace(0, 360, CIRCLE_POINTS, endpoint=False)
    same = np.full(CIRCLE_POINTS, 1.0)
    x, y, _ = WGS84.fwd(same * lon, same * lat, around, same * km * 1000)
    return x, y


def fit_window(bounds, place, margin: float = MARGIN) -> Window:
    """Return the window of a place on the page that shows bounds, in degrees.

    Widened to the shape of the place and kept inside what the layers cover.
    """
    west, south, east, north = bounds
    x, y, w, h = place
    low, high = float(mercator(south)), float(mercator(north))
    wide = max((east - west), (high - low) * w / h) * (1 + 2 * margin)
    wide = min(max(wide, LEAST_DEGREES), BOX[2] - BOX[0])
    tall = wide * h / w
    left = _kept((west + east - wide) / 2, wide, BOX[0], BOX[2])
    floor, roof = float(mercator(BOX[1])), float(mercator(BOX[3]))
    bottom = _kept((low + high - tall) / 2, tall, floor, roof)
    return Window(x, y, w, h, left, left + wide, float(latitude(bottom + tall / 2)))


def _kept(start: float, length: float, least: float, most: float) -> float:
    return min(max(start, least), most - length) if length < most - least else least
