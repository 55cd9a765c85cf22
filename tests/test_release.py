"""A release: versions in every file, all formats, checksums, and nothing by halves."""

import hashlib
import json
import os
import shutil
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import feedparser
import geopandas as gpd
import jsonschema
import pandas as pd
import pytest
import yaml
from frictionless import Package

from dashboard.commands import packing
from dashboard.commands.cli import main
from dashboard.commands.codes import WrongUseError
from dashboard.commands.release import (
    CHANGELOG,
    CITATION,
    DATA_NOTES,
    _check_version,
    _created,
    _problems,
    _take_back,
)
from dashboard.dataset import open_dataset
from dashboard.exports.citing import schema_org_text, to_cff, to_schema_org
from dashboard.since import since_version
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.dictionary import read_dictionary
from dashboard.table.history import read_history
from dashboard.table.transaction import LOCK
from dashboard.table.versions import bumped, is_version, next_changelog, next_data_notes

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 12, 1)
CREATED = "2026-12-01T00:00:00Z"
CFF = files("check_jsonschema") / "builtin_schemas/vendor/citation-file-format.json"
OURS = [
    *(
        each["path"]
        for each in json.loads((ROOT / "datapackage.json").read_text("utf-8"))[
            "resources"
        ]
    ),
    "datapackage.json",
    CHANGELOG,
    DATA_NOTES,
    CITATION,
    "LICENSE-DATA",
]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Return a folder with our own files, which the command then takes for ours."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in OURS:
        shutil.copy(ROOT / name, folder / name)
    monkeypatch.setattr(read, "INCIDENTS", folder / "incidents.csv")
    monkeypatch.setattr(read, "PUBLISHED_TOTALS", folder / "published_totals.csv")
    monkeypatch.setattr(descriptions, "DATAPACKAGE", folder / "datapackage.json")
    monkeypatch.chdir(tmp_path)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name != LOCK}


def release(*options: str) -> int:
    return main(["release", "--day", str(DAY), *options])


def check_cff(text: str) -> None:
    schema = json.loads(CFF.read_text(encoding="utf-8"))
    found = yaml.load(text, yaml.BaseLoader)  # days stay text, as the schema has them
    jsonschema.validate(found, schema)


def test_a_release_holds_every_file_and_each_carries_the_version(home, capsys):
    assert release("--version", "1.1.0", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    out = Path("dist")
    assert sorted(each.name for each in out.iterdir()) == sorted(report["files"])
    sums = dict(
        reversed(line.split("  "))
        for line in (out / "CHECKSUMS").read_text().splitlines()
    )
    for name, each in contents(out).items():
        if name != "CHECKSUMS":
            assert sums[name] == hashlib.sha256(each).hexdigest(), name
    assert len(sums) == len(report["files"]) - 1
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    assert package["version"] == "1.1.0" and package["created"].startswith("2026-12-01")
    cff = (out / CITATION).read_text("utf-8")
    check_cff(cff)
    assert yaml.safe_load(cff)["version"] == "1.1.0"
    assert f"## 1.1.0 – {DAY}" in (out / CHANGELOG).read_text("utf-8")
    assert "Version 1.1.0 ·" in (out / DATA_NOTES).read_text("utf-8")
    assert "1.0.0" not in (out / DATA_NOTES).read_text("utf-8")
    assert "version 1.1.0" in feedparser.parse(str(out / "feed.xml")).feed.title
    about = json.loads((out / "dataset.jsonld").read_text("utf-8"))
    assert about["version"] == "1.1.0"
    named = {each["contentUrl"] for each in about["distribution"]}
    assert named == {*report["files"]} - {"CHECKSUMS", "dataset.jsonld"}


@pytest.mark.full
def test_what_changed_since_a_version_leaves_out_the_saves_that_it_holds(home, capsys):
    last = max(each.when for each in read_history(home / "history.csv"))
    day = last[:10]
    before = contents(home)
    assert main(["release", "--version", "1.1.0", "--day", "2026-11-27"]) == 2
    assert "before the last save of the table, 2026-11-28" in capsys.readouterr().err
    assert contents(home) == before
    assert since_version(open_dataset())
    assert main(["release", "--version", "1.1.0", "--day", day]) == 0
    assert open_dataset().dictionary.created == last
    assert since_version(open_dataset()) is None


def test_the_packed_files_are_whole(home):
    assert release("--version", "1.1.0", "--out", "made") == 0
    table = pd.read_csv("made/incidents.csv")
    checked = Package("made/datapackage.json").validate()
    assert checked.valid, checked.flatten(["title", "note"])[:3]
    assert open_dataset().standing.kind == "sealed"
    for ending in ("geojson", "gpkg", "parquet"):
        path = f"made/{packing.LOCATED}.{ending}"
        layer = {"layer": "incidents"} if ending == "gpkg" else {}
        rows = (gpd.read_parquet if ending == "parquet" else gpd.read_file)(
            path, **layer
        )
        assert len(rows) == len(table), ending
    located = pd.read_csv(f"made/{packing.LOCATED}.csv", comment="#")
    assert located["deaths_best"].sum() == table["deaths_best"].sum()


@pytest.mark.full
def test_the_home_is_bumped_and_a_second_release_replaces_the_folder(home, capsys):
    assert release("--version", "1.1.0") == 0
    first = contents(Path("dist"))
    assert "## Unreleased\n\n### Data\n\n### Code\n" in (home / CHANGELOG).read_text(
        "utf-8"
    )
    assert read_dictionary(home / "datapackage.json").version == "1.1.0"
    assert release("--version", "1.1.0") == 0
    again = contents(Path("dist"))
    assert first == again  # the same state gives the same bytes
    assert release("--version", "1.0.9") == 2
    assert "below 1.1.0" in capsys.readouterr().err
    assert contents(Path("dist")) == again


@pytest.mark.parametrize(
    ("when", "created"),
    [
        ("2026-11-30T23:59:59Z", CREATED),
        ("2026-12-01T09:30:00Z", "2026-12-01T09:30:00Z"),
        ("2026-12-02T00:00:00Z", None),
    ],
)
def test_a_version_is_made_no_earlier_than_its_last_save(home, capsys, when, created):
    """Else the page Changes would call a row new that the version has."""
    last = f"9,{when},editor,CAR-2025-09-02-01,sources,a,b,made up,\n"
    history = home / "history.csv"
    history.write_text(history.read_text("utf-8") + last, "utf-8")
    if created is None:
        assert release("--version", "1.1.0") == 2
        assert (
            "before the last save of the table, 2026-12-02" in capsys.readouterr().err
        )
    else:
        assert _created(DAY) == created


@pytest.mark.sample(4)
@pytest.mark.parametrize(
    "version",
    [
        "1.1",
        "v1.1.0",
        "1.1.0-rc1",
        "١.1.0",
        "",
        "1.1.0\n",
        "01.2.0",
        "9" * 5000 + ".0.0",
    ],
)
def test_a_version_is_three_numbers(home, version, capsys):
    before = contents(home)
    assert not is_version(version)
    assert release("--version", version) == 2
    assert contents(home) == before and not Path("dist").exists()


def test_a_table_with_a_problem_is_not_released(home, capsys):
    table = home / "incidents.csv"
    text = table.read_text("utf-8").replace(",2025-09-02,", ",2025-09-32,", 1)
    table.write_text(text, "utf-8")
    before = contents(home)
    assert release("--version", "1.1.0") == 1
    said = capsys.readouterr().err
    assert "Not released" in said and "2025-09-32" in said
    assert contents(home) == before and not Path("dist").exists()


def test_a_table_cut_short_is_not_released(home, capsys):
    table = home / "incidents.csv"
    table.write_bytes(b"".join(table.read_bytes().splitlines(True)[:-3]))
    assert release("--version", "1.1.0") == 1
    assert "cut short" in capsys.readouterr().err


@pytest.mark.sample(1)
@pytest.mark.parametrize("broken", ["feed.xml", "CHECKSUMS", f"{packing.LOCATED}.kml"])
def test_a_disk_that_is_full_leaves_everything_as_it_was(
    home, monkeypatch, capsys, broken
):
    before = contents(home)
    write = packing.write_whole

    def full(path, content):
        if Path(path).name == broken:
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(packing, "write_whole", full)
    assert release("--version", "1.1.0") == 2
    assert "No space left" in capsys.readouterr().err
    assert contents(home) == before
    assert [each.name for each in home.parent.iterdir()] == ["home"]


def test_an_earlier_release_stays_where_the_new_one_cannot_take_its_place(
    tmp_path, monkeypatch
):
    new, folder, old = (tmp_path / name for name in ("new", "dist", "old"))
    for each in (new, folder):
        each.mkdir()
        (each / each.name).touch()
    rename = os.rename

    def failing(source, target):
        if source == new:
            raise OSError(16, "Device or resource busy")
        rename(source, target)

    monkeypatch.setattr(os, "rename", failing)
    with pytest.raises(OSError, match="busy"):
        packing._put_in_place(new, folder, old)
    assert contents(folder) == {"dist": b""} and not old.exists()
    monkeypatch.undo()
    packing._put_in_place(new, folder, old)
    assert contents(folder) == {"new": b""} and not old.exists()


def test_a_folder_that_holds_something_else_is_not_replaced(home, capsys):
    other = Path("dist")
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    before = contents(home)
    assert release("--version", "1.1.0") == 2
    assert "no release" in capsys.readouterr().err
    assert contents(home) == before and contents(other) == {"thesis.txt": b"mine"}


def test_our_citation_file_is_that_of_our_description():
    package = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    text = (ROOT / CITATION).read_text("utf-8")
    assert text == to_cff(package, date.fromisoformat(package["created"][:10]))
    check_cff(text)


@pytest.mark.parametrize(
    "title", ['say "so": #1', "línea\nnueva", "- no", "yes", "a: b"]
)
def test_any_title_makes_a_citation_file_by_the_schema(title):
    package = {
        "title": title,
        "version": "1.0.0",
        "description": title,
        "keywords": [title],
    }
    text = to_cff(package, DAY)
    check_cff(text)
    found = yaml.safe_load(text)
    assert found["title"] == title and found["keywords"] == [title]
    assert "license" not in found


def test_a_citation_file_that_lacks_a_member_is_seen():
    text = (ROOT / CITATION).read_text("utf-8")
    with pytest.raises(jsonschema.ValidationError):
        check_cff(text.replace("authors:", "writers:"))


def test_json_ld_closes_no_script_and_claims_only_what_is_described():
    package = {"title": "</script><script>alert(1)</script>", "version": "1.0.0"}
    dictionary = read_dictionary()
    text = schema_org_text(to_schema_org(package, dictionary, {}))
    assert "<" not in text and json.loads(text)["name"] == package["title"]
    assert json.loads(text)["temporalCoverage"] == "2025-09-02/2026-10-04"
    assert "license" not in json.loads(text) and "description" not in json.loads(text)


def test_changelog_and_notes_change_only_where_the_version_stands():
    text = "# Changelog\n\n## Unreleased\n\n### Data\n- x\n\n## 1.0.0 – 2026-01-01\n"
    made = next_changelog(text, "1.1.0", DAY)
    assert (
        made.index("## Unreleased")
        < made.index("## 1.1.0 – 2026-12-01")
        < made.index("- x")
    )
    assert next_changelog(made, "1.1.0", DAY) == made
    assert next_changelog("nothing", "1.1.0", DAY) == "nothing"
    notes = "Version 1.0.0 · data to 10.0.0\nversion 1.0.0, revision 2.0.0"
    assert next_data_notes(notes, "1.1.0") == notes.replace(
        "ersion 1.0.0", "ersion 1.1.0"
    )
    nested = '{\n  "version": "1.0.0",\n  "a": {\n    "version": "9.9.9"\n  }\n}'
    assert json.loads(bumped(nested, "1.1.0", CREATED)) == {
        "version": "1.1.0",
        "a": {"version": "9.9.9"},
    }
    with pytest.raises(ValueError, match="no version"):
        bumped("{}", "1.1.0", CREATED)


def test_json_ld_has_south_before_west_and_no_half_a_period():
    dictionary = read_dictionary()
    west, south, east, north = dictionary.description.opening_view
    about = to_schema_org({"title": "made up"}, dictionary, {})
    box = [float(each) for each in about["spatialCoverage"]["geo"]["box"].split()]
    assert box == [south, west, north, east] != [west, south, east, north]
    for half in ("coverage_start", "coverage_end"):
        half_told = replace(dictionary, **{half: None})
        made = to_schema_org({"title": "made up"}, half_told, {})
        assert "temporalCoverage" not in made


def test_versions_are_compared_as_numbers():
    _check_version("1.10.0", "1.9.0")
    _check_version("1.9.0", "1.9.0")
    with pytest.raises(WrongUseError, match=r"is below 1\.10\.0"):
        _check_version("1.9.0", "1.10.0")


def test_a_file_that_was_not_there_before_is_taken_away_again(tmp_path):
    there, new = tmp_path / "there.md", tmp_path / "new.md"
    there.write_text("later")
    new.write_text("made")
    _take_back({there: "first", new: None})
    assert there.read_text() == "first" and not new.exists()


def test_a_fault_in_a_file_beside_the_table_keeps_it_from_being_released(home):
    assert _problems() == []
    path = home / "publishers.csv"
    path.write_text(path.read_text("utf-8").replace(",primary,", ",blog,", 1), "utf-8")
    (problem,) = _problems()
    assert "publishers.csv" in problem and "blog" in problem


def test_an_empty_folder_or_a_release_is_replaced_and_nothing_else(tmp_path):
    folder = tmp_path / "dist"
    folder.mkdir()
    assert packing._may_replace(folder)
    (folder / "mine").touch()
    assert not packing._may_replace(folder)
    assert not packing._may_replace(folder / "mine")
    (folder / packing.CHECKSUMS).touch()
    assert packing._may_replace(folder)
