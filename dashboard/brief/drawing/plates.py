"""Plates: what is known only to an area, in a box that claims no place."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.patches import FancyBboxPatch

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import POINTS, text_width
from dashboard.brief.drawing.frame import Frame
from dashboard.style import COLORS


@dataclass(frozen=True)
class Plate:
    """What is known only to an area: name, count, toll and notes; no mark.

    ``area`` is where it may stand on the page, None where the map does not show it.
    ``weight`` are all its deaths, ``worst`` those of its deadliest incident. ``words``
    say the same in the strip below the map, where the plate has no room.
    """

    name: str
    count: str
    toll: tuple[str, ...]
    notes: tuple[str, ...]
    area: shapely.Geometry | None
    weight: float
    worst: float = 0.0
    words: str = ""


NAME_PX, COUNT_PX, NOTE_PX = 20, 28, 17
"""Type of the name and the tolls of a plate on a slide, of its count and its notes."""


def plate_size(page: Page, plate: Plate) -> tuple[float, float]:
    """Return width and height of a plate on a page, in pixels."""
    lines = [
        (plate.name, NAME_PX, "semibold italic"),
        (plate.count, COUNT_PX, "bold"),
        *((line, NAME_PX, "regular") for line in plate.toll),
        *((line, NOTE_PX, "regular") for line in plate.notes),
    ]
    wide = max(text_width(words, page.px(px), weight) for words, px, weight in lines)
    high = 70 + 25 * len(plate.toll) + 21 * len(plate.notes)
    return 40 + wide, page.type * high


def draw_plate(page: Page, x: float, y: float, plate: Plate) -> None:
    """Draw a plate with its upper left corner at x, y, and take its box."""
    w, h = plate_size(page, plate)
    round_box: dict[str, Any] = {"boxstyle": "round,pad=0,rounding_size=3"}
    at = ((x, y), w, h)
    page.add(FancyBboxPatch, *at, fc="white", ec="none", zorder=15, **round_box)
    hatched = {"ec": COLORS.hatch, "hatch": "/////", "hatch_linewidth": 2.0}
    page.rectangle(x, y, 12, h, fc="white", zorder=16, **hatched)
    edge = {"fc": "none", "ec": COLORS.outline, "lw": 2 * POINTS, "zorder": 17}
    page.add(FancyBboxPatch, *at, **edge, **round_box)
    left, type = x + 24, page.type
    base = y + 26 * type
    name, note = page.px(NAME_PX), page.px(NOTE_PX)
    page.text(left, base, plate.name, name, "semibold italic", COLORS.sea_name)
    base += 31 * type
    page.text(left, base, plate.count, page.px(COUNT_PX), "bold")
    for words in plate.toll:
        base += 25 * type
        page.text(left, base, words, name)
    for words in plate.notes:
        base += 21 * type
        page.text(left, base, words, note, color=COLORS.second_text)
    page.block(x, y, x + w, y + h)


def place_plate(page: Page, frame: Frame, plate: Plate) -> tuple[float, float] | None:
    """Return where a plate lies wholly in its area and covers nothing, or None.

    Near the middle of the area, and off the edges of circles. A plate that lay partly
    in another sea or on another land would say what is not known.
    """
    if plate.area is None or plate.area.is_empty:
        return None
    w, h = plate_size(page, plate)
    xs, ys = np.meshgrid(
        np.arange(frame.x + 12, frame.x + frame.w - w - 12, 14),
        np.arange(frame.y + 12, frame.y + frame.h - h - 12, 12),
    )
    xs, ys = xs.ravel(), ys.ravel()
    area = _without_specks(plate.area)
    free = np.ones(len(xs), dtype=bool)
    for a, b, c, d in page.taken:
        free &= (xs + w + 8 <= a) | (c + 8 <= xs) | (ys + h + 8 <= b) | (d + 8 <= ys)
    xs, ys = xs[free], ys[free]
    if not len(xs):
        return None
    boxes = shapely.box(xs, ys, xs + w, ys + h)
    shapely.prepare(area)
    inside = shapely.contains_properly(area, boxes)
    if not inside.any():
        return None
    xs, ys, boxes = xs[inside], ys[inside], boxes[inside]
    middle = shapely.get_coordinates(shapely.centroid(area))[0]
    cost = np.hypot(xs + w / 2 - middle[0], ys + h / 2 - middle[1])
    for ring in page.rings:
        shapely.prepare(ring)
        met = shapely.intersects(ring, boxes)
        cost[met] += 400
        crossed = shapely.intersection(boxes[met], ring.boundary)
        cost[met] += 2.0 * shapely.length(crossed)
    best = int(np.argmin(cost))
    return float(xs[best]), float(ys[best])


SPECK = 80.0
"""Square pixels of an islet that must not keep a plate off a whole sea."""


def _without_specks(shape):
    parts = []
    for part in shapely.get_parts(shape):
        holes = [ring for ring in part.interiors if shapely.Polygon(ring).area > SPECK]
        parts.append(shapely.Polygon(part.exterior, holes))
    return shapely.union_all(parts)
