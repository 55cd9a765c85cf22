"""``validate --seal``: three members of the description change, and nothing else."""

import csv
import difflib
import io
import json
import os
import shutil

import pytest

from dashboard import ROOT
from dashboard.commands.cli import main
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.dictionary import read_dictionary
from dashboard.table.seal import Seal, with_seal
from tests.worlds import to_file

SEAL = Seal(7, 99, "ab" * 32)
PACKAGE = (ROOT / "datapackage.json").read_text(encoding="utf-8")


@pytest.fixture
def copies(tmp_path, monkeypatch):
    """Copies of our table and description, which the commands take for ours."""
    names = ("incidents.csv", "datapackage.json")
    table, description = (shutil.copy(ROOT / name, tmp_path / name) for name in names)
    monkeypatch.setattr(read, "INCIDENTS", table)
    monkeypatch.setattr(descriptions, "DATAPACKAGE", description)
    return table, description


def seal_of(text: str) -> list:
    (found,) = (r for r in json.loads(text)["resources"] if r["name"] == "incidents")
    return [found.get(name) for name in ("hash", "bytes", "rows")]


def test_a_seal_changes_three_lines_of_the_description():
    sealed = with_seal(PACKAGE, "incidents", SEAL)
    assert seal_of(sealed) == [f"sha256:{'ab' * 32}", 99, 7]
    changed = [
        line
        for line in difflib.ndiff(PACKAGE.splitlines(), sealed.splitlines())
        if line.startswith("+ ")
    ]
    assert len(changed) == 3 and with_seal(sealed, "incidents", SEAL) == sealed


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "resources": [{"name": "b"}, {"name": "incidents", "path": "é"}]}',
        '{"resources":[{"name":"incidents","rows":1,"schema":{"rows":5,"hash":"x"}}]}',
        '{\n  "resources": [\n    {\n      "name": "incidents"\n    }\n  ]\n}\n',
    ],
)
def test_members_that_are_not_there_are_added_as_the_others_are_written(text):
    sealed = with_seal(text, "incidents", SEAL)
    assert seal_of(sealed) == [f"sha256:{'ab' * 32}", 99, 7]
    before, after = json.loads(text), json.loads(sealed)
    for name in ("hash", "bytes", "rows"):
        before["resources"][-1].pop(name, None), after["resources"][-1].pop(name)
    assert before == after
    added = sealed.count("\n") - text.count("\n")
    assert added == (3 if "\n" in text else 0)


def test_a_description_without_the_table_is_no_place_for_a_seal():
    with pytest.raises(KeyError):
        with_seal('{"resources": [{"name": "other"}]}', "incidents", SEAL)


def test_a_changed_table_is_said_until_it_is_sealed(copies, capsys):
    table, description = copies
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), encoding="utf-8")
    assert main(["validate", str(table)]) == 1
    out = capsys.readouterr().out
    assert "problem: The table is cut short: 109 of 110 rows" in out
    assert "python -m dashboard validate --seal" in out
    assert main(["validate", "--seal"]) == 0
    assert capsys.readouterr().out.endswith("sealed\n")
    assert read_dictionary(description).seal.rows == 109
    assert main(["validate", str(table)]) == 0
    assert "cut short" not in capsys.readouterr().out


def test_an_edited_table_is_a_warning(copies, capsys):
    table, _ = copies
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Reuters", "reuters"), encoding="utf-8")
    assert table.read_text(encoding="utf-8") != text
    assert main(["validate", str(table), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["problems"] == [] and report["sealed"] is False
    assert report["warnings"][-1]["message"].endswith("datapackage.json describes")


def test_problems_and_an_unfinished_line_keep_a_table_from_being_sealed(copies, capsys):
    table, description = copies
    before = description.read_bytes()
    whole = table.read_text(encoding="utf-8")
    table.write_text(whole.replace(",vessel_strike,", ",war,", 1), encoding="utf-8")
    assert main(["validate", "--seal"]) == 1
    assert "not sealed: mend the problems first" in capsys.readouterr().out
    rows = list(csv.reader(io.StringIO(whole)))
    at = rows[0].index("notes")  # the last column, and one that may be blank
    *lines, last = [[*row[:at], *row[at + 1 :], row[at]] for row in rows]
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows([*lines, last[:-1]])
    table.write_text(made.getvalue().rstrip("\n"), encoding="utf-8")
    assert main(["validate", "--seal"]) == 2
    assert "the last line of incidents.csv is unfinished" in capsys.readouterr().err
    assert description.read_bytes() == before


def test_only_our_own_table_is_sealed(copies, capsys, tmp_path):
    other = to_file(tmp_path / "other.csv", {})
    assert main(["validate", str(other), "--seal"]) == 2
    assert "datapackage.json describes incidents.csv" in capsys.readouterr().err


def test_a_full_disk_leaves_the_old_description(copies, capsys, monkeypatch):
    _, description = copies
    before = description.read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert main(["validate", "--seal"]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert description.read_bytes() == before
