"""Geometry as short numbers for the browser: steps from point to point, no repeats."""

import numpy as np
import shapely


def pack_lines(shape, decimals: int) -> list[list[int]]:
    """Return every line, or ring of a polygon, as ``[x, y, dx, dy, …]``.

    Numbers are whole units of the last of so many decimals of a degree. The first pair
    is the first point, each other one the step from the point before it. A ring comes
    without its last point, which is the first. What shrinks to a point is left out.
    """
    parts = shapely.get_parts(shapely.normalize(shape))
    closed = bool(len(parts)) and parts[0].geom_type == "Polygon"
    lines = shapely.get_rings(parts) if closed else parts
    packed = (_steps(line, decimals, closed) for line in lines)
    return [steps for steps in packed if len(steps) >= (6 if closed else 4)]


def unpack_lines(packed: list[list[int]], decimals: int) -> list[np.ndarray]:
    """Return the points of packed lines in degrees, longitude first."""
    return [
        np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / 10**decimals for steps in packed
    ]


def _steps(line, decimals: int, closed: bool) -> list[int]:
    points = np.rint(shapely.get_coordinates(line) * 10**decimals).astype(int)
    steps = np.diff(points, axis=0, prepend=[[0, 0]])
    moved = steps.any(axis=1)
    moved[0] = True
    kept = steps[moved]
    return (kept[:-1] if closed else kept).ravel().tolist()
