"""``add``, ``edit`` and ``undo`` on the command line: exit codes, and what is written."""

import json

import pytest

from dashboard.commands.cli import main
from dashboard.figures.edit_words import ON_LAND

TABLE = (
    "incident_id,date,location,latitude,longitude,radius_km,geo_precision,geo_note,"
    "theatre,deaths_best,sources\n"
    "X-2026-02-01-01,2026-02-01,made up,,,,,,x,1,\n"
)
ROW = {"date": "2026-02-01", "location": "made up", "theatre": "x", "deaths_best": 0}


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def row(tmp_path):
    path = tmp_path / "row.json"
    source = {"publisher": "Made up", "url": "https://example.org/1"}
    path.write_text(json.dumps(ROW | {"sources": [source]}))
    return str(path)


def test_add_edit_and_undo(table, row, capsys):
    data = ["--data", str(table), "--json"]
    assert main(["add", "--from", row, *data]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["saved"], report["id"]) == (True, "X-2026-02-01-02")
    assert report["totals"]["incidents"] == {"old": 1, "new": 2}
    last = "X-2026-02-01-02,2026-02-01,made up,,,,,,x,0,Made up <https://example.org/1>"
    assert table.read_text() == f"{TABLE}{last}\n"
    edit = ["edit", "X-2026-02-01-02", "--set", "deaths_best=", "--why", "not reported"]
    assert main([*edit, *data]) == 0
    assert "x,,Made up" in table.read_text()
    assert main(["undo", *data]) == main(["undo", *data]) == 0
    assert table.read_text() == TABLE
    assert main(["undo", *data]) == 1


def test_a_dry_run_shows_and_saves_nothing(table, row, capsys):
    assert main(["add", row, "--data", str(table), "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "Incidents: 1 → 2 (+1)" in shown and "Deaths low" not in shown
    assert table.read_text() == TABLE
    assert not table.with_name("mine.history.csv").exists()


def test_a_refused_row_is_told_and_nothing_is_written(table, row, capsys):
    wrong = ["add", row, "--set", "latitude=91", "--data", str(table), "--json"]
    assert main(wrong) == 1
    found = json.loads(capsys.readouterr().out)["problems"]
    assert ("latitude", 3) in {(each["column"], each["line"]) for each in found}
    assert table.read_text() == TABLE


def test_words_become_a_position_which_set_corrects(table, tmp_path, capsys):
    path = tmp_path / "row.json"
    path.write_text(json.dumps(ROW | {"latitude": 1, "radius_km": 1}))
    at = ["--at", "80 NM south of Isla Beata", "--data", str(table), "--json"]
    assert main(["add", str(path), *at, "--set", "radius_km=99"]) == 0
    row = json.loads(capsys.readouterr().out)["row"]
    assert "bearing S from Isla Beata" in row["geo_note"]
    assert (row["latitude"][:3], row["radius_km"]) == ("16.", "99")


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "--set", "date"],
        ["add"],
        ["add", "nowhere.json"],
        ["add", "--at", "off Nowhere At All"],
        ["add", "--data", "nowhere.csv", "--set", "date=2026-01-01"],
    ],
)
def test_wrong_use_ends_with_two(table, arguments):
    if "--data" not in arguments:
        arguments = [*arguments, "--data", str(table)]
    assert main(arguments) == 2
    assert table.read_text() == TABLE


@pytest.mark.parametrize("value", [True, [1], {"a": 1}])
def test_a_cell_is_a_text_a_number_or_null(table, tmp_path, capsys, value):
    path = tmp_path / "row.json"
    path.write_text(json.dumps(ROW | {"deaths_best": value}))
    assert main(["add", str(path), "--data", str(table)]) == 2
    assert "deaths_best: must be a text, a number or null" in capsys.readouterr().err
    assert table.read_text() == TABLE


def test_an_edit_says_why(table):
    with pytest.raises(SystemExit) as ended:
        main(["edit", "X-2026-02-01-01", "--set", "deaths_best=2"])
    assert ended.value.code == 2


def test_doubts_about_a_place_are_told(table, row, capsys):
    at = ["--at", "60 NM south-west of Cumaná", "--data", str(table), "--dry-run"]
    assert main(["add", row, *at, "--json"]) == 0
    told = capsys.readouterr()
    assert ON_LAND in told.err
    assert isinstance(json.loads(told.out)["warnings"], list)
    assert main(["add", row, *at[:1], "60 NM north of Cumaná", *at[2:]]) == 0
    assert ON_LAND not in capsys.readouterr().err


def test_a_doubt_about_a_row_is_printed(table, row, capsys):
    late = [
        "--set",
        "geo_precision=1",
        "--set",
        "radius_km=5",
        "--data",
        str(table),
        "--dry-run",
    ]
    assert main(["add", row, *late, "--json"]) == 0
    (doubt,) = json.loads(capsys.readouterr().out)["warnings"]
    assert main(["add", row, *late]) == 0
    assert doubt["message"] in capsys.readouterr().err
