"""Where the name of a region has room in its own land or water, and from which zoom.

A name is a box of so many pixels, so it covers less land the closer one comes. A place
is good from the zoom on at which the box lies in its region: every closer box lies in
that one.
"""

import math
from collections.abc import Iterator

import numpy as np
import shapely

from geodata.lettering import pixels_per_degree

EXACT = 0.004
"""Share of a shape's width within which the middle of its widest place is found."""

MARGIN = 0.02
"""Zoom by which a place is said to be good later, for what rounding moves."""


def find_rooms(shape, width: float, height: float, most: int) -> list:
    """Return up to ``most`` places ``(x, y, zoom)`` on the map, the widest first.

    ``shape`` is in the map's own degrees (:func:`geodata.lettering.to_map`), width and
    height are those of the name in pixels. Places stand apart: none lies in the box
    that another has at its zoom.
    """
    # Squeezed so that the box of the name is a square, a wide place is a round one.
    aspect = width / height
    free = shapely.transform(shape, lambda xy: xy / [aspect, 1])
    edges = _segments(free)
    found = [
        (x * aspect, y, zoom_of(half, height))
        for x, y, half in _widest_places(free, edges, most)
    ]
    return sorted(found, key=lambda place: place[2])


def zoom_of(half: float, height: float) -> float:
    """Return the zoom at which a box of so many pixels is ``2 * half`` high."""
    return math.log2(height / 2 / half / pixels_per_degree(0)) + MARGIN


def _widest_places(free, edges: np.ndarray, most: int) -> Iterator[tuple]:
    """Yield the middle and half the side of large squares inside of a shape."""
    largest = sorted(shapely.get_parts(free), key=shapely.area, reverse=True)[:most]
    parts = [shapely.simplify(part, _size(part) * EXACT) for part in largest]
    for _ in range(most):
        part = max(parts, key=shapely.area, default=None)
        if part is None or part.is_empty:
            return
        x, y = _middle(part)
        half = float(_reach(edges, x, y))
        if half > 0:
            yield x, y, half
        parts.remove(part)
        side = max(half, math.sqrt(part.area) / 50)
        rest = shapely.difference(
            part, shapely.box(x - side, y - side, x + side, y + side)
        )
        parts += [
            each for each in shapely.get_parts(rest) if each.geom_type == "Polygon"
        ]


def _middle(part) -> tuple:
    circle = shapely.maximum_inscribed_circle(part, tolerance=_size(part) * EXACT)
    return circle.coords[0]


def _size(part) -> float:
    west, south, east, north = part.bounds
    return max(east - west, north - south)


def _segments(shape) -> np.ndarray:
    """Return both ends of every side of a shape: rows of x, y, x, y."""
    lines = shapely.get_parts(shapely.get_parts(shapely.boundary(shape)))
    coords = [shapely.get_coordinates(line) for line in lines]
    return np.vstack([np.hstack([line[:-1], line[1:]]) for line in coords])


def _reach(edges: np.ndarray, x: float, y: float) -> float:
    """Return half the side of the largest square round a point that meets no side.

    Along a side the distance, which is the larger of two, is least at an end, where one
    of the two is nothing, or where both are equal.
    """
    start, step = edges[:, :2] - [x, y], edges[:, 2:] - edges[:, :2]
    a, b = start.T
    c, d = step.T
    with np.errstate(divide="ignore", invalid="ignore"):
        turns = [-a / c, -b / d, (b - a) / (c - d), -(a + b) / (c + d)]
    along = np.vstack([np.zeros(len(edges)), np.ones(len(edges)), *turns])
    t = np.clip(np.nan_to_num(along, posinf=1, neginf=0), 0, 1)
    return np.maximum(np.abs(a + t * c), np.abs(b + t * d)).min()
