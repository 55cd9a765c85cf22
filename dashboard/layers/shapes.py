"""Shapes as the browser reads them: whole 0.001 degrees, each point a step on."""

import numpy as np
import shapely

GRID = 1000
"""Steps in a degree; 0.001° is 110 m, finer than the drawn coast."""


def packed_line(line) -> list[int]:
    """Return a line as [x, y, dx, dy, …] in whole 0.001 degrees, doubles left out."""
    points = np.rint(shapely.get_coordinates(line) * GRID).astype("int64")
    steps = np.diff(points, axis=0)
    moved = np.concatenate(([True], np.any(steps != 0, axis=1)))
    points = points[moved]
    return np.concatenate((points[:1], np.diff(points, axis=0))).ravel().tolist()


def packed_lines(geometry) -> list[list[int]]:
    """Return every line of a geometry that is longer than one step."""
    lines = shapely.get_parts(shapely.line_merge(geometry))
    return [packed for line in lines if len(packed := packed_line(line)) > 2]


def packed_rings(geometry) -> list[list[int]]:
    """Return the rings of a polygon or many; drawn together, holes stay open."""
    rings = shapely.get_rings(shapely.get_parts(geometry))
    return [packed for ring in rings if len(packed := packed_line(ring)) > 6]
