"""The dashboard in a real browser that can reach only this machine.

The map's own state is ``IncidentMap.chart`` in its frame; pictures are looked at too,
because a map can be blank while everything else is well.
"""

import csv
import io
import re
import shutil
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import Error as PlaywrightError

from dashboard import ROOT
from dashboard.selection.filters import select
from tests.browser import run_app, wait_until_still
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
BOATS = select(DATASET.incidents, OPENING, DATASET.regions)
PLACED = BOATS[BOATS["geo_precision"].isin([1, 2])]
VERMILLION = (0xD5, 0x5E, 0x00)
HOSTILE = (
    '<img src=x onerror="window.top.hit=1">${window.top.hit=1}`{{7*7}}\\2</script>'
    " :red[x] :material/delete: $x$ ![x](https://hostile.invalid/x.png) \u202e"
)


def map_frame(page):
    """Return the frame of the map once it has drawn a selection."""
    return map_frames(page, 1)[0]


def map_frames(page, number: int) -> list:
    """Return the frames of several maps, once each shows its selection.

    A map is hidden until its style sheet is there, and takes no click before.
    They are looked up anew each time: where Streamlit fetches a part of itself for the
    first time it mounts what is around it a second time.
    """
    maps = page.locator("iframe[title*='st_folium']")
    has_drawn = (
        "!!window.IncidentMap?.chart && IncidentMap.chart.shown > 0"
        " && document.body.style.visibility !== 'hidden'"
    )
    for _ in range(300):
        frames = [each.content_frame() for each in maps.element_handles()]
        if len(frames) >= number and all(map(partial(_is_so, has_drawn), frames)):
            return frames[:number]
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(frames)} of {number} maps, or one without its marks")


def _is_so(condition: str, frame) -> bool:
    """Return whether a condition holds in a frame; not in one that has just gone."""
    try:
        return frame is not None and frame.evaluate(condition)
    except PlaywrightError:
        return False


def shown(frame) -> int:
    return frame.evaluate("IncidentMap.chart.shown")


def wait_for_rows(frame, number: int) -> None:
    frame.wait_for_function(f"IncidentMap.chart.shown === {number}")


def click_at(page, frame, latitude: float, longitude: float) -> None:
    """Click on a place of the map as a person would, who sees it stand still first.

    A map that has just been drawn grows its legend, and so moves by some pixels.
    """
    before, point = None, point_of(page, frame, latitude, longitude)
    while point != before:
        page.wait_for_timeout(400)
        before, point = point, point_of(page, frame, latitude, longitude)
    page.mouse.click(*point)


def point_of(page, frame, latitude: float, longitude: float) -> tuple[float, float]:
    """Return where a place of the map is on the page, in pixels."""
    point = frame.evaluate(
        "([lat, lon]) => IncidentMap.chart.map.latLngToContainerPoint([lat, lon])",
        [latitude, longitude],
    )
    box = page.locator("iframe[title*='st_folium']").bounding_box()
    return box["x"] + point["x"], box["y"] + point["y"]


def colors(png: bytes) -> dict:
    """Return how many pixels each color has."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return {color: number for number, color in picture.getcolors(1 << 24)}


def card_of(page):
    """Return the one card of the page, once it is there."""
    card = page.locator(".incident-card")
    card.first.wait_for()
    return card


def filter_field(page, label: str):
    """Return the field of a seldom used filter, with its sheet open."""
    field = page.get_by_label(label, exact=True)
    if not field.is_visible():
        page.locator(".st-key-chip_more button").first.click()
        field.wait_for()
    return field


def foot(page) -> str:
    """Return the filters in words and the fingerprint, from the foot of the page."""
    captions = page.locator("[data-testid=stCaptionContainer]")
    return captions.filter(has_text=re.compile("· data [0-9a-f]{8}$")).inner_text()


def headline(page) -> str:
    return page.locator(".st-key-headline").inner_text()


def test_the_map_draws_a_mark_for_each_place_and_a_plate_for_each_area(page_at):
    page = page_at()
    frame = map_frame(page)
    assert shown(frame) == len(BOATS)
    points = PLACED[["latitude", "longitude"]].drop_duplicates()
    marks = frame.evaluate("IncidentMap.chart.kinds.incidents.marks.la.length")
    assert marks == len(points)
    plates = frame.locator(".im-plate:visible")
    assert plates.count() == 3
    # where there is no room for its toll a plate says it in its title alone
    texts = " ".join(each.get_attribute("title") for each in plates.all())
    for each in (
        "15 strikes",
        "50–56 killed",
        "38 strikes",
        "104–111 killed",
        "2 strikes",
    ):
        assert each in texts
    frame.wait_for_function("IncidentMap.chart.base")
    assert_painted(page)


def assert_painted(page) -> None:
    """Look at the picture itself: marks, sea and land in their colors."""
    least = {VERMILLION: 800, (0xDC, 0xE9, 0xF2): 20_000, (0xF3, 0xEF, 0xE6): 10_000}
    for _ in range(40):  # a busy machine paints late
        seen = colors(page.locator("iframe[title*='st_folium']").screenshot())
        missing = {each: seen.get(each, 0) for each in least}
        if all(missing[each] > least[each] for each in least):
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"too few pixels of a color: {missing}, wanted {least}")


@pytest.mark.full
@pytest.mark.parametrize(
    "size", [(1280, 900), pytest.param((390, 844), marks=pytest.mark.full)]
)
def test_no_plate_adds_tolls_of_campaigns_and_more_areas_list_theirs(page_at, size):
    frame = map_frame(page_at(*size, path="/?campaign="))
    wait_for_rows(frame, len(DATASET.incidents))
    # sizes and fonts move plates a last time: then the large seas stand on the map
    settled = "t.includes('Bolívar') && !t.includes('Pacific')"
    frame.wait_for_function(f"(t => {settled})(IncidentMap.chart.dockMore.title)")
    frame.page.wait_for_timeout(500)
    more = frame.locator(".im-dock-more")
    assert not frame.evaluate("IncidentMap.chart.dockMore.hidden")
    assert "list with tolls" in more.inner_text()
    assert "Bolívar: 1 incident, at least 1 killed" in more.get_attribute("title")
    more.click()
    listed = frame.locator(".im-dock .im-plate:visible").all_inner_texts()
    assert len(listed) == int(more.inner_text().split()[0].strip("▸▾"))
    assert [each for each in listed if "killed" not in each or "click" in each] == []
    more.click()
    frame.locator(".im-plate", has_text="Caribbean Sea").dispatch_event("click")
    card = card_of(frame.page)
    card.get_by_text("Known only to the Caribbean").wait_for()
    tolls = card.locator("b").all_inner_texts()
    assert "Boat strikes: 15 incidents" in tolls[0] and "50–56 killed" in tolls[0]
    assert len(tolls) == 4 and "not added up" in tolls[3]


def test_a_click_opens_the_one_card_with_ranges_words_and_links(page_at):
    page = page_at()
    frame = map_frame(page)
    click_at(page, frame, 16.25, -71.52)
    page.wait_for_url("**id=CAR-2025-09-19-01*")
    card = card_of(page)
    card.get_by_text("80 nm south of Isla Beata").wait_for()
    text = card.inner_text()
    assert "19 Sep 2025" in text and "3 killed" in text and "corroborated" in text
    links = card.locator("a")
    assert links.count() >= 2
    for link in links.all():
        assert link.get_attribute("href").startswith("https://")
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("target") == "_blank"
    assert frame.locator(".im-card").count() == 0  # no second card inside the map
    # Two plates are listed by themselves, and nothing says "0 more areas", also where
    # the style sheet has not come.
    assert frame.evaluate("IncidentMap.chart.dockMore.hidden")


@pytest.mark.full
def test_incidents_at_one_point_fan_out_and_are_listed(page_at):
    page = page_at()
    frame = map_frame(page)
    click_at(page, frame, 11.57, -105.34)  # three rows on one point
    card = card_of(page)
    card.get_by_text("3 incidents at one point").wait_for()
    assert "14–15 killed" in card.inner_text()
    assert page.locator(".st-key-card [class*='st-key-open_']").count() == 3
    legs = frame.locator(".im-fan")
    assert legs.count() == 3
    wanted = legs.first.get_attribute("title").split(" · ")[0]
    legs.first.click()
    card.get_by_text(re.compile(f"^{wanted} · air strike")).wait_for()
    frame.evaluate("IncidentMap.chart.map.setZoom(7, {animate: false})")
    assert legs.count() == 0


def copy_of_the_project(folder: Path) -> Path:
    """Return a copy that a test may break: code, layers, tables and map assets."""
    for name in ("dashboard", "geodata/layers", ".streamlit"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("geodata/__init__.py", "datapackage.json", "incidents.csv"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copy(ROOT / "published_totals.csv", folder)
    return folder


ADDRESSES = "see HTTPS://evil.example/a, www.evil.example or a.b@evil.example"
"""Text that Streamlit's markdown makes links of, escaped or not."""


def hostile_table(path: Path) -> None:
    """Put text that would run into every column of words, in rows that stay valid."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fields = DATASET.dictionary.fields
    kept = {
        "incident_id",
        "parent_id",
        "sources",
        "area_id",
        "reported_region",
        "origin_id",
    }
    words = [
        name
        for name, each in fields.items()
        if each.type == "string" and not each.codes and name not in kept
    ]
    for row in rows:
        row.update(dict.fromkeys(words, HOSTILE))
        row["sources"] = (
            f"{HOSTILE.replace('<', '').replace('>', '')} <https://example.org/?a='b\"`${{1}}>"
        )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(fields))
        writer.writeheader()
        writer.writerows(rows)


def test_hostile_text_shows_as_text_and_the_map_draws_below_another_path(
    page_at, tmp_path, problems
):
    root = copy_of_the_project(tmp_path)
    hostile_table(root / "incidents.csv")
    below = ("--server.baseUrlPath", "inner")
    with run_app(*below, name="hostile", root=root) as app:
        page = page_at(path=None)
        page.goto(app.url + "/?id=CAR-2025-09-19-01")
        frame = map_frame(page)
        assert shown(frame) == len(BOATS)
        click_at(page, frame, 16.25, -71.52)
        card = card_of(page)
        assert "<img src=x" in card.inner_text()
        assert "${window.top.hit=1}" in card.inner_text()
        page.mouse.move(10, 10)
        wait_until_still(page)
        page.wait_for_timeout(500)
        assert page.evaluate("window.hit === undefined")
        assert frame.evaluate("document.querySelectorAll('img[src=x]').length") == 0
        page.goto(app.url + "/?text=" + quote(ADDRESSES))
        page.get_by_text("www.evil.example").first.wait_for()
        wait_until_still(page)
        assert page.locator("a[href*='evil.example']").count() == 0
        page.close()  # before its server goes


@pytest.mark.full
def test_without_its_assets_the_map_says_so_and_the_rest_works(page_at, tmp_path):
    root = copy_of_the_project(tmp_path)
    shutil.rmtree(root / "dashboard" / "static" / "vendor")
    (root / "geodata" / "layers" / "zones.parquet").unlink()
    with run_app(name="bare", root=root) as app:
        page = page_at(path=None)
        page.goto(app.url + "/method")  # the first page that this server is asked for
        page.get_by_role("heading", name="Data dictionary").wait_for()
        page.goto(app.url)
        page.get_by_text("The map cannot be drawn").wait_for()
        page.get_by_text("zones.parquet is missing").wait_for()
        assert "71 of 97 incidents" in headline(page)
        page.locator("[data-testid='stDataFrame']").last.wait_for()
        page.close()


def tick_first_row(page) -> None:
    table = page.locator("[data-testid='stDataFrame']").last
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 52)


@pytest.mark.full
def test_a_row_of_the_table_is_ringed_on_the_map_and_its_tick_goes_with_it(page_at):
    page = page_at(path="/?text=Beata")
    frame = map_frame(page)
    wait_for_rows(frame, 1)
    tick_first_row(page)
    page.wait_for_url("**id=CAR-2025-09-19-01*")
    page.locator(".incident-card", has_text="Isla Beata").wait_for()
    selected = "IncidentMap.chart.kinds.incidents.selected"
    frame.wait_for_function(f"{selected} === 'CAR-2025-09-19-01'")
    filter_field(page, "Text").fill("")
    page.keyboard.press("Enter")
    wait_for_rows(frame, len(BOATS))
    page.get_by_text("selected: row 69").wait_for()
    wait_until_still(page)
    tick_first_row(page)  # another row: the tick is not still on the first
    page.wait_for_url("**id=CAR-2026-10-04-01*")


def test_the_region_page_is_framed_on_its_region_and_keeps_its_incident(page_at):
    page = page_at(path="/region?region=VE-R&id=CAR-2025-09-02-01")
    frame = map_frame(page)
    page.get_by_role("heading", name="Sucre").wait_for()
    assert "id=CAR-2025-09-02-01" in page.url
    center = frame.evaluate("IncidentMap.chart.map.getCenter()")
    zoom = frame.evaluate("IncidentMap.chart.map.getZoom()")
    assert 9.5 < center["lat"] < 11.5 and -65 < center["lng"] < -61.5 and zoom > 6
    assert shown(frame) == 19  # 4 that could have been, 15 known only to the Caribbean
    page.locator(".st-key-layers_of_map button").first.click()
    page.get_by_text("Shaded regions", exact=True).click()
    frame.wait_for_function("IncidentMap.chart.kinds.regions")
    assert frame.evaluate("IncidentMap.chart.kinds.focus.tip") == ["Sucre"]
