"""The slide of a pair: two maps, the words of each side, and what differs."""

from dashboard.brief.files.slide_front import GAP, Room, add_maps, open_front
from dashboard.brief.files.slide_text import GREY, INK, add_box, text_height
from dashboard.brief.words.model import Brief
from dashboard.brief.words.pair import TOLLS_NEXT, side_lines
from dashboard.text.language import gettext

MAP_HIGH, LEAST_MAP = 3.4, 2.8
"""Inches of height of each map where the words leave it; with less than the second,
the words stand on the next slide."""
SIZES = (13, 12, 11, 10)
"""Points of the words: the first at which the maps have their height."""


def add_pair_slide(deck, brief: Brief, draw_maps) -> None:
    """Add two maps of one window, the numbers below each, and what differs.

    Words that would leave flat maps stand on a slide of their own.
    """
    slide, (x, y, wide, high) = open_front(deck, brief)
    lines = [side_lines(side) for side in brief.sides]
    told, left = _words(brief, lines, wide, high)
    is_long = left < LEAST_MAP
    if is_long:
        told, left = _words(brief, [(gettext(TOLLS_NEXT),)] * len(lines), wide, high)
    map_high = max(left, 1.0)
    add_maps(slide, brief, draw_maps, (x, y, wide, map_high))
    down = map_high + 0.08
    _write(slide, told, (x, y + down, wide, high - down))
    if is_long:
        slide, (x, y, wide, high) = open_front(deck, brief)
        told, _ = _words(brief, lines, wide, high, least=0.1)
        _write(slide, told, (x, y, wide, high))


def _words(
    brief: Brief, lines: list, wide: float, high: float, least: float = MAP_HIGH
) -> tuple:
    """Return the words of both sides with what differs, and the inches they leave.

    They have the largest size that leaves ``least`` inches.
    """
    column = (wide - GAP) / 2
    for size in SIZES:
        under = [
            [
                [(" · ".join(side.head), size, True, INK)],
                *([(line, size, False, INK)] for line in said),
                [(side.subtitle, size - 1, False, GREY)],
            ]
            for side, said in zip(brief.sides, lines, strict=True)
        ]
        last = [[(brief.difference, size, True, INK)]]
        tall = max(text_height(words, column) for words in under)
        left = high - tall - text_height(last, wide) - 0.2
        if left >= least:
            break
    return (under, last), left


def _write(slide, told: tuple, room: Room) -> None:
    """Write the words of each side in its column, and what differs at the foot."""
    (under, last), (x, y, wide, high) = told, room
    column, foot = (wide - GAP) / 2, text_height(last, wide)
    for number, words in enumerate(under):
        at = x + number * (column + GAP)
        add_box(slide, at, y, column, text_height(words, column), words)
    add_box(slide, x, y + high - foot, wide, foot, last)
