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
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.furniture import draw_head
from dashboard.brief.drawing.map_box import map_in_box
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.model import Brief

SETTINGS: dict[RcKeyType, Any] = {
    "hatch.linewidth": 2.0,
    "path.simplify": True,
    "svg.hashsalt": "brief",
}


def draw_picture(brief: Brief, scale: float = 1) -> Figure:
    """Return the page of a brief as a figure of 1920 × 1080 pixels, times ``scale``."""
    with matplotlib.rc_context(SETTINGS):
        page = Page()
        draw_head(page, brief)
        getattr(layout_pages, LAYOUTS[brief.layout].drawing)(page, brief)
        page.figure.set_dpi(100 * scale)
    return page.figure


def map_picture(brief: Brief, scale: float = 2) -> bytes:
    """Return the map of a brief as a PNG of 1336 × 800 pixels, times ``scale``."""
    with matplotlib.rc_context(SETTINGS):
        page = Page(layout_pages.MAP_WIDTH, 800)
        map_in_box(page, brief, (1, 1, layout_pages.MAP_WIDTH - 2, 798))
        out = io.BytesIO()
        page.figure.savefig(
            out,
            format="png",
            dpi=100 * scale,
            metadata={"Software": None},
            pil_kwargs={"compress_level": 3},
        )
    return out.getvalue()
