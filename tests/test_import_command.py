"""The command import: files in any format in, one CSV and one report out."""

import json

import pandas as pd
import pytest

from dashboard.commands.cli import main
from dashboard.table.standard import STANDARD
from tests.importing import SAMPLES


def run(tmp_path, *words):
    out, report = tmp_path / "out.csv", tmp_path / "report.json"
    code = main(
        ["import", *map(str, words), "--out", str(out), "--report", str(report)]
    )
    entry = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    table = pd.DataFrame()
    if out.exists():
        table = pd.read_csv(out, dtype=str, keep_default_na=False)
    return code, table, entry


@pytest.fixture
def made_up(tmp_path):
    def write(text: str, name: str = "made up.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_file_of_which_every_row_is_accepted(tmp_path, capsys):
    code, table, report = run(tmp_path, SAMPLES / "ucdp_mexico.csv")
    assert code == 0
    assert list(table)[: len(STANDARD)] == list(STANDARD)
    assert list(table)[-3:] == ["low", "gwnoa", "gwnob"]
    assert (len(table), report["rows"], report["rejected"]) == (200, 200, 0)
    assert report["accepted"] + report["warned"] == 200
    assert report["format"] == "ucdp"
    words = capsys.readouterr().out
    assert "ucdp_mexico.csv looks like: UCDP" in words
    assert "16 rows: deaths_best" in words


def test_rejected_rows_are_left_out_and_their_deaths_are_said(
    tmp_path, made_up, capsys
):
    path = made_up(
        "id,date,killed,lat,lon\n1,2026-01-01,2,1.5,2.5\n2,soon,7,1.5,2.5\n3,2026-01-03,x,91,2\n"
    )
    code, table, report = run(tmp_path, path)
    assert code == 1
    assert table["incident_id"].tolist() == ["1"]
    counts = [
        report[name]
        for name in ("rows", "accepted", "warned", "rejected", "deaths_left_out")
    ]
    assert counts == [3, 1, 0, 2, 7]
    problems = [each for each in report["problems"] if each["level"] == "problem"]
    cells = {(each["line"], each["column"]) for each in problems}
    assert cells == {(3, "date"), (4, "latitude"), (4, "deaths_best")}
    assert len(problems) == len(cells)
    assert (
        "at least 7 deaths; 1 of them has no readable figure" in capsys.readouterr().out
    )


def test_a_row_with_too_many_values_is_rejected(tmp_path, made_up):
    code, table, report = run(tmp_path, made_up("id,lat,lon\nA,1.5,2.5,3\nB,1.5,2.5\n"))
    assert (code, table["incident_id"].tolist(), report["rejected"]) == (1, ["B"], 1)


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("", [], "empty"),
        ("a,b\n1,2\n", ["--from", "ucdp"], "does not look like a file of UCDP"),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_writes_nothing(
    tmp_path, made_up, capsys, text, words, said
):
    code, table, report = run(tmp_path, made_up(text), *words)
    assert (code, len(table), report) == (2, 0, {})
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_ends_with_2(tmp_path, capsys):
    assert run(tmp_path, tmp_path / "none.csv")[0] == 2
    assert "none.csv" in capsys.readouterr().err


def test_a_mapping_is_used_and_a_missing_one_is_wrong_use(tmp_path, made_up, capsys):
    path = made_up("quien,norte,este\nA,1.5,2.5\n")
    columns = {"incident_id": "quien", "latitude": "norte", "longitude": "este"}
    mapping = made_up(json.dumps({"mapping": 1, "columns": columns}), "m.json")
    code, table, _ = run(tmp_path, path, "--mapping", mapping)
    assert code == 0
    assert table[["incident_id", "latitude", "longitude", "quien"]].values.tolist() == [
        ["A", "1.5", "2.5", "A"]
    ]
    assert run(tmp_path, path, "--mapping", tmp_path / "no.json")[0] == 2
    assert "no.json: cannot be read" in capsys.readouterr().err


def test_several_files_stand_in_one_table_and_are_told_apart(tmp_path):
    code, table, report = run(tmp_path, SAMPLES / "imb.csv", SAMPLES / "asam.csv")
    assert code == 0
    assert table["source_table"].value_counts().to_dict() == {
        "imb.csv": 180,
        "asam.csv": 150,
    }
    assert report["format"] == "imb, asam" and report["rows"] == 330
    assert [each["file"] for each in report["files"]] == ["imb.csv", "asam.csv"]
    assert {each["file"] for each in report["problems"]} == {"imb.csv", "asam.csv"}


def test_an_imported_table_is_read_again_as_it_is(tmp_path):
    _, once, _ = run(tmp_path, SAMPLES / "ucdp_mexico.csv")
    (tmp_path / "out.csv").rename(tmp_path / "once.csv")
    code, twice, report = run(tmp_path, tmp_path / "once.csv", "--from", "table")
    assert (code, report["rejected"]) == (0, 0)
    ours = list(STANDARD)
    assert twice[ours].values.tolist() == once[ours].values.tolist()


def test_a_text_that_a_spreadsheet_would_run_is_guarded_and_out_has_no_comment(
    tmp_path, made_up, capsys
):
    _, table, _ = run(tmp_path, made_up('id,lat,lon,my note\n1,1.5,-2.5,"=1+1"\n'))
    assert table["my note"].tolist() == ["'=1+1"]
    assert table["longitude"].tolist() == ["-2.5"]
    assert "have an apostrophe in front" in capsys.readouterr().err
    run(tmp_path, made_up("id,lat,lon,my note\n1,1.5,-2.5,plain\n"))
    assert "apostrophe" not in capsys.readouterr().err


def test_out_that_cannot_be_written_is_said(tmp_path, capsys):
    words = [
        "import",
        str(SAMPLES / "imb.csv"),
        "--out",
        str(tmp_path / "no" / "x.csv"),
    ]
    assert main(words) == 2
    assert "--out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("end", "cut"), [("\n", False), ("", False), ("\nA-3,2026-0", True)]
)
def test_a_table_cut_short_is_said_and_stands_in_the_report(
    tmp_path, made_up, capsys, end, cut
):
    rows = "A-1,2026-01-01,2,1.5,2.5\nA-2,2026-01-02,7,1.5,2.5"
    path = made_up(f"incident_id,date,deaths_best,latitude,longitude\n{rows}{end}")
    _, _, report = run(tmp_path, path)
    said = [
        each["reason"] for each in report["problems"] if "cut short" in each["reason"]
    ]
    assert bool(said) is cut
    assert ("cut short" in capsys.readouterr().out) is cut
