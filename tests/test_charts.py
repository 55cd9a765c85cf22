"""The charts: drawn from the sums, with nothing from another host."""

import json

import pandas as pd
import pytest

from dashboard.figures.timeline import per_bin
from dashboard.figures.totals import cumulative, published_for
from dashboard.look.bin_charts import (
    incident_bars,
    incident_title,
    killed_bars,
    killed_title,
)
from dashboard.look.running_chart import running_title, running_total
from tests.worlds import DICTIONARY, real_dataset

DATASET = real_dataset()
PERIOD = (pd.Timestamp("2025-09-02"), pd.Timestamp("2026-10-04"))
BOATS = DATASET.incidents[DATASET.incidents["campaign"].eq("boat_strike")]


def rows_of(chart):
    """Return the rows inside a chart, all layers together."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def test_bars_add_up_to_the_totals():
    rows = rows_of(killed_bars(per_bin(BOATS), PERIOD))
    height = {"said dead at the time": 0, "added later, presumed dead": 0}
    for row in rows:
        height[row["kind"]] += row["top"] - row["bottom"]
    assert height == {"said dead at the time": 215, "added later, presumed dead": 23}


def test_bars_are_rectangles_between_two_days():
    chart = killed_bars(per_bin(BOATS), PERIOD).to_dict()
    assert chart["mark"]["type"] == "rect" and set(chart["encoding"]) >= {
        "x",
        "x2",
        "y",
        "y2",
    }


def test_bars_of_several_campaigns_count_incidents_and_hold_no_toll():
    rows = rows_of(incident_bars(per_bin(DATASET.incidents), PERIOD))
    assert sum(row["incidents"] for row in rows) == DATASET.everything == 97
    assert not any({"killed", "low", "high"} & set(row) for row in rows)
    assert "Incidents per week" in incident_title()
    assert "not added up" in incident_title()


def test_published_totals_are_dots_with_their_publisher():
    published = published_for(
        DATASET.published, {"campaign": ["boat_strike"]}, PERIOD[0].date()
    )
    chart = running_total(cumulative(BOATS), published, DICTIONARY, PERIOD)
    assert len(chart.layer) == 3
    dots = [row for row in rows_of(chart) if "source_name" in row]
    assert len(dots) == len(published) > 60


@pytest.mark.parametrize("number", [0, 1])
def test_charts_of_few_rows_are_drawn_without_dots(number):
    rows = BOATS.iloc[:number]
    chart = running_total(
        cumulative(rows), DATASET.published.iloc[:0], DICTIONARY, PERIOD
    )
    assert len(chart.layer) == 2
    assert len(rows_of(killed_bars(per_bin(rows), PERIOD))) == number


def test_a_chart_asks_no_other_host():
    chart = running_total(
        cumulative(BOATS), DATASET.published.iloc[:0], DICTIONARY, PERIOD
    )
    spec = chart.to_dict()
    spec.pop("$schema")  # a name, not an address that is fetched
    assert "http" not in json.dumps(spec)


def test_a_running_total_of_one_day_is_a_step_over_the_whole_period():
    day = BOATS.iloc[[0]]
    chart = running_total(
        cumulative(day), DATASET.published.iloc[:0], DICTIONARY, PERIOD
    )
    rows = rows_of(chart)
    best = {row["date"][:10]: row["best"] for row in rows}
    assert best["2026-10-04"] == 9 and min(best) == "2025-09-02"


def test_the_titles_name_every_fill_that_the_charts_use():
    assert "said dead at the time" in killed_title()
    assert "published by others" in running_title(True)
    assert "published by others" not in running_title(False)
