"""The places of a window: how large the mark of each is, and which rows it stands for.

There may be ten thousands, of which a map looks closely at a few dozen: all are kept as
columns, and one becomes a :class:`Site` when it is asked for.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
import pandas as pd
import shapely

from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.points import Points, points_of, toll_of_points
from dashboard.style import MarkClass, Outline, shape_factor
from dashboard.table.dictionary import Dictionary
from dashboard.table.looks import Looks

UNIT = 6.0
"""Pixels of radius for one death, where no mark of the table is too large."""
MOST_RADIUS = 30.0
"""Pixels of radius of the largest circle: a larger mark hides its neighbours."""


@dataclass(eq=False, slots=True)
class Site:
    """All rows on one point: what is drawn once, and its label.

    ``x, y`` on the page; ``r`` the reach of the mark in pixels; ``best`` the toll that
    sizes it; ``look`` and ``line`` its class and outline; ``positions`` the numbers of
    its rows in ``table``. ``radius`` are the kilometres of each row of the table.
    """

    x: float
    y: float
    r: float
    best: int | None
    look: MarkClass
    line: Outline
    at_sea: bool
    table: pd.DataFrame
    positions: np.ndarray
    radius: np.ndarray

    @property
    def rows(self) -> pd.DataFrame:
        """Return the rows on this point."""
        return self.table.iloc[self.positions]

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Return what its words depend on: its rows, and its outline."""
        return (self.line, *self.table.index[self.positions])

    @property
    def longitude(self) -> float:
        """Return degrees east."""
        return float(self.table["longitude"].iloc[self.positions[0]])

    @property
    def latitude(self) -> float:
        """Return degrees north."""
        return float(self.table["latitude"].iloc[self.positions[0]])

    @property
    def radii(self) -> list[float]:
        """Return the distances in km within which the rows may lie; 0 is none."""
        radius = self.radius[self.positions]
        return np.unique(radius[radius > 0]).tolist()


@dataclass(eq=False)
class Sites(Sequence[Site]):
    """The sites of a window in an order, as columns of one value for each.

    ``number`` is that of each among the ``points``; ``x, y, r`` as of :class:`Site`.
    ``made`` are those that were asked for, by number: each is one and the same Site,
    however often and in whatever order it is asked for.
    """

    points: Points
    looks: Looks
    number: np.ndarray
    x: np.ndarray
    y: np.ndarray
    r: np.ndarray
    made: dict[int, Site]

    def __len__(self) -> int:
        """Return how many sites there are."""
        return len(self.number)

    @overload
    def __getitem__(self, at: int) -> Site: ...
    @overload
    def __getitem__(self, at: slice) -> "Sites": ...
    def __getitem__(self, at: int | slice) -> "Site | Sites":
        """Return the site at a position, or those of a slice."""
        if isinstance(at, slice):
            return self.take(np.arange(len(self))[at])
        at = range(len(self))[at]  # -1 is the last
        number = int(self.number[at])
        if number not in self.made:
            self.made[number] = self._site(at, number)
        return self.made[number]

    def _site(self, at: int, number: int) -> Site:
        points, best = self.points, self.best[at]
        return Site(
            x=float(self.x[at]),
            y=float(self.y[at]),
            r=float(self.r[at]),
            best=None if np.isnan(best) else int(best),
            look=self.looks.classes[points.look[number]],
            line=self.looks.outlines[points.line[number]],
            at_sea=bool(points.at_sea[number]),
            table=points.table,
            positions=points.rows_of(self.number[at : at + 1]),
            radius=points.radius,
        )

    def take(self, order: np.ndarray | Sequence[int]) -> "Sites":
        """Return the sites at these positions, in this order."""
        at = np.asarray(order, dtype=int)
        number, x, y, r = (each[at] for each in (self.number, self.x, self.y, self.r))
        return Sites(self.points, self.looks, number, x, y, r, self.made)

    def without(self, sites: Iterable[Site]) -> "Sites":
        """Return the sites that are none of these."""
        gone = {id(site) for site in sites}
        return self.take([at for at in range(len(self)) if id(self[at]) not in gone])

    def holds_any(self, others: "Sites") -> bool:
        """Return whether one of other sites of the same points is among these."""
        return bool(np.isin(others.number, self.number).any())

    @property
    def marks(self) -> np.ndarray:
        """Return middle and reach of each mark in pixels, as an array (n, 3)."""
        return np.column_stack([self.x, self.y, self.r])

    @property
    def best(self) -> np.ndarray:
        """Return the toll that sizes each mark; NaN without one."""
        return self.points.best[self.number]

    @property
    def has_toll(self) -> np.ndarray:
        """Return which marks stand for a death."""
        return self.best > 0

    @property
    def look(self) -> np.ndarray:
        """Return the number of each class among the looks."""
        return self.points.look[self.number]

    @property
    def line(self) -> np.ndarray:
        """Return the number of each outline among the looks."""
        return self.points.line[self.number]


def unit_of(table: pd.DataFrame, looks: Looks) -> float:
    """Return the pixels of radius for one death on every brief of a table.

    It comes from all rows, not from those selected: so the marks of two briefs, or of
    both maps of a pair, can be compared.
    """
    tolls = toll_of_points(table)
    highest = np.nan_to_num(tolls).max(initial=0)
    largest = looks.radius(float(highest), UNIT)
    return UNIT * min(1.0, MOST_RADIUS / largest)


def find_sites(
    rows: pd.DataFrame, frame: Frame, dictionary: Dictionary, unit: float = UNIT
) -> Sites:
    """Return one site for each point in the window, the largest first.

    ``unit`` is :func:`unit_of` the table. Rows of precision 3 have no place and are
    not among them.
    """
    return sites_in(points_of(rows, dictionary), frame, dictionary, unit)


def sites_in(
    points: Points, frame: Frame, dictionary: Dictionary, unit: float = UNIT
) -> Sites:
    """Return one site for each of the points in the window, as :func:`find_sites`."""
    looks = dictionary.looks
    x, y = frame.place(points.longitude, points.latitude)
    seen = np.flatnonzero(shapely.contains_xy(frame.box, x, y))
    seen = seen[np.lexsort((y[seen], x[seen], -np.nan_to_num(points.best[seen])))]
    reach = _reaches(points, looks, unit)[seen]
    return Sites(points, looks, seen, x[seen], y[seen], reach, {})


def _reaches(points: Points, looks: Looks, unit: float) -> np.ndarray:
    """Return how far the mark of each point reaches: few tolls and classes differ."""
    classes = looks.classes
    best = np.nan_to_num(points.best, nan=-1.0)  # none has the size of no death
    kinds, kind = np.unique(
        (best + 1) * len(classes) + points.look, return_inverse=True
    )
    deaths, look = np.divmod(kinds, len(classes))
    reach = [
        reach_of(killed - 1, classes[int(number)], looks, unit)
        for killed, number in zip(deaths.tolist(), look.tolist(), strict=True)
    ]
    return np.array(reach, dtype=float)[kind]


def reach_of(best: float | None, look: MarkClass, looks: Looks, unit: float) -> float:
    """Return how far a mark reaches from its middle, in pixels."""
    return looks.radius(best, unit) * shape_factor(look.shape)
