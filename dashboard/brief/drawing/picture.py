"""The picture of a brief: the page of its layout, or its map alone.

Everything is drawn by matplotlib on one sheet; no browser and no tile is asked. The
same brief gives the same picture.
"""

import io
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.typing import RcKeyType

from dashboard.brief.drawing import layout_pages
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page, page_of
from dashboard.brief.drawing.grey import without_color
from dashboard.brief.drawing.head_foot import draw_head
from dashboard.brief.drawing.map_box import place_map
from dashboard.brief.drawing.table_page import count_pages
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.model import Brief

MAP_ALONE = (1336, 800)
"""Units of a map without its page, as on a slide."""
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


def map_picture(brief: Brief, scale: float = 2) -> bytes:
    """Return the map of a brief as a PNG of 1336 × 800 pixels, times ``scale``."""
    with matplotlib.rc_context(SETTINGS):
        page = Page(*MAP_ALONE)
        place_map(page, brief, Box(1, 1, MAP_ALONE[0] - 2, MAP_ALONE[1] - 2))
        if brief.look.grey:
            without_color(page.figure)
        out = io.BytesIO()
        page.figure.savefig(
            out,
            format="png",
            dpi=100 * scale,
            metadata={"Software": None},
            pil_kwargs={"compress_level": 3},
        )
    return out.getvalue()
