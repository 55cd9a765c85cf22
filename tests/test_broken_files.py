"""Files that are broken: one sentence that says where and what, and no traceback."""

import copy
import json
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from dashboard.brief.drawing import weeks
from dashboard.brief.drawing.boxes import Box
from dashboard.brief.drawing.canvas import page_of
from dashboard.brief.drawing.weeks import draw_weeks
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.sizes import SIZES
from dashboard.checks.problems import find_problems
from dashboard.commands.cli import main
from dashboard.dataset import open_dataset
from dashboard.figures.totals import totals
from dashboard.geo.regions import LAYERS, read_regions
from dashboard.table.dictionary import DictionaryError, parse_dictionary
from dashboard.table.read import (
    INCIDENTS,
    UnreadableTableError,
    read_published_totals,
    read_text,
)
from tests import ROOT

PACKAGE = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
TEXT = read_text(INCIDENTS)


def with_field(name: str, **members) -> dict:
    package = copy.deepcopy(PACKAGE)
    fields = package["resources"][0]["schema"]["fields"]
    next(field for field in fields if field["name"] == name).update(members)
    return package


@pytest.mark.parametrize(
    ("name", "members", "words"),
    [
        ("latitude", {"constraints": 5}, "field latitude.constraints"),
        ("incident_id", {"constraints": {"pattern": "("}}, "regular expression"),
        ("incident_id", {"constraints": {"pattern": 5}}, "regular expression"),
        ("incident_id", {"constraints": {"pattern": "a{1001}"}}, "2,000 characters"),
        ("incident_id", {"constraints": {"pattern": "a{9999999999}"}}, "look-ahead"),
        ("incident_id", {"constraints": {"pattern": "(?=a)(a+)+b"}}, "look-ahead"),
        ("incident_id", {"constraints": {"pattern": r"(a+)\1"}}, "reference back"),
        ("incident_id", {"constraints": {"pattern": "(?:" * 600}}, "regular"),
        (
            "incident_id",
            {"constraints": {"pattern": "(" * 900 + ")" * 900}},
            "regular",
        ),
        ("incident_id", {"constraints": {"pattern": "a" * 2_001}}, "2,000"),
        ("latitude", {"constraints": {"minimum": "abc"}}, "must be a number"),
        ("date_end", {"constraints": {"maximum": "2100"}}, "a day as YYYY-MM-DD"),
        ("date_end", {"constraints": {"minimum": 1900}}, "a day as YYYY-MM-DD"),
        ("latitude", {"type": "string"}, "needs a field latitude of type number"),
        ("date", {"type": "x"}, "needs a field date of type date"),
        ("theatre", {"categories": [{"value": "a", "label": None}]}, "label"),
        (
            "theatre",
            {"categories": [{"value": "a", "label": "A", "bounds": [1, 2]}]},
            "four numbers",
        ),
    ],
)
def test_a_wrong_field_of_the_description_is_named(name, members, words):
    with pytest.raises(DictionaryError, match="datapackage") as error:
        parse_dictionary(json.dumps(with_field(name, **members)), "datapackage.json")
    assert words in str(error.value)


def members_of(value, path=()):
    """Yield the path of every member of a JSON value, lists by their first item."""
    items = value.items() if isinstance(value, dict) else enumerate(value[:1])
    for key, inner in items:
        yield (*path, key)
        if isinstance(inner, dict | list) and len(path) < 8:
            yield from members_of(inner, (*path, key))


@pytest.mark.sample(2)
@pytest.mark.parametrize("wrong", [None, 5, "x", [], {}, [[1]]], ids=repr)
def test_any_wrong_member_is_refused_or_does_no_harm(wrong):
    tried = 0
    for path in members_of(PACKAGE):
        package = copy.deepcopy(PACKAGE)
        inner = package
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = wrong
        tried += 1
        try:
            dictionary = parse_dictionary(json.dumps(package), "datapackage.json")
        except DictionaryError:
            continue
        find_problems(TEXT, dictionary)
    assert tried > 90


@pytest.mark.parametrize("text", ["x\n1\n", "campaign,as_of_date\n", ""])
def test_published_totals_without_their_columns_are_unreadable(tmp_path, text):
    path = tmp_path / "published_totals.csv"
    path.write_text(text)
    with pytest.raises(UnreadableTableError, match="published_totals"):
        read_published_totals(path)


def test_broken_provenance_is_a_notice(tmp_path):
    layers = tmp_path / "layers"
    shutil.copytree(LAYERS, layers)
    (layers / "provenance.json").write_text("x")
    (notice,) = read_regions(layers).notices
    assert "provenance.json cannot be read" in notice
    assert open_dataset().regions.notices == []


def test_a_blank_region_is_wrong_use(capsys):
    assert main(["region", ""]) == 2
    assert "such as VE-R" in capsys.readouterr().err


@pytest.mark.sample(1)
@pytest.mark.parametrize("command", ["locate", "export"])
def test_a_pipe_gets_the_file_and_the_words(command):
    arguments = [INCIDENTS] if command == "locate" else ["--text", "curacao"]
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "dashboard",
            command,
            *arguments,
            "--out",
            "/dev/stdout",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "incident_id," in run.stdout and run.stdout.endswith("/dev/stdout\n")


@pytest.mark.parametrize("panels", [[], [{"title": "One", "theatres": ["caribbean"]}]])
def test_weekly_bars_leave_out_no_row_without_a_panel(panels, monkeypatch):
    drawn = []
    monkeypatch.setattr(weeks, "_panel", lambda *given: drawn.append(given[5]))
    package = copy.deepcopy(PACKAGE)
    package["dashboard"]["panels"] = panels
    dictionary = parse_dictionary(json.dumps(package), "datapackage.json")
    dataset = replace(open_dataset(), dictionary=dictionary)
    brief = make_brief(dataset, {"campaign": ["boat_strike"]}, layout="weekly")
    page = page_of(SIZES["slide"])
    draw_weeks(page, brief, Box(100, 100, 1000, 300))
    counted = sum(panel.bins["top"].sum() for panel in drawn)
    assert counted == totals(brief.rows)["deaths_high"] > 200
