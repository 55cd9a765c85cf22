"""The language of the page in a real browser: asked for, switched, and told to it."""

import re

import pytest

from tests.browser import wait_until_still, watch
from tests.test_browser import click_at, map_frame


def opened(browser, app, problems, path, locale="es-VE"):
    """Return a page and its context, of a browser that asks for a language."""
    size = {"width": 1280, "height": 900}
    context = browser.new_context(viewport=size, locale=locale)
    watch(context, problems)
    page = context.new_page()
    page.goto(app.url + path)
    wait_until_still(page)
    return page, context


def speaks(page, code):
    page.wait_for_function(f"document.documentElement.lang === '{code}'")


def test_a_browser_in_spanish_gets_spanish_and_switches_with_its_card_open(
    browser, app_server, problems
):
    page, context = opened(browser, app_server, problems, "/")
    page.get_by_role("button", name="Deshacer").wait_for()
    speaks(page, "es")
    frame = map_frame(page)
    frame.evaluate("IncidentMap.chart.map.setView([14, -68], 6, {animate: false})")
    click_at(page, frame, 16.25, -71.52)
    page.wait_for_url("**id=CAR-2025-09-19-01*")
    wait_until_still(page)
    page.get_by_role("button", name="Cerrar").wait_for()
    assert "lang=es" in page.url
    page.locator(".st-key-language_en button").press("Enter")  # by keyboard
    page.get_by_text("Undo", exact=True).first.wait_for()
    speaks(page, "en")
    page.get_by_role("button", name="Close", exact=False).first.wait_for()
    wait_until_still(page)
    page.wait_for_url(re.compile("id=CAR-2025-09-19-01"))
    assert "lang=en" in page.url  # the browser asks for Spanish
    assert problems == []
    context.close()


@pytest.mark.full
def test_an_address_in_english_wins_over_the_browser(browser, app_server, problems):
    page, context = opened(browser, app_server, problems, "/?lang=en")
    page.get_by_text("Undo", exact=True).first.wait_for()
    speaks(page, "en")
    assert problems == []
    context.close()
