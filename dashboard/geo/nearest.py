"""How far is a point from a coast: geodesic metres on WGS84, exact, for many points.

Lines are cut into pieces of at most 2 km. Their ends are points in space, of which the
few near a place name the pieces that can hold the nearest spot; those are measured
exactly. Borders are taken as drawn: straight in degrees between vertices.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from typing import Any, NamedTuple

import numpy as np

from dashboard.geo.near_corners import COARSE, Corners, cells, crowded
from dashboard.geo.region_index import spread
from dashboard.geo.space import METERS_PER_DEGREE, to_space
from dashboard.geo.space import WGS84 as WGS84

METERS_PER_NM = 1852.0
# Over 2 km a chord strays 5 cm at most from the line as drawn, the distance far less.
PIECE = 2000.0
# Two owners whose distances differ by less are equally near: the lower one is taken.
TIE = 1e-6
NEIGHBORS = 4
# Measured: half as much again as scipy's defaults (balanced, 16) for points far out.
LEAVES = {"leafsize": 96, "balanced_tree": False}
CHUNK = 16_384
# Few places do not need the tree's library (0.2 s).
FEW = 200

CornersOf = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


class Nearest(NamedTuple):
    """What is nearest to each point: metres, and the lowest and highest owner of it."""

    meters: np.ndarray
    owner: np.ndarray
    last_owner: np.ndarray


class Outline:
    """Lines with an owner each, ready to be asked what is nearest.

    ``start`` and ``end`` are n × 2 degrees (longitude, latitude), ``owner`` n integers.
    """

    def __init__(self, start: np.ndarray, end: np.ndarray, owner: np.ndarray) -> None:
        line, step, count = _cut(start, end)
        self.start = start[line] + (end - start)[line] * (step / count)[:, None]
        last = (step + 1 == count)[:, None]
        onward = start[line] + (end - start)[line] * ((step + 1) / count)[:, None]
        self.end = np.where(last, end[line], onward)
        self.owner = owner[line]
        self.foot, self.tip = to_space(self.start), to_space(self.end)
        ends = np.concatenate([self.start, self.end])
        corners, corner = np.unique(ends[:, 0] + 1j * ends[:, 1], return_inverse=True)
        self.degrees = np.column_stack([corners.real, corners.imag])
        self.corners = to_space(self.degrees)
        order = np.argsort(corner, kind="stable")
        self.pieces = order % len(self.start)
        self.first = np.searchsorted(corner[order], np.arange(len(corners) + 1))

    @cached_property
    def tree(self) -> Any:
        """Finds the corners near a place."""
        from scipy.spatial import cKDTree  # 0.2 s, which few places do not need

        return cKDTree(self.corners, **LEAVES)

    @cached_property
    def _corners(self) -> Corners:
        return Corners(self.degrees, self.corners, PIECE / 2)

    def nearest(self, longitude: np.ndarray, latitude: np.ndarray) -> Nearest:
        """Return the geodesic distance to the nearest line and who owns it.

        Exact but for the choice of the spot, made among straight lines through the
        Earth: below a millimetre at 12 NM, a few millimetres far out.
        """
        points = np.column_stack([longitude, latitude]).astype(float)
        count = len(points)
        meters, owner = np.full(count, np.inf), np.full(count, -1)
        last_owner = owner.copy()
        if not len(self.start) or not count:
            return Nearest(meters, owner, last_owner)
        # Neighbours asked together need the same corners.
        cell = cells(*points.T)
        order = np.argsort(cell, kind="stable")
        few = count <= FEW and "tree" not in vars(self)
        halvings = COARSE if few else crowded(cell[order])
        near = partial(self._corners.near, halvings=halvings)
        answer = partial(
            self._nearest,
            near if halvings else self._by_tree,
            points[order],
            cell[order],
        )
        for begin, found in _in_threads(answer, range(0, count, CHUNK)):
            at = order[begin : begin + CHUNK]
            meters[at], owner[at], last_owner[at] = found
        return Nearest(meters, owner, last_owner)

    def _nearest(
        self, corners_of: CornersOf, points: np.ndarray, cell: np.ndarray, begin: int
    ) -> Nearest:
        """Answer a part of the points, from ``begin`` on."""
        points = points[begin : begin + CHUNK]
        places = to_space(points)
        row, corner = corners_of(places, cell[begin : begin + CHUNK])
        pair, step = spread(self.first[corner + 1] - self.first[corner])
        pieces = self.pieces[self.first[corner[pair]] + step]
        return self._measured(points, places, row[pair], pieces)

    def _measured(
        self, points: np.ndarray, places: np.ndarray, row: np.ndarray, piece: np.ndarray
    ) -> Nearest:
        """Return what is nearest among (row, piece) pairs, which are by row."""
        foot, along = self.foot[piece], self.tip[piece] - self.foot[piece]
        offset = places[row] - foot
        length = np.einsum("ij,ij->i", along, along)
        share = np.einsum("ij,ij->i", offset, along) / np.where(length, length, 1)
        share = np.clip(share, 0, 1)
        offset -= share[:, None] * along
        away = np.sqrt(np.einsum("ij,ij->i", offset, offset))
        first = np.searchsorted(row, np.arange(len(points)))
        least = np.minimum.reduceat(away, first)[row]
        tied = np.flatnonzero(away <= least + TIE)
        owners = self.owner[piece[tied]]
        first = np.searchsorted(row[tied], np.arange(len(points)))
        low, high = (pick.reduceat(owners, first) for pick in (np.minimum, np.maximum))
        hit = np.flatnonzero(away == least)
        won = hit[np.searchsorted(row[hit], np.arange(len(points)))]
        spot = self.start[piece[won]]
        spot = spot + share[won, None] * (self.end[piece[won]] - spot)
        meters = WGS84.inv(*points.T, *spot.T)[2]
        return Nearest(meters, low, high)

    def _by_tree(
        self, places: np.ndarray, _: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return (row, corner) pairs, by row, one of whose pieces is surely nearest.

        The nearest spot is a corner, or it lies at a right angle on a piece of at most
        2 km. Then the nearer end of that piece is at most √(d² + 1000²) m away
        (Pythagoras), where d is the distance of the nearest corner. Where the tree's
        few neighbours do not reach that far, it is asked for all corners within.
        """
        neighbors = min(NEIGHBORS, self.tree.n)
        away, corner = self.tree.query(places, k=range(1, neighbors + 1))
        bound = np.sqrt(away[:, 0] ** 2 + (PIECE / 2) ** 2) + 0.1
        row, column = np.nonzero(away <= bound[:, None])
        corner = corner[row, column]
        short = np.flatnonzero(away[:, -1] <= bound)
        if neighbors < self.tree.n and len(short):
            kept = ~np.isin(row, short)
            balls = self.tree.query_ball_point(places[short], bound[short])
            row = np.r_[row[kept], np.repeat(short, [len(ball) for ball in balls])]
            corner = np.r_[corner[kept], np.concatenate(balls).astype(np.int64)]
            order = np.argsort(row, kind="stable")
            row, corner = row[order], corner[order]
        return row, corner


def _in_threads(
    answer: Callable[[int], Nearest], begins: range
) -> Iterator[tuple[int, Nearest]]:
    """Yield the answer for each part, worked out side by side where there are several."""
    if len(begins) == 1:  # a pool of threads takes longer to start
        yield 0, answer(0)
        return
    # Tree, geodesics and numpy let go of the interpreter: threads do help.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        yield from zip(begins, threads.map(answer, begins), strict=True)


def coast_edges(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Tell which edges occur once: no other region lies on their far side."""
    ends = np.concatenate([start, end])
    _, corner = np.unique(ends[:, 0] + 1j * ends[:, 1], return_inverse=True)
    pair = np.sort(corner.reshape(2, -1), axis=0)
    _, edge, times = np.unique(
        pair[0] * len(ends) + pair[1], return_inverse=True, return_counts=True
    )
    return times[edge] == 1


def _cut(start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return for each piece of at most 1 km: its line, its step, the line's count."""
    across, up = np.abs(end - start).T
    nearest_equator = np.minimum(np.abs(start[:, 1]), np.abs(end[:, 1]))
    nearest_equator[start[:, 1] * end[:, 1] < 0] = 0
    widest = across * np.cos(np.radians(nearest_equator))
    length = METERS_PER_DEGREE * np.hypot(widest, up)
    count = np.maximum(np.ceil(length / PIECE), 1).astype(np.int64)
    line, step = spread(count)
    return line, step, count[line]
