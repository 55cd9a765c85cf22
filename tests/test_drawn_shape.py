"""Drawn shapes: what is in them, what may be, and texts that are no shape."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from dashboard.geo.drawn_shape import (
    ShapeError,
    corners_text,
    doubt_words,
    doubts,
    in_bounds,
    in_shape,
    parse_corners,
    shape_words,
)
from dashboard.selection.filter_kinds import FilterValueError
from dashboard.selection.filters import (
    FILTERS,
    describe,
    parse_selection,
    select,
    to_query,
)
from tests.worlds import AREA, DICTIONARY, located, real_dataset

DATASET = real_dataset()
WORLD = (DATASET.incidents, DICTIONARY, DATASET.regions)
GEOD = Geod(ellps="WGS84")
BOX = "10.5,-65;11.8,-65;11.8,-61;10.5,-61"
LONG = "5,-100;20,-100;8,-60"


def many_points(number=4_000):
    chance = np.random.default_rng(3)
    rows = located(*[{}] * 40)
    rows = pd.concat([rows] * (number // 40), ignore_index=True)
    return rows.assign(
        latitude=chance.uniform(0, 25, number),
        longitude=chance.uniform(-110, -55, number),
    )


@pytest.mark.parametrize("text", [BOX, LONG])
def test_the_rows_of_a_shape_are_those_that_geopandas_finds_on_the_drawn_map(text):
    rows = many_points()
    corners = parse_corners(text)
    drawn = gpd.GeoSeries(
        gpd.points_from_xy([c[1] for c in corners], [c[0] for c in corners]), crs=4326
    ).to_crs(3857)
    polygon = shapely.Polygon([(each.x, each.y) for each in drawn])
    points = gpd.GeoSeries(
        gpd.points_from_xy(rows["longitude"], rows["latitude"]), crs=4326
    ).to_crs(3857)
    wanted = points.intersects(polygon).to_numpy()
    assert 5 < wanted.sum() < len(rows)
    # web Mercator takes WGS84 for a sphere, ours too: the same line on the same map
    assert (in_shape(rows, corners) == wanted).all()


def test_a_row_known_only_to_an_area_is_in_no_shape_and_no_view():
    rows = located({}, AREA, {"latitude": "", "longitude": "", "geo_precision": ""})
    assert in_shape(rows, parse_corners(BOX)).tolist() == [True, False, False]
    assert in_bounds(rows, (10, -65, 12, -61)).tolist() == [True, False, False]


def test_the_edge_counts_as_inside():
    rows = located({"latitude": "10.5", "longitude": "-65"}, {"latitude": "10.499"})
    assert in_shape(rows, parse_corners(BOX)).tolist() == [True, False]
    assert in_bounds(rows, (10.5, -65, 11.8, -61)).tolist() == [True, False]


def test_what_is_in_view_across_180_degrees_is_kept_on_both_sides():
    places = [("-17", "179.5"), ("-17", "-179.5"), ("-17", "-175"), ("-17", "0")]
    rows = located(*({"latitude": y, "longitude": x} for y, x in places))
    assert in_bounds(rows, (-18, 178, -16, 182)).tolist() == [True, True, False, False]
    assert in_bounds(rows, (-18, -182, -16, -178)).tolist() == [
        True,
        True,
        False,
        False,
    ]
    assert in_bounds(rows, (-18, -180, -16, 180)).tolist() == [True] * 4


@pytest.mark.parametrize("turn", [-360, 0, 360])
def test_a_shape_across_180_degrees_holds_both_sides_in_every_turn_of_the_map(turn):
    text = f"-18,{178 + turn};-16,{178 + turn};-16,{182 + turn};-18,{182 + turn}"
    corners = parse_corners(text)
    places = ["179.5", "-179.5", "180", "-180", "-177.999", "177.999", "2"]
    rows = located(*({"latitude": "-17", "longitude": x} for x in places[:4]))
    assert in_shape(rows, corners).tolist() == [True] * 4
    rows = located(*({"latitude": "-17", "longitude": x} for x in places[4:]))
    assert in_shape(rows, corners).tolist() == [False] * 3
    assert shape_words(corners).endswith("178.0° E across 180° to 178.0° W")
    assert parse_corners(corners_text(corners)) == corners


def test_no_row_is_in_no_shape():
    assert in_shape(located().iloc[:0], parse_corners(BOX)).tolist() == []
    assert doubts(located().iloc[:0], parse_corners(BOX))["no_point"] == 0


def test_what_a_shape_cannot_decide_is_counted_as_geod_counts_it():
    corners = parse_corners(BOX)
    found = doubts(DATASET.incidents, corners)
    ring = np.array([(c[1], c[0]) for c in (*corners, corners[0])])
    edge = np.array(
        shapely.segmentize(
            shapely.LineString(ring), 0.002
        ).coords  # parallels, meridians
    )
    counts = {"may_lie_outside": 0, "may_lie_inside": 0, "no_point": 0, "no_radius": 0}
    for row in DATASET.incidents.itertuples():
        if row.join_method in ("area", "unlocated"):
            counts["no_point"] += 1
            continue
        same = np.ones(len(edge))
        *_, meters = GEOD.inv(
            row.longitude * same, row.latitude * same, edge[:, 0], edge[:, 1]
        )
        inside = 10.5 <= row.latitude <= 11.8 and -65 <= row.longitude <= -61
        if not row.radius_km > 0:
            counts["no_radius"] += inside
        elif meters.min() < row.radius_km * 1000:
            counts["may_lie_outside" if inside else "may_lie_inside"] += 1
    assert found == counts
    assert counts["may_lie_outside"] and counts["may_lie_inside"]


def test_doubts_are_said_in_words_and_none_is_blank():
    counts = {"may_lie_outside": 1, "may_lie_inside": 0, "no_radius": 0, "no_point": 2}
    assert doubt_words(counts) == (
        "1 row in it may lie outside, by its own radius · 2 rows known only to an "
        "area or to none: in no shape"
    )
    assert doubt_words(dict.fromkeys(counts, 0)) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "0 corners: must be 3 to 60"),
        ("1,2;3,4", "2 corners: must be 3 to 60"),
        (";".join(["1,2"] * 61), "61 corners: must be 3 to 60"),
        ("1,2;3,4;x", "corner 3 'x': must be latitude,longitude"),
        ("1,2;3,4;5,6,7", "corner 3 '5,6,7'"),
        ("1,2;3,4;nan,6", "corner 3 'nan,6'"),
        ("1,2;3,4;5,inf", "corner 3 '5,inf'"),
        ("86,2;3,4;5,6", "latitude within ±85"),
        ("1,2;3,720.001;5,6", "longitude within ±720"),
        ("1,-181;3,179.001;5,6", "more than 360° of longitude apart"),
        ("0,0;1,1;0,1;1,0", "crosses or meets itself"),
        ("0,0;1,0;2,0", "crosses or meets itself"),
        ("0,0;0,0;0,0", "crosses or meets itself"),
    ],
)
def test_a_text_that_is_no_shape_is_told_why(text, words):
    with pytest.raises(ShapeError, match=words):
        parse_corners(text)


def test_corners_are_read_back_as_they_were_written():
    for text in (BOX, LONG, "0,0;0.001,0;0,-0.001", "10.1234,1;2,2;3,-179.9996"):
        corners = parse_corners(text)
        assert parse_corners(corners_text(corners)) == corners
    assert corners_text(parse_corners("-0.0001,0;1,1;2,0")) == "0,0;1,1;2,0"
    assert parse_corners(f"{BOX};10.5,-65") == parse_corners(BOX)  # closed by hand


def test_a_shape_says_its_reach_on_both_sides_of_the_equator():
    assert shape_words(parse_corners("-5,-81;5,-81;5,-79;-5,-79")) == (
        "a drawn rectangle, 5.0° S to 5.0° N, 81.0° to 79.0° W"
    )
    assert shape_words(parse_corners("1,1;2,2;1,3")).startswith("a drawn shape of 3")


def test_shape_and_view_are_filters_of_link_and_command():
    given = {"shape": [BOX], "bounds": ["9.5,-66,12.5,-60"]}
    selection, wrong = parse_selection(
        given, DATASET.incidents, DICTIONARY, DATASET.regions
    )
    assert wrong == []
    assert dict(to_query(selection, opening={})) == {
        "shape": BOX,
        "bounds": "9.5,-66,12.5,-60",
    }
    words = describe(selection, DICTIONARY, DATASET.regions)
    assert words.startswith("inside a drawn rectangle") and "in view: 9.5°" in words
    kept = select(DATASET.incidents, selection, DATASET.regions)
    assert {"CAR-2025-09-02-01", "CAR-2025-09-02-02"} <= set(kept["incident_id"])


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "a,b,c,d", "5,0,4,1", "0,5,1,4", "nan,0,1,1", "-91,0,1,1"]
)
def test_a_view_that_is_none_is_told_what_one_is(text):
    with pytest.raises(FilterValueError, match="must be south,west,north,east"):
        FILTERS["bounds"].parse({"bounds": [text]}, *WORLD)
