"""The command line: numbers, exit codes, messages."""

import csv
import io
import json
import os
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.commands import selfcheck
from dashboard.commands.cli import build_parser, main
from dashboard.commands.selfcheck import run_checks
from dashboard.selection.filters import FILTERS
from dashboard.table.read import INCIDENTS, read_text
from dashboard.table.write import csv_bytes
from tests.worlds import real_dataset, to_file

KEYS = (
    "incidents parts strikes vessels deaths_low deaths_best deaths_high "
    "deaths_unknown missing survivors"
).split()


def run(capsys, *arguments):
    """Return exit code, what was printed and what was complained."""
    code = main([str(each) for each in arguments])
    return code, *capsys.readouterr()


def test_totals_of_7_january_2026(capsys):
    code, out, _ = run(
        capsys, "totals", "--campaign", "boat_strike", "--to", "2026-01-07", "--json"
    )
    found = json.loads(out)
    assert code == 0
    assert list(found)[:10] == KEYS
    assert [found[key] for key in ("strikes", "vessels", "deaths_best")] == [
        35,
        36,
        123,
    ]
    assert found["data_to"] == "2026-10-04"


def test_totals_of_several_campaigns_state_no_summed_toll(capsys):
    apart = "deaths_low deaths_best deaths_high missing survivors".split()
    code, out, _ = run(capsys, "totals", "--json")
    found = json.loads(out)
    assert code == 0 and list(found)[:10] == KEYS
    assert {key: found[key] for key in apart} == dict.fromkeys(apart)
    assert found["incidents"] == 97 and "not added up" in found["note"]
    assert found["by_campaign"]["boat_strike"]["deaths_best"] == 238
    one = json.loads(run(capsys, "totals", "--campaign", "boat_strike", "--json")[1])
    assert (one["deaths_best"], one["note"]) == (238, "")
    lines = run(capsys, "totals")[1].splitlines()
    assert [line.split()[-1] for line in lines if line.split()[0] in apart] == ["–"] * 5


def test_totals_in_words_have_range_and_date(capsys):
    code, out, _ = run(capsys, "totals", "--campaign", "boat_strike")
    assert code == 0
    assert "215–238 killed (best 238)" in out and "data to 4 Oct 2026" in out


def test_a_text_over_the_limit_is_refused_with_the_limit(capsys):
    code, out, err = run(capsys, "totals", "--text", "a" * 201)
    assert (code, out) == (2, "") and "must have at most 200 letters, not 201" in err
    assert run(capsys, "totals", "--text", "a" * 200)[0] == 0


def test_every_filter_is_an_option():
    parser = build_parser()
    texts = {"from": "2025-09-02", "to": "2026-01-01", "deaths_min": "3"}
    for key in FILTERS:
        options = parser.parse_args(
            ["totals", f"--{key.replace('_', '-')}", texts.get(key, "x")]
        )
        assert getattr(options, key) == [texts.get(key, "x")]


def test_a_region_off_its_coast(capsys):
    arguments = ("--region", "VE-R", "--relation", "off", "--within-nm", "25", "--json")
    code, out, _ = run(capsys, "totals", *arguments)
    assert code == 0 and json.loads(out)["incidents"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("totals", "--campaign", "war"),
        ("totals", "--from", "soon"),
        ("totals", "--region", "VE-R", "--within-nm", "x"),
    ],
)
def test_a_wrong_value_is_wrong_use(capsys, arguments):
    code, out, err = run(capsys, *arguments)
    assert code == 2 and out == "" and "must be" in err


@pytest.mark.parametrize(
    "arguments", [(), ("nonsense",), ("totals", "--war"), ("locate", "x")]
)
def test_wrong_use_ends_with_2(arguments):
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    assert stop.value.code == 2


@pytest.mark.parametrize(
    "command", ["", "validate", "locate", "totals", "selfcheck", "run"]
)
def test_help_says_what_a_command_does(capsys, command):
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"] if command else ["--help"])
    out = capsys.readouterr().out
    assert stop.value.code == 0 and len(out.splitlines()) > 5


def test_our_table_is_valid(capsys):
    code, out, _ = run(capsys, "validate", INCIDENTS)
    assert code == 0 and "110 rows, 0 problems, 1 warnings" in out


def test_problems_end_with_1_and_warnings_with_0(capsys, tmp_path):
    bad = to_file(tmp_path / "bad.csv", {"latitude": "91"}, {"longitude": "62.6"})
    code, out, _ = run(capsys, "validate", bad)
    assert code == 1
    assert "problem: line 2, latitude '91': must be between -90 and 90" in out
    assert "warning: line 3, longitude '62.6'" in out
    doubtful = to_file(tmp_path / "doubtful.csv", {"longitude": "62.6"})
    assert run(capsys, "validate", doubtful)[0] == 0


def test_validate_in_json_has_line_column_value_and_message(capsys, tmp_path):
    bad = to_file(tmp_path / "bad.csv", {"latitude": "91"})
    code, out, _ = run(capsys, "validate", bad, "--json")
    (problem,) = json.loads(out)["problems"]
    assert code == 1
    assert (problem["line"], problem["column"], problem["value"]) == (
        2,
        "latitude",
        "91",
    )


def test_a_file_that_is_not_there_is_wrong_use_and_no_traceback(capsys, tmp_path):
    code, out, err = run(capsys, "validate", tmp_path / "none.csv")
    assert code == 2 and out == "" and err == "none.csv: there is no such file.\n"


def test_locate_takes_any_table_with_coordinates_and_keeps_its_columns(
    capsys, tmp_path
):
    table, out = tmp_path / "mine.csv", tmp_path / "out.csv"
    table.write_text(
        "name,latitude,longitude,note\n"
        'Cumaná,10.456,-64.167,"a, b"\nat sea,13.5,-66,\nnowhere,,,\nwrong,95,0,x\n'
    )
    code, printed, _ = run(capsys, "locate", table, "--out", out)
    assert code == 1 and "line 5, latitude '95'" in printed
    assert printed.strip().splitlines()[-1] == str(out)
    found = pd.read_csv(out, dtype=str, keep_default_na=False)
    assert list(found.columns[:4]) == ["name", "latitude", "longitude", "note"]
    assert found["name"].tolist() == ["Cumaná", "at sea", "nowhere", "wrong"]
    assert found["note"].tolist() == ["a, b", "", "", "x"]
    assert found["state_id"].tolist() == ["VE-R", "", "", ""]
    assert found["join_method"].tolist() == ["inside", "zone", "unlocated", ""]


def test_locate_keeps_a_country_that_the_table_reports(capsys, tmp_path):
    table, out = tmp_path / "mine.csv", tmp_path / "out.csv"
    again = tmp_path / "again.csv"
    table.write_text(
        "country,latitude,longitude\nSyria as reported,36.2,37.15\nnone,61.5,-13\n"
    )
    assert run(capsys, "locate", table, "--out", out)[0] == 0
    found = pd.read_csv(out, dtype=str, keep_default_na=False)
    assert found["reported_country"].tolist() == ["Syria as reported", "none"]
    assert found["country"].tolist() == ["SY", ""]
    assert run(capsys, "locate", out, "--out", again)[0] == 0
    assert again.read_bytes() == out.read_bytes()


def test_locate_guards_formulas_again_and_gives_the_cells_back(capsys, tmp_path):
    """A CSV of ours had them guarded: locate must not let them loose."""
    notes = ["=1+1", "@x", "'=already guarded", "\ta", "a\rb", "-64.1", 'Cumaná, "a"']
    table, out = tmp_path / "ours.csv", tmp_path / "out.csv"
    rows = [("10.456", "-64.167", note) for note in notes]
    table.write_bytes(csv_bytes(["latitude", "longitude", "note"], rows, ["ours"]))
    assert run(capsys, "locate", table, "--out", out)[0] == 0
    assert read_text(out)["note"].tolist() == notes
    assert read_text(out)["longitude"].tolist() == ["-64.167"] * len(notes)
    assert out.read_bytes().startswith(b"latitude,longitude,note,")
    for row in csv.reader(io.StringIO(out.read_bytes().decode(), newline="")):
        assert not any(cell.startswith(("=", "@", "\t")) for cell in row), row
    again = tmp_path / "again.csv"
    assert run(capsys, "locate", out, "--out", again)[0] == 0
    assert again.read_bytes() == out.read_bytes()


def test_locate_writes_a_harmless_table_without_mark_or_comment(capsys, tmp_path):
    out = tmp_path / "out.csv"
    run(capsys, "locate", INCIDENTS, "--out", out)
    assert out.read_bytes().startswith(b"incident_id,parent_id,")
    found = pd.read_csv(out, dtype=str, keep_default_na=False)
    assert (
        found["longitude"].str.startswith("-").any() and b"'-" not in out.read_bytes()
    )


def test_an_error_while_writing_leaves_the_old_file(capsys, tmp_path, monkeypatch):
    out = tmp_path / "out.csv"
    out.write_text("kept")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    for command in (["locate", INCIDENTS], ["export"]):
        code, _, err = run(capsys, *command, "--out", out)
        assert code == 2 and "No space left on device" in err
    assert out.read_text() == "kept" and list(tmp_path.iterdir()) == [out]


def test_locate_of_our_table_has_its_known_answers(capsys, tmp_path):
    out = tmp_path / "out.csv"
    code, printed, _ = run(capsys, "locate", INCIDENTS, "--out", out, "--json")
    assert code == 0 and json.loads(printed)["rows"] == 110
    found = pd.read_csv(out, dtype=str, keep_default_na=False).set_index("incident_id")
    first = found.loc["CAR-2025-09-02-01"]
    assert (first["nearest_state_id"], first["state_id"]) == ("VE-R", "")
    assert [round(float(first[f"distance{n}_nm"])) for n in ("", "_low", "_high")] == [
        24,
        0,
        83,
    ]


def test_locate_without_coordinates_says_what_is_needed(capsys, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("name,latitude\na,1\n")
    code, _, err = run(capsys, "locate", table, "--out", tmp_path / "out.csv")
    assert code == 1 and "no column longitude" in err


def test_selfcheck_compares_our_sums_with_others(capsys):
    _, out, _ = run(capsys, "selfcheck", "--json")
    checks = {each["what"]: each for each in json.loads(out)}
    assert checks["incidents.csv"]["ok"] and checks["published totals"]["ok"]
    beside = checks["files beside it"]
    assert (
        beside["ok"] and beside["found"] == "sources.csv, publishers.csv, history.csv"
    )


def test_selfcheck_does_not_call_totals_well_that_are_not_there(monkeypatch):
    nothing = replace(real_dataset(), published=real_dataset().published.iloc[:0])
    monkeypatch.setattr(selfcheck, "open_dataset", lambda: nothing)
    (check,) = [each for each in run_checks() if each.what == "published totals"]
    assert not check.ok and "none was there" in check.found
