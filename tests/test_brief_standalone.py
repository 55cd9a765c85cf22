"""The page of its own: complete, asks nobody for anything, and draws."""

import re

import pytest

from dashboard.brief.files.standalone import to_html
from dashboard.brief.words.entries import source_list
from dashboard.brief.words.make import make_brief
from dashboard.text.escape import safe, safe_url
from tests.browser import watch
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
HOSTILE = '<img src=x onerror="window.hit=1">${window.hit=1}`{{7*7}}\\2</script>'

AT_PRINT = """() => {
  const map = IncidentMap.chart.map, seen = map.getBounds();
  dispatchEvent(new Event("beforeprint"));  // what holds now is what is printed
  const told = [map.getBounds().contains(seen),
    document.querySelector(".map").offsetWidth,
    document.querySelectorAll("canvas.copy").length];
  dispatchEvent(new Event("afterprint"));
  return told;
}"""


def page_of(selection: dict, **more):
    brief = make_brief(DATASET, selection, as_of="2026-11-27", **more)
    return brief, to_html(brief).decode()


@pytest.mark.parametrize(
    "selection", [OPENING, {}, {"text": "no such"}, {"text": "Beata"}]
)
def test_the_page_has_all_its_furniture(selection):
    brief, page = page_of(selection, banner="TLP:RED")
    for each in (brief.title, brief.subtitle, brief.coverage, brief.disclaimer):
        assert safe(each) in page
    for each in (brief.sources, brief.credits, brief.counts, brief.stamp, brief.again):
        assert safe(each) in page
    for figure in brief.figures:
        assert f"<b>{safe(figure.number)}</b>{safe(figure.unit)}" in page
    for entry in brief.entries:
        for each_id in entry[-1].replace("part of ", "").split(", "):
            assert f'<span class="id">{safe(each_id)}</span>' in page
    assert safe(brief.filters) in page and '<html lang="en">' in page
    assert page.count("TLP:RED") >= 2 and page.count("<h1>") == 1


@pytest.mark.parametrize("selection", [OPENING, {}, {"text": "no such"}])
def test_every_source_is_in_a_list_of_its_own(selection):
    brief, page = page_of(selection)
    listed = page.partition("<h2>Sources and licences</h2>")[2]
    items = re.findall(r"<li>(.*?)</li>", listed)
    assert len(items) == len({source for _, source in source_list(brief.rows)})
    for each_id, source in source_list(brief.rows):
        told = [
            item
            for item in items
            if safe_url(source.url) in item and safe(each_id) in item
        ]
        assert any(safe(source.publisher) in item for item in told)
        if not source.opened:
            assert any("; page not opened by us)" in item for item in told)
        if source.via:
            assert any(f"seen through {safe(source.via)};" in item for item in told)


def test_the_table_names_its_columns_and_rows():
    brief, page = page_of(OPENING)
    assert page.count('<th scope="col"') == 8
    assert page.count('<th scope="row"') == len(brief.entries)


def test_nothing_is_asked_of_another_host():
    _, page = page_of({})
    assert re.findall(r"<script\b[^>]+>", page) == []  # each has its code inside
    still = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert re.findall(r"<(?:link|img|iframe|object|embed)\b[^>]*>", still) == []
    assert not re.search(r"url\((?!data:)[\"']?\w", still)
    links = re.findall(r'<a href="([^"]*)"([^>]*)>', still)
    assert len(links) > 150
    for address, rest in links:
        assert address.startswith(("http://", "https://"))
        assert 'rel="noopener noreferrer"' in rest


def test_the_same_brief_is_the_same_page():
    assert page_of(OPENING)[1] == page_of(OPENING)[1]


@pytest.mark.sample(1)
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_the_page_draws_from_a_disk(browser, tmp_path, problems, width, height):
    brief, page = page_of(OPENING, title=HOSTILE)
    path = tmp_path / "brief.html"
    path.write_text(page, encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": height})
    watch(context, problems)
    asked = []
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    tab.wait_for_function("window.IncidentMap && IncidentMap.chart.shown > 0")
    assert tab.evaluate("IncidentMap.chart.shown") == len(brief.rows)
    assert tab.evaluate("window.hit") is None
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator(".im-plate").count() == 3
    assert [each for each in asked if not each.startswith("data:")] == [path.as_uri()]
    context.close()
    assert problems == []


@pytest.mark.full
def test_two_maps_of_a_pair_draw_side_by_side(browser, tmp_path, problems):
    brief = make_brief(DATASET, OPENING, layout="compare", against={})
    path = tmp_path / "pair.html"
    path.write_bytes(to_html(brief))
    context = browser.new_context()
    watch(context, problems)
    tab = context.new_page()
    tab.goto(path.as_uri())
    tab.wait_for_function("document.querySelectorAll('.im-plate').length > 5")
    assert tab.locator(".folium-map").count() == 2
    assert tab.locator(".figures").count() == 2
    for side in brief.sides:
        for figure in side.figures:
            assert tab.get_by_text(figure.doubt).first.is_visible()
    context.close()
    assert problems == []


@pytest.mark.full
def test_paper_has_the_whole_map_and_the_screen_is_as_before(
    browser, tmp_path, problems
):
    path = tmp_path / "brief.html"
    path.write_text(page_of(OPENING)[1], encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watch(context, problems)
    tab = context.new_page()
    tab.goto(path.as_uri())
    tab.wait_for_function("window.IncidentMap && IncidentMap.chart.shown > 0")
    tab.wait_for_timeout(300)
    view = "[String(IncidentMap.chart.map.getSize()), IncidentMap.chart.map.getZoom()]"
    before = tab.evaluate(view)
    contains, width, copies = tab.evaluate(AT_PRINT)
    assert contains and width <= 703  # A4 less its margins, in pixels
    assert copies == 4
    assert tab.evaluate(view) == before
    assert tab.locator("canvas.copy").count() == 0
    context.close()
    assert problems == []


@pytest.mark.full
def test_on_a_phone_a_row_is_a_block_as_wide_as_the_page(browser, tmp_path, problems):
    brief, page = page_of(OPENING)
    path = tmp_path / "brief.html"
    path.write_text(page, encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    watch(context, problems)
    tab = context.new_page()
    tab.goto(path.as_uri())
    cell = tab.get_by_role("row").nth(1).get_by_role("cell").first
    assert cell.bounding_box()["width"] > 340
    assert tab.get_by_role("rowheader").count() == len(brief.entries)
    context.close()
    assert problems == []
