"""Every value inside the bounds can be drawn: two centuries, ten million, half the Earth.

A loop over weeks or people would show as a count: bars, ticks, lines, rows of a chart.
The rows are made up.
"""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from dashboard.brief.drawing import weeks
from dashboard.brief.drawing.furniture import nice_ticks
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.files.formats import to_file
from dashboard.brief.words import bars as brief_bars
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.make import make_brief
from dashboard.dataset import open_dataset
from dashboard.figures.grains import (
    GRAINS,
    MOST_BINS,
    bin_ends,
    bin_numbers,
    bin_starts,
    bin_words,
    fitting_grain,
    offered_grains,
    whole_bins,
)
from dashboard.figures.timeline import (
    MOST_STEPS,
    bin_table,
    binned,
    finding,
    per_bin,
    span_of,
    spans,
    thinned,
)
from dashboard.figures.totals import cumulative
from dashboard.layers import LAYERS
from dashboard.look.bin_charts import incident_bars, killed_bars
from dashboard.look.charts import to_spec
from dashboard.look.running_chart import running_total
from dashboard.look.time_charts import stacked_bars
from dashboard.look.time_marks import in_row, span_row
from dashboard.text.words import short_number
from tests.worlds import DICTIONARY, located
from tests.worlds import to_file as table_file

FIELDS = DICTIONARY.fields
FIRST = FIELDS["date"].constraints["minimum"]
LAST = FIELDS["date"].constraints["maximum"]
MOST_DEAD = str(FIELDS["deaths_high"].constraints["maximum"])
FARTHEST = str(FIELDS["radius_km"].constraints["maximum"])
TOLL = {f"deaths_{end}": MOST_DEAD for end in ("low", "best", "high")}
CENTURIES = (pd.Timestamp(FIRST), pd.Timestamp(LAST))
WORLDS = {
    "two centuries": ({"date": FIRST}, {}, {"date": LAST}),
    "one row of two centuries": ({"date": FIRST, "date_end": LAST},),
    "ten million": ({**TOLL, "missing": "0"}, {}),
    "nobody to ten million": ({"deaths_low": "0", "deaths_high": MOST_DEAD},),
    "half the Earth": ({"radius_km": FARTHEST}, {}),
    "all of it": (
        {"date": FIRST, "radius_km": FARTHEST, **TOLL},
        {"date": LAST, "radius_km": FARTHEST, **TOLL, "event_type": "raid"},
    ),
}
MOST_SHAPES = 4000
"""Lines, patches and texts of a page; a week each of two centuries would be 10,500."""


@pytest.fixture(scope="module", params=list(WORLDS))
def world(request, tmp_path_factory):
    """Return our data set with made-up rows at the bounds instead of its own."""
    path = table_file(tmp_path_factory.mktemp("t") / "t.csv", *WORLDS[request.param])
    dataset = open_dataset(path)
    assert not dataset.problems
    return dataset


def brief_of(dataset, layout):
    selection = {"region": ("VE-R", "could", 12.0)} if layout == "region" else {}
    against = {"from": date(1950, 1, 1)} if layout == "compare" else None
    return make_brief(dataset, selection, layout=layout, against=against)


@pytest.fixture(scope="module")
def drawn(world):
    """Return a function that draws a layout once, and the tables of its bars."""

    @cache
    def draw(layout):
        bars = []

        def counted(*arguments, **options):
            bars.append(per_bin(*arguments, **options))
            return bars[-1]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(brief_bars, "per_bin", counted)
            return draw_picture(brief_of(world, layout)), bars

    return draw


def drawings(layouts) -> list:
    """Return every layout of every world; a quick run takes each of both in turn.

    The first layout meets every world, the last world every layout.
    """
    worlds, layouts = list(WORLDS), list(layouts)
    pairs = [(world, layout) for world in worlds for layout in layouts]
    quick = {(world, layout) for world in worlds for layout in layouts[:1]}
    quick |= {(worlds[-1], layout) for layout in layouts}
    quick |= {*zip(worlds, layouts * len(worlds), strict=False)}
    return [
        pytest.param(*pair, marks=[] if pair in quick else [pytest.mark.full])
        for pair in pairs
    ]


@pytest.mark.sample(1)
@pytest.mark.parametrize(("world", "layout"), drawings(LAYOUTS), indirect=["world"])
def test_every_layout_of_a_brief_is_drawn_with_a_bounded_number_of_shapes(
    drawn, layout
):
    figure, bars = drawn(layout)
    (axes,) = figure.axes
    assert bool(bars) == (layout in ("numbers", "weekly"))
    assert all(0 < len(table) <= MOST_BINS for table in bars)
    assert len(axes.patches) + len(axes.lines) + len(axes.texts) < MOST_SHAPES


@pytest.mark.sample(4)
@pytest.mark.parametrize(
    ("world", "layout"), drawings(["numbers", "weekly", "region"]), indirect=["world"]
)
def test_the_large_numbers_and_their_units_stay_on_the_page(drawn, layout):
    figure, _ = drawn(layout)
    renderer = figure.canvas.get_renderer()
    texts = [each for each in figure.axes[0].texts if each.get_text().strip()]
    ends = [each.get_window_extent(renderer).x1 for each in texts]
    assert max(ends) <= figure.bbox.width


def test_a_brief_at_all_bounds_is_a_picture(tmp_path):
    path = table_file(tmp_path / "t.csv", *WORLDS["all of it"])
    assert to_file(brief_of(open_dataset(path), "weekly"), "png")[:4] == b"\x89PNG"


@pytest.mark.sample(3)
def test_a_brief_of_a_table_that_claims_no_period_is_drawn(world):
    dictionary = replace(world.dictionary, coverage_start=None, coverage_end=None)
    dataset = replace(world, dictionary=dictionary)
    (axes,) = draw_picture(brief_of(dataset, "numbers")).axes
    assert len(axes.patches) + len(axes.lines) + len(axes.texts) < MOST_SHAPES


def test_the_charts_of_the_pages_hold_a_bounded_number_of_rows(world):
    rows = world.incidents
    period = span_of(rows)
    grains = [fitting_grain([period]), *offered_grains(period)]
    for grain in grains:
        sums = binned(rows, grain, *period)
        bins = bin_table(sums, grain, *period, deaths=True)
        table = per_bin(rows, *period, grain=grain)
        assert len(bins) == len(table) <= MOST_BINS
        assert table["high"].sum() == sums["high"].sum() == rows["deaths_high"].sum()
        for chart in (
            stacked_bars(sums, bins, "deaths", period, {}),
            killed_bars(table, period),
            incident_bars(table, period),
        ):
            sizes = [len(data) for data in to_spec(chart)["datasets"].values()]
            assert sizes and max(sizes) <= 2 * MOST_BINS
        assert grain in finding(rows, sums, grain, "deaths", period)
    running = running_total(
        cumulative(rows), world.published.iloc[:0], world.dictionary, period
    )
    assert to_spec(running)
    for each in span_row(in_row(spans(rows), 10), period, 10):
        assert to_spec(each)


def test_the_layers_of_the_map_are_packed(world):
    for layer in LAYERS.values():
        assert layer(world.incidents, world.dictionary, world.regions) is not None


@pytest.mark.parametrize("days", [MOST_STEPS, MOST_STEPS + 1, 73_000])
def test_a_running_total_has_few_steps_and_ends_on_the_same_sum(days):
    sums = pd.DataFrame(
        {"date": pd.date_range(FIRST, periods=days), "high": np.arange(days)}
    )
    thin = thinned(sums)
    assert (len(thin) == days) == (days <= MOST_STEPS) and len(thin) <= MOST_STEPS
    assert thin["high"].iloc[-1] == days - 1 and thin["date"].is_monotonic_increasing


@pytest.mark.parametrize("grain", GRAINS)
def test_bins_follow_each_other_without_gap_over_two_centuries(grain):
    bins = whole_bins(*CENTURIES, grain)
    day = pd.Timedelta(days=1)
    assert (bins["start"].iloc[1:].to_numpy() == (bins["last"] + day)[:-1]).all()
    assert bins["start"].iloc[0] <= CENTURIES[0] <= bins["last"].iloc[0]
    assert bins["start"].iloc[-1] <= CENTURIES[1] <= bins["last"].iloc[-1]
    numbers = bin_numbers(bins["last"], grain)
    assert (bin_starts(numbers, grain) == bins["start"].to_numpy()).all()
    assert (bin_ends(numbers, grain) == bins["last"].to_numpy()).all()


@pytest.mark.parametrize(
    ("grain", "freq"),
    [("week", "W-SUN"), ("month", "M"), ("quarter", "Q"), ("year", "Y")],
)
def test_bins_are_those_of_pandas(grain, freq):
    theirs = pd.period_range(*CENTURIES, freq=freq)
    ours = whole_bins(*CENTURIES, grain)
    assert (ours["start"].to_numpy() == theirs.start_time.to_numpy()).all()
    assert len(ours) == len(theirs)


@pytest.mark.parametrize(
    ("last", "most", "grain"),
    [
        ("2000-01-09", 1, "week"),
        ("2000-01-10", 1, "month"),
        ("2000-02-01", 1, "quarter"),
        ("2000-04-01", 1, "year"),
        ("2001-01-01", 1, "decade"),
        ("2010-01-01", 1, "decade"),
        ("2004-01-04", 209, "week"),
        ("2004-01-05", 209, "month"),
    ],
)
def test_the_grain_is_the_finest_that_fits(last, most, grain):
    span = (pd.Timestamp("2000-01-03"), pd.Timestamp(last))
    assert fitting_grain([span], most) == grain
    assert fitting_grain([span[:1] * 2, span], most) == grain


@pytest.mark.parametrize(
    ("first", "grains"),
    [
        ("2099-01-01", ["week", "month"]),
        ("2090-01-01", ["month", "quarter"]),
        ("2060-01-01", ["quarter", "year"]),
        ("1900-01-01", ["year", "decade"]),
        ("1800-01-01", ["decade"]),
    ],
)
def test_a_page_offers_the_grain_that_fits_and_the_next(first, grains):
    assert list(offered_grains((pd.Timestamp(first), CENTURIES[1]))) == grains


@pytest.mark.parametrize(
    ("grain", "words"),
    [
        ("week", "week of 1 Oct 1950"),
        ("month", "month of 1 Oct 1950"),
        ("quarter", "quarter from Oct 1950"),
        ("year", "year 1950"),
        ("decade", "decade from 1950"),
    ],
)
def test_a_bin_is_named(grain, words):
    assert bin_words(pd.Timestamp("1950-10-01"), grain) == words


def test_rows_of_one_year_and_none_have_a_span():
    rows = located({"date": "2025-09-02"}, {"date": "2025-09-05"})
    days = [pd.Timestamp(day) for day in ("2025-09-02", "2025-09-05", "2026-01-01")]
    assert span_of(rows) == (days[0], days[1])
    assert span_of(rows, last=days[2]) == (days[0], days[2])
    assert span_of(rows.iloc[:0]) is None
    assert span_of(rows.iloc[:0], *days[:2]) == (days[0], days[1])


@pytest.mark.parametrize("highest", [0, 1, 7, 999, 1000, 1001, 10_000_000, 10**12])
def test_an_axis_has_few_round_ticks(highest):
    ticks = nice_ticks(highest)
    assert 1 <= len(ticks) <= 6 and ticks[-1] >= highest
    assert len({high - low for low, high in pairwise(ticks)}) <= 1


@pytest.mark.parametrize("width", [440, 1800])
@pytest.mark.parametrize("first", [FIRST, "1990-01-01", "2099-01-01"])
def test_months_have_ticks_and_names_that_fit(first, width):
    months, every = weeks._tick_months(pd.Timestamp(first), CENTURIES[1], width)
    named = (12 * months.year + months.month - 1) % every == 0
    assert 1 <= named.sum() <= width / weeks.TICK_ROOM + 1
    assert len(months) * weeks.LEAST_TICK <= width


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (2, "2"),
        (2500, "2,500"),
        (9999, "9,999"),
        (10_000, "10k"),
        (250_000, "250k"),
        (999_000, "999k"),
        (1_000_000, "1M"),
        (2_500_000, "2.5M"),
        (10_000_000, "10M"),
    ],
)
def test_a_number_of_an_axis_is_short(number, words):
    assert short_number(number) == words
