"""Undo, redo and the pinned link in a real browser, the link in a fresh one."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser import wait_until_still
from tests.test_browser import (
    click_at,
    filter_field,
    foot,
    headline,
    map_frame,
    shown,
    wait_for_rows,
)

VIEW = "[IncidentMap.chart.map.getZoom(), IncidentMap.chart.map.getCenter()]"


def press(page, key):
    page.locator(f".st-key-{key} button").first.click()


def test_view_and_open_card_survive_filter_undo_and_redo(page_at):
    page = page_at()
    frame = map_frame(page)
    whole = shown(frame)
    frame.evaluate("IncidentMap.chart.map.setView([14, -68], 6, {animate: false})")
    frame.evaluate("window.sameFrame = true")
    click_at(page, frame, 16.25, -71.52)
    page.wait_for_url("**id=CAR-2025-09-19-01*")
    wait_until_still(page)
    view = frame.evaluate(VIEW)
    write(page, "Beata")
    wait_for_rows(frame, 1)
    page.wait_for_url("**text=Beata*")
    press(page, "undo")
    wait_for_rows(frame, whole)
    press(page, "redo")
    wait_for_rows(frame, 1)
    page.wait_for_url("**text=Beata*")
    press(page, "undo")
    wait_for_rows(frame, whole)
    wait_until_still(page)
    assert page.locator(".incident-card", has_text="Isla Beata").is_visible()
    assert filter_field(page, "Text").input_value() == ""
    write(page, "no such words")
    page.get_by_text("No incident matches these filters together").wait_for()
    wait_for_rows(frame, 0)
    assert frame.evaluate("window.sameFrame") is True  # an empty map, but the same
    zoom, middle = frame.evaluate(VIEW)
    assert zoom == view[0]
    assert middle == pytest.approx(view[1], abs=0.02)  # less than a pixel


def write(page, text):
    filter_field(page, "Text").fill(text)
    page.keyboard.press("Enter")


@pytest.mark.full
def test_back_and_forward_of_the_browser_undo_a_selection_and_a_filter(page_at):
    page = page_at(reduced_motion="reduce")  # a tab's history ends at 50 entries
    frame = map_frame(page)
    whole = shown(frame)
    wait_until_still(page)
    entries = page.evaluate("history.length")
    write(page, "Beata")
    wait_for_rows(frame, 1)
    page.wait_for_url("**text=Beata*")
    wait_until_still(page)
    page.keyboard.press("Escape")  # the field lies over the map
    click_at(page, frame, 16.25, -71.52)
    page.wait_for_url("**id=CAR-2025-09-19-01*")
    wait_until_still(page)
    frame.evaluate("IncidentMap.chart.map.panBy([60, 0], {animate: false})")
    page.wait_for_url("**at=*")
    wait_until_still(page)
    assert page.evaluate("history.length") == entries + 2  # a moved map is no step
    card = page.locator(".incident-card")
    page.go_back()
    card.wait_for(state="detached")
    assert shown(frame) == 1
    assert filter_field(page, "Text").input_value() == "Beata"
    page.go_back()
    wait_for_rows(frame, whole)
    assert filter_field(page, "Text").input_value() == ""
    page.go_forward()
    wait_for_rows(frame, 1)
    page.go_forward()
    card.wait_for()
    assert "text=Beata" in page.url
    page.get_by_role("link", name="Region", exact=True).click()
    page.wait_for_url("**/region?text=Beata*")
    page.go_back()
    card.wait_for()
    wait_for_rows(map_frame(page), 1)  # another page is one step too


@pytest.mark.full
def test_a_copied_link_opens_the_same_in_a_fresh_browser_and_pins_its_data(page_at):
    page = page_at(
        path="/?campaign=vessel_seizure&verification=contested&id=CAR-2025-09-12-01"
    )
    wait_for_rows(map_frame(page), 1)
    page.locator(".incident-card", has_text="Carmen Rosa").wait_for()
    page.wait_for_url("**data=*")
    said, address = headline(page), urlsplit(page.url)
    query = parse_qs(address.query)
    fresh = page_at(path=f"/?{address.query}")
    map_frame(fresh)
    assert headline(fresh) == said
    assert not fresh.get_by_text("since this link").is_visible()
    assert fresh.locator(".incident-card", has_text="Carmen Rosa").is_visible()
    table, incidents, *deaths = query["data"][0].split(".")
    assert f"{incidents} of 97 incidents" in said
    assert f"data {table}" in foot(page)
    older = address.query.replace(
        query["data"][0], ".".join(["00000000", str(int(incidents) - 1), *deaths])
    )
    late = page_at(path=f"/?{older}")
    notice = late.locator(".st-key-since_link")
    notice.get_by_text("+1 incident since this link").wait_for()
    notice.get_by_text("Show what changed").click()
    notice.get_by_text("never opened on this machine").wait_for()
