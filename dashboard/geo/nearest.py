"""How far is a point from a coast: geodesic metres on WGS84, exact, for many points.

Lines are cut into pieces of at most 2 km. The ends of the pieces go into a tree of
points in space, which names the few pieces that can hold the nearest spot; those are
measured exactly. Borders are taken as drawn: straight in degrees between vertices.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from pyproj import Geod

from dashboard.geo.region_index import spread

METERS_PER_NM = 1852.0
WGS84 = Geod(ellps="WGS84")
# Over 2 km a chord strays 5 cm at most from the line as drawn, the distance far less.
PIECE = 2000.0
# No degree of latitude, nor of longitude at the equator, is longer on WGS84.
METERS_PER_DEGREE = 111_700.0
# Two owners whose distances differ by less are equally near: the lower one is taken.
TIE = 1e-6
NEIGHBORS = 4
# Measured: half as much again as scipy's defaults (balanced, 16) for points far out.
LEAVES = {"leafsize": 96, "balanced_tree": False}
CHUNK = 16_384
# Up to so many places every corner is measured: half a millisecond each, and no tree.
FEW = 200


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
        self.corners = to_space(np.column_stack([corners.real, corners.imag]))
        order = np.argsort(corner, kind="stable")
        self.pieces = order % len(self.start)
        self.first = np.searchsorted(corner[order], np.arange(len(corners) + 1))

    @cached_property
    def tree(self) -> Any:
        """Finds the corners near a place; made when there are many places to ask."""
        from scipy.spatial import cKDTree  # half a second, which few places do not need

        return cKDTree(self.corners, **LEAVES)

    def nearest(self, longitude: np.ndarray, latitude: np.ndarray) -> Nearest:
        """Return the geodesic distance to the nearest line and who owns it.

        Exact but for the choice of the spot, made among straight lines through the
        Earth: below a millimetre at 12 NM, a few millimetres far out.
        """
        points = np.column_stack([longitude, latitude]).astype(float)
        meters = np.full(len(points), np.inf)
        owner = np.full(len(points), -1)
        last_owner = owner.copy()
        if len(self.start) and 0 < len(points) <= CHUNK:
            return self._nearest(points)  # a pool of threads takes longer to start
        if len(self.start):
            # Neighbours asked together find the same branches of the tree in cache.
            order = np.argsort(np.floor(points[:, 1] * 2) * 1000 + points[:, 0])
            chunks = [order[at : at + CHUNK] for at in range(0, len(order), CHUNK)]
            # Tree, geodesics and numpy let go of the interpreter: threads do help.
            with ThreadPoolExecutor(os.cpu_count()) as threads:
                answers = threads.map(lambda at: self._nearest(points[at]), chunks)
                for at, answer in zip(chunks, answers):
                    meters[at], owner[at], last_owner[at] = answer
        return Nearest(meters, owner, last_owner)

    def _nearest(self, points: np.ndarray) -> Nearest:
        places = to_space(points)
        row, piece = self._could_be_nearest(places)
        foot, along = self.foot[piece], self.tip[piece] - self.foot[piece]
        offset = places[row] - foot
        length = np.einsum("ij,ij->i", along, along)
        share = np.einsum("ij,ij->i", offset, along) / np.where(length, length, 1)
        share = np.clip(share, 0, 1)
        offset -= share[:, None] * along
        away = np.sqrt(np.einsum("ij,ij->i", offset, offset))
        first = np.searchsorted(row, np.arange(len(points)))
        tied = np.flatnonzero(away <= np.minimum.reduceat(away, first)[row] + TIE)
        first = np.searchsorted(row[tied], np.arange(len(points)))
        owners = self.owner[piece[tied]]
        won = tied[first]
        spot = self.start[piece[won]]
        spot = spot + share[won, None] * (self.end[piece[won]] - spot)
        meters = WGS84.inv(*points.T, *spot.T)[2]
        low, high = (pick.reduceat(owners, first) for pick in (np.minimum, np.maximum))
        return Nearest(meters, low, high)

    def _could_be_nearest(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (row, piece) pairs, by row, that surely hold the nearest spot.

        That spot is a corner, or it lies at a right angle on a piece of at most 2 km.
        Then the nearer end of that piece is at most √(d² + 1000²) m away (Pythagoras),
        where d is the distance of the nearest corner. Where the tree's few neighbours
        do not reach that far, it is asked for all corners within.
        """
        if len(places) <= FEW and "tree" not in vars(self):
            row, corner = self._corners_one_by_one(places)
        else:
            row, corner = self._corners_by_tree(places)
        pair, step = spread(self.first[corner + 1] - self.first[corner])
        return row[pair], self.pieces[self.first[corner[pair]] + step]

    def _corners_one_by_one(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        found = []
        for place in places:
            squared = ((self.corners - place) ** 2).sum(axis=1)
            reach = np.sqrt(squared.min() + (PIECE / 2) ** 2) + 0.1
            found.append(np.flatnonzero(squared <= reach**2))
        row = np.repeat(np.arange(len(places)), [len(corners) for corners in found])
        return row, np.concatenate([np.empty(0, np.int64), *found])

    def _corners_by_tree(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
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


def coast_edges(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Tell which edges occur once: no other region lies on their far side."""
    ends = np.concatenate([start, end])
    _, corner = np.unique(ends[:, 0] + 1j * ends[:, 1], return_inverse=True)
    pair = np.sort(corner.reshape(2, -1), axis=0)
    _, edge, times = np.unique(
        pair[0] * len(ends) + pair[1], return_inverse=True, return_counts=True
    )
    return times[edge] == 1


def to_space(points: np.ndarray) -> np.ndarray:
    """Turn n × 2 degrees on WGS84 into n × 3 metres from the centre of the Earth."""
    longitude, latitude = np.radians(points).T
    squared = WGS84.es
    normal = WGS84.a / np.sqrt(1 - squared * np.sin(latitude) ** 2)
    return np.column_stack(
        [
            normal * np.cos(latitude) * np.cos(longitude),
            normal * np.cos(latitude) * np.sin(longitude),
            normal * (1 - squared) * np.sin(latitude),
        ]
    )


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
