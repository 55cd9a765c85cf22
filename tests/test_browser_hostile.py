"""Every page with a table of payloads and a link of payloads: text alone, in Chromium."""

import json
from urllib.parse import urlencode

import pytest

from tests.browser import run_app, wait_until_still
from tests.hostile.payloads import PAYLOADS
from tests.hostile.world import hostile_csv

KEYS = ("text", "event_type", "region", "campaign", "go", "at", "id", "data", "title")
"""Parameters of a link that take words; each page gets another payload for each."""
PAGES = ("", "region", "compare", "brief", "data", "changes", "method")
RUNNING = [*PAYLOADS["html"], *PAYLOADS["template"], *PAYLOADS["markdown"]]


@pytest.mark.full
def test_no_page_runs_or_fetches_what_a_table_and_a_link_hold(
    page_at, tmp_path, monkeypatch
):
    path = tmp_path / "a<img src=x onerror=window.top.hit=18> :red[b] ![c](d).csv"
    path.write_bytes(hostile_csv())
    monkeypatch.setenv("DASHBOARD_DATA", json.dumps([str(path)]))
    with run_app(name="payloads") as app:
        page = page_at(path=None)
        for at, name in enumerate(PAGES):
            words = RUNNING[at * 5 :] + RUNNING
            query = urlencode([*zip(KEYS, words, strict=False), ("b_text", words[9])])
            for link in ("", f"?{query}"):
                page.goto(f"{app.url}/{name}{link}")
                wait_until_still(page)
                page.wait_for_timeout(300)
                for frame in page.frames:
                    assert frame.evaluate("window.top.hit === undefined")
                    found = "img[src='x'], img[src*='hostile'], a[href*='hostile']"
                    assert frame.locator(found).count() == 0, (name, link)
        page.goto(app.url)
        wait_until_still(page)
        assert "<img src=x" in page.inner_text("body")  # the table is open, and said
        page.close()
