"""The pages of a brief: one function for each layout composes it from boxes.

:data:`dashboard.brief.words.layouts.LAYOUTS` names each of these functions. They get
the page, the brief, and the height at which the body begins, below the head. No size is
named here: a :class:`~dashboard.brief.words.sizes.Size` says where a rail stands.
"""

from collections.abc import Callable

from dashboard.brief.drawing.answer_rail import draw_answers, draw_distances
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.furniture import scale_words
from dashboard.brief.drawing.head_foot import body_box
from dashboard.brief.drawing.map_box import (
    NO_BOX,
    Entries,
    map_over_strip,
    place_map,
    with_legend,
)
from dashboard.brief.drawing.pair_page import draw_pair_page
from dashboard.brief.drawing.rail import draw_number_row, draw_numbers, draw_surer
from dashboard.brief.drawing.table_page import draw_table_page
from dashboard.brief.drawing.weeks import draw_weeks
from dashboard.brief.drawing.window import window_of
from dashboard.brief.words.model import Brief
from dashboard.brief.words.sizes import BELOW, BESIDE
from dashboard.figures.days import days_of
from dashboard.style import COLORS

__all__ = [
    "draw_map_page",
    "draw_numbers_page",
    "draw_pair_page",
    "draw_region_page",
    "draw_table_page",
    "draw_weekly_page",
]
GAP = 36
"""Units between a map and its rail on a slide."""
LEAST_WEEKS = 150
"""Units of height that bars over time need on a slide, title and notes included."""
FLAT = 2.2
"""Times that a box is wider than high from which on a map is larger beside its legend,
not above it."""
AXIS = 28
"""Units right of bars for the numbers of their axis."""
STRIP = 0.25
"""Share of the body that bars below a map take."""
MOST_NUMBERS = 0.46
"""Share of the rest that the large numbers below a map take."""
BARS_WIDE = 0.5
"""Share of the width that bars beside a map take."""
LEAST_MAP = 330
"""Units of height that a map and its legend keep above the surer rows."""
LEAST_REGION_RAIL, REGION_STRIP = 0.4, 0.5
"""Share of the width that a rail of answers needs, and of the height at the most."""


def draw_numbers_page(page: Page, brief: Brief, top: float) -> None:
    """Draw the map, and beside or below it the large numbers and weekly bars."""
    body = _body(page, brief, top)
    if _is_below(brief):
        _numbers_below(page, brief, body)
        return
    rail = body.rest_right(brief.look.sheet.rail)
    y = draw_numbers(page, brief, rail) + 6
    page.line([rail.x, rail.right], [y, y], 1, COLORS.rule)
    map_box = body.left(body.w - rail.w - GAP * page.type)
    free = _map(page, brief, map_box, rail.lower(rail.bottom - y - 6))
    if free.h > LEAST_WEEKS * page.type:
        _draw_bars(page, brief, free)


def _numbers_below(page: Page, brief: Brief, body: Box) -> None:
    bars = body.lower(STRIP * body.h)
    rest = body.upper(body.h - bars.h - 0.4 * GAP)
    high = min(_height(draw_number_row, page, brief, rest), MOST_NUMBERS * rest.h)
    _map(page, brief, rest.upper(rest.h - high - 10))
    draw_number_row(page, brief, rest.lower(high))
    _draw_bars(page, brief, bars)


def draw_map_page(page: Page, brief: Brief, top: float) -> None:
    """Draw the map as wide as the page."""
    _map(page, brief, _body(page, brief, top))


def draw_weekly_page(page: Page, brief: Brief, top: float) -> None:
    """Draw the bars as the subject, the large numbers above and the map beside them."""
    body = _body(page, brief, top)
    share = 0.2 if _is_below(brief) else 0.3  # the bars are the subject
    high = min(_height(draw_number_row, page, brief, body), share * body.h)
    draw_number_row(page, brief, body.upper(high))
    rest = body.lower(body.h - high - 8)
    if brief.rows.empty or days_of(brief.selected) is None:  # there is no bar
        _map(page, brief, rest)
        return

    if _is_below(brief):
        bars, other = _bars_and_map(page, brief, rest)
        _draw_bars(page, brief, bars)
        _map(page, brief, _with_surer(page, brief, other))
        return

    def compose(box: Box, apart: bool) -> Entries:
        bars, other = _bars_and_map(page, brief, box)
        _draw_bars(page, brief, bars)
        return map_over_strip(page, brief, _with_surer(page, brief, other), apart)

    with_legend(page, rest, compose)


def _bars_and_map(page: Page, brief: Brief, box: Box) -> tuple[Box, Box]:
    """Return the boxes of bars and map: side by side, or the map below."""
    if _is_below(brief):
        bars = box.upper(brief.look.sheet.bars * page.height)
        return bars, box.lower(box.h - bars.h - 0.4 * GAP)
    bars = box.left(BARS_WIDE * box.w)
    return bars, box.rest_right(box.w - bars.w - GAP * page.type)


def _with_surer(page: Page, brief: Brief, box: Box) -> Box:
    """Write the surer rows at the foot of a box where a map keeps its room.

    Return what is left for the map.
    """
    if brief.dataset.dictionary.file is not None:  # "corroborated" is not our word
        return box
    high = _height(draw_surer, page, brief, box)
    if not 0 < high < box.h - LEAST_MAP:
        return box
    draw_surer(page, brief, box.lower(high))
    return box.upper(box.h - high - 14)


def draw_region_page(page: Page, brief: Brief, top: float) -> None:
    """Draw the map of a region, and beside or below it every answer about it."""
    body = _body(page, brief, top)
    if _is_below(brief):
        answers, distances = body.columns(2, GAP)
        room = answers.upper(REGION_STRIP * body.h)
        high = _height(draw_answers, page, brief, room)
        _map(page, brief, body.upper(body.h - high - 0.4 * GAP))
        draw_answers(page, brief, answers.lower(high))
        draw_distances(page, brief, distances.lower(high))
        return
    if brief.look.sheet.legend_at == BESIDE:
        rail = body.rest_right(brief.look.sheet.rail)
        y = draw_answers(page, brief, rail)
        free = rail.lower(rail.bottom - y - 10)
        map_box = body.left(body.w - rail.w - GAP)
        draw_distances(page, brief, place_map(page, brief, map_box, free))
        return
    with_legend(page, body, lambda box, apart: _region_beside(page, brief, box, apart))


def _region_beside(page: Page, brief: Brief, body: Box, apart: bool) -> Entries:
    """Draw map and answers; the legend across the page takes fewer lines."""
    rail = body.rest_right(LEAST_REGION_RAIL * body.w)
    map_box = body.left(body.w - rail.w - GAP * page.type)
    entries = map_over_strip(page, brief, map_box, apart)
    y = draw_answers(page, brief, rail)
    draw_distances(page, brief, rail.lower(rail.bottom - y - 10))
    return entries


def _map(page: Page, brief: Brief, box: Box, rail: Box = NO_BOX) -> Box:
    """Draw the map with its legend; return what is left of the rail.

    In a flat box the legend stands beside the map, which is the larger for it.
    """
    if brief.look.sheet.legend_at == BESIDE or box.w > FLAT * box.h:
        return place_map(page, brief, box, rail)

    with_legend(
        page, box, lambda inner, apart: map_over_strip(page, brief, inner, apart)
    )
    return rail


def _is_below(brief: Brief) -> bool:
    return brief.look.sheet.rail_at == BELOW


def _body(page: Page, brief: Brief, top: float) -> Box:
    """Write the foot, which says where the scale is true, and return what is free."""
    guess = Box(page.left, top, page.right - page.left, 0.7 * page.height)
    if brief.look.sheet.rail_at == BESIDE:
        guess = guess.left(guess.w - brief.look.sheet.rail)
    return body_box(page, brief, top, scale_words(window_of(brief, guess, page)))


def _draw_bars(page: Page, brief: Brief, box: Box) -> None:
    draw_weeks(page, brief, box._replace(w=box.w - AXIS))


def _height(draw: Callable[..., float], page: Page, brief: Brief, box: Box) -> float:
    """Return how high something becomes in a box, drawn on a page of its own."""
    trial = page.trial()
    return draw(trial, brief, box) - box.y
