"""Sums: units apart, ranges kept, blanks said."""

from datetime import date

import pandas as pd
import pytest

from dashboard.figures.headline import headline, sentence
from dashboard.figures.timeline import per_bin
from dashboard.figures.toll_changes import toll_difference
from dashboard.figures.toll_figure import toll_figure
from dashboard.figures.toll_sums import rows_toll
from dashboard.figures.tolls import toll_total
from dashboard.figures.totals import (
    TOTALS,
    all_added_are_missing,
    cumulative,
    placed,
    published_for,
    sensitivity,
    several_campaigns,
    totals,
)
from dashboard.table.read import read_published_totals
from tests.worlds import AREA, DICTIONARY, NO_TOLL, located, real_dataset

DATASET = real_dataset()
PART = {"parent_id": "TST-2025-09-02-01", "strikes": "0", "vessels": "0"}
ONLY_BEST = {"deaths_low": "", "deaths_best": "7", "deaths_high": "", "missing": ""}


def sums(*changes):
    return totals(located(*changes))


def test_low_best_and_high_are_three_sums():
    found = sums({}, {"deaths_low": "0", "deaths_best": "1", "deaths_high": "9"})
    assert [found[f"deaths_{n}"] for n in ("low", "best", "high")] == [2, 4, 13]


def test_missing_is_shown_and_never_added_to_the_dead():
    found = sums({}, {})
    assert (found["missing"], found["deaths_best"]) == (2, 6)


def test_a_part_adds_to_units_and_toll_but_is_no_incident():
    found = sums(
        {}, {**PART, "deaths_low": "1", "deaths_best": "1", "deaths_high": "1"}
    )
    assert (found["incidents"], found["parts"]) == (1, 1)
    assert (found["strikes"], found["deaths_best"]) == (1, 4)


def test_a_part_whose_incident_has_the_toll_is_not_without_a_figure():
    assert sums({}, {**PART, **NO_TOLL})["deaths_unknown"] == 0
    assert totals(located({}, {**PART, **NO_TOLL}).iloc[1:])["deaths_unknown"] == 1


def test_a_row_without_any_figure_is_counted_and_not_taken_for_none():
    found = sums({}, NO_TOLL)
    assert found["deaths_unknown"] == 1
    assert sums(NO_TOLL)["deaths_best"] is None
    nobody = {"deaths_low": "0", "deaths_best": "0", "deaths_high": "0", "missing": ""}
    assert sums(nobody)["deaths_best"] == 0


def test_an_end_that_was_not_reported_leaves_the_range_open():
    found = sums({}, ONLY_BEST)
    assert (found["deaths_low"], found["deaths_best"], found["deaths_high"]) == (
        None,
        10,
        None,
    )
    assert (found["open_low"], found["open_high"]) == (1, 1)


def test_nothing_adds_up_to_nothing():
    found = totals(located({}).iloc[:0])
    assert set(found.values()) == {0}
    assert list(found)[: len(TOTALS)] == TOTALS


def test_the_published_totals_of_7_january_2026():
    boats = DATASET.incidents[DATASET.incidents["campaign"].eq("boat_strike")]
    found = totals(boats[boats["date"] <= "2026-01-07"])
    # SOUTHCOM on that day: 35 strikes, 36 boats, 114 killed and 9 lost: 123; 2 survivors
    assert [found[key] for key in ("strikes", "vessels", "survivors")] == [35, 36, 2]
    assert [found[key] for key in ("deaths_low", "missing", "deaths_best")] == [
        114,
        9,
        123,
    ]


def test_16_of_71_boat_strikes_can_be_placed():
    boats = DATASET.incidents[DATASET.incidents["campaign"].eq("boat_strike")]
    assert placed(boats) == {"placed": 16, "area_only": 53, "unplaced": 2}


def test_weeks_begin_on_monday_and_empty_ones_stay():
    weeks = per_bin(located({"date": "2025-09-02"}, {"date": "2025-09-21"}))
    assert weeks["start"].dt.strftime("%a %d").tolist() == [
        "Mon 01",
        "Mon 08",
        "Mon 15",
    ]
    assert weeks["low"].tolist() == [2, 0, 2]
    assert weeks["added"].tolist() == [2, 0, 2]
    assert weeks["incidents"].tolist() == [1, 0, 1]


def test_weeks_reach_over_the_period_that_was_asked_for():
    weeks = per_bin(located({}), date(2025, 8, 1), date(2025, 9, 30))
    assert (weeks["start"].min(), weeks["start"].max()) == (
        pd.Timestamp("2025-07-28"),
        pd.Timestamp("2025-09-29"),
    )
    assert per_bin(located({}).iloc[:0]).empty


def test_rows_of_one_campaign_or_none_are_not_several():
    rows = located({}, {}, {"campaign": "accident"})
    found = [several_campaigns(rows.iloc[:number]) for number in range(4)]
    assert found == [False, False, False, True]


def test_weekly_sums_are_the_totals():
    boats = DATASET.incidents[DATASET.incidents["campaign"].eq("boat_strike")]
    weeks = per_bin(boats)
    assert [weeks[each].sum() for each in ("low", "high", "incidents")] == [
        215,
        238,
        71,
    ]


def test_the_running_total_ends_at_the_totals_and_never_falls():
    boats = DATASET.incidents[DATASET.incidents["campaign"].eq("boat_strike")]
    running = cumulative(boats)
    assert running.iloc[-1][["low", "best", "high"]].tolist() == [215, 238, 238]
    assert (running[["low", "best", "high"]].diff().dropna() >= 0).all(axis=None)
    assert running["date"].is_unique


def test_a_running_end_stays_open_from_the_day_it_was_not_reported():
    running = cumulative(
        located({}, {**ONLY_BEST, "date": "2025-09-03"}, {"date": "2025-09-04"})
    )
    assert running["best"].tolist() == [3, 10, 13]
    assert running["high"].isna().tolist() == [False, True, True]


START = date(2025, 9, 2)


@pytest.mark.parametrize(
    ("selection", "comparable"),
    [
        ({"campaign": ["boat_strike"]}, True),
        ({"campaign": ["boat_strike"], "to": date(2026, 1, 7)}, True),
        ({"campaign": ["boat_strike"], "from": START}, True),
        ({"campaign": ["boat_strike"], "from": date(2026, 1, 1)}, False),
        ({"campaign": ["boat_strike"], "theatre": ["caribbean"]}, False),
        ({"campaign": ["boat_strike", "accident"]}, False),
        ({}, False),
    ],
)
def test_published_totals_are_shown_only_for_exactly_their_scope(selection, comparable):
    found = published_for(read_published_totals(), selection, START)
    assert (len(found) > 0) == comparable
    if "to" in selection:
        assert found["date"].max() <= pd.Timestamp(selection["to"])


def published(**columns):
    """Return one published total, made up, with changes."""
    row = {"campaign": "boat_strike", "as_of_date": "2025-10-01", "killed": 7}
    return pd.DataFrame([{**row, **columns}]).astype({"killed": "Int64"})


@pytest.mark.parametrize(
    ("last", "kept"), [("2025-09-30", 0), ("2025-10-01", 1), ("2025-10-02", 1)]
)
def test_a_total_published_on_the_last_day_asked_for_still_counts(last, kept):
    selection = {"campaign": ["boat_strike"], "to": date.fromisoformat(last)}
    assert len(published_for(published(), selection, START)) == kept


@pytest.mark.parametrize(
    ("first", "kept"), [("2025-09-01", 1), ("2025-09-02", 1), ("2025-09-03", 0)]
)
def test_a_total_counts_from_the_first_day_on(first, kept):
    selection = {"campaign": ["boat_strike"], "from": date.fromisoformat(first)}
    assert len(published_for(published(), selection, START)) == kept


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({}, 1),
        ({"campaign": "venezuela_operation"}, 0),
        ({"as_of_date": "2025-10"}, 0),
        ({"as_of_date": ""}, 0),
        ({"killed": pd.NA}, 0),
    ],
)
def test_a_total_needs_a_campaign_a_day_and_a_number(changes, kept):
    found = published_for(published(**changes), {"campaign": ["boat_strike"]}, START)
    assert found["killed"].tolist() == [7] * kept
    assert found["date"].tolist() == [pd.Timestamp("2025-10-01")] * kept


@pytest.mark.parametrize("campaigns", [[], ["boat_strike", "venezuela_operation"]])
def test_no_total_is_of_several_campaigns(campaigns):
    assert published_for(published(), {"campaign": campaigns}, START).empty


def rows(**selection):
    table = DATASET.incidents
    for column, value in selection.items():
        table = table[table[column].eq(value)]
    return table


def test_the_first_line_has_its_range_units_and_date():
    (line,) = headline(rows(campaign="boat_strike"), 97, DICTIONARY)
    assert line == (
        "71 of 97 incidents (1 part), boat strikes · 71 strikes · 72 vessels · 215–238 killed (best 238) · "
        "23 presumed dead among them · 53 known only to a sea, 2 not even to a sea · "
        "data to 4 Oct 2026"
    )


def test_several_campaigns_have_a_line_each_and_no_common_toll():
    lines = headline(DATASET.incidents, 97, DICTIONARY)
    assert lines[0] == "97 of 97 incidents · data to 4 Oct 2026"
    assert len(lines) == 8 and not any("328" in line for line in lines)
    (operation,) = [line for line in lines if "operation in Venezuela" in line]
    assert "57–100 killed (best 83)" in operation


def test_a_row_without_an_upper_figure_is_said():
    (line,) = headline(rows(campaign="land_strike"), 97, DICTIONARY)
    assert "at least 1 killed (best 1; upper figure not reported for 1 row)" in line
    assert "1 with no figure" in line


def test_an_empty_selection_has_a_line_too():
    assert headline(DATASET.incidents.iloc[:0], 97, DICTIONARY) == [
        "0 of 97 incidents · data to 4 Oct 2026"
    ]


@pytest.mark.parametrize(
    ("toll", "words"),
    [
        (("3", "", ""), "at least 3 killed (upper figure not reported for 1 row)"),
        (("", "", "5"), "at most 5 killed (lower figure not reported for 1 row)"),
        (("", "4", ""), "4 killed (no range reported)"),
        (("1", "1", ""), "at least 1 killed (best 1; upper figure not reported"),
        (("", "2", "3"), "at most 3 killed (best 2; lower figure not reported"),
        (("2", "", "4"), "2–4 killed"),
        (("2", "3", "4"), "2–4 killed (best 3)"),
        (("", "", ""), "deaths: no figure reported"),
    ],
)
def test_every_pattern_of_blanks_in_a_toll_can_be_said(toll, words):
    names = ("deaths_low", "deaths_best", "deaths_high")
    rows = located({**dict(zip(names, toll, strict=True)), "missing": ""})
    assert toll_total(rows_toll(rows)).startswith(words)
    assert sentence(rows, "x", DICTIONARY, "f", "")
    assert len(cumulative(rows)) == len(per_bin(rows)) == 1


def test_only_what_is_missing_may_be_called_presumed_dead():
    boats = rows(campaign="boat_strike")
    assert all_added_are_missing(boats)
    assert not all_added_are_missing(rows(campaign="venezuela_operation"))


def test_a_week_with_an_open_range_says_so():
    weeks = per_bin(located({"deaths_high": ""}, {"date": "2025-09-09"}))
    assert weeks["open"].tolist() == [1, 0]


def test_a_toll_that_nobody_gave_is_not_none():
    assert toll_total(rows_toll(located(NO_TOLL))) == "deaths: no figure reported"
    nobody = {"deaths_low": "0", "deaths_best": "0", "deaths_high": "0", "missing": ""}
    assert toll_total(rows_toll(located(nobody))) == "none killed"


def test_the_sentence_stands_alone_in_a_report():
    text = sentence(
        rows(campaign="boat_strike"),
        "campaign is boat strikes",
        DICTIONARY,
        "f00dcafe",
        "http://127.0.0.1:8501/?x=1",
    )
    for each in (
        "2 Sep 2025 – 4 Oct 2026",
        "71 incidents (1 part) · 71 strikes · 72 vessels",
        "215–238 killed (best 238) · 23 presumed dead among them",
        "53 known only to a sea, 2 not even to a sea",
        "Data to 4 Oct 2026",
        "version 1.0.0 (f00dcafe), http://127.0.0.1:8501/?x=1.",
    ):
        assert each in text, each


def test_the_sentence_of_nothing_says_so():
    text = sentence(DATASET.incidents.iloc[:0], "text holds “x”", DICTIONARY, "f", "")
    assert text.startswith("No incident of the table matches (text holds “x”). Data to")


def test_an_area_on_land_is_not_called_a_sea():
    table = located({**AREA, "area_id": "VE"}, AREA)
    assert "2 known only to an area" in headline(table, 2, DICTIONARY)[0]
    assert "1 known only to a sea" in headline(table.iloc[1:], 2, DICTIONARY)[0]


def test_the_surer_rows_are_counted_apart():
    boats = rows(campaign="boat_strike")
    found = {words: totals(some) for words, some in sensitivity(boats)}
    assert found["all"]["deaths_best"] == 238
    assert found["placed only"]["deaths_best"] == 238 - 172
    assert found["corroborated only"]["incidents"] == int(
        (boats["verification"].eq("corroborated") & boats["parent_id"].eq("")).sum()
    )
    assert found["two opened sources"]["incidents"] < 71


def test_a_source_that_was_not_opened_does_not_count():
    two = {"sources": "A <https://a.org> | B <https://b.org>"}
    one = {"sources": "A <https://a.org> | B <https://b.org> via C"}
    left = dict(sensitivity(located(two, one)))["two opened sources"]
    assert left.index.tolist() == [0]


def test_a_place_that_names_its_area_too_is_still_a_place():
    rows = located({"area_id": "basin-caribbean"}, AREA, {**AREA, "area_id": ""})
    assert placed(rows) == {"placed": 1, "area_only": 1, "unplaced": 1}


@pytest.mark.parametrize("name", ["strikes", "vessels", "missing", "survivors"])
def test_a_figure_that_no_row_gives_is_not_zero(name):
    assert sums({name: ""}, {name: ""})[name] is None
    assert sums({name: ""}, {name: "0"})[name] == 0
    assert sums({name: "2"}, {name: ""})[name] == 2


NO_BEST = {"deaths_low": "10", "deaths_best": "", "deaths_high": "20", "missing": ""}
FIVE = {"deaths_low": "5", "deaths_best": "5", "deaths_high": "5", "missing": ""}


@pytest.mark.parametrize(
    "rows, words",
    [
        ([NO_BEST, FIVE], "15–25 killed (best 5, not reported for 1 row)"),
        ([NO_BEST, NO_BEST, FIVE], "25–45 killed (best 5, not reported for 2 rows)"),
        ([FIVE, FIVE], "10 killed"),
        ([NO_BEST], "10–20 killed"),
        (
            [NO_BEST, FIVE, ONLY_BEST],
            "12 killed (best 12, not reported for 1 row; upper figure not reported for "
            "1 row; lower figure not reported for 1 row)",
        ),
    ],
)
def test_a_best_that_some_rows_lack_is_said_with_their_number(rows, words):
    found = located(*rows)
    assert totals(found)["open_best"] == rows.count(NO_BEST)
    assert toll_total(rows_toll(found)) == words
    _, _, doubt = toll_figure(rows_toll(found))
    assert ("not reported for" in doubt) == (NO_BEST in rows and FIVE in rows)


def test_the_best_of_two_sides_is_not_compared_where_a_row_gives_none():
    one, other = (rows_toll(located(*rows)) for rows in ([FIVE], [NO_BEST, FIVE]))
    assert toll_difference(one, other) == (
        "between +10 and +20 (best not compared, a row gives none)"
    )
