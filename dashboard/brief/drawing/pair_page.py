"""The page of layout *compare*: two maps of one window at one scale, and what differs.

The maps stand side by side or one above the other, as the size has columns for them.
"""

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import fitting_lines, wrap
from dashboard.brief.drawing.furniture import scale_words
from dashboard.brief.drawing.head_foot import Line, body_box
from dashboard.brief.drawing.map_box import Entries, draw_sides, with_legend
from dashboard.brief.drawing.window import (
    Bounds,
    bounds_of_pair,
    fit_window,
)
from dashboard.brief.words.left_out import more_campaigns
from dashboard.brief.words.model import Brief
from dashboard.brief.words.pair import PAIR_NAMES, side_lines
from dashboard.figures.tolls import NONE_KILLED
from dashboard.style import COLORS
from dashboard.text.language import gettext

MOST_TEXT = 0.22
"""Share of the height of a map and its texts that the tolls of campaigns take."""
GAP = 24
LEAD = 1.2
"""Units between two maps, and from line to line, times the type."""


def draw_pair_page(page: Page, brief: Brief, top: float) -> None:
    """Draw two maps of one window at one scale, and below them what differs."""
    bounds = bounds_of_pair(brief)
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
    most = MOST_TEXT * cells[0].h
    below = [_lines_below(page, side, cells[0].w, most) for side in brief.sides]
    above = max(map(_high, heads)) + 6
    under = max(map(_high, below)) + 6
    inner = []
    for number, cell in enumerate(cells):
        _draw_lines(page, cell.upper(above), heads[number])
        _draw_lines(page, cell.lower(under), below[number])
        inner.append(Box(cell.x, cell.y + above, cell.w, cell.h - above - under))
    return draw_sides(page, brief, bounds, inner, beside)


def _head_lines(page: Page, side: Brief, name: str, wide: float) -> list[Line]:
    head = f"{gettext(name)}: {' · '.join(side.head)}"
    return _lines(page, head, page.px(20), wide, "semibold", COLORS.text)


def _lines_below(page: Page, side: Brief, wide: float, most: float) -> list[Line]:
    """Return the lines below a map: counts and tolls, then what has a place.

    Several campaigns follow one another. Of those without room in ``most`` units of
    height, the ones without a death go first.
    """
    placed = _wrapped(page, side.subtitle, wide, COLORS.second_text)
    none = gettext(NONE_KILLED)
    told = sorted(side_lines(side), key=lambda words: words.endswith(none))
    if len(told) == 1:
        lines = _lines(page, told[0], page.px(20), wide, "semibold", COLORS.text)
        return lines + placed
    for shown in range(len(told), 0, -1):
        left = len(told) - shown
        rest = [more_campaigns(left)] if left else []
        words = "; ".join([*told[:shown], *rest])
        lines = _wrapped(page, words, wide, COLORS.text) + placed
        if _high(lines) <= most:
            break
    return lines


def _wrapped(page: Page, words: str, wide: float, color: str) -> list[Line]:
    px = page.px(17)
    return [Line(px, each, "regular", color) for each in wrap(words, px, wide)]


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
