"""Labels of marks: beside the mark, on free ground, with a leader where they stand off.

The spots of each label are scored; then labels are set in several fixed orders, and
the order with the least total cost wins. Same input, same result.
"""

import numpy as np
import shapely

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import text_width
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.ground import Ground
from dashboard.brief.drawing.mark_labels import label_lines
from dashboard.brief.drawing.marks import Site
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.table.dictionary import Dictionary

ANGLES = (0, 180, 45, 135, -45, -135, 90, -90, 22, 158, -22, -158, 68, 112, -68, -112)
REACH = (8, 20, 36, 56, 80, 110, 150, 190)
"""Degrees and pixels from a mark at which its label is tried, best first."""
ORDERS, SEED = 60, 7
SPOTS = 80
"""The cheapest spots of a label are enough to choose from."""
NO_ROOM = 5_000
SHORTER = 120
"""What it costs to leave the place out of a label."""
LEADER = 14
"""Pixels from the mark beyond which a line leads to the label."""
MOST_LABELS = 14
"""Labels on one map; more would hide it."""


class Spot:
    """One place for a label: its box, side, leader and cost."""

    __slots__ = ("box", "cost", "leader", "lines", "reach", "side")

    def __init__(self, box, side, reach, leader, cost, lines) -> None:
        self.box, self.side, self.reach = box, side, reach
        self.leader, self.cost, self.lines = leader, cost, lines


@on_layer("labels")
def draw_labels(
    page: Page, frame: Frame, ground: Ground, sites: list[Site], dictionary: Dictionary
) -> list[Site]:
    """Write the labels of up to ``MOST_LABELS`` sites; return the sites without one."""
    some = sites[:MOST_LABELS]
    spots = []
    for site in some:
        whole, short = label_lines(site, dictionary)
        found = [
            *_spots(page, frame, ground, site, whole, 0),
            *_spots(page, frame, ground, site, short, SHORTER),
        ]
        spots.append(sorted(found, key=lambda spot: spot.cost)[:SPOTS])
    picked = _choose(spots)
    for number, spot in picked.items():
        _draw(page, some[number], spot)
    return [site for i, site in enumerate(some) if i not in picked] + sites[
        MOST_LABELS:
    ]


def _size(lines) -> tuple[float, float]:
    wide = max(text_width(text, px, weight) for text, px, weight in lines) + 8
    return wide, sum(px * 1.18 for _, px, _ in lines) + 4


def _spots(page, frame: Frame, ground: Ground, site: Site, lines, base) -> list[Spot]:
    """Return the free spots of a label, each with its cost on top of ``base``."""
    w, h = _size(lines)
    found = []
    for reach in REACH:
        for rank, angle in enumerate(ANGLES):
            across, down = np.cos(np.radians(angle)), -np.sin(np.radians(angle))
            x = site.x + across * (site.r + reach)
            y = site.y + down * (site.r + reach) - h / 2 + down * h / 2
            side = "left" if across > 0.25 else "right" if across < -0.25 else "center"
            x -= {"left": 0, "right": w, "center": w / 2}[side]
            box = (x, y, x + w, y + h)
            if _inside(frame, box) and page.free(box, 3):
                leader = _leader(site, box, side, down)
                cost = base + reach + reach * reach / 50 + 1.5 * rank
                found.append(Spot(box, side, reach, leader, cost, lines))
    return _scored(page, ground, site, found)


def _inside(frame: Frame, box) -> bool:
    return (
        box[0] >= frame.x + 6
        and box[2] <= frame.x + frame.w - 6
        and box[1] >= frame.y + 6
        and box[3] <= frame.y + frame.h - 6
    )


def _scored(page: Page, ground: Ground, site: Site, spots: list[Spot]) -> list[Spot]:
    """Add to each cost what a label would cover: land, circles' edges, other marks.

    A spot whose leader would run below a plate or the legend is no spot.
    """
    if not spots:
        return []
    boxes = shapely.box(*np.array([spot.box for spot in spots]).T)
    cost = 40 * ground.land_raster.share(np.array([spot.box for spot in spots]))
    for ring in page.rings:
        near = shapely.intersects(boxes, ring)
        crossed = shapely.intersection(boxes[near], ring.boundary)
        cost[near] += 0.5 * shapely.length(crossed)
    ends = np.array([spot.leader for spot in spots]).reshape(-1, 2, 2)
    leaders = shapely.linestrings(ends)
    for x, y, r in page.symbols:
        if (x, y) != (site.x, site.y):
            cost += 150 * shapely.intersects(leaders, shapely.Point(x, y).buffer(r + 5))
    hidden = np.zeros(len(spots), dtype=bool)
    for block in page.blocks:
        hidden |= shapely.intersects(leaders, shapely.box(*block))
    for spot, more in zip(spots, cost, strict=True):
        spot.cost += float(more)
    return [
        spot
        for spot, below in zip(spots, hidden, strict=True)
        if not below or spot.reach <= LEADER
    ]


def _leader(
    site: Site, box, side: str, down: float
) -> tuple[float, float, float, float]:
    x = {"left": box[0], "right": box[2], "center": (box[0] + box[2]) / 2}[side]
    y = min(max(site.y, box[1] + 12), box[3] - 8)
    if side == "center":
        y = box[1] if down > 0 else box[3]
    return site.x, site.y, x, y


def _choose(spots: list[list[Spot]]) -> dict[int, Spot]:
    """Return the spot of each label from the best of several orders."""
    rng = np.random.default_rng(SEED)
    by_room = np.argsort([len(found) for found in spots], kind="stable")
    best: dict[int, Spot] = {}
    least = np.inf
    for order in [by_room, *(rng.permutation(len(spots)) for _ in range(ORDERS))]:
        picked: dict[int, Spot] = {}
        cost = 0.0
        for number in order:
            spot = next((s for s in spots[number] if _fits(s, picked)), None)
            cost += NO_ROOM if spot is None else spot.cost
            if cost >= least:
                break
            if spot is not None:
                picked[int(number)] = spot
        else:
            if cost < least - 1e-9:
                best, least = picked, cost
    return best


def _fits(spot: Spot, picked: dict[int, Spot]) -> bool:
    for other in picked.values():
        if _meet(spot.box, other.box):
            return False
        if spot.reach > LEADER and _cuts(spot.leader, other.box):
            return False
        if other.reach > LEADER and _cuts(other.leader, spot.box):
            return False
        if min(spot.reach, other.reach) > LEADER and _crosses(
            spot.leader, other.leader
        ):
            return False
    return True


def _meet(a, b) -> bool:
    return a[0] < b[2] + 3 and b[0] < a[2] + 3 and a[1] < b[3] + 3 and b[1] < a[3] + 3


def _cuts(line, box) -> bool:
    x0, y0, x1, y1 = line
    for share in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9):
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        if box[0] - 2 <= x <= box[2] + 2 and box[1] - 2 <= y <= box[3] + 2:
            return True
    return False


def _crosses(a, b) -> bool:
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    p, q, r, s = a[:2], a[2:], b[:2], b[2:]
    return side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0


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
    sx, sy, ex, ey = spot.leader
    angle = np.arctan2(ey - sy, ex - sx)
    start = site.r + 3
    begin = (sx + np.cos(angle) * start, sy + np.sin(angle) * start)
    page.line([begin[0], ex], [begin[1], ey], 1.2, zorder=11)
    for share in np.linspace(0.1, 1, 8):
        mx, my = sx + (ex - sx) * share, sy + (ey - sy) * share
        page.take(mx - 3, my - 5, mx + 3, my + 5)
