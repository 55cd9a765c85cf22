"""The picture of a brief: the page of its layout, or its map alone.

Everything is drawn by matplotlib on one sheet; no browser and no tile is asked. The
same brief gives the same picture.
"""

import io
from functools import partial
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from matplotlib.typing import RcKeyType

from dashboard.brief.drawing import layout_pages
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page, page_of
from dashboard.brief.drawing.grey import without_color
from dashboard.brief.drawing.head_foot import draw_head
from dashboard.brief.drawing.key_place import EDGE, draw_key, flow_key
from dashboard.brief.drawing.map_box import (
    draw_sides,
    map_over_strip,
    place_map,
    with_legend,
)
from dashboard.brief.drawing.table_page import count_pages
from dashboard.brief.drawing.window import bounds_of_pair
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.model import Brief

UNITS_PER_INCH, LEAST_MAP = 144, 200
"""Units of a map without its page: half a point, as on a slide; and its least."""
LEGEND_BESIDE = 1000
"""Units of width from which a legend without room on its map stands beside it."""
SETTINGS: dict[RcKeyType, Any] = {
    "hatch.linewidth": 2.0,
    "path.simplify": True,
    "svg.hashsalt": "brief",
}


def draw_picture(brief: Brief, scale: float = 1) -> Figure:
    """Return the page of a brief as a figure of its size in pixels, times ``scale``."""
    with matplotlib.rc_context(SETTINGS):
        page = page_of(brief.look.sheet)
        top = draw_head(page, brief)
        getattr(layout_pages, LAYOUTS[brief.layout].drawing)(page, brief, top)
        if brief.look.grey:
            without_color(page.figure)
        page.figure.set_dpi(dots_per_inch(brief) * scale)
    return page.figure


def dots_per_inch(brief: Brief) -> float:
    """Return the dots to an inch at which the figure has the pixels of its size."""
    size = brief.look.sheet
    # a figure of 1079.9999 pixels would lose one
    return 100 * size.width / size.units[0] * (1 + 1e-9)


def count_pictures(brief: Brief) -> int:
    """Return how many pictures a brief has: the pages of a table, else 1."""
    if LAYOUTS[brief.layout].drawing != "draw_table_page":
        return 1
    page = page_of(brief.look.sheet)
    return count_pages(page, brief, draw_head(page, brief))


def map_pictures(
    brief: Brief, inches: tuple[float, float], scale: float = 2
) -> list[bytes]:
    """Return the maps of a brief without their page, each as a PNG of a size in inches.

    Of a pair there are two, in one window and at one scale.
    """
    wide, high = (max(LEAST_MAP, UNITS_PER_INCH * each) for each in inches)
    many = len(brief.sides) or 1
    page = Page(many * wide, high)
    boxes = [Box(n * wide + 1, 1, wide - 2, high - 2) for n in range(many)]
    with matplotlib.rc_context(SETTINGS):
        if brief.sides:
            _draw_pair(page, brief, boxes)
        elif wide < LEGEND_BESIDE:
            with_legend(page, boxes[0], partial(map_over_strip, page, brief))
        else:
            place_map(page, brief, boxes[0])
        if brief.look.grey:
            without_color(page.figure)
        return [to_png(page, n / many, (n + 1) / many, scale) for n in range(many)]


def _draw_pair(page: Page, brief: Brief, boxes: list[Box]) -> None:
    """Draw both maps; a legend without room on them stands below each."""
    bounds = bounds_of_pair(brief)
    kept = len(page.strokes)
    entries = draw_sides(page, brief, bounds, boxes, beside=False)
    if not entries:
        return
    page.undo_map(kept)
    room = flow_key(entries, boxes[0].w).h + EDGE
    upper = [box.upper(box.h - room) for box in boxes]
    key = flow_key(draw_sides(page, brief, bounds, upper, beside=True), boxes[0].w)
    for box in boxes:
        draw_key(page, key, box.x, box.bottom - key.h)


def to_png(page: Page, start: float, end: float, scale: float) -> bytes:
    """Return a part of a page, from a share of its width to another, as PNG."""
    wide, high = page.figure.get_size_inches()
    out = io.BytesIO()
    page.figure.savefig(
        out,
        format="png",
        dpi=100 * scale,
        bbox_inches=Bbox([[start * wide, 0], [end * wide, high]]),
        metadata={"Software": None},
        pil_kwargs={"compress_level": 3},
    )
    return out.getvalue()
