"""Numbers of marks without room for a label; a list below the map says the rest."""

from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.patches import Circle

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import POINTS
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.mark_labels import entry_words
from dashboard.brief.drawing.marks import Site
from dashboard.brief.drawing.on_layer import on_layer
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
ASKED = 64
"""Marks whose neighbors are looked for at once."""
NO_NUMBER = MOST_NUMBERS
"""Stands for a mark that has no number so far: those of the others are lower."""
Mark = tuple[float, float, float]
"""Middle and reach of a mark on the page, in pixels."""
ANGLES = np.radians([45, 135, -45, -135, 0, 180, 90, -90, 22, 158, -22, -158])


@dataclass
class Numbered:
    """Marks that share one number, the middle of its disc on the page, its artists."""

    x: float
    y: float
    sites: list[Site]
    artists: tuple[Stroke, ...]


@on_layer("labels")
def number_marks(
    page: Page, frame: Frame, sites: list[Site], dictionary: Dictionary
) -> tuple[list[Item], int]:
    """Write a number at each mark, one for marks that cover each other.

    ``sites`` are the marks without a label, the most important first. Returns the items
    of the list, and how many marks have no number.
    """
    groups: list[Numbered] = []
    placed = Placed(sites)
    full: set[Mark] = set()
    nearest: list[int | None] = []
    left = 0
    for at, site in enumerate(sites):
        number = placed.over(at)
        is_full = len(groups) == MOST_NUMBERS
        if number is None and not is_full and (spot := _spot(page, frame, site, full)):
            number = len(groups)
            artists = _draw(page, *spot, str(number + 1))
            groups.append(Numbered(*spot, [], artists))
        if number is None and is_full:
            nearest = nearest or _nearest(placed.x, placed.y, groups)
            number = nearest[at]
        elif number is None:
            here = slice(at, at + 1)
            [number] = _nearest(placed.x[here], placed.y[here], groups)
        if number is None:
            left += 1
        else:
            groups[number].sites.append(site)
            placed.add(at, number)
    items = []
    for number, group in enumerate(groups, 1):
        words, short = _words(page, group, dictionary)
        deaths = _deaths(group)
        items.append(Item(str(number), words, group.artists, deaths, short))
    return items, left


class Placed:
    """The marks that share a number so far; each is asked about in their order.

    There may be tens of thousands: a tree finds those that may cover each, for
    ``ASKED`` of them at once, so that a heap of marks never fills the memory.
    """

    def __init__(self, sites: list[Site]) -> None:
        """Take all marks that may get a number, in the order of asking."""
        circles = [(site.x, site.y, site.r) for site in sites]
        self.x, self.y, self.r = np.array(circles, dtype=float).reshape(-1, 3).T
        reach = self.r + 1e-6
        self.boxes = shapely.box(
            self.x - reach, self.y - reach, self.x + reach, self.y + reach
        )
        self.tree = shapely.STRtree(self.boxes)
        self.numbers = np.full(len(sites), NO_NUMBER)
        self.first, self.starts, self.covered = 0, np.zeros(1, int), np.zeros(0, int)

    def add(self, at: int, number: int) -> None:
        """Keep the number of the mark ``at`` a position."""
        self.numbers[at] = number

    def over(self, at: int) -> int | None:
        """Return the first number with a mark that covers part of the one ``at``."""
        if at == self.first + len(self.starts) - 1:
            self._look_at(at)
        start, end = self.starts[at - self.first : at - self.first + 2]
        number = int(self.numbers[self.covered[start:end]].min(initial=NO_NUMBER))
        return None if number == NO_NUMBER else number

    def _look_at(self, first: int) -> None:
        """Find what the next marks cover of those before them."""
        one, other = self.tree.query(self.boxes[first : first + ASKED])
        one = one + first
        one, other = one[other < one], other[other < one]
        apart = np.hypot(self.x[other] - self.x[one], self.y[other] - self.y[one])
        meet = apart < self.r[other] + self.r[one]
        one, other = one[meet], other[meet]
        order = np.argsort(one, kind="stable")
        last = min(first + ASKED, len(self.boxes))
        self.first, self.covered = first, other[order]
        self.starts = np.searchsorted(one[order], np.arange(first, last + 1))


def _nearest(x: np.ndarray, y: np.ndarray, groups: list[Numbered]) -> list[int | None]:
    """Return for each mark the number that is nearest, None where all are far."""
    if not groups:
        return [None] * len(x)
    of_x, of_y = np.array([(group.x, group.y) for group in groups]).T
    apart = np.hypot(x[:, None] - of_x, y[:, None] - of_y)
    near = zip(apart.argmin(axis=1).tolist(), apart.min(axis=1) <= NEAR, strict=True)
    return [number if is_near else None for number, is_near in near]


def _spot(
    page: Page, frame: Frame, site: Site, full: set[Mark]
) -> tuple[float, float] | None:
    """Return a free place for a number that touches its mark, or None.

    A mark among marks that cover each other has its number at the edge of them.
    ``full`` are marks around which there was no room: room only gets less.
    """
    if (site.x, site.y, site.r) in full:
        return None
    west, north, east, south = frame.box.buffer(-RADIUS - 4).bounds
    taken = np.array(page.taken, dtype=float).reshape(-1, 4)
    touching = _touching(page, site)
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


def _touching(page: Page, site: Site) -> list[Mark]:
    """Return the mark of a site, then those that cover part of it or of each other.

    Up to ``MOST_TOUCHING``: a number far from its mark would be that of another.
    """
    found = [(site.x, site.y, site.r)]
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


def _deaths(group: Numbered) -> float:
    return float(max(site.best or 0 for site in group.sites))


def _words(page: Page, group: Numbered, dictionary: Dictionary) -> tuple[str, str]:
    """Return what the list says of a number, and the same without the place."""
    table = group.sites[0].table
    positions = np.concatenate([site.positions for site in group.sites])
    lines = list(dict.fromkeys(site.line for site in group.sites))

    def words() -> tuple[str, str]:
        contested = [line for line in lines if line.verification == "contested"]
        return entry_words(table.iloc[positions], (contested or lines)[0], dictionary)

    return page.once(("number", *lines, *table.index[positions]), words)
