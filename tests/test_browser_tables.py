"""Several tables, tables of the run, and what is taken away and brought back."""

import pytest

from dashboard.sources_of_run import VARIABLE, to_variable
from tests.browser import run_app, wait_until_still
from tests.importing import SAMPLES
from tests.test_browser import headline, map_frame, wait_for_rows
from tests.test_browser_data import HARBOUR, PATIENCE, go, upload
from tests.test_browser_samples import said
from tests.test_drawn_foreign import found_of_ours

FILES = "[data-testid='stFileUploader'] input"


@pytest.mark.full
def test_a_run_over_a_foreign_table_draws_on_a_phone_and_names_it(page_at, monkeypatch):
    monkeypatch.setenv(VARIABLE, to_variable([SAMPLES / "ucdp_mexico.csv"]))
    with run_app(name="run-data") as app:
        page = page_at(390, 844, path=None)
        page.goto(app.url)
        wait_until_still(page, PATIENCE)
        frame = map_frame(page)
        wait_for_rows(frame, 200)
        frame.wait_for_function("IncidentMap.chart.base")
        assert "ucdp_mexico" in page.locator(".front h1").inner_text()
        assert found_of_ours(said(page)) == []
        page.goto("about:blank")  # before its server stops


@pytest.mark.full
def test_two_samples_stand_side_by_side_until_one_is_removed(page_at):
    page = page_at(path="/data")
    names = ("imb.csv", "hxl_made_up.csv")
    page.set_input_files(FILES, [SAMPLES / name for name in names])
    for name in names:
        told = page.locator("[data-testid='stAlert']").filter(has_text=name)
        told.first.wait_for(timeout=PATIENCE)
    wait_until_still(page)
    go(page, "Map")
    wait_for_rows(map_frame(page), 182)
    words = headline(page)
    assert "imb: 180 incidents" in words and "hxl_made_up: 2 incidents" in words
    go(page, "Data")
    page.get_by_role("button", name="Remove this table").first.click()
    page.locator(".st-key-open_list").get_by_text("imb.csv").wait_for(state="detached")
    wait_until_still(page)
    go(page, "Map")
    wait_for_rows(map_frame(page), 2)
    assert headline(page).startswith("2 of 2 incidents · 2 killed")


@pytest.mark.full
def test_a_link_finds_its_table_in_another_session_under_another_name(page_at):
    page = page_at(path="/data")
    upload(page, "harbour.csv", HARBOUR)
    go(page, "Map")
    wait_for_rows(map_frame(page), 2)
    address, words = page.url, headline(page)
    other = page_at(path=None, reduced_motion="reduce")
    other.goto(address)
    wait_until_still(other)
    other.get_by_text("This link is about the table “harbour.csv”").wait_for()
    assert "2 of 2" not in said(other)
    file = {"name": "moved.csv", "mimeType": "text/csv", "buffer": HARBOUR.encode()}
    other.set_input_files(FILES, file)
    other.locator(".st-key-open_table").wait_for(timeout=PATIENCE)
    wait_for_rows(map_frame(other), 2)
    assert headline(other) == words
    assert "since this link" not in said(other)


@pytest.mark.full
def test_a_long_name_with_html_is_one_line_of_text_and_draws_nothing(page_at):
    name = f"<img src=x onerror=window.hit=1> {'🔥 سجل ' * 12}*bold*.csv"
    page = page_at(path="/data")
    file = {"name": name, "mimeType": "text/csv", "buffer": HARBOUR.encode()}
    page.set_input_files(FILES, file)
    strip = page.locator(".st-key-open_table")
    strip.wait_for(timeout=PATIENCE)
    wait_until_still(page)
    assert "<img src=x" in strip.inner_text() and "*bold*" in strip.inner_text()
    assert page.evaluate("window.hit === undefined")
    assert strip.bounding_box()["height"] < 110
    go(page, "Map")
    wait_for_rows(map_frame(page), 2)
    main = page.locator("[data-testid='stMain']")
    assert main.evaluate("each => each.scrollWidth <= each.clientWidth")
