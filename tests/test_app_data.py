"""Page Data without a browser: which table is open, uploads, links over them."""

import gc

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.sources_of_run import VARIABLE, to_variable
from dashboard.table import archive
from dashboard.views import _memory
from tests.test_app import APP

HEADER = "incident_id,date,latitude,longitude,deaths_best,location,remark"
ONE = f"{HEADER}\nMADE-1,2020-01-02,10.5,20.5,3,made-up place,first made-up row\n"
TWO = f"{ONE}MADE-2,2021-05-06,11.5,21.5,4,made-up place,second made-up row\n"
OURS = "71 of 97 incidents"
"""How the headline of our own table begins."""


@pytest.fixture(autouse=True)
def kept_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "ARCHIVE", tmp_path / "kept")


def app(**query) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    return run(at)


def run(at: AppTest) -> AppTest:
    at.run()
    assert not at.exception
    return at


def on(at: AppTest, page: str) -> AppTest:
    at.switch_page(f"views/{page}.py")
    return run(at)


def words(at: AppTest) -> str:
    kinds = (at.markdown, at.caption, at.error, at.warning, at.success, at.header)
    found = [each.value for kind in (*kinds, at.subheader) for each in kind]
    return "\n".join(found).replace("\\", "")


def upload(at: AppTest, *files: tuple[str, str]) -> AppTest:
    for name, text in files:
        at.file_uploader[0].upload(name, text.encode())
    return run(at)


def press(at: AppTest, label: str) -> AppTest:
    (button,) = [each for each in at.button if each.label == label]
    button.click()
    return run(at)


def run_of(monkeypatch, tmp_path, **files: str) -> None:
    paths = []
    for name, text in files.items():
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, to_variable(paths))


def test_the_page_says_of_our_own_table_what_it_is():
    at = on(app(), "data")
    assert "110 rows · 2 Sep 2025" in words(at)
    assert "The table covers 2 Sep 2025 to 4 Oct 2026" in words(at)
    assert "Back to the default table" not in [each.label for each in at.button]


def test_a_run_shows_the_table_that_it_was_given_and_nothing_of_ours(
    tmp_path, monkeypatch
):
    run_of(monkeypatch, tmp_path, harbour=TWO)
    at = app()
    assert "of 2 incidents" in words(at) and OURS not in words(at)
    assert at.query_params["table"] == "harbour.csv"
    assert not list((tmp_path / "kept").glob("*"))


def test_a_run_of_two_tables_keeps_their_tolls_apart(tmp_path, monkeypatch):
    run_of(monkeypatch, tmp_path, harbour=ONE, river=TWO)
    at = app()
    assert "3 of 3 incidents" in words(at)
    assert "harbour" in words(at) and "river" in words(at)
    assert "10 killed" not in words(at)


def test_a_table_of_the_run_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, to_variable([tmp_path / "gone.csv"]))
    for page in ("map", "data"):
        assert "gone.csv: there is no such file" in words(on(app(), page))


def test_a_wrong_list_of_tables_is_said_and_nothing_of_ours_is_shown(monkeypatch):
    monkeypatch.setenv(VARIABLE, "harbour.csv")
    at = app()
    assert "must be a JSON list of paths" in words(at) and OURS not in words(at)


def test_a_link_of_ours_shows_ours_also_where_another_table_is_the_default(
    tmp_path, monkeypatch
):
    link = {key: app().query_params[key] for key in ("v", "data")}
    run_of(monkeypatch, tmp_path, harbour=TWO)
    at = app(**link)
    assert "of 97 incidents" in words(at) and "of 2 incidents" not in words(at)
    assert "Open table: " in words(at)
    assert "of 2 incidents" in words(press(at, "Back to the default table"))


def test_a_link_over_a_table_that_is_not_open_names_it_and_shows_no_number():
    at = app(v="1", data="7df15c96.1.2.2.2", table="harbour log.csv")
    for page in ("map", "region", "compare", "brief", "method", "data"):
        said = words(on(at, page) if page != "map" else at)
        assert "about the table “harbour log.csv”" in said, page
        assert "(data 7df15c96)" in said and OURS not in said
        assert not at.metric and at.file_uploader
    at = press(at, "Show the default table instead")
    assert "about the table" not in words(at)
    assert OURS in words(on(at, "map"))


def test_room_for_uploads_is_counted_over_all_sessions_and_given_back(monkeypatch):
    monkeypatch.setattr(_memory, "MOST_BYTES", 100)
    first = _memory.hold(60)
    assert _memory.held_bytes() == first.size == 60
    with pytest.raises(_memory.UnreadableTableError, match="Remove a table"):
        _memory.hold(41)
    assert _memory.hold(40).size == 40
    del first
    gc.collect()
    assert _memory.held_bytes() == 0
    assert _memory.hold(100).size == 100
