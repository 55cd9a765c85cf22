"""What stands beside or below the map of one region: each answer, then distances."""

import pandas as pd

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.words.left_out import more_incidents
from dashboard.brief.words.model import Brief
from dashboard.figures.region_report import NOT_ADDED_UP, answer_lines
from dashboard.geo.region_facts import FIXED_COLUMNS, how_far
from dashboard.style import COLORS
from dashboard.text.language import gettext
from dashboard.text.words import date_in_words

LEAD = 1.22
"""Units from one base line to the next, times the type."""


@on_layer("rail")
def draw_answers(page: Page, brief: Brief, box: Box) -> float:
    """Write each answer about a region; return where they end.

    Where the box is too low for all that is known, an answer keeps its number and its
    name, and its toll stands in the text of the brief.
    """
    answers = answer_lines(brief.selected.answers, brief.dataset)
    for details in (2, 1, 0):
        blocks = [_block(page, answer, details, box.w) for answer in answers]
        if _answers_height(page, blocks, box.w) <= box.h:
            break
    y = box.y + page.px(24)
    words = gettext("What is known, and how surely")
    page.text(box.x, y, words, page.px(24), "bold")
    y += 8
    for number, lines in blocks:
        for at, (words, px, weight, color) in enumerate(lines):
            y += LEAD * px
            if not at:
                right = box.x + 42 * page.type
                page.text(right, y, number, page.px(22), "bold", ha="right")
            page.text(box.x + 56 * page.type, y, words, px, weight, color)
        y += 8
    grey = COLORS.second_text
    for words in _closing(page, box.w):
        y += LEAD * page.px(17)
        page.text(box.x, y, words, page.px(17), "italic", grey)
    return y + 6


def _answers_height(page: Page, blocks, width: float) -> float:
    lines = sum(LEAD * px for _, block in blocks for _, px, *_ in block)
    closing = LEAD * page.px(17) * len(_closing(page, width))
    return page.px(24) + 14 + lines + 8 * len(blocks) + closing


def _closing(page: Page, width: float) -> list[str]:
    apart = gettext(NOT_ADDED_UP)
    words = f"{apart[:1].upper()}{apart[1:]}."
    return wrap(words, page.px(17), width, "italic")


def _block(page: Page, answer, details: int, width: float):
    """Return the number of an answer and its lines, with ``details`` of its two."""
    number = answer.large_text if answer.is_measured else answer.number
    room = width - 60 * page.type
    label, small = page.px(18), page.px(17)
    lines = [
        (words, label, "semibold", COLORS.text)
        for words in wrap(answer.short_label, label, room, "semibold")
    ]
    for words in [*filter(None, (answer.full_toll, answer.untested))][:details]:
        grey = COLORS.second_text
        lines += [(line, small, "regular", grey) for line in wrap(words, small, room)]
    return number, lines


@on_layer("rail")
def draw_distances(page: Page, brief: Brief, box: Box) -> None:
    """Write how far the placed rows are from coast, 12 NM line, town and port."""
    keys = ("inside", "off_coast", "could_have_been", "left_from")
    answers = brief.selected.answers
    near = pd.concat([answers.rows[key] for key in keys])
    near = near[near["region_nm"].notna() & near["parent_id"].eq("")]
    near = near.drop_duplicates("incident_id").sort_values(["region_nm", "date"])
    if near.empty or box.h < 140 * page.type:
        return
    head, small = page.px(24), page.px(17)
    blocks = _distance_blocks(page, brief, near, box.w)
    said = gettext("point as drawn (range that its radius allows)")
    words = wrap(said, small, box.w)
    y = box.y + head + LEAD * small * len(words) + 6
    room = box.bottom - y
    shown = len(blocks)
    while shown and _blocks_height(page, blocks, shown) > room:
        shown -= 1
    if not shown:
        return
    page.text(box.x, box.y + head, gettext("How far from what"), head, "bold")
    for number, line in enumerate(words, 1):
        base = box.y + head + LEAD * small * number
        page.text(box.x, base, line, small, color=COLORS.second_text)
    for lines in blocks[:shown]:
        for words_of_line, px, weight, indent in lines:
            y += LEAD * px
            page.text(box.x + indent, y, words_of_line, px, weight)
        y += 8
    if shown < len(blocks):
        more = more_incidents(len(blocks) - shown)
        y += LEAD * small
        page.text(box.x, y, more, small, "italic", COLORS.second_text)


def _blocks_height(page: Page, blocks: list, shown: int) -> float:
    """Return how high the first blocks are, with a line for those left out."""
    lines = sum(LEAD * px for block in blocks[:shown] for _, px, *_ in block)
    rest = LEAD * page.px(17) if shown < len(blocks) else 0
    return lines + 8 * shown + rest


def _distance_blocks(page: Page, brief: Brief, near: pd.DataFrame, width: float):
    """Return the lines of each incident: words, size, weight and indent."""
    small, label = page.px(17), page.px(18)
    dates = {
        row.incident_id: date_in_words(row.date, row.date_end, row.date_precision)
        for row in near.itertuples()
    }
    table = how_far(near, brief.region_id, brief.dataset.regions)
    columns = [name for name in table if name not in FIXED_COLUMNS]
    blocks = []
    for row in table.to_dict("records"):
        head = f"{dates[row['Id']]} · {row['Id']}"
        lines = [
            (words, label, "semibold", 0)
            for words in wrap(head, label, width, "semibold")
        ]
        for name in columns:
            said = wrap(f"{name}: {row[name]}", small, width - 12)
            lines += [(words, small, "regular", 12) for words in said]
        blocks.append(lines)
    return blocks
