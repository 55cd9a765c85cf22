"""A running server reads every file of its data set again when it is saved anew."""

import json
import shutil

import geopandas as gpd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.dataset import our_files
from dashboard.geo import regions
from dashboard.table import archive, dictionary, read
from dashboard.table.fingerprint import Files, file_sha256
from tests.test_app import APP, caption


@pytest.fixture
def copied(tmp_path, monkeypatch) -> Files:
    """Let the app read copies of all files of our data set, which a test may change."""
    ours = our_files()
    copies = Files(
        table=shutil.copy(ours.table, tmp_path / "incidents.csv"),
        description=shutil.copy(ours.description, tmp_path / "datapackage.json"),
        totals=shutil.copy(ours.totals, tmp_path / "published_totals.csv"),
        layers=shutil.copytree(ours.layers, tmp_path / "layers"),
    )
    monkeypatch.setattr(read, "INCIDENTS", copies.table)
    monkeypatch.setattr(dictionary, "DATAPACKAGE", copies.description)
    monkeypatch.setattr(read, "PUBLISHED_TOTALS", copies.totals)
    monkeypatch.setattr(regions, "LAYERS", copies.layers)
    monkeypatch.setattr(archive, "ARCHIVE", tmp_path / "kept")
    return copies


def app(**query) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def words(at) -> str:
    return " ".join(each.value for each in at.markdown).replace("\\", "")


def set_last_day(files: Files, day: str) -> None:
    package = json.loads(files.description.read_text(encoding="utf-8"))
    package["coverage_end"] = day
    files.description.write_text(json.dumps(package), encoding="utf-8")


def test_a_new_last_day_is_said_without_a_new_start(copied):
    at = app()
    assert "data to 4 Oct 2026" in words(at) and "2027" not in words(at)
    before = caption(at)
    set_last_day(copied, "2027-01-05")
    at.run()
    assert not at.exception
    assert "data to 5 Jan 2027" in words(at) and "data to 4 Oct 2026" not in words(at)
    assert before.split("data ")[1] != caption(at).split("data ")[1]


@pytest.mark.full
def test_new_totals_of_others_are_drawn_without_a_new_start(copied):
    at = app()
    told = " ".join(each.value for each in at.caption)
    assert "published totals as dots" in told
    header = copied.totals.read_text(encoding="utf-8").splitlines()[0]
    copied.totals.write_text(f"{header}\n", encoding="utf-8")
    at.run()
    assert not at.exception
    assert "as dots" not in " ".join(each.value for each in at.caption)


@pytest.mark.full
def test_a_new_layer_is_read_without_a_new_start(copied):
    at = app(region="VE-R")
    assert "in Sucre" in caption(at)
    path = copied.layers / "states.parquet"
    states = gpd.read_parquet(path)
    states["name"] = states["name"].replace("Sucre", "Another Name")
    states.to_parquet(path)
    at.run()
    assert not at.exception and "in Another Name" in caption(at)


def test_a_broken_description_is_told_and_mended_without_a_new_start(copied):
    at = app()
    text = copied.description.read_text(encoding="utf-8")
    copied.description.write_text(text.replace('"2026-10-04"', '"soon"'), "utf-8")
    at.run()
    assert not at.exception
    said = " ".join(each.value for each in [*at.error, *at.text]).replace("\\", "")
    assert "coverage_end 'soon': must be a day" in said
    copied.description.write_text(text, encoding="utf-8")
    assert "data to 4 Oct 2026" in words(at.run())


def test_a_link_of_before_opens_without_a_word(copied):
    pin = f"{file_sha256(copied.table)[:8]}.71.215.238.238"
    assert "since this link" not in words(app(data=pin))


@pytest.mark.full
def test_a_link_on_another_description_says_so_and_shows_that_no_row_differs(copied):
    at = app()
    pin = at.query_params["data"]
    pin = pin[0] if isinstance(pin, list) else pin
    set_last_day(copied, "2027-01-05")
    late = app(data=pin)
    assert "the description or the layers have changed since this link" in words(
        late
    ).casefold().replace("**", "")
    (toggle,) = [each for each in late.toggle if each.key == "shows_changes"]
    toggle.set_value(True).run()
    assert not late.exception
    assert any("No row of this selection differs" in each.value for each in late.info)


def test_an_earlier_table_is_read_with_the_description_of_its_day(copied):
    """A code that the description has lost is no problem of the earlier table."""
    at = app()
    pin = at.query_params["data"]
    pin = pin[0] if isinstance(pin, list) else pin
    for path in (copied.table, copied.description):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("corroborated", "seen_by_others"), "utf-8")
    late = app(data=pin)
    (toggle,) = [each for each in late.toggle if each.key == "shows_changes"]
    toggle.set_value(True).run()
    assert not late.exception
    changes = next(e.value for e in late.dataframe if "What" in e.value.columns)
    assert set(changes["What"]) == {"changed"}
