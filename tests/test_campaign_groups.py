"""Rows parted by campaign: every row in one group, and what a blank campaign means."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

from dashboard.brief.drawing.areas import _tolls
from dashboard.figures.campaign_groups import MOST_LISTED, campaign_groups, listed
from dashboard.figures.headline import headline, sentence, sum_lines
from dashboard.figures.timeline import per_bin
from dashboard.figures.toll_figure import toll_figure
from dashboard.figures.toll_sums import campaign_tolls, rows_toll
from dashboard.figures.tolls import toll_total
from dashboard.figures.totals import drawn_ends, several_campaigns
from tests.foreign_tables import SUDAN, open_rows, rows_at
from tests.worlds import DICTIONARY, located

BOAT, RAID, NONE = ({"campaign": each} for each in ("boat_strike", "accident", ""))


def groups(*changes: dict) -> list[tuple[str, str, int]]:
    found = campaign_groups(located(*changes), DICTIONARY)
    return [(each.code, each.label, len(each.rows)) for each in found]


def test_groups_come_in_the_order_of_the_codes_and_a_blank_last():
    assert groups(NONE, RAID, BOAT, NONE) == [
        ("boat_strike", "boat strikes", 1),
        ("accident", DICTIONARY.label("campaign", "accident"), 1),
        ("", "no campaign given", 2),
    ]


def test_rows_without_any_campaign_are_one_series_without_a_name():
    assert groups(NONE, NONE) == [("", "", 2)]
    assert campaign_groups(located(BOAT).iloc[:0], DICTIONARY) == []


def test_a_code_that_is_not_described_is_shown_as_it_is():
    rows = located(BOAT, BOAT).assign(campaign=["boat_strike", "z"])
    found = campaign_groups(rows, DICTIONARY)
    assert [each.label for each in found] == ["boat strikes", "z"]


@pytest.mark.parametrize(
    ("rows", "several"),
    [
        ((NONE, NONE), False),
        ((BOAT, BOAT), False),
        ((BOAT, RAID), True),
        ((BOAT, NONE), True),
        ((), False),
    ],
)
def test_a_blank_campaign_beside_another_is_one_of_several(rows, several):
    table = located(*rows) if rows else located(BOAT).iloc[:0]
    assert several_campaigns(table) is several
    plain = table.assign(campaign=table["campaign"].astype("object").fillna(""))
    assert several_campaigns(plain) is several


def test_lines_name_the_rows_without_a_campaign():
    rows = located(BOAT, NONE)
    assert headline(rows, 2, DICTIONARY)[2].startswith("no campaign given: 1 incident")
    assert sum_lines(rows, DICTIONARY)[1].startswith("No campaign given: 1 incident")
    assert "; no campaign given: 1 incident" in sentence(rows, "w", DICTIONARY, "d", "")
    assert campaign_tolls(rows, DICTIONARY).endswith(
        "no campaign given: 2–4 killed (best 3)"
    )


def test_lines_of_one_series_without_a_name_name_none():
    rows = located(NONE)
    assert headline(rows, 1, DICTIONARY)[0].startswith("1 of 1 incident · 1 strike · ")
    assert sum_lines(rows, DICTIONARY)[0].startswith("1 incident · 1 strike · ")
    assert "(w): 1 incident · 1 strike" in sentence(rows, "w", DICTIONARY, "d", "")


BEST = {"deaths_low": "", "deaths_high": "", "missing": ""}


def test_best_figures_alone_are_a_sum_without_a_range():
    dead = rows_toll(located(BEST | {"deaths_best": "3"}, BEST | {"deaths_best": "40"}))
    assert toll_total(dead) == "43 killed (no range reported)"
    assert toll_figure(dead) == ("43", "people killed", "no range reported")
    none = rows_toll(located(BEST | {"deaths_best": "0"}))
    assert toll_total(none) == "none killed (no range reported)"


def test_a_row_with_a_range_beside_best_figures_leaves_the_sum_open():
    dead = rows_toll(located(BEST | {"deaths_best": "3"}, {}))
    assert not dead.is_best_alone
    assert "upper figure not reported for 1 row" in toll_total(dead)


def test_bars_draw_best_figures_that_have_no_range():
    table = located(BEST | {"deaths_best": "3"}, BEST | {"deaths_best": ""})
    ends = drawn_ends(table)
    assert ends.to_numpy().tolist() == [[3, 3, 0, 0], [0, 0, 0, 0]]
    assert per_bin(table)[["low", "high", "open"]].to_numpy().tolist() == [[3, 3, 0]]


def test_bars_of_some_ranges_count_best_figures_alone_as_open():
    table = located(BEST | {"deaths_best": "3"}, {})
    assert drawn_ends(table).to_numpy().tolist() == [[3, 3, 1, 1], [2, 4, 0, 0]]


def test_hundreds_of_campaigns_are_listed_by_their_rows():
    """Made-up codes: two rows of the last, one of each other."""
    codes = [f"c{at:03}" for at in range(MOST_LISTED + 3)]
    rows = located(*([{}] * (len(codes) + 1))).assign(campaign=[*codes, codes[-1]])
    some, left = listed(campaign_groups(rows, DICTIONARY))
    assert [each.code for each in some] == [*codes[: MOST_LISTED - 1], codes[-1]]
    assert left == "3 more campaigns with 3 rows"
    assert headline(rows, 16, DICTIONARY)[-1] == left
    assert campaign_tolls(rows, DICTIONARY).endswith(f"; {left}")
    assert listed(campaign_groups(rows.iloc[:MOST_LISTED], DICTIONARY))[1] == ""


def test_rows_without_any_date_say_so():
    rows = located({}).assign(date=pd.NaT)
    words = sentence(rows, "w", DICTIONARY, "d", "")
    assert words.startswith("Dates not known (w): ")


@pytest.mark.parametrize(("campaigns", "more"), [(6, ""), (7, "1 more campaign with")])
def test_a_plate_names_few_campaigns_and_counts_the_others(tmp_path, campaigns, more):
    rows = [
        {**row, "campaign": f"made-up {number % campaigns}"}
        for number, row in enumerate(rows_at(SUDAN, 14))
    ]
    dataset = open_rows(tmp_path, rows)
    lines = _tolls(dataset.incidents, dataset.dictionary)
    assert len(lines) == 6 + bool(more)
    assert lines[-1].startswith(more or "made-up 5")


def test_groups_are_no_second_table_in_memory():
    """Of ten million rows the groups of all campaigns took half a gigabyte."""
    count = 100_000
    codes = pd.Categorical.from_codes(np.arange(count) % 5, list("abcde"))
    rows = pd.DataFrame({"campaign": codes, "deaths_best": np.zeros(count)})
    rows = rows.assign(**{f"figure_{at}": np.zeros(count) for at in range(8)})
    tracemalloc.start()
    found = campaign_groups(rows, DICTIONARY)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < rows.memory_usage().sum() / 4
    assert [each.number for each in found] == [len(each.rows) for each in found]
    assert [set(each.rows["campaign"]) for each in found] == [set(x) for x in "abcde"]
