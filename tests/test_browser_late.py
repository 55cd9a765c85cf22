"""A map is drawn also when its parts arrive late: a slow network, a slow phone, taps."""

import random

import pytest

from tests.browser import wait_until_still
from tests.test_browser import map_frame

PAINTED = """() => {
  const chart = window.IncidentMap?.chart, painted = (sheet) => {
    const canvas = sheet.inside._container, { width, height } = canvas;
    if (!width || !height) return false;
    return canvas.getContext("2d").getImageData(0, 0, width, height).data.some(Boolean);
  };
  return !!chart && { land: painted(chart.sheets.land), marks: painted(chart.sheets.marks),
    base: !!chart.base, note: chart.notes.textContent };
}"""
"""What is on the sheets of a map."""


@pytest.mark.full
def test_land_that_comes_late_or_at_the_second_time_is_drawn(
    page_at, app_server, problems
):
    page = page_at(390, 844, None, has_touch=True)  # its own: held requests stay held
    held = []

    def hold(route) -> None:
        held.append(route)

    page.route("**/built/basemap.js*", hold)
    page.goto(app_server.url)
    frame = map_frame(page)
    before = frame.evaluate(PAINTED)
    assert before["marks"] and not before["land"] and not before["base"]
    held.pop().abort()
    frame.wait_for_function("IncidentMap.chart.notes.textContent.includes('land')")
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(100)
    held.pop().continue_()
    frame.wait_for_function("IncidentMap.chart.base")
    page.wait_for_timeout(300)
    after = frame.evaluate(PAINTED)
    assert after["marks"] and after["land"] and "land" not in after["note"]
    assert all("ERR_FAILED" in problem for problem in problems)
    problems.clear()


SEEN = """() => {
  const chart = window.IncidentMap?.chart, seen = (part) => getComputedStyle(part).visibility;
  return chart ? `${seen(chart.map.getContainer())} ${seen(chart.legend)}` : "";
}"""
"""Whether a map and its legend are shown, as CSS names it."""


@pytest.mark.full
@pytest.mark.parametrize("comes", [True, False], ids=["late", "never"])
def test_nothing_of_a_map_is_shown_before_its_style_sheet_has_come(
    page_at, app_server, problems, comes
):
    page = page_at(1280, 900, None, has_touch=False)  # its own: held requests stay held
    held = []

    def hold(route) -> None:
        held.append(route)

    page.route("**/incidents.css*", hold)
    page.goto(app_server.url)
    frame = page.wait_for_selector("iframe[title*='st_folium']").content_frame()
    frame.wait_for_function("window.IncidentMap?.chart?.kinds.incidents")
    assert frame.evaluate(SEEN) == "hidden hidden"
    page.wait_for_timeout(500)
    assert frame.evaluate(SEEN) == "hidden hidden"
    if comes:
        held.pop().continue_()
    frame.wait_for_function(f"({SEEN})() === 'visible visible'", timeout=15_000)
    if not comes:  # better plain letters than no map
        return
    page.wait_for_timeout(300)
    legend, whole = (
        frame.locator(name).first.bounding_box() for name in (".im-strip", ".im-map")
    )
    assert (
        abs(whole["y"] + whole["height"] - legend["y"]) <= 2
    )  # below, as it is styled


@pytest.mark.full
@pytest.mark.parametrize("number", range(20))
def test_a_slow_phone_that_is_tapped_while_it_loads_shows_land_and_marks(
    page_at, app_server, number
):
    chance = random.Random(number)
    page = page_at(390, 844, None, has_touch=True, is_mobile=True)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    speed = chance.choice([200e3, 400e3, 1e6])
    slow = {"latency": chance.randint(20, 500), "downloadThroughput": speed}
    whole = {"offline": False, "uploadThroughput": 100e3, **slow}
    session.send("Network.emulateNetworkConditions", whole)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.goto(app_server.url, wait_until="commit")
    for _ in range(30):  # on the middle of the page, where the map will be
        page.touchscreen.tap(chance.randint(60, 330), chance.randint(380, 700))
        page.wait_for_timeout(chance.randint(50, 500))
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    whole |= {"latency": 0, "downloadThroughput": -1}
    session.send("Network.emulateNetworkConditions", whole)
    wait_until_still(page, 120_000)
    found = None
    for _ in range(120):  # a frame may be mounted anew: ask the one that is there
        maps = [frame for frame in page.frames if "streamlit_folium" in frame.url]
        found = maps[0].evaluate(PAINTED) if maps else None
        if found and found["land"] and found["marks"]:
            break
        page.wait_for_timeout(500)
    assert found and found["land"] and found["marks"], found
