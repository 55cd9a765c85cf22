"""Weeks, months and spans: every row in its bin, and no day said more surely."""

from datetime import date

import pandas as pd
import pytest

from dashboard.dataset import open_dataset
from dashboard.figures.grains import bin_numbers, bin_starts, whole_bins
from dashboard.figures.timeline import (
    NOTHING,
    bin_table,
    binned,
    brushed,
    finding,
    spans,
)
from dashboard.figures.totals import drawn_ends, totals
from dashboard.look.time_charts import bars_title, pale, stack, stacked_bars
from dashboard.look.time_marks import in_row, span_frames
from dashboard.style import CLASSES
from dashboard.table.looks import Looks
from tests.worlds import NO_TOLL, incidents

DATASET = open_dataset()
ALL = DATASET.incidents
BOATS = ALL[ALL["campaign"].eq("boat_strike")]
PERIOD = (pd.Timestamp("2025-09-02"), pd.Timestamp("2026-10-04"))


def stamps(*days):
    return tuple(pd.Timestamp(day) for day in days)


@pytest.mark.parametrize("grain", ["week", "decade"])
def test_each_bin_holds_its_rows_by_their_class(grain):
    """Against each row by itself; rows of no class, and days before 1970, too."""
    rows = ALL.copy()
    rows["event_type"] = rows["event_type"].astype("object")
    rows.loc[rows.index[::7], "event_type"] = None
    rows.loc[rows.index[::5], "date"] = pd.Timestamp("1959-12-30")
    rows.loc[rows.index[::11], "date"] = pd.NaT
    found = binned(rows, grain, *stamps("1950-01-01", "2027-01-01"))
    looks, held = Looks(), {}
    ends = drawn_ends(rows)
    for index, row in rows[rows["date"].notna()].iterrows():
        start = bin_starts(bin_numbers([row["date"]], grain), grain)[0]
        key = (start, looks.mark_class(row["event_type"]).key)
        sums = held.setdefault(key, [0, 0, 0])
        sums[0] += ends.loc[index, "low"]
        sums[1] += ends.loc[index, "high"]
        sums[2] += row["parent_id"] == ""
    same = {
        (row.start.to_datetime64(), row.key): [row.low, row.high, row.incidents]
        for row in found.itertuples()
    }
    assert same == held
    order = [each.key for each in looks.classes]
    places = [(row.start, order.index(row.key)) for row in found.itertuples()]
    assert places == sorted(places)
    assert binned(rows.iloc[:0], grain, *PERIOD).empty


@pytest.mark.parametrize("grain", ["week", "month"])
def test_bars_of_every_campaign_add_up_to_its_totals(grain):
    for _, rows in ALL.groupby("campaign", observed=True):
        sums, said = binned(rows, grain, *PERIOD), totals(rows)
        assert sums["incidents"].sum() == said["incidents"]
        assert sums["low"].sum() == rows["deaths_low"].sum()
        if said["deaths_high"] is not None:
            assert sums["high"].sum() == said["deaths_high"]


@pytest.mark.parametrize("grain", ["week", "month"])
def test_no_row_gives_no_bar_and_every_bin_says_nothing(grain):
    sums = binned(BOATS.iloc[:0], grain, *PERIOD)
    bins = bin_table(sums, grain, *PERIOD, deaths=True)
    assert sums.empty and set(bins["what"]) == {NOTHING}
    assert finding(BOATS.iloc[:0], sums, grain, "deaths", PERIOD).endswith("killed.")
    assert stacked_bars(sums, bins, "deaths", PERIOD, {}).to_dict()


def test_a_week_over_new_year_is_one_and_its_months_are_two():
    rows = incidents({"date": "2025-12-31"}, {"date": "2026-01-01"})
    weeks = binned(rows, "week", *PERIOD)
    months = binned(rows, "month", *PERIOD)
    assert list(weeks["start"]) == [pd.Timestamp("2025-12-29")]
    assert weeks["start"][0].isocalendar()[:2] == (2026, 1)
    assert list(months["last"]) == [*stamps("2025-12-31", "2026-01-31")]


def test_a_leap_day_lies_in_its_february():
    rows = incidents({"date": "2028-02-29"})
    months = binned(rows, "month", *stamps("2028-02-01", "2028-03-01"))
    assert list(months["last"]) == [pd.Timestamp("2028-02-29")]


def test_days_that_are_not_covered_have_no_bin():
    bins = bin_table(binned(BOATS, "month", *PERIOD), "month", *PERIOD, deaths=True)
    assert bins["start"].min() == PERIOD[0] and bins["last"].max() == PERIOD[1]
    assert len(bins) == 14
    assert len(whole_bins(*PERIOD, "week")) == 57


def test_an_open_range_is_said_in_its_bin():
    rows = incidents({"deaths_high": ""}, NO_TOLL)
    bins = bin_table(binned(rows, "week", *PERIOD), "week", *PERIOD, deaths=True)
    assert bins["killed"].iloc[0] == "2 or more, a range is open; 1 with no figure"
    assert bins["what"].iloc[0] == "2 incidents"


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("2025-11-05 14:00", "2025-11-07 10:00", ("2025-11-05", "2025-11-07")),
        ("2025-11-05", "2025-11-08", ("2025-11-05", "2025-11-07")),
        ("2025-11-05 23:59", "2025-11-08 00:01", ("2025-11-05", "2025-11-08")),
        ("2025-11-04 01:00", "2025-11-04 06:00", ("2025-11-04", "2025-11-04")),
        ("2025-11-04", "2025-11-04", ("2025-11-04", "2025-11-04")),
        ("2025-08-01", "2025-09-20 12:00", ("2025-09-02", "2025-09-20")),
        ("2025-08-01", "2025-09-02 00:01", ("2025-09-02", "2025-09-02")),
        ("2025-08-01", "2025-09-02", None),
        ("2026-09-30", "2026-12-01", ("2026-09-30", "2026-10-04")),
        ("2026-10-04 23:00", "2026-12-01", ("2026-10-04", "2026-10-04")),
        ("2026-10-05", "2026-12-01", None),
    ],
)
def test_a_brush_means_the_days_that_it_touches_inside_what_is_covered(
    first, last, kept
):
    found = brushed(*stamps(first, last), PERIOD)
    assert found == (kept and tuple(map(date.fromisoformat, kept)))


@pytest.mark.parametrize(
    ("change", "last", "words"),
    [
        ({"date_precision": "month"}, "2025-09-30", "month known only: Sep 2025"),
        ({"date_precision": "week"}, "2025-09-08", "week known only"),
        ({"date_precision": "year"}, "2025-12-31", "year known only: 2025"),
        ({"date_precision": "about"}, "2025-09-02", "how far off is not said"),
        ({"date_end": "2025-09-04"}, "2025-09-04", "2"),
    ],
)
def test_a_span_ends_where_the_dictionary_says(change, last, words):
    table = spans(incidents({"date": "2025-09-02", **change}))
    assert list(table["last"]) == [pd.Timestamp(last)] and words in table["words"][0]
    frames = span_frames(in_row(table, 10), None)
    assert sum(len(frame) for frame in frames.values()) == 1


def test_known_days_have_no_span():
    assert spans(incidents({})).empty and spans(incidents({}).iloc[:0]).empty


def test_all_low_figures_stand_below_every_pale_part():
    rows = incidents({}, {"event_type": "raid"}, {"event_type": "accident"})
    parts = stack(binned(rows, "week", *PERIOD), "deaths", PERIOD)
    solid, light = (parts[parts["part"].eq(each)] for each in ("low", "added"))
    assert solid["top"].max() == 6 == light["bottom"].min()
    assert light["top"].max() == 12
    assert list(solid["fill"]) == [CLASSES[n].fill for n in (0, 1, 3)]
    assert list(light["fill"]) == [pale(CLASSES[n]) for n in (0, 1, 3)]


def test_the_finding_says_total_peak_and_range():
    sums = binned(BOATS, "week", *PERIOD)
    words = finding(BOATS, sums, "week", "deaths", PERIOD)
    assert "215–238 reported killed (best 238)" in words and "most in the week" in words
    assert "71 incidents" in finding(BOATS, sums, "week", "incidents", PERIOD)


def test_a_toll_that_nobody_reports_is_no_zero():
    rows = incidents(NO_TOLL, {"date": "2025-09-09", "deaths_low": "0"})
    rows.loc[1, ["deaths_best", "deaths_high"]] = 0
    sums = binned(rows, "week", "2025-09-01", "2025-09-14")
    bins = bin_table(sums, "week", "2025-09-01", "2025-09-14", True)
    assert bins["killed"].tolist() == ["1 with no figure, else none", "0"]
    words = finding(rows, sums, "week", "deaths", ("2025-09-01", "2025-09-14"))
    assert words.endswith("none reported killed; 1 row with no figure.")
    alone = finding(rows.iloc[:1], sums.iloc[:1], "week", "deaths", PERIOD)
    assert "nobody" not in alone and "none" not in alone
    assert "no figure reported" in alone


def test_an_open_end_is_said_in_the_finding_too():
    rows = incidents({"deaths_high": ""})
    sums = binned(rows, "week", "2025-09-01", "2025-09-14")
    words = finding(rows, sums, "week", "deaths", ("2025-09-01", "2025-09-14"))
    assert "at least 2 reported killed" in words and words.endswith("2 or more.")
    assert "?" not in words


def test_the_title_names_the_classes_shown_and_no_other():
    title = bars_title(["vessel_attack", "other"], "month", "incidents", True)
    assert "Incidents per month" in title and CLASSES[0].label in title
    assert CLASSES[3].label in title and CLASSES[1].label not in title


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [("", "5", "up to 5, a range is open"), ("3", "", "3 or more, a range is open")],
)
def test_an_end_that_is_not_reported_is_told_by_its_side(low, high, words):
    rows = incidents({"deaths_low": low, "deaths_best": "", "deaths_high": high})
    days = (pd.Timestamp("2025-09-01"), pd.Timestamp("2025-09-07"))
    sums = binned(rows, "week", *days)
    assert bin_table(sums, "week", *days, True)["killed"].tolist() == [words]
    told = finding(rows, sums, "week", "deaths", days)
    assert told.endswith(f"most in the week of 1 Sep 2025, {words.split(',')[0]}.")
