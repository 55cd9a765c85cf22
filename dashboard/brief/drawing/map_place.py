"""A map in its box with its legend: on the map, in the rail, beside or below it."""

from collections.abc import Callable

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.key import Piece
from dashboard.brief.drawing.key_place import EDGE, NARROW, PAD, draw_key, lay_out
from dashboard.brief.drawing.map_drawing import draw_map
from dashboard.brief.drawing.window import window_of
from dashboard.brief.words.model import Brief

RAIL_KEEPS = 160
"""Units of height that a rail keeps for what stands there when it takes the legend."""
NO_BOX = Box(0, 0, 0, 0)
Entries = list[list[Piece]]
"""The lines of a legend."""


def with_legend(page: Page, body: Box, compose: Callable[[Box, bool], Entries]) -> None:
    """Compose a body; a legend without room on its map stands below, as wide.

    ``compose`` draws everything in a box and returns the legend that has no room; its
    second argument says whether the legend stands apart.
    """
    kept = page.axes.get_children()
    entries = compose(body, False)
    if entries:
        page.undo_map(kept)
        key = lay_out(entries, body.w - 2 * PAD, flow=True)
        compose(body.upper(body.h - key.h - EDGE), True)
        draw_key(page, key, body.x, body.bottom - key.h)


def place_map(page: Page, brief: Brief, box: Box, rail: Box = NO_BOX) -> Box:
    """Draw the map with its legend; return what is left of the rail.

    ``rail`` is the free part of a rail. A legend that would hide a mark stands at the
    foot of the rail where that has room; else right of the map, which is narrower.
    """
    kept = page.axes.get_children()
    entries = draw_map(page, brief, window_of(brief, box))
    if not entries:
        return rail
    if rail.h:
        key = lay_out(entries, rail.w - 2 * PAD)
        if key.h <= rail.h - RAIL_KEEPS:
            draw_key(page, key, rail.x, rail.bottom - key.h)
            return rail._replace(h=rail.h - key.h - 14)
    page.undo_map(kept)
    key = lay_out(entries, NARROW)
    narrower = box.left(box.w - key.w - EDGE)
    draw_map(page, brief, window_of(brief, narrower), beside=True)
    draw_key(page, key, box.right - key.w, box.y)
    return rail
