"""Which part of the world a brief shows, wherever the rows of a table lie."""

import numpy as np
import pytest
import shapely
from matplotlib.path import Path

from dashboard.brief.drawing.frame import Frame, to_path
from dashboard.brief.drawing.window import (
    bounds_around,
    bounds_of,
    bounds_of_shape,
    fit_window,
)
from dashboard.brief.drawing.world_layers import world_land
from dashboard.brief.files.formats import to_file
from dashboard.brief.words.make import make_brief
from dashboard.geo.regions import BOX
from tests import foreign_tables as foreign
from tests.worlds import real_dataset

PAGE = (40.0, 122.0, 1336.0, 790.0)


def bounds(folder, rows):
    dataset = foreign.open_rows(folder, rows)
    return bounds_of(make_brief(dataset, {}, layout="map"))


@pytest.mark.parametrize("name", ["MEXICO", "SUDAN", "UKRAINE", "OFF_SOMALIA", "WORLD"])
def test_the_window_is_that_of_the_rows(tmp_path, name):
    places = getattr(foreign, name)
    found = bounds(tmp_path, foreign.rows_at(places))
    latitudes, longitudes = zip(*places, strict=True)
    corners = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    assert found == pytest.approx(corners)
    frame = fit_window(found, PAGE)
    x, y = frame.place(longitudes, latitudes)
    assert shapely.contains_xy(frame.box, x, y).tolist() == [True] * len(places)


def test_across_180_degrees_the_window_is_the_shorter_way_around(tmp_path):
    west, south, east, north = bounds(tmp_path, foreign.rows_at(foreign.FIJI))
    assert (west, east) == pytest.approx((177.4, 180.1))
    frame = fit_window((west, south, east, north), PAGE)
    assert frame.east - frame.west < 10
    x, _ = frame.place([177.4, -179.9], [-17.0, -17.0])
    assert frame.x < x[0] < x[1] < frame.x + frame.w
    assert x[1] - x[0] == pytest.approx(2.7 * frame.scale)


def test_a_table_without_a_place_has_the_view_of_its_description(tmp_path):
    nowhere = [foreign.area_row("")]
    assert bounds(tmp_path, nowhere) == (-180.0, -60.0, 180.0, 80.0)
    ours = make_brief(real_dataset(), {"text": "no such words"}, layout="map")
    assert not len(ours.rows)
    assert bounds_of(ours) == real_dataset().description.opening_view


def test_a_row_of_which_only_a_state_is_known_brings_its_state_in_view(tmp_path):
    found = bounds(tmp_path, [foreign.area_row("MX-JAL")])
    shape = real_dataset().regions.geometry("MX-JAL")
    assert found == pytest.approx(shape.bounds)


def test_bounds_on_both_sides_of_180_are_joined_across_it():
    fiji, samoa = (176.0, -19.0, 180.0, -16.0), (-173.0, -14.5, -171.0, -13.0)
    assert bounds_around([fiji, samoa]) == pytest.approx((176, -19, 189, -13))
    americas, africa = (-120.0, 0.0, -60.0, 9.0), (0.0, -5.0, 20.0, 4.0)
    assert bounds_around([americas, africa]) == pytest.approx((-120, -5, 20, 9))


def test_a_region_that_180_degrees_cuts_is_shown_the_shorter_way_around():
    cut = shapely.union_all(
        [shapely.box(177, -19, 180, -16), shapely.box(-180, -18, -178, -15)]
    )
    assert bounds_of_shape(cut) == (177, -19, 182, -15)
    whole = shapely.union_all([shapely.box(-70, 1, -60, 2), shapely.box(80, 3, 90, 4)])
    assert bounds_of_shape(whole) == (-70, 1, 90, 4)


@pytest.mark.parametrize("region_id", ["FJ", "NZ", "US"])
def test_a_brief_of_a_country_on_both_sides_of_180_is_not_of_the_world(
    tmp_path, region_id
):
    dataset = foreign.open_rows(tmp_path, foreign.rows_at(foreign.FIJI))
    region = {"region": (region_id, "in", 12.0)}
    brief = make_brief(dataset, region, layout="region")
    west, _, east, _ = bounds_of(brief)
    assert east - west < 180


def test_a_window_beside_the_layers_may_leave_their_box():
    inside = fit_window((-70.0, 5.0, BOX[2], 20.0), PAGE)
    assert inside.east <= BOX[2] + 1e-9
    beyond = fit_window((-70.0, 5.0, BOX[2] + 1, 20.0), PAGE)
    assert beyond.east > BOX[2] + 1


def test_land_is_drawn_wherever_the_window_is():
    for west in (174.0, -183.0, 20.0):
        frame = Frame(0, 0, 1000, 600, west, west + 12, -18.0)
        land = shapely.union_all(frame.clip(world_land()))
        assert shapely.area(land) > 0, west
    both = Frame(0, 0, 1000, 600, 174.0, 186.0, -18.0)
    one = Frame(0, 0, 1000, 600, -186.0, -174.0, -18.0)
    areas = [shapely.area(shapely.union_all(f.clip(world_land()))) for f in (both, one)]
    assert areas[0] == pytest.approx(areas[1])


@pytest.mark.parametrize("latitude", [-88.0, 60.0, 89.5])
def test_a_circle_around_a_pole_is_a_sound_shape(latitude):
    frame = Frame(0, 0, 1000, 600, -180.0, 180.0, 0.0)
    ring = frame.circle(20.0, latitude, 4000)
    assert ring.is_valid and ring.area > 0


def test_a_circle_across_180_is_one_round_shape():
    frame = Frame(0, 0, 1000, 600, 170.0, 190.0, 0.0)
    ring = frame.circle(-179.5, 0.0, 200)
    x, y = frame.place(-179.5, 0.0)
    reach = 200 * frame.km(0)
    assert ring.centroid.x == pytest.approx(float(x)) and ring.is_valid
    assert ring.area == pytest.approx(np.pi * reach**2, rel=0.02)
    assert ring.contains(shapely.Point(float(x), float(y)))


@pytest.mark.parametrize("radius", ["0", "0.0", "0.001"])
def test_a_place_known_to_the_meter_and_a_name_with_unseen_signs_are_drawn(
    tmp_path, radius
):
    rows = [
        {**row, "radius_km": radius, "location": "made-up\x08 place\x1b[31m"}
        for row in foreign.rows_at([(10.65, -63.25)], 2)
    ]
    dataset = foreign.open_rows(tmp_path, rows)
    for layout in ("map", "table"):
        brief = make_brief(dataset, {}, layout=layout)
        assert to_file(brief, "png")[:4] == b"\x89PNG"


def test_a_path_closes_every_ring_and_leaves_lines_open():
    hole = shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 6, 6))
    line = shapely.LineString([(0, 0), (5, 5), (9, 0)])
    path = to_path([shapely.Point(1, 1), line, hole, shapely.Point(), line])
    opened = [Path.MOVETO, Path.LINETO, Path.LINETO]
    ring = [*opened, Path.LINETO, Path.CLOSEPOLY]
    assert path.codes.tolist() == [*opened, *ring, *ring, *opened]
    parts = [line, hole.exterior, hole.interiors[0], line]
    points = [point for part in parts for point in part.coords]
    assert list(map(tuple, path.vertices)) == points
    assert len(to_path([]).vertices) == len(to_path(shapely.Point(1, 1)).vertices) == 0
