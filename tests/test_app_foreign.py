"""The pages over a table of other people (made up): nothing of ours, and no traceback."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figures.method_words import NO_DESCRIPTION
from dashboard.figures.region_words import NO_DISTANCES
from dashboard.sources_of_run import VARIABLE, to_variable
from tests import foreign_tables as foreign
from tests.test_app import APP
from tests.test_drawn_foreign import found_of_ours

PAGES = ("map", "region", "compare", "brief", "method")
ELEMENTS = ("markdown", "caption", "info", "warning", "error", "code", "header")


@pytest.fixture
def over(tmp_path, monkeypatch):
    """Return a function that opens the app over made-up rows, from a link."""

    def open_app(rows: list[dict], **query: str) -> AppTest:
        foreign.open_rows(tmp_path, rows)
        paths = to_variable([tmp_path / "harbour log.csv"])
        monkeypatch.setenv(VARIABLE, paths)
        at = AppTest.from_file(str(APP), default_timeout=60)
        for key, value in query.items():
            at.query_params[key] = value
        return at.run()

    return open_app


def on(at: AppTest, page: str) -> AppTest:
    at.switch_page(f"views/{page}.py").run()
    assert not at.exception, page
    return at


def words(at: AppTest) -> str:
    texts = [str(each.value) for kind in ELEMENTS for each in getattr(at, kind)]
    return " ".join(texts).replace("\\", "")


@pytest.mark.sample(1)
@pytest.mark.parametrize("place", ["SUDAN", "FIJI"])
def test_no_page_says_anything_of_ours(over, place):
    rows = [*foreign.rows_at(getattr(foreign, place)), foreign.area_row("SD")]
    at = over(rows)
    assert not at.exception
    assert "**31 of 31 incidents" in words(at)
    for page in PAGES:
        assert found_of_ours(words(on(at, page))) == [], page
    assert NO_DESCRIPTION in words(on(at, "method"))


def test_a_selection_without_a_row_has_every_page(over):
    at = over(foreign.rows_at(foreign.SUDAN), text="no such words")
    assert "No incident matches" in words(at)
    for page in PAGES:
        assert found_of_ours(words(on(at, page))) == [], page


def test_a_region_beyond_our_layers_says_that_distances_are_blank(over):
    at = on(over(foreign.rows_at(foreign.SUDAN), region="SD-KH"), "region")
    assert "10 in Khartoum" in words(at) and NO_DISTANCES in words(at)
    assert found_of_ours(words(at)) == []


def test_a_region_of_our_layers_has_its_distances(over):
    at = on(over(foreign.rows_at(foreign.MEXICO), region="MX-JAL"), "region")
    assert "8 in Jalisco" in words(at) and NO_DISTANCES not in words(at)
    assert found_of_ours(words(at)) == []
