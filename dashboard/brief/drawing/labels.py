"""Labels of marks: beside the mark, on free ground, with a leader where they stand off.

The spots of each label are scored; :mod:`dashboard.brief.drawing.label_choice` takes
one for each. Same input, same result.
"""

from functools import partial
from itertools import compress

import numpy as np
import shapely

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.ground import Ground
from dashboard.brief.drawing.label_choice import LEADER, Spot, choose
from dashboard.brief.drawing.mark_labels import label_forms
from dashboard.brief.drawing.marks import Site
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.table.dictionary import Dictionary

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
SPOTS = 100
"""The cheapest spots of a label are enough to choose from."""
SHORTER = (0, 120, 320)
"""What the forms of a label cost: whole, without its place, its head alone."""
HEAD_PX, PX = 20, 18
"""Type of day and toll on a slide, and of the rest of a label."""
CLEAR_OF_OWN, CLEAR_OF_OTHERS = 4, 9
"""Pixels between a leader and its own mark or one that covers part of that, and another
mark."""
APART, MISREAD = 14, 60
"""Pixels to another mark within which a label seems to belong to it; the cost."""
MOST_LABELS = 14
"""Labels on one map; more would hide it."""


@on_layer("labels")
def draw_labels(
    page: Page, frame: Frame, ground: Ground, sites: list[Site], dictionary: Dictionary
) -> list[Site]:
    """Write the labels of up to ``MOST_LABELS`` sites; return the sites without one.

    The sites with the most deaths come first, then the latest.
    """
    sites = by_priority(sites)
    some = sites[:MOST_LABELS]
    spots = []
    for site in some:
        forms = page.once(
            ("label", page.px(PX), *site.key),
            partial(label_forms, site, dictionary, page.px(HEAD_PX), page.px(PX)),
        )
        found = [
            spot
            for number, lines in enumerate(forms)
            for spot in _spots(page, frame, ground, site, lines, SHORTER[number])
        ]
        spots.append(sorted(found, key=lambda spot: spot.cost)[:SPOTS])
    picked = choose(spots)
    for number, spot in picked.items():
        _draw(page, some[number], spot)
    return [site for i, site in enumerate(some) if i not in picked] + sites[
        MOST_LABELS:
    ]


def by_priority(sites: list[Site]) -> list[Site]:
    """Return sites with the most deaths first, then the latest.

    A part whose toll stands with its incident comes after all else.
    """

    return sorted(
        sites,
        key=lambda site: (-(site.best or 0), site.is_part, -site.last_day),
    )


def _size(lines) -> tuple[float, float]:
    wide = max(text_width(text, px, weight) for text, px, weight in lines) + 8
    return wide, sum(px * 1.18 for _, px, _ in lines) + 4


def _spots(page, frame: Frame, ground: Ground, site: Site, lines, base) -> list[Spot]:
    """Return the free spots of a label, each with its cost on top of ``base``."""
    w, h = _size(lines)
    found = []
    for reach in REACH:
        for rank, angle in enumerate(ANGLES):
            across, down = DIRECTIONS[angle]
            x = site.x + across * (site.r + reach)
            y = site.y + down * (site.r + reach) - h / 2 + down * h / 2
            for further, side in enumerate(_sides(across)):
                left = x - {"left": 0, "right": w, "center": w / 2}[side]
                box = (left, y, left + w, y + h)
                if _inside(frame, box):
                    leader = _leader(site, box, side, down)
                    far = reach + reach * reach / 50 + 30 * further
                    cost = base + far + 1.5 * rank
                    found.append(Spot(box, side, reach, leader, cost, lines))
    if not found:
        return []
    free = page.are_free(np.array([spot.box for spot in found]), 3)
    return _scored(page, ground, site, list(compress(found, free)))


def _sides(across: float) -> tuple[str, ...]:
    """Return which sides of a label may be at its mark, the best first."""
    if across > STEEP:
        return ("left",)
    if across < -STEEP:
        return ("right",)
    if abs(across) <= 0.25:
        return ("center", "left", "right")
    return ("left", "right") if across > 0 else ("right", "left")


def _inside(frame: Frame, box) -> bool:
    return (
        box[0] >= frame.x + 6
        and box[2] <= frame.x + frame.w - 6
        and box[1] >= frame.y + 6
        and box[3] <= frame.y + frame.h - 6
    )


def _scored(page: Page, ground: Ground, site: Site, spots: list[Spot]) -> list[Spot]:
    """Add to each cost what a label would cover: land, circles' edges, other marks.

    A spot whose leader would run through another mark, or below a plate or the legend,
    is no spot.
    """
    if not spots:
        return []
    boxes = shapely.box(*np.array([spot.box for spot in spots]).T)
    cost = 40 * ground.land_raster.share(np.array([spot.box for spot in spots]))
    for ring in page.rings:
        near = shapely.intersects(boxes, ring)
        crossed = shapely.intersection(boxes[near], ring.boundary)
        cost[near] += 0.5 * shapely.length(crossed)
    ends = np.array([_drawn_part(site, spot.leader) for spot in spots])
    leaders = shapely.linestrings(ends.reshape(-1, 2, 2))
    marks = np.array(page.symbols, dtype=float).reshape(-1, 3)
    marks = marks[(marks[:, :2] != (site.x, site.y)).any(axis=1)]
    reach = marks[:, 2]
    near = _times_near(boxes, marks, reach + APART)
    for times in range(near.max(initial=0)):
        cost[near > times] += MISREAD
    apart = np.hypot(*(marks[:, :2] - (site.x, site.y)).T)
    meets = apart < reach + site.r
    clear = np.where(meets, CLEAR_OF_OWN, CLEAR_OF_OTHERS)
    hidden = _times_near(leaders, marks, reach + clear) > 0
    for block in page.blocks:
        hidden |= shapely.intersects(leaders, shapely.box(*block))
    for spot, more in zip(spots, cost, strict=True):
        spot.cost += float(more)
    return [
        spot
        for spot, below in zip(spots, hidden, strict=True)
        if not below or spot.reach <= LEADER
    ]


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


def _drawn_part(site: Site, leader) -> tuple[float, float, float, float]:
    """Return a leader from the edge of its mark on, as it is drawn."""
    sx, sy, ex, ey = leader
    angle = np.arctan2(ey - sy, ex - sx)
    start = site.r + CLEAR_OF_OWN
    return sx + np.cos(angle) * start, sy + np.sin(angle) * start, ex, ey


def _leader(
    site: Site, box, side: str, down: float
) -> tuple[float, float, float, float]:
    x = {"left": box[0], "right": box[2], "center": (box[0] + box[2]) / 2}[side]
    y = min(max(site.y, box[1] + 12), box[3] - 8)
    if side == "center":
        y = box[1] if down > 0 else box[3]
    return site.x, site.y, x, y


def _draw(page: Page, site: Site, spot: Spot) -> None:
    x0, y0, x1, _ = spot.box
    x = {"left": x0 + 4, "right": x1 - 4, "center": (x0 + x1) / 2}[spot.side]
    y = y0 + 2
    for words, px, weight in spot.lines:
        y += px * 1.18
        look = {"ha": spot.side, "halo": "#EEF4F8", "zorder": 25}
        page.text(x, y - px * 0.26, words, px, weight, **look)
    page.take(*spot.box)
    if spot.reach <= LEADER:
        return
    sx, sy, ex, ey = _drawn_part(site, spot.leader)
    page.line([sx, ex], [sy, ey], 1.2, zorder=11)
    for share in np.linspace(0.1, 1, 8):
        mx, my = sx + (ex - sx) * share, sy + (ey - sy) * share
        page.take(mx - 3, my - 5, mx + 3, my + 5)
