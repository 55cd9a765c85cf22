"""The states: which one a point is in, which is nearest, which another is in reach."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from dashboard.geo.nearest import Outline, coast_edges
from dashboard.geo.region_index import CellIndex, edges_of

# The shortest a degree of latitude gets on WGS84, for boxes that must not be too small.
LEAST_METERS_PER_DEGREE = 110_500.0


class Borders:
    """Answers for many points, given as longitudes and latitudes in degrees (WGS84).

    A state is given as its position in ``geometries``, −1 for none. Coasts and borders
    are prepared when first needed.
    """

    def __init__(self, geometries: np.ndarray) -> None:
        self.geometries = geometries
        self.index = CellIndex(geometries)

    @cached_property
    def _edges(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return edges_of(self.geometries)

    @cached_property
    def _spans(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """The least and the most longitude of each edge, then the same of latitude."""
        start, end, _ = self._edges
        both = zip(start.T, end.T, strict=True)
        return [(np.minimum(*each), np.maximum(*each)) for each in both]

    @cached_property
    def _coast(self) -> Outline:
        start, end, owner = self._edges
        coast = coast_edges(start, end)
        return Outline(start[coast], end[coast], owner[coast])

    @cached_property
    def _borders(self) -> Outline:
        return Outline(*self._edges)

    def within(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Return the position of the state that each point is in, −1 for none."""
        return self.index.find(longitude, latitude)

    def nearest(
        self,
        longitude: np.ndarray,
        latitude: np.ndarray,
        within: np.ndarray | None = None,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return metres to the nearest state, 0 inside, and its position.

        Geodesic (WGS84) to the coast as drawn; of two equally near the first. States
        that the layers leave out because they lie beyond their box are not known.
        ``within`` is the answer of :meth:`within`, where it is there already.
        """
        longitude, latitude = np.asarray(longitude), np.asarray(latitude)
        if within is None:
            within = self.within(longitude, latitude)
        position = within.copy()
        meters = np.zeros(len(position))
        out = np.flatnonzero(position < 0)
        if len(out):
            near = self._coast.nearest(longitude[out], latitude[out])
            meters[out], position[out] = near.meters, near.owner
        return meters, position

    def other(
        self,
        longitude: np.ndarray,
        latitude: np.ndarray,
        home: np.ndarray,
        radius: np.ndarray,
        within: np.ndarray | None = None,
    ) -> np.ndarray:
        """Return the position of the nearest state but ``home`` in each circle, or −1.

        ``home`` are positions of states, ``radius`` metres; a circle of radius 0 on a
        shared border reaches both sides. ``within`` is that of :meth:`nearest`.
        """
        longitude, latitude = np.asarray(longitude), np.asarray(latitude)
        if within is None:
            within = self.within(longitude, latitude)
        other = np.where(within == home, -1, within)
        left = np.flatnonzero(other < 0)
        if not len(left):
            return other
        near = self._borders.nearest(longitude[left], latitude[left])
        nearest = np.where(near.owner == home[left], near.last_owner, near.owner)
        reached, foreign = near.meters <= radius[left], nearest != home[left]
        other[left[reached & foreign]] = nearest[reached & foreign]
        left = left[reached & ~foreign]  # only its own border is nearest: look beyond
        for state in np.unique(home[left]):
            at = left[home[left] == state]
            beyond = self._beyond(state, longitude[at], latitude[at], radius[at].max())
            found = beyond.nearest(longitude[at], latitude[at])
            other[at] = np.where(found.meters <= radius[at], found.owner, -1)
        return other

    def _beyond(
        self, home: int, longitude: np.ndarray, latitude: np.ndarray, radius: float
    ) -> Outline:
        """Return the borders of the other states that may lie within the radius."""
        start, end, owner = self._edges
        up = radius / LEAST_METERS_PER_DEGREE
        steepest = np.radians(min(np.abs(latitude).max() + up, 89))
        margin = np.array([up / np.cos(steepest), up])
        low = np.array([longitude.min(), latitude.min()]) - margin
        high = np.array([longitude.max(), latitude.max()]) + margin
        (west, east), (south, north) = self._spans
        kept = np.flatnonzero((east >= low[0]) & (west <= high[0]))
        # Few are left: only of these the rest is looked at.
        near = (north[kept] >= low[1]) & (south[kept] <= high[1])
        kept = kept[near & (owner[kept] != home)]
        return Outline(start[kept], end[kept], owner[kept])
