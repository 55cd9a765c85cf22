"""What stands beside or below the map of one region: each answer, then distances."""

import pandas as pd

from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.words.model import LISTED, Brief
from dashboard.figures.region_report import NOT_ADDED_UP, answer_lines
from dashboard.geo.region_facts import how_far
from dashboard.style import COLORS
from dashboard.text.words import (
    count_of,
    date_in_words,
)

LEAD = 1.22
"""Units from one base line to the next, times the type."""


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
    page.text(box.x, y, "What is known, and how surely", page.px(24), "bold")
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
    return wrap(f"{NOT_ADDED_UP.capitalize()}.", page.px(17), width, "italic")


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


def draw_distances(page: Page, brief: Brief, box: Box) -> None:
    """Write how far the placed rows are from coast, 12 NM line, town and port."""
    keys = ("inside", "off_coast", "could_have_been", "left_from")
    answers = brief.selected.answers
    near = pd.concat([answers.rows[key] for key in keys])
    near = near[near["region_nm"].notna() & near["parent_id"].eq("")]
    near = near.drop_duplicates("incident_id").sort_values(["region_nm", "date"])
    if near.empty or box.h < 140 * page.type:
        return
    head, small, label = page.px(24), page.px(17), page.px(18)
    y = box.y + head
    page.text(box.x, y, "How far from what", head, "bold")
    for words in wrap("point as drawn (range that its radius allows)", small, box.w):
        y += LEAD * small
        page.text(box.x, y, words, small, color=COLORS.second_text)
    y += 6
    dates = {
        row.incident_id: date_in_words(row.date, row.date_end, row.date_precision)
        for row in near.itertuples()
    }
    table = how_far(near, brief.region_id, brief.dataset.regions)
    columns = [
        name for name in table if name not in ("Date", "Place as reported", "Id")
    ]
    for count, row in enumerate(table.to_dict("records")):
        lines = [
            line
            for name in columns
            for line in wrap(f"{name}: {row[name]}", small, box.w - 12)
        ]
        heads = wrap(f"{dates[row['Id']]} · {row['Id']}", label, box.w, "semibold")
        high = LEAD * (label * len(heads) + small * len(lines)) + 8
        last = count == len(table) - 1
        if y + high + (0 if last else LEAD * small) > box.bottom:
            more = count_of(len(table) - count, "more incident")
            words, grey = f"{more} {LISTED}", COLORS.second_text
            page.text(box.x, y + LEAD * small, words, small, "italic", grey)
            return
        for line in heads:
            y += LEAD * label
            page.text(box.x, y, line, label, "semibold")
        for line in lines:
            y += LEAD * small
            page.text(box.x + 12, y, line, small)
        y += 8
