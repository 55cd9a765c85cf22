"""A large table in a real browser: sent once, then masks; only in the session it is of."""

from datetime import date, timedelta

import pytest

from tests.browser import wait_until_still
from tests.test_browser import map_frame, wait_for_rows
from tests.test_browser_data import HEADER, go, upload, wait_for_page

ROWS = 5_400
HELD = "document.querySelector('[data-incident-columns]')"
SHOWN = """() => {
  const d = IncidentMap.chart.kinds.incidents;
  return [...d.marks.rows].map(row => [d.rows.id[row], d.marks.la[d.markOf[row]],
    d.rows.toll.d[d.rows.toll.i[row]], d.index.get(d.rows.id[row])]);
}"""


def made(number: int) -> tuple[str, float, int]:
    """Return id, latitude and dead of a made-up row; its day is that of its number."""
    return f"MADE-{number:05d}", round(-40 + number % 1_800 * 0.04, 2), number % 9


def table() -> str:
    lines = [HEADER]
    for number in range(ROWS):
        name, latitude, dead = made(number)
        day = date(2025, 1, 1) + timedelta(days=number * 700 // ROWS)
        lines.append(f"{name},{day},{latitude},{-60 + number % 7},{dead},a place")
    return "\n".join(lines)


def wanted(numbers: range) -> dict[str, tuple]:
    return {
        name: (round(latitude * 100_000), f"{dead or 'none'} killed")
        for name, latitude, dead in map(made, numbers)
    }


def drawn(frame) -> dict[str, tuple]:
    found = frame.evaluate(SHOWN)
    assert sorted(row for *_, row in found) == list(range(len(found)))
    return {name: (latitude, toll.split(" (")[0]) for name, latitude, toll, _ in found}


@pytest.mark.full
def test_a_large_upload_is_sent_once_and_a_filter_sends_a_mask(page_at):
    page, received = page_at(path=None), []

    def note(data: str | bytes) -> None:
        received.append(data)

    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", note),
    )
    page.goto("about:blank")
    page = page_at(path="/data")
    upload(page, "many.csv", table())
    page.get_by_role("button", name="Open on the map").click()
    wait_for_page(page, "Map")
    frame = map_frame(page)
    wait_for_rows(frame, ROWS)
    wait_until_still(page)
    first = sum(number * 700 // ROWS < 365 for number in range(ROWS))  # of 2025
    assert drawn(frame) == wanted(range(ROWS))
    columns = page.evaluate(f"{HELD}.textContent.slice(0, 400)").encode()
    assert sum(columns in as_bytes(each) for each in received) == 1

    page.locator(".st-key-chip_dates button").first.click()
    for switch, numbers in (
        ("2025", range(first)),
        ("2026", range(first, ROWS)),
        ("2026", range(ROWS)),  # off again
    ):
        page.wait_for_timeout(500)
        received.clear()
        page.get_by_text(switch, exact=True).first.click()
        wait_for_rows(frame, len(numbers))
        wait_until_still(page)
        assert drawn(frame) == wanted(numbers)
        assert received and not any(columns in as_bytes(each) for each in received)

    go(page, "Region")  # a map of another frame, which asks the page anew
    wait_for_rows(map_frame(page), ROWS)

    other = page_at(reduced_motion="reduce")
    map_frame(other)
    assert other.evaluate(f"{HELD} === null")


def as_bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data
