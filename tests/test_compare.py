"""Two sides and their difference: numbers by eye, ranges kept."""

import pytest

from dashboard.figures.compare import (
    Side,
    differences,
    overlap_words,
    pair_sentence,
)
from dashboard.figures.toll_changes import toll_difference
from dashboard.figures.toll_sums import rows_toll
from tests.worlds import DICTIONARY, NO_TOLL, located, real_dataset

DATASET = real_dataset()


def side(*changes):
    return Side(rows=located(*changes), words="made up")


def toll(low, best, high):
    given = {"deaths_low": low, "deaths_best": best, "deaths_high": high}
    return {**given, "missing": ""}


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (("1", "2", "3"), ("5", "6", "9"), "between +2 and +8 (best +4)"),
        (("5", "6", "9"), ("1", "2", "3"), "between −8 and −2 (best −4)"),
        (("1", "2", "3"), ("1", "2", "3"), "between −2 and +2 (best 0)"),
        (("4", "4", "4"), ("6", "6", "6"), "+2"),
        (("4", "4", "4"), ("4", "4", "4"), "0"),
        (("1", "1", ""), ("3", "3", "3"), "best +2; the range is open"),
    ],
)
def test_a_difference_of_deaths_is_the_range_that_both_allow(one, other, words):
    tolls = [rows_toll(located(toll(*each))) for each in (one, other)]
    assert toll_difference(*tolls).startswith(words)


def test_a_side_without_any_figure_has_no_difference():
    tolls = [rows_toll(located(each)) for each in (NO_TOLL, {})]
    assert toll_difference(*tolls) == "not known: a side has no figure"


def test_every_number_of_both_sides_is_in_the_table():
    table = differences(side({}), side({}, {"strikes": "2"}))
    assert table.loc["Incidents"].tolist() == ["1", "2", "+1"]
    assert table.loc["Strikes"].tolist() == ["1", "3", "+2"]
    assert table.loc["Vessels"].tolist() == ["1", "2", "+1"]
    assert table.loc["Deaths, low–high (best)"].tolist() == [
        "2–4 killed (best 3)",
        "4–8 killed (best 6)",
        "between +2 and +4 (best +3)",  # the row on both sides cancels
    ]


def test_tolls_of_several_campaigns_are_not_compared():
    table = differences(side({}), side({}, {"campaign": "accident"}))
    assert table.loc["Deaths, low–high (best)", "Right − left"] == (
        "not added up over campaigns"
    )


def test_what_stands_on_both_sides_is_said():
    table = located({}, {}, {})
    one, two = Side(table.iloc[:2], "a"), Side(table.iloc[1:], "b")
    assert overlap_words(one, two) == "1 strike on both sides."
    assert overlap_words(one, one) == "Both sides hold the same incidents."
    assert differences(one, one).loc["Deaths, low–high (best)", "Right − left"] == "0"
    assert overlap_words(Side(table.iloc[:1], "a"), Side(table.iloc[2:], "b")) == ""


def test_the_sentence_has_both_sides_with_their_ranges():
    boats = DATASET.incidents[DATASET.incidents["campaign"].eq("boat_strike")]
    early, late = boats["date"] < "2026-01-01", boats["date"] >= "2026-01-01"
    text = pair_sentence(
        Side(boats[early], "to 31 Dec 2025"),
        Side(boats[late], "from 1 Jan 2026"),
        DICTIONARY,
        "f00d",
        "http://x",
    )
    assert "Left (to 31 Dec 2025): 35 incidents, 114–123 killed (best 123)" in text
    assert "Right (from 1 Jan 2026): 36 incidents, 101–115 killed (best 115)" in text
    assert "between −22 and +1 (best −8) killed" in text
    assert "Data to 4 Oct 2026" in text and text.endswith("(f00d), http://x.")
