"""The charts: drawn from the sums, with nothing from another host."""

import json

import altair as alt
import pandas as pd
import pytest

from dashboard.figures.timeline import bin_table, binned, per_bin, spans
from dashboard.figures.totals import cumulative, published_for
from dashboard.look.bin_charts import (
    incident_bars,
    incident_title,
    killed_bars,
    killed_title,
)
from dashboard.look.charts import BAND, to_spec
from dashboard.look.running_chart import running_title, running_total
from dashboard.look.time_charts import stacked_bars, top_of
from dashboard.look.time_marks import (
    LOOSE_LINES,
    LOOSE_RINGS,
    PALE,
    SELECTED_DAY,
    SELECTED_SPAN,
    VEIL,
    in_row,
    overlay_frames,
    span_frames,
    span_row,
)
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


def layers_of(chart):
    return chart.to_dict()["layer"]


def test_bars_and_running_total_have_one_height_and_one_ground():
    whole, sums = BOATS, binned(BOATS, "week", *PERIOD)
    loose = in_row(spans(BOATS), top_of(sums, "deaths"))
    bins = bin_table(sums, "week", *PERIOD, deaths=True)
    bars = stacked_bars(sums, bins, "deaths", PERIOD, {"spans": loose})
    total = running_total(
        cumulative(whole), DATASET.published.iloc[:0], DICTIONARY, PERIOD, band=True
    )
    assert bars.to_dict()["height"] == total.to_dict()["height"] == 150
    grounds = set()
    for layer in [*layers_of(bars), *layers_of(total)]:
        low, high = (
            layer["encoding"].get("y", {}).get("scale", {}).get("domain", (0, 1))
        )
        if low:
            grounds.add(round(-low / (high - low), 6))
    assert len(grounds) == 1
    for layer in [*layers_of(bars), *layers_of(total)]:
        days = layer["encoding"]["x"]["scale"]["domain"]
        assert days == [
            {"expr": "datetime(2025, 8, 2)"},
            {"expr": "datetime(2026, 9, 5)"},
        ]


def test_without_a_loose_day_the_bars_stand_on_the_axis():
    sums = binned(BOATS, "week", *PERIOD)
    bins = bin_table(sums, "week", *PERIOD, deaths=True)
    for layer in layers_of(stacked_bars(sums, bins, "deaths", PERIOD, {})):
        if "y" in layer["encoding"]:
            assert layer["encoding"]["y"]["scale"]["domain"][0] == 0


def test_loose_days_lie_in_the_row_below_the_ground_and_pale_outside_what_is_kept():
    days = pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"])
    table = pd.DataFrame(
        {"incident_id": list("abc"), "first": days, "last": days, "words": "about"}
    )
    kept = (pd.Timestamp("2026-02-01"), pd.Timestamp("2026-02-28"))
    rings = span_frames(in_row(table, 20), kept)[LOOSE_RINGS]
    assert rings["opacity"].tolist() == [PALE, 1, PALE]
    assert rings["level"].gt(-20 * BAND).all() and rings["level"].lt(0).all()
    wide = in_row(table.assign(last=days + pd.Timedelta(days=27)), 20)
    lines = span_frames(wide, kept)[LOOSE_LINES]
    assert lines["opacity"].tolist() == [PALE, 1, PALE]
    touching = in_row(table.assign(last=days + pd.Timedelta(days=31)), 20)  # to 1 Feb
    assert span_frames(touching, kept)[LOOSE_LINES]["opacity"].tolist() == [1, 1, PALE]
    assert set(span_frames(touching, None)[LOOSE_LINES]["opacity"]) == {1}
    assert span_row(in_row(table.iloc[:0], 20), PERIOD, 20) == []


def test_a_choice_changes_frames_and_not_the_chart():
    day = pd.Timestamp("2026-01-03")
    nothing = overlay_frames(None, None, PERIOD)
    assert [len(frame) for frame in nothing.values()] == [0, 0, 0]
    end = PERIOD[1] + pd.Timedelta(days=1)
    veil = overlay_frames((day, day), (day, day, "3 Jan"), PERIOD)
    assert (
        veil[VEIL].to_numpy().tolist()
        == pd.DataFrame([(PERIOD[0], day), (day + pd.Timedelta(days=1), end)])
        .astype("datetime64[us]")
        .to_numpy()
        .tolist()
    )
    assert len(veil[SELECTED_DAY]) == 1 and veil[SELECTED_SPAN].empty
    assert overlay_frames(PERIOD, None, PERIOD)[VEIL].empty
    two = overlay_frames(None, (day, day + pd.Timedelta(days=1), "about"), PERIOD)
    assert two[SELECTED_DAY].empty and len(two[SELECTED_SPAN]) == 1


def every_chart() -> dict:
    """Return one chart of each kind with all that it may hold."""
    sums = binned(BOATS, "week", *PERIOD)
    loose = in_row(spans(BOATS), top_of(sums, "deaths"))
    bins = bin_table(sums, "week", *PERIOD, deaths=True)
    published = DATASET.published.assign(date=pd.Timestamp("2026-01-01"))
    return {
        "killed": killed_bars(per_bin(BOATS), PERIOD),
        "incidents": incident_bars(per_bin(DATASET.incidents), PERIOD),
        "stacked": stacked_bars(sums, bins, "deaths", PERIOD, {"spans": loose}),
        "running": running_total(
            cumulative(BOATS), published, DICTIONARY, PERIOD, band=True
        ),
    }


@pytest.mark.parametrize("kind", ["killed", "incidents", "stacked", "running"])
def test_what_a_page_draws_fits_the_schema_that_it_does_not_ask(kind):
    chart = every_chart()[kind]
    assert without_data(to_spec(chart)) == without_data(chart.to_dict(validate=True))
    first = chart.layer[0] if hasattr(chart, "layer") else chart
    first.mark = {"type": "no mark"}
    with pytest.raises(alt.utils.schemapi.SchemaValidationError):
        chart.to_dict(validate=True)


def without_data(spec):
    """Return a specification without its rows and their names, at every depth."""
    if isinstance(spec, list):
        return [without_data(each) for each in spec]
    if not isinstance(spec, dict):
        return spec
    rows = ("data", "datasets", "config", "padding")
    return {key: without_data(each) for key, each in spec.items() if key not in rows}
