"""The Compare page in a real browser: both maps drawn, with one view, on any screen."""

import pytest

from dashboard.filters import OPENING, select
from tests.worlds import real_dataset

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


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_both_maps_draw_their_own_rows_in_one_view(page_at, width, height):
    page = page_at(width, height, PAIR)
    left, right = frames_of(page)
    shown = [each.evaluate("IncidentMap.chart.shown") for each in (left, right)]
    assert shown == [int(EARLY.sum()), int((~EARLY).sum())]
    assert left.evaluate(VIEW) == right.evaluate(VIEW)
    main = page.locator("[data-testid='stMain']")
    assert main.evaluate("each => each.scrollWidth <= each.clientWidth")
