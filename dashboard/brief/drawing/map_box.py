"""A map in its box, with what it has no place for: its legend, and its strip."""

from dashboard.brief.drawing.areas import items_known_before
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.key import Piece
from dashboard.brief.drawing.key_place import EDGE, NARROW, PAD, draw_key, lay_out
from dashboard.brief.drawing.map_drawing import MapDrawn, draw_map
from dashboard.brief.drawing.rail import RAIL_W
from dashboard.brief.drawing.strip import (
    Item,
    Strip,
    draw_strip,
    lay_out_strip,
    split_items,
    without_unlisted,
)
from dashboard.brief.drawing.window import Bounds, fit_window, window_of
from dashboard.brief.words.model import Brief
from dashboard.layers.incidents import has_place

LOW_STRIP = 70.0
"""Pixels of height up to which a strip stands below its map, a longer one beside it."""
MOST_OF_MAP = 0.35
"""Share of the height of a map that the strip below it may take."""


def map_in_box(
    page: Page, brief: Brief, box: Bounds, rail_room: float = 0
) -> tuple[Frame, list[list[Piece]]]:
    """Draw a map with its legend; return its frame, and the legend left for a rail.

    ``box`` is x, y, width and height in pixels, ``rail_room`` the height that a rail
    has for a legend. What is not on the map stands in a strip below it. A legend that
    has room neither on the map nor in the rail stands at the right side of ``box``, a
    long strip below it, and the map is narrower. So does one on the map beside which
    the most important marks have no label.
    """
    x, y, wide, high = box
    kept = page.axes.get_children()
    known = _known_before(brief, window_of(brief, box))
    room = lay_out_strip(known, wide).high
    entries: list[list[Piece]] = []
    for _ in range(2):
        if room > LOW_STRIP:
            break
        frame = window_of(brief, (x, y, wide, high - room))
        drawn = draw_map(page, brief, frame)
        needed = lay_out_strip(drawn.strip, wide).high
        has_no_rail = lay_out(drawn.key, RAIL_W - 2 * PAD).h > rail_room
        hides_labels = drawn.is_crowded and drawn.entries and not drawn.key
        if (drawn.key and has_no_rail) or hides_labels:
            needed = LOW_STRIP + 1
        if needed <= room:
            _draw_strip(page, drawn.strip, (x, y + high - room, wide, room))
            return frame, drawn.key
        page.undo_map(kept)
        room, entries = needed, drawn.entries
    return _with_column(page, brief, box, entries), []


def _with_column(page: Page, brief: Brief, box: Bounds, entries: list) -> Frame:
    """Draw a map with its legend and strip beside it; return its frame.

    ``entries`` are the lines of the legend if they are known, else none.
    """
    x, y, wide, high = box
    kept = page.axes.get_children()
    column = max(NARROW + 2 * PAD, lay_out(entries, NARROW).w)
    low = 0.0
    for last in (False, False, True):
        map_box = (x, y, wide - column - EDGE, high - low)
        frame = window_of(brief, map_box)
        drawn = draw_map(page, brief, frame, beside=True)
        key = lay_out(drawn.key, NARROW)
        top = y + key.h if key.lines else y
        beside, below = split_items(drawn.strip, column, y + high - top)
        needed = lay_out_strip(below, map_box[2]).high
        if last or (needed <= low and key.w <= column):
            break
        page.undo_map(kept)
        column = max(column, key.w)
        low = min(max(low, needed), MOST_OF_MAP * high)
    left = frame.x + frame.w + EDGE
    if key.lines:
        draw_key(page, key, left, y)
    _draw_strip(page, beside, (left, top, column, y + high - top))
    if below:
        _draw_strip(page, below, (x, y + high - low, frame.w, low))
    return frame


def draw_sides(
    page: Page, brief: Brief, bounds: Bounds, box: Bounds, beside: bool = False
) -> list[list[Piece]]:
    """Draw both maps of a pair, the left one in ``box``, each with its strip below.

    Returns the lines of the legend that have no room on either map.
    """
    x, top, wide, high = box
    kept = page.axes.get_children()
    frame = fit_window(bounds, box)
    known = [_known_before(side, frame) for side in brief.sides]
    most = MOST_OF_MAP * high
    room = _most_needed(known, wide, most)
    drawn = _draw_two_maps(page, brief, bounds, (x, top, wide, high - room), beside)
    needed = _most_needed([each.strip for each in drawn], wide, most)
    if needed > room:
        page.undo_map(kept)
        room = needed
        inner = (x, top, wide, high - room)
        drawn = _draw_two_maps(page, brief, bounds, inner, beside)
    for number, each in enumerate(drawn):
        at = x + number * (wide + 24)
        _draw_strip(page, each.strip, (at, top + high - room, wide, room))
    return [line for each in drawn for line in each.key]


def _known_before(brief: Brief, frame: Frame) -> list[Item]:
    return items_known_before(brief.rows, frame, brief.dataset.dictionary)


def _most_needed(items: list[list[Item]], wide: float, most: float) -> float:
    return max(lay_out_strip(each, wide, most).high for each in items)


def _draw_strip(page: Page, items: list[Item], box: Bounds) -> Strip:
    """Write a strip, and take back the numbers on the map that it has no room for."""
    x, y, wide, high = box
    strip = lay_out_strip(items, wide, high)
    without_unlisted(items, strip)
    draw_strip(page, strip, x, y)
    return strip


def _draw_two_maps(
    page: Page, brief: Brief, bounds: Bounds, box: Bounds, beside: bool
) -> list[MapDrawn]:
    x, top, wide, high = box
    marks = [int(has_place(side.rows).sum()) for side in brief.sides]
    emptier = marks.index(min(marks))  # legend and inset hide less there
    frames = [
        fit_window(bounds, (x + number * (wide + 24), top, wide, high))
        for number in range(len(brief.sides))
    ]
    none = brief.rows.iloc[:0]
    fuller = 1 - emptier
    other = draw_map(page, brief.sides[fuller], frames[fuller], none, beside)
    own = draw_map(
        page, brief.sides[emptier], frames[emptier], brief.rows, beside, other.signs
    )
    return [own, other] if emptier == 0 else [other, own]
