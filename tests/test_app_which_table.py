"""Which table a page shows, and a table of the run read in another way; no browser."""

import pytest

from dashboard.table.foreign import LONGEST_TITLE, title_of
from tests.test_app_data import app, kept_apart, on, press, run, run_of, upload, words

__all__ = ["kept_apart"]  # the fixture of these pages too
PAGES = ("map", "region", "compare", "brief", "data", "method")
OURS = "Reported incidents: Caribbean, Venezuela, Eastern Pacific"
TOLLS = (
    "incident_id,date,latitude,longitude,deaths_best,hurt\n"
    "MADE-1,2020-01-02,10.5,20.5,3,40\nMADE-2,2021-05-06,-11.5,120.5,4,50\n"
)


@pytest.mark.sample(3)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_names_our_table(page):
    assert OURS in words(on(app(), page))


def test_the_page_of_a_region_names_the_table_too():
    assert OURS in words(on(app(region="VE"), "region"))


@pytest.mark.sample(2)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_names_the_tables_of_the_run(page, tmp_path, monkeypatch):
    run_of(monkeypatch, tmp_path, harbour=TOLLS, river=TOLLS.replace("MADE", "FAKE"))
    said = words(on(app(), page))
    assert "harbour" in said and "river" in said
    assert page == "data" or OURS not in said


@pytest.mark.sample(2)
@pytest.mark.parametrize("page", PAGES[:-2])
def test_every_page_names_an_uploaded_table_once_in_its_strip(page):
    at = on(upload(on(app(), "data"), ("harbour.csv", TOLLS)), page)
    titles = [each.value for each in (*at.markdown, *at.caption)]
    assert titles.count("**harbour** · open in this session alone") == 1
    assert "harbour" not in titles


def choose(at, label: str, option: str):
    box = next(each for each in at.selectbox if each.label.startswith(label))
    box.select(option)
    return run(at)


@pytest.mark.full
def test_a_table_of_the_run_is_read_in_another_way_in_one_session(
    tmp_path, monkeypatch
):
    run_of(monkeypatch, tmp_path, harbour=TOLLS)
    at = choose(on(app(), "data"), "Deaths, best", "hurt")
    at = press(at, "Read the file this way")
    assert "read in another way in this session" in words(at)
    assert "90 killed" in words(on(at, "map"))
    assert "**harbour** · open in this session alone" in words(at)
    assert "7 killed" in words(app())
    at = press(at, "Back to the default table")
    assert "7 killed" in words(at) and "open in this session alone" not in words(at)


@pytest.mark.full
def test_a_table_of_the_run_is_read_as_at_the_start_again(tmp_path, monkeypatch):
    run_of(monkeypatch, tmp_path, harbour=TOLLS)
    at = choose(on(app(), "data"), "Deaths, best", "hurt")
    at = press(press(at, "Read the file this way"), "Read as at the start")
    assert "2 rows" in words(at)
    assert "7 killed" in words(on(at, "map"))


def test_reading_a_table_of_the_run_anew_takes_room_too(tmp_path, monkeypatch):
    run_of(monkeypatch, tmp_path, harbour=TOLLS)
    monkeypatch.setattr("dashboard.views._memory.MOST_BYTES", len(TOLLS) - 1)
    at = choose(on(app(), "data"), "Deaths, best", "hurt")
    at = press(at, "Read the file this way")
    assert "Not opened. harbour.csv" in words(at)
    assert "7 killed" in words(on(at, "map"))


def test_a_quotation_mark_in_a_name_is_one_although_browsers_write_it_as_percent_22():
    at = upload(on(app(), "data"), ("the %22harbour%22 100%.csv", TOLLS))
    assert 'the "harbour" 100%.csv is open' in words(at)


def test_a_title_made_of_a_long_name_is_one_line_and_keeps_both_ends():
    fits, longer = "a" * LONGEST_TITLE, "a" * (LONGEST_TITLE - 3) + " end"
    assert title_of(f"{fits}.csv") == fits
    assert len(title_of(f"{longer}.csv")) == LONGEST_TITLE
    assert title_of(f"{longer}.csv").startswith("aaa")
    assert title_of(f"{longer}.csv").endswith("a end")


@pytest.mark.parametrize(
    ("header", "is_open"), [("day,up,across", True), ("date,latitude,longitude", False)]
)
def test_the_form_is_open_where_no_column_gives_a_latitude(header, is_open):
    text = f"{header}\n2020-01-02,10.5,20.5\n"
    at = upload(on(app(), "data"), ("odd.csv", text))
    forms = [each for each in at.expander if each.label.startswith("Columns of the")]
    assert [each.proto.expanded for each in forms] == [is_open]
