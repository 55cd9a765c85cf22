"""The front of the slides: title, small text, and the body of each layout."""

import io
import math

from pptx.util import Inches

from dashboard.brief.files.slide_chart import add_bars
from dashboard.brief.files.slide_text import (
    BAR,
    GREY,
    HEIGHT,
    INK,
    WIDTH,
    add_box,
    add_notes,
    add_slide,
    describe,
    office_high,
    text_height,
)
from dashboard.brief.files.spoken import filters_and_counts
from dashboard.brief.words.bars import bars_of
from dashboard.brief.words.foot import from_row
from dashboard.brief.words.layouts import BARS, FIGURES, LAYOUTS
from dashboard.brief.words.model import Brief
from dashboard.text.language import gettext

FOOT_SIZES = (8.5, 8)
"""Points of the small text; below 8 nobody reads it on paper."""
MOST_FOOT = 1.15
"""Inches of the small text at the larger size."""
SCALES = (1, 0.9, 0.8, 0.7, 0.6)
"""How far the numbers may shrink where much is said beside the picture."""
BETWEEN = 0.22
"""Inches between two numbers."""
SMALLEST_MAP = 2.0
"""Inches of the picture that even the longest small text leaves."""
LEFT, INNER = 0.4, WIDTH - 0.8
"""Margin of a slide and the width between its margins, inches."""
MAP_WIDE = 9.0
GAP = 0.3
"""Inches between a map and what stands beside it."""
BARS_WIDE, ROW_SHARE = 0.57, 0.33
"""Shares of width that bars take beside a map, and of height for numbers above."""
LEAST_BARS = 1.75
"""Inches of height that bars beside a map need."""
Room = tuple[float, float, float, float]
"""x, y, width and height in inches."""


def open_front(deck, brief: Brief):
    """Add a slide with title, limits and small text; return it and its body's room."""
    slide = add_slide(deck, brief, brief.title)
    down = (0.95 if brief.banner else 0.78) + office_high(brief)
    subtitle = [[(brief.subtitle, 13, False, GREY)]]
    tall = max(0.35, text_height(subtitle, INNER))
    add_box(slide, LEFT, down, INNER, tall, subtitle)
    down += tall
    if brief.missing:
        words = [[(brief.missing_in_short, 13, True, INK)]]
        tall = max(0.3, text_height(words, INNER))
        add_box(slide, LEFT, down, INNER, tall, words)
        down += tall
    top, foot = down + 0.07, HEIGHT - (BAR + 0.05 if brief.banner else 0.1)
    small, high = _small_print(brief, foot - top - SMALLEST_MAP)
    foot -= high
    add_box(slide, LEFT, foot, INNER, high, small)
    add_notes(slide, _method(brief))
    return slide, (LEFT, top, INNER, foot - top - 0.08)


def add_map_slide(deck, brief: Brief, draw_maps) -> bool:
    """Add the map, with its numbers and bars beside it where the layout has them.

    Returns whether the layout has bars for which there was no room.
    """
    slide, (x, y, wide, high) = open_front(deck, brief)
    parts = LAYOUTS[brief.layout].parts
    bars = bars_of(brief) if BARS in parts else None
    if FIGURES not in parts:
        add_maps(slide, brief, draw_maps, (x, y, wide, high))
        return False
    right = x + MAP_WIDE + GAP
    rail = wide - MAP_WIDE - GAP
    add_maps(slide, brief, draw_maps, (x, y, MAP_WIDE, high))
    beside = bars and _fitting(brief, rail, high - LEAST_BARS, SCALES[:3])
    least = LEAST_BARS if beside else 0
    end = _numbers(slide, brief, (right, y, rail, high), least)
    if bars is None or not beside:
        return bars is not None
    add_bars(slide, bars, (right, end, rail, y + high - end))
    return False


def add_weekly_slide(deck, brief: Brief, draw_maps) -> None:
    """Add bars as the subject, the numbers in a row above and the map beside them."""
    bars = bars_of(brief)
    if bars is None:  # no row, or no day: there is no bar
        add_map_slide(deck, brief, draw_maps)
        return
    slide, (x, y, wide, high) = open_front(deck, brief)
    end = _number_row(slide, brief, (x, y, wide, high * ROW_SHARE))
    y, high = end + 0.1, high - (end + 0.1 - y)
    left = wide * BARS_WIDE
    add_bars(slide, bars, (x, y, left, high))
    add_maps(slide, brief, draw_maps, (x + left + GAP, y, wide - left - GAP, high))


def add_bars_slide(deck, brief: Brief) -> None:
    """Add a slide of bars alone, for which the slide of the map had no room."""
    if bars := bars_of(brief):
        slide, room = open_front(deck, brief)
        add_bars(slide, bars, room)


def add_maps(slide, brief: Brief, draw_maps, room: Room) -> None:
    """Add every map of a brief side by side, each whole and as large as it fits."""
    x, y, wide, high = room
    sides = brief.sides or (brief,)
    column = (wide - GAP * (len(sides) - 1)) / len(sides)
    pictures = draw_maps((column, high))
    for number, (side, picture) in enumerate(zip(sides, pictures, strict=True)):
        at = Inches(x + number * (column + GAP))
        shape = slide.shapes.add_picture(io.BytesIO(picture), at, Inches(y))
        scale = min(Inches(column) / shape.width, Inches(high) / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        shape.name = gettext("Map")
        if len(sides) > 1:
            shape.name = gettext("Map {number}", number=number + 1)
        describe(shape, side.alt)


def _small_print(brief: Brief, room: float) -> tuple[list, float]:
    """Return the paragraphs under the picture, and the inches that they take."""
    paragraphs = (
        (gettext("Sources"), f"{brief.sources} {brief.credits}"),
        (gettext("Read with care"), brief.care),
        (gettext("This picture"), f"{brief.counts} · {brief.stamp} · {brief.again}"),
        *from_row(brief),
    )
    for size in FOOT_SIZES:
        lines = [
            [(f"{head} ", size, True, GREY), (text, size, False, GREY)]
            for head, text in paragraphs
        ]
        # only the first words are bold: measured as regular text, with a little more
        measured = [
            [(f"{head} mm{text}", size, False, GREY)] for head, text in paragraphs
        ]
        high = text_height(measured, INNER)
        if high <= min(room, MOST_FOOT):
            break
    return lines, min(high, room)


def _fitting(brief: Brief, wide: float, high: float, scales=SCALES):
    """Return the boxes of numbers and their heights at the first scale that fits.

    Nothing where none does.
    """
    for scale in scales:
        blocks = _blocks(brief, scale)
        heights = [text_height(block, wide) + BETWEEN * scale for block in blocks]
        if sum(heights) <= high:
            return blocks, heights
    return None


def _numbers(slide, brief: Brief, room: Room, least_room: float = 0) -> float:
    """Write the large numbers, then what stands apart; return where they end."""
    x, y, wide, high = room
    smallest = _fitting(brief, wide, math.inf, SCALES[-1:])
    blocks, heights = _fitting(brief, wide, high - least_room) or smallest
    for block, tall in zip(blocks, heights, strict=True):
        add_box(slide, x, y, wide, tall - 0.1, block)
        y += tall
    return y


def _number_row(slide, brief: Brief, room: Room) -> float:
    """Write the same side by side; return where they end."""
    x, y, wide, high = room
    many = max(len(_blocks(brief, 1)), 1)
    column = (wide - GAP * (many - 1)) / many
    for scale in SCALES:
        blocks = _blocks(brief, scale)
        heights = [text_height(block, column) for block in blocks]
        if max(heights, default=0) <= high:
            break
    for number, (block, tall) in enumerate(zip(blocks, heights, strict=True)):
        add_box(slide, x + number * (column + GAP), y, column, tall, block)
    return y + max(heights, default=0)


def _blocks(brief: Brief, scale: float) -> list[list]:
    """Return the paragraphs of each box beside the picture."""

    def points(size: float) -> float:
        return max(8, round(size * scale * 2) / 2)

    blocks = [
        [
            [(figure.number, points(30), True, INK)],
            [(figure.unit, points(14), True, INK)],
            [(figure.doubt, points(12), False, GREY)],
        ]
        for figure in brief.figures
    ]
    small = points(12)
    further = [[(line, small, False, INK)] for line in brief.lines]
    return [*blocks, *([further] if further else [])]


def _method(brief: Brief) -> str:
    """Return the notes: how the numbers and positions came to be."""
    return "\n\n".join(
        (
            brief.paste,
            filters_and_counts(brief),
            gettext(
                "Deaths are low, best and high; missing are presumed dead, inside best "
                "and high and not inside low; blank is not reported, never zero. "
                "Tolls of several campaigns are not added up. Where only an area "
                "is known there is no mark; a circle is our reading of a report."
            ),
            brief.care,
            f"{brief.sources} {brief.credits}",
            f"{brief.stamp} · {brief.again}",
        )
    )
