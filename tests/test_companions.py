"""``validate`` looks at sources, publishers and history too: line, column, reason, fix."""

import json
import shutil

import pytest

from dashboard import ROOT
from dashboard.checks.companions import find_beside
from dashboard.commands.cli import main
from dashboard.commands.selfcheck import run_checks
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.read import read_text

NAMES = ("incidents", "sources", "publishers", "history")
FIRST = (
    "CAR-2025-09-02-01,1,airwars,https://airwars.org/?p=264353,,opened,,,,incident page"
)
THROUGH = "2025-11-28,through,Wikipedia,,,"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Copies of our table and the files beside it, which the commands take for ours."""
    for name in NAMES:
        shutil.copy(ROOT / f"{name}.csv", tmp_path)
    description = shutil.copy(ROOT / "datapackage.json", tmp_path / "datapackage.json")
    monkeypatch.setattr(read, "INCIDENTS", tmp_path / "incidents.csv")
    monkeypatch.setattr(descriptions, "DATAPACKAGE", description)
    return tmp_path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(folder):
    table = folder / "incidents.csv"
    return find_beside(read_text(table), table, folder / "datapackage.json")


def test_our_own_files_have_nothing_wrong(folder):
    assert found(folder) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "column", "words"),
    [
        ("sources", ",airwars,", ",airwarz,", 2, "publisher_id", "is not there"),
        (
            "sources",
            FIRST,
            FIRST.replace("09-02-01", "09-03-09"),
            2,
            "incident_id",
            "is",
        ),
        ("sources", ",2,el-comercio", ",4,el-comercio", 4, "order", "a gap"),
        ("sources", ",2,el-comercio", ",1,el-comercio", 3, "order", "repeats a number"),
        ("sources", ",2,el-comercio", ",x,el-comercio", 3, "order", "whole number"),
        ("sources", ",2,el-comercio", ",0,el-comercio", 3, "order", "between 1 and"),
        ("sources", ",opened,", ",read,", 2, "seen", "one of opened, title, through"),
        ("sources", THROUGH, "2025-11-28,through,,,,", 7, "through", "who quotes"),
        ("sources", THROUGH, f"{THROUGH[:-2]},2026-01-01,", 7, "archive_date", "copy"),
        ("sources", "https://airwars", "ftp://airwars", 2, "url", "look like"),
        ("publishers", "\nafp,AFP,", "\nafp,ABC News,", 3, "name", "used already"),
        (
            "publishers",
            "\nafp,AFP,wire",
            "\nafp,AFP,a wire",
            3,
            "kind",
            "must be one of",
        ),
        ("publishers", "\nafp,", "\nabc-news,", 3, "publisher_id", "used already"),
        ("history", "save_id,when", "save_id,then", 1, "when", "column is missing"),
        ("history", "T12:00:00Z", " 12:00", 2, "when", "must look like"),
    ],
)
def test_a_fault_names_file_line_column_and_reason(
    folder, name, old, new, line, column, words
):
    change(folder / f"{name}.csv", old, new)
    problems = [each for each in found(folder) if each.level == "problem"]
    assert (line, column) in {(each.line, each.column) for each in problems}
    (first,) = [each for each in problems if (each.line, each.column) == (line, column)]
    assert words in str(first) and str(first).startswith(f"{name}.csv, line {line}")


def test_a_cell_that_differs_is_told_with_what_belongs_there(folder):
    table = folder / "incidents.csv"
    cell = read_text(table)["sources"].iloc[0]
    change(table, "2025-09 read at Qurium mirror", "2025-09")
    (problem,) = [each for each in found(folder) if each.level == "problem"]
    assert (problem.line, problem.column, problem.file) == (2, "sources", "")
    assert problem.allowed == cell and "sources.csv" in problem.fix


def test_a_row_that_sources_csv_lacks_is_told(folder):
    key = "CAR-2026-10-04-01"
    path = folder / "sources.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(x for x in lines if not x.startswith(key)), encoding="utf-8"
    )
    (problem,) = [each for each in found(folder) if each.level == "problem"]
    assert problem.line == 111 and "no entry of this row" in problem.allowed


def test_a_primary_source_behind_another_is_a_warning(folder):
    change(
        folder / "publishers.csv",
        "El Comercio (Ecuador),wire or newspaper",
        "El Comercio (Ecuador),primary",
    )
    (late,) = [each for each in found(folder) if each.column == "order"]
    assert (
        late.level == "warning" and "el-comercio-ecuador is a primary" in late.message
    )


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("sources", "incident page", "made up"),
        ("publishers", ",wire or newspaper,\n", ",wire or newspaper,made up\n"),
        ("history", "the row changed", "made up"),
    ],
)
def test_an_edited_file_is_a_warning_until_it_is_sealed(folder, capsys, name, old, new):
    change(folder / f"{name}.csv", old, new)
    if name == "sources":
        change(folder / "incidents.csv", old, new)
    of_file = [each for each in found(folder) if each.file == f"{name}.csv"]
    assert [each.level for each in of_file] == ["warning"]
    assert "validate --seal" in of_file[0].fix
    assert main(["validate", "--seal"]) == 0 and "sealed" in capsys.readouterr().out
    assert f"{name}.csv" not in {each.file for each in found(folder)}


@pytest.mark.full
def test_a_cell_that_was_changed_past_the_history_is_a_warning(folder):
    change(
        folder / "incidents.csv", "Cascales canton, Sucumbíos", "Cascales, Sucumbíos"
    )
    (told,) = found(folder)
    assert (told.level, told.file, told.column) == ("warning", "history.csv", "new")
    assert "location of OTH-2026-03-06-01" in told.message
    line = (
        (folder / "history.csv").read_text(encoding="utf-8").splitlines()[told.line - 1]
    )
    assert "OTH-2026-03-06-01,location," in line
    line = line.replace("Cascales canton, Sucumbíos", "Cascales, Sucumbíos")
    with (folder / "history.csv").open("a", encoding="utf-8") as out:
        out.write(f"{line}\n")
    assert [each.file for each in found(folder)] == ["history.csv"]  # not sealed yet
    assert main(["validate", "--seal"]) == 0 and found(folder) == []


def test_the_history_of_a_row_that_was_taken_out_again_is_no_fault(folder):
    lines = ["1,2026-12-01T00:00:00Z,editor,TST-1,incident_id,,TST-1,made up,"]
    lines += ["2,2026-12-01T00:00:01Z,editor,TST-1,incident_id,TST-1,,made up,"]
    with (folder / "history.csv").open("a", encoding="utf-8") as out:
        out.write("\n".join(lines[:1]) + "\n")
    assert "new" in {each.column for each in found(folder)}
    with (folder / "history.csv").open("a", encoding="utf-8") as out:
        out.write("\n".join(lines[1:]) + "\n")
    assert {each.column for each in found(folder)} == {""}
    change(folder / "history.csv", ",location,", ",place,")
    assert {each.column for each in found(folder)} == {"", "column"}


def test_a_fault_beside_the_table_fails_the_command_and_is_no_seal(folder, capsys):
    before = (folder / "datapackage.json").read_bytes()
    change(folder / "sources.csv", ",airwars,", ",airwarz,")
    assert main(["validate", "--seal", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert not report["sealed"] and report["problems"][0]["file"] == "sources.csv"
    assert (folder / "datapackage.json").read_bytes() == before
    (beside,) = [each for each in run_checks() if each.what == "files beside it"]
    assert not beside.ok and "'airwarz'" in beside.found


def test_a_table_without_files_beside_it_has_none_to_check(folder):
    for name in NAMES[1:]:
        (folder / f"{name}.csv").unlink()
    assert found(folder) == []
    (folder / "sources.csv").write_text("", encoding="utf-8")
    assert all(each.file == "sources.csv" for each in found(folder))


def test_a_table_of_before_these_columns_still_opens(folder, capsys):
    table = read_text(folder / "incidents.csv")
    earlier = folder / "earlier.csv"
    table.drop(columns=["last_updated", "revision"]).to_csv(earlier, index=False)
    assert main(["validate", str(earlier)]) == 0
    assert "110 rows, 0 problems" in capsys.readouterr().out
