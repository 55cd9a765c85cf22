"""The two-minute story in a browser: a report comes in, is entered, checked and saved."""

import csv
import json
import shutil
import time
from pathlib import Path

import pytest

from dashboard.editing.leave import VARIABLE
from dashboard.sources_of_run import VARIABLE as TABLES
from tests.browser import run_app, wait_until_still
from tests.test_app_edit import FILES

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture
def home(tmp_path):
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.full
@pytest.mark.parametrize("size", SIZES)
def test_a_report_is_entered_checked_and_saved(browser, home, monkeypatch, size):
    monkeypatch.setenv(TABLES, json.dumps([{"path": str(home / "incidents.csv")}]))
    monkeypatch.setenv(VARIABLE, "1")
    with run_app(name=f"edit-{size}") as app:
        width, height = SIZES[size]
        page = browser.new_context(
            viewport={"width": width, "height": height}
        ).new_page()
        page.goto(f"{app.url}/data")
        wait_until_still(page, 60_000)
        start = time.monotonic()
        main = page.get_by_test_id("stMain")

        def fill(label: str, text: str) -> None:
            box = main.get_by_label(label, exact=True).first
            box.fill(text)
            box.press("Enter")
            wait_until_still(page)

        def pick(key: str, text: str) -> None:
            box = main.locator(f".st-key-{key} input").first
            box.click()
            box.fill(text)
            page.get_by_role("option", name=text).first.wait_for()
            box.press("Enter")  # the one that is found stands first
            wait_until_still(page)

        pick("edit_like", "EP-2026-08-23-01")
        fill("Date", "27 November 2026")
        fill("Place in the report's words", "about 60 NM south-west of Golfito")
        for end, killed in (("low", "3"), ("best", "3"), ("high", "4")):
            fill(f"Deaths, {end}", killed)
        fill("Address", "https://example.org/made-up")
        pick("edit_new_source_0_publisher", "Associated Press (AP)")
        main.get_by_role("button", name="Check", exact=True).click()
        main.get_by_text("EP-2026-11-27-01").first.wait_for()
        main.get_by_text("Deaths high: 238 → 242").wait_for()
        page.frame_locator("iframe").first.locator("canvas, svg").first.wait_for()
        fill("Why", "a made-up report")
        main.get_by_role("button", name="Save", exact=True).click()
        main.get_by_text("Saved: EP-2026-11-27-01").wait_for(timeout=60_000)
        assert time.monotonic() - start < 120
        with open(home / "incidents.csv", encoding="utf-8", newline="") as file:
            row = list(csv.DictReader(file))[-1]
        assert (row["latitude"], row["longitude"], row["radius_km"]) == (
            "7.892",
            "-83.826",
            "47",
        )
        page.goto(f"{app.url}/changes")
        page.get_by_text("1 row added").first.wait_for(timeout=60_000)
        page.goto(f"{app.url}/")
        page.get_by_text("72 of 98 incidents").first.wait_for(timeout=60_000)
