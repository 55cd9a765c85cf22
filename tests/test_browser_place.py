"""Drawing, measuring, the view and places asked for, on the map of a real browser."""

import re
import time
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from pyproj import Geod

from dashboard.geo.drawn_shape import in_bounds, in_shape, parse_corners
from dashboard.selection.filters import select
from tests.browser import wait_until_still
from tests.test_browser import (
    filter_field,
    foot,
    headline,
    map_frame,
    point_of,
    shown,
    wait_for_rows,
)
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
BOATS = select(DATASET.incidents, OPENING, DATASET.regions)
IN_VIEW = """() => {
  const b = IncidentMap.chart.map.getBounds();
  return [b.getSouth(), b.getWest(), b.getNorth(), b.getEast()]
    .map(n => Math.round(n * 1000) / 1000);
}"""
VIEW = "[IncidentMap.chart.map.getZoom(), IncidentMap.chart.map.getCenter()]"


def middle(box: dict) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def on_screen(page, box: dict) -> bool:
    (x, y), size = middle(box), page.viewport_size
    return 0 < x < size["width"] and 0 < y < size["height"]


def tap(page, button) -> None:
    """Tap a button that is on the screen, once it has stood still; scroll nothing.

    A tap of Playwright's own scrolls page and frame to and fro while the page above the
    map still gets its height, and can lose the button in that.
    """
    before, box, until = None, button.bounding_box(), time.monotonic() + 30
    while (box != before or not on_screen(page, box)) and time.monotonic() < until:
        page.wait_for_timeout(300)
        before, box = box, button.bounding_box()
    assert on_screen(page, box)
    x, y = middle(box)
    page.touchscreen.tap(x, y)


def shape_in(page):
    page.wait_for_url("**shape=*")
    return parse_qs(urlsplit(page.url).query)["shape"][0]


@pytest.mark.full
def test_a_rectangle_drawn_with_the_mouse_filters_everything(page_at):
    page = page_at()
    frame = map_frame(page)
    whole, view = shown(frame), frame.evaluate(VIEW)
    frame.evaluate("window.sameFrame = true")
    frame.get_by_role("button", name="Draw a rectangle to filter by").click()
    page.mouse.move(*point_of(page, frame, 17.2, -74.5))
    page.mouse.down()
    page.mouse.move(*point_of(page, frame, 14, -70), steps=4)
    page.mouse.move(*point_of(page, frame, 11.9, -66.8), steps=4)
    page.mouse.up()
    corners = parse_corners(shape_in(page))
    kept = BOATS[in_shape(BOATS, corners)]
    assert 0 < len(kept) < len(BOATS)
    wait_for_rows(frame, len(kept))
    wait_until_still(page)
    incidents = int(kept["parent_id"].eq("").sum())
    assert f"{incidents} of 97 incidents" in headline(page)
    assert "inside a drawn rectangle" in foot(page)
    assert frame.evaluate(VIEW) == view and frame.evaluate("window.sameFrame") is True
    page.get_by_text("known only to an area or to none: in no shape").wait_for()
    frame.get_by_role("button", name="Take the drawn shape away").click()
    wait_for_rows(frame, whole)
    wait_until_still(page)
    assert "shape=" not in page.url


@pytest.mark.full
def test_a_polygon_by_taps_on_a_phone_and_its_link_in_a_fresh_browser(page_at):
    page = page_at(390, 844, has_touch=True)
    frame = map_frame(page)
    wait_until_still(page)
    tap(page, frame.get_by_role("button", name="Draw a shape to filter by"))
    frame.wait_for_function("IncidentMap.chart.tools.tool")
    places = ((16, -75), (14, -60), (10, -61), (10.5, -74))
    for number, place in enumerate(places, 1):
        page.touchscreen.tap(*point_of(page, frame, *place))
        frame.wait_for_function(f"IncidentMap.chart.tools.points.length === {number}")
    page.touchscreen.tap(*point_of(page, frame, 16, -75))  # the first corner closes
    corners = parse_corners(shape_in(page))
    assert len(corners) == 4
    kept = BOATS[in_shape(BOATS, corners)]
    wait_for_rows(frame, len(kept))
    fresh = page_at(path="/?" + page.url.split("?")[1])
    wait_for_rows(map_frame(fresh), len(kept))
    assert "inside a drawn shape of 4 corners" in foot(fresh)


def press_switch(page) -> None:
    """Press "Only what is in view", in the sheet of the filters, and close the sheet."""
    filter_field(page, "Only what is in view")
    page.get_by_text("Only what is in view").click()
    page.keyboard.press("Escape")


@pytest.mark.full
def test_only_what_is_in_view_follows_the_map_and_the_link_opens_on_it(page_at):
    page = page_at()
    frame = map_frame(page)
    press_switch(page)
    page.wait_for_url("**bounds=*")
    page.mouse.move(*point_of(page, frame, 13, -68))
    page.mouse.wheel(0, -400)
    page.wait_for_url("**at=*")
    page.wait_for_function("u => location.search !== u", arg=page.url.split("?")[1])
    page.wait_for_timeout(1_500)  # the wheel's own animation, and the pause after it
    wait_until_still(page)
    bounds = frame.evaluate(IN_VIEW)
    kept = BOATS[in_bounds(BOATS, tuple(bounds))]
    assert 0 < len(kept) < len(BOATS[BOATS["geo_precision"].lt(3)])
    wait_for_rows(frame, len(kept))
    assert "in view:" in foot(page)
    page.get_by_text("known only to an area or to none: in no view").wait_for()
    view = frame.evaluate(VIEW)
    fresh = page_at(path="/?" + page.url.split("?")[1])
    other = map_frame(fresh)
    wait_for_rows(other, len(kept))
    zoom, middle = other.evaluate(VIEW)
    assert zoom == view[0]
    assert middle["lat"] == pytest.approx(view[1]["lat"], abs=0.02)
    assert middle["lng"] == pytest.approx(view[1]["lng"], abs=0.02)
    press_switch(fresh)
    wait_for_rows(other, len(BOATS))
    other.evaluate("IncidentMap.chart.map.setView([0, -100], 5, {animate: false})")
    fresh.wait_for_url(re.compile(r"at=0(\.0+)?(,|%2C)-100"))
    fresh.locator(".st-key-undo button").first.click()
    wait_for_rows(other, len(kept))  # and the map goes to the view that keeps them
    assert abs(other.evaluate(VIEW)[1]["lat"] - middle["lat"]) < 1


def test_a_moved_view_is_in_the_link_and_a_click_still_reaches_the_card(page_at):
    page = page_at()
    frame = map_frame(page)
    page.mouse.move(*point_of(page, frame, 5, -92))
    page.mouse.down()
    page.mouse.move(*point_of(page, frame, 3, -90), steps=5)
    page.mouse.up()
    page.wait_for_url("**at=*")
    assert re.search(r"at=[\d.-]+(,|%2C)[\d.-]+(,|%2C)[\d.]+", page.url)
    page.mouse.click(*point_of(page, frame, 16.25, -71.52))
    page.wait_for_url("**id=CAR-2025-09-19-01*")
    page.locator(".incident-card", has_text="Isla Beata").wait_for()
    assert "at=" in page.url


@pytest.mark.full
def test_measured_lengths_are_those_of_pyproj_and_a_bad_line_is_refused(page_at):
    page = page_at()
    frame = map_frame(page)
    geod = Geod(ellps="WGS84")
    frame.get_by_role("button", name="Measure distances").click()
    for place in ((16, -75), (14, -70), (13, -66)):
        page.mouse.click(*point_of(page, frame, *place))
    page.keyboard.press("Enter")
    total = frame.locator(".im-total").inner_text()
    points = frame.evaluate("IncidentMap.chart.tools.points.map(p => [p.lat, p.lng])")
    *_, legs = geod.inv(
        *zip(*[(a[1], a[0], b[1], b[0]) for a, b in pairwise(points)], strict=True)
    )
    assert total == f"total {sum(legs) / 1000:,.0f} km ({sum(legs) / 1852:,.0f} NM)"
    assert "id=" not in page.url  # a click of the tool is no click on a mark
    page.keyboard.press("Escape")
    assert frame.locator(".im-total").count() == 0
    assert_crossing_lines_are_refused(page, frame)


def assert_crossing_lines_are_refused(page, frame) -> None:
    """Draw a line that crosses itself: it is told and leaves no trace on the map."""
    whole = shown(frame)
    frame.get_by_role("button", name="Draw a shape to filter by").click()
    for place in ((19, -78), (12, -66), (19, -66), (12, -78)):
        page.mouse.click(*point_of(page, frame, *place))
    page.keyboard.press("Enter")
    page.get_by_text("The drawn shape is not used").wait_for()
    frame.wait_for_function("IncidentMap.chart.tools.draft.getLatLngs().length === 0")
    assert shown(frame) == whole
    frame.get_by_role("button", name="Draw a shape to filter by").click()
    page.mouse.click(*point_of(page, frame, 19, -78))
    page.keyboard.press("Escape")
    assert frame.evaluate("IncidentMap.chart.tools.tool") == ""


@pytest.mark.full
def test_a_place_asked_for_is_shown_apart_from_incidents(page_at):
    page = page_at()
    frame = map_frame(page)
    marks = shown(frame)
    page.locator(".st-key-go_to button").first.click()
    ask = page.get_by_label("Go to a place or coordinates")
    ask.last.fill("10°36'N 63°12'W")
    page.keyboard.press("Enter")
    place = frame.locator(".im-spot")
    place.wait_for()
    assert "the place you asked for" in place.inner_text()
    middle = frame.evaluate("IncidentMap.chart.map.getCenter()")
    assert middle["lat"] == pytest.approx(10.6, abs=0.01)
    assert middle["lng"] == pytest.approx(-63.2, abs=0.01)
    assert shown(frame) == marks
    ask.last.fill("Cumaná to Port of Spain")
    page.keyboard.press("Enter")
    distance = frame.locator(".im-total span")
    distance.wait_for()
    towns = DATASET.regions.places.set_index("name").geometry
    meters = geodesic_m(towns["Cumaná"], towns["Port of Spain"])
    assert distance.inner_text() == f"{meters / 1000:.1f} km ({meters / 1852:.1f} NM)"
    assert place.count() == 2
    ends = "IncidentMap.chart.map.getBounds().contains([[10.45, -64.2], [10.7, -61.5]])"
    assert frame.evaluate(ends)
    page.wait_for_url("**go=Cuman*")
    ask.last.fill("<img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    page.get_by_text("no town, island, port, state, country or sea").wait_for()
    place.wait_for(state="detached")


def geodesic_m(one, other):
    """Return the metres between two points, by pyproj."""
    return Geod(ellps="WGS84").inv(one.x, one.y, other.x, other.y)[2]
