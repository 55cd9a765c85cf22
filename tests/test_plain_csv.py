"""CSV without comments, and beside it what they would say: for other programs."""

import hashlib
import json

import pandas as pd
import pyarrow.csv
import pytest

from dashboard.commands.cli import main
from dashboard.exports import Export
from dashboard.exports.plain import to_metadata, to_plain_csv
from dashboard.exports.table import to_csv
from tests.worlds import real_dataset

DATASET = real_dataset()


@pytest.fixture
def exported(tmp_path, capsys):
    """Return the plain file of the boat strikes and what stands beside it."""
    out = tmp_path / "strikes.csv"
    options = ("--campaign", "boat_strike", "--format", "csv", "--out", str(out))
    assert main(["export", *options, "--plain"]) == 0
    capsys.readouterr()
    beside = tmp_path / "strikes.csv-metadata.json"
    return out, json.loads(beside.read_text(encoding="utf-8"))


def test_other_programs_read_every_row_and_column(exported):
    path, beside = exported
    names = [each["titles"] for each in beside["tableSchema"]["columns"]]
    by_pandas, by_arrow = pd.read_csv(path), pyarrow.csv.read_csv(path)
    assert list(by_pandas) == by_arrow.column_names == names
    assert len(by_pandas) == by_arrow.num_rows == 72
    assert by_pandas["deaths_best"].sum() == 238
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_columns_have_the_types_that_are_said(exported):
    path, beside = exported
    read = pd.read_csv(path)
    kinds = {"integer": "iuf", "number": "iuf", "boolean": "bO"}
    for each in beside["tableSchema"]["columns"]:
        column, said = read[each["titles"]], each["datatype"]
        if said == "date":
            pd.to_datetime(column.dropna(), format="%Y-%m-%d")
        elif said in kinds and column.notna().any():
            assert column.dtype.kind in kinds[said], each


def test_what_stands_beside_is_what_the_comments_say(exported, tmp_path):
    path, beside = exported
    with_comments = tmp_path / "with.csv"
    options = ("--campaign", "boat_strike", "--format", "csv")
    assert main(["export", *options, "--out", str(with_comments)]) == 0
    text = with_comments.read_text(encoding="utf-8-sig")
    lines = [line[2:] for line in text.splitlines() if line.startswith("# ")]
    said = {(each["label"], each["text"]) for each in beside["notes"]}
    assert len(lines) > 8
    for line in lines:
        label, _, words = line.partition(": ")
        if label not in ("Link", "Query"):
            assert any(label == name and words in (text, text.replace('"', "”"))
                       for name, text in said), line  # fmt: skip
    rows = [line for line in text.splitlines() if not line.startswith("# ")]
    assert path.read_text(encoding="utf-8").splitlines() == rows


def test_the_two_files_know_each_other(exported):
    path, beside = exported
    notes = {each["label"]: each["text"] for each in beside["notes"]}
    assert notes["SHA-256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert beside["url"] == path.name


def test_a_formula_is_still_text_and_the_file_says_how():
    rows = DATASET.incidents.head(2).assign(notes=['=HYPERLINK("x")', "-1+1"])
    export = Export(rows, "all", DATASET.dictionary, "f00")
    content = to_plain_csv(export)
    assert b"'=HYPERLINK" in content and b"'-1+1" in content
    assert content in to_csv(export)
    notes = json.loads(to_metadata(export, "a.csv", content))["notes"]
    assert any("apostrophe" in each["text"] for each in notes)


@pytest.mark.parametrize("kind", ["xlsx", "gpkg", "kml"])
def test_only_a_csv_is_plain(tmp_path, capsys, kind):
    out = tmp_path / f"a.{kind}"
    assert main(["export", "--format", kind, "--plain", "--out", str(out)]) == 2
    assert "--plain: is for --format csv" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_plain_file_needs_a_place_beside_it(capsys):
    assert main(["export", "--format", "csv", "--plain", "--out", "/dev/null"]) == 2
    assert "must be a file" in capsys.readouterr().err
