"""Room on the map: legend, plates and marks keep clear of each other, tools take taps.

Nothing here depends on a few pixels: places are measured on the page itself, so other
fonts and another window move what is tested as well.
"""

import itertools

import pytest
import shapely

from dashboard.layers import base_map, incidents
from dashboard.resources import STATIC
from tests.browser import wait_until_still
from tests.test_browser import map_frame
from tests.worlds import real_dataset

BOXES = """() => {
  const chart = IncidentMap.chart, d = chart.kinds.incidents, map = chart.map;
  const frame = map.getContainer().getBoundingClientRect();
  const boxOf = e => { const b = e.getBoundingClientRect();
    return [b.left - frame.left, b.top - frame.top, b.right - frame.left, b.bottom - frame.top]; };
  const marks = d.marks.la.map((la, i) => {
    const p = map.latLngToContainerPoint([la / 1e5, d.marks.lo[i] / 1e5]);
    const look = d.style.looks[d.marks.look[i]], line = d.style.outlines[d.marks.out[i]];
    const r = d.r[i] * look.reach, w = line.width / 2;
    const up = look.shape === "triangle", down = look.shape === "inverted_triangle";
    const side = up || down ? r * 0.866 : r;
    return [p.x - side - w, p.y - (down ? r / 2 : r) - w, p.x + side + w, p.y + (up ? r / 2 : r) + w];
  });
  const standing = chart.plates.filter(p => p.latlng), plates = standing.map(p => boxOf(p.button));
  const degrees = (x, y) => { const at = map.containerPointToLatLng([x, y]); return [at.lng, at.lat]; };
  const areas = standing.map((p, k) => {
    const [left, top, right, bottom] = plates[k], line = p.leader && p.button.querySelector(".im-leader");
    return {id: d.areas.id[p.area], box: [...degrees(left, bottom), ...degrees(right, top)],
      end: line ? degrees(p.leader[2], p.leader[3]) : null};
  });
  const holder = window.frameElement, outer = holder?.getBoundingClientRect();
  const page = [...holder?.ownerDocument.querySelectorAll(".st-key-map_tools button") ?? []].map(e => {
    const b = e.getBoundingClientRect(), left = outer.left + frame.left, top = outer.top + frame.top;
    return [b.left - left, b.top - top, b.right - left, b.bottom - top];
  });
  return {marks, plates, areas, page, legend: boxOf(chart.legend), open: chart.details.open, frame: [frame.width, frame.height]};
}"""
"""Boxes of all that is on the map, worked out anew from what the page shows."""

SETTLED = """() => new Promise(done => document.fonts.ready.then(
  () => requestAnimationFrame(() => requestAnimationFrame(done))))"""


def overlap(one, two) -> bool:
    """Return whether two boxes share a piece of more than half a pixel."""
    width = min(one[2], two[2]) - max(one[0], two[0])
    height = min(one[3], two[3]) - max(one[1], two[1])
    return width > 0.5 and height > 0.5


def boxes(frame) -> dict:
    """Return the boxes once the map has come to rest."""
    frame.evaluate(SETTLED)
    frame.page.wait_for_timeout(300)
    return frame.evaluate(BOXES)


DATASET = real_dataset()
SPECKS = 0.03
"""Share of a plate that the rough outline of an area, or an islet, may leave outside."""


def share_of(box, shapes) -> float:
    """Return the share of a box (degrees) that lies in shapes that do not overlap."""
    return sum(shapely.area(shapely.intersection(box, shapes))) / box.area


def assert_stands_right(plate: dict) -> str:
    """A plate lies in its area, or that of land beside it with a line that ends there.

    Returns how it stands: "in" or "beside".
    """
    regions, box = DATASET.regions, shapely.box(*plate["box"])
    own = regions.geometry(plate["id"].removeprefix("beside:"))
    if not plate["end"]:
        assert share_of(box, [own]) > 1 - SPECKS, plate
        return "in"
    assert regions.is_land(plate["id"].removeprefix("beside:"))
    assert own.buffer(0.05).contains(shapely.Point(plate["end"])), plate
    land = regions.countries.geometry
    near = land[land.intersects(box)].values
    assert share_of(box, near) - share_of(box, [own]) < SPECKS, plate
    return "beside"


def views() -> list:
    """Return each selection in each window; the gate has two that crowd most.

    The first has the only legend that is open from the start.
    """
    paths = ["/", "/?campaign=", "/?campaign=land_strike"]
    sizes = [(1280, 900), (1000, 700), (390, 844)]
    gate, full = list(zip(paths, sizes, strict=True))[1:], pytest.mark.full
    return [
        pytest.param(
            *each, id=f"{each[0]}-{each[1][0]}", marks=[full] * (each not in gate)
        )
        for each in itertools.product(paths, sizes)
    ]


@pytest.mark.full
@pytest.mark.parametrize(("path", "size"), views())
def test_no_plate_and_no_legend_covers_a_piece_of_a_mark(page_at, size, path):
    frame = map_frame(page_at(*size, path))
    seen = boxes(frame)
    for plate in seen["plates"]:
        assert [mark for mark in seen["marks"] if overlap(plate, mark)] == []
    for plate in seen["areas"]:
        assert_stands_right(plate)
    if seen["open"]:
        assert [mark for mark in seen["marks"] if overlap(seen["legend"], mark)] == []
    assert seen["open"] == (size[0] > 420)  # on a phone it opens on demand alone
    assert not overlap(seen["legend"], [0, 0, *seen["frame"]])


LOOKED_AT = [
    (10.5, -63, 6.5),  # the sea of the plate lies below the page's own buttons
    *[(8, -66, 4.5), (8, -66, 5.5), (8, -64, 7), (11, -63, 6), (15, -75, 5.25)],
    *[(6, -61.5, 6.5), (4, -58, 5), (14, -88, 5.5), (10, -80, 6), (0, -90, 6.5)],
]
"""Latitude, longitude and zoom: Venezuela and its coast, both shores of the isthmus."""


@pytest.mark.full
def test_a_plate_stands_in_its_area_or_beside_it_with_a_line_wherever_the_map_is(
    page_at,
):
    frame = map_frame(page_at(path="/?campaign="))
    frame.wait_for_function("IncidentMap.chart.base")
    found = {}
    for view in LOOKED_AT:
        move = "([la, lo, z]) => IncidentMap.chart.map.setView([la, lo], z, {animate: false})"
        frame.evaluate(move, list(view))
        seen = boxes(frame)
        for plate in seen["areas"]:
            found.setdefault(plate["id"], set()).add(assert_stands_right(plate))
        for plate in seen["plates"]:
            covered = [*seen["marks"], *seen["page"]]
            assert [each for each in covered if overlap(plate, each)] == []
    assert seen["page"]
    assert found["VE"] | found["VE-F"] == {"in", "beside"}
    assert found["basin-caribbean"] == found["basin-eastern-pacific"] == {"in"}


def put_mark_left_of_the_legend(frame, gap: float) -> bool:
    """Move the view so that the only mark ends so many pixels left of the open legend,
    let the map choose again, and return whether the legend is open."""
    boxes(frame)
    frame.evaluate("IncidentMap.chart.details.open = true")
    seen = boxes(frame)
    (mark,), legend = seen["marks"], seen["legend"]
    right = mark[2] - (legend[0] - gap)
    down = (mark[1] + mark[3]) / 2 - (legend[1] + legend[3]) / 2
    frame.evaluate(
        "by => IncidentMap.chart.map.panBy(by, {animate: false}).fire('resize')",
        [right, down],
    )
    moved = boxes(frame)
    if moved["open"]:
        assert moved["legend"][0] - moved["marks"][0][2] == pytest.approx(gap, abs=1.1)
    return moved["open"]


def own_map(folder):
    """Return the file of a map that somebody made of our layers, with one mark."""
    rows = DATASET.incidents[DATASET.incidents["location"].str.contains("Sucumb")]
    description = DATASET.dictionary.description
    page = base_map(description, static_url=STATIC.as_uri())
    incidents(rows, DATASET.dictionary, DATASET.regions).add_to(page)
    path = folder / "map.html"
    page.save(str(path))
    return path


@pytest.mark.full
def test_the_legend_folds_for_the_edge_of_a_mark_and_stays_where_a_reader_left_it(
    page_at, tmp_path
):
    """In the app the legend is a strip below the map; this is a map of one's own."""
    page = page_at(path=None)
    page.goto(own_map(tmp_path).as_uri())
    page.wait_for_function("window.IncidentMap && IncidentMap.chart.shown === 1")
    frame = page.main_frame
    assert put_mark_left_of_the_legend(frame, 3) is True
    assert put_mark_left_of_the_legend(frame, -3) is False  # its middle is still free
    frame.get_by_text("Legend", exact=True).click()
    assert put_mark_left_of_the_legend(frame, -3) is True


@pytest.mark.full
def test_the_legend_lies_below_the_map_also_where_a_reader_opened_it(page_at):
    frame = map_frame(page_at(390, 844))
    for _ in range(2):
        seen = boxes(frame)
        assert seen["legend"][1] >= seen["frame"][1] - 0.5
        frame.get_by_text("Legend", exact=True).click()
        assert boxes(frame)["open"] is not seen["open"]


CARD = ".st-key-card"
LATE_CLICK = """async selector => {
  const target = [...document.querySelectorAll(selector)].find(e => e.offsetWidth);
  const b = target.getBoundingClientRect();
  const at = {bubbles: true, cancelable: true, detail: 1,
    clientX: b.left + b.width / 2, clientY: b.top + b.height / 2};
  target.dispatchEvent(new PointerEvent("pointerdown", at));
  target.dispatchEvent(new PointerEvent("pointerup", at));
  await new Promise(done => setTimeout(done, 400));
  target.dispatchEvent(new MouseEvent("click", at));
}"""
"""A tap as a busy machine brings it: the click comes long after the finger has gone."""


@pytest.mark.full
def test_while_a_tool_is_on_nothing_else_takes_a_tap(page_at):
    page = page_at(path="/?campaign=")
    frame = map_frame(page)
    seen = boxes(frame)
    assert seen["plates"] and frame.locator(".im-dock-more").is_visible()
    points = "IncidentMap.chart.tools.points.length"
    frame.get_by_role("button", name="Draw a shape to filter by").click()
    right, bottom = seen["frame"]
    corners = [seen["plates"][0], seen["marks"][0], [right - 80, bottom - 80] * 2]
    for number, box in enumerate(corners, 1):
        click_in_frame(page, box)
        assert frame.evaluate(points) == number
    frame.evaluate(LATE_CLICK, ".im-dock-more")
    assert frame.evaluate(points) == 4
    assert not frame.evaluate("IncidentMap.chart.dock.classList.contains('im-open')")
    page.keyboard.press("Enter")
    page.wait_for_url("**shape=*")
    assert "id=" not in page.url and page.locator(CARD).count() == 0


def click_in_frame(page, box) -> None:
    frame = page.locator("iframe[title*='st_folium']").bounding_box()
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    page.mouse.click(frame["x"] + x, frame["y"] + y)
    page.wait_for_timeout(450)  # two quick clicks on one place are a double click


@pytest.mark.full
def test_the_tap_that_ends_a_shape_opens_no_plate_however_late_its_click(page_at):
    page = page_at()
    frame = map_frame(page)
    boxes(frame)
    frame.get_by_role("button", name="Measure distances").click()
    plate = ".im-plate:not(.im-docked)"
    for _ in range(2):  # the second ends the line, as a double tap does
        frame.evaluate(LATE_CLICK.replace("400", "0"), plate)
    assert frame.evaluate("IncidentMap.chart.tools.tool") == ""
    assert page.locator(CARD).count() == 0
    frame.get_by_role("button", name="Measure distances").click()
    frame.evaluate(LATE_CLICK, plate)
    page.keyboard.press("Enter")  # the tool is put down
    assert frame.evaluate("IncidentMap.chart.tools.tool") == ""
    frame.evaluate(LATE_CLICK, plate)
    page.locator(CARD).wait_for()  # now the plate takes it
    page.locator(CARD).get_by_role("button", name="Close").first.click()
    page.locator(CARD).wait_for(state="detached")
    frame.locator(plate).first.focus()
    page.keyboard.press("Enter")
    page.locator(CARD).wait_for()


def test_a_view_that_goes_away_and_comes_back_within_a_frame_is_painted(page_at):
    page = page_at(390, 844)
    frame = map_frame(page)
    frame.wait_for_function("IncidentMap.chart.base")
    wait_until_still(page)
    boxes(frame)
    picture = """name => {
      const sheet = IncidentMap.chart.sheets[name], canvas = sheet._container;
      const ctx = canvas.getContext("2d"), size = [canvas.width, canvas.height];
      const {data} = ctx.getImageData(0, 0, ...size);
      const {left, top} = canvas.getBoundingClientRect();
      return [left, top, data.reduce((sum, n, k) => (sum * 31 + n * (k % 7)) % 1e9, 0)];
    }"""
    before = [frame.evaluate(picture, name) for name in ("land", "marks")]
    frame.evaluate("""() => {
      const map = IncidentMap.chart.map, center = map.getCenter(), zoom = map.getZoom();
      map.setView(center, zoom + 0.25, {animate: false});
      map.setView(center, zoom, {animate: false});
    }""")
    boxes(frame)
    after = [frame.evaluate(picture, name) for name in ("land", "marks")]
    assert after == before
