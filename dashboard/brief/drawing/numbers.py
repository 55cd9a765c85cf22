"""Numbers of marks without room for a label; a list below the map says the rest."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
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
    left = 0
    for site in sites:
        if group := _over(site, groups):
            group.sites.append(site)
            continue
        spot = _spot(page, frame, site) if len(groups) < MOST_NUMBERS else None
        if spot:
            artists = _draw(page, *spot, str(len(groups) + 1))
            groups.append(Numbered(*spot, [site], artists))
        elif group := _nearest(site, groups):
            group.sites.append(site)
        else:
            left += 1
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


def _over(site: Site, groups: list[Numbered]) -> Numbered | None:
    """Return the group with a mark that covers part of this one."""
    for group in groups:
        for other in group.sites:
            if np.hypot(site.x - other.x, site.y - other.y) < site.r + other.r:
                return group
    return None


def _nearest(site: Site, groups: list[Numbered]) -> Numbered | None:
    near = [(np.hypot(site.x - each.x, site.y - each.y), each) for each in groups]
    distance, group = min(near, key=lambda pair: pair[0], default=(np.inf, None))
    return group if distance <= NEAR else None


def _spot(page: Page, frame: Frame, site: Site) -> tuple[float, float] | None:
    """Return a free place for a number that touches its mark, or None.

    A mark among marks that cover each other has its number at the edge of them.
    """
    west, north, east, south = frame.box.buffer(-RADIUS - 4).bounds
    for x0, y0, r in _touching(page, site):
        reach = r + RADIUS
        for x, y in zip(
            x0 + np.cos(ANGLES) * reach, y0 - np.sin(ANGLES) * reach, strict=True
        ):
            inside = west <= x <= east and north <= y <= south
            if inside and _is_free(page, (x0, y0, r), (float(x), float(y))):
                return float(x), float(y)
    return None


def _touching(page: Page, site: Site) -> list[tuple[float, float, float]]:
    """Return the mark of a site, then those that cover part of it or of each other."""
    found = [(site.x, site.y, site.r)]
    for x, y, r in found:
        for other in page.symbols:
            if (
                other not in found
                and np.hypot(x - other[0], y - other[1]) < r + other[2]
            ):
                found.append(other)
    return found


def _is_free(page: Page, mark, middle) -> bool:
    """Return whether a number at a place meets nothing but its mark."""
    (mx, my, r), (x, y) = mark, middle
    own = (mx - r - 4, my - r - 4, mx + r + 4, my + r + 4)
    x0, y0, x1, y1 = x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS
    return all(
        (a, b, c, d) == own or x1 <= a or c <= x0 or y1 <= b or d <= y0
        for a, b, c, d in page.taken
    )


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
    def words() -> str:
        rows = pd.concat([site.rows for site in group.sites])
        lines = [site.line for site in group.sites]
        contested = [line for line in lines if line.verification == "contested"]
        return entry_words(rows, (contested or lines)[0], dictionary, place)

    return page.once(("number", place, *(site.key for site in group.sites)), words)
