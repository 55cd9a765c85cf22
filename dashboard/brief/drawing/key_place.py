"""Where the legend of a brief stands: where it hides no mark, else beside the map."""

from typing import NamedTuple

import numpy as np
import shapely

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.key import Piece
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.words.look import AUTO, CORNERS
from dashboard.style import COLORS

PAD, EDGE = 16, 12
"""Pixels inside the box of the legend, and from it to the edge of the map."""
NARROW = 360.0
"""Pixels of the lines of a narrow legend; the longest single piece may be wider."""
FLOW, CLOSER, FLOW_PAD = 16, 7, 8
"""Pixels between pieces that follow one another across the page, how much closer their
lines stand, and the room inside their box."""
STEP = 24
"""Pixels from one place along the edges to the next."""
MOST_OF_MAP = 0.2
"""Share of the map that a legend may hide; a larger one stands beside it."""


class Key(NamedTuple):
    """A legend laid out in lines: its box is ``w`` by ``h`` pixels.

    ``pad`` is the room inside its box.
    """

    lines: list[list[Piece]]
    w: float
    h: float
    pad: float = PAD


def lay_out(entries: list[list[Piece]], width: float, flow: bool = False) -> Key:
    """Return the legend with lines of at most ``width`` pixels.

    Each entry begins a line; with ``flow`` all follow one another.
    """
    pad = FLOW_PAD if flow else PAD
    if flow:
        entries = [[_close(piece) for entry in entries for piece in entry]]
    lines: list[list[Piece]] = []
    for entry in entries:
        used = 0.0
        for number, piece in enumerate(entry):
            if not number or used + piece.wide - flow * FLOW > width:
                lines.append([])
                used = 0.0
            lines[-1].append(piece)
            used += piece.wide
    w = max((sum(each.wide for each in line) for line in lines), default=0)
    w += 2 * pad - (FLOW if flow and lines else 0)
    return Key(lines, w, 2 * pad - 4 + sum(map(_height, lines)), pad)


def flow_key(entries: list[list[Piece]], width: float) -> Key:
    """Return a legend across the page, in a box of at most ``width`` pixels."""
    return lay_out(entries, width - 2 * FLOW_PAD, flow=True)


def _close(piece: Piece) -> Piece:
    """Return a piece with little room above it, and some behind it."""
    near = piece.close or piece
    above = max(near.above - CLOSER, near.below)
    return near._replace(wide=near.wide - near.after + FLOW, above=above)


def find_place(
    page: Page,
    frame: Frame,
    marks: np.ndarray,
    entries: list,
    region,
    corner: str = AUTO,
) -> tuple[Key, float, float] | None:
    """Return the legend and its upper left corner where it hides no mark, else None.

    ``marks`` are middle and reach of each in pixels, an array (n, 3). Nor does it hide
    the shape of a ``region`` that is asked about (None for none), or more of the map
    than ``MOST_OF_MAP``; a part of a circle only where it must. In the ``corner`` asked
    for, where that hides nothing; else as wide as it likes and in a corner, lower right
    first, if it can; then along the edges; then narrow.
    """
    on_circles = None
    for width in (np.inf, NARROW):
        key = lay_out(entries, width)
        if key.w * key.h > MOST_OF_MAP * frame.w * frame.h:
            continue
        for x, y in _spots(frame, key, corner):
            box = (x, y, x + key.w, y + key.h)
            if not _is_free(page, marks, region, box):
                continue
            hidden = shapely.intersects(np.array(page.rings), shapely.box(*box))
            if not hidden.any():
                return key, x, y
            on_circles = on_circles or (key, x, y)
    return on_circles


@on_layer("legend")
def draw_key(page: Page, key: Key, x: float, y: float) -> None:
    """Draw a legend with its upper left corner at a place, and take its box."""
    page.rectangle(
        x, y, key.w, key.h, fc="white", ec=COLORS.outline, width=1, zorder=26
    )
    page.block(x - 6, y - 6, x + key.w + 6, y + key.h + 6)
    at = y + key.pad - 2
    for line in key.lines:
        at += _height(line)
        middle, left = at - max(each.below for each in line), x + key.pad
        for each in line:
            each.draw(page, left, middle)
            left += each.wide


def _height(line: list[Piece]) -> float:
    return max(each.above for each in line) + max(each.below for each in line)


def _spots(frame: Frame, key: Key, corner: str) -> list[tuple[float, float]]:
    """Return the four corners, then places along the edges of the map."""
    left, top = frame.x + EDGE, frame.y + EDGE
    right, low = frame.x + frame.w - key.w - EDGE, frame.y + frame.h - key.h - EDGE
    if right < left or low < top:
        return []
    first: list[tuple[float, float]] = []
    if corner in CORNERS:
        at_right, at_foot = CORNERS[corner]
        first = [(right if at_right else left, low if at_foot else top)]
    along = [(x, y) for y in (low, top) for x in np.arange(right, left, -STEP)]
    down = [(x, y) for x in (right, left) for y in np.arange(low, top, -STEP)]
    usual = [(right, low), (left, low), (left, top), (right, top)]
    return [*first, *usual, *along, *down]


def _is_free(page: Page, marks: np.ndarray, region, box) -> bool:
    x0, y0, x1, y1 = box
    if any(
        x0 < c + 4 and a < x1 + 4 and y0 < d + 4 and b < y1 + 4
        for a, b, c, d in page.blocks
    ):
        return False
    x, y, r = marks.T
    if ((x0 - r < x) & (x < x1 + r) & (y0 - r < y) & (y < y1 + r)).any():
        return False
    return region is None or not shapely.intersects(region, shapely.box(*box))
