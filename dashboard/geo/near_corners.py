"""Which corners of lines can be nearest to places in one cell: asked all at once.

Where many places lie in a cell they share the few corners that matter to any of them.
These are found once for the cell, first whole blocks and then single ones. The places
are then measured against them in one matrix.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from dashboard.geo.region_index import spread
from dashboard.geo.space import METERS_PER_DEGREE, to_space

COARSE, FINE = 7, (11, 9)
"""A cell is the round Earth so often halved: 2.8° × 1.4°, 0.18° × 0.09°, 0.7° × 0.35°.

A fine one chooses among the corners of that which was halved twice less."""
STEP = 2
FINEST = 15
"""Places are sorted by cells that are halved further, up to this."""
CROWD = 50
"""So many places to a cell are quicker asked together than one by one: measured."""
BLOCK = 64
"""Corners in a block."""
MOST_KEPT = 20_000
"""Cells whose corners are kept, about 10 MB; then all are found afresh."""
MOST_PAIRS = 500_000
"""Distances that are worked out at a time, 4 MB."""


class Corners:
    """Corners of lines, in blocks that lie together.

    ``degrees`` are n × 2 longitudes and latitudes, ``places`` the same as n × 3 metres
    from the centre of the Earth. ``beyond`` are metres: asked for a place are all corners
    as far as √(d² + ``beyond``²) from it, where d is the distance of its nearest one.
    """

    def __init__(self, degrees: np.ndarray, places: np.ndarray, beyond: float) -> None:
        self.beyond = beyond
        self.number = np.argsort(cells(*degrees.T), kind="stable")
        self.places = places[self.number]
        self.starts = np.arange(0, len(places), BLOCK)
        self.sizes = np.diff(np.append(self.starts, len(places)))
        sums = np.add.reduceat(self.places, self.starts)
        self.middles = sums / self.sizes[:, None]
        away = _away(self.places, np.repeat(self.middles, self.sizes, axis=0))
        self.radii = np.maximum.reduceat(away, self.starts)
        self._kept: dict[tuple[int, int], np.ndarray] = {}

    def near(
        self, places: np.ndarray, cell: np.ndarray, halvings: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return (place, corner) pairs, by place: all that are asked, perhaps some more.

        ``cell`` are the :func:`cells` of the places, sorted; those in one of so many
        ``halvings`` are measured together.
        """
        found = []
        for begin, end in pairwise(groups(cell, halvings).tolist()):
            near = self._of_cell(halvings, _coarser(int(cell[begin]), halvings))
            most = max(MOST_PAIRS // len(near), 1)
            for first in range(begin, end, most):
                some = places[first : min(first + most, end)]
                row, corner = self._measured(some, near)
                found.append((row + first, corner))
        row, corner = (np.concatenate(each) for each in zip(*found, strict=True))
        return row, self.number[corner]

    def _of_cell(self, halvings: int, cell: int) -> np.ndarray:
        """Return the corners that may be asked for a place of a cell; they are kept."""
        key = halvings, cell
        near = self._kept.get(key)
        if near is None:  # two threads may both find them: the same
            middle, radius = _circle(halvings, cell)
            near = (
                self._of_cell(halvings - STEP, cell >> 2 * STEP)
                if halvings > COARSE
                else self._of_blocks(middle, radius)
            )
            near = self._within(near, middle, radius)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = near
        return near

    def _measured(
        self, places: np.ndarray, near: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the pairs of some places with some corners, all measured.

        |q − p|² is |p|² + |q|² − 2pq: as one product of matrices, without the |p|².
        """
        middle = places[0]
        corners, places = self.places[near] - middle, places - middle
        right = np.empty((4, len(near)))
        right[:3], right[3] = -2 * corners.T, _squared(corners)
        left = np.ones((len(places), 4))
        left[:, :3] = places
        squared = left @ right
        least = squared.min(axis=1)
        away = np.sqrt(np.maximum(least + _squared(places), 0))
        limit = least + self._margin(away)
        row, column = np.divmod(np.flatnonzero(squared <= limit[:, None]), len(near))
        return row, near[column]

    def _within(
        self, near: np.ndarray, middle: np.ndarray, radius: float
    ) -> np.ndarray:
        """Return those corners that may be asked for a place within r of a middle m.

        Any corner a is a witness: q is asked for a place p only where |q − p|² is not
        much more than |a − p|². That difference is at least
        |q − m|² − |a − m|² − 2r|q − a| for every p within r of m.
        """
        corners = self.places[near]
        away = _away(corners, middle)
        best = away.argmin()
        apart = _away(corners, corners[best])
        most = self._most(away[best], radius)
        return near[away**2 - 2 * radius * apart <= most]

    def _of_blocks(self, middle: np.ndarray, radius: float) -> np.ndarray:
        """Return the corners of blocks of which one may be asked, by the same rule."""
        away = _away(self.middles, middle)
        first = self.starts[away.argmin()]
        some = self.places[first : first + BLOCK]
        witness = some[_away(some, middle).argmin()]
        apart = _away(self.middles, witness) + self.radii
        least = np.maximum(away - self.radii, 0) ** 2
        most = self._most(float(_away(witness, middle)), radius)
        blocks = np.flatnonzero(least - 2 * radius * apart <= most)
        block, step = spread(self.sizes[blocks])
        return (self.starts[blocks[block]] + step).astype(np.int32)

    def _most(self, witness: float, radius: float) -> float:
        return witness**2 + self._margin(witness + radius)

    def _margin(self, away: Any) -> Any:
        """Return by how much a squared distance may exceed that of the nearest corner.

        0.1 m more than is asked, and 1 m² against rounding.
        """
        return self.beyond**2 + 0.2 * np.hypot(away, self.beyond) + 1


def cells(longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """Return the finest cell of each place, numbered so that neighbors follow.

    The bits of column and row take turns (Morton's order): without its last two bits
    the number is that of the cell twice as large.
    """
    count = 2**FINEST
    column = np.floor((longitude + 180) * (count / 360)).astype(np.int64) % count
    row = np.floor((latitude + 90) * (count / 180)).astype(np.int64).clip(0, count - 1)
    return _with_gaps(column) | _with_gaps(row) << np.uint32(1)


def groups(cell: np.ndarray, halvings: int) -> np.ndarray:
    """Return where each cell of sorted places begins, and the number of all places."""
    own = _coarser(cell, halvings)
    return np.concatenate([[0], np.flatnonzero(own[1:] != own[:-1]) + 1, [len(cell)]])


def crowded(cell: np.ndarray) -> int:
    """Return how often cells are halved in which sorted places crowd, 0 for none."""
    for halvings in FINE:
        if len(cell) >= CROWD * (len(groups(cell, halvings)) - 1):
            return halvings
    return 0


def _coarser(cell: Any, halvings: int) -> Any:
    """Return the number of the cells of so many halvings that hold the finest ones."""
    return cell >> 2 * (FINEST - halvings)


def _circle(halvings: int, cell: int) -> tuple[np.ndarray, float]:
    """Return the middle of a cell in space, and how far from it a place of it may be.

    No step along a meridian or a parallel is longer than taken here, and neither is the
    line that is straight in degrees, of which the chord is the shorter way.
    """
    column, row = (
        sum((cell >> 2 * bit + side & 1) << bit for bit in range(halvings))
        for side in (0, 1)
    )
    wide, high = 360 / 2**halvings, 180 / 2**halvings
    west, south = column * wide - 180, row * high - 90
    nearest_equator = max(south, -south - high, 0.0)
    across = wide / 2 * np.cos(np.radians(nearest_equator))
    middle = to_space(np.array([[west + wide / 2, south + high / 2]]))[0]
    return middle, METERS_PER_DEGREE * np.hypot(across, high / 2) + 1


def _with_gaps(number: np.ndarray) -> np.ndarray:
    """Return whole numbers below 2¹⁶ with a zero before each of their bits."""
    bits = number.astype(np.uint32)
    for shift, mask in (
        (8, 0xFF00FF),
        (4, 0xF0F0F0F),
        (2, 0x33333333),
        (1, 0x55555555),
    ):
        bits = (bits | bits << np.uint32(shift)) & np.uint32(mask)
    return bits


def _away(places: np.ndarray, place: np.ndarray) -> np.ndarray:
    return np.sqrt(_squared(places - place))


def _squared(vectors: np.ndarray) -> np.ndarray:
    return np.einsum("...j,...j->...", vectors, vectors)
