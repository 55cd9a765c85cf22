"""Four answers about a region: on small shapes by eye, and on the real table."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from pyproj import Geod
from shapely import box

from dashboard.commands.cli import main
from dashboard.figures.region_data import report
from dashboard.figures.region_report import (
    answer_lines,
    answer_rows,
    answers_of_rows,
    count_words,
    incidents_in,
    summary,
)
from dashboard.geo.locate import locate
from dashboard.geo.membership import off_region
from dashboard.geo.region_answers import find_answers
from dashboard.geo.region_facts import nearest_of
from dashboard.geo.regions import Regions
from tests.foreign_tables import SUDAN, open_rows, rows_at
from tests.worlds import incidents, real_dataset

DATASET = real_dataset()
BOATS = DATASET.incidents[DATASET.incidents["campaign"].eq("boat_strike")]
GEOD = Geod(ellps="WGS84")
KM_PER_DEGREE = 111.32  # of longitude at the equator


@pytest.fixture(scope="module")
def world():
    """Two states on the equator, east of 0 and of 1, with sea to the west and north."""
    frame = {"region_id": ["AA-1", "BB-1"], "name": ["One", "Two"], "name_es": ["", ""]}
    states = gpd.GeoDataFrame(
        {**frame, "country_id": ["AA", "BB"]},
        geometry=[box(0, -1, 1, 1), box(1, -1, 2, 1)],
        crs=4326,
    )
    countries = gpd.GeoDataFrame(
        {
            "region_id": ["AA", "BB"],
            "name": ["A", "B"],
            "name_es": ["", ""],
            "sovereign": ["A", "B"],
        },
        geometry=[box(0, -1, 1, 1), box(1, -1, 2, 1)],
        crs=4326,
    )
    sea = box(-20, -10, 20, 10).difference(box(0, -1, 2, 1))
    seas = gpd.GeoDataFrame(
        {
            "region_id": ["sea-x"],
            "name": ["X"],
            "name_es": [""],
            "basin_id": ["basin-x"],
            "source": [""],
        },
        geometry=[sea],
        crs=4326,
    )
    basins = gpd.GeoDataFrame(
        {"region_id": ["basin-x"], "name": ["X"], "name_es": [""]},
        geometry=[sea],
        crs=4326,
    )
    zones = gpd.GeoDataFrame(
        {
            "zone": ["approximate_200_nm"],
            "region_id": ["AA"],
            "name": ["A"],
            "status": ["national"],
            "label": [""],
            "basis": [""],
            "agree": [True],
        },
        geometry=[box(-3, -1, -0.2, 1)],
        crs=4326,
    )
    return Regions(
        states=states,
        countries=countries,
        seas=seas,
        basins=basins,
        zones=zones,
        box=(-20, -10, 20, 10),
    )


def answer(world, region_id, within_nm=12.0, **change):
    """Return the keys of the answers under which one row stands."""
    rows = incidents({"latitude": "0", **change})
    located = locate(rows, world).assign(where_words="")
    found = find_answers(located, region_id, within_nm, world)
    return {key for key, some in found.rows.items() if len(some)}


def at(km_west: float) -> str:
    """Return the longitude so many kilometres west of the coast, on the equator."""
    return str(round(-km_west / KM_PER_DEGREE, 6))


def test_inside_is_nothing_else(world):
    assert answer(world, "AA-1", longitude="0.5", radius_km="5") == {"inside"}


@pytest.mark.parametrize(
    ("km", "radius", "expected"),
    [
        (20, "1", {"off_coast", "could_have_been"}),  # 10.8 NM
        (25, "1", set()),  # 13.5 NM, and its circle ends before the 12 NM line
        (25, "4", {"could_have_been"}),  # the circle crosses the line at 22.2 km
        (100, "77", set()),  # it ends at 23 km
        (100, "79", {"could_have_been"}),  # it ends at 21 km
    ],
)
def test_off_and_could_have_been_end_where_12_nm_end(world, km, radius, expected):
    assert answer(world, "AA-1", longitude=at(km), radius_km=radius) == expected


def test_off_its_coast_ends_with_the_distance_that_was_asked_for(world):
    rows = incidents({"latitude": "0", "longitude": at(20)})
    located = locate(rows, world)
    (miles,) = world.distance_to_region(located, "AA-1")
    for within, expected in ((miles, True), (np.nextafter(miles, 0), False)):
        assert off_region(located, "AA-1", within, world).tolist() == [expected]


@pytest.mark.parametrize(("share", "expected"), [(0.99, False), (1.01, True)])
def test_a_circle_at_the_12_nm_line_is_right_to_one_percent(world, share, expected):
    away = GEOD.inv(-4.0, 0.0, 0.0, 0.0)[2] - 12 * 1852
    radius = str(round(away * share / 1000, 3))
    found = answer(world, "AA-1", longitude="-4", radius_km=radius)
    assert ("could_have_been" in found) == expected


@pytest.mark.parametrize(("share", "expected"), [(0.99, False), (1.01, True)])
def test_a_circle_at_the_edge_of_a_zone_is_right_to_one_percent(world, share, expected):
    away = GEOD.inv(-9.0, 0.0, -3.0, 0.0)[2]
    radius = str(round(away * share / 1000, 3))
    found = answer(world, "AA", longitude="-9", radius_km=radius)
    assert ("could_have_been" in found) == expected


@pytest.mark.parametrize(("share", "expected"), [(0.99, False), (1.01, True)])
def test_a_circle_at_a_land_border_is_right_to_one_percent(world, share, expected):
    away = GEOD.inv(0.6, 0.0, 1.0, 0.0)[2]
    radius = str(round(away * share / 1000, 3))
    found = answer(world, "BB-1", longitude="0.6", radius_km=radius)
    assert ("could_have_been" in found) == expected


def test_an_incident_at_sea_could_not_have_been_in_a_state_without_a_coast_near(world):
    """Its circle reaches over AA-1 into BB-1, but only over land."""
    inland = gpd.GeoDataFrame(
        {
            "region_id": ["AA-1", "BB-1"],
            "name": ["One", "Two"],
            "name_es": ["", ""],
            "country_id": ["AA", "BB"],
        },
        geometry=[box(0, -9, 1, 9), box(1, -9, 9, 9)],
        crs=4326,
    )
    dry = Regions(states=inland, seas=world.seas, box=(-20, -10, 20, 10))
    assert answer(dry, "AA-1", longitude="-1", radius_km="300") == {"could_have_been"}
    assert answer(dry, "BB-1", longitude="-1", radius_km="300") == set()


def test_an_incident_on_land_could_not_have_been_at_sea_off_another_state(world):
    assert answer(world, "BB-1", longitude="0.9", radius_km="5") == set()
    assert answer(world, "BB-1", longitude="0.9", radius_km="12") == {"could_have_been"}
    assert answer(world, "sea-x", longitude="0.1", radius_km="50") == set()


def test_where_the_report_names_the_region_no_other_is_possible(world):
    told = {"longitude": "0.9", "radius_km": "30", "reported_region": "AA-1"}
    assert answer(world, "BB-1", **told) == set()
    assert answer(world, "AA-1", **told) == {"inside"}


def test_an_area_is_told_apart_and_a_point_never_comes_of_it(world):
    area = {"geo_precision": "3", "area_id": "basin-x", "longitude": "0.5"}
    assert answer(world, "AA-1", **area) == {"area_only"}
    assert answer(world, "sea-x", **area) == {"area_only"}
    assert answer(world, "basin-x", **area) == {"inside"}


def test_a_departure_counts_for_the_state_and_its_country(world):
    far = {"longitude": "-15", "radius_km": "1", "origin_id": "BB-1"}
    assert answer(world, "BB-1", **far) == {"left_from"}
    assert answer(world, "BB", **far) == {"left_from"}
    assert answer(world, "AA-1", **far) == set()


def test_a_sea_has_no_coast_to_be_off(world):
    assert answer(world, "sea-x", longitude="-1", radius_km="1") == {"inside"}


def keys_of(incident_id, region_id, within_nm=12.0):
    found = find_answers(BOATS, region_id, within_nm, DATASET.regions)
    return {
        key
        for key, rows in found.rows.items()
        if rows["incident_id"].eq(incident_id).any()
    }


def test_the_first_strike_and_sucre():
    first = "CAR-2025-09-02-01"
    assert keys_of(first, "VE-R") == {"could_have_been", "left_from"}
    assert keys_of(first, "VE-R", 25) == {"off_coast", "could_have_been", "left_from"}
    assert keys_of(first, "TT") == {"could_have_been"}
    assert keys_of(first, "zone-tt-200nm") == {"could_have_been"}


def test_19_september_is_none_of_these_for_sucre():
    assert keys_of("CAR-2025-09-19-01", "VE-R") == set()


def test_the_answers_for_sucre_stand_side_by_side():
    found = find_answers(BOATS, "VE-R", 12.0, DATASET.regions)
    assert summary(found, DATASET) == (
        "0 in Sucre · 0 within 12 NM of Sucre · up to 3 could have been in it or its 12 NM · "
        "1 left from Sucre · 15 known only to the Caribbean · "
        "2 not even known to an area · data to 4 Oct 2026"
    )


def test_a_distance_has_its_range():
    told = report(find_answers(BOATS, "VE-R", 25.0, DATASET.regions), DATASET, "")
    (first,) = told["off_coast"]["incidents"]
    assert first == {
        "id": "CAR-2025-09-02-01",
        "distance_nm": 24.0,
        "distance_low_nm": 0.0,
        "distance_high_nm": 83.4,
    }
    assert told["off_coast"]["deaths"]["best"] == 11
    assert told["area_only"]["incidents"][0]["distance_nm"] is None


def test_sites_of_an_operation_are_not_also_known_only_to_the_country():
    everything = DATASET.incidents
    found = find_answers(everything, "VE-A", 12.0, DATASET.regions)
    assert not found.rows["area_only"]["incident_id"].eq("VEN-2026-01-03-01").any()
    assert count_words(found.rows["inside"]).startswith(
        ("4 parts of 1", "3 parts of 1", "2 parts of 1", "1 part of 1")
    )


def test_tolls_of_several_campaigns_stand_apart():
    found = find_answers(DATASET.incidents, "TT", 12.0, DATASET.regions)
    (words,) = [
        line.words for line in answer_lines(found, DATASET) if line.key == "area_only"
    ]
    assert words.startswith("18 incidents · boat strikes 50–56 killed (best 56), ")
    assert "accidents 1 killed" in words and "57" not in words


def test_what_is_known_to_one_state_or_country_is_not_told_of_its_neighbor():
    found = find_answers(DATASET.incidents, "GY", 12.0, DATASET.regions)
    assert set(found.rows["area_only"]["area_id"]) <= {
        "basin-atlantic",
        "basin-caribbean",
    }
    within = find_answers(DATASET.incidents, "VE-F", 12.0, DATASET.regions)
    assert "VE" in set(within.rows["area_only"]["area_id"])


@pytest.mark.full
def test_every_region_can_be_asked():
    sample = np.random.default_rng(7).choice(
        list(DATASET.regions.names), 20, replace=False
    )
    for region_id in sample:
        found = find_answers(BOATS, str(region_id), 12.0, DATASET.regions)
        told = report(found, DATASET, "")
        assert all(key in told for key in found.rows)
        inside, could = found.rows["inside"], found.rows["could_have_been"]
        assert not set(inside["incident_id"]) & set(could["incident_id"])
        assert not pd.isna(told["summary"])


def test_the_command_says_the_same(capsys):
    assert main(["region", "VE-R", "--campaign", "boat_strike"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "0 in Sucre · 0 within 12 NM of Sucre · up to 3 could have been in it"
    )
    assert "44 km (24 NM) off Sucre, between 0 and 154 km" in out


def test_one_list_of_lines_serves_page_command_and_brief():
    found = find_answers(DATASET.incidents, "VE-R", 25.0, DATASET.regions)
    lines = {line.key: line for line in answer_lines(found, DATASET)}
    assert list(lines) == list(found.rows)
    assert lines["off_coast"].label == "off its coast within 25 NM"
    assert lines["inside"].words == lines["inside"].count_text == "none"
    assert lines["inside"].short_words("incident") == "in it: 0 incidents"
    area = lines["area_only"]
    assert area.incidents == incidents_in(found.rows["area_only"])
    assert area.words.startswith(f"{area.incidents} incidents · boat strikes ")
    assert area.short_words("incident").startswith(
        f"known only to an area around it: {area.incidents} incidents, boat strikes: "
    )


def test_a_sea_has_no_line_off_its_coast_but_in_the_command():
    found = find_answers(BOATS, "sea-gulf-of-paria", 12.0, DATASET.regions)
    keys = [line.key for line in answer_lines(found, DATASET)]
    assert "off_coast" not in keys and len(keys) == 4
    every = [line.key for line in answer_lines(found, DATASET, every=True)]
    assert every == list(found.rows)


def test_rows_with_no_figure_are_counted_in_the_full_toll_alone(world):
    rows = locate(incidents(*[{"latitude": "0", "longitude": "0.5"}] * 2), world)
    rows.loc[1, ["deaths_low", "deaths_best", "deaths_high"]] = pd.NA
    found = find_answers(rows, "AA-1", 12.0, world)
    dataset = replace(DATASET, regions=world)
    line = next(each for each in answer_lines(found, dataset) if each.key == "inside")
    assert line.toll == "2–4 killed (best 3)"
    assert line.full_toll == "2–4 killed (best 3), 1 row with no figure"


def test_each_row_names_its_answers():
    found = find_answers(DATASET.incidents, "VE-R", 25.0, DATASET.regions)
    rows, lines = answer_rows(found), answer_lines(found, DATASET)
    assert rows.index.is_unique and rows.index.is_monotonic_increasing
    names = answers_of_rows(lines, rows)
    assert len(names) == len(rows) and all(names)
    first = found.rows["off_coast"].index[0]
    assert "off its coast within 25 NM" in names[rows.index.get_loc(first)]


def test_off_a_coast_that_no_layer_holds_nothing_is_counted(tmp_path):
    dataset = open_rows(tmp_path, rows_at(SUDAN))
    answers = find_answers(dataset.incidents, "SD-KH", 12.0, dataset.regions)
    assert "within 12 NM of Khartoum: not measured" in summary(answers, dataset)
    assert report(answers, dataset, "all")["off_coast"] is None
    by_key = {line.key: line for line in answer_lines(answers, dataset)}
    assert (by_key["off_coast"].number, by_key["inside"].number) == ("–", "10")
    assert by_key["off_coast"].words.startswith("not measured")
    assert "not measured" in by_key["off_coast"].short_words("incident")
    assert "0" not in by_key["off_coast"].words


def test_off_a_coast_in_the_layers_none_is_counted_as_none():
    dataset = real_dataset()
    answers = find_answers(dataset.incidents, "MX-GRO", 12.0, dataset.regions)
    assert "0 within 12 NM of Guerrero" in summary(answers, dataset)
    assert report(answers, dataset, "all")["off_coast"]["incidents"] == []
    assert "as far as" not in summary(answers, dataset)
    brazil = find_answers(dataset.incidents, "BR", 12.0, dataset.regions)
    assert "within 12 NM of Brazil, as far as the layers reach" in summary(
        brazil, dataset
    )


def test_the_nearest_named_point_is_that_of_the_ellipsoid_over_all_of_them():
    random = np.random.default_rng(3)
    at = np.column_stack([random.uniform(-180, 180, 300), random.uniform(-88, 88, 300)])
    named = np.column_stack(
        [random.uniform(-180, 180, 90), random.uniform(-80, 80, 90)]
    )
    named[7], named[8] = named[6], named[6]  # of two as near the first is taken
    at[0], at[1], at[2] = named[6], (179.9999, 0), (0, 90)
    nearest, meters = nearest_of(at, named)
    for point, position, away in zip(at, nearest, meters, strict=True):
        every = GEOD.inv(*np.repeat(point[:, None], 90, axis=1), *named.T)[2]
        assert position == every.argmin() and away == pytest.approx(every.min())
    assert [len(each) for each in nearest_of(at[:0], named)] == [0, 0]
