"""Text on slides: measured before it gets its room, in a box of its own."""

import io

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from dashboard.brief.drawing.fonts import WIDEST, WIDEST_BOLD, wrap
from dashboard.brief.files.spoken import logo_words, office_language
from dashboard.brief.words.model import Brief
from dashboard.text.escape import UNSEEN
from dashboard.text.language import gettext

FONT = "Source Sans 3"
WIDTH, HEIGHT = 13.333, 7.5
"""Inches of a 16:9 slide."""
PX_PER_INCH = 100.0
INK, GREY = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x4A, 0x4A, 0x4A)
PALE, WHITE = RGBColor(0xF3, 0xF5, 0xF7), RGBColor(0xFF, 0xFF, 0xFF)
BLACK = RGBColor(0, 0, 0)
"""Under a handling banner, where TLP asks for black."""
LEADING = 1.24
"""From one line to the next, in sizes of type; between those of the two fonts."""
TITLE_HIGH = 0.62
TITLE_SIZES = (26, 24, 22, 20, 18, 16, 15, 14, 13, 12, 11, 10)
"""Points of a title; the first that fits is taken."""
BAR = 0.27
OFFICE_BAR = 0.34
"""Inches of height of a banner, and of the bar of an office."""


def clean(text: str) -> str:
    """Return a text without characters that no reader can see and no file may hold."""
    return UNSEEN.sub("", text)


def add_slide(deck, brief: Brief, title: str):
    """Add a slide with its title and, where there is one, the handling banner.

    Every title of a deck has the size of its longest, that of the brief.
    """
    slide = deck.slides.add_slide(deck.slide_layouts[5])  # title only
    box = slide.shapes.title
    down = (BAR + 0.03 if brief.banner else 0.12) + office_high(brief)
    box.left, box.top = Inches(0.4), Inches(down)
    box.width, box.height = Inches(WIDTH - 0.8), Inches(TITLE_HIGH)
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = 0
    frame.margin_top = frame.margin_bottom = 0
    write_runs(frame, [[(title, title_size(brief.title), True, INK)]])
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    if brief.banner:
        _banner(slide, brief)
    if brief.settings.has_bar:
        _office(slide, brief)
    return slide


def office_high(brief: Brief) -> float:
    """Return the inches that the bar of the office takes from each slide."""
    return OFFICE_BAR if brief.settings.has_bar else 0.0


def title_size(title: str) -> float:
    """Return the largest size at which a title fits its box."""
    sizes = (
        size
        for size in TITLE_SIZES
        if text_height([[(title, size, True, INK)]], WIDTH - 0.8) <= TITLE_HIGH
    )
    return next(sizes, TITLE_SIZES[-1])


def describe(shape, words: str) -> None:
    """Give a picture, chart or table its words for those who cannot see it."""
    (named,) = shape._element.xpath("./*[1]/p:cNvPr")
    named.set("descr", clean(words))


def _banner(slide, brief: Brief) -> None:
    color = RGBColor.from_string(brief.banner_color.lstrip("#"))
    for top in (0, HEIGHT - BAR):
        bar = add_box(slide, 0, top, WIDTH, BAR, [[(brief.banner, 12, True, color)]])
        bar.name = gettext("Handling banner")
        bar.fill.solid()
        bar.fill.fore_color.rgb = BLACK
        bar.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        bar.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _office(slide, brief: Brief) -> None:
    """Add the bar of the office below a banner: its logo, its name and unit."""
    settings, top = brief.settings, BAR if brief.banner else 0
    fill, ink = (RGBColor.from_string(each[1:]) for each in settings.bar_colors)
    bar = add_box(slide, 0, top, WIDTH, OFFICE_BAR, [])
    bar.name = gettext("Bar of the office")
    bar.fill.solid()
    bar.fill.fore_color.rgb = fill
    x, room = 0.4, WIDTH - 0.8
    if settings.logo:
        logo = io.BytesIO(settings.logo)
        high = Inches(OFFICE_BAR - 0.08)
        shape = slide.shapes.add_picture(
            logo, Inches(x), Inches(top + 0.04), None, high
        )
        shape.name = gettext("Logo")
        describe(shape, logo_words(settings))
        wide = shape.width / Inches(1) + 0.12
        x, room = x + wide, room - wide
    words = [[(settings.office, 11, True, ink)]]
    name = add_box(slide, x, top, room, OFFICE_BAR, words)
    name.name = gettext("Office")
    name.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def count_lines(text: str, points: float, wide: float, bold: bool = False) -> int:
    """Return how many lines a text takes at most, in a box so many inches wide.

    It is measured in the widest typeface that stands for a missing one.
    """
    weight = WIDEST_BOLD if bold else WIDEST
    return len(wrap(clean(text), points / 0.72, wide * PX_PER_INCH, weight))


def text_height(paragraphs, wide: float) -> float:
    """Return the inches that paragraphs as for :func:`write_runs` take at most."""
    return sum(
        count_lines(
            "".join(run[0] for run in runs), size, wide, any(run[2] for run in runs)
        )
        * size
        * LEADING
        / 72
        for runs in paragraphs
        for size in [max(run[1] for run in runs)]
    )


def write_runs(frame, paragraphs) -> None:
    """Fill a text frame: paragraphs of (text, points, bold, color)."""
    for number, runs in enumerate(paragraphs):
        lines = frame.paragraphs
        paragraph = lines[0] if number == 0 else frame.add_paragraph()
        for text, size, bold, color in runs:
            run = paragraph.add_run()
            run.text = clean(text)
            run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
            run.font.color.rgb = color
            _speak(run)


def add_notes(slide, words: str) -> None:
    """Write the notes of a slide."""
    frame = slide.notes_slide.notes_text_frame
    frame.text = clean(words)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            _speak(run)


def _speak(run) -> None:
    """Tell the language of a run: a program checks its spelling, or reads it aloud."""
    run._r.get_or_add_rPr().set("lang", office_language())


def add_box(slide, x, y, w, h, paragraphs):
    box = slide.shapes.add_textbox(Inches(x), Inches(y), Inches(w), Inches(h))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write_runs(frame, paragraphs)
    return box
