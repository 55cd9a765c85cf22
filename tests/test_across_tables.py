"""Rows of two tables that may be one incident. All rows are made up."""

import time

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from dashboard.checks import across_tables
from dashboard.checks.across_tables import MOST_LISTED, find_same

USUAL = {
    "date": "2024-05-10",
    "date_end": None,
    "date_precision": "day",
    "latitude": 0.0,
    "longitude": 0.0,
    "radius_km": 5.0,
    "geo_precision": 1,
    "area_id": "",
    "deaths_low": 2,
    "deaths_best": 3,
    "deaths_high": 4,
}
AREA = {"geo_precision": 3, "area_id": "VE-R"}


def frame(*rows: dict) -> pd.DataFrame:
    """Return typed rows with these cells, the others as usual."""
    table = pd.DataFrame([{**USUAL, **row} for row in rows])
    for name in ("date", "date_end"):
        table[name] = pd.to_datetime(table[name])
    whole = ["geo_precision", "deaths_low", "deaths_best", "deaths_high"]
    return table.astype(dict.fromkeys(whole, "Int64"))


def found(one: dict, other: dict):
    return find_same(frame(one, other), pd.Series(["a", "b"]))


@pytest.mark.parametrize(
    ("cells", "is_found"),
    [
        ({}, True),
        ({"longitude": 0.449}, True),  # 49.93 km on the mean sphere
        ({"longitude": 0.450}, False),  # 50.04 km
        ({"longitude": 0.9, "radius_km": 96}, True),  # 100.07 km, radii reach 101
        ({"longitude": 0.9, "radius_km": 95}, False),  # radii reach 100
        ({"date": "2024-05-13"}, True),
        ({"date": "2024-05-14"}, False),
        ({"date": "2024-05-07"}, True),
        ({"date": "2024-05-06"}, False),
        ({"date": "2024-05-01", "date_end": "2024-05-07"}, True),
        ({"date": "2024-05-01", "date_end": "2024-05-06"}, False),
        ({"date": "2024-05-03", "date_precision": "week"}, True),
        ({"date": "2024-04-29", "date_precision": "week"}, False),
        ({"date": "2024-05-28", "date_precision": "month"}, True),
        ({"date": "2024-04-02", "date_precision": "month"}, False),
        ({"date": "2024-12-31", "date_precision": "year"}, True),
        ({"date": "2023-12-31", "date_precision": "year"}, False),
        ({"date": None}, False),
        ({"deaths_low": 4, "deaths_best": 9, "deaths_high": 9}, True),
        ({"deaths_low": 5, "deaths_best": 9, "deaths_high": 9}, False),
        ({"deaths_low": 5, "deaths_best": None, "deaths_high": None}, False),
        ({"deaths_low": 4, "deaths_best": None, "deaths_high": None}, True),
        ({"deaths_low": None, "deaths_best": None, "deaths_high": 1}, False),
        ({"deaths_low": None, "deaths_best": None, "deaths_high": 2}, True),
        ({"deaths_low": None, "deaths_best": None, "deaths_high": None}, True),
        (AREA, False),
        ({"latitude": None, "longitude": None}, False),
    ],
)
def test_place_days_and_tolls_decide(cells, is_found):
    assert found({}, cells).count == is_found
    assert found(cells, {}).count == is_found


@pytest.mark.parametrize(
    ("cells", "is_found"),
    [
        ({}, True),
        ({"area_id": "VE-A"}, False),
        ({"area_id": ""}, False),
        ({"date": "2024-05-11"}, False),
        ({"date_end": "2024-05-11"}, False),
        ({"deaths_low": 5, "deaths_best": 5, "deaths_high": 5}, False),
        ({"latitude": 40.0}, True),  # the point of an area is no place
    ],
)
def test_rows_of_an_area_share_area_and_days(cells, is_found):
    same = found(AREA, {**AREA, **cells})
    assert same.count == is_found
    assert [pair.km for pair in same.listed] == [None] * is_found


def test_rows_of_one_table_are_never_a_pair():
    assert find_same(frame({}, {}), pd.Series(["a", "a"])).count == 0


def test_the_nearest_in_days_and_place_comes_first():
    rows = frame({}, {"date": "2024-05-12"}, {"longitude": 0.2}, {"longitude": 359.9})
    same = find_same(rows, pd.Series(["a", "b", "b", "b"]))
    assert [(pair.one, pair.other, pair.days) for pair in same.listed] == [
        (0, 3, 0),
        (0, 2, 0),
        (0, 1, 2),
    ]
    assert same.listed[0].km == pytest.approx(11.12, abs=0.01)


def test_three_tables_are_compared_two_by_two():
    same = find_same(frame({}, {}, {}), pd.Series(["a", "b", "c"]))
    assert {pair[:2] for pair in same.listed} == {(0, 1), (0, 2), (1, 2)}


def test_distances_agree_with_a_geodesic():
    random = np.random.default_rng(1)
    spots = random.uniform([-80, -179], [80, 179], (40, 2))
    moved = spots + random.uniform(-0.3, 0.3, (40, 2))
    for (lat, lon), (to_lat, to_lon) in zip(spots, moved, strict=True):
        meters = Geod(ellps="WGS84").inv(lon, lat, to_lon, to_lat)[2]
        same = found(
            {"latitude": lat, "longitude": lon, "radius_km": 60},
            {"latitude": to_lat, "longitude": to_lon},
        )
        assert same.listed[0].km == pytest.approx(meters / 1000, rel=0.006)


def test_the_list_is_bounded_and_all_pairs_are_counted():
    rows = frame(*[{}] * 40)
    same = find_same(rows, pd.Series(["a"] * 20 + ["b"] * 20))
    assert (same.count, len(same.listed), same.complete) == (400, MOST_LISTED, True)


def test_a_search_without_an_end_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(across_tables, "MOST_COMPARED", 100)
    rows = frame(*[{}] * 40)
    same = find_same(rows, pd.Series(["a"] * 20 + ["b"] * 20))
    assert not same.complete and 0 < same.count < 400


def test_a_large_table_beside_a_small_one_takes_seconds():
    many = 100_000
    random = np.random.default_rng(2)
    rows = frame({}).loc[[0] * (many + 110)].reset_index(drop=True)
    days = random.integers(0, 12_000, len(rows))
    rows["date"] = pd.Timestamp("1990-01-01") + pd.to_timedelta(days, "D")
    rows["date_precision"] = random.choice(["day", "week", "month", "year"], len(rows))
    rows["latitude"] = random.uniform(-1, 1, len(rows))
    began = time.process_time()
    same = find_same(rows, pd.Series(["a"] * many + ["b"] * 110))
    assert time.process_time() - began < 5
    assert same.complete and same.count > 100
