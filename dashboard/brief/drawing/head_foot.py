"""The head of a page (banner, title, subtitle, what is missing) and its foot."""

from typing import NamedTuple

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import fitting, text_width, wrap
from dashboard.brief.drawing.office_bar import draw_office_bar
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.words.foot import long_foot, short_foot
from dashboard.brief.words.model import Brief
from dashboard.style import COLORS

BANNER = 30
FOOT_PX, FOOT_LEADING = 16, 19.5
HEAD_COLUMN = 130
"""Units for the heads of the rows of a long foot; they end before the texts begin."""
SUBTITLE, LEAST_TITLE, TWO_LINES = 0.565, 0.65, 0.61
"""Type of the subtitle, the smallest title of one line, and a longer title: as shares
of the usual type of the title."""
GAP = 16
"""Units between the body of a page and its foot."""


class Line(NamedTuple):
    """A line: its size in units, words, weight and color."""

    px: float
    words: str
    weight: str
    color: str


@on_layer("head")
def draw_head(page: Page, brief: Brief) -> float:
    """Write banner, title, subtitle and what is missing; return where the body begins.

    A long title is smaller, then on two lines or more; nothing is cut.
    """
    y = 12.0
    if brief.banner:
        _draw_banners(page, brief)
        y += BANNER - 6
    y += draw_office_bar(page, brief, BANNER if brief.banner else 0)
    nominal = brief.look.sheet.title
    wide = page.right - page.left
    px = fitting(brief.title, nominal, wide, "bold", LEAST_TITLE * nominal)
    if text_width(brief.title, px, "bold") <= wide:
        y += nominal
        page.text(page.left, y, brief.title, px, "bold")
    else:
        px = max(TWO_LINES * nominal, page.least)
        lines = wrap(brief.title, px, wide, "bold")
        for number, line in enumerate(lines):
            base = y + 0.93 * px + number * 1.18 * px
            page.text(page.left, base, line, px, "bold")
        y = max(y + nominal, base - 0.46 * px) if len(lines) > 1 else base
    usual = max(SUBTITLE * nominal, page.least + 1)
    y += 0.65 * usual
    grey = COLORS.second_text
    y = _fitted(page, y, brief.subtitle, usual, 0.7, ("regular", grey))
    if brief.missing:
        y += 0.23 * usual
        words, look = brief.missing_in_short, ("semibold", COLORS.text)
        y = _fitted(page, y, words, 0.92 * usual, 0.67, look)
    return y + 0.8 * usual


def _draw_banners(page: Page, brief: Brief) -> None:
    for y in (0, page.height - BANNER):
        page.rectangle(0, y, page.width, BANNER, fc=COLORS.outline, zorder=40)
        look = {"ha": "right", "zorder": 41}
        px = fitting(brief.banner, 21, page.right - page.left, "bold", page.least)
        page.text(
            page.right, y + 22, brief.banner, px, "bold", brief.banner_color, **look
        )


def _fitted(page: Page, y: float, words: str, px, least: float, look) -> float:
    """Write words below ``y`` on one line, smaller if need be, else on several."""
    weight, color = look
    wide = page.right - page.left
    size = fitting(words, px, wide, weight, max(least * px, page.least))
    for number, line in enumerate(wrap(words, size, wide, weight)):
        y += size * 1.2 if number else px
        page.text(page.left, y, line, size, weight, color)
    return y


def foot_rows(page: Page, brief: Brief, scale_words: str = "") -> list[tuple]:
    """Return the rows of the foot: head, its width, and wrapped lines."""
    wide = page.right - page.left
    if not brief.look.is_short:
        rows = long_foot(brief, scale_words)
        room = wide - HEAD_COLUMN
        return [(head, HEAD_COLUMN, wrap(text, FOOT_PX, room)) for head, text in rows]

    def fits(head: str, text: str) -> bool:
        return len(wrap(text, FOOT_PX, wide - _head_width(head))) == 1

    found = []
    for head, text in short_foot(brief, fits):
        indent = _head_width(head)
        found.append((head, indent, wrap(text, FOOT_PX, wide - indent)))
    return found


def _head_width(head: str) -> float:
    return text_width(head, FOOT_PX, "semibold") + 10


def foot_height(rows: list[tuple]) -> float:
    """Return how much of the page the foot needs, in units."""
    return 26 + FOOT_LEADING * sum(len(lines) for *_, lines in rows)


@on_layer("foot")
def draw_foot(page: Page, brief: Brief, rows: list[tuple]) -> float:
    """Write the foot at the bottom of the page; return where it begins."""
    bottom = page.height - (BANNER if brief.banner else 0) - 8
    top = bottom - foot_height(rows)
    page.line([page.left, page.right], [top + 2, top + 2], 1, COLORS.rule)
    y = top + 22
    for head, indent, lines in rows:
        page.text(page.left, y, head, FOOT_PX, "semibold", COLORS.second_text)
        for line in lines:
            page.text(page.left + indent, y, line, FOOT_PX, color=COLORS.second_text)
            y += FOOT_LEADING
    return top


def body_box(page: Page, brief: Brief, top: float, scale_words: str = "") -> Box:
    """Write the foot, and return the box between head and foot."""
    foot = draw_foot(page, brief, foot_rows(page, brief, scale_words))
    return Box(page.left, top, page.right - page.left, foot - GAP - top)
