"""What differs between two states of the table: new, gone and changed rows."""

from dashboard.table.changes import find_changes
from tests.worlds import DICTIONARY, located

ONE, TWO, THREE = ({"incident_id": f"CAR-2025-09-0{n}-01"} for n in (1, 2, 3))


def lines(*frames):
    return find_changes(*frames).to_numpy().tolist()


def test_equal_rows_differ_in_nothing():
    rows = located(ONE, TWO)
    assert lines(rows, rows.copy(), DICTIONARY) == []
    assert lines(rows.iloc[:0], rows.iloc[:0], DICTIONARY) == []


def test_new_lost_and_changed_rows_are_told_apart():
    old = located(ONE, {**TWO, "deaths_best": 3, "deaths_high": 3})
    new = located({**TWO, "deaths_best": 5, "deaths_high": 6}, THREE)
    found = lines(old, new, DICTIONARY)
    assert [each[:3] for each in found] == [
        [THREE["incident_id"], "new in the table", ""],
        [ONE["incident_id"], "no longer in the table", ""],
        [TWO["incident_id"], "changed", "Deaths, best"],
        [TWO["incident_id"], "changed", "Deaths, high"],
    ]
    assert found[2][3:] == ["3", "5"]


def test_a_row_that_only_the_filters_left_out_before_is_not_called_new():
    every = located(ONE, TWO)
    found = find_changes(every.iloc[:1], every, DICTIONARY, every, every)
    assert found["What"].tolist() == ["selected now"]
    found = find_changes(every, every.iloc[:1], DICTIONARY, every, every)
    assert found["What"].tolist() == ["no longer selected"]


def test_a_figure_that_was_blank_was_not_reported():
    old, new = located({**ONE, "survivors": ""}), located({**ONE, "survivors": 0})
    ((_, what, column, before, now),) = lines(old, new, DICTIONARY)
    assert (what, column, before, now) == (
        "changed",
        "Known survivors",
        "not reported",
        "0",
    )


def test_a_difference_far_into_a_long_text_is_seen():
    notes = "word " * 100
    old, new = located({"notes": notes + "one"}), located({"notes": notes + "two"})
    (line,) = find_changes(old, new, DICTIONARY).itertuples()
    assert line.Before.startswith("…") and line.Before.endswith("one")
    assert line.Now.endswith("two")
