"""Tables of one's own in a real browser: uploaded, mapped, shown, removed, lost."""

import pytest
import xlsxwriter

from tests.browser import wait_until_still
from tests.test_browser import headline, map_frame, shown, wait_for_rows
from tests.test_browser_brief import wait_for_picture

HEADER = "incident_id,date,latitude,longitude,deaths_best,location"
HARBOUR = (
    f"{HEADER}\nMADE-1,2020-01-02,10.5,20.5,3,made-up place\n"
    "MADE-2,2021-05-06,-11.5,120.5,4,made-up place\n"
)
ODD = "what,day,up,across\nMADE-7,2020-01-02,10.5,20.5\nMADE-8,2020-02-03,11.5,21.5\n"
"""A made-up table whose coordinates nobody can tell by their names."""
PATIENCE = 60_000
"""Milliseconds for a file to be opened on a busy machine."""


def upload(page, name: str, text: str) -> None:
    """Upload a file on page Data and wait until the page says what became of it."""
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.set_input_files("[data-testid='stFileUploader'] input", file)
    told = page.locator("[data-testid='stAlert']").filter(has_text=name)
    told.first.wait_for(timeout=PATIENCE)
    wait_until_still(page)
    # a part that Streamlit fetches only now lays its neighbors out anew when it comes
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


def wait_for_page(page, name: str) -> None:
    """Wait until the line of the pages says that this one is shown, with its title."""
    page.locator("a[aria-current=page]", has_text=name).wait_for()
    page.locator(".front h1").wait_for()


def go(page, name: str) -> None:
    """Go to a page as a person would: a click that a late report overtook is repeated."""
    current = page.locator("a[aria-current=page]", has_text=name)
    for _ in range(3):
        page.get_by_role("link", name=name, exact=True).first.click()
        for _ in range(40):
            if current.count():
                break
            page.wait_for_timeout(200)
        else:
            continue
        break
    wait_for_page(page, name)
    wait_until_still(page)


def choose(page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a list that is open closes when the page scrolls
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    wait_until_still(page)


@pytest.mark.full
def test_an_uploaded_table_is_on_the_map_and_in_the_brief(page_at):
    page = page_at(path="/data")
    upload(page, "harbour log.csv", HARBOUR)
    page.get_by_role("button", name="Open on the map").click()
    wait_for_page(page, "Map")
    frame = map_frame(page)
    wait_for_rows(frame, 2)
    assert headline(page).startswith("2 of 2 incidents")
    assert "table=harbour+log.csv" in page.url
    go(page, "Brief")
    image = wait_for_picture(page)
    assert "harbour log" in image.get_attribute("alt")
    assert "Caribbean" not in page.locator("[data-testid='stMain']").inner_text()


@pytest.mark.full
def test_the_sheet_of_a_workbook_is_chosen_on_the_page(page_at, tmp_path):
    path = tmp_path / "two sheets.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (("First", 1), ("Second", 2)):
            sheet = book.add_worksheet(name)
            for line, text in enumerate(HARBOUR.splitlines()[: rows + 1]):
                sheet.write_row(line, 0, text.split(","))
    page = page_at(path="/data")
    page.set_input_files("[data-testid='stFileUploader'] input", path)
    page.locator(".st-key-open_table").wait_for(timeout=PATIENCE)
    wait_until_still(page)
    main = page.locator("[data-testid='stMain']")
    main.get_by_text("1 row · 2 Jan 2020").first.wait_for()
    choose(page, "Sheet or layer", "Second")
    main.get_by_text("2 rows · 2 Jan 2020").first.wait_for(timeout=PATIENCE)


@pytest.mark.full
def test_the_map_goes_to_the_table_that_is_opened_and_back_again(page_at):
    page = page_at(path="/")
    before = shown(map_frame(page))
    go(page, "Data")
    upload(page, "harbour.csv", HARBOUR)
    go(page, "Map")
    frame = map_frame(page)
    wait_for_rows(frame, 2)
    inside = "IncidentMap.chart.map.getBounds().contains([-11.5, 120.5])"
    assert frame.evaluate(inside)
    page.get_by_role("button", name="Back to the default table").click()
    page.locator(".st-key-open_table").wait_for(state="detached")
    wait_until_still(page)
    frame = map_frame(page)
    wait_for_rows(frame, before)
    assert not frame.evaluate(inside)
    assert "table=" not in page.url


@pytest.mark.full
def test_columns_that_were_not_recognised_are_chosen_by_hand_and_kept(page_at):
    page = page_at(path="/data")
    upload(page, "odd.csv", ODD)
    form = page.locator("details").filter(
        has=page.get_by_text("Columns of the file, and what they are read as")
    )
    if form.get_attribute("open") is None:  # its boxes may come later than its head
        form.locator("summary").click()
    choose(page, "Latitude", "up")
    choose(page, "Longitude", "across")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save mapping").click()
    assert saved.value.suggested_filename == "mapping-odd.json"
    page.get_by_role("button", name="Read the file this way").click()
    page.wait_for_function(
        "!document.body.innerText.includes('Read the file this way')"
    )
    wait_until_still(page)
    page.get_by_role("button", name="Open on the map").click()
    wait_for_rows(map_frame(page), 2)
    assert headline(page).startswith("2 of 2 incidents")


def test_a_bad_file_is_refused_in_a_sentence_and_the_page_keeps_its_table(page_at):
    page = page_at(path="/data")
    upload(page, "cut.csv", 'incident_id,date\n"MADE-1,2020-01-02\n')
    said = page.locator("[data-testid='stMain']").inner_text()
    assert "Not opened. cut.csv" in said and "Traceback" not in said
    assert "110 rows" in said


@pytest.mark.full
def test_a_removed_table_leaves_the_default_one(page_at):
    page = page_at(path="/data")
    upload(page, "harbour.csv", HARBOUR)
    page.get_by_role("button", name="Remove this table").click()
    page.locator(".st-key-open_table").wait_for(state="detached")
    wait_until_still(page)
    assert "harbour" not in page.locator("body").inner_text()


@pytest.mark.full
def test_another_session_sees_nothing_of_an_uploaded_table(page_at):
    page = page_at(path="/data")
    upload(page, "harbour.csv", HARBOUR)
    other = page_at(path="/data", reduced_motion="reduce")
    assert "harbour" in page.locator("body").inner_text()
    assert "harbour" not in other.locator("body").inner_text()


@pytest.mark.full
def test_a_reload_says_that_the_table_is_gone_and_takes_it_again(page_at):
    page = page_at(path="/data")
    upload(page, "harbour.csv", HARBOUR)
    go(page, "Map")
    wait_for_rows(map_frame(page), 2)
    page.reload()
    wait_until_still(page)
    said = page.locator("[data-testid='stMain']")
    said.get_by_text("This link is about the table “harbour.csv”").wait_for()
    assert "incidents" not in said.inner_text()
    file = {"name": "harbour.csv", "mimeType": "text/csv", "buffer": HARBOUR.encode()}
    page.set_input_files("[data-testid='stFileUploader'] input", file)
    page.locator(".st-key-open_table").wait_for(timeout=PATIENCE)
    wait_for_rows(map_frame(page), 2)
    assert "since this link" not in said.inner_text()
