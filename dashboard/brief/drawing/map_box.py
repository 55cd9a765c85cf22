"""A map in its box, with what it has no place for: its legend, and its strip."""

from collections.abc import Callable
from functools import partial

from dashboard.brief.drawing.areas import items_known_before
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.key import Piece
from dashboard.brief.drawing.key_place import (
    EDGE,
    NARROW,
    PAD,
    draw_key,
    flow_key,
    lay_out,
)
from dashboard.brief.drawing.map_drawing import MapDrawn, draw_map
from dashboard.brief.drawing.strip import (
    LEADING,
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

RAIL_KEEPS = 160
"""Units of height that a rail keeps for what stands there when it takes the legend."""
NO_BOX = Box(0, 0, 0, 0)
Entries = list[list[Piece]]
"""The lines of a legend."""
LOW_STRIP = 70.0
"""Pixels of height up to which a strip stands below its map, a longer one beside it."""
MOST_OF_MAP = 0.3
"""Share of the height of a map that the strip below it may take."""


def with_legend(page: Page, body: Box, compose: Callable[[Box, bool], Entries]) -> None:
    """Compose a body; a legend without room on its map stands below, as wide.

    ``compose`` draws everything in a box and returns the legend that has no room; its
    second argument says whether the legend stands apart; then it returns the whole one.
    """
    kept = len(page.strokes)
    entries = compose(body, False)
    if not entries:
        return
    for _ in range(3):  # a higher map may have room for a plate, which needs a line
        page.undo_map(kept)
        room = flow_key(entries, body.w).h
        entries = compose(body.upper(body.h - room - EDGE), True)
        key = flow_key(entries, body.w)
        if key.h == room:
            break
    if key.lines:
        draw_key(page, key, body.x, body.bottom - key.h)


def map_over_strip(page: Page, brief: Brief, box: Box, apart: bool) -> Entries:
    """Draw a map with its strip below it; return a legend that has no room on it.

    With ``apart`` the legend stands elsewhere, and all of it is returned; without,
    nothing more is drawn where the legend has no room.
    """
    kept = len(page.strokes)
    most = MOST_OF_MAP * box.h
    known = _known_before(page, brief, window_of(brief, box, page))
    room = before = lay_out_strip(known, box.w, most).high
    for left in (2, 1, 0):
        room = room if left else max(room, before)
        window = window_of(brief, box.upper(box.h - room), page)
        drawn = draw_map(page, brief, window, beside=apart, stop=True)
        if drawn.key and not apart:
            return drawn.key
        needed = lay_out_strip(drawn.strip, box.w, most).high
        fits = needed <= room  # and the last try would have this room again
        if not left or (fits and (left == 1 or room - LEADING < needed)):
            break
        page.undo_map(kept)
        room, before = needed, room
    _draw_strip(page, drawn.strip, box.lower(room))
    return drawn.key


def _map_beside_strip(page: Page, brief: Brief, box: Box, apart: bool) -> Entries:
    """Draw a map with its strip beside it; return a legend that has no room on it.

    ``apart`` as in :func:`map_over_strip`.
    """
    column = NARROW + 2 * PAD
    window = window_of(brief, box.left(box.w - column - EDGE), page)
    drawn = draw_map(page, brief, window, beside=apart, stop=True)
    if drawn.key and not apart:
        return drawn.key
    _draw_strip(page, drawn.strip, box.rest_right(column))
    return drawn.key


def place_map(page: Page, brief: Brief, box: Box, rail: Box = NO_BOX) -> Box:
    """Draw a map with its legend; return what is left of the ``rail``.

    What is not on the map stands in a strip below it. A legend that has no room on the
    map stands at the foot of the rail, or else at the right side of ``box``, a long
    strip below it, and the map is narrower. So does one on the map beside which the
    most important marks have no label. Where it is too high there, it stands below.
    """
    kept = len(page.strokes)
    known = _known_before(page, brief, window_of(brief, box, page))
    room = lay_out_strip(known, box.w).high
    entries: Entries = []

    def has_no_rail(lines: Entries) -> bool:
        high = lay_out(lines, rail.w - 2 * PAD).h
        return not rail.h or high > rail.h - RAIL_KEEPS

    for _ in range(2):
        if room > LOW_STRIP:
            break
        frame = window_of(brief, box.upper(box.h - room), page)
        drawn = draw_map(page, brief, frame, apart=has_no_rail, labels_first=True)
        needed = lay_out_strip(drawn.strip, box.w).high
        key = lay_out(drawn.key, rail.w - 2 * PAD)
        hides_labels = drawn.is_crowded and drawn.entries and not drawn.key
        if (drawn.key and has_no_rail(drawn.key)) or hides_labels:
            needed = LOW_STRIP + 1
        if needed <= room:
            _draw_strip(page, drawn.strip, box.lower(room))
            if not drawn.key:
                return rail
            draw_key(page, key, rail.x, rail.bottom - key.h)
            return rail._replace(h=rail.h - key.h - 14)
        page.undo_map(kept)
        room, entries = needed, drawn.entries
    if not _with_column(page, brief, box, entries):
        page.undo_map(kept)
        with_legend(page, box, partial(_map_beside_strip, page, brief))
    return rail


def _with_column(page: Page, brief: Brief, box: Box, entries: Entries) -> bool:
    """Draw a map with its legend and strip beside it; return whether both fit there.

    ``entries`` are the lines of the legend if they are known, else none.
    """
    x, y, wide, high = box
    kept = len(page.strokes)
    column = max(NARROW + 2 * PAD, lay_out(entries, NARROW).w)
    low = 0.0
    for last in (False, False, True):
        map_box = (x, y, wide - column - EDGE, high - low)
        frame = window_of(brief, map_box, page)
        drawn = draw_map(page, brief, frame, beside=True)
        key = lay_out(drawn.key, NARROW)
        top = y + key.h if key.lines else y
        beside, below = split_items(drawn.strip, column, y + high - top)
        needed = lay_out_strip(below, map_box[2]).high
        wider, higher = max(column, key.w), min(max(low, needed), MOST_OF_MAP * high)
        is_same = (wider, higher) == (column, low)  # the next map would be this one
        if last or is_same or (needed <= low and key.w <= column):
            break
        page.undo_map(kept)
        column, low = wider, higher
    if key.h > high:
        return False
    left = frame.x + frame.w + EDGE
    if key.lines:
        draw_key(page, key, left, y)
    _draw_strip(page, beside, (left, top, column, y + high - top))
    if below:
        _draw_strip(page, below, (x, y + high - low, frame.w, low))
    return True


def draw_sides(
    page: Page, brief: Brief, bounds: Bounds, boxes: list[Box], beside: bool
) -> Entries:
    """Draw both maps of a pair, each with its strip below.

    Returns the lines of the legend that have no room on either map; without ``beside``
    no strip is drawn then.
    """
    kept = len(page.strokes)
    wide, most = boxes[0].w, MOST_OF_MAP * boxes[0].h
    frame = fit_window(bounds, boxes[0])
    known = [_known_before(page, side, frame) for side in brief.sides]
    room = _most_needed(known, wide, most)
    for last in (False, True):
        inner = [box.upper(box.h - room) for box in boxes]
        drawn = _draw_two_maps(page, brief, bounds, inner, beside)
        key = [line for each in drawn for line in each.key]
        if key and not beside:
            return key
        needed = _most_needed([each.strip for each in drawn], wide, most)
        if last or needed <= room:
            break
        page.undo_map(kept)
        room = needed
    for box, each in zip(boxes, drawn, strict=True):
        _draw_strip(page, each.strip, box.lower(room))
    return key


def _known_before(page: Page, brief: Brief, frame: Frame) -> list[Item]:
    return items_known_before(page, brief.rows, frame, brief.dataset.dictionary)


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
    page: Page, brief: Brief, bounds: Bounds, boxes: list[Box], beside: bool
) -> list[MapDrawn]:
    marks = [int(has_place(side.rows).sum()) for side in brief.sides]
    emptier = marks.index(min(marks))  # legend and inset hide less there
    frames = [fit_window(bounds, box) for box in boxes]
    none = brief.rows.iloc[:0]
    fuller = 1 - emptier
    other = draw_map(page, brief.sides[fuller], frames[fuller], none, beside)
    own = draw_map(
        page, brief.sides[emptier], frames[emptier], brief.rows, beside, other.signs
    )
    return [own, other] if emptier == 0 else [other, own]
