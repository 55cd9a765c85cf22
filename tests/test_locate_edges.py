"""The join at its limits: a point exactly on a limit, and one just beyond it."""

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from dashboard.geo import locate as module
from dashboard.geo.locate import locate
from tests.test_locate import small_world

WORLD = small_world()


def located(latitude, longitude, precision=2):
    row = {"latitude": [latitude], "longitude": [longitude], "radius_km": [1.0]}
    table = pd.DataFrame({**row, "geo_precision": [precision]})
    return locate(table, WORLD).iloc[0]


def meters_off(latitude, longitude) -> float:
    return float(WORLD.borders.nearest([longitude], [latitude])[0][0])


def test_a_point_exactly_on_the_12_mile_line_is_within(monkeypatch):
    meters = meters_off(0.5, 2.1)
    for limit, reason, zone, country in (
        (meters, "territorial", "territorial_sea", "LL"),
        (np.nextafter(meters, 0), "zone", "approximate_200_nm", ""),
    ):
        monkeypatch.setattr(module, "TERRITORIAL_METERS", limit)
        row = located(0.5, 2.1)
        assert (row["join_method"], row["zone"]) == (reason, zone)
        assert row["country"] == country


def test_a_named_place_exactly_at_the_limit_of_the_coast_is_on_land(monkeypatch):
    meters = meters_off(-0.015, 0.5)
    for limit, reason in ((meters, "coast"), (np.nextafter(meters, 0), "territorial")):
        monkeypatch.setattr(module, "COAST_METERS", limit)
        assert located(-0.015, 0.5, precision=1)["join_method"] == reason


@pytest.mark.parametrize(
    ("meters", "reason"), [(1999.5, "coast"), (2000.5, "territorial")]
)
def test_the_coast_ends_at_two_kilometres(meters, reason):
    longitude, latitude, _ = Geod(ellps="WGS84").fwd(0.5, 0.0, 180, meters)
    assert located(latitude, longitude, precision=1)["join_method"] == reason


def test_a_row_without_a_state_is_not_sure_of_it_and_its_zone_is_not_in_doubt():
    row = located(np.nan, np.nan)
    assert (row["state_sure"], row["zone_agree"]) == (False, True)


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [
        (3.5, 8.0, True),
        (3.5, 8.001, False),
        (4.0, 7.0, True),
        (4.001, 7.0, False),
        (3.5, -3.0, True),
        (3.5, -3.001, False),
        (-3.0, 7.0, True),
        (-3.001, 7.0, False),
    ],
)
def test_the_edge_of_the_layers_is_inside_them(latitude, longitude, inside):
    row = located(latitude, longitude)
    assert (row["join_method"] != "outside") == inside
    assert np.isnan(row["distance_nm"]) != inside


def test_the_first_zone_of_the_layer_is_a_zone_like_the_others():
    row = located(2.0, 4.5)
    assert WORLD.zones["region_id"].iloc[0] == row["zone_of"] == "FF"
    assert row["zone"] == "approximate_200_nm"


def test_the_zone_is_in_doubt_only_where_it_is_drawn_in_doubt():
    assert located(0.5, 2.1)["zone_agree"]  # drawn and coast agree
    assert located(3.5, 7.5)["zone_agree"]  # no zone is drawn
    bare = small_world()
    bare.zones.loc[:, "geometry"] = shapely.box(-3, 3.9, -2.9, 4)
    row = locate(pd.DataFrame({"latitude": [0.5], "longitude": [2.1]}), bare).iloc[0]
    assert row["zone_of"] == "LL" and row["zone_agree"]  # near, and none is drawn


def test_a_row_at_sea_has_no_other_state_however_wide_its_circle():
    table = pd.DataFrame({"latitude": [0.5], "longitude": [2.5], "radius_km": [200.0]})
    row = locate(table, WORLD).iloc[0]
    assert (row["state_id"], row["other_state_id"]) == ("", "")
    assert not row["state_sure"]


def test_the_state_that_a_report_names_as_the_area_has_no_circle_that_makes_it_sure():
    table = pd.DataFrame(
        {"latitude": [0.5], "longitude": [0.5], "geo_precision": 3, "area_id": "L-B"}
    )
    row = locate(table, WORLD).iloc[0]
    assert (row["state_id"], row["state_sure"]) == ("L-B", False)


def test_without_a_radius_no_state_is_sure():
    table = pd.DataFrame({"latitude": [0.5, 0.5], "longitude": [0.5, 1.0]})
    row = locate(table, WORLD)
    assert row["state_sure"].tolist() == [False, False]
    assert row["other_state_id"].tolist() == ["", "L-B"]  # on the border


@pytest.mark.parametrize("meters, sure", [(0.4, True), (0.7, False)])
def test_half_a_meter_from_a_border_the_radius_decides(meters, sure):
    table = pd.DataFrame({"latitude": [0.5], "longitude": [1 - 5e-6]})
    row = locate(table.assign(radius_km=meters / 1000), WORLD)
    assert row["state_sure"].tolist() == [sure]


def test_a_reported_state_is_sure_only_by_the_circle():
    table = pd.DataFrame(
        {
            "latitude": 0.5,
            "longitude": [0.5, 0.5, 0.5, 1.5],
            "radius_km": [5, np.nan, 60, 5],
            "reported_region": "L-A",
        }
    )
    row = locate(table, WORLD)
    assert row["join_method"].eq("reported").all()
    assert row["state_sure"].tolist() == [True, False, False, False]


def test_points_are_on_wgs84():
    table = pd.DataFrame({"latitude": [0.5], "longitude": [0.5]})
    assert locate(table, WORLD).crs == "EPSG:4326"
