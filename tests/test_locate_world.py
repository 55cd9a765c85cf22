"""Rows outside the box: state and country, and nothing that the layers do not reach."""

import json

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from dashboard.dataset import open_dataset
from dashboard.geo.box_words import layers_end_words, outside_words
from dashboard.geo.disputed_states import STATES
from dashboard.geo.locate import COLUMNS, locate
from dashboard.geo.membership import found_regions
from dashboard.geo.place_words import where_in_words
from dashboard.geo.region_answers import find_answers, reach_words
from dashboard.geo.region_facts import find_facts, how_far
from dashboard.geo.regions import LAYERS, read_regions
from dashboard.geo.world import FEW

EARTH = Geod(ellps="WGS84")
ALEPPO, NEW_YORK, ICELAND_SEA = (36.2, 37.15), (40.75, -73.98), (61.5, -13.0)


@pytest.fixture(scope="module")
def regions():
    return read_regions()


def table(*places, **columns) -> pd.DataFrame:
    """Return made-up rows at places given as latitude and longitude."""
    latitude, longitude = zip(*places, strict=True)
    return pd.DataFrame({"latitude": latitude, "longitude": longitude, **columns})


def test_a_row_outside_the_box_has_state_and_country_and_nothing_else(regions):
    row = locate(table(ALEPPO, radius_km=5.0), regions).iloc[0]
    assert row["join_method"] == "inside"
    assert (row["state_id"], row["state_name"], row["country"]) == (
        "SY-HL",
        "Aleppo",
        "SY",
    )
    assert row["state_sure"]
    blank = ["zone", "zone_of", "sea_id", "sea_name", "nearest_state_id"]
    assert row[blank].tolist() == [""] * 5
    assert row[["distance_nm", "distance_low_nm", "distance_high_nm"]].isna().all()
    assert where_in_words(pd.DataFrame([row]), regions).tolist() == ["in Aleppo"]


def test_without_land_a_row_outside_the_box_is_outside(regions):
    row = locate(table(ICELAND_SEA, radius_km=5.0), regions).iloc[0]
    assert row["join_method"] == "outside"
    assert (row["state_id"], row["country"], row["state_sure"]) == ("", "", False)


@pytest.mark.parametrize("place", [(91.0, 0.0), (40.75, 286.02), (np.inf, 0.0)])
def test_what_is_no_place_on_earth_is_outside_and_breaks_nothing(regions, place):
    assert locate(table(place), regions)["join_method"].tolist() == ["outside"]


def test_no_row_in_the_box_makes_the_world_be_read():
    fresh = read_regions()
    found = locate(table((10.5, -66.9), (15.0, -70.0), radius_km=5.0), fresh)
    assert found["join_method"].tolist() == ["inside", "zone"]
    assert not fresh.world.is_open
    locate(table((10.5, -66.9), ALEPPO), fresh)
    assert fresh.world.is_open


def test_a_circle_that_leaves_the_box_is_asked_for_states_beyond(regions):
    """Texarkana's corner of Texas: the box ends at 33° N, Arkansas begins there."""
    near = table((32.9, -94.3), (32.9, -94.3), radius_km=[5.0, 29.0])
    found = locate(near, regions)
    assert found["state_id"].tolist() == ["US-TX", "US-TX"]
    assert found["state_sure"].tolist() == [True, False]
    assert found["other_state_id"].tolist() == ["", "US-LA"]
    north = locate(table((32.97, -95.5), radius_km=120.0), regions).iloc[0]
    assert (north["state_sure"], north["other_state_id"]) == (False, "US-OK")


def test_the_circle_decides_whether_a_state_of_the_world_is_sure(regions):
    rows = table(*[NEW_YORK] * 3, radius_km=[1.0, 6.0, np.nan])
    found = locate(rows, regions)
    assert found["state_id"].eq("US-NY").all()
    assert found["state_sure"].tolist() == [True, False, False]
    assert found["other_state_id"].tolist() == ["", "US-NJ", ""]


def brute_other(world, longitude, latitude, home, radius):
    """Return the nearest state but home within a radius, by pyproj and many corners."""
    best, other = radius, -1
    shapes = world.states.geometry.to_numpy()
    reach = radius / 110_000 / np.cos(np.radians(min(abs(latitude) + 3, 89)))
    window = shapely.Point(longitude, latitude).buffer(reach)
    for position in shapely.STRtree(shapes).query(window):
        if position == home:
            continue
        line = shapely.boundary(shapely.intersection(shapes[position], window.envelope))
        x, y = shapely.get_coordinates(shapely.segmentize(line, 0.0005)).T
        if not len(x):
            continue
        same = np.ones(len(x))
        meters = EARTH.inv(longitude * same, latitude * same, x, y)[2].min()
        if meters < best:
            best, other = meters, position
    return other, best


def test_the_nearest_other_state_is_the_one_that_pyproj_finds(regions):
    world, random = regions.world, np.random.default_rng(5)
    chosen = random.choice(len(world.states), 60, replace=False)
    inner = world.states.geometry.iloc[chosen].representative_point()
    x, y = inner.x.to_numpy(), inner.y.to_numpy()
    radius = random.choice([3_000.0, 15_000.0, 40_000.0, 150_000.0], len(x))
    home = world.find(x, y)
    assert home.tolist() == chosen.tolist()
    found = world.other(x, y, home, radius)
    for at in range(len(x)):
        expected, meters = brute_other(world, x[at], y[at], home[at], radius[at])
        if abs(meters - radius[at]) > 100:  # the oracle's corners are 50 m apart
            assert found[at] == expected, at


@pytest.mark.parametrize("longitude", [179.99, -179.99])
def test_a_circle_looks_over_180_degrees(regions, longitude):
    """From Chukotka the nearest other state is Alaska, east of the 180th meridian."""
    world, place = regions.world, (np.array([longitude]), np.array([67.5]))
    ids = world.states["region_id"]
    home = world.find(*place)
    assert ids[home].tolist() == ["RU-CHU"]
    assert world.other(*place, home, np.array([400_000.0])).tolist() == [-1]
    other = world.other(*place, home, np.array([900_000.0]))
    assert ids[other].tolist() == ["US-AK"]


def test_found_regions_can_be_picked_named_and_drawn(regions):
    found = ["SY-HL", "SY", "US-NY"]
    rows = {row.region_id: row for row in regions.choices(found)}
    assert rows["SY-HL"].label == "Aleppo, Syria"
    assert (rows["SY"].label, rows["SY"].kind) == ("Syria", "country")
    assert rows["US-NY"].label == "New York, United States"
    assert "SY-ID" not in rows and "VE-R" in rows
    assert "SY-HL" not in {row.region_id for row in regions.choices()}
    assert regions.name("SY-HL", "es") == "Alepo" and regions.country("SY-HL") == "SY"
    assert regions.kind("SY") == "country" and regions.is_land("SY-HL")
    assert regions.geometry("SY-HL").contains(shapely.Point(37.15, 36.2))
    assert regions.geometry("SY").contains(
        regions.geometry("SY-HL").representative_point()
    )
    with pytest.raises(KeyError):
        regions.geometry("QQ-QQ")
    assert regions.name("QQ-QQ") == regions.kind("sea-of-tranquility") == ""


def test_every_label_is_its_own_with_the_whole_world_to_choose_from(regions):
    labels = [row.label for row in regions.choices(regions.world.facts.index)]
    assert len(labels) > 4_600 and len(set(labels)) == len(labels)


def test_what_the_box_cuts_keeps_its_shape_and_is_drawn_whole(regions):
    assert regions.geometry("US-TX").bounds[3] == 33
    assert regions.whole_geometry("US-TX").bounds[3] > 36
    assert regions.whole_geometry("VE-R") is regions.geometry("VE-R")
    assert regions.whole_geometry("sea-north-atlantic").bounds[3] == 33


def test_distances_end_where_the_layers_end(regions):
    points = table((10.5, -66.9), ALEPPO, NEW_YORK)
    for region_id in ("SY-HL", "US-NY", "SY"):
        assert regions.distance_to_region(points, region_id).isna().all()
    assert regions.distance_to_region(points, "US").isna().tolist() == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("name", [*COLUMNS, "geometry"])
def test_a_column_of_the_table_is_never_lost_nor_mixed_up(regions, name):
    own = ["Syria as reported", ""]
    rows = table(ALEPPO, (10.5, -66.9), radius_km=5.0)
    plain = locate(rows, regions)
    found = locate(rows.assign(**{name: own}), regions)
    assert found[f"reported_{name}"].tolist() == own
    pd.testing.assert_frame_equal(
        pd.DataFrame(found[plain.columns]), pd.DataFrame(plain)
    )


def test_a_clash_with_a_reported_column_gets_a_number(regions):
    rows = table(ALEPPO, country="one", reported_country="two")
    found = locate(rows, regions).iloc[0]
    columns = ["country", "reported_country", "reported_country_2"]
    assert found[columns].tolist() == ["SY", "two", "one"]


@pytest.mark.parametrize("name", ["x", "y", "radius", "own", "world", "line", "meters"])
def test_a_column_named_like_an_internal_one_is_kept_as_it_is(regions, name):
    found = locate(table(ALEPPO, **{name: "theirs"}), regions).iloc[0]
    assert (found[name], found["state_id"]) == ("theirs", "SY-HL")


def test_locating_twice_gives_the_same(regions):
    once = locate(table(ALEPPO, ICELAND_SEA, (10.5, -66.9), radius_km=5.0), regions)
    assert locate(once, regions).equals(once)
    as_table = pd.DataFrame(once).drop(columns="geometry")
    assert locate(as_table, regions).equals(once)


def located_rows(regions):
    """Return made-up rows as an opened table has them: around New York, and at home."""
    rows = table(
        NEW_YORK, (40.9, -74.2), ALEPPO, (10.5, -66.9), ICELAND_SEA, (15.0, -70.0)
    ).assign(radius_km=[6.0, 1.0, 5.0, 5.0, 5.0, 400.0])
    blank = ["parent_id", "area_id", "origin_id", "location", "theatre"]
    rows = rows.assign(**dict.fromkeys(blank, ""), date=pd.Timestamp("2026-01-01"))
    rows["incident_id"] = [f"row-{number}" for number in range(len(rows))]
    found = locate(rows, regions)
    return found.assign(where_words=where_in_words(found, regions))


LAAYOUNE, CASABLANCA, GOLAN = (27.15, -13.2), (33.57, -7.59), (33.27, 35.77)
SAHRAWI = "the Sahrawi Arab Democratic Republic"


@pytest.mark.parametrize(
    "place, words",
    [
        (LAAYOUNE, f"; disputed: administered by Morocco, claimed by {SAHRAWI}"),
        (
            GOLAN,
            "; a part of it, the Golan, is disputed: administered by Israel, claimed "
            "by Syria",
        ),
        (CASABLANCA, ""),
    ],
)
@pytest.mark.parametrize("precision", [1, 3])
def test_disputed_land_of_the_world_names_both_sides(regions, place, words, precision):
    found = locate(table(place).assign(radius_km=1.0), regions)
    if precision == 3:
        area = found["state_id"].iloc[0]
        rows = table(place).assign(geo_precision=3, area_id=area)
        found = locate(rows, regions)
    said = where_in_words(found, regions).iloc[0]
    assert said.endswith(words) and ("disputed" in said) == bool(words)


@pytest.mark.parametrize(
    "region_id, sides",
    [
        ("MA-15", [f"Western Sahara: administered by Morocco, claimed by {SAHRAWI}"]),
        ("SY", ["the Golan: administered by Israel, claimed by Syria"]),
        ("FR", []),
    ],
)
def test_a_region_of_the_world_names_its_disputed_land(regions, region_id, sides):
    assert list(find_facts(region_id, regions).disputed) == sides


def test_every_disputed_state_is_one_of_the_layer_and_every_claimant_too(regions):
    entries = json.loads(STATES.read_text(encoding="utf-8"))
    ids = [*entries, *(each["claimant"] for each in entries.values())]
    assert [each for each in ids if not regions.name(each)] == []


@pytest.mark.parametrize(
    "own, words",
    [
        ({"country": "Iceland"}, "in Iceland, as reported; "),
        ({"reported_region": "IS"}, "in Iceland, as reported; "),
        ({"reported_region": "US-NY"}, "in New York, as reported; "),
        ({"country": ""}, ""),
    ],
)
def test_a_point_off_all_land_says_what_country_the_table_gives(regions, own, words):
    found = locate(table(ICELAND_SEA, NEW_YORK).assign(**own), regions)
    off, on_land = where_in_words(found, regions)
    last = "its point is on no land of this map"
    assert off == (f"{words}{last}" if words else "outside the regions of this map")
    assert "no land" not in on_land


@pytest.mark.parametrize(
    "region_id, inside, could",
    [
        ("US-NY", ["row-0"], []),
        ("US-NJ", ["row-1"], ["row-0"]),
        ("US", ["row-0", "row-1"], []),
        ("SY", ["row-2"], []),
        ("SY-HL", ["row-2"], []),
        ("CD-NK", [], []),
    ],
)
def test_a_region_of_the_world_has_its_answers_without_distances(
    regions, region_id, inside, could
):
    answers = find_answers(located_rows(regions), region_id, 200.0, regions)
    ids = {key: rows["incident_id"].tolist() for key, rows in answers.rows.items()}
    assert ids["inside"] == inside and ids["could_have_been"] == could
    assert ids["off_coast"] == ids["left_from"] == ids["area_only"] == []
    beyond = answers.rows["inside"]
    assert (
        beyond[["region_nm", "region_low_nm", "region_high_nm"]].isna().all(axis=None)
    )
    if region_id != "US":
        assert reach_words(region_id, regions) == "in it"
    facts = find_facts(region_id, regions)
    assert facts.name and facts.country and facts.administered_by


def test_a_region_of_the_world_has_its_neighbors_and_no_far_town(regions):
    assert "Idlib" in find_facts("SY-HL", regions).neighbors
    assert {"Türkiye", "Iraq"} <= set(find_facts("SY", regions).neighbors)
    answers = find_answers(located_rows(regions), "SY-HL", 200.0, regions)
    words = how_far(answers.rows["inside"], "SY-HL", regions)
    far = ["Coast of Aleppo", "Its 12 NM line", "Nearest town", "Nearest port"]
    assert words[far].to_numpy().tolist() == [[""] * 4]


def test_an_area_outside_the_box_is_named_and_answers_for_itself(regions):
    rows = located_rows(regions).drop(columns=[*COLUMNS, "geometry", "where_words"])
    rows = locate(rows.assign(geo_precision=3, area_id="SY-HL").iloc[[2]], regions)
    assert rows[["state_id", "state_name", "country"]].to_numpy().tolist() == [
        ["SY-HL", "Aleppo", "SY"]
    ]
    assert rows["state_sure"].tolist() == [False]
    assert where_in_words(rows, regions).tolist() == ["known only to Aleppo"]
    answers = find_answers(rows.assign(where_words=""), "SY", 12.0, regions)
    assert len(answers.rows["inside"]) == 1


def test_the_page_can_say_where_the_layers_end(regions):
    assert layers_end_words(regions.box) == (
        "Seas, maritime zones and distances are known from 120° W to 50° W and 10° S to "
        "33° N. Outside, a row has its state and country; on no land of our layers, "
        "neither."
    )
    rows = located_rows(regions)
    assert outside_words(rows, regions) == (
        "3 rows on land and 1 row off land outside the box of the layers"
    )
    assert outside_words(rows.iloc[[3, 5]], regions) == ""


def test_the_regions_of_rows_are_those_to_pick_from(regions):
    found = found_regions(located_rows(regions))
    assert {"US-NY", "US-NJ", "SY-HL", "SY", "US", "VE-A"} <= found and "" not in found


def test_without_the_layers_of_the_world_the_rest_works_and_a_notice_is_kept(tmp_path):
    for path in LAYERS.glob("*"):
        if not path.stem.startswith("world_"):
            (tmp_path / path.name).symlink_to(path)
    bare = read_regions(tmp_path)
    assert [each for each in bare.notices if "world_states.parquet is missing" in each]
    found = locate(table(ALEPPO, (10.5, -66.9), radius_km=5.0), bare)
    assert found["join_method"].tolist() == ["outside", "inside"]


def test_few_rows_far_out_at_sea_do_not_open_the_world():
    """Alaska's bounds go round the world, so one of these is near it by its bounds."""
    fresh = read_regions()
    found = locate(table(ICELAND_SEA, (3.0, 72.0), (0.0, -30.0)), fresh)
    assert found["join_method"].tolist() == ["outside"] * 3
    assert not fresh.world.is_open


@pytest.mark.parametrize("count", [FEW, FEW + 1])
def test_few_and_many_places_are_found_alike(count):
    fresh = read_regions()
    lines = np.arange(count - 1) / 10 - 2.0, np.full(count - 1, 72.0)  # Indian Ocean
    x, y = np.append(lines[1], ALEPPO[1]), np.append(lines[0], ALEPPO[0])
    found = fresh.world.find(x, y)
    assert found[-1] == fresh.world.states["region_id"].tolist().index("SY-HL")
    sea = fresh.world.find(x[:5], y[:5])
    assert sea.tolist() == found[:5].tolist() == [-1] * 5
    assert fresh.world.is_open


def test_our_own_table_does_not_need_the_world():
    assert not open_dataset().regions.world.is_open


def test_a_circle_in_a_region_reaches_it_however_small(regions):
    """The first is in the middle of New York State, the second far out at sea."""
    x, y = np.array([-75.0, -60.0]), np.array([43.0, 41.0])
    reached = regions.world.reaches("US-NY", x, y, np.array([1.0, 1.0]))
    assert reached.tolist() == [True, False]


def test_on_the_border_of_two_states_the_lower_id_is_taken(regions):
    world = regions.world
    shared = shapely.intersection(world.geometry("US-NY"), world.geometry("US-PA"))
    x, y = shapely.get_coordinates(shared).T
    ids = world.states["region_id"]
    both = [
        shapely.intersects_xy(world.geometry(each), x, y) for each in ("US-NY", "US-PA")
    ]
    on = both[0] & both[1]
    found = ids[world.find(x[on], y[on])]  # at the two ends a third one has a part
    assert "US-NY" in set(found) and set(found) <= {"CA-ON", "US-NJ", "US-NY"}
