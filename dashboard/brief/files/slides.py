"""The brief as slides to edit: picture, title, numbers, notes, table and sources.

The reader may not have our typeface, and we cannot know which other one the program
takes. So every text gets the room that it needs in the widest usual typeface.
"""

import io
import zipfile
from datetime import datetime

from pptx import Presentation
from pptx.util import Inches

from dashboard.brief.files.slide_table import add_list, add_sources
from dashboard.brief.files.slide_text import (
    BAR,
    GREY,
    HEIGHT,
    INK,
    WIDTH,
    add_box,
    add_slide,
    clean,
    text_height,
)
from dashboard.brief.words.model import Brief

MADE = datetime(2000, 1, 1)
"""A time that never changes: the same brief is the same file."""
FOOT_SIZES = (8.5, 8)
"""Points of the small text; below 8 nobody reads it on paper."""
SCALES = (1, 0.9, 0.8, 0.7, 0.6)
"""How far the numbers may shrink where much is said beside the picture."""
SMALLEST_MAP = 2.0
"""Inches of the picture that even the longest small text leaves."""


def to_pptx(brief: Brief, picture: bytes) -> bytes:
    """Return a presentation: one slide with the picture, then the list and sources.

    ``picture`` is a PNG of the map alone (or of the page where there is no map).
    Title, numbers, table and sources can be edited; the notes of the first slide
    hold the method. The same brief gives the same bytes.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _first(deck, brief, picture)
    add_list(deck, brief)
    add_sources(deck, brief)
    properties = deck.core_properties
    properties.title = clean(brief.title)
    properties.comments = clean(brief.subtitle)[:255]
    properties.author = "Incident dashboard"
    properties.last_modified_by, properties.revision = properties.author, 1
    properties.created = properties.modified = properties.last_printed = MADE
    out = io.BytesIO()
    deck.save(out)
    return _steady(out.getvalue())


def _steady(package: bytes) -> bytes:
    """Return a zip file with its entries in order and without the time of making."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = sorted(old.namelist(), key=lambda name: (name[0] != "[", name))
        for name in names:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _first(deck, brief: Brief, picture: bytes) -> None:
    slide = add_slide(deck, brief, brief.title)
    down = 0.95 if brief.banner else 0.78
    add_box(slide, 0.4, down, WIDTH - 0.8, 0.35, [[(brief.subtitle, 13, False, GREY)]])
    if brief.missing:
        subtitle = [[(brief.subtitle, 13, False, GREY)]]
        down += max(0.3, text_height(subtitle, WIDTH - 0.8))
        words = [(brief.missing_in_short, 13, True, INK)]
        add_box(slide, 0.4, down, WIDTH - 0.8, 0.3, [words])
    top, foot = down + 0.42, HEIGHT - (BAR + 0.05 if brief.banner else 0.1)
    small, high = _small_print(brief, foot - top - SMALLEST_MAP)
    foot -= high
    add_box(slide, 0.4, foot, WIDTH - 0.8, high, small)
    right = 0.7 + _picture(slide, brief, picture, top, foot - top - 0.08)
    _numbers(slide, brief, (right, top, WIDTH - right - 0.4, foot - top - 0.08))
    slide.notes_slide.notes_text_frame.text = clean(_method(brief))


def _picture(slide, brief: Brief, picture: bytes, top: float, high: float) -> float:
    """Add the map at the left, whole, as large as it fits; return its width."""
    shape = slide.shapes.add_picture(io.BytesIO(picture), Inches(0.4), Inches(top))
    scale = min(Inches(9.0) / shape.width, Inches(high) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape.name = "Map"
    shape._element.nvPicPr.cNvPr.set("descr", clean(brief.alt))
    return shape.width / Inches(1)


def _small_print(brief: Brief, room: float) -> tuple[list, float]:
    """Return the paragraphs under the picture, and the inches that they take."""
    paragraphs = (
        ("Sources ", f"{brief.sources} {brief.credits}"),
        ("Read with care ", brief.care),
        ("This picture ", f"{brief.counts} · {brief.stamp} · {brief.again}"),
    )
    for size in FOOT_SIZES:
        lines = [
            [(head, size, True, GREY), (text, size, False, GREY)]
            for head, text in paragraphs
        ]
        # only the first words are bold: measured as regular text, with a little more
        measured = [
            [(f"{head}mm{text}", size, False, GREY)] for head, text in paragraphs
        ]
        high = text_height(measured, WIDTH - 0.8)
        if high <= min(room, 1.15):
            break
    return lines, min(high, room)


def _numbers(slide, brief: Brief, room: tuple[float, float, float, float]) -> None:
    """Write the large numbers as text of their own, then what stands apart."""
    x, y, wide, high = room
    for scale in SCALES:
        blocks = _blocks(brief, scale)
        heights = [text_height(block, wide) for block in blocks]
        gap = 0.22 * scale
        if sum(heights) + gap * (len(blocks) - 1) <= high:
            break
    for block, tall in zip(blocks, heights, strict=True):
        add_box(slide, x, y, wide, tall, block)
        y += tall + gap


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
    for side in brief.sides:
        head = (f"{side.period}: ", small, True, INK)
        further.append([head, (side.filters, small, False, GREY)])
        numbers = [figure.in_words for figure in side.figures]
        further += [[(line, small, False, INK)] for line in [*numbers, *side.lines]]
    if brief.difference:
        further.append([(brief.difference, points(13), True, INK)])
    return [*blocks, *([further] if further else [])]


def _method(brief: Brief) -> str:
    """Return the notes: how the numbers and positions came to be."""
    return "\n\n".join(
        (
            brief.paste,
            f"Filters: {brief.filters}. {brief.counts}.",
            (
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
