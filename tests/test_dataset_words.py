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
    lasting_data_to,
    looked_words,
    table_name,
)
from dashboard.table.beside import Beside
from dashboard.table.coverage import CoverageLook, read_looks
from dashboard.table.dictionary import read_dictionary
from dashboard.table.foreign import describe_table
from dashboard.table.json_members import Member, MemberError
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


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            date(2020, 1, 1),
            "data to 4 Oct 2026 (after today, 1 Jan 2020, by the clock of this machine)",
        ),
        (
            date(2026, 10, 2),
            "data to 4 Oct 2026 (after today, 2 Oct 2026, by the clock of this machine)",
        ),
        (date(2026, 10, 3), "data to 4 Oct 2026"),
        (date(2026, 10, 4), "data to 4 Oct 2026"),
        (date(2026, 10, 5), "data to 4 Oct 2026 (yesterday)"),
        (date(2026, 10, 6), "data to 4 Oct 2026 (2 days ago)"),
        (date(2026, 11, 28), "data to 4 Oct 2026 (55 days ago)"),
        (date(2030, 1, 1), "data to 4 Oct 2026 (1,185 days ago)"),
        (None, "data to 4 Oct 2026"),
    ],
)
def test_the_age_of_the_data_is_said_where_the_day_of_reading_is_known(day, words):
    ours = replace(read_dictionary(), coverage_end=date(2026, 10, 4)).on_day(day)
    assert data_to(ours) == words
    assert lasting_data_to(ours) == "data to 4 Oct 2026"


def test_no_age_is_claimed_for_the_dates_of_a_file():
    made = described("2019-01-03").on_day(date(2026, 11, 28))
    assert data_to(made) == "all dates in the file are 3 Jan 2019"


def test_of_several_tables_each_has_its_own_age():
    label = Beside(key="a", label="A")
    first = replace(
        described("2019-01-03"), coverage_end=date(2026, 10, 4), beside=label
    )
    second = replace(described("2019-01-03"), beside=replace(label, label="B"))
    both = replace(first, coverage_end=None, tables=(first, second))
    said = data_to(both.on_day(date(2026, 10, 7)))
    assert said == (
        "data to 4 Oct 2026 (3 days ago) (A); all dates in the file are 3 Jan 2019 (B)"
    )


def test_who_last_looked_is_said_the_latest_first():
    looks = (
        CoverageLook(date(2026, 11, 23), date(2026, 10, 4), "an editor"),
        CoverageLook(date(2026, 11, 28), date(2026, 10, 5), "an editor", "Made up."),
    )
    assert looked_words(replace(described(), coverage_looks=looks)) == [
        "28 Nov 2026: an editor looked for incidents up to 5 Oct 2026. Made up.",
        "23 Nov 2026: an editor looked for incidents up to 4 Oct 2026.",
    ]
    ours = read_dictionary()
    assert ours.coverage_looks[-1].to == ours.coverage_end
    assert looked_words(described()) == []


@pytest.mark.parametrize(
    ("look", "wrong"),
    [
        ({"to": "2026-10-04", "by": "x"}, "coverage_looks[0].on"),
        ({"on": "2026-10-04", "by": "x"}, "coverage_looks[0].to"),
        ({"on": "2026-10-04", "to": "4 Oct", "by": "x"}, "coverage_looks[0].to"),
        ({"on": "2026-10-04", "to": "2026-10-04", "by": " "}, "coverage_looks[0].by"),
        (
            {"on": "2026-10-04", "to": "2026-10-04", "by": "x", "text": 3},
            "coverage_looks[0].text",
        ),
    ],
)
def test_a_search_that_is_not_whole_is_refused(look, wrong):
    with pytest.raises(MemberError) as error:
        read_looks(Member({"coverage_looks": [look]}))
    assert str(error.value).startswith(wrong)


def test_searches_are_in_order_of_the_day_on_which_they_were_made():
    one = {"on": "2026-11-28", "to": "2026-10-04", "by": "x"}
    found = read_looks(Member({"coverage_looks": [one, {**one, "on": "2026-11-23"}]}))
    assert [look.on.day for look in found] == [23, 28]
    assert read_looks(Member({})) == ()


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
