"""What is said of a data set: what its description claims, and of others the file."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.exports.naming import file_name
from dashboard.figures.dataset_words import (
    covered_words,
    data_to,
    data_to_sentence,
    gaps_text,
    table_name,
)
from dashboard.table.dictionary import read_dictionary
from dashboard.table.foreign import describe_table
from dashboard.table.standard import STANDARD


def described(*dates: str):
    """Return the made description of a made-up table with rows of these dates."""
    blank = dict.fromkeys(STANDARD, "")
    text = pd.DataFrame([blank | {"date": day} for day in dates], columns=[*STANDARD])
    return describe_table("made-up.csv", text)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (
            ("2023-05-05", "2019-01-03", ""),
            "dates from 3 Jan 2019 to 5 May 2023 in the file",
        ),
        (("2023-05-05",), "all dates in the file are 5 May 2023"),
        (("", "soon"), "no dates in the file"),
        ((), "no dates in the file"),
    ],
)
def test_a_table_without_a_description_names_the_dates_in_its_file(dates, words):
    assert data_to(described(*dates)) == words


def test_what_a_description_claims_is_said_as_its_claim():
    ours = read_dictionary()
    assert data_to(ours) == "data to 4 Oct 2026"
    assert data_to_sentence(ours) == "Data to 4 Oct 2026"
    assert covered_words(ours) == "table of 2 Sep 2025 – 4 Oct 2026"
    assert table_name(ours) == f"{ours.title}, version {ours.version}"
    assert "pause of two months" in gaps_text(ours)


def test_a_table_without_a_description_claims_nothing():
    made = described("2019-01-03")
    assert (made.first_day, made.last_day) == (date(2019, 1, 3), date(2019, 1, 3))
    assert made.coverage_start is None and made.coverage_end is None
    assert gaps_text(made) == ""
    assert table_name(made) == "made-up"
    assert covered_words(made) == data_to(made)


def test_the_described_period_wins_over_the_dates_of_the_file():
    made = replace(described("2019-01-03"), coverage_end=date(2020, 1, 1))
    assert (made.first_day, made.last_day) == (date(2019, 1, 3), date(2020, 1, 1))
    assert data_to(made) == "data to 1 Jan 2020"


def test_a_file_is_named_by_the_dates_there_are():
    dated = file_name(described("0025-01-03", "2019-01-03"), {}, "0a1b2c3d", "csv")
    assert dated == "20190103_incidents_00250103-20190103_0a1b2c3d.csv"
    bare = file_name(described(""), {}, "0a1b2c3d", "csv")
    assert bare == "incidents_undated_0a1b2c3d.csv"
    since = file_name(described(""), {"from": date(2020, 2, 1)}, "0a1b2c3d", "csv")
    assert since == "incidents_20200201-_0a1b2c3d.csv"
