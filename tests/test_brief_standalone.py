"""The page of its own: complete, asks nobody for anything, and draws."""

import re

import pytest

from dashboard.brief.content import make_brief
from dashboard.brief.standalone import to_html
from dashboard.dataset import open_dataset
from dashboard.filters import OPENING
from dashboard.safe import safe
from tests.browser import watch

DATASET = open_dataset()
HOSTILE = '<img src=x onerror="window.hit=1">${window.hit=1}`{{7*7}}\\2</script>'


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
    for each in (brief.sources, brief.credits, brief.counts, brief.stamp, brief.link):
        assert safe(each) in page
    for figure in brief.figures:
        assert f"<b>{safe(figure.number)}</b>{safe(figure.unit)}" in page
    for entry in brief.entries:
        assert safe(entry[-1]) in page
    assert page.count("TLP:RED") >= 2 and page.count("<h1>") == 1


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
    context.close()
    assert problems == []
