"""Incidents on the page: one mark for each place of a window."""

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from matplotlib.patches import Circle, Patch, Polygon

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import POINTS
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.sites import Sites
from dashboard.brief.drawing.stroke import Stroke
from dashboard.brief.words.look import ALL, DEADLIEST
from dashboard.style import COLORS, MarkClass, Outline, corners

MANY = 250
"""Places on one page beyond which circles would cover everything, and are said."""
WHOLE_MAP, LEAST_SHARE = 800_000, 0.62
"""Square units of a map on which marks have their full size, and how small they get."""
DEADLIEST_LABELS = 5
"""Marks with a label where only the deadliest have one."""


@on_layer("marks")
def draw_sites(page: Page, sites: Sites, clip: Stroke) -> None:
    """Draw the marks cut to the window, the largest first, and keep labels off them."""
    if len(sites) > MANY:
        _draw_many(page, sites, clip)
        return
    for site in sites:
        x, y, r = site.x, site.y, site.r
        draw_mark(page, x, y, r, site.best, site.look, site.line, clip=clip)
        reach = site.r + 4
        page.symbols.append((site.x, site.y, site.r))
        page.take(site.x - reach, site.y - reach, site.x + reach, site.y + reach)


def _draw_many(page: Page, sites: Sites, clip: Stroke) -> None:
    """Draw thousands of marks in few strokes: one for each shape, fill and outline."""
    looks = sites.looks
    reverse = sites.take(np.arange(len(sites))[::-1])
    look, line = (
        _first_of_like(of_table)[number]
        for of_table, number in (
            (looks.classes, reverse.look),
            (looks.outlines, reverse.line),
        )
    )
    kind = 2 * (look * len(looks.outlines) + line) + reverse.has_toll
    kinds, first = np.unique(kind, return_index=True)
    for one in kinds[np.argsort(first)]:
        some = np.flatnonzero(kind == one)
        mark, outline = looks.classes[look[some[0]]], looks.outlines[line[some[0]]]
        # A unit shape, scaled: the size of a scatter mark is an area in points².
        page.scatter(
            reverse.x[some],
            reverse.y[some],
            clip,
            s=(2 * reverse.r[some] * POINTS) ** 2,
            marker=_MARKERS[mark.shape],
            c=mark.fill if one % 2 else COLORS.halo,
            edgecolors=COLORS.outline,
            linewidths=outline.width * POINTS,
            linestyle="--" if outline.dash else "-",
            zorder=12,
        )


def _first_of_like(table: Sequence[Hashable]) -> np.ndarray:
    """Return for each entry of a table the number of the first that is equal."""
    return np.array([table.index(each) for each in table], dtype=int)


_MARKERS = {
    "circle": "o",
    "square": "s",
    "triangle": "^",
    "inverted_triangle": "v",
    "diamond": "D",
    "cross": "P",
}


def draw_mark(
    page, x, y, reach, best, look: MarkClass, line: Outline, z: float = 12, clip=None
) -> None:
    """Draw one mark that reaches so far; without a toll it is white.

    ``clip`` is the artist that cuts it to the window, None in a legend.
    """
    fill = look.fill if best else COLORS.halo
    wider = reach + line.width / 2 + 1.8
    at, plain = (look.shape, x, y), {"ec": "none", "clip": clip}
    page.add(_form, *at, wider, fc="white", zorder=z - 0.1, **plain)
    page.add(_form, *at, reach, fc=fill, zorder=z, **plain)
    dash = (0, (2.4, 1.3)) if line.dash else "-"
    width = line.width * 1.2 * POINTS
    edge = {"ec": COLORS.outline, "lw": width, "ls": dash, "zorder": z + 0.1}
    page.add(_form, *at, reach, fc="none", clip=clip, **edge)


def _form(shape: str, x: float, y: float, reach: float, **look: Any) -> Patch:
    if shape == "circle":
        return Circle((x, y), reach, **look)
    return Polygon([(x + reach * a, y + reach * b) for a, b in corners(shape)], **look)


def mark_share(frame: Frame) -> float:
    """Return how large marks are on a map: on a small one smaller than on a slide."""
    return float(np.clip(np.sqrt(frame.w * frame.h / WHOLE_MAP), LEAST_SHARE, 1))


def sites_to_label(sites: Sites, labels: str) -> Sites:
    """Return the places that get a label, as the look of a brief says."""
    if labels == ALL:
        return sites
    deadly = np.flatnonzero(sites.has_toll)
    deadly = deadly[np.argsort(-sites.best[deadly], kind="stable")]
    return sites.take(deadly[: DEADLIEST_LABELS if labels == DEADLIEST else 0])
