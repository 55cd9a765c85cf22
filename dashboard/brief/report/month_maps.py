"""The page of small maps: each month in the same window, at the same scale."""

from dataclasses import replace

import matplotlib
import shapely
from shapely.affinity import translate

from dashboard.brief.drawing.areas import rows_beyond
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.drawing.frame import Frame, mercator
from dashboard.brief.drawing.furniture import draw_scale, scale_words
from dashboard.brief.drawing.ground import Ground, draw_ground, ground
from dashboard.brief.drawing.head_foot import body_box
from dashboard.brief.drawing.marks import draw_sites, mark_share
from dashboard.brief.drawing.picture import SETTINGS, UNITS_PER_INCH, to_png
from dashboard.brief.drawing.sites import find_sites, unit_of
from dashboard.brief.drawing.window import ROOM, bounds_of, fit_window, window_of
from dashboard.brief.report.months import THE_REST, Month, beyond_words
from dashboard.brief.report.plan import ReportPage
from dashboard.brief.words.model import Brief
from dashboard.style import COLORS
from dashboard.text.language import gettext

COLUMNS, GAP = (6, 4, 3), 18
"""How many small maps may stand side by side; units between two."""
LEAST_MAP = 200
"""Units of height of a map for which the scale is said."""
LEAST_WINDOW, MOST_OF_CELL = 40, 0.5
"""Units of height below which a window shows nothing, and the share of a cell that its
lines then take."""
HEAD_PX, PX, LEAD = 19, 16, 1.2
"""Type of the name of a month and of its lines, in units; and from line to line."""
MOVED = ("land", "coast", "borders", "inner", "world", "territorial")
"""Shapes of a window that are drawn, and lie elsewhere on the page in each map."""

Laid = tuple[list[Box], list[list[str]], Frame]


def draw_months_page(page: Page, shown: ReportPage, top: float) -> None:
    """Draw a small map of each month below its name and counts."""
    guess = Box(page.left, top, (page.right - page.left) / COLUMNS[1], LEAST_MAP)
    words = scale_words(window_of(shown.brief, guess))
    draw_months(page, shown, body_box(page, shown.brief, top, words))


def draw_months(page: Page, shown: ReportPage, body: Box) -> None:
    """Draw a small map of each month in a box."""
    cells, lines, frame = _best(shown, body)
    if frame.h < LEAST_WINDOW:  # many campaigns in a month leave no room
        cells, lines, frame = _best(shown, body, MOST_OF_CELL)
    base = ground(frame, shown.brief.dataset.regions)
    for month, cell, said in zip(shown.months, cells, lines, strict=True):
        page.text(cell.x, cell.y + HEAD_PX, month.name, HEAD_PX, "bold")
        for number, words in enumerate(filter(None, said), 1):
            y = cell.y + HEAD_PX + 4 + number * LEAD * PX
            page.text(cell.x, y, words, PX)
        if month is shown.months[0]:  # all are of one scale
            draw_scale(page, frame, frame.x + 40, frame.y + frame.h - 54)
        moved = _moved(base, cell.x - cells[0].x, cell.y - cells[0].y)
        _draw_map(page, shown.brief, month, moved)


def _best(shown: ReportPage, body: Box, share: float = 0) -> Laid:
    """Return what gives the largest window; as :func:`_lay_out`."""
    tried = [_lay_out(shown, body, columns, share) for columns in COLUMNS]
    return max(tried, key=lambda each: each[2].w * each[2].h)


def _lay_out(shown: ReportPage, body: Box, columns: int, share: float) -> Laid:
    """Return the cell of each month, its lines, and the window of the first one.

    ``share`` of a cell is the most that its lines take; 0 keeps them all.
    """
    cells = body.grid(len(shown.months), columns, GAP)
    rows = [month.rows for month in shown.months]
    lines = [_lines(month.lines, cells[0].w) for month in shown.months]
    if share:
        most = max(1, int((share * cells[0].h - HEAD_PX) / (LEAD * PX)))
        lines = [_first(each, most) for each in lines]
    frame = _frame(shown.brief, cells[0], lines)
    if any(len(rows_beyond(each, frame)) for each in rows):
        frame = _frame(shown.brief, cells[0], [[*each, ""] for each in lines])
        beyond = [beyond_words(rows_beyond(each, frame)) for each in rows]
        lines = [[*each, words] for each, words in zip(lines, beyond, strict=True)]
    return cells, lines, frame


def _frame(brief: Brief, cell: Box, lines: list[list[str]]) -> Frame:
    """Return the window below the longest lines, no higher than what it shows.

    A higher one would end where the layers do, and be too narrow for some marks.
    """
    high = HEAD_PX + 6 + max(map(len, lines)) * LEAD * PX + 6
    box = cell.lower(cell.h - high)
    west, south, east, north = bounds_of(brief)
    pad = ROOM * max(east - west, north - south)
    tall = float(mercator(north + pad) - mercator(south - pad))
    most = box.w * tall / (east - west + 2 * pad)
    return fit_window((west, south, east, north), box.upper(min(box.h, most)))


def months_picture(
    shown: ReportPage, inches: tuple[float, float], units: float = UNITS_PER_INCH
) -> bytes:
    """Return the small maps without their page as a PNG of a size in inches.

    ``units`` are those of an inch: the type is 16 of them.
    """
    wide, high = (units * each for each in inches)
    page = Page(wide, high)
    with matplotlib.rc_context(SETTINGS):
        draw_months(page, shown, Box(1, 1, wide - 2, high - 2))
        return to_png(page, 0, 1, 2)


def _lines(texts: tuple[str, ...], wide: float) -> list[str]:
    return [line for words in texts for line in wrap(words, PX, wide)]


def _first(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], gettext(THE_REST)]


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
