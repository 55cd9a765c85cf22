"""Names of countries on the water before their own coast, where their land has no room.

A name stands a few pixels off a place on the coast, and a leader joins the two. It
covers no land, and the land nearest to it is its own: by equidistance it stands on the
country's own side of the water, as the zones of :mod:`geodata.zones` do.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import shapely

from geodata.lettering import pixels_per_degree

GAP = 9
"""Pixels of water between the coast and the name: room for a leader."""

ROUNDING = 1
"""Pixels all round by which the name may be larger: places are written in short."""

POINTS = 12
"""Places on a country's coast that are tried."""

STEP = 0.25
"""Of zoom, as the map snaps. Between two steps the lower one holds."""

SIDES = ((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, -1), (0, 1))
"""Where a name stands from its place on the coast: right and down count up."""


class Beside(NamedTuple):
    """A place ``x, y`` on the coast; the middle of the name lies ``right`` and ``down``
    pixels off it. Good from zoom ``first`` to ``last``, in steps of a quarter."""

    first: float
    last: float
    x: float
    y: float
    right: float
    down: float


class Shores:
    """Land of all countries on the map, in parts that can be asked for by place."""

    def __init__(self, shapes: Iterable, owners: Iterable):
        parts, rows = shapely.get_parts(np.array(list(shapes)), return_index=True)
        self.owners = np.asarray(owners)[rows]
        self.tree = shapely.STRtree(parts)

    def is_own_water(self, boxes, owner: str, land, margin=0.0) -> np.ndarray:
        """Return which boxes cover no land and have their own as the nearest.

        Other land has to be farther by ``margin``, in degrees of the map.
        """
        own = shapely.distance(boxes, land)
        box, part = self.tree.query(boxes, predicate="dwithin", distance=own + margin)
        foreign = self.owners[part] != owner
        good = own > 0
        good[box[foreign]] = False
        return good


def find_beside(
    land, owner: str, shores: Shores, size: tuple, zooms: tuple, most: int = 4
) -> list[Beside]:
    """Return up to ``most`` places for a name on its own water, the longest good first.

    ``land`` is the country on the map, ``size`` width and height of its name in pixels,
    ``zooms`` from where to where it needs one.
    """
    steps = np.arange(zooms[0], zooms[1] + STEP, STEP)
    at = _coast_points(land)
    right, down = (np.array(side) for side in zip(*SIDES, strict=True))
    right = right * (size[0] / 2 + np.where(down == 0, GAP, GAP * 0.7))
    down = down * (size[1] / 2 + np.where(right == 0, GAP, GAP * 0.7))
    point, side, step = np.ogrid[: len(at), : len(right), : len(steps)]
    scale = pixels_per_degree(steps[step])
    x, y = at[point, 0] + right[side] / scale, at[point, 1] - down[side] / scale
    w, h = (size[0] / 2 + ROUNDING) / scale, (size[1] / 2 + ROUNDING) / scale
    boxes = shapely.box(x - w, y - h, x + w, y + h)
    margin = np.broadcast_to(2 * ROUNDING / scale, boxes.shape).ravel()
    near = shores.is_own_water(boxes.ravel(), owner, land, margin)
    good = near.reshape(boxes.shape)
    found = [
        (s, Beside(steps[first], steps[last], *at[p], right[s], down[s]))
        for p in range(len(at))
        for s in range(len(right))
        for first, last in [_longest_run(good[p, s])]
        if last >= first
    ]
    return _choose(found, steps, most)


def _coast_points(land) -> np.ndarray:
    """Return places on the coast of the largest part, evenly spaced."""
    largest = max(shapely.get_parts(land), key=shapely.area)
    ring = shapely.get_exterior_ring(largest)
    share = np.arange(POINTS) / POINTS
    points = shapely.line_interpolate_point(ring, share, normalized=True)
    return shapely.get_coordinates(points)


def _longest_run(good: np.ndarray) -> tuple[int, int]:
    """Return first and last position of the longest run of truths; (0, -1) for none."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], good.astype(int), [0]])))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return 0, -1
    longest = np.argmax(ends - starts)
    return int(starts[longest]), int(ends[longest]) - 1


def _choose(found: list[tuple], steps: np.ndarray, most: int) -> list[Beside]:
    """Return the places that are good for most steps that no earlier one is good for.

    Of equals the one on another side comes first: a mark may be in the name's way.
    """
    chosen: list[Beside] = []
    left, sides = set(steps), set(range(len(SIDES)))
    rest = sorted(found, key=lambda each: (each[1].first - each[1].last, each[0]))
    while rest and len(chosen) < most:
        values = [
            2 * len(left & set(_steps(place, steps))) + (side in sides)
            for side, place in rest
        ]
        side, best = rest.pop(int(np.argmax(values)))
        left -= set(_steps(best, steps))
        sides.discard(side)
        chosen.append(best)
    return chosen


def _steps(place: Beside, steps: np.ndarray) -> np.ndarray:
    return steps[(steps >= place.first) & (steps <= place.last)]
