"""A report as slides to edit: the slides of each brief, small maps and paragraphs."""

import io
from functools import partial

from pptx.util import Inches, Pt

from dashboard.brief.drawing.picture import map_pictures
from dashboard.brief.files.slide_front import open_front
from dashboard.brief.files.slide_table import add_list, add_sources
from dashboard.brief.files.slide_text import INK, add_box, describe, text_height
from dashboard.brief.files.slides import add_front, open_deck, packed
from dashboard.brief.report.month_maps import months_picture
from dashboard.brief.report.plan import Report, ReportPage
from dashboard.text.language import gettext

POINTS = 13
"""Size of a paragraph."""


def report_to_pptx(report: Report) -> bytes:
    """Return the presentation; the same report gives the same bytes."""
    deck = open_deck()
    for page in report.pages:
        if page.months:
            _add_months(deck, page)
        elif page.points:
            _add_points(deck, page)
        elif page.is_table:
            add_list(deck, page.brief, is_first=True)
        else:
            add_front(deck, page.brief, partial(map_pictures, page.brief))
    add_sources(deck, report.table)
    _level_titles(deck)
    return packed(deck, report.overview)


def _add_months(deck, page: ReportPage) -> None:
    slide, (x, y, wide, high) = open_front(deck, page.brief)
    picture = io.BytesIO(months_picture(page, (wide, high)))
    place = (Inches(each) for each in (x, y, wide, high))
    shape = slide.shapes.add_picture(picture, *place)
    shape.name = gettext("Small maps by month")
    describe(shape, page.brief.alt)


def _add_points(deck, page: ReportPage) -> None:
    """Add paragraphs; what has no room on a slide goes to the next."""
    left = [[(words, POINTS, False, INK)] for words in page.points]
    while left:
        slide, (x, y, wide, high) = open_front(deck, page.brief)
        many = 1
        while many < len(left) and text_height(left[: many + 1], wide) <= high:
            many += 1
        add_box(slide, x, y, wide, high, left[:many])
        left = left[many:]


def _level_titles(deck) -> None:
    """Give every title the size of the smallest."""
    runs = [
        run
        for slide in deck.slides
        for paragraph in slide.shapes.title.text_frame.paragraphs
        for run in paragraph.runs
    ]
    least = min(run.font.size.pt for run in runs)
    for run in runs:
        run.font.size = Pt(least)
