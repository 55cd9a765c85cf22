"""The page of small maps: each month in the same window, at the same scale."""

from dataclasses import replace

import shapely
from shapely.affinity import translate

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.furniture import draw_scale, scale_words
from dashboard.brief.drawing.ground import Ground, draw_ground, ground
from dashboard.brief.drawing.head_foot import body_box
from dashboard.brief.drawing.marks import draw_sites, find_sites, mark_share, unit_of
from dashboard.brief.drawing.window import bounds_of, fit_window, window_of
from dashboard.brief.report.months import Month
from dashboard.brief.report.plan import ReportPage
from dashboard.brief.words.model import Brief
from dashboard.style import COLORS

COLUMNS, GAP = 6, 18
HEAD_PX, PX, LEAD = 19, 16, 1.2
"""Type of the name of a month and of its lines, in units; and from line to line."""
MOVED = ("land", "coast", "borders", "inner", "world", "territorial")
"""Shapes of a window that are drawn, and lie elsewhere on the page in each map."""


def draw_months_page(page: Page, shown: ReportPage, top: float) -> None:
    """Draw a small map of each month below its name and counts."""
    guess = Box(page.left, top, (page.right - page.left) / COLUMNS, 200)
    words = scale_words(window_of(shown.brief, guess))
    draw_months(page, shown, body_box(page, shown.brief, top, words))


def draw_months(page: Page, shown: ReportPage, body: Box) -> None:
    """Draw a small map of each month in a box."""
    cells = body.grid(len(shown.months), COLUMNS, GAP)
    lines = [_lines(month, cells[0].w) for month in shown.months]
    high = HEAD_PX + 6 + max(map(len, lines)) * LEAD * PX + 6
    boxes = [cell.lower(cell.h - high) for cell in cells]
    frame = fit_window(bounds_of(shown.brief), boxes[0])
    base = ground(frame, shown.brief.dataset.regions)
    for month, cell, box, said in zip(shown.months, cells, boxes, lines, strict=True):
        page.text(cell.x, cell.y + HEAD_PX, month.name, HEAD_PX, "bold")
        for number, words in enumerate(said, 1):
            y = cell.y + HEAD_PX + 4 + number * LEAD * PX
            page.text(cell.x, y, words, PX)
        if month is shown.months[0]:  # all are of one scale
            draw_scale(page, frame, frame.x + 40, frame.y + frame.h - 54)
        moved = _moved(base, box.x - boxes[0].x, box.y - boxes[0].y)
        _draw_map(page, shown.brief, month, moved)


def _lines(month: Month, wide: float) -> list[str]:
    return [line for words in month.lines for line in wrap(words, PX, wide)]


def _moved(base: Ground, right: float, down: float) -> Ground:
    """Return a window at another place of the page: to cut it out again takes long."""
    frame = replace(base.frame, x=base.frame.x + right, y=base.frame.y + down)
    shapes = {name: translate(getattr(base, name), right, down) for name in MOVED}
    disputed = [(name, translate(each, right, down)) for name, each in base.disputed]
    return replace(base, frame=frame, disputed=disputed, **shapes)


def _draw_map(page: Page, brief: Brief, month: Month, base: Ground) -> None:
    frame = base.frame
    clip = draw_ground(page, frame, base, _asked(brief, frame))
    dictionary = brief.dataset.dictionary
    unit = unit_of(brief.dataset.incidents, dictionary.looks) * mark_share(frame)
    draw_sites(page, find_sites(month.rows, frame, dictionary, unit), clip)
    look = {"ec": COLORS.outline, "width": 1.2, "zorder": 29}
    page.rectangle(frame.x, frame.y, frame.w, frame.h, **look)


def _asked(brief: Brief, frame: Frame):
    """Return the region asked for as a shape on the page, None where it is a sea."""
    regions = brief.dataset.regions
    if not regions.is_land(brief.region_id):
        return None
    return shapely.make_valid(frame.clip(regions.geometry(brief.region_id)))
