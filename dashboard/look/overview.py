"""The card that stands where no incident is selected: what can be placed, what is new."""

import pandas as pd

from dashboard.figures.tolls import row_toll, toll_label
from dashboard.figures.totals import placed
from dashboard.look.card import STYLE
from dashboard.table.dictionary import Dictionary
from dashboard.text.escape import safe
from dashboard.text.words import count_of, day_in_words

NEWEST = 5
"""Incidents listed where none is selected."""


def overview_card(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return the HTML that stands where no incident is selected.

    How many incidents can be placed at all, and the newest of them as a way in.
    """
    place = placed(rows)
    whole = sum(place.values())
    newest = (
        rows[rows["parent_id"].eq("")].sort_values("date", kind="stable").tail(NEWEST)
    )
    items = "".join(
        f"<li><b>{safe(day_in_words(each.date))}</b> · {safe(toll_label(row_toll(each)))}<br>"
        f"<span class='quiet'>{safe(each.where_words)}</span></li>"
        for each in newest[::-1].itertuples()
    )
    parts = int((rows["parent_id"].ne("") & rows["geo_precision"].lt(3)).sum())
    sites = f" {count_of(parts, 'part')} with a place of their own." if parts else ""
    blocks = [
        "<h4>No incident selected</h4>",
        "<p>Click a mark or a plate on the map, or tick a row of the table.</p>",
        f"<p><b>{place['placed']:,} of {whole:,}</b> can be placed, and only as roughly "
        f"as their circles say.{_not_placed(place)}{sites}</p>"
        if whole
        else "",
        f"<p><b>Newest</b></p><ul>{items}</ul>" if items else "",
    ]
    return f"<div class='incident-card'>{STYLE}{''.join(blocks)}</div>"


def _not_placed(place: dict) -> str:
    words = ""
    if place["area_only"]:
        words += (
            f" <b>{place['area_only']:,}</b> known only to an area: on a plate, "
            "never a mark."
        )
    if place["unplaced"]:
        words += f" <b>{place['unplaced']:,}</b> not even known to that."
    return words
