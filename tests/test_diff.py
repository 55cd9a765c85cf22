"""What differs between two tables, held against what was done to one of them."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.commands.cli import main
from dashboard.figures.diff_words import (
    NO_CHANGE,
    effect_lines,
    effects,
    rows_words,
    totals_report,
)
from dashboard.table.diff import CellChange, diff_tables
from tests.worlds import DICTIONARY, located

COLUMNS = ["incident_id", "date", "deaths_best", "notes"]


def table(*rows) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COLUMNS, dtype="str")


ONE = ("A-1", "2026-01-01", "2", "made up")
TWO = ("A-2", "2026-01-02", "", "")


def test_equal_tables_do_not_differ_whatever_the_order_of_rows_and_columns():
    old, new = table(ONE, TWO), table(TWO, ONE)[[*reversed(COLUMNS)]]
    assert not diff_tables(old, new)
    assert rows_words(diff_tables(old, new)) == "no row differs"


def test_rows_that_came_and_went_are_whole_rows_without_blanks():
    found = diff_tables(table(ONE), table(TWO))
    assert found.added == ({"incident_id": "A-2", "date": "2026-01-02"},)
    assert found.removed[0]["notes"] == "made up"
    assert found.changed == ()
    assert rows_words(found) == "1 row added and 1 row removed"


def test_a_cell_that_changed_has_its_old_and_new_value():
    changed = ("A-2", "2026-01-03", "5", "")
    found = diff_tables(table(ONE, TWO), table(ONE, changed))
    assert found.changed == (
        CellChange("A-2", "date", "2026-01-02", "2026-01-03"),
        CellChange("A-2", "deaths_best", "", "5"),
    )
    assert found.changed_rows == ["A-2"]
    assert rows_words(found) == "1 row changed (2 cells)"


@pytest.mark.parametrize(
    ("column", "old", "new", "differs"),
    [
        ("deaths_best", "2", "2.0", False),
        ("deaths_best", "2", "2.1", True),
        ("deaths_best", "0", "", True),
        ("notes", "2", "2.0", True),
        ("notes", "x", "x ", True),
    ],
)
def test_equal_numbers_do_not_differ_and_equal_texts_only_letter_by_letter(
    column, old, new, differs
):
    before, after = table(ONE), table(ONE)
    before[column], after[column] = old, new
    assert bool(diff_tables(before, after)) is differs


def test_a_new_column_is_named_where_it_holds_something():
    old = table(ONE, TWO)
    blank, filled = old.assign(mine=""), old.assign(mine=["", "7"])
    assert not diff_tables(old, blank)
    found = diff_tables(old, filled)
    assert found.columns_added == ("mine",)
    assert found.changed == (CellChange("A-2", "mine", "", "7"),)
    assert diff_tables(filled, old).columns_removed == ("mine",)
    assert "column mine new" in rows_words(found)


def test_ids_that_occur_twice_are_matched_in_turn_and_rows_without_one_counted():
    twice = ("A-1", "2026-02-02", "9", "")
    nameless = ("", "2026-01-01", "1", "")
    found = diff_tables(table(ONE, twice), table(ONE, nameless))
    assert [row["date"] for row in found.removed] == ["2026-02-02"]
    assert found.unmatched == (0, 1)
    assert "0 before, 1 now" in rows_words(found)
    alone = diff_tables(table(ONE), table(ONE, nameless))
    assert rows_words(alone).endswith("not compared: 0 before, 1 now")
    assert not diff_tables(table(ONE, nameless), table(ONE, nameless))
    assert not diff_tables(table(ONE, twice), table(ONE, twice))


cells = st.text("ab0 ", max_size=3)
rows = st.dictionaries(st.sampled_from("PQRS"), st.tuples(cells, cells, cells))


@given(rows, rows)
def test_the_difference_makes_the_new_table_of_the_old_one(old, new):
    before, after = (table(*((k, *v) for k, v in each.items())) for each in (old, new))
    found = diff_tables(before, after)
    made = {
        key: dict(zip(COLUMNS[1:], value, strict=True)) for key, value in old.items()
    }
    for row in found.removed:
        del made[row["incident_id"]]
    for row in found.added:
        made[row["incident_id"]] = {name: row.get(name, "") for name in COLUMNS[1:]}
    for each in found.changed:
        assert made[each.incident_id][each.column] == each.old
        made[each.incident_id][each.column] = each.new
    number = {
        key: dict(zip(COLUMNS[1:], value, strict=True)) for key, value in new.items()
    }
    for key, value in made.items():
        same = {**number[key], "deaths_best": value["deaths_best"]}
        assert value == same
        one, other = value["deaths_best"], number[key]["deaths_best"]
        assert one == other or float(one) == float(other)
    assert made.keys() == number.keys()


A, B = (
    {"incident_id": f"CAR-2025-09-0{n}-01", "date": f"2025-09-0{n}"} for n in (1, 2)
)


def test_the_effect_on_totals_keeps_low_best_and_high_apart():
    toll = {"deaths_low": 3, "deaths_best": 4, "deaths_high": 6}
    old = located({**A, "deaths_low": 2, "deaths_best": 2, "deaths_high": 2})
    new = located(
        {**A, "deaths_low": 2, "deaths_best": 2, "deaths_high": 2}, {**B, **toll}
    )
    found = effects(old, new, DICTIONARY)
    assert len(found) == 1
    assert found[0].words.startswith("+1 incident")
    assert "deaths low +3, best +4, high +6" in found[0].words
    (line,) = effect_lines(found)
    assert "2 killed" in line and "5–8 killed (best 6)" in line
    report = totals_report(old, new, found)
    assert report["change"]["deaths_high"] == 6
    assert report["old"]["incidents"] == 1 and report["new"]["incidents"] == 2
    (back,) = effects(new, old, DICTIONARY)
    assert back.words.startswith("−1 incident, ")
    (gone,) = effects(new, new.iloc[:0], DICTIONARY)
    assert gone.words.startswith("−2 incidents, ") and gone.new_toll == "no row"


def test_what_has_no_effect_on_totals_says_so():
    rows = located(A)
    assert effect_lines(effects(rows, rows, DICTIONARY)) == ["Totals unchanged"]
    assert effects(rows, rows, DICTIONARY)[0].words == NO_CHANGE


def test_campaigns_are_told_apart_and_people_never_added_over_them():
    other = {**B, "campaign": "vessel_seizure", "deaths_best": 1}
    old, new = located(A), located(A, other)
    found = effects(old, new, DICTIONARY)
    assert [each.words != NO_CHANGE for each in found] == [False, True]
    report = totals_report(old, new, found)
    assert report["new"]["deaths_best"] is None
    assert report["by_campaign"]["vessel_seizure"]["change"]["incidents"] == 1


HEAD = "incident_id,date,latitude,longitude,deaths_low,deaths_best,deaths_high\n"


def test_the_command_says_what_differs(tmp_path, capsys):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(HEAD + "A-1,2026-01-01,10,-66,1,1,2\n", "utf-8")
    new.write_text(
        HEAD + "A-1,2026-01-01,10,-66,1,2,2\nA-2,2026-01-05,11,-66,0,0,0\n", "utf-8"
    )
    assert main(["diff", str(old), str(new)]) == 0
    said = capsys.readouterr().out
    assert "1 row added and 1 row changed (1 cell)" in said
    assert "+1 incident, deaths best +1" in said
    assert "+ A-2, 2026-01-05" in said
    assert "~ A-1 deaths_best: 1 → 2" in said
    assert main(["diff", str(old), str(new), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["changed"] == [
        {"id": "A-1", "column": "deaths_best", "old": "1", "new": "2"}
    ]
    assert report["added"][0]["id"] == "A-2"
    assert report["totals"]["change"]["incidents"] == 1
    assert report["totals"]["change"]["deaths_low"] == 0


def test_a_row_that_is_left_out_is_in_the_difference_and_said(tmp_path, capsys):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(HEAD + "A-1,2026-01-01,10,-66,1,1,2\n", "utf-8")
    new.write_text(
        HEAD + "A-1,2026-01-01,10,-66,1,1,2\nA-2,2026-01-05,99,-66,3,3,3\n", "utf-8"
    )
    assert main(["diff", str(old), str(new)]) == 1
    out, err = capsys.readouterr()
    assert "1 row added" in out and "NEW: 1 row with at least 3 deaths left out" in err


@pytest.mark.parametrize("wrong", ["old", "new"])
def test_rows_left_out_of_either_table_are_an_exit_code(tmp_path, capsys, wrong):
    for name in ("old", "new"):
        latitude = 99 if name == wrong else 10
        row = f"A-1,2026-01-01,{latitude},-66,1,1,2\nA-2,2026-01-01,10,-66,1,1,2\n"
        (tmp_path / f"{name}.csv").write_text(HEAD + row, "utf-8")
    assert main(["diff", str(tmp_path / "old.csv"), str(tmp_path / "new.csv")]) == 1
    assert f"{wrong.upper()}: 1 row" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["old", "new"])
def test_a_table_that_is_not_there_is_named(tmp_path, capsys, missing):
    there = tmp_path / "there.csv"
    there.write_text(HEAD + "A-1,2026-01-01,10,-66,1,1,2\n", "utf-8")
    gone = str(tmp_path / "gone.csv")
    words = [gone, str(there)] if missing == "old" else [str(there), gone]
    assert main(["diff", *words]) == 2
    assert "gone.csv" in capsys.readouterr().err
