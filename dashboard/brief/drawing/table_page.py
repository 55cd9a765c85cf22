"""The page of layout *table*: as many rows as fit, their sum, and which page it is."""

from typing import NamedTuple

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.drawing.head_foot import body_box
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.words.entries import ENTRY_COLUMNS
from dashboard.brief.words.errors import BriefError
from dashboard.brief.words.model import Brief
from dashboard.brief.words.table import NO_ROW, page_words, sum_words
from dashboard.style import COLORS
from dashboard.text.language import gettext

LEAD, GAP = 1.19, 14
"""Units from line to line, times the type; and between two columns."""
MOST_LINES = 14
"""Lines of one cell; a longer text ends in dots and stands whole in the list."""


class Column(NamedTuple):
    """A column of the table: which cell of an entry, where it begins, how wide."""

    cell: int
    x: float
    wide: float


@on_layer("table")
def draw_table_page(page: Page, brief: Brief, top: float) -> None:
    """Write one page of the incidents as a table, with the sum of all of them.

    Raises BriefError for a page that there is not.
    """
    body = body_box(page, brief, top)
    columns = _columns(brief, body)
    sums = wrap(sum_words(brief), page.px(18), body.w, "semibold")
    high = LEAD * page.px(18) * len(sums) + 12
    pages = _paged(page, brief, columns, body.h - high - _head_height(page))
    number = brief.look.page
    if number > len(pages):
        raise BriefError(
            gettext(
                "page {number}: must be 1 to {most}", number=number, most=len(pages)
            )
        )
    y = _draw_column_titles(page, body, columns)
    for cells in pages[number - 1]:
        _draw_cells(page, y, columns, cells)
        y += _height(page, cells)
        page.line([body.x, body.right], [y - 2, y - 2], 0.8, COLORS.rule)
    if not brief.entries:
        page.text(body.x, y + page.px(20), gettext(NO_ROW), page.px(20))
    _draw_sum(page, body.lower(high), sums, page_words(number, len(pages)))


def count_pages(page: Page, brief: Brief, top: float) -> int:
    """Return how many pages the table of a brief has, at least 1."""
    body = body_box(page, brief, top)
    sums = wrap(sum_words(brief), page.px(18), body.w, "semibold")
    high = LEAD * page.px(18) * len(sums) + 12
    room = body.h - high - _head_height(page)
    return len(_paged(page, brief, _columns(brief, body), room))


def _columns(brief: Brief, body: Box) -> list[Column]:
    shares = brief.look.sheet.table
    room = body.w - GAP * (len(shares) - 1)
    whole = sum(share for _, share in shares)
    columns, x = [], body.x
    for name, share in shares:
        wide = room * share / whole
        columns.append(Column(ENTRY_COLUMNS.index(name), x, wide))
        x += wide + GAP
    return columns


def _paged(
    page: Page, brief: Brief, columns: list[Column], room: float
) -> list[list[list[list[str]]]]:
    """Return the wrapped cells of each row of each page; at least one page."""
    pages: list[list[list[list[str]]]] = [[]]
    used = 0.0
    for entry in brief.entries:
        cells = [_cell(entry[each.cell], page.px(16), each.wide) for each in columns]
        high = _height(page, cells)
        if used + high > room and pages[-1]:
            pages.append([])
            used = 0.0
        pages[-1].append(cells)
        used += high
    return pages


def _cell(text: str, px: float, wide: float) -> list[str]:
    lines = wrap(text, px, wide)
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], "…"]


def _height(page: Page, cells: list[list[str]]) -> float:
    return max(1, *map(len, cells)) * LEAD * page.px(16) + 8


def _head_height(page: Page) -> float:
    return page.px(17) + 14


def _draw_column_titles(page: Page, body: Box, columns: list[Column]) -> float:
    """Write the titles of the columns; return where the rows begin."""
    px = page.px(17)
    for column in columns:
        title = gettext(ENTRY_COLUMNS[column.cell])
        page.text(column.x, body.y + px, title, px, "semibold")
    y = body.y + px + 8
    page.line([body.x, body.right], [y, y], 1.4)
    return y + 6


def _draw_cells(page: Page, y: float, columns: list[Column], cells) -> None:
    px = page.px(16)
    for column, lines in zip(columns, cells, strict=True):
        name = ENTRY_COLUMNS[column.cell]
        weight = "semibold" if name in ("Date", "Killed") else "regular"
        for number, line in enumerate(lines):
            page.text(column.x, y + (number + 0.92) * LEAD * px, line, px, weight)


def _draw_sum(page: Page, box: Box, lines: list[str], which: str) -> None:
    """Write the sum of all rows, and which page of how many this is."""
    px = page.px(18)
    page.line([box.x, box.right], [box.y + 4, box.y + 4], 1.4)
    for number, line in enumerate(lines):
        y = box.y + 4 + (number + 1) * LEAD * px
        page.text(box.x, y, line, px, "semibold")
    if which:
        grey = COLORS.second_text
        page.text(box.right, box.y - 4, which, page.px(16), "italic", grey, ha="right")
