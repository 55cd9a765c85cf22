"""The page of layout *compare*: two maps of one window at one scale, and what differs.

The maps stand side by side or one above the other, as the size has columns for them.
"""

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import fitting_lines
from dashboard.brief.drawing.furniture import scale_words
from dashboard.brief.drawing.head_foot import Line, body_box
from dashboard.brief.drawing.map_box import Entries, draw_sides, with_legend
from dashboard.brief.drawing.window import (
    Bounds,
    bounds_around,
    bounds_of,
    fit_window,
)
from dashboard.brief.words.model import Brief
from dashboard.brief.words.pair import PAIR_NAMES, side_lines
from dashboard.style import COLORS

GAP = 24
LEAD = 1.2
"""Units between two maps, and from line to line, times the type."""


def draw_pair_page(page: Page, brief: Brief, top: float) -> None:
    """Draw two maps of one window at one scale, and below them what differs."""
    bounds = bounds_around([bounds_of(side) for side in brief.sides])
    columns = brief.look.sheet.columns
    guess = Box(page.left, top, (page.right - page.left) / columns, 600)
    body = body_box(page, brief, top, scale_words(fit_window(bounds, guess)))
    px = page.px(20)
    difference = _lines(page, brief.difference, px, body.w, "bold", COLORS.text)
    high = _high(difference) + 8
    _draw_lines(page, body.lower(high), difference)
    body = body.upper(body.h - high)

    def compose(box: Box, beside: bool) -> Entries:
        return _draw_sides(page, brief, bounds, box, beside)

    with_legend(page, body, compose)


def _draw_sides(
    page: Page, brief: Brief, bounds: Bounds, body: Box, beside: bool
) -> Entries:
    """Draw both maps with their lines; return the legend that has no room."""
    columns = brief.look.sheet.columns
    cells = body.grid(len(brief.sides), columns, GAP if columns > 1 else 6)
    heads = [
        _head_lines(page, side, PAIR_NAMES[columns][number], cells[0].w)
        for number, side in enumerate(brief.sides)
    ]
    below = [_lines_below(page, side, cells[0].w) for side in brief.sides]
    above, under = max(map(_high, heads)) + 6, max(map(_high, below)) + 6
    inner = []
    for number, cell in enumerate(cells):
        _draw_lines(page, cell.upper(above), heads[number])
        _draw_lines(page, cell.lower(under), below[number])
        inner.append(Box(cell.x, cell.y + above, cell.w, cell.h - above - under))
    entries = draw_sides(page, brief, bounds, inner, beside)
    return [] if beside else entries


def _head_lines(page: Page, side: Brief, name: str, wide: float) -> list[Line]:
    head = f"{name}: {side.period} · {side.filters}"
    return _lines(page, head, page.px(20), wide, "semibold", COLORS.text)


def _lines_below(page: Page, side: Brief, wide: float) -> list[Line]:
    """Return the lines below a map: counts and tolls, then what has a place."""
    counted = [
        line
        for words in side_lines(side)
        for line in _lines(page, words, page.px(20), wide, "semibold", COLORS.text)
    ]
    grey = COLORS.second_text
    return counted + _lines(page, side.subtitle, page.px(17), wide, "regular", grey)


def _lines(
    page: Page, words: str, px: float, wide: float, weight: str, color: str
) -> list[Line]:
    return [
        Line(*each, weight, color)
        for each in fitting_lines(words, px, wide, weight, page.least)
    ]


def _high(lines: list[Line]) -> float:
    return sum(LEAD * line.px for line in lines)


def _draw_lines(page: Page, box: Box, lines: list[Line]) -> None:
    y = box.y
    for line in lines:
        y += LEAD * line.px
        page.text(box.x, y, line.words, line.px, line.weight, color=line.color)
