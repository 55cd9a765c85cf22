"""Dragging over the bars keeps whole weeks: on the map, in the filters, in the link."""

import re
from datetime import date

from dashboard.dataset import open_dataset
from dashboard.selection.filters import select
from tests.browser import wait_until_still
from tests.test_browser import map_frame

DATASET = open_dataset()


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
    map_frame(page)  # the layout has settled
    wait_until_still(page)
    drag_over_the_bars(page, 0.4, 0.6)
    page.wait_for_url(re.compile(r"from=\d{4}-\d\d-\d\d&to="))
    wait_until_still(page)
    days = re.search(r"from=([\d-]+)&to=([\d-]+)", page.url).groups()
    first, last = (date.fromisoformat(day) for day in days)
    assert first.weekday() == 0 and last.weekday() == 6
    asked = {"campaign": ["boat_strike"], "from": first, "to": last}
    rows = select(DATASET.incidents, asked, DATASET.regions)
    number = rows["parent_id"].eq("").sum()
    page.get_by_text(re.compile(rf"^{number} of 97 incidents")).wait_for()
    frame = page.locator("iframe[title*='st_folium']").element_handle().content_frame()
    frame.wait_for_function(f"IncidentMap.chart.shown === {len(rows)}")
    page.get_by_text(re.compile(r"Kept: .* of 71 incidents")).wait_for()
    page.get_by_role("button", name="Whole period").click()
    page.get_by_text(re.compile("^71 of 97 incidents")).wait_for()
    wait_until_still(page)
    assert "from=" not in page.url
