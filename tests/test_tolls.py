"""Every way to say a number of dead: with its range, and never none for no figure."""

import pandas as pd
import pytest

from dashboard.figures.toll_bars import bar_range, toll_bar
from dashboard.figures.toll_changes import signed, toll_change, toll_difference
from dashboard.figures.toll_figure import toll_figure
from dashboard.figures.toll_sums import campaign_tolls, rows_toll, toll_with_parts
from dashboard.figures.tolls import (
    Toll,
    missing_words,
    part_sentence,
    people_words,
    row_toll,
    sum_toll,
    survivor_words,
    toll,
    toll_label,
    toll_plate,
    toll_popup,
    toll_sentence,
    toll_total,
    toll_with_unknown,
    unknown_words,
)
from dashboard.figures.totals import totals
from tests.worlds import DICTIONARY, NO_TOLL, located

BLANK = pd.NA


def ends(low, best, high):
    names = ("deaths_low", "deaths_best", "deaths_high")
    return {**dict(zip(names, map(str, (low, best, high)), strict=True)), "missing": ""}


@pytest.mark.parametrize(
    ("cells", "sentence", "label", "short"),
    [
        ((11, 11, 11), "11 killed", "11 killed", "11 killed"),
        (
            (9, 10, 11),
            "between 9 and 11 killed (best 10)",
            "9–11 killed (best 10)",
            "9–11 killed",
        ),
        ((9, BLANK, 11), "between 9 and 11 killed", "9–11 killed", "9–11 killed"),
        ((0, 0, 0), "none killed", "none killed", "none killed"),
        (
            (0, 0, 1),
            "between 0 and 1 killed (best 0)",
            "0–1 killed (best 0)",
            "0–1 killed",
        ),
        ((BLANK, BLANK, BLANK), "no figure reported", "no figure", "no figure"),
        ((1, 1, BLANK), *["at least 1 killed"] * 3),
        ((BLANK, 2, 3), *["at most 3 killed"] * 3),
        ((BLANK, BLANK, 0), *["at most 0 killed"] * 3),
        ((BLANK, 4, BLANK), *["4 killed (range not reported)"] * 3),
        ((1200, 1200, 1200), *["1,200 killed"] * 3),
    ],
)
def test_a_toll_of_one_incident_is_said_with_its_range(cells, sentence, label, short):
    dead = toll(*cells)
    assert toll_sentence(dead) == sentence
    assert toll_label(dead) == label
    assert toll_label(dead, best=False) == short


def test_cells_of_every_kind_of_blank_are_not_reported():
    for blank in (None, pd.NA, float("nan"), ""):
        assert toll(blank, blank, blank).is_unknown
        assert toll(1, blank, 2).best is None
    assert toll(1.0, 2.0, 3.0) == Toll(1, 2, 3)
    assert not toll(BLANK, 0, BLANK).is_unknown
    assert toll(BLANK, 0, 1).is_open and toll(0, 0, BLANK).is_open
    assert not toll(0, BLANK, 1).is_open


@pytest.mark.parametrize(
    ("unknown", "rows", "popup", "plate"),
    [
        (0, 3, "14–15 killed (best 15)", "14–15 killed"),
        (
            2,
            3,
            "14–15 killed (best 15), 2 with no figure",
            "14–15 killed (2 no figure)",
        ),
        (3, 3, "14–15 killed (best 15)", "no figure"),
    ],
)
def test_a_mark_and_a_plate_count_the_rows_without_a_figure(
    unknown, rows, popup, plate
):
    dead = toll(14, 15, 15, unknown, rows)
    assert toll_popup(dead) == popup
    assert toll_plate(dead) == plate


def test_an_area_of_which_no_row_has_a_figure_is_not_said_twice():
    assert toll_popup(toll(BLANK, BLANK, BLANK, 2, 2)) == "no figure"


@pytest.mark.parametrize(
    ("dead", "words", "short"),
    [
        (Toll(215, 238, 238), "215–238 killed (best 238)", "215–238 killed"),
        (Toll(3, 3, 3), "3 killed", "3 killed"),
        (Toll(3, None, 5), "3–5 killed", "3–5 killed"),
        (Toll(0, 0, 0), "none killed", "none killed"),
        (Toll(None, None, None), *["deaths: no figure reported"] * 2),
        (
            Toll(3, 4, None, open_high=2),
            "at least 3 killed (best 4; upper figure not reported for 2 rows)",
            "at least 3 killed",
        ),
        (
            Toll(None, None, 5, open_low=1),
            *["at most 5 killed (lower figure not reported for 1 row)"] * 2,
        ),
        (
            Toll(None, 4, None, open_low=1, open_high=2),
            (
                "4 killed (upper figure not reported for 2 rows; "
                "lower figure not reported for 1 row)"
            ),
            "4 killed",
        ),
        (
            Toll(None, 4, None, open_low=1, open_high=1, open_best=1, rows=3),
            (
                "4 killed (best 4, not reported for 1 row; upper figure not reported "
                "for 1 row; lower figure not reported for 1 row)"
            ),
            "4 killed",
        ),
    ],
)
def test_a_sum_says_its_range_and_how_many_rows_leave_it_open(dead, words, short):
    assert toll_total(dead) == words
    assert toll_total(dead, best=False) == short


def test_an_open_sum_never_counts_less_than_one_row():
    assert "for 1 row)" in toll_total(Toll(3, None, None))
    assert "for 1 row)" in toll_total(Toll(None, None, 3))


def test_rows_without_a_figure_are_counted_beside_a_sum_that_has_one():
    some, none = Toll(2, 3, 4, unknown=2), Toll(None, None, None, unknown=2)
    assert toll_with_unknown(some) == "2–4 killed (best 3), 2 rows with no figure"
    assert toll_with_unknown(some, best=False) == "2–4 killed, 2 rows with no figure"
    assert toll_with_unknown(none) == "deaths: no figure reported"
    assert toll_with_unknown(none, unknown="no death toll") == "no death toll"
    assert unknown_words(some, "; ") == "; 2 rows with no figure"
    assert unknown_words(Toll(1, 1, 1, unknown=1)) == ", 1 row with no figure"
    assert unknown_words(some, "", unit="") == "2 with no figure"
    assert unknown_words(Toll(1, 1, 1)) == ""


@pytest.mark.parametrize(
    ("dead", "figure"),
    [
        (Toll(None, None, None), ("–", "deaths not reported")),
        (Toll(7, None, None), ("≥ 7", "people killed")),
        (Toll(None, None, 7), ("≤ 7", "people killed")),
        (Toll(None, 907, 919, open_low=21), ("≤ 919", "people killed")),
        (Toll(None, 5, None, rows=3, open_low=1, open_high=1), ("5", "people killed")),
        (Toll(3, 3, 3), ("3", "people killed")),
        (Toll(215, 238, 238), ("215–238", "people killed")),
    ],
)
def test_the_large_number_of_a_brief(dead, figure):
    assert toll_figure(dead)[:2] == figure


@pytest.mark.parametrize(
    ("dead", "doubt"),
    [
        (Toll(None, None, None), "blank, which is not zero"),
        (Toll(3, 3, 3), "low, best and high agree"),
        (Toll(3, 3, 3, missing=1), "1 presumed dead"),
        (Toll(2, None, 4), "best figure not reported"),
        (
            Toll(2, 3, 4, unknown=1, missing=2),
            "best 3; 2 presumed dead; 1 row with no figure",
        ),
        (Toll(7, 7, None, open_high=2), "best 7; high not known for 2 rows"),
        (Toll(None, 7, 7, open_low=3), "best 7; low not known for 3 rows"),
        (
            Toll(None, 5, None, rows=3, open_low=1, open_high=2),
            "best figure; low not known for 1 row; high not known for 2 rows",
        ),
        (Toll(7, 7, None), "best 7; high not known for 1 row"),
        (
            Toll(7, None, None, 1, 2, 0, 1),
            "high not known for 1 row; 1 row with no figure",
        ),
        (
            Toll(None, 9, 9, open_low=21, missing=433),
            "best 9; low not known for 21 rows; 433 presumed dead",
        ),
    ],
)
def test_the_doubt_beside_the_large_number(dead, doubt):
    assert toll_figure(dead)[2] == doubt


def test_missing_and_survivors_are_said_only_where_there_are_some():
    dead = Toll(2, 3, 4, missing=1200, survivors=1)
    assert missing_words(dead) == "1,200 presumed dead among them"
    assert missing_words(dead, "of them") == "1,200 of them presumed dead"
    assert missing_words(dead, "") == "1,200 presumed dead"
    assert missing_words(Toll(1, 1, 1)) == ""
    assert survivor_words(dead) == "1 known survivor"
    assert survivor_words(Toll(1, 1, 1, survivors=0)) == "0 known survivors"
    assert survivor_words(Toll(1, 1, 1)) == ""
    assert (
        people_words(dead)
        == " · 1,200 of them missing, presumed dead · 1 known survivor"
    )
    assert people_words(Toll(1, 1, 1, survivors=0)) == ""


def test_a_part_without_a_figure_points_to_the_whole():
    silent = Toll(None, None, None)
    assert part_sentence(silent) == "toll reported for the whole incident only"
    assert part_sentence(silent, "operation").endswith("whole operation only")
    assert part_sentence(Toll(2, 2, 2)) == "2 killed"


@pytest.mark.parametrize(
    ("low", "high", "open_rows", "open_high", "unknown", "words"),
    [
        (5, 7, 0, 0, 0, "5–7"),
        (0, 0, 0, 0, 0, "0"),
        (5, 5, 1, 1, 0, "5 or more, a range is open"),
        (0, 5, 1, 0, 0, "up to 5, a range is open"),
        (5, 7, 0, 0, 1200, "5–7; 1,200 with no figure"),
        (0, 0, 1, 1, 2, "0 or more, a range is open; 2 with no figure"),
        (0, 0, 0, 0, 2, "2 with no figure, else none"),
    ],
)
def test_a_bar_says_what_its_height_cannot(
    low, high, open_rows, open_high, unknown, words
):
    assert toll_bar(low, high, open_rows, open_high, unknown) == words
    assert words.startswith(bar_range(low, high, open_rows, open_high)) or unknown == 2


def test_a_difference_is_what_both_ranges_allow():
    one, other = Toll(1, 2, 3), Toll(5, 6, 9)
    assert toll_difference(one, other) == "between +2 and +8 (best +4)"
    assert toll_difference(other, one) == "between −8 and −2 (best −4)"
    assert toll_difference(Toll(4, 4, 4), Toll(6, 6, 6)) == "+2"
    for unsure in (Toll(4, 4, None), Toll(None, 4, 4)):
        assert toll_difference(unsure, one) == (
            "best −2; the range is open, an end was not reported"
        )
        assert toll_difference(one, unsure).startswith("best +2; the range is open")
    silent = Toll(4, 4, 4, unknown=1)
    for pair in ((silent, one), (one, silent)):
        assert toll_difference(*pair).endswith("the range is open, a row has no figure")
    for pair in ((Toll(1, None, 2), one), (one, Toll(1, None, 2))):
        assert toll_difference(*pair) == "not known: a side has no figure"


def test_a_change_names_only_what_changed():
    assert toll_change((1, 2, 3), (1, 2, 3)) == ""
    assert toll_change((1, 2, 3), (1, 7, 2)) == "deaths best +5, high −1"
    assert toll_change((1, 2, None), (1, 2, 1500)) == (
        "deaths high not reported, now 1,500"
    )
    assert toll_change((1, 2, 1500), (1, 2, None)) == (
        "deaths high 1,500, now not reported"
    )


def test_a_sign_stands_before_every_number_but_zero():
    assert [signed(n) for n in (-1200, -1, 0, 1)] == ["−1,200", "−1", "0", "+1"]


def test_a_row_and_its_totals_give_the_same_toll():
    rows = located({**ends(2, 3, 4), "missing": "1", "survivors": "2"})
    row = row_toll(rows.iloc[0])
    assert row == Toll(2, 3, 4, missing=1, survivors=2)
    assert row == sum_toll(totals(rows)) == rows_toll(rows)


def test_survivors_of_rows_that_report_none_are_blank_and_not_zero():
    assert rows_toll(located({"survivors": ""})).survivors is None
    assert rows_toll(located({"survivors": "0"})).survivors == 0
    assert row_toll(located({"survivors": ""}).iloc[0]).survivors is None


def test_a_toll_with_parts_is_added_up_only_where_every_end_is_known():
    rows = located(ends(9, 9, 9), ends(2, 2, 3))
    assert toll_with_parts(rows.iloc[0], rows.iloc[1:]) == (
        "between 11 and 12 killed (best 11) in all: 9 at first, 2–3 in its parts"
    )
    rows = located(ends(9, 9, ""), ends(2, 2, 3), NO_TOLL)
    assert toll_with_parts(rows.iloc[0], rows.iloc[1:]) == (
        "at least 9 killed at first; in its parts, each apart: "
        "between 2 and 3 killed (best 2)"
    )
    assert toll_with_parts(rows.iloc[1], rows.iloc[2:]) == (
        "between 2 and 3 killed (best 2)"
    )


def test_tolls_of_campaigns_stand_apart_and_one_alone_needs_no_label():
    rows = located(
        {"campaign": "boat_strike", **ends(1, 1, 1)},
        {"campaign": "venezuela_operation", **ends(2, 2, 2)},
    )
    assert campaign_tolls(rows.iloc[:1], DICTIONARY) == "1 killed"
    first, second = (
        DICTIONARY.label("campaign", code)
        for code in ("boat_strike", "venezuela_operation")
    )
    assert campaign_tolls(rows, DICTIONARY) == (
        f"{first}: 1 killed; {second}: 2 killed"
    )
    assert campaign_tolls(
        rows, DICTIONARY, toll_label, between=", ", after_label=" "
    ) == (f"{first} 1 killed, {second} 2 killed")
