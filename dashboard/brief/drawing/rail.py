"""What stands beside or below the map: large numbers, campaigns, the surer rows."""

from functools import partial

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import fitting, text_width, wrap
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.words.left_out import more_campaigns
from dashboard.brief.words.model import Brief
from dashboard.figures.large_numbers import counted
from dashboard.figures.tolls import NONE_KILLED, sum_toll, toll_with_unknown
from dashboard.figures.totals import sensitivity, totals
from dashboard.style import COLORS
from dashboard.text.language import gettext, pgettext

NUMBERS_SHARE = 0.6
"""How much of the rail the large numbers may take; their units stand beside them."""
NARROW = 400
"""Units of width below which a doubt stands under its number, and not beside it; on a
page of small type it always does, which takes less height."""
SURER_WIDE = 160
"""Units that each answer to "if only the surer rows count" needs side by side."""
CAMPAIGN_WIDE = 330
"""Units that the toll of a campaign needs side by side."""
MOST_ROWS = 2
"""Rows of campaigns side by side; more would take the height of the map."""
LEAD = 1.22
"""Units from one base line to the next, times the type."""
NUMBER = 48
"""Units of type of a large number on a slide."""


@on_layer("rail")
def draw_numbers(page: Page, brief: Brief, box: Box) -> float:
    """Write the large numbers, and a line for each campaign; return where they end.

    Lines that have no room in ``box`` are counted.
    """
    y = box.y
    if brief.figures:
        y = headline_numbers(page, box.x, y + 44 * page.type, brief.figures, box.w)
        y -= 38 * page.type
    if brief.lines:
        y = _draw_lines(page, brief, box._replace(y=y, h=box.bottom - y))
    return y


@on_layer("rail")
def draw_number_row(page: Page, brief: Brief, box: Box) -> float:
    """Write the large numbers side by side, the campaigns below; return their end."""
    y = box.y
    columns = box.columns(max(len(brief.figures), 1), 24)
    for figure, column in zip(brief.figures, columns, strict=False):
        base = column.y + 44 * page.type
        end = headline_numbers(page, column.x, base, [figure], column.w)
        y = max(y, end - 38 * page.type)
    if brief.lines:
        y = _draw_lines(page, brief, box._replace(y=y, h=box.bottom - y))
    return y


def _draw_lines(page: Page, brief: Brief, box: Box) -> float:
    """Write the toll of each campaign, in columns where the box is wide.

    More than ``MOST_ROWS`` rows of them, or more than have room, follow one another.
    Those without a death come last: they are the first that may have no room, and are
    counted.
    """
    head, small = page.px(19), page.px(17)
    y = box.y + 1.3 * page.px(18)
    words = gettext("Tolls stand apart; no sum is published")
    page.text(box.x, y, words, page.px(18), color=COLORS.second_text)
    columns = box.columns(max(1, int(box.w // CAMPAIGN_WIDE)), 24)
    none = gettext(NONE_KILLED)
    lines = sorted(brief.lines, key=lambda line: line.endswith(none))
    blocks = [_campaign_lines(line, head, small, columns[0].w) for line in lines]
    y += 0.5 * head
    rows = [
        blocks[start : start + len(columns)]
        for start in range(0, len(blocks), len(columns))
    ]
    heights = [
        max(sum(LEAD * px for _, px, _ in block) for block in row) + 6 for row in rows
    ]
    is_long = len(columns) > 1 and len(rows) > MOST_ROWS
    if is_long or y + sum(heights) > box.bottom:
        return _running_lines(page, lines, box._replace(y=y, h=box.bottom - y), small)
    for row, high in zip(rows, heights, strict=True):
        for column, block in zip(columns, row, strict=False):
            base = y
            for words, px, weight in block:
                base += LEAD * px
                page.text(column.x, base, words, px, weight)
        y += high
    return y + 8


def _running_lines(page: Page, lines: list[str], box: Box, px: float) -> float:
    """Write the tolls of campaigns as one text; count those that have no room."""
    for shown in range(len(lines), -1, -1):
        left = len(lines) - shown
        rest = [more_campaigns(left)] if left else []
        wrapped = wrap("; ".join([*lines[:shown], *rest]), px, box.w)
        if LEAD * px * len(wrapped) <= box.h:
            break
    y = box.y
    for words in wrapped:
        y += LEAD * px
        page.text(box.x, y, words, px)
    return y + 8


def _campaign_lines(line: str, head: float, small: float, wide: float) -> list[tuple]:
    """Return the lines of a campaign, its name first: words, type and weight."""
    name, _, rest = line.partition(": ")
    parts = [(name, head, "semibold"), (rest, small, "regular")]
    return [
        (words, px, weight)
        for text, px, weight in parts
        for words in wrap(text, px, wide, weight)
    ]


def headline_numbers(page: Page, x: float, y: float, figures, width: float) -> float:
    """Write the large numbers with unit and doubt; return the base of what follows.

    A doubt is never cut: the number after a long one stands lower. In a narrow box the
    doubt stands below its number.
    """
    if width < NARROW or page.type < 1:
        return _stacked_numbers(page, x, y, figures, width)
    wide = NUMBERS_SHARE * width
    size = min(fitting(each.number, NUMBER, wide, "bold", 20) for each in figures)
    numbers = [text_width(figure.number, size, "bold") for figure in figures]
    at = x + max(numbers) + 18
    for figure in figures:
        room = x + width - at
        page.text(x, y, figure.number, size, "bold")
        unit = fitting(figure.unit, 22, room, "semibold", 16)
        page.text(at, y - 19, figure.unit, unit, "semibold")
        line = y + 5
        lines = wrap(figure.doubt, 18, room)
        for words in lines:
            page.text(at, line, words, 18, color=COLORS.second_text)
            line += 21
        y += 82 + 21 * max(len(lines) - 2, 0)
    return y


def _stacked_numbers(page: Page, x: float, y: float, figures, width: float) -> float:
    small, unit = page.px(17), page.px(20)
    wide = max(text_width(each.unit, unit, "semibold") for each in figures)
    room = max(width - wide - 10, 0.4 * width)
    size = min(fitting(each.number, 38, room, "bold", 18) for each in figures)
    grey = COLORS.second_text
    for figure in figures:
        page.text(x, y, figure.number, size, "bold")
        at = x + text_width(figure.number, size, "bold") + 8
        for line, words in enumerate(wrap(figure.unit, unit, x + width - at)):
            y += line * unit * 1.1
            page.text(at, y, words, unit, "semibold")
        for words in wrap(figure.doubt, small, width):
            y += 1.2 * small
            page.text(x, y, words, small, color=grey)
        y += size + 14
    return y - size + 24 * page.type


@on_layer("rail")
def draw_surer(page: Page, brief: Brief, box: Box) -> float:
    """Write how the numbers change when only the surer rows are counted."""
    if brief.lines or not len(brief.rows):
        return box.y
    head, px = page.px(24), page.px(18)
    y = box.y + head
    page.text(box.x, y, gettext("If only the surer rows count"), head, "bold")
    parts = page.once(("surer", id(brief)), partial(_surer_words, brief))
    columns = box.columns(len(parts) if box.w > SURER_WIDE * len(parts) else 1, 16)
    end = top = y + 10
    for number, (name, counts) in enumerate(parts):
        column = columns[number % len(columns)]
        y = top if len(columns) > 1 else end
        lines = wrap(counts, px, column.w)
        if y + 1.25 * px * (1 + len(lines)) > box.bottom:
            return end
        y += 1.25 * px
        page.text(column.x, y, gettext(name), px, "semibold")
        for words in lines:
            y += 1.2 * px
            page.text(column.x, y, words, px, color=COLORS.second_text)
        end = max(end, y + 4)
    return end


def _surer_words(brief: Brief) -> list[tuple[str, str]]:
    """Return the name of each step of "only the surer rows", and what they count."""
    none = pgettext("no incident", "none")
    first_person = brief.dataset.description.first_person
    found = []
    for name, rows in sensitivity(brief.rows, first_person)[1:]:
        sums = totals(rows)
        counts = f"{counted(rows, sums)}, {toll_with_unknown(sum_toll(sums))}"
        found.append((name, counts if len(rows) else none))
    return found
