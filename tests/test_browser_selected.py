"""One selected incident in a real browser: map, card, table and address together."""

import pytest

from tests.browser import wait_until_still
from tests.test_browser import click_at, map_frame

SELECTED = "IncidentMap.chart.kinds.incidents.selected"
IN_SIGHT = """id => {
  const chart = IncidentMap.chart, d = chart.kinds.incidents;
  const mark = d.markOf[d.index.get(id)], size = chart.map.getSize();
  const p = chart.map.latLngToContainerPoint([d.marks.la[mark] / 1e5, d.marks.lo[mark] / 1e5]);
  return p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y;
}"""


def wait_for_selected(frame, incident_id):
    frame.wait_for_function(f"{SELECTED} === '{incident_id}'")


def step(page, name):
    return page.locator(f".st-key-step_{name} button")


def test_from_a_click_to_card_table_and_link_and_on_by_keyboard(page_at):
    page = page_at()
    frame = map_frame(page)
    click_at(page, frame, 16.25, -71.52)
    page.wait_for_url("**id=CAR-2025-09-19-01*")
    page.locator(".incident-card", has_text="Isla Beata").wait_for()
    page.get_by_text("selected: row 69").wait_for()
    step(page, "later").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**id=CAR-2025-10-03-01*")
    wait_for_selected(frame, "CAR-2025-10-03-01")
    page.locator(".incident-card", has_text="3 Oct 2025").wait_for()
    step(page, "close").focus()
    page.keyboard.press("Enter")
    wait_for_selected(frame, "")
    page.locator(".incident-card").wait_for(state="detached")


@pytest.mark.full
def test_the_map_moves_to_a_selected_incident_only_if_it_is_out_of_view(page_at):
    page = page_at(path="/?id=CAR-2025-10-03-01")
    frame = map_frame(page)
    wait_for_selected(frame, "CAR-2025-10-03-01")
    assert frame.evaluate(IN_SIGHT, "CAR-2025-10-03-01")
    wait_until_still(page)
    frame.evaluate("document.fonts.ready.then(() => true)")  # the legend has its height
    frame.evaluate("IncidentMap.chart.map.setView([17.4, -72], 7, {animate: false})")
    frame.wait_for_function("IncidentMap.chart.map.getZoom() === 7")
    view = "[IncidentMap.chart.map.getCenter(), IncidentMap.chart.map.getZoom()]"
    before = frame.evaluate(view)
    step(page, "earlier").click()
    wait_for_selected(frame, "CAR-2025-09-19-01")
    assert frame.evaluate(IN_SIGHT, "CAR-2025-09-19-01")
    assert frame.evaluate(view) == before
    assert not frame.evaluate(IN_SIGHT, "CAR-2025-09-15-01")
    step(page, "earlier").click()
    wait_for_selected(frame, "CAR-2025-09-15-01")
    frame.wait_for_function(f"({IN_SIGHT})('CAR-2025-09-15-01')")
    assert frame.evaluate(view)[1] == before[1]
