"""Rows that cannot be used: how many, with how many dead, and why."""

import pandas as pd

from dashboard.checks.finding import NOTE, WARNING, Finding
from dashboard.checks.left_out import LeftOut, left_out

TEXT = pd.DataFrame(
    {
        "incident_id": ["A", "B", "C", "D", "A"],
        "date": ["2026-01-01", "soon", "never", "2026-01-02", "2026-01-01"],
        "deaths_low": ["1", "4", "", "2", "1"],
        "deaths_best": ["2", "3", "many", "2", "2"],
    },
    index=[2, 3, 5, 6, 7],
)


def test_the_smaller_of_low_and_best_counts_and_a_row_without_either_is_said():
    bad_date = [Finding(line, "date", "", "must be a date") for line in (3, 5)]
    lost = left_out(TEXT, bad_date)
    assert (lost.rows, lost.deaths_at_least, lost.without_figure) == (2, 3, 1)
    assert lost.reasons == [("date: must be a date", 2, 3)]


def test_a_row_with_several_problems_stands_under_the_first_alone():
    several = [
        Finding(3, "date", "", "a"),
        Finding(5, "", "", "b"),
        Finding(3, "", "", "b"),
        Finding(5, "date", "", "a"),
        Finding(6, "", "", "b"),
    ]
    lost = left_out(TEXT, several)
    assert lost.reasons == [("b", 2, 5), ("date: a", 1, 3)]
    assert sum(rows for _, rows, _ in lost.reasons) == lost.rows == 3


def test_a_row_told_twice_takes_no_deaths_along():
    again = [Finding(7, "incident_id", "A", "repeats line 2")]
    lost = left_out(TEXT, again)
    assert (lost.rows, lost.deaths_at_least, lost.without_figure) == (1, 0, 0)
    other = TEXT.assign(deaths_low=["1", "4", "", "2", "9"])
    assert left_out(other, again).deaths_at_least == 2


def test_parts_of_an_incident_that_is_left_out_are_counted():
    wrong = [Finding(3, "date", "", "must be a date")]
    parents = {"of B": "B", "of A": "A", "of none": ""}
    found = {
        name: left_out(TEXT.assign(parent_id=["", "", "", parent, ""]), wrong).parts
        for name, parent in parents.items()
    }
    assert found == {"of B": 1, "of A": 0, "of none": 0}
    again = [Finding(7, "incident_id", "A", "repeats line 2")]
    first_stays = TEXT.assign(parent_id=["", "", "", "A", ""])
    assert left_out(first_stays, again).parts == 0


def test_warnings_and_notes_leave_nothing_out():
    doubts = [Finding(3, "date", "", "odd", level) for level in (WARNING, NOTE)]
    assert left_out(TEXT, doubts) == LeftOut()
    assert not left_out(TEXT, [])


def test_a_table_without_tolls_has_rows_without_a_figure():
    lost = left_out(TEXT[["date"]], [Finding(3, "date", "soon", "no date")])
    assert (lost.rows, lost.deaths_at_least, lost.without_figure) == (1, 0, 1)


def test_reasons_that_differ_in_the_values_of_their_rows_are_one_reason():
    text = pd.DataFrame({"date": list("abcde")}, index=[2, 3, 4, 5, 6])
    two = [Finding(line, "date", "", f"may be {line} or 9") for line in (3, 5)]
    other = [Finding(4, "date_end", "", "may be 4 or 9"), Finding(6, "date", "", "odd")]
    assert left_out(text, [*two, *other]).reasons == [
        ("date: for example, may be 3 or 9", 2, 3),
        ("date_end: may be 4 or 9", 1, 4),
        ("date: odd", 1, 6),
    ]


def test_of_a_table_without_a_problem_nothing_is_counted(monkeypatch):
    monkeypatch.delattr("dashboard.checks.left_out._parts")
    rows = pd.DataFrame({"incident_id": ["a", "b"], "parent_id": ["", "a"]})
    assert left_out(rows, [Finding(0, "date", "", "odd", WARNING)]) == LeftOut()
