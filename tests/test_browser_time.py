"""Dragging over the bars keeps the days touched: on the map, in the filters, in the link."""

import re
from datetime import date

from dashboard.dataset import open_dataset
from dashboard.selection.filters import select
from dashboard.text.words import period_in_words
from tests.browser import wait_until_still
from tests.test_browser import map_frame

DATASET = open_dataset()
PLOT = (0.07, 0.96)
"""Where the days of the axis begin and end, in shares of the chart's width."""


def drag_over_the_bars(page, first: float, last: float) -> None:
    """Drag from one share of the width of the bars to another."""
    bars = page.locator("[data-testid=stVegaLiteChart]").first
    bars.locator("svg, canvas").first.wait_for()
    bars.scroll_into_view_if_needed()
    box = bars.bounding_box()
    height = box["y"] + 70
    page.mouse.move(box["x"] + first * box["width"], height)
    page.mouse.down()
    page.mouse.move(box["x"] + last * box["width"], height, steps=8)
    page.mouse.up()


def test_a_brush_filters_everything_and_can_be_taken_back(page_at):
    page = page_at()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    map_frame(page)  # the layout has settled
    wait_until_still(page)
    drag_over_the_bars(page, 0.4, 0.6)
    page.wait_for_url(re.compile(r"from=\d{4}-\d\d-\d\d&to="))
    wait_until_still(page)
    days = re.search(r"from=([\d-]+)&to=([\d-]+)", page.url).groups()
    first, last = (date.fromisoformat(day) for day in days)
    assert abs((first - day_at(0.4)).days) < 7 and abs((last - day_at(0.6)).days) < 7
    asked = {"campaign": ["boat_strike"], "from": first, "to": last}
    rows = select(DATASET.incidents, asked, DATASET.regions)
    number = rows["parent_id"].eq("").sum()
    page.get_by_text(f"{number} of 97 incidents shown", exact=True).wait_for()
    frame = page.locator("iframe[title*='st_folium']").element_handle().content_frame()
    frame.wait_for_function(f"IncidentMap.chart.shown === {len(rows)}")
    kept = f"Kept: {period_in_words(first, last)} · {number} of 71 incidents"
    page.get_by_text(kept).wait_for()
    assert not [text for text in said if "scale" in text or "extent" in text]  # Vega's
    page.get_by_role("button", name="Whole period").click()
    page.get_by_text("71 of 97 incidents shown", exact=True).wait_for()
    wait_until_still(page)
    assert "from=" not in page.url


def day_at(share: float) -> date:
    """Return the day at a share of the width of the bars."""
    first, last = DATASET.dictionary.first_day, DATASET.dictionary.last_day
    return first + (last - first) * ((share - PLOT[0]) / (PLOT[1] - PLOT[0]))
