"""What stands beside the map of one region: each answer, then distances."""

import pandas as pd

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.drawing.rail import RAIL_W, RAIL_X
from dashboard.brief.words.model import LISTED, Brief
from dashboard.figures.region_report import NOT_ADDED_UP, answer_lines
from dashboard.geo.region_facts import how_far
from dashboard.style import COLORS
from dashboard.text.words import (
    count_of,
    date_in_words,
)


def draw_answers(page: Page, brief: Brief, y: float) -> float:
    """Write each answer about a region; return what follows."""
    page.text(RAIL_X, y, "What is known, and how surely", 24, "bold")
    y += 32
    for answer in answer_lines(brief.selected.answers, brief.dataset):
        number = answer.large_text if answer.is_measured else answer.number
        page.text(RAIL_X + 42, y, number, 22, "bold", ha="right")
        for line in wrap(answer.short_label, 18, RAIL_W - 60, "semibold"):
            page.text(RAIL_X + 56, y, line, 18, "semibold")
            y += 22
        for words in filter(None, (answer.full_toll, answer.untested)):
            grey, width = COLORS.second_text, RAIL_W - 60
            y = page.paragraph(RAIL_X + 56, y, words, 17, width, color=grey)
        y += 9
    return page.paragraph(
        RAIL_X,
        y,
        f"{NOT_ADDED_UP.capitalize()}.",
        17,
        RAIL_W,
        "italic",
        color=COLORS.second_text,
    )


def draw_distances(page, brief: Brief, y: float, bottom: float) -> None:
    """Write how far the placed rows are from coast, 12 NM line, town and port."""
    keys = ("inside", "off_coast", "could_have_been", "left_from")
    answers = brief.selected.answers
    near = pd.concat([answers.rows[key] for key in keys])
    near = near[near["region_nm"].notna() & near["parent_id"].eq("")]
    near = near.drop_duplicates("incident_id").sort_values(["region_nm", "date"])
    if near.empty or y + 120 > bottom:
        return
    page.line([RAIL_X, 1880], [y - 16, y - 16], 1, COLORS.rule)
    page.text(RAIL_X, y + 14, "How far from what", 24, "bold")
    key_words = "point as drawn (range that its radius allows)"
    page.text(RAIL_X, y + 36, key_words, 17, color=COLORS.second_text)
    dates = {
        row.incident_id: date_in_words(row.date, row.date_end, row.date_precision)
        for row in near.itertuples()
    }
    table = how_far(near, brief.region_id, brief.dataset.regions)
    columns = [
        name for name in table if name not in ("Date", "Place as reported", "Id")
    ]
    y += 64
    for count, row in enumerate(table.to_dict("records")):
        lines = [
            line
            for name in columns
            for line in wrap(f"{name}: {row[name]}", 17, RAIL_W - 12)
        ]
        heads = wrap(f"{dates[row['Id']]} · {row['Id']}", 18, RAIL_W, "semibold")
        if y + 22 * (len(lines) + len(heads)) > bottom:
            more = count_of(len(table) - count, "more incident")
            page.text(RAIL_X, y, f"{more} {LISTED}", 16, "italic", COLORS.second_text)
            return
        for number, line in enumerate(heads):
            y += 22 * bool(number)
            page.text(RAIL_X, y, line, 18, "semibold")
        for line in lines:
            y += 22
            page.text(RAIL_X + 12, y, line, 17)
        y += 30
