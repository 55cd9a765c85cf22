"""Squares of marks that overlap, in a real browser: drawn, heard, opened, held still."""

import re

import pytest
from PIL import ImageColor

from dashboard.layers import base_map, incidents
from dashboard.resources import STATIC
from dashboard.style import BINS, COLORS
from tests.test_bins import made_up
from tests.worlds import DICTIONARY

FULLEST = """() => {
  const chart = IncidentMap.chart, d = chart.kinds.incidents, size = chart.map.getSize();
  const s = 256 * 2 ** chart.map.getZoom(), o = chart.map.getPixelOrigin();
  const k = chart.map.containerPointToLayerPoint([0, 0]);
  const bins = d.binned.list.map(bin => ({
    marks: [...bin.marks], key: bin.key, rows: bin.sums?.rows, side: bin.side * s,
    x: bin.x * s - o.x - k.x, y: bin.y * s - o.y - k.y
  })).filter(bin => bin.x > 90 && bin.y > 90 && bin.x < size.x - 90 && bin.y < size.y - 90);
  return bins.sort((a, b) => b.marks.length - a.marks.length)[0];
}"""
PIXEL = """([x, y]) => {
  const sheet = IncidentMap.chart.sheets.marks, box = sheet._bounds.min;
  sheet.paintNow();
  const p = IncidentMap.chart.map.containerPointToLayerPoint([x, y]).subtract(box);
  return [...sheet.ctx.getImageData(Math.round(p.x), Math.round(p.y), 1, 1).data];
}"""
HELD = """() => JSON.stringify(IncidentMap.chart.kinds.incidents.binned.list.map(bin =>
  [bin.key, [...bin.marks], bin.sums]).sort())"""
CHOOSE = """mark => {
  const chart = IncidentMap.chart, d = chart.kinds.incidents;
  d.selected = d.rows.id[d.marks.rows[d.start[mark]]];
  const p = chart.map.latLngToContainerPoint([d.marks.la[mark] / 1e5, d.marks.lo[mark] / 1e5]);
  return [p.x, p.y, d.r[mark]];
}"""


@pytest.fixture
def page(tab, tmp_path, problems):
    """A map of one's own with 1,200 made-up rows, at zoom 5 on the fullest square."""
    drawn = base_map(DICTIONARY.description, static_url=STATIC.as_uri())
    incidents(made_up(1_200), DICTIONARY).add_to(drawn)
    path = tmp_path / "map.html"
    drawn.save(str(path))
    page = tab()
    page.set_viewport_size({"width": 1000, "height": 700})
    page.goto(path.as_uri())
    page.wait_for_function("window.IncidentMap && IncidentMap.chart.shown === 1200")
    page.evaluate("IncidentMap.chart.map.setView([12, -70], 5, {animate: false})")
    page.wait_for_function("IncidentMap.chart.kinds.incidents.binned?.zoom === 5")
    yield page
    assert not problems


def near(pixel: list[int], color: str, alpha: int = 255) -> bool:
    wanted = (*ImageColor.getrgb(color), alpha)
    return all(abs(a - b) <= 4 for a, b in zip(pixel, wanted, strict=True))


@pytest.mark.full
def test_a_square_is_drawn_told_and_opened(page):
    tile = page.evaluate(FULLEST)
    half, x, y = tile["side"] / 2, tile["x"], tile["y"]
    fill = [color for least, color in BINS.items() if least <= tile["rows"]][-1]
    assert near(page.evaluate(PIXEL, [x - half + 6, y - half + 6]), fill, 204)
    assert near(page.evaluate(PIXEL, [x - half + 2, y]), COLORS.second_text)

    before = page.evaluate(HELD)
    page.evaluate("IncidentMap.chart.map.panBy([77, -31], {animate: false})")
    page.evaluate(PIXEL, [0, 0])
    assert page.evaluate(HELD) == before
    page.evaluate("IncidentMap.chart.map.panBy([-77, 31], {animate: false})")

    px, py, radius = page.evaluate(CHOOSE, tile["marks"][0])
    assert near(page.evaluate(PIXEL, [px, py - radius - 6]), COLORS.selected)
    assert not near(page.evaluate(PIXEL, [px, py]), fill, 204)
    page.evaluate("IncidentMap.chart.kinds.incidents.selected = ''")

    page.mouse.move(x, y)
    page.wait_for_function("IncidentMap.chart.tip.style.display === 'block'")
    tip = page.evaluate("IncidentMap.chart.tip.innerText")
    assert "in this square" in tip and "click to zoom in" in tip
    counted = sum(int(n) for n in re.findall(r"(\d+) (?:incident|part)", tip))
    assert counted == tile["rows"]
    page.mouse.click(x, y)
    page.wait_for_function("IncidentMap.chart.map.getZoom() >= 6")

    page.evaluate("IncidentMap.chart.map.setZoom(11, {animate: false})")
    page.wait_for_function("IncidentMap.chart.kinds.incidents.binned.zoom === 11")
    page.locator(".im-bin").focus()
    label = page.locator(".im-bin").get_attribute("aria-label")
    assert "click for the list" in label and "Enter opens it" in label
    page.keyboard.press("Enter")
    heading = page.locator(".im-panel h3").inner_text()
    assert heading in label and "in this square" in heading
    listed = page.locator(".im-panel .im-list button").count()
    counted = re.findall(r"(\d+) (?:incident|part)", heading)
    assert listed == sum(map(int, counted)) > 3
