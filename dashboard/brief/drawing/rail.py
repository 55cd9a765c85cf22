"""What stands beside the map: large numbers, weekly bars, campaigns, answers."""

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.furniture import headline_numbers
from dashboard.brief.words.model import Brief
from dashboard.figures.large_numbers import counted
from dashboard.figures.tolls import sum_toll, toll_with_unknown
from dashboard.figures.totals import sensitivity, totals
from dashboard.style import COLORS
from dashboard.text.words import (
    count_of,
)

RAIL_X, RAIL_W = 1412, 440


def draw_numbers(page: Page, brief: Brief, top: float, bottom: float) -> float:
    """Write the large numbers, and a line for each campaign; return what follows.

    Lines that have no room above ``bottom`` are counted.
    """
    y = headline_numbers(page, RAIL_X, top + 44, brief.figures, RAIL_W)
    if brief.lines:
        y -= 30
        page.text(
            RAIL_X,
            y,
            "Tolls stand apart; no sum is published",
            18,
            color=COLORS.second_text,
        )
        y += 30
        for number, line in enumerate(brief.lines):
            if y > bottom - 70 and number < len(brief.lines):
                more = count_of(len(brief.lines) - number, "more line")
                words = f"{more} in the text of this brief"
                page.text(RAIL_X, y, words, 16, "italic", COLORS.second_text)
                y += 26
                break
            head, _, rest = line.partition(": ")
            y = page.paragraph(RAIL_X, y, head, 19, RAIL_W, "semibold")
            y = page.paragraph(RAIL_X, y - 2, rest, 17, RAIL_W) + 4
        y += 36
    page.line([RAIL_X, 1880], [y - 38, y - 38], 1, COLORS.rule)
    return y


def draw_surer(page: Page, brief: Brief, y: float, bottom: float) -> None:
    """Write how the numbers change when only the surer rows are counted."""
    if brief.lines or not len(brief.rows):
        return
    page.text(RAIL_X, y + 4, "If only the surer rows count", 24, "bold")
    y += 38
    first_person = brief.dataset.description.first_person
    for name, rows in sensitivity(brief.rows, first_person)[1:]:
        if y + 30 > bottom:
            return
        sums = totals(rows)
        count = counted(rows, sums)
        page.text(RAIL_X, y, name, 19, "semibold")
        toll = toll_with_unknown(sum_toll(sums))
        words = f"{count}, {toll}" if len(rows) else "none"
        y = (
            page.paragraph(RAIL_X, y + 22, words, 18, RAIL_W, color=COLORS.second_text)
            + 8
        )
