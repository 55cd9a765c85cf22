"""Numbers of marks without room for a label; a list below the map says the rest."""

from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.patches import Circle

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import POINTS
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.mark_labels import entry_words
from dashboard.brief.drawing.marks import Site
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.strip import Item
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
Mark = tuple[float, float, float]
"""Middle and reach of a mark on the page, in pixels."""
ANGLES = np.radians([45, 135, -45, -135, 0, 180, 90, -90, 22, 158, -22, -158])


@dataclass
class Numbered:
    """Marks that share one number, the middle of its disc on the page, its artists."""

    x: float
    y: float
    sites: list[Site]
    artists: tuple[Artist, ...]


@on_layer("labels")
def number_marks(
    page: Page, frame: Frame, sites: list[Site], dictionary: Dictionary
) -> tuple[list[Item], int]:
    """Write a number at each mark, one for marks that cover each other.

    ``sites`` are the marks without a label, the most important first. Returns the items
    of the list, and how many marks have no number.
    """
    groups: list[Numbered] = []
    placed = Placed(max((site.r for site in sites), default=0.0))
    full: set[Mark] = set()
    left = 0
    for site in sites:
        number = placed.over(site)
        is_done = number is not None or len(groups) == MOST_NUMBERS
        if not is_done and (spot := _spot(page, frame, site, full)):
            number = len(groups)
            artists = _draw(page, *spot, str(number + 1))
            groups.append(Numbered(*spot, [], artists))
        if number is None:
            number = _nearest(site, groups)
        if number is None:
            left += 1
        else:
            groups[number].sites.append(site)
            placed.add(site, number)
    items = [
        Item(
            str(number),
            _words(page, group, dictionary),
            group.artists,
            _deaths(group),
            _words(page, group, dictionary, place=False),
        )
        for number, group in enumerate(groups, 1)
    ]
    return items, left


class Placed:
    """The marks that share a number so far, by squares of the page.

    There may be tens of thousands: each is held against those around it alone.
    """

    def __init__(self, widest: float) -> None:
        """Make room for marks that reach no farther than the widest, in pixels."""
        self.side = max(2 * widest, 1.0)
        self.squares: dict[tuple[int, int], list[tuple[float, float, float, int]]] = {}

    def add(self, site: Site, number: int) -> None:
        """Keep a mark and its number."""
        kept = self.squares.setdefault(self._square(site), [])
        kept.append((site.x, site.y, site.r, number))

    def over(self, site: Site) -> int | None:
        """Return the first number with a mark that covers part of this one."""
        column, row = self._square(site)
        around = [
            each
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for each in self.squares.get((x, y), ())
        ]
        if not around:
            return None
        x, y, r, number = np.array(around).T
        covers = np.hypot(x - site.x, y - site.y) < r + site.r
        return int(number[covers].min()) if covers.any() else None

    def _square(self, site: Site) -> tuple[int, int]:
        return int(site.x // self.side), int(site.y // self.side)


def _nearest(site: Site, groups: list[Numbered]) -> int | None:
    near = [
        (np.hypot(site.x - each.x, site.y - each.y), number)
        for number, each in enumerate(groups)
    ]
    distance, number = min(near, default=(np.inf, None))
    return number if distance <= NEAR else None


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


def _draw(page: Page, x: float, y: float, number: str) -> tuple[Artist, ...]:
    look = {"fc": "white", "ec": COLORS.outline, "lw": 1.2 * POINTS, "zorder": 24}
    disc = page.add(Circle((x, y), RADIUS, **look))
    px = page.px(PX)
    text = page.text(x, y + px * 0.34, number, px, "bold", ha="center", zorder=25)
    page.take(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
    return disc, text


def _deaths(group: Numbered) -> float:
    return float(max(site.best or 0 for site in group.sites))


def _words(
    page: Page, group: Numbered, dictionary: Dictionary, place: bool = True
) -> str:
    table = group.sites[0].table
    positions = np.concatenate([site.positions for site in group.sites])
    lines = [site.line for site in group.sites]

    def words() -> str:
        contested = [line for line in lines if line.verification == "contested"]
        rows = table.iloc[positions]
        return entry_words(rows, (contested or lines)[0], dictionary, place)

    key = ("number", place, *dict.fromkeys(lines), *table.index[positions])
    return page.once(key, words)
