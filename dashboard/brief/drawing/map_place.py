"""A map in its box with its legend: on the map, in the rail, beside or below it."""

from collections.abc import Callable

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.key import Piece
from dashboard.brief.drawing.key_place import EDGE, NARROW, PAD, draw_key, lay_out
from dashboard.brief.drawing.map_drawing import draw_map
from dashboard.brief.drawing.window import (
    bounds_around,
    bounds_of,
    fit_window,
    window_of,
)
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


def place_map_over_legend(page: Page, brief: Brief, box: Box) -> None:
    """Draw the map; a legend that would hide a mark stands below, as wide."""

    def compose(part: Box, apart: bool) -> Entries:
        entries = draw_map(page, brief, window_of(brief, part), beside=apart)
        return [] if apart else entries

    with_legend(page, box, compose)


def place_pair(pages: list[Page], brief: Brief, box: Box) -> None:
    """Draw both maps of a pair, each on a page of its own: one window, one scale.

    Where one legend has no room on its map, both stand below.
    """
    bounds = bounds_around([bounds_of(side) for side in brief.sides])
    pairs = list(zip(pages, brief.sides, strict=True))
    kept = [page.axes.get_children() for page in pages]
    frame = fit_window(bounds, box)
    left = [draw_map(page, side, frame) for page, side in pairs]
    if not any(left):
        return
    for page, before in zip(pages, kept, strict=True):
        page.undo_map(before)
    entries = [draw_map(page, side, frame, beside=True) for page, side in pairs]
    keys = [lay_out(each, box.w - 2 * PAD, flow=True) for each in entries]
    high = max(key.h for key in keys)
    frame = fit_window(bounds, box.upper(box.h - high - EDGE))
    for (page, side), before, key in zip(pairs, kept, keys, strict=True):
        page.undo_map(before)
        draw_map(page, side, frame, beside=True)
        draw_key(page, key, box.x, box.bottom - high)
