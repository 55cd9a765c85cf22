"""Neighbors in time, and what was near in time and place; against pyproj's Geod."""

import pandas as pd
import pytest
from pyproj import Geod

from dashboard.figures.related import NEAR_KM, near, neighbors, newest_first
from tests.worlds import AREA, located, real_dataset

TABLE = real_dataset().incidents
GEOD = Geod(ellps="WGS84")


def days(*dates):
    return located(*({"date": each} for each in dates))


def test_earlier_and_later_walk_through_every_row_once():
    ids, at = [], newest_first(TABLE).iloc[0]
    while True:
        ids.append(at.incident_id)
        earlier, later, position = neighbors(TABLE, at)
        assert position == len(TABLE) - len(ids) + 1
        assert later == ("" if len(ids) == 1 else ids[-2])
        if not earlier:
            break
        at = TABLE[TABLE["incident_id"].eq(earlier)].iloc[0]
    assert ids == newest_first(TABLE)["incident_id"].tolist()


def test_one_row_has_no_neighbors_and_none_has_none():
    rows = days("2025-09-02")
    assert neighbors(rows, rows.iloc[0]) == ("", "", 1)
    assert neighbors(rows.iloc[:0], rows.iloc[0]) == ("", "", 0)


@pytest.mark.parametrize(
    ("day", "between"),
    [
        ("2025-09-05", ("TST-2025-09-02-01", "TST-2025-09-09-02")),
        ("2025-08-01", ("", "TST-2025-09-02-01")),
        ("2025-10-01", ("TST-2025-09-09-02", "")),
    ],
)
def test_a_row_that_is_not_shown_stands_between_those_around_its_day(day, between):
    rows = days("2025-09-02", "2025-09-09")
    assert neighbors(rows, days(day).iloc[0]) == (*between, 0)


def test_what_is_near_is_near_by_another_reckoning_too():
    for _, one in TABLE[TABLE["geo_precision"].lt(3)].iterrows():
        found = near(one, TABLE)
        others = TABLE[~TABLE["join_method"].isin(["area", "unlocated"])]
        wanted = set()
        for other in others.itertuples():
            family = {one.incident_id, one.parent_id or one.incident_id}
            if other.incident_id in family or other.parent_id in family:
                continue
            *_, meters = GEOD.inv(
                one.longitude, one.latitude, other.longitude, other.latitude
            )
            ends = (one.date_end, other.date_end)
            spans = [
                (row.date, row.date if pd.isna(end) else end)
                for row, end in zip((one, other), ends, strict=True)
            ]
            gap = max(spans[0][0], spans[1][0]) - min(spans[0][1], spans[1][1])
            if meters <= NEAR_KM * 1000 and gap.days <= 14:
                wanted.add(other.incident_id)
        assert set(found["incident_id"]) == wanted, one.incident_id


def test_a_distance_has_the_range_that_both_radii_allow():
    rows = located(
        {"radius_km": "50"},
        {"date": "2025-09-05", "latitude": "12.15", "radius_km": "100"},
    )
    (words,) = near(rows.iloc[0], rows)["words"]
    assert words == "3 days later, 111 km (60 NM) away, between 0 and 261 km"
    (words,) = near(rows.iloc[1], rows)["words"]
    assert words.startswith("3 days earlier")


def test_a_date_that_is_not_sure_makes_no_sure_days_between():
    rows = located({}, {"date_precision": "about"}, {"date": "2025-09-05"})
    assert near(rows.iloc[0], rows)["words"].str.split(",").str[0].tolist() == [
        "about the same time",
        "3 days later",
    ]
    assert near(rows.iloc[1], rows)["words"].iloc[1].startswith("about 3 days later")


def test_without_a_radius_no_range_is_made_up():
    rows = located({}, {"radius_km": ""})
    (words,) = near(rows.iloc[0], rows)["words"]
    assert words.endswith("how exactly is not reported")


def test_an_area_is_near_nothing_but_the_same_area():
    rows = located(AREA, AREA, {**AREA, "area_id": "VE"}, {})
    found = near(rows.iloc[0], rows)
    assert found["incident_id"].tolist() == ["TST-2025-09-02-02"]
    assert found["words"].tolist() == ["on the same day, known only to the same area"]
    assert found["km"].isna().all()


def test_parts_and_their_whole_are_not_near_each_other():
    whole = {"incident_id": "TST-2025-09-02-01"}
    part = {"parent_id": "TST-2025-09-02-01"}
    rows = located(whole, part, part)
    assert all(near(rows.iloc[at], rows).empty for at in range(3))


def test_a_month_is_near_every_day_of_it():
    rows = located(
        {"date": "2025-09-01", "date_precision": "month"}, {"date": "2025-09-25"}
    )
    (found,) = near(rows.iloc[1], rows).itertuples()
    assert found.days == 0 and found.words.startswith("about the same time")
    (found,) = near(rows.iloc[0], rows).itertuples()
    assert found.days == 0
