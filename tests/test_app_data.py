"""Page Data without a browser: which table is open, uploads, links over them."""

import ast
import asyncio
import gc

import pytest
import streamlit as st
from starlette.requests import Request
from streamlit.runtime.caching.cache_data_api import _data_caches
from streamlit.runtime.caching.cache_resource_api import _resource_caches
from streamlit.testing.v1 import AppTest

from dashboard import ROOT
from dashboard.exports.template import template_csv
from dashboard.sources_of_run import VARIABLE, to_variable
from dashboard.table import archive
from dashboard.table.delimited import read_delimited
from dashboard.table.standard import STANDARD
from dashboard.views import _memory
from dashboard.views._tidy import collect_all
from dashboard.views._upload import keep_uploads_in_memory
from tests.test_app import APP

HEADER = "incident_id,date,latitude,longitude,deaths_best,location,remark"
ONE = f"{HEADER}\nMADE-1,2020-01-02,10.5,20.5,3,made-up place,first made-up row\n"
TWO = f"{ONE}MADE-2,2021-05-06,11.5,21.5,4,made-up place,second made-up row\n"
OUR_ID = "CAR-2025-09-02-01"
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


def boxes(at: AppTest) -> list[str]:
    """Return the labels of the boxes of open tables."""
    return [each.label for each in at.checkbox if each.key.startswith("shows_")]


def press(at: AppTest, label: str) -> AppTest:
    (button,) = [each for each in at.button if each.label == label]
    button.click()
    return run(at)


def everything_cached() -> str:
    """Return all that the caches over all sessions hold, as text."""
    kept = [
        value
        for caches in (_data_caches, _resource_caches)
        for each in caches._function_caches.get(None, {}).values()
        for value in getattr(each, "_mem_cache", {}).values()
    ]
    stores = _data_caches._function_caches.get(None, {}).values()
    kept += [bytes_ for each in stores for bytes_ in each.storage._mem_cache.values()]
    return " ".join(map(_as_text, kept))


def _as_text(value) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    found = value[0] if isinstance(value, tuple) else value
    frame = getattr(found, "incidents", None)
    return repr(found) if frame is None else frame.to_csv()


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
    assert at.query_params["table"].startswith("harbour.csv~")
    assert not list((tmp_path / "kept").glob("*"))


def test_a_run_of_two_tables_keeps_their_tolls_apart(tmp_path, monkeypatch):
    run_of(monkeypatch, tmp_path, harbour=ONE, river=TWO)
    at = app()
    assert "harbour: 1 of 1 incident " in words(at)
    assert "river: 2 of 2 incidents" in words(at) and "3 of 3" not in words(at)
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
    assert "open now" in words(at)
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


def test_an_uploaded_table_is_what_every_page_shows_and_leaves_no_copy(tmp_path):
    at = upload(on(app(), "data"), ("harbour log.csv", TWO))
    assert "harbour log.csv is open: 2 rows." in words(at)
    assert not at.file_uploader[0].value
    for page in ("map", "region", "compare", "brief", "method"):
        said = words(on(at, page))
        assert "open in this session alone" in said, page
        assert OURS not in said and "3b63df4b" not in said
    assert "2 of 2 incidents" in words(on(at, "map"))
    assert at.query_params["table"].startswith("harbour log.csv~")
    kept = list((tmp_path / "kept").glob("*.csv"))
    assert all("MADE-1" not in path.read_text(encoding="utf-8") for path in kept)


def test_back_to_the_default_table_brings_its_opening_filters():
    at = upload(on(app(), "data"), ("harbour.csv", TWO))
    at = on(at, "map")
    assert "campaign" not in at.session_state
    at = press(at, "Back to the default table")
    assert OURS in words(at) and at.session_state["campaign"] == ["boat_strike"]
    assert "table" not in at.query_params


def test_a_removed_table_is_gone_and_its_room_is_free():
    gc.collect()
    before = _memory.held_bytes()
    at = upload(on(app(), "data"), ("harbour.csv", TWO))
    rows = _memory.held_bytes() - before - len(TWO)
    assert rows > 1000  # the frame takes more than the file
    at = press(at, "Remove this table")
    assert "harbour" not in words(at)
    gc.collect()
    assert _memory.held_bytes() == before


def test_another_session_does_not_see_an_uploaded_table():
    upload(on(app(), "data"), ("harbour.csv", TWO))
    other = on(app(), "data")
    assert "harbour" not in words(other)
    assert "harbour" not in " ".join(each.label for each in other.checkbox)


def test_nothing_made_from_an_uploaded_table_is_kept_for_all_sessions():
    caches = st.cache_data, st.cache_resource
    for each in caches:
        each.clear()
    at = upload(on(app(), "data"), ("harbour.csv", TWO))
    for page in ("map", "compare", "brief"):
        on(at, page)
    assert "MADE-1" not in everything_cached()
    on(press(at, "Back to the default table"), "map")
    assert OUR_ID in everything_cached()


@pytest.mark.parametrize(
    ("name", "text"),
    [("empty.csv", ""), ("cut.csv", 'incident_id,date\n"MADE-1,2020-01-02\n')],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(name, text):
    at = upload(on(app(), "data"), (name, text))
    assert f"Not opened. {name}" in words(at)
    assert "110 rows · 2 Sep 2025" in words(at)


@pytest.mark.full
def test_several_files_are_opened_and_shown_side_by_side():
    other = TWO.replace("MADE", "FAKE")
    at = upload(on(app(), "data"), ("harbour.csv", ONE), ("river.csv", other))
    assert "harbour.csv is open" in words(at) and "river.csv is open" in words(at)
    assert "river: 2 of 2 incidents" in words(on(at, "map"))
    names = at.query_params["table"]
    assert sorted(name.split("~")[0] for name in names) == ["harbour.csv", "river.csv"]
    assert len({*names}) == len({name.split("~")[1] for name in names}) == 2
    at = on(at, "data")
    (box,) = [each for each in at.checkbox if "Add up" in each.label]
    assert box.value is False
    box.check()
    run(at)
    assert "added up" in words(on(at, "map"))
    assert at.query_params["add_up"] == "1"


@pytest.mark.sample(2)
@pytest.mark.parametrize("copy", ["harbour.csv", "copy of harbour.csv"])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_table_given_twice_has_one_box_and_the_page_says_so(copy, at_once):
    at = upload(on(app(), "data"), ("harbour.csv", TWO), *[(copy, TWO)] * at_once)
    if not at_once:
        at = upload(at, (copy, TWO))
    second = "the second one" if copy == "harbour.csv" else f"“{copy}”"
    assert f"“harbour.csv” is opened once: {second} is the same table." in words(at)
    assert len(boxes(at)) == 2  # ours and this one
    assert at.query_params["table"].startswith("harbour.csv~")


def test_an_edited_table_of_the_same_name_has_a_box_of_its_own():
    edited = TWO.replace("-2,2021", "-3,2021")
    at = upload(on(app(), "data"), ("harbour.csv", TWO), ("harbour.csv", edited))
    assert "is opened once" not in words(at)
    assert len(boxes(at)) == 3


def test_the_page_says_how_large_a_file_may_be_and_what_to_do_with_a_larger_one():
    shown = words(on(app(), "data"))
    assert "up to 200 MB, 2,000,000 rows and 500 columns" in shown
    assert "A larger one is refused: save a part of it" in shown


def test_ours_can_stand_beside_an_uploaded_table():
    at = upload(on(app(), "data"), ("harbour.csv", TWO))
    (box,) = [each for each in at.checkbox if "Reported incidents" in each.label]
    box.check()
    run(at)
    shown = words(on(at, "map"))
    assert "97 of 97 incidents" in shown and "harbour: 2 of 2 incidents" in shown
    assert at.query_params["beside"] == "ours"


def test_the_file_of_a_link_is_asked_for_and_its_selection_is_shown():
    at = upload(on(app(), "data"), ("harbour.csv", TWO))
    at = on(at, "map")
    at.number_input(key="deaths_min").set_value(4)
    run(at)
    link = {key: at.query_params[key] for key in ("v", "data", "table", "deaths_min")}
    at = app(**link)
    assert "about the table “harbour.csv”" in words(at)
    at = upload(at, ("harbour.csv", TWO))
    assert "1 of 2 incidents" in words(at)
    assert at.session_state["deaths_min"] == 4
    assert "since this link" not in words(at)


def test_another_file_than_that_of_the_link_is_not_shown_in_its_place():
    at = upload(app(v="1", data="7df15c96.1.2.2.2", table="log.csv"), ("else.csv", TWO))
    assert "it is not the table of the link" in words(at)
    assert "about the table “log.csv”" in words(at)
    assert "of 2 incidents" not in words(at)


@pytest.mark.full
def test_the_files_of_a_link_may_be_given_one_after_the_other():
    other = TWO.replace("MADE", "FAKE")
    at = upload(on(app(), "data"), ("harbour.csv", ONE), ("river.csv", other))
    link = {key: on(at, "map").query_params[key] for key in ("v", "data", "table")}
    at = upload(app(**link), ("harbour.csv", ONE))
    assert "it is not the table of the link" not in words(at)
    assert "about the table “river.csv”, which is not open" in words(at)
    assert "A table called" not in words(at)
    assert "river: 2 of 2 incidents" in words(upload(at, ("river.csv", other)))


@pytest.mark.full
def test_an_edited_file_of_the_link_says_what_has_changed():
    at = upload(on(app(), "data"), ("log.csv", TWO))
    link = {key: on(at, "map").query_params[key] for key in ("v", "data", "table")}
    at = upload(app(**link), ("log.csv", ONE))
    assert "1 of 1 incident" in words(at) and "since this link" in words(at)


def test_a_mapping_is_guessed_corrected_and_kept():
    text = "what,day,where y,where x\nMADE-7,2020-01-02,10.5,20.5\n"
    at = upload(on(app(), "data"), ("odd.csv", text))
    box = next(each for each in at.selectbox if each.label.startswith("Latitude"))
    assert box.options[0] == "not in the file"
    box.select("where y")
    at = run(at)
    box = next(each for each in at.selectbox if each.label.startswith("Longitude"))
    at = run(box.select("where x") and at)
    at = press(at, "Read the file this way")
    assert "odd.csv is open" in words(at)
    assert "1 of 1 incident" in words(on(at, "map"))
    assert at.session_state["uploaded_tables"]


def test_an_empty_template_can_be_opened_again():
    frame = read_delimited(template_csv(), "template.csv").text
    assert list(frame.columns) == list(STANDARD)


def test_an_upload_of_three_megabytes_stays_off_the_disk():
    keep_uploads_in_memory()
    head = 'Content-Disposition: form-data; name="file"; filename="a.csv"'
    body = f"--made-up\r\n{head}\r\n\r\n{'x' * 3_000_000}\r\n--made-up--\r\n"

    async def receive() -> dict:
        return {"type": "http.request", "body": body.encode(), "more_body": False}

    kind = (b"content-type", b"multipart/form-data; boundary=made-up")
    request = Request({"type": "http", "headers": [kind]}, receive)

    async def read():
        return (await request.form())["file"]

    upload = asyncio.run(read())
    assert upload.size == 3_000_000
    assert upload.file._rolled is False
    upload.file.close()


SHARED = {
    "_open",
    "_open_by_path",
    "_opened",
    "_read_once",
    "_say_once_if_open",
}
"""Functions whose answers all sessions share: files of this machine,
and whether a word was said."""


SHARING = ("st.cache_", "with_spinner(")
"""How a decorator begins that keeps for all sessions."""


def test_only_what_opens_files_of_this_machine_is_kept_for_all_sessions():
    found = set()
    for path in (ROOT / "dashboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            marks = getattr(node, "decorator_list", [])
            if any(ast.unparse(each).startswith(SHARING) for each in marks):
                found.add(node.name)
    assert found == SHARED


def test_where_the_memory_for_uploads_is_full_the_page_says_what_to_do(monkeypatch):
    collect_all()  # sessions of other tests let go of their uploads now, not later
    monkeypatch.setattr(_memory, "MOST_BYTES", _memory.held_bytes() + len(TWO) - 1)
    at = upload(on(app(), "data"), ("harbour.csv", TWO))
    assert "Not opened. harbour.csv: The file has" in words(at)
    assert "Remove a table here" in words(at)
    # There is room for the file, and none for the rows that are made of it.
    monkeypatch.setattr(_memory, "MOST_BYTES", _memory.held_bytes() + len(TWO))
    at = upload(at, ("harbour.csv", TWO))
    assert "Not opened. harbour.csv: The file has" in words(at)
    gc.collect()
    monkeypatch.setattr(_memory, "MOST_BYTES", _memory.held_bytes() + 10**6)
    assert "harbour.csv is open" in words(upload(at, ("harbour.csv", TWO)))


def test_an_incident_in_two_tables_is_named_with_both_ids():
    other = ONE.replace("MADE-1", "FAKE-1")
    at = upload(on(app(), "data"), ("harbour.csv", ONE), ("river.csv", other))
    (pairs,) = (each.value for each in at.dataframe if "The other" in each.value)
    assert pairs["One"][0].startswith("harbour/MADE-1 · ")
    assert pairs["The other"][0].startswith("river/FAKE-1 · ")


def test_a_name_that_turns_the_reading_direction_is_shown_as_it_is_read():
    at = upload(on(app(), "data"), ("harbour\u202evsc.csv", ONE))
    assert "harbourvsc.csv is open" in words(at) and "\u202e" not in words(at)


@pytest.mark.parametrize("pin", ["7df15c96.1.2.2.2", "7df15c96.1.2.2.2.s0000"])
def test_a_link_over_data_that_was_never_here_says_so_beside_our_numbers(pin):
    at = app(v="1", data=pin)
    said = "data 7df15c96: the numbers here are not those of the link"
    assert OURS in words(at) and said in words(at)
    own = app(**{key: on(app(), "map").query_params[key] for key in ("v", "data")})
    assert "not those of the link" not in words(own)
