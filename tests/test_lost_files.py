"""A file of the program that is cut, missing or of another version: what it says."""

import json
import shutil
from importlib import import_module

import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from bootstrap import assets, places
from dashboard import resources
from dashboard.brief.drawing import fonts
from dashboard.brief.drawing.world_layers import world_land
from dashboard.commands import selfcheck
from dashboard.commands.cli import main
from dashboard.geo.layer_files import COLUMNS, LAYERS, RegionsError, broken_words
from dashboard.geo.regions import read_regions
from dashboard.resources import ASSETS, BESIDE, FONTS, STATIC, how_to_mend
from dashboard.text import letters
from dashboard.text.cure import cure
from dashboard.text.language import speaking
from tests import ROOT

for module in ("views._style", "layers.base", "brief.files.standalone"):
    import_module(f"dashboard.{module}")  # they take STATIC when they are imported
BOLD = "vendor/fonts/SourceSans3-Bold.ttf"


@pytest.fixture
def static(tmp_path, monkeypatch):
    """Return a copy of what the browser is served, in a project of its own."""
    folder = tmp_path / "dashboard" / "static"
    shutil.copytree(STATIC, folder, ignore=shutil.ignore_patterns("sizes.json"))
    names = (*ASSETS, *BESIDE)
    sizes = {n: (folder / n).stat().st_size for n in names if "/" in n}
    (folder / "built" / "sizes.json").write_text(json.dumps(sizes))
    monkeypatch.setattr(resources, "STATIC", folder)
    monkeypatch.setattr(resources, "PACKAGE", folder.parent)
    return folder


def cut(path):
    path.write_bytes(path.read_bytes()[:1000])


@pytest.mark.parametrize("name", [*ASSETS, *FONTS, "built/basemap-fine.js"])
def test_what_is_cut_or_missing_is_named(static, name):
    assert resources.missing_assets((*ASSETS, *BESIDE)) == []
    cut(static / name)
    assert resources.missing_assets((*ASSETS, *BESIDE)) == [name]
    (static / name).unlink()
    assert resources.missing_assets((*ASSETS, *BESIDE)) == [name]


@pytest.mark.parametrize("record", [None, "{", "[]", "{}"])
def test_without_a_record_only_an_empty_file_is_seen(static, record):
    (static / "built" / "sizes.json").unlink()
    if record is not None:
        (static / "built" / "sizes.json").write_text(record)
    cut(static / "built" / "map.js")
    assert resources.missing_assets() == []
    (static / "built" / "map.js").write_bytes(b"")
    assert resources.missing_assets() == ["built/map.js"]


@pytest.mark.parametrize("name", ["built/map.js", BOLD])
def test_what_setup_makes_is_mended_by_setup(static, name):
    assert how_to_mend(static / name) == "run `python3 start.py setup`"


@pytest.mark.parametrize("name", ["static/page.css", "app.py"])
def test_what_comes_from_git_is_mended_by_git(static, name):
    path = static.parent / name
    assert how_to_mend(path) == "download the dashboard again"
    (static.parent.parent / ".git").mkdir()
    assert how_to_mend(path) == f"run `git checkout -- dashboard/{name}`"


def test_what_was_installed_is_installed_again(static, monkeypatch):
    monkeypatch.setattr(resources, "is_checkout", lambda: False)
    assert "install the wheel" in how_to_mend(static / "page.css")


def test_the_selfcheck_names_each_file_and_each_cure(static, monkeypatch):
    monkeypatch.setattr(selfcheck, "STATIC", static)
    cut(static / BOLD)
    (static / "page.css").unlink()
    (check,) = [each for each in (selfcheck._check_assets(),) if not each.ok]
    assert check.found == (
        f"missing or not whole: page.css, {BOLD}. To mend it, download the dashboard "
        "again, and run `python3 start.py setup`"
    )


def test_a_page_without_its_style_and_scripts_works_and_says_so(static):
    for name in resources.OF_PAGE:
        (static / name).unlink()
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    at.query_params["from"] = "2026-09-01"
    at.run()
    assert not at.exception
    assert "page\\.css, incidents\\.css, back\\.js" in at.warning[0].value
    assert resources.page_script("back.js") == resources.NO_SCRIPT


def test_a_page_with_a_cut_map_says_what_to_do_and_shows_the_table(static):
    cut(static / "built" / "map.js")
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    at.query_params["from"] = "2026-09-01"
    at.run()
    assert not at.exception and len(at.dataframe)
    assert "built/map.js missing or not whole" in at.warning[0].value.replace("\\", "")


def forget_faces() -> None:
    """Forget faces, and the widths that were measured with them."""
    for kept in (fonts.font, fonts._can_be_read, fonts._width_per_pixel):
        kept.cache_clear()


def test_a_cut_face_is_drawn_by_another_and_said(tmp_path, static, capsys, monkeypatch):
    cut(static / BOLD)
    monkeypatch.setattr(fonts, "FOLDER", (static / BOLD).parent)
    forget_faces()
    try:
        out = f"--out={tmp_path / 'out'}"
        code = main(["brief", "--to=2025-10-01", "--as-of=2026-11-01", out])
    finally:
        forget_faces()
    assert code == 0
    assert f"Another typeface is used: {BOLD} missing" in capsys.readouterr().err


@pytest.mark.parametrize("size", [0, 5, 1000])
def test_a_cut_face_tells_no_letters(static, monkeypatch, size):
    path = static / "vendor" / "fonts" / "SourceSans3-Regular.ttf"
    path.write_bytes(path.read_bytes()[:size])
    monkeypatch.setattr(letters, "OURS", path)
    letters._ours.cache_clear()
    try:
        assert ord("é") in letters._ours()
    finally:
        letters._ours.cache_clear()


@pytest.fixture
def folder(tmp_path):
    copied = tmp_path / "layers"
    shutil.copytree(LAYERS, copied)
    return copied


@pytest.mark.parametrize("layer", ["states", "seas"])
def test_a_cut_layer_is_brought_back_by_git_not_by_setup(folder, layer):
    cut(folder / f"{layer}.parquet")
    with pytest.raises(RegionsError, match="cut or damaged") as error:
        read_regions(folder)
    assert "download the dashboard again" in str(error.value)
    assert "start.py setup" not in str(error.value)
    mend = how_to_mend(LAYERS / f"{layer}.parquet")
    assert mend == f"run `git checkout -- geodata/layers/{layer}.parquet`"


@pytest.mark.parametrize("layer", [*COLUMNS])
def test_a_layer_of_another_version_is_named_with_what_it_lacks(folder, layer):
    assert broken_words(folder, layer) == ""
    path = folder / f"{layer}.parquet"
    lost = "name" if "name" in COLUMNS[layer] else COLUMNS[layer][-1]
    pq.write_table(pq.read_table(path).slice(0, 3).drop_columns([lost]), path)
    words = broken_words(folder, layer)
    assert (
        f"{layer}.parquet cannot be read (no column {lost}: it is of another" in words
    )


@pytest.mark.parametrize("layer", ["world_states", "zones", "places"])
def test_a_cut_layer_that_is_not_needed_is_a_notice(folder, layer):
    cut(folder / f"{layer}.parquet")
    (notice,) = read_regions(folder).notices
    assert f"{layer}.parquet cannot be read (it is cut or damaged)" in notice


def test_a_cut_land_of_the_world_stops_a_brief_with_its_cure(folder, monkeypatch):
    cut(folder / "world_land.parquet")
    monkeypatch.setattr("dashboard.brief.drawing.world_layers.LAYERS", folder)
    with pytest.raises(RegionsError, match="world_land"):
        world_land()
    (folder / "world_land.parquet").unlink()
    assert len(world_land()) == 0


def test_setup_sees_a_file_that_was_cut(static, monkeypatch):
    monkeypatch.setattr(places, "STATIC", static)
    monkeypatch.setattr(places, "SCRATCH", static.parent)
    assets.note_sizes()
    for name in ("built/map.js", BOLD):
        assert assets.is_whole(static / name)
        cut(static / name)
        assert not assets.is_whole(static / name)
    (static / "built" / "sizes.json").write_text("no record")
    assert assets.is_whole(static / "built" / "map.js")
    assert not assets.is_whole(static / "no such file")


def test_the_cure_is_said_in_the_language_of_the_reader():
    with speaking("es"):
        assert cure(STATIC / "page.css").startswith("ejecutar `git checkout")
        assert cure() == "ejecutar `python3 start.py setup`"
    assert cure() == how_to_mend()
