"""Locating: one row in, one row out, with the reason; a small world seen by eye.

The world, in degrees: two states of Leftland side by side, A (0–1) and B (1–2), both
from 0 to 1 north; the island C of Farland from 4 to 5 east. Sea all round, from -3 to
8 east and -3 to 4 north. At the equator 0.1 degree of longitude is 11.1 km or 6.0 NM.
"""

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from dashboard import ROOT
from dashboard.geo.locate import COLUMNS, locate
from dashboard.geo.place_words import where_in_words
from dashboard.geo.regions import Regions, read_regions

NM = 1852.0
SQUARES = {"A": (0, 0, 1, 1), "B": (1, 0, 2, 1), "C": (4, 0, 5, 1)}
REASONS = "unlocated area outside reported inside coast territorial zone".split()


def frame(geometries, **columns):
    return gpd.GeoDataFrame(columns, geometry=geometries, crs=4326)


def small_world(zones: bool = True) -> Regions:
    squares = [shapely.box(*each) for each in SQUARES.values()]
    names = ["Ámbar", "Bello", "Cay"]
    left = shapely.union_all(squares[:2])
    water = shapely.box(-3, -3, 8, 4) - left - squares[2]
    near = [shapely.box(-2, -2, 3, 3) - left, shapely.box(3, -2, 7, 3) - squares[2]]
    layers = {
        "states": frame(
            squares,
            region_id=["L-A", "L-B", "F-C"],
            name=names,
            name_es=names,
            country_id=["LL", "LL", "FF"],
        ),
        "countries": frame(
            [left, squares[2]],
            region_id=["LL", "FF"],
            name=["Leftland", "Farland"],
            name_es=["L", "F"],
        ),
        "seas": frame(
            [water],
            region_id=["sea-wide"],
            name=["Wide Sea"],
            name_es=["Mar Ancho"],
            basin_id=["basin-all"],
        ),
        "basins": frame(
            [water], region_id=["basin-all"], name=["All Waters"], name_es=["Todo"]
        ),
    }
    if zones:
        layers["zones"] = frame(
            near,
            zone=["approximate_200_nm"] * 2,
            region_id=["LL", "FF"],
            agree=[True, False],
        )
    return Regions(**layers, box=(-3, -3, 8, 4))


@pytest.fixture(scope="module")
def world():
    return small_world()


def one(world, latitude, longitude, **columns):
    """Locate one incident and return its row as a dict, with its words."""
    columns = {"geo_precision": 2, "radius_km": 1.0} | columns
    row = pd.DataFrame([{"latitude": latitude, "longitude": longitude, **columns}])
    located = locate(row, world)
    return located.iloc[0].to_dict() | {"words": where_in_words(located, world).iloc[0]}


def east_of_b(miles):
    """Return the longitude so many nautical miles east of B's coast, at 0.5° north."""
    return Geod(ellps="WGS84").fwd(2, 0.5, 90, miles * NM)[0]


def test_inside_a_state_it_is_that_state(world):
    row = one(world, 0.5, 0.5)
    assert row["join_method"] == "inside"
    found = row["state_id"], row["state_name"], row["country"]
    assert found == ("L-A", "Ámbar", "LL")
    assert row["state_sure"] and row["zone"] == "land" and row["sea_id"] == ""
    assert (row["nearest_state_id"], row["distance_nm"]) == ("L-A", 0)
    assert row["words"] == "in Ámbar"


def test_on_a_shared_border_the_lower_id_is_taken_once_and_doubted(world):
    row = one(world, 0.5, 1.0)
    assert (row["join_method"], row["state_id"]) == ("inside", "L-A")
    assert not row["state_sure"] and row["other_state_id"] == "L-B"


def test_a_circle_that_reaches_the_next_state_is_not_sure(world):
    assert one(world, 0.5, 0.9, radius_km=11)["state_sure"]
    row = one(world, 0.5, 0.9, radius_km=12)
    assert not row["state_sure"]
    assert row["words"] == "as drawn in Ámbar; ±12 km could also be in Bello"


def test_a_circle_that_reaches_the_first_state_of_all_is_not_sure_either():
    """The first state has position 0, and −1 means that no other is reached."""
    names = ["One", "Two"]
    states = frame(
        [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)],
        region_id=["A-1", "B-1"],
        name=names,
        name_es=names,
        country_id=["A", "B"],
    )
    world = Regions(states=states, seas=small_world().seas, box=(-3, -3, 8, 4))
    assert one(world, 0.5, 1.1, radius_km=11)["state_sure"]
    row = one(world, 0.5, 1.1, radius_km=12)
    assert (row["state_id"], row["state_sure"]) == ("B-1", False)
    assert row["other_state_id"] == "A-1"


def test_the_sea_within_a_circle_leaves_the_state_sure(world):
    assert one(world, 0.05, 0.5, radius_km=30)["state_sure"]


def test_11_9_miles_off_is_the_territorial_sea_and_never_in_the_state(world):
    row = one(world, 0.5, east_of_b(11.9))
    assert (row["join_method"], row["zone"]) == ("territorial", "territorial_sea")
    assert (row["state_id"], row["state_name"]) == ("", "")
    found = row["nearest_state_id"], row["country"], row["zone_of"]
    assert found == ("L-B", "LL", "LL")
    assert row["distance_nm"] == pytest.approx(11.9, abs=1e-3)
    assert row["words"] == (
        "22 km (11.9 NM) off Bello as drawn, within 12 NM; "
        "±1 km allows 21–23 km (11.4–12.4 NM)"
    )


def test_12_1_miles_off_is_beyond_and_of_no_country(world):
    row = one(world, 0.5, east_of_b(12.1))
    assert (row["join_method"], row["zone"]) == ("zone", "approximate_200_nm")
    assert (row["country"], row["zone_of"], row["zone_agree"]) == ("", "LL", True)
    assert (row["sea_id"], row["sea_name"]) == ("sea-wide", "Wide Sea")
    assert row["words"].startswith("22 km (12.1 NM) off Bello as drawn; ±1 km")


def test_the_border_of_12_miles_is_decided_to_a_few_meters(world):
    reasons = [
        one(world, 0.5, east_of_b(12 + each))["join_method"] for each in (-0.002, 0.002)
    ]
    assert reasons == ["territorial", "zone"]


def test_where_the_zones_are_not_sure_the_row_says_so(world):
    row = one(world, 2.0, 4.5)
    assert (row["zone_of"], row["zone_agree"]) == ("FF", False)


def test_where_the_drawn_zone_is_not_that_of_the_nearest_coast_the_row_says_so():
    world = small_world()
    world.zones.loc[world.zones["region_id"].eq("LL"), "region_id"] = "NN"
    row = one(world, 0.5, 2.1)
    assert (row["country"], row["zone_of"], row["zone_agree"]) == ("LL", "NN", False)


def test_beyond_every_zone_it_is_the_high_seas(world):
    row = one(world, 3.5, 7.5)
    assert (row["zone"], row["zone_of"], row["country"]) == ("high_seas", "", "")


def test_without_the_zones_layer_nothing_is_called_high_seas():
    world = small_world(zones=False)
    far, near = one(world, 3.5, 7.5), one(world, 0.5, 2.1)
    assert (far["join_method"], far["zone"], far["zone_of"]) == ("zone", "", "")
    assert (near["zone"], near["zone_of"]) == ("territorial_sea", "LL")


def test_a_named_place_within_2_km_of_the_coast_is_on_land(world):
    row = one(world, -0.015, 0.5, geo_precision=1)
    found = row["join_method"], row["state_id"], row["zone"]
    assert found == ("coast", "L-A", "land")
    assert row["state_sure"] and row["country"] == "LL" and row["sea_id"] == ""
    assert row["words"] == "in Ámbar: at the coast, 1.7 km off it as drawn"


def test_only_a_named_place_is_drawn_to_the_coast_and_only_2_km(world):
    assert one(world, -0.015, 0.5, geo_precision=2)["join_method"] == "territorial"
    assert one(world, -0.020, 0.5, geo_precision=1)["join_method"] == "territorial"


def test_no_coordinates_is_unlocated(world):
    row = one(world, np.nan, np.nan, theatre="not_disclosed")
    assert row["join_method"] == "unlocated" and row["geometry"] is None
    assert [row[each] for each in ("state_id", "country", "sea_id", "zone")] == [""] * 4
    assert np.isnan(row["distance_nm"])
    assert row["words"] == "sea not disclosed"
    assert one(world, np.nan, np.nan)["words"] == "place not reported"
    assert one(world, 1.0, np.nan)["join_method"] == "unlocated"


AREAS = {
    "L-B": ("L-B", "Bello", "LL", "", "", "known only to Bello"),
    "FF": ("", "", "FF", "", "", "known only to Farland"),
    "sea-wide": ("", "", "", "sea-wide", "Wide Sea", "known only to the Wide Sea"),
    "basin-all": (
        "",
        "",
        "",
        "basin-all",
        "All Waters",
        "known only to the All Waters",
    ),
    "outside:Indian Ocean": (
        "",
        "",
        "",
        "",
        "Indian Ocean",
        "known only to the Indian Ocean",
    ),
    "": ("", "", "", "", "", "place not reported"),
}


@pytest.mark.parametrize("area", AREAS)
def test_where_only_an_area_is_known_the_area_is_the_answer(world, area):
    row = one(world, 0.5, 0.5, geo_precision=3, area_id=area, reported_region="L-A")
    named = ("state_id", "state_name", "country", "sea_id", "sea_name", "words")
    assert tuple(row[each] for each in named) == AREAS[area]
    assert row["join_method"] == "area"


def test_the_point_of_an_area_is_never_joined_measured_or_drawn(world):
    row = one(world, 0.5, 0.5, geo_precision=3, area_id="basin-all", radius_km=900)
    assert row["geometry"] is None and row["zone"] == ""
    assert row["nearest_state_id"] == ""
    assert all(np.isnan(row[each]) for each in COLUMNS if each.startswith("distance"))


def test_beyond_the_layers_it_is_outside_and_not_far_from_a_coast(world):
    row = one(world, 50.0, 50.0, reported_region="LL")
    assert row["join_method"] == "outside" and row["geometry"] is not None
    assert (row["country"], row["sea_id"], row["nearest_state_id"]) == ("", "", "")
    assert np.isnan(row["distance_nm"])
    told = "in Leftland, as reported; its point is on no land of this map"
    assert row["words"] == told
    nothing_told = one(world, 50.0, 50.0)
    assert nothing_told["words"] == "outside the regions of this map"


def test_a_reported_state_wins_over_the_point(world):
    row = one(world, 0.5, 0.5, reported_region="L-B")
    found = row["join_method"], row["state_id"], row["country"]
    assert found == ("reported", "L-B", "LL")
    assert row["nearest_state_id"] == "L-A" and not row["state_sure"]
    assert row["zone"] == "land"
    assert row["words"] == "in Bello, as reported; as drawn its point lies in Ámbar"


def test_a_reported_country_leaves_the_state_open(world):
    row = one(world, 0.5, 0.5, reported_region="FF")
    found = row["join_method"], row["state_id"], row["country"]
    assert found == ("reported", "", "FF")
    assert row["zone"] == "land" and row["words"] == "in Farland, as reported"
    at_sea = one(world, 0.5, 2.1, reported_region="FF")
    assert (at_sea["zone"], at_sea["sea_id"]) == ("territorial_sea", "sea-wide")


def test_the_distance_carries_the_range_that_the_radius_allows(world):
    row = one(world, 0.5, east_of_b(24), radius_km=110)
    assert row["distance_low_nm"] == 0
    assert row["distance_high_nm"] == pytest.approx(24 + 110 / 1.852, abs=1e-3)
    assert row["words"].endswith("±110 km allows 0–154 km (0–83 NM)")


def test_a_table_of_points_alone_is_enough(world):
    points = pd.DataFrame({"latitude": [0.5, 0.5], "longitude": [0.5, 2.5]})
    located = locate(points, world)
    assert located["join_method"].tolist() == ["inside", "zone"]
    assert located["distance_nm"].notna().all()
    assert located[["distance_low_nm", "distance_high_nm"]].isna().all(axis=None)
    assert where_in_words(located).tolist() == [
        "in Ámbar; how exactly is not reported",
        "56 km (30 NM) off Bello as drawn; how exactly is not reported",
    ]


def test_blank_precision_and_radius_are_a_point_of_its_own(world):
    blank = pd.DataFrame(
        {
            "latitude": [0.5],
            "longitude": [2.01],
            "geo_precision": pd.array([None], dtype="Int64"),
            "radius_km": pd.array([None], dtype="Float64"),
        }
    )
    assert locate(blank, world)["join_method"].tolist() == ["territorial"]


def test_rows_index_and_columns_are_kept_and_the_argument_is_not_changed(world):
    random = np.random.default_rng(3)
    given = pd.DataFrame(
        {
            "latitude": random.uniform(-4, 5, 400),
            "longitude": random.uniform(-4, 9, 400),
            "geo_precision": random.choice([1, 2, 3], 400),
            "area_id": random.choice(["", "L-A", "nonsense"], 400),
            "zone": "to be replaced",
            "mine": range(400),
        },
        index=random.permutation(np.repeat(range(200), 2)),
    )
    before = given.copy(deep=True)
    located = locate(given, world)
    pd.testing.assert_frame_equal(given, before)
    assert located.index.equals(given.index)
    assert located["mine"].tolist() == list(range(400))
    assert located.columns.is_unique and set(COLUMNS) <= set(located)
    assert set(located["join_method"]) <= set(REASONS)
    again = locate(located, world)
    pd.testing.assert_frame_equal(again[COLUMNS], located[COLUMNS])


def test_no_row_at_all_has_all_columns(world):
    none = locate(pd.DataFrame({"latitude": [], "longitude": []}), world)
    assert len(none) == 0 and set(COLUMNS) <= set(none)
    assert where_in_words(none).tolist() == []


def test_text_is_blank_and_flags_are_flags_wherever_nothing_is_known(world):
    places = [np.nan, 0.5, 50]
    given = pd.DataFrame({"latitude": places, "longitude": places})
    located = locate(given, world)
    texts = [each for each in COLUMNS if located[each].dtype == "str"]
    assert len(texts) == 12 and not located[texts].isna().any(axis=None)
    assert located[["state_sure", "zone_agree"]].dtypes.eq(bool).all()


@pytest.fixture(scope="module")
def incidents():
    table = pd.read_csv(ROOT / "incidents.csv", dtype="str", keep_default_na=False)
    numbers = ["latitude", "longitude", "geo_precision", "radius_km"]
    return table.assign(**table[numbers].apply(pd.to_numeric))


@pytest.fixture(scope="module")
def located(incidents):
    return locate(incidents, read_regions())


def test_every_incident_of_the_table_is_kept_once(incidents, located):
    assert located["incident_id"].tolist() == incidents["incident_id"].tolist()
    assert located["incident_id"].is_unique
    assert set(located["join_method"]) <= set(REASONS)


def test_no_boat_strike_is_inside_a_state(located):
    strikes = located[located["campaign"].eq("boat_strike")]
    assert len(strikes) > 50
    assert not strikes["join_method"].isin(["inside", "coast", "reported"]).any()
    assert strikes["state_id"].eq("").all()


def test_2_september_2025_is_24_miles_off_sucre_give_or_take(located):
    row = located.set_index("incident_id").loc["CAR-2025-09-02-01"]
    assert (row["join_method"], row["nearest_state_id"]) == ("zone", "VE-R")
    miles = row[["distance_nm", "distance_low_nm", "distance_high_nm"]]
    assert [round(each) for each in miles] == [24, 0, 83]
    words = "44 km (24 NM) off Sucre as drawn; ±110 km allows 0–154 km (0–83 NM)"
    first = located["incident_id"].eq("CAR-2025-09-02-01")
    assert where_in_words(located[first]).tolist() == [words]


def test_a_point_across_the_line_stays_in_the_state_that_was_reported(located):
    row = located.set_index("incident_id").loc["VEN-2025-12-18-01"]
    found = row["join_method"], row["state_id"], row["country"]
    assert found == ("reported", "VE-V", "VE")
    assert (row["nearest_state_id"], row["state_sure"]) == ("CO-LAG", False)


def test_words_never_place_what_is_known_only_to_an_area(located):
    words = where_in_words(located, read_regions())
    area = located["join_method"].eq("area")
    assert area.sum() > 50
    assert words[area].str.startswith("known only to ").all()
    assert not words[area].map(lambda each: bool(re.search(r"\d", each))).any()
    assert words[located["join_method"].eq("unlocated")].eq("sea not disclosed").all()
