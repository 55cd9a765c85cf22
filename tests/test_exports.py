"""The CSV of a selection: what is inside, what a spreadsheet makes of it, reading back."""

from datetime import date

import pandas as pd
import pytest

from dashboard.exports import LOCATED_COLUMNS, file_name, to_csv
from dashboard.load import read_text, to_types
from dashboard.validate import find_problems
from tests.worlds import DICTIONARY, located, real_dataset

DATASET = real_dataset()


def written(tmp_path, rows, words="campaign is boat strikes"):
    path = tmp_path / "out.csv"
    path.write_text(to_csv(rows, words, DICTIONARY, "f00dcafe", "http://x/?a=b"))
    return path


def test_the_file_says_what_it_is(tmp_path):
    head = written(tmp_path, DATASET.incidents).read_text().split("incident_id")[0]
    for each in (
        "version 1.0.0, data f00dcafe",
        "Selection: campaign is boat strikes",
        "97 incidents and 13 parts",
        "Data to 4 Oct 2026. ",
        "5 October 2026",
        "CC BY 4.0",
        "Link: http://x/?a=b",
    ):
        assert each in head, each
    assert all(line.startswith("# ") for line in head.splitlines() if line)


@pytest.mark.parametrize("number", [0, 1, 110])
def test_what_is_written_reads_back_equal_and_valid(tmp_path, number):
    rows = DATASET.incidents.iloc[:number]
    text = read_text(written(tmp_path, rows))
    columns = list(DICTIONARY.fields)
    orphans = [
        each for each in find_problems(text, DICTIONARY) if each.column != "parent_id"
    ]
    assert orphans == []
    again = to_types(text, DICTIONARY)
    own = pd.DataFrame(rows[columns]).reset_index(drop=True)
    pd.testing.assert_frame_equal(again[columns], own)
    assert set(LOCATED_COLUMNS) <= set(text.columns)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(tmp_path, start):
    rows = located({"notes": start, "location": start})
    text = to_csv(rows, "x", DICTIONARY, "f")
    assert f"'{start}" in text
    assert f",{start}" not in text


def test_a_negative_coordinate_stays_a_number(tmp_path):
    text = read_text(written(tmp_path, located({})))
    assert text["longitude"].tolist() == ["-62.6"]


def test_words_of_a_filter_cannot_leave_their_comment_line(tmp_path):
    text = to_csv(located({}), "text holds “a\n=1+1”", DICTIONARY, "f")
    assert "\n=1+1" not in text


def test_a_file_is_named_by_what_is_in_it():
    selection = {"campaign": ["boat_strike"], "to": date(2026, 1, 7)}
    assert file_name(DICTIONARY, selection, "f00d", "csv") == (
        "20261004_boat-strike_20250902-20260107_f00d.csv"
    )
    assert file_name(DICTIONARY, {}, "f00d", "csv") == (
        "20261004_incidents_20250902-20261004_f00d.csv"
    )
