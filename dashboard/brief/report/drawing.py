"""The pictures of a report's pages: those of a brief, small maps, or paragraphs."""

import matplotlib
from matplotlib.figure import Figure

from dashboard.brief.drawing.canvas import Page, page_of
from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.drawing.head_foot import body_box, draw_head
from dashboard.brief.drawing.picture import SETTINGS, dots_per_inch
from dashboard.brief.files.printed import pictures_of
from dashboard.brief.report.month_maps import draw_months_page
from dashboard.brief.report.plan import ReportPage
from dashboard.brief.words.model import Brief

PX, LEAD, BETWEEN = 21, 1.28, 12
"""Type of a paragraph in units, from line to line, and between two paragraphs."""


def pictures_of_page(shown: ReportPage) -> list[Figure]:
    """Return the figures of a page; a long table or text needs several."""
    if shown.months:
        with matplotlib.rc_context(SETTINGS):
            page, top = _opened(shown.brief)
            draw_months_page(page, shown, top)
            return [page.figure]
    return _paragraphs(shown) if shown.points else pictures_of(shown.brief)


def _opened(brief: Brief) -> tuple[Page, float]:
    """Return a page with its head, and where its body begins."""
    page = page_of(brief.look.sheet)
    top = draw_head(page, brief)
    page.figure.set_dpi(dots_per_inch(brief))
    return page, top


def _paragraphs(shown: ReportPage) -> list[Figure]:
    """Write paragraphs; what has no room on a page goes to the next."""
    page, top = _opened(shown.brief)
    body = body_box(page, shown.brief, top)
    pages, y = [page], body.y
    for words in shown.points:
        for number, line in enumerate(wrap(words, PX, body.w)):
            if y + LEAD * PX > body.bottom:
                page, top = _opened(shown.brief)
                body = body_box(page, shown.brief, top)
                pages.append(page)
                y = body.y
            y += LEAD * PX + (BETWEEN if number == 0 and y > body.y else 0)
            page.text(body.x, y, line, PX)
    return [each.figure for each in pages]
