"""Every page under axe, an accessibility checker that we did not write, and by keyboard.

WCAG 2.2, levels A and AA, with the map's own frame, on a desk and on a phone. What lies
in Streamlit's own widgets and cannot be mended from outside is named below, each with
its reason; anything else fails, and so does a name that is no longer needed.
"""

import re

import pytest

from dashboard import ROOT
from tests.browser import wait_until_still
from tests.test_browser import map_frames

AXE = ROOT / ".cache" / "vendor" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CLEAR, DAY = "the cross that clears a choice", "a part of a date"
BRUSH = "the frame of a brush"
PINNED = {
    # 1.5 times our letters of 15 px: 22.5 px where 24 are asked for
    CLEAR: ("target-size", r'aria-label="Clear all"'),
    # year, month and day of a date are parts of one line of text
    DAY: ("target-size", r'role="spinbutton"'),
    # Vega draws it without a name; the chart is said in words, From and To do the same
    BRUSH: ("svg-img-alt", "brush_brush"),
}
PAGES = {
    "/?id=CAR-2025-09-02-01": (1, {BRUSH}),
    "/?campaign=&shape=9,-66;13,-66;13,-60;9,-60&from=2025-09-10": (1, {BRUSH}),
    "/region?region=VE-R": (1, set()),
    "/compare?to=2025-12-31&b_from=2026-01-01&b_to=": (2, {CLEAR, DAY}),
    "/brief": (0, set()),
    "/data": (0, set()),
    "/method": (0, set()),
}


def settle(page) -> None:
    """Wait until nothing on a page is pale because it is about to change."""
    wait_until_still(page)
    page.locator(".front h1").wait_for()
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
    page.wait_for_function("!document.querySelector('[data-stale=true]')")
    page.wait_for_function(  # what was pale fades in
        """[...document.querySelectorAll("[data-testid=stElementContainer]")]
             .every(each => getComputedStyle(each).opacity === "1")"""
    )
    page.wait_for_timeout(400)


def findings(page) -> list[tuple[str, str]]:
    """Return rule and HTML of everything that axe finds in a page and its frames."""
    for frame in page.frames:
        if not frame.evaluate("!!window.axe"):
            frame.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async rules => (await axe.run(document, {runOnly: rules})).violations.flatMap(
             rule => rule.nodes.map(node => [rule.id, node.html, node.failureSummary]))""",
        RULES,
    )
    return [tuple(each) for each in found]


def sorted_out(found: list) -> tuple[set[str], list]:
    """Return the pinned findings by name, and all that is not pinned."""
    known, others = set(), []
    for rule, html, why in found:
        names = [
            name
            for name, (pinned, look) in PINNED.items()
            if rule == pinned and re.search(look, html)
        ]
        known |= set(names)
        if not names:
            others.append((rule, html[:200], why))
    return known, others


QUICK = ("/?id=", "/brief")
"""How the addresses begin that show most parts: the long run asks for the rest too."""


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    "path",
    [
        pytest.param(each, marks=() if each.startswith(QUICK) else pytest.mark.full)
        for each in PAGES
    ],
)
def test_a_checker_finds_nothing_that_we_could_mend(page_at, path):
    maps, pinned = PAGES[path]
    page = page_at(path=path)
    if maps:
        map_frames(page, maps)
    elif path == "/brief":
        page.locator("[data-testid='stImage'] img").wait_for()
    known = set()
    for width, height in ((1280, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for _ in range(4):  # a late report of the map makes a page pale once more
            settle(page)
            found, others = sorted_out(findings(page))
            if not others:
                break
        assert others == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        known |= found
    assert known == pinned
    page.evaluate("document.querySelector('h1').innerHTML += '<img src=\"/x.png\">'")
    assert "image-alt" in {rule for rule, *_ in findings(page)}  # it is awake


def focused(page) -> str:
    """Return what has the focus, in words, in the map's frame if it is there."""
    said = """(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at && (at.getAttribute("aria-label") || at.innerText || at.tagName);
    })()"""
    if page.evaluate("document.activeElement.tagName") == "IFRAME":
        frame = page.locator("iframe[title*='st_folium']").element_handle()
        return "map: " + (frame.content_frame().evaluate(said) or "")[:60]
    return (page.evaluate(said) or "")[:60]


@pytest.mark.full
def test_everything_is_reached_by_the_tab_key_without_a_trap(page_at):
    page = page_at(path="/?id=CAR-2025-09-02-01")
    map_frames(page, 1)
    seen = []
    for _ in range(160):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if "Download CSV" in seen[-1]:
            break
    reached = "\n".join(seen)
    for each in (
        "Region",
        "Reset",
        "Copy link",
        "Boat strikes 71",
        "More filters",
        "Go to a place",
        "Layers",
        "List",
        "map: Zoom in",
        "map: Whole map",
        "map: Draw a rectangle to filter by",
        "map: Measure distances",
        "Earlier",
        "Close",
        "Weekly",
        "Find in the table",
        "Download CSV",
    ):
        assert each in reached, each
    assert any(each.startswith("map: Caribbean Sea") for each in seen)
