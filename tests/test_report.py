"""The report on a table: rows in three kinds, grouped for people, whole for programs."""

import json

import pandas as pd

from dashboard.checks.finding import NOTE, WARNING, Finding
from dashboard.checks.report import COLUMNS, grouped, make_report, report_rows, summary

TEXT = pd.DataFrame(
    {"incident_id": list("ABCD"), "deaths_best": ["3", "", "5", "7"]},
    index=[2, 3, 4, 5],
)
FINDINGS = [
    Finding(None, "radius_km", "", "assumed", NOTE),
    Finding(4, "notes", "x", "odd", WARNING),
    Finding(3, "date", "soon", "must be a date", allowed="YYYY-MM-DD", fix="write it"),
    Finding(2, "date", "never", "must be a date", allowed="YYYY-MM-DD", fix="write it"),
    Finding(3, "date", "soon", "doubtful", WARNING),
]


def report():
    return make_report("a.csv", "ucdp", "UCDP export", TEXT, FINDINGS)


def test_rows_are_accepted_warned_or_rejected_and_add_up():
    found = report()
    counts = (found.rows, found.accepted, found.warned, found.rejected)
    assert counts == (4, 1, 1, 2)
    assert (found.deaths_left_out, found.left_out.without_figure) == (3, 1)


def test_the_report_for_programs_has_every_finding_in_the_order_of_lines():
    entry = json.loads(report().to_json())
    assert {
        k: entry[k]
        for k in "format rows accepted warned rejected deaths_left_out".split()
    } == {
        "format": "ucdp",
        "rows": 4,
        "accepted": 1,
        "warned": 1,
        "rejected": 2,
        "deaths_left_out": 3,
    }
    assert [each["line"] for each in entry["problems"]] == [None, 2, 3, 3, 4]
    assert entry["problems"][1] == {
        "line": 2,
        "column": "date",
        "value": "never",
        "reason": "must be a date",
        "allowed": "YYYY-MM-DD",
        "fix": "write it",
        "level": "problem",
    }


def test_the_report_as_a_table_has_the_same_columns():
    columns, rows = report_rows(report().findings)
    assert columns == COLUMNS
    assert rows[0] == ["", "radius_km", "", "assumed", "", "", "note"]
    assert len(rows) == len(FINDINGS)


def test_many_rows_are_one_sentence_with_their_number_and_first_line():
    many = [
        Finding(line, "date", str(line), "must be a date") for line in range(12, 238)
    ]
    assert grouped(many) == [
        "problem: 226 rows: date: must be a date (for example '12'), first at line 12"
    ]
    assert grouped(many[:1]) == ["problem: line 12, date '12': must be a date"]
    levels = [line.split(":")[0] for line in grouped(report().findings)]
    assert levels == ["problem", "warning", "warning", "note"]


def test_a_summary_says_what_it_is_and_the_deaths_of_rejected_rows():
    lines = summary(report())
    assert lines[:3] == [
        "a.csv looks like: UCDP export.",
        "4 rows: 1 accepted, 1 accepted with a warning, 2 rejected.",
        "The rejected rows hold at least 3 deaths; 1 of them has no readable figure.",
    ]
    fine = make_report("a.csv", "table", "incident table", TEXT, [])
    assert len(summary(fine)) == 2


def test_reasons_that_differ_in_the_values_of_their_rows_are_one_group():
    def two_days(line):
        return f"may be 2024-0{line}-01 or 2024-01-0{line}, and nothing tells"

    days = [Finding(line, "date", f"0{line}/01", two_days(line)) for line in (2, 3, 5)]
    places = [
        Finding(line, "state", name, f"the point lies in '{name}'", WARNING)
        for line, name in [(4, "Zulia"), (6, "Sucre")]
    ]
    assert grouped([*days, *places]) == [
        f"problem: 3 rows like this one: line 2, date '02/01': {two_days(2)}",
        "warning: 2 rows like this one: line 4, state 'Zulia': "
        "the point lies in 'Zulia'",
    ]


def test_other_words_another_column_or_no_row_is_another_group():
    found = [
        Finding(2, "date", "1", "must be 4 digits"),
        Finding(3, "date", "2", "must be 2 letters"),
        Finding(4, "date_end", "3", "must be 2 digits"),
        Finding(None, "date", "", "3 rows have no day", NOTE),
        Finding(None, "date", "", "5 rows have no day", NOTE),
    ]
    assert len(grouped(found)) == len(found)
