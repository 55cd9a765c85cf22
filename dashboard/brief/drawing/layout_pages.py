"""The pages of a brief: one function for each layout puts everything in its place.

:data:`dashboard.brief.words.layouts.LAYOUTS` names each of these functions.
"""

from typing import NamedTuple

from dashboard.brief.drawing.answer_rail import draw_answers, draw_distances
from dashboard.brief.drawing.canvas import HEIGHT, LEFT, RIGHT, Page
from dashboard.brief.drawing.fonts import fitting_lines, wrap
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.furniture import (
    draw_foot,
    foot_height,
    foot_lines,
    scale_words,
    top_of_map,
)
from dashboard.brief.drawing.key_place import EDGE, PAD, draw_key, lay_out
from dashboard.brief.drawing.map_box import draw_sides, map_in_box
from dashboard.brief.drawing.rail import RAIL_W, RAIL_X, draw_numbers, draw_surer
from dashboard.brief.drawing.weeks import draw_weeks
from dashboard.brief.drawing.window import (
    bounds_around,
    bounds_of,
    fit_window,
    window_of,
)
from dashboard.brief.words.entries import ENTRY_COLUMNS
from dashboard.brief.words.model import Brief
from dashboard.brief.words.pair import side_lines
from dashboard.style import COLORS

MAP_WIDTH = 1336
WEEKS_HEIGHT = 270
RAIL_HEIGHT = 760
"""Pixels of the rail that numbers may take before the map is drawn."""
LEAST_WEEKS = 160
"""Pixels of height that bars in the rail need."""
BANNER_ROOM = 30
TABLE_COLUMNS = (
    (0, 40, 190),
    (1, 238, 400),
    (2, 646, 190),
    (3, 844, 190),
    (4, 1042, 130),
    (5, 1180, 440),
    (7, 1628, 250),
)
"""Which cells of an entry the table shows, where each begins and how wide it is."""


class Line(NamedTuple):
    """A line below or above a map: its size in pixels, words, weight and color."""

    px: float
    words: str
    weight: str
    color: str


def draw_numbers_page(page: Page, brief: Brief) -> None:
    """Draw the map, and beside it the large numbers and weekly bars."""
    top = top_of_map(brief)
    y = draw_numbers(page, brief, top, top + RAIL_HEIGHT)
    room = _framed(page, brief, MAP_WIDTH, rail=y)
    if room.rail_bottom - y > LEAST_WEEKS:
        draw_weeks(page, brief, RAIL_X, y + 4, RAIL_W, room.rail_bottom - 4)


def draw_map_page(page: Page, brief: Brief) -> None:
    """Draw the map as wide as the page."""
    _framed(page, brief, RIGHT - LEFT)


def draw_weekly_page(page: Page, brief: Brief) -> None:
    """Draw the map with its numbers, and weekly bars across the page below."""
    top = top_of_map(brief)
    y = draw_numbers(page, brief, top, top + RAIL_HEIGHT - WEEKS_HEIGHT)
    room = _framed(page, brief, MAP_WIDTH, WEEKS_HEIGHT, rail=y - LEAST_WEEKS)
    if brief.dataset.dictionary.file is None:  # else "corroborated" is not our word
        draw_surer(page, brief, y, room.rail_bottom)
    wide = RIGHT - LEFT - 36
    draw_weeks(
        page, brief, LEFT, room.bottom - WEEKS_HEIGHT + 42, wide, room.bottom - 2
    )


def draw_region_page(page: Page, brief: Brief) -> None:
    """Draw the map of a region, and beside it every answer about it."""
    y = draw_answers(page, brief, top_of_map(brief) + 20)
    room = _framed(page, brief, MAP_WIDTH, rail=y - LEAST_WEEKS)
    draw_distances(page, brief, y + 14, room.rail_bottom)


def draw_pair_page(page: Page, brief: Brief) -> None:
    """Draw two maps of one window at one scale, and below them what differs."""
    wide = (RIGHT - LEFT - 24) / 2
    heads = [_head_lines(side, number, wide) for number, side in enumerate(brief.sides)]
    lines = [_lines_below(side, wide) for side in brief.sides]
    difference = fitting_lines(brief.difference, 20, RIGHT - LEFT, "bold")
    top = top_of_map(brief) + 26 + 20 * (max(map(len, heads)) - 1)
    below = 14 + 24 * max(map(len, lines)) + 24 * len(difference)
    bounds = bounds_around([bounds_of(side) for side in brief.sides])
    guess = fit_window(bounds, (LEFT, top, wide, 600))
    foot = draw_foot(page, brief, foot_lines(brief, scale_words(guess)))
    high = foot - 16 - top - below
    kept = page.axes.get_children()
    entries = draw_sides(page, brief, bounds, (LEFT, top, wide, high))
    if entries:  # the legend hides a mark of its map: below both, across the page
        page.undo_map(kept)
        key = lay_out(entries, RIGHT - LEFT - 2 * PAD, flow=True)
        box = (LEFT, top, wide, high - key.h - EDGE)
        draw_sides(page, brief, bounds, box, beside=True)
        draw_key(page, key, LEFT, top + high - key.h)
    for number in range(len(brief.sides)):
        x, y = LEFT + number * (wide + 24), top + high + 28
        above = top - 8 - 20 * (len(heads[number]) - 1)
        _draw_lines(page, x, above, heads[number], 20)
        _draw_lines(page, x, y, lines[number])
    last = foot - 12 - 24 * (len(difference) - 1)
    for number, (px, words) in enumerate(difference):
        page.text(LEFT, last + 24 * number, words, px, "bold")


def _head_lines(side: Brief, number: int, wide: float) -> list[Line]:
    head = f"{'Left' if number == 0 else 'Right'}: {side.period} · {side.filters}"
    return _in_color(head, 20, wide, "semibold", COLORS.text)


def _lines_below(side: Brief, wide: float) -> list[Line]:
    """Return the lines below a map: counts and tolls, then what has a place."""
    counted = [
        line
        for words in side_lines(side)
        for line in _in_color(words, 20, wide, "semibold", COLORS.text)
    ]
    grey = COLORS.second_text
    return counted + _in_color(side.subtitle, 17, wide, "regular", grey)


def _in_color(
    words: str, px: float, wide: float, weight: str, color: str
) -> list[Line]:
    return [
        Line(*each, weight, color) for each in fitting_lines(words, px, wide, weight)
    ]


def _draw_lines(
    page: Page, x: float, y: float, lines: list[Line], step: float = 24
) -> None:
    for number, line in enumerate(lines):
        at = y + step * number
        page.text(x, at, line.words, line.px, line.weight, color=line.color)


def draw_table_page(page: Page, brief: Brief) -> None:
    """Write the incidents as a table, as many as there is room for."""
    foot = foot_lines(brief)
    bottom = HEIGHT - (BANNER_ROOM if brief.banner else 0) - 8 - foot_height(foot) - 14
    y = _draw_column_titles(page, top_of_map(brief) + 22)
    for number, entry in enumerate(brief.entries):
        cells = [wrap(entry[i], 16, width) for i, _, width in TABLE_COLUMNS]
        high = max(map(len, cells)) * 19 + 8
        if y + high > bottom:
            left = len(brief.entries) - number
            words = f"{left} more rows: in the PDF of this brief and in the data file"
            page.text(LEFT, bottom, words, 17, "italic", COLORS.second_text)
            break
        _draw_cells(page, y, cells)
        y += high
        page.line([LEFT, RIGHT], [y - 18, y - 18], 0.8, COLORS.rule)
    if not brief.entries:
        page.text(LEFT, y, "No incident of the table matches these filters.", 20)
    draw_foot(page, brief, foot)


def _draw_column_titles(page: Page, y: float) -> float:
    """Write the titles of the table; return the base of its first line."""
    for i, x, _ in TABLE_COLUMNS:
        page.text(x, y, ENTRY_COLUMNS[i], 17, "semibold")
    page.line([LEFT, RIGHT], [y + 9, y + 9], 1.4)
    return y + 30


def _draw_cells(page: Page, y: float, cells: list[list[str]]) -> None:
    for (i, x, _), lines in zip(TABLE_COLUMNS, cells, strict=True):
        weight = "semibold" if ENTRY_COLUMNS[i] in ("Date", "Killed") else "regular"
        for number, line in enumerate(lines):
            page.text(x, y + number * 19, line, 16, weight)


class Room(NamedTuple):
    """The frame of the map, and where the page and its rail end above the foot."""

    frame: Frame
    bottom: float
    rail_bottom: float


def _framed(
    page: Page, brief: Brief, width: float, below: float = 0, rail: float = HEIGHT
) -> Room:
    """Draw foot and map; a legend without room on the map stands in the rail.

    ``rail`` is where the rail is free from; what stands there needs ``LEAST_WEEKS``
    too. Without that room the map is narrower and the legend beside it.
    """
    top = top_of_map(brief)
    guess = window_of(brief, (LEFT, top, width, 790 - below))
    rows = foot_lines(brief, scale_words(guess))
    bottom = draw_foot(page, brief, rows) - 16
    box = (LEFT, top, width, bottom - top - below)
    frame, entries = map_in_box(page, brief, box, bottom - below - rail - LEAST_WEEKS)
    if not entries:
        return Room(frame, bottom, bottom - below)
    key = lay_out(entries, RAIL_W - 2 * PAD)
    at = bottom - below - key.h
    draw_key(page, key, RAIL_X, at)
    return Room(frame, bottom, at - 14)
