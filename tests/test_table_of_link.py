"""A link opens the table whose fingerprint it carries, or no table (made-up rows)."""

import pytest

from dashboard.dataset import open_table
from dashboard.openers.opened import TableSource
from dashboard.sources_of_run import VARIABLE, to_variable
from dashboard.table.name_in_link import name_and_data, name_in_link
from tests.test_app_data import ONE, OURS, TWO, app, on, words
from tests.test_app_data import kept_apart as kept_apart  # a fixture of its own

A, B = ONE, TWO.replace("MADE", "FAKE")


@pytest.fixture
def data(tmp_path, monkeypatch) -> dict[str, str]:
    """Open two tables called x.csv and one z.csv; return the fingerprint of each."""
    paths = {}
    for key, name, text in (("a", "x.csv", A), ("b", "x.csv", B), ("c", "z.csv", TWO)):
        paths[key] = tmp_path / key / name
        paths[key].parent.mkdir()
        paths[key].write_text(text, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, to_variable([*paths.values()]))
    return {
        key: open_table(TableSource(path.name, path)).fingerprint
        for key, path in paths.items()
    }


SHOWN = {"a": "1 of 1 incident", "b": "2 of 2 incidents", "c": "2 of 2 incidents"}


@pytest.mark.sample(3)
@pytest.mark.parametrize("name", ["x.csv", "x.csv~{}", "moved.csv~{}"])
@pytest.mark.parametrize("key", ["a", "b"])
def test_the_fingerprint_decides_between_two_tables_of_one_name(data, key, name):
    link = {"table": name.format(data[key]), "data": f"{data[key]}.9.9.9.9"}
    at = app(**link)
    assert SHOWN[key] in words(at)
    assert at.query_params["table"] == f"x.csv~{data[key]}"


def test_the_fingerprint_is_found_without_a_name(data):
    at = app(data=f"{data['b']}.2.7.7.7")
    assert SHOWN["b"] in words(at) and OURS not in words(at)


@pytest.mark.full
def test_no_table_is_opened_twice(data):
    at = app(table=["x.csv", "x.csv"])
    assert "x: 1 of 1 incident" in words(at) and "x (2): 2 of 2 incidents" in words(at)
    own = [f"x.csv~{data['b']}"]
    assert SHOWN["b"] in words(app(table=own * 2))
    at = app(table=[f"x.csv~{data['b']}", f"z.csv~{data['c']}"])
    assert "x: 2 of 2 incidents" in words(at) and "z: 2 of 2 incidents" in words(at)


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "query",
    [
        {"table": "x.csv"},
        {"table": "x.csv~00000000"},
        {"table": "z.csv~00000000"},
        {"table": "z.csv", "data": "00000000.1.2.2.2"},
        {"table": ["z.csv", "z.csv"]},
        {"table": ["x.csv~00000000", "z.csv"]},
    ],
    ids=str,
)
def test_no_number_is_shown_where_no_open_table_is_surely_meant(data, query):
    at = app(**query)
    assert "This link is about the table" in words(at)
    assert "incidents" not in words(at).replace("table of incidents", "")
    assert not on(at, "region").metric


@pytest.mark.full
def test_a_name_alone_opens_the_only_table_that_has_it(data):
    assert "2 of 2 incidents" in words(app(table="z.csv"))


@pytest.mark.parametrize("name", ["x.csv", "a~b.csv", "x~00000000", "two\nlines"])
def test_a_name_comes_back_from_a_link(name):
    assert name_and_data(name_in_link(name, "ce5cefce")) == (name, "ce5cefce")


@pytest.mark.parametrize("text", ["x.csv", "x.csv~", "x~CE5CEFCE", "x~ce5cefc", "~1"])
def test_a_name_without_a_fingerprint_is_a_name(text):
    assert name_and_data(text) == (text, "")
