"""Numbers of marks without room for a label; a list below the map says the rest."""

from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.patches import Circle

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import POINTS
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.mark_labels import entry_words
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.sites import Sites
from dashboard.brief.drawing.strip import Item
from dashboard.brief.drawing.stroke import Stroke
from dashboard.style import COLORS
from dashboard.table.dictionary import Dictionary

RADIUS, PX = 11.0, 14
"""Pixels of the disc of a number, and of its type."""
MOST_NUMBERS = 24
"""Numbers on one map; more would hide it."""
NEAR = 70.0
"""Pixels within which a mark whose number has no room takes that of another."""
MOST_TOUCHING = 200
"""Marks that cover each other, around which a place for a number is looked for."""
ASKED, MOST_ASKED = 64, 512
"""Marks whose neighbors are looked for at once: at first, and at the most."""
MOST_PAIRS = 200_000
"""Pairs of neighbors beyond which fewer marks are looked at together."""
NO_NUMBER = MOST_NUMBERS
"""Stands for a mark that has no number so far: those of the others are lower."""
Mark = tuple[float, float, float]
"""Middle and reach of a mark on the page, in pixels."""
ANGLES = np.radians([45, 135, -45, -135, 0, 180, 90, -90, 22, 158, -22, -158])


@dataclass
class Numbered:
    """Marks that share a number: the middle of its disc on the page, its artists."""

    x: float
    y: float
    artists: tuple[Stroke, ...]


@on_layer("labels")
def number_marks(
    page: Page, frame: Frame, sites: Sites, dictionary: Dictionary
) -> tuple[list[Item], int]:
    """Write a number at each mark, one for marks that cover each other.

    ``sites`` are the marks without a label, the most important first. Returns the items
    of the list, and how many marks have no number.
    """
    groups: list[Numbered] = []
    placed = Placed(sites.marks)
    full: set[Mark] = set()
    for at in range(len(sites)):
        if len(groups) == MOST_NUMBERS:
            placed.add_rest(_nearest(sites.marks, groups))
            break
        number = placed.over(at)
        if number == NO_NUMBER:
            mark = placed.mark(at)
            if spot := _spot(page, frame, mark, full):
                number = len(groups)
                groups.append(Numbered(*spot, _draw(page, *spot, str(number + 1))))
            else:
                number = int(_nearest(np.array([mark]), groups)[0])
        placed.add(at, number)
    number_of = placed.numbers
    items = [
        _item(
            page,
            group,
            number,
            sites.take(np.flatnonzero(number_of == number)),
            dictionary,
        )
        for number, group in enumerate(groups)
    ]
    return items, int((number_of == NO_NUMBER).sum())


class Placed:
    """The marks that share a number so far; each is asked about in their order.

    There may be tens of thousands: a tree finds those that may cover each, for many of
    them at once, but no more than that a heap of marks never fills the memory.
    """

    def __init__(self, marks: np.ndarray) -> None:
        """Take all marks that may get a number, in the order of asking, as (n, 3)."""
        self.x, self.y, self.r = np.asarray(marks, dtype=float).reshape(-1, 3).T
        reach = self.r + 1e-6
        self.boxes = shapely.box(
            self.x - reach, self.y - reach, self.x + reach, self.y + reach
        )
        self.tree = shapely.STRtree(self.boxes)
        self.numbers = np.full(len(self.x), NO_NUMBER)
        self.added, self.asked = 0, ASKED
        self.first, self.starts = 0, np.zeros(1, dtype=int)
        self.covered = np.zeros(0, dtype=int)

    def mark(self, at: int) -> Mark:
        """Return the mark ``at`` a position."""
        return float(self.x[at]), float(self.y[at]), float(self.r[at])

    def add(self, at: int, number: int) -> None:
        """Keep the number of the mark ``at`` a position, the next in the order."""
        self.numbers[at] = number
        self.added = at + 1

    def over(self, at: int) -> int:
        """Return the first number with a mark that covers part of the one ``at``.

        ``NO_NUMBER`` where there is none.
        """
        if at == self.first + len(self.starts) - 1:
            last, one, self.covered = self._cover(at)
            self.first, self.starts = at, np.searchsorted(one, np.arange(at, last + 1))
        start, end = self.starts[at - self.first : at - self.first + 2]
        return int(self.numbers[self.covered[start:end]].min(initial=NO_NUMBER))

    def add_rest(self, otherwise: np.ndarray) -> None:
        """Give each mark that is left the first number over it, else that given for it.

        Of the marks that are looked at together few cover each other: only these are
        looked at one by one.
        """
        while self.added < len(self.x):
            first = self.added
            last, one, other = self._cover(first)
            least, before = np.full(last - first, NO_NUMBER), other < first
            np.minimum.at(least, one[before] - first, self.numbers[other[before]])
            found, given = least.tolist(), otherwise[first:last].tolist()
            pairs = (one[~before] - first).tolist(), (other[~before] - first).tolist()
            for mark, covers in zip(*pairs, strict=True):
                number = found[covers]
                number = given[covers] if number == NO_NUMBER else number
                found[mark] = min(found[mark], number)
            least = np.array(found, dtype=int)
            self.numbers[first:last] = np.where(
                least == NO_NUMBER, otherwise[first:last], least
            )
            self.added = last

    def _cover(self, first: int) -> tuple[int, np.ndarray, np.ndarray]:
        """Find what the next marks cover of those before them.

        Returns where these marks end, and pairs of such a mark and one that it covers,
        in the order of the first of them.
        """
        last = min(first + self.asked, len(self.boxes))
        one, other = self.tree.query(self.boxes[first:last])
        room = MOST_PAIRS * self.asked // max(len(one), 1)
        self.asked = min(max(room, ASKED), 2 * self.asked, MOST_ASKED)
        one = one + first
        one, other = one[other < one], other[other < one]
        apart = np.hypot(self.x[other] - self.x[one], self.y[other] - self.y[one])
        meet = apart < self.r[other] + self.r[one]
        one, other = one[meet], other[meet]
        order = np.argsort(one, kind="stable")
        return last, one[order], other[order]


def _nearest(marks: np.ndarray, groups: list[Numbered]) -> np.ndarray:
    """Return for each mark the number that is nearest, NO_NUMBER where all are far."""
    if not groups:
        return np.full(len(marks), NO_NUMBER)
    of_x, of_y = np.array([(group.x, group.y) for group in groups]).T
    apart = np.hypot(marks[:, [0]] - of_x, marks[:, [1]] - of_y)
    return np.where(apart.min(axis=1) <= NEAR, apart.argmin(axis=1), NO_NUMBER)


def _spot(
    page: Page, frame: Frame, mark: Mark, full: set[Mark]
) -> tuple[float, float] | None:
    """Return a free place for a number that touches its mark, or None.

    A mark among marks that cover each other has its number at the edge of them.
    ``full`` are marks around which there was no room: room only gets less.
    """
    if mark in full:
        return None
    west, north, east, south = frame.box.buffer(-RADIUS - 4).bounds
    taken = np.array(page.taken, dtype=float).reshape(-1, 4)
    touching = _touching(page, mark)
    for x0, y0, r in touching:
        reach = r + RADIUS
        x, y = x0 + np.cos(ANGLES) * reach, y0 - np.sin(ANGLES) * reach
        inside = (west <= x) & (x <= east) & (north <= y) & (y <= south)
        free = inside & _are_free(taken, (x0, y0, r), x, y)
        if free.any():
            first = int(free.argmax())
            return float(x[first]), float(y[first])
    full.update(touching)
    return None


def _touching(page: Page, mark: Mark) -> list[Mark]:
    """Return a mark, then those that cover part of it or of each other.

    Up to ``MOST_TOUCHING``: a number far from its mark would be that of another.
    """
    found = [mark]
    marks = np.array(page.symbols, dtype=float).reshape(-1, 3)
    left = ~(marks == found[0]).all(axis=1)
    for x, y, r in found:
        apart = np.hypot(marks[:, 0] - x, marks[:, 1] - y)
        near = left & (apart < r + marks[:, 2])
        found += dict.fromkeys((a, b, c) for a, b, c in marks[near].tolist())
        left &= ~near
        if len(found) >= MOST_TOUCHING:
            break
    return found[:MOST_TOUCHING]


def _are_free(
    taken: np.ndarray, mark: Mark, x: np.ndarray, y: np.ndarray
) -> np.ndarray:
    """Return of numbers at ``x, y`` which meet nothing but their mark.

    ``taken`` are boxes: left, top, right, bottom.
    """
    mx, my, r = mark
    own = (taken == (mx - r - 4, my - r - 4, mx + r + 4, my + r + 4)).all(axis=1)
    left, top, right, bottom = taken[~own].T
    x, y = x[:, None], y[:, None]
    meets = (x + RADIUS > left) & (right > x - RADIUS)
    meets &= (y + RADIUS > top) & (bottom > y - RADIUS)
    return ~meets.any(axis=1)


def _draw(page: Page, x: float, y: float, number: str) -> tuple[Stroke, ...]:
    look = {"fc": "white", "ec": COLORS.outline, "lw": 1.2 * POINTS, "zorder": 24}
    disc = page.add(Circle, (x, y), RADIUS, **look)
    px = page.px(PX)
    text = page.text(x, y + px * 0.34, number, px, "bold", ha="center", zorder=25)
    page.take(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
    return disc, text


def _item(
    page: Page, group: Numbered, number: int, sites: Sites, dictionary: Dictionary
) -> Item:
    """Return what the list says of the marks of a number."""
    words, short = _words(page, sites, dictionary)
    deaths = float(np.nan_to_num(sites.best).max())
    return Item(str(number + 1), words, group.artists, deaths, short)


def _words(page: Page, sites: Sites, dictionary: Dictionary) -> tuple[str, str]:
    """Return what the list says of a number, and the same without the place."""
    points, outlines = sites.points, sites.looks.outlines
    positions = points.rows_of(sites.number)
    lines = [outlines[number] for number in dict.fromkeys(sites.line.tolist())]

    def words() -> tuple[str, str]:
        contested = [line for line in lines if line.verification == "contested"]
        rows = points.table.iloc[positions]
        return entry_words(rows, (contested or lines)[0], dictionary)

    return page.once(("number", *lines, *points.index[positions].tolist()), words)
