"""Where a label may stand: every free spot around its mark, with what it costs.

A label is tried at the same places around each mark, in all its forms at once; one of
its cheapest spots is taken by :mod:`dashboard.brief.drawing.label_choice`.
"""

from typing import NamedTuple

import numpy as np
import shapely

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.ground import Ground
from dashboard.brief.drawing.label_choice import LEADER, Spot
from dashboard.brief.drawing.mark_labels import Lines
from dashboard.brief.drawing.sites import Site

ANGLES = (0, 180, 45, 135, -45, -135, 90, -90, 22, 158, -22, -158, 68, 112, -68, -112)
REACH = (8, 20, 36, 56, 80, 110, 150)
"""Degrees and pixels from a mark at which its label is tried, best first."""
DIRECTIONS = {
    angle: (float(np.cos(np.radians(angle))), float(-np.sin(np.radians(angle))))
    for angle in ANGLES
}
"""How far across and down the page each angle leads."""
STEEP = 0.75
"""Cosine of the angle above which a label stands beside its mark, not above it."""
SLACK = 1e-6
"""Cost by which sums of the same parts may differ."""
SPOTS = 100
"""The cheapest spots of a label are enough to choose from."""
SHORTER = (0, 120, 320)
"""What the forms of a label cost: whole, without its place, its head alone."""
CLEAR_OF_OWN, CLEAR_OF_OTHERS = 4, 9
"""Pixels between a leader and its own mark or one that covers part of that, and another
mark."""
APART, MISREAD = 14, 60
"""Pixels to another mark within which a label seems to belong to it; the cost."""


def _sides(across: float) -> tuple[str, ...]:
    """Return which sides of a label may be at its mark, the best first."""
    if across > STEEP:
        return ("left",)
    if across < -STEEP:
        return ("right",)
    if abs(across) <= 0.25:
        return ("center", "left", "right")
    return ("left", "right") if across > 0 else ("right", "left")


SIDES = ("left", "right", "center")
ACROSS, DOWN, REACHED, SIDE, FAR, RANK = range(6)
TRIED = np.array(
    [
        (
            *DIRECTIONS[angle],
            reach,
            SIDES.index(side),
            reach + reach * reach / 50 + 30 * further,
            rank,
        )
        for reach in REACH
        for rank, angle in enumerate(ANGLES)
        for further, side in enumerate(_sides(DIRECTIONS[angle][0]))
    ]
)
"""Every place at which a label is tried, the same for each: a row of the columns above.

``FAR`` is what its distance costs, and a side that is not the best; ``RANK`` how good
its angle is.
"""


class Rings(NamedTuple):
    """The edges of the circles of a map, and the box of each (n, 4)."""

    edges: np.ndarray
    bounds: np.ndarray


def rings_of(page: Page) -> Rings:
    """Return the circles of a map, measured once for all its labels."""
    edges = shapely.boundary(np.array(page.rings, dtype=object))
    shapely.prepare(edges)
    return Rings(edges, shapely.bounds(edges))


def find_spots(
    page: Page,
    frame: Frame,
    ground: Ground,
    rings: Rings,
    site: Site,
    forms: tuple[Lines, ...],
) -> list[Spot]:
    """Return the cheapest free spots of a label in all its forms, in order of cost."""
    form = np.repeat(np.arange(len(forms)), len(TRIED))
    sizes = np.array([_size(lines) for lines in forms])
    tried = np.tile(TRIED, (len(forms), 1))
    boxes, leaders = _boxes(site, tried, sizes[form])
    reach = tried[:, REACHED]
    cost = np.array(SHORTER)[form] + tried[:, FAR] + 1.5 * tried[:, RANK]
    inside = _inside(frame, boxes)
    inside[inside] = page.are_free(boxes[inside], 3)
    marks = np.array(page.symbols, dtype=float).reshape(-1, 3)
    marks = marks[(marks[:, :2] != (site.x, site.y)).any(axis=1)]
    led = np.flatnonzero(inside & (reach > LEADER))
    inside[led] = ~_are_hidden(page, site, marks, leaders[led])
    at = np.flatnonzero(inside)
    cost, best = _cheapest(ground, rings, marks, boxes[at], cost[at])
    return [
        Spot(tuple(box), side, reached, tuple(leader), price, forms[number])
        for box, side, reached, leader, price, number in zip(
            boxes[at[best]].tolist(),
            [SIDES[int(side)] for side in tried[at[best], SIDE]],
            reach[at[best]].tolist(),
            leaders[at[best]].tolist(),
            cost[best].tolist(),
            form[at[best]].tolist(),
            strict=True,
        )
    ]


def _size(lines) -> tuple[float, float]:
    wide = max(text_width(text, px, weight) for text, px, weight in lines) + 8
    return wide, sum(px * 1.18 for _, px, _ in lines) + 4


def _boxes(
    site: Site, tried: np.ndarray, sizes: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the box of each try of a label (n, 4), and its leader (n, 4).

    ``sizes`` are width and height of each.
    """
    across, down, reach, side = tried[:, [ACROSS, DOWN, REACHED, SIDE]].T
    w, h = sizes.T
    x = site.x + across * (site.r + reach)
    y = site.y + down * (site.r + reach) - h / 2 + down * h / 2
    centered = side == SIDES.index("center")
    at_right = side == SIDES.index("right")
    left = x - np.where(centered, w / 2, np.where(at_right, w, 0))
    right, low = left + w, y + h
    ends = np.where(centered, (left + right) / 2, np.where(at_right, right, left))
    beside = np.minimum(np.maximum(site.y, y + 12), low - 8)
    height = np.where(centered, np.where(down > 0, y, low), beside)
    here = np.full(len(x), site.x), np.full(len(x), site.y)
    return np.column_stack([left, y, right, low]), np.column_stack(
        [*here, ends, height]
    )


def _inside(frame: Frame, box: np.ndarray) -> np.ndarray:
    x0, y0, x1, y1 = box.T
    return (
        (x0 >= frame.x + 6)
        & (x1 <= frame.x + frame.w - 6)
        & (y0 >= frame.y + 6)
        & (y1 <= frame.y + frame.h - 6)
    )


def _are_hidden(
    page: Page, site: Site, marks: np.ndarray, leader: np.ndarray
) -> np.ndarray:
    """Return which leaders run through another mark, or below a plate or the legend."""
    leaders = shapely.linestrings(drawn_part(site, leader).reshape(-1, 2, 2))
    reach = marks[:, 2]
    apart = np.hypot(*(marks[:, :2] - (site.x, site.y)).T)
    meets = apart < reach + site.r
    clear = np.where(meets, CLEAR_OF_OWN, CLEAR_OF_OTHERS)
    hidden = _times_near(leaders, marks, reach + clear) > 0
    for block in page.blocks:
        hidden |= shapely.intersects(leaders, shapely.box(*block))
    return hidden


def _cheapest(
    ground: Ground, rings: Rings, marks: np.ndarray, box: np.ndarray, base: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the cost of each spot, and the cheapest ``SPOTS``, the best first.

    A label costs what it covers: land, edges of circles, and other marks near it. How
    much of a circle it covers takes longest to find, and is asked only of spots that
    may be among the cheapest without it; what others cost is infinite.
    """
    boxes = shapely.box(*box.T)
    land = 40 * ground.land_raster.share(box)
    near = _times_near(boxes, marks, marks[:, 2] + APART)
    least = base + land + MISREAD * near
    cost = np.full(len(box), np.inf)
    asked = np.argsort(least, kind="stable")[:SPOTS]
    for _ in range(2):
        more = _with_circles(rings, boxes[asked], land[asked])
        for times in range(near.max(initial=0)):
            more[near[asked] > times] += MISREAD
        cost[asked] = base[asked] + more
        most = np.sort(cost)[:SPOTS].max(initial=0)
        asked = np.flatnonzero(np.isinf(cost) & (least <= most + SLACK))
    return cost, np.argsort(cost, kind="stable")[:SPOTS]


def _with_circles(rings: Rings, boxes: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """Return costs with half a pixel's worth for each pixel of a circle's edge."""
    x0, y0, x1, y1 = rings.bounds.T[:, :, None]
    left, top, right, low = shapely.bounds(boxes).T
    ring, at = np.nonzero((x0 <= right) & (left <= x1) & (y0 <= low) & (top <= y1))
    met = shapely.intersects(rings.edges[ring], boxes[at])
    ring, at = ring[met], at[met]
    crossed = shapely.intersection(boxes[at], rings.edges[ring])
    cost = cost.copy()
    np.add.at(cost, at, 0.5 * shapely.length(crossed))  # circle by circle, as drawn
    return cost


def _times_near(
    shapes: np.ndarray, marks: np.ndarray, within: np.ndarray
) -> np.ndarray:
    """Return for each shape how many marks lie within a distance, one for each mark.

    Only marks near the box of a shape are measured: there may be hundreds.
    """
    x0, y0, x1, y1 = shapely.bounds(shapes).T[:, :, None]
    x, y, _ = marks.T
    room = within + 1
    near = (x0 - room < x) & (x < x1 + room) & (y0 - room < y) & (y < y1 + room)
    shape, mark = np.nonzero(near)
    points = shapely.points(marks[mark, :2])
    hit = shapely.dwithin(shapes[shape], points, within[mark])
    return np.bincount(shape[hit], minlength=len(shapes))


def drawn_part(site: Site, leader: np.ndarray) -> np.ndarray:
    """Return leaders (n, 4) from the edge of their mark on, as they are drawn."""
    sx, sy, ex, ey = leader.T
    angle = np.arctan2(ey - sy, ex - sx)
    start = site.r + CLEAR_OF_OWN
    ends = sx + np.cos(angle) * start, sy + np.sin(angle) * start, ex, ey
    return np.column_stack(ends)
