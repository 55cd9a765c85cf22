"""A table with more rows than a page has; no browser."""

import pytest

from dashboard.views import _table_pages
from dashboard.views._state import TABLE_ORDER, TABLE_PAGE, widget_of
from tests.test_app import opened
from tests.test_app_selected import BOATS, card, downloads, press, sums, table_of

IDS = BOATS["incident_id"].tolist()
ROWS = 20


@pytest.fixture
def short_pages(monkeypatch):
    monkeypatch.setattr(_table_pages, "ROWS", ROWS)


def listed(at):
    return table_of(at)["Id"].tolist()


def title(at):
    return next(e.value for e in at.markdown if e.value.startswith("**Incidents and"))


def turned(at, page):
    (pages,) = at.get("pagination")
    assert pages.proto.num_pages == 4
    at.session_state[TABLE_PAGE] = page
    return at.run()


def test_a_page_of_the_table_has_its_rows_and_the_sums_all(short_pages):
    at = opened()
    assert listed(at) == IDS[:ROWS]
    assert f"{len(IDS)} rows; here are 1 to 20" in title(at)
    assert f"Sum of all {len(IDS)} rows" in sums(at)
    assert downloads(at)[0].startswith(f"Download CSV ({len(IDS)} row")
    assert listed(turned(at, 4)) == IDS[3 * ROWS :]
    assert "here are 61 to 72" in title(at)


def test_the_table_turns_to_an_incident_of_a_link_and_stays_there(short_pages):
    at = opened(id=IDS[45])
    assert listed(at) == IDS[2 * ROWS : 3 * ROWS]
    assert IDS[45] in card(at)
    assert listed(turned(at, 1)) == IDS[:ROWS]
    assert IDS[45] in card(at)
    press(turned(at, 3), "step_close")
    assert listed(at) == IDS[2 * ROWS : 3 * ROWS]


def test_an_order_is_of_all_rows_and_begins_with_the_first_page(short_pages):
    at = turned(opened(), 3)
    (order,) = [e for e in at.selectbox if e.key == widget_of(TABLE_ORDER)]
    assert order.label == "Order of all rows"
    assert order.proto.label_visibility.value == order.proto.label_visibility.VISIBLE
    order.set_value("killed").run()
    most = BOATS.sort_values("deaths_best", ascending=False, kind="stable")
    assert listed(at) == most["incident_id"].tolist()[:ROWS]


def test_a_table_of_one_page_has_no_pager():
    at = opened()
    assert listed(at) == IDS
    assert not at.get("pagination")
    assert "opens newest first" in title(at)
