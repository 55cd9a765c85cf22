"""What a first reading misses: totals at the foot, tolls in other columns, years."""

import pytest

from dashboard.checks.finding import PROBLEM, WARNING
from dashboard.checks.left_out import left_out
from dashboard.checks.problems import find_problems, sound_rows
from dashboard.importers import unread
from dashboard.table.foreign import describe_table
from tests.importing import mapped, said

ROWS = [
    {"id": "1", "date": "2026-01-01", "lat": "1.5", "lon": "2.5", "deaths": "3"},
    {"id": "2", "date": "2026-01-02", "lat": "1.5", "lon": "2.5", "deaths": "4"},
]
BLANK = dict.fromkeys(ROWS[0], "")


def check(rows):
    found = mapped(rows)
    dictionary = describe_table("made up.csv", found.text)
    return found, find_problems(found.text, dictionary, found.findings)


@pytest.mark.parametrize(
    "word",
    ["Total", "TOTAL:", "Sum", "Gesamt", "Total general", "Subtotal", "Grand total"],
)
def test_a_line_with_a_total_is_no_incident_and_is_said(word):
    found, problems = check([*ROWS, BLANK | {"id": word, "deaths": "7"}])
    assert [(each.line, each.level) for each in problems] == [(4, PROBLEM)]
    assert "looks like a total" in problems[0].message
    assert problems[0].value == f"{word} / 7"
    assert sound_rows(found.text, problems)["deaths_best"].tolist() == ["3", "4"]
    assert left_out(found.text, problems).deaths_at_least == 0


def test_a_line_without_a_word_that_adds_the_others_up_is_a_total():
    assert [each.line for each in check([*ROWS, BLANK | {"deaths": "7"}])[1]] == [4]
    assert check([*ROWS, BLANK | {"deaths": "8"}])[1] == []
    assert check([*ROWS, BLANK | {"deaths": "7", "date": "2026-01-03"}])[1] == []
    assert check([*ROWS, BLANK | {"deaths": "7", "id": "3"}])[1] == []
    assert check([ROWS[0], BLANK | {"deaths": "3"}])[1] == []


def test_an_incident_with_day_and_place_may_be_called_total():
    assert check([*ROWS, ROWS[0] | {"id": "Total"}])[1] == []


def test_a_table_of_countries_has_no_total_that_is_a_country():
    rows = [{"country": "A", "deaths": "1"}, {"country": "B", "deaths": "2"}]
    assert check([*rows, {"country": "C", "deaths": "3"}])[1] == []


@pytest.mark.parametrize(
    "name", ["Civilian déaths", "Víctimas totales", "N KIA", "nkillter", "casualties"]
)
def test_a_column_that_looks_like_a_toll_and_was_not_read_is_said(name):
    row = {"id": "1", "date": "2026-01-01", "lat": "1.5", "lon": "2.5", name: "3"}
    found = mapped([row, row | {"id": "2", name: ""}])
    warned = [each for each in found.findings if "looks like a toll" in each.message]
    assert [(each.line, each.level) for each in warned] == [(None, WARNING)]
    assert f"column '{name}' looks like a toll and was not read" in warned[0].message
    assert "1 row " in warned[0].message


@pytest.mark.parametrize(
    "more",
    [
        {"Civilian deaths": "3", "deaths": "4"},
        {"Cause of death": "drowning"},
        {"Skill": "3"},
        {"Deadline": "4"},
        {"Civilian deaths": ""},
    ],
)
def test_a_toll_that_was_read_and_a_column_that_is_none_are_not_said(more):
    found = mapped([{"id": "1", "date": "2026-01-01", **more}])
    assert not [each for each in said(found) if "looks like a toll" in each]


def test_tolls_by_sex_alone_are_not_added_up_and_it_is_said():
    row = {"#event+id": "A", "#affected+killed+f": "3", "#affected+killed+m": "4"}
    found = mapped([row])
    assert found.text["deaths_best"].tolist() == [""]
    words = said(found, "deaths_best", WARNING)
    assert len(words) == 1 and "by sex or age" in words[0]
    assert "'#affected+killed+f', '#affected+killed+m'" in words[0]
    whole = mapped([row | {"#affected+killed": "7"}])
    assert whole.text["deaths_best"].tolist() == ["7"]
    assert said(whole, "deaths_best", WARNING) == []


def test_of_two_columns_that_could_be_the_toll_it_is_said_which_was_taken():
    row = {"#event+id": "A", "#affected+killed": "3", "#affected+dead": "4"}
    words = "read from the column '{}'; '{}' could be the toll as well"
    assert said(mapped([row]), "deaths_best", WARNING) == [
        words.format("#affected+killed", "#affected+dead")
    ]
    plain = mapped([{"id": "1", "fatalities": "3", "killed": "4"}])
    assert said(plain, "deaths_best", WARNING) == [words.format("killed", "fatalities")]
    texts = mapped([{"id": "1", "fatalities": "many", "killed": "4"}])
    assert said(texts, "deaths_best", WARNING) == []


@pytest.mark.parametrize("name", ["year", "Año", "iyear"])
def test_a_year_is_the_date_where_no_column_gives_one(name):
    found = mapped([{"id": "1", name: "2019"}, {"id": "2", name: ""}])
    columns = ["date", "date_end", "date_precision"]
    assert found.text[columns].values.tolist() == [
        ["2019-01-01", "2019-12-31", "year"],
        ["", "", ""],
    ]
    assert any("the year is read from" in each for each in said(found, "date"))


def test_a_year_beside_a_date_and_a_number_that_is_none_are_left_alone():
    found = mapped([{"id": "1", "year": "2019", "date": ""}])
    assert found.text["date"].tolist() == [""]
    assert mapped([{"id": "1", "year": "17"}]).text["date"].tolist() == [""]


def test_a_month_or_day_of_zero_in_three_columns_is_not_known():
    days = [("7", "2"), ("7", "0"), ("0", "0")]
    found = mapped([{"iyear": "1970", "imonth": m, "iday": d} for m, d in days])
    assert found.text["date"].tolist() == ["1970-07-02", "1970-07-01", "1970-01-01"]
    assert found.text["date_precision"].tolist() == ["", "month", "year"]


def test_a_text_of_many_lines_is_looked_at_once(monkeypatch):
    looked, key = [], unread.key
    monkeypatch.setattr(unread, "key", lambda text: looked.append(text) or key(text))
    rows = [ROWS[0] | {"id": str(n), "lat": "", "what": "Somewhere"} for n in range(9)]
    total = BLANK | {"what": "Total", "deaths": "27"}
    _, problems = check([*rows, total])
    assert looked.count("Somewhere") == 1
    assert "looks like a total" in problems[-1].message
