"""The Compare page in a real browser: both maps drawn, with one view, on any screen."""

import time

from dashboard.selection.filters import select
from tests.browser import wait_until_still
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
BOATS = select(DATASET.incidents, OPENING, DATASET.regions)
EARLY = BOATS["date"] < "2026-01-01"
PAIR = "/compare?to=2025-12-31&b_from=2026-01-01&b_to="
VIEW = """() => {
    const map = IncidentMap.chart.map, center = map.getCenter();
    return [map.getZoom(), center.lat, center.lng];
}"""


def frames_of(page) -> list:
    """Return the frames of both maps in the order of the page, once they have drawn."""
    page.get_by_role("heading", name="Difference").wait_for()
    inner = page.locator("iframe[title*='st_folium']")
    inner.nth(1).wait_for()
    frames = [inner.nth(n).element_handle().content_frame() for n in (0, 1)]
    for frame in frames:
        frame.wait_for_function("window.IncidentMap && IncidentMap.chart.shown > 0")
    return frames


def wait_for_one_view(left, right) -> None:
    """Wait until both maps show the same: each takes a new width of the window by itself."""
    until = time.monotonic() + 10
    while left.evaluate(VIEW) != right.evaluate(VIEW) and time.monotonic() < until:
        left.wait_for_timeout(100)
    assert left.evaluate(VIEW) == right.evaluate(VIEW)


def test_both_maps_draw_their_own_rows_in_one_view(page_at):
    page = page_at(path=PAIR)
    left, right = frames_of(page)
    main = page.locator("[data-testid='stMain']")
    for width, height in ((1280, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        wait_until_still(page)
        shown = [each.evaluate("IncidentMap.chart.shown") for each in (left, right)]
        assert shown == [int(EARLY.sum()), int((~EARLY).sum())]
        wait_for_one_view(left, right)
        page.wait_for_function(  # the frames of the maps take their new width a bit later
            "each => each.scrollWidth <= each.clientWidth", arg=main.element_handle()
        )
