"""Plates: what is known only to an area, in a box that claims no place."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.patches import FancyBboxPatch

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import POINTS, text_width
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.raster import Raster
from dashboard.style import COLORS


@dataclass(frozen=True)
class Plate:
    """What is known only to an area: name, count, toll and notes; no mark.

    ``water`` is where it may stand on the page, None for the edge of the map.
    """

    name: str
    count: str
    toll: tuple[str, ...]
    notes: tuple[str, ...]
    water: shapely.Geometry | None
    weight: float

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height in pixels."""
        widths = [text_width(self.name, 20, "semibold italic")]
        widths.append(text_width(self.count, 28, "bold"))
        widths += [text_width(line, 20) for line in self.toll]
        widths += [text_width(line, 17) for line in self.notes]
        return 40 + max(widths), 70 + 25 * len(self.toll) + 21 * len(self.notes)


def draw_plate(page: Page, x: float, y: float, plate: Plate) -> None:
    """Draw a plate with its upper left corner at x, y, and take its box."""
    w, h = plate.size
    round_box: dict[str, Any] = {"boxstyle": "round,pad=0,rounding_size=3"}
    page.add(
        FancyBboxPatch((x, y), w, h, fc="white", ec="none", zorder=15, **round_box)
    )
    band = page.rectangle(x, y, 12, h, fc="white", ec=COLORS.hatch, zorder=16)
    band.set_hatch("/////")
    band.set_hatch_linewidth(2.0)
    dash = (0, (4, 2.4)) if plate.water is None else "-"
    page.add(
        FancyBboxPatch(
            (x, y),
            w,
            h,
            fc="none",
            ec=COLORS.outline,
            lw=2 * POINTS,
            ls=dash,
            zorder=17,
            **round_box,
        )
    )
    page.text(x + 24, y + 26, plate.name, 20, "semibold italic", COLORS.sea_name)
    page.text(x + 24, y + 57, plate.count, 28, "bold")
    line = y + 57
    for words in plate.toll:
        line += 25
        page.text(x + 24, line, words, 20)
    for words in plate.notes:
        line += 21
        page.text(x + 24, line, words, 17, color=COLORS.second_text)
    page.block(x, y, x + w, y + h)


SHARES = (1.0, 0.7, 0.45)
"""How much of a plate lies in its area: all of it, else as much as can be."""


def place_plate(page: Page, frame: Frame, plate: Plate) -> tuple[float, float] | None:
    """Return where a plate lies in its area and covers nothing, or None.

    Near the middle of the area, and off the edges of circles.
    """
    if plate.water is None or plate.water.is_empty:
        return None
    w, h = plate.size
    xs, ys = np.meshgrid(
        np.arange(frame.x + 12, frame.x + frame.w - w - 12, 14),
        np.arange(frame.y + 12, frame.y + frame.h - h - 12, 12),
    )
    xs, ys = xs.ravel(), ys.ravel()
    water = _without_specks(plate.water)
    free = np.ones(len(xs), dtype=bool)
    for a, b, c, d in page.taken:
        free &= (xs + w + 8 <= a) | (c + 8 <= xs) | (ys + h + 8 <= b) | (d + 8 <= ys)
    xs, ys = xs[free], ys[free]
    if not len(xs):
        return None
    wet = Raster(frame, water).share(np.column_stack([xs, ys, xs + w, ys + h]))
    ok = next((good for share in SHARES if (good := wet >= share - 1e-9).any()), None)
    if ok is None:
        return None
    xs, ys = xs[ok], ys[ok]
    boxes = shapely.box(xs, ys, xs + w, ys + h)
    middle = shapely.get_coordinates(shapely.centroid(water))[0]
    cost = np.hypot(xs + w / 2 - middle[0], ys + h / 2 - middle[1])
    for ring in page.rings:
        shapely.prepare(ring)
        met = shapely.intersects(ring, boxes)
        cost[met] += 400
        crossed = shapely.intersection(boxes[met], ring.boundary)
        cost[met] += 2.0 * shapely.length(crossed)
    best = int(np.argmin(cost))
    return float(xs[best]), float(ys[best])


def _without_specks(shape, least: float = 80.0):
    """Fill islets of a few pixels: they must not keep a plate off a whole sea."""
    parts = []
    for part in shapely.get_parts(shape):
        holes = [ring for ring in part.interiors if shapely.Polygon(ring).area > least]
        parts.append(shapely.Polygon(part.exterior, holes))
    return shapely.union_all(parts)
