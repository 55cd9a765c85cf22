"""The card where no incident is selected: what can be placed, and what is new."""

import pandas as pd

from dashboard.figures.page_words import (
    HOW_TO_SELECT,
    NEWEST_TITLE,
    NO_DATE,
    NOTHING_SELECTED,
    placed_sentences,
)
from dashboard.figures.table_groups import table_groups
from dashboard.figures.tolls import row_toll, toll_label
from dashboard.figures.totals import placed
from dashboard.look.card import STYLE
from dashboard.table.dictionary import Dictionary
from dashboard.text.escape import safe
from dashboard.text.words import day_in_words

NEWEST = 5
"""Incidents listed where none is selected."""


def overview_card(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return the HTML that stands where no incident is selected.

    How many incidents can be placed at all, and the newest of them as a way in.
    """
    whole = rows[rows["parent_id"].eq("")]
    newest = whole.sort_values("date", kind="stable").tail(NEWEST)
    items = "".join(_newest_item(row) for row in newest[::-1].itertuples())
    sentences = "<br>".join(
        f"{safe(each.beside.label)}: {_placed_html(some, dictionary)}"
        for each, some in table_groups(rows, dictionary)
        if len(some)
    ) or _placed_html(rows, dictionary)
    blocks = [
        f"<h4>{NOTHING_SELECTED}</h4>",
        f"<p>{HOW_TO_SELECT}</p>",
        f"<p>{sentences}</p>" if sentences else "",
        f"<p><b>{NEWEST_TITLE}</b></p><ul>{items}</ul>" if items else "",
    ]
    return f"<div class='incident-card'>{STYLE}{''.join(blocks)}</div>"


def _placed_html(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    parts = int((rows["parent_id"].ne("") & rows["geo_precision"].lt(3)).sum())
    circles = dictionary.has("radius_km")
    return " ".join(
        f"<b>{number}</b> {rest}" if number else rest
        for number, rest in placed_sentences(placed(rows), parts, circles)
    )


def _newest_item(row) -> str:
    day, toll = day_in_words(row.date) or NO_DATE, toll_label(row_toll(row))
    return (
        f"<li><b>{safe(day)}</b> · {safe(toll)}"
        f"<br><span class='quiet'>{safe(row.where_words)}</span></li>"
    )
