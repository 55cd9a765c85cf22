"""The regions: which one is a point in, how far is it from one, what is each called."""

import shutil
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from dashboard.geo.borders import Borders
from dashboard.geo.nearest import METERS_PER_NM, PIECE, Outline
from dashboard.geo.region_index import CellIndex, cells_touched, edges_of
from dashboard.geo.regions import LAYERS, Regions, RegionsError, read_regions

WGS84 = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def regions():
    return read_regions()


@pytest.fixture(scope="module")
def scattered():
    """Longitudes and latitudes all over the layers, and beyond them."""
    random = np.random.default_rng(20250902)
    return random.uniform(-121, -49, 60_000), random.uniform(-11, 34, 60_000)


def by_geopandas(frame, longitude, latitude):
    points = gpd.points_from_xy(longitude, latitude, crs=4326)
    points = gpd.GeoDataFrame(geometry=points)
    joined = gpd.sjoin(points, frame[["geometry"]], how="left", predicate="intersects")
    lowest = joined.groupby(level=0)["index_right"].min()
    return lowest.fillna(-1).to_numpy(np.int64)


@pytest.mark.parametrize("few", [0, 60_000], ids=["cells", "tree"])
def test_the_index_answers_as_geopandas_does_everywhere(regions, scattered, few):
    index = CellIndex(regions.states.geometry.values, few=few)
    found = index.find(*scattered)
    assert (index.codes is None) == (few == len(scattered[0]))
    assert (found >= 0).sum() > 10_000
    assert np.array_equal(found, by_geopandas(regions.states, *scattered))


def test_on_borders_and_vertices_the_lower_region_is_taken(regions):
    start, end, _ = edges_of(regions.states.geometry.values)
    points = np.concatenate([start[::3], (start + end)[::3] / 2])
    expected = by_geopandas(regions.states, *points.T)
    index = CellIndex(regions.states.geometry.values, few=0)
    assert np.array_equal(index.find(*points.T), expected)
    few = slice(0, 2_000)
    searched = CellIndex(regions.states.geometry.values).find(*points[few].T)
    assert np.array_equal(searched, expected[few])


def test_seas_are_found_as_geopandas_does(regions, scattered):
    some = [each[:8_000] for each in scattered]
    found = CellIndex(regions.seas.geometry.values, few=0).find(*some)
    assert np.array_equal(found, by_geopandas(regions.seas, *some))


@pytest.mark.parametrize("cell", [0.02, 0.5, 3.0])
def test_overlaps_holes_and_odd_points_are_answered_at_any_cell_size(cell):
    ring = shapely.box(0, 0, 10, 10) - shapely.box(2, 2, 8, 8)
    regions = np.array([shapely.box(4, 4, 6, 12), ring, shapely.box(-5, 5, 20, 6)])
    random = np.random.default_rng(1)
    x, y = random.integers(-24, 84, (2, 9_000)) / 4
    x[:3], y[:3] = [np.nan, 1e30, -np.inf], [1, 1, 1]
    frame = gpd.GeoDataFrame(geometry=regions, crs=4326)
    found = CellIndex(regions, cell, few=0).find(x, y)
    assert found[:3].tolist() == [-1, -1, -1]
    assert np.array_equal(found[3:], by_geopandas(frame, x[3:], y[3:]))
    assert set(found) == {-1, 0, 1, 2}


def test_the_tree_is_left_for_cells_when_more_points_are_asked_in_all():
    index = CellIndex(np.array([shapely.box(0, 0, 1, 1)]), few=10)
    for turn, cells in enumerate([False, False, True]):
        assert index.find(np.full(5, 0.5), np.full(5, 0.5)).tolist() == [0] * 5
        assert (index.codes is not None) == cells, turn


def test_no_region_at_all_finds_nothing():
    assert CellIndex(np.array([])).find(np.arange(9.0), np.arange(9.0)).max() == -1


def test_every_cell_that_a_line_touches_is_marked():
    random = np.random.default_rng(4)
    start, end = random.uniform(1, 29, (2, 300, 2))
    end[:30, 0], end[30:60, 1] = start[:30, 0], start[30:60, 1]
    start[60:90], end[60:90] = start[60:90].round(), end[60:90].round()
    cells, segments = cells_touched(start, end, (30, 30))
    row, column = np.divmod(np.arange(900), 30)
    boxes = shapely.box(column, row, column + 1, row + 1)
    lines = shapely.linestrings(np.stack([start, end], axis=1))
    segment, cell = shapely.STRtree(boxes).query(lines, predicate="intersects")
    assert set(zip(segment, cell, strict=True)) <= set(
        zip(segments, cells, strict=True)
    )


def least_by_geod(lines, longitude, latitude):
    """Minimise the geodesic distance over lines sampled every 10 m, then every mm."""

    def measure(spots):
        here = np.tile([longitude, latitude], (len(spots), 1))
        return WGS84.inv(*here.T, *spots.T)[2]

    share = np.linspace(0, 1, 10_000)[:, None]
    least = np.inf
    for line in shapely.get_parts(lines):
        spots = shapely.get_coordinates(shapely.segmentize(line, 1e-4))
        best = measure(spots).argmin()
        around = spots[max(best - 1, 0) : best + 2]
        for start, end in pairwise(around):
            least = min(least, measure(start + share * (end - start)).min())
    return least


def test_distances_are_geodesic_to_a_millimeter(regions):
    random = np.random.default_rng(7)
    x, y = random.uniform(-66, -60.5, 4_000), random.uniform(10, 12.5, 4_000)
    meters, state = regions.borders.nearest(x, y)
    at_sea = np.flatnonzero((meters > 0) & (meters < 30_000))[:25]
    assert len(at_sea) == 25
    for each in at_sea:
        near = shapely.box(x[each] - 0.4, y[each] - 0.4, x[each] + 0.4, y[each] + 0.4)
        shape = regions.states.geometry.iloc[state[each]].boundary.intersection(near)
        expected = least_by_geod(shape, x[each], y[each])
        assert meters[each] == pytest.approx(expected, abs=1e-3)


def test_the_nearest_state_is_the_least_of_all_states(regions):
    places = pd.DataFrame({"longitude": [-62.6, -64.9], "latitude": [11.15, 18.1]})
    every = pd.DataFrame(
        {
            each: regions.distance_to_region(places, each)
            for each in regions.states["region_id"]
            if each[:2] in ("VE", "TT", "GD", "PR", "VI", "VG")
        }
    )
    meters, state = regions.borders.nearest(places["longitude"], places["latitude"])
    found = regions.states["region_id"].iloc[state]
    assert found.tolist() == every.idxmin(axis=1).tolist()
    assert meters / METERS_PER_NM == pytest.approx(every.min(axis=1), abs=1e-6)


def test_many_corners_nearer_than_its_ends_hide_no_nearer_line():
    turn = np.arange(0, 360, 0.5)
    here = np.zeros(len(turn))
    ring = WGS84.fwd(here, here, turn, here + 20_000)[:2]
    east = WGS84.fwd(0, 0, 90, 19_997)[0]
    line = shapely.box(east, -0.0088, 0.3, 0.0088)  # one piece: it has no corner near
    circle = shapely.Polygon(np.column_stack(ring))
    near = Outline(*edges_of(np.array([circle, line]))).nearest(here[:1], here[:1])
    assert near.owner[0] == 1
    assert near.meters[0] == pytest.approx(19_997, abs=1e-3)


def test_no_piece_of_a_long_line_is_longer_than_its_promise():
    start = np.array([[-120.0, -10], [-50, 33], [0, -60], [10, 89], [1, 1]])
    end = np.array([[-50.0, 33], [-50, -10], [60, 60], [80, 89], [1, 1]])
    outline = Outline(start, end, np.arange(5))
    meters = WGS84.inv(*outline.start.T, *outline.end.T)[2]
    assert meters.max() <= PIECE < 1.1 * meters.max()
    assert outline.end[outline.owner == 0][-1].tolist() == end[0].tolist()


def test_a_region_without_coast_near_is_infinitely_far():
    empty = Outline(np.empty((0, 2)), np.empty((0, 2)), np.empty(0, int))
    assert np.isinf(empty.nearest(np.zeros(2), np.zeros(2)).meters).all()


def test_a_circle_reaches_a_state_across_land_and_across_water():
    corners = [(0, 0, 1, 1), (1, 0, 2, 1), (0, 1.5, 1, 2)]
    states = [shapely.box(*each) for each in corners]
    borders = Borders(np.array(states))
    x, y = np.array([0.5, 0.9, 0.5, 0.5, 1.0]), np.array([0.5, 0.5, 0.9, 0.9, 0.5])
    radius = np.array([10, 12, 60, 70, 0]) * 1000.0
    reached = borders.other(x, y, np.zeros(5, int), radius)
    assert reached.tolist() == [-1, 1, 1, 1, 1]
    lone = Borders(np.array([states[0], states[2]]))
    assert lone.other(x[2:4], y[2:4], np.zeros(2, int), radius[2:4]).tolist() == [-1, 1]
    south = np.array([0.5]), np.array([1.6])
    assert lone.other(*south, np.array([1]), np.array([67e3])).tolist() == [0]
    assert lone.other(*south, np.array([1]), np.array([66e3])).tolist() == [-1]


KNOWN_LAND = {
    "Cumaná": (10.456, -64.167, "VE-R"),
    "Güiria": (10.575, -62.297, "VE-R"),
    "San Juan de Unare": (10.747, -62.767, "VE-R"),
    "Porlamar": (10.957, -63.869, "VE-O"),
    "Caracas": (10.49, -66.88, "VE-A"),
    "Chacao": (10.4948, -66.8535, "VE-M"),
    "La Guaira": (10.60, -66.93, "VE-X"),
    "Port of Spain": (10.65, -61.51, "TT-POS"),
    "Gran Roque": (11.95, -66.68, "VE-W"),
    "Isla de Aves": (15.67, -63.62, "VE-W"),
    "Oranjestad": (12.52, -70.03, "AW"),
}
KNOWN_WATER = {
    "Gulf of Paria": (10.3, -62.0, "sea-gulf-of-paria"),
    "Caribbean": (13.5, -66.0, "sea-caribbean-sea"),
    "off Guatemala": (13.2, -91.5, "sea-north-pacific"),
    "Gulf of Venezuela": (11.5, -71.0, "sea-gulf-of-venezuela"),
    "Gulf of Panama": (8.2, -79.2, "sea-gulf-of-panama"),
    "Tehuantepec": (15.7, -94.8, "sea-gulf-of-tehuantepec"),
}


@pytest.mark.parametrize("place", KNOWN_LAND)
def test_known_places_on_land_lie_in_or_nearest_to_their_state(regions, place):
    latitude, longitude, expected = KNOWN_LAND[place]
    meters, state = regions.borders.nearest([longitude], [latitude])
    assert regions.states["region_id"].iloc[state[0]] == expected
    assert meters[0] < 11_000


@pytest.mark.parametrize("place", KNOWN_WATER)
def test_known_places_at_sea_lie_in_their_sea(regions, place):
    latitude, longitude, expected = KNOWN_WATER[place]
    sea = regions.sea_index.find([longitude], [latitude])[0]
    assert regions.seas["region_id"].iloc[sea] == expected


def test_all_water_of_the_layers_has_a_name(regions):
    random = np.random.default_rng(11)
    x, y = random.uniform(-120, -50, 20_000), random.uniform(-10, 33, 20_000)
    wet = regions.borders.index.find(x, y) < 0
    assert wet.sum() > 10_000
    assert (regions.sea_index.find(x[wet], y[wet]) >= 0).all()


def test_regions_are_called_by_name_kind_and_country(regions):
    assert regions.name("VE-R") == "Sucre"
    assert regions.kind("VE-R") == "state"
    assert regions.country("VE-R") == "VE"
    assert regions.name("sea-caribbean-sea", "es") == "Mar Caribe"
    assert regions.kind("basin-caribbean") == "basin"
    assert not regions.name("XX") + regions.kind("XX") + regions.country("XX")


def test_a_region_is_picked_by_a_label_that_is_its_own(regions):
    choices = regions.choices()
    labels = [each.label for each in choices]
    assert "Sucre, Venezuela" in labels and "Sucre, Colombia" in labels
    assert {"Aruba", "Venezuela", "Caribbean Sea"} <= set(labels)
    assert {"Gulf of Mexico (sea)", "Gulf of Mexico (basin)"} <= set(labels)
    assert len(set(labels)) == len(labels) == len(regions.catalog)
    assert list(regions.names) == [each.region_id for each in choices]
    kinds = list(dict.fromkeys(each.kind for each in choices))
    assert kinds == ["country", "state", "sea", "basin", "zone"]


def test_a_distance_to_one_region_keeps_the_rows_and_leaves_what_is_no_place(regions):
    points = pd.DataFrame(
        {
            "longitude": [-62.6, -64.167, -70.0, np.nan, 10.0],
            "latitude": [11.15, 10.456, 14.0, np.nan, 50.0],
            "geo_precision": pd.array([2, 1, 3, None, 2], dtype="Int64"),
        },
        index=list("abcde"),
    )
    miles = regions.distance_to_region(points, "VE-R")
    assert miles.index.tolist() == list("abcde")
    assert round(miles["a"]) == 24 and miles["b"] == 0
    assert miles[["c", "d", "e"]].isna().all()
    with pytest.raises(KeyError):
        regions.distance_to_region(points, "XX")


@pytest.fixture
def folder(tmp_path):
    for path in LAYERS.glob("*"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_a_missing_states_layer_says_what_to_run(folder):
    (folder / "states.parquet").unlink()
    with pytest.raises(RegionsError, match=r"states\.parquet.*geodata\.build"):
        read_regions(folder)


def test_a_broken_seas_layer_says_so(folder):
    (folder / "seas.parquet").write_bytes(b"no parquet")
    with pytest.raises(RegionsError, match=r"seas\.parquet cannot be read"):
        read_regions(folder)


def test_without_zones_the_rest_works_and_a_notice_is_kept(folder):
    whole = read_regions(folder)
    (folder / "zones.parquet").unlink()
    without = read_regions(folder)
    assert [each for each in without.notices if "zones.parquet is missing" in each]
    assert without.zones.empty and without.name("VE-R") == "Sucre"
    assert without.fingerprint != whole.fingerprint


def test_layers_made_by_hand_are_sorted_by_id():
    squares = gpd.GeoDataFrame(
        {"region_id": ["B", "A"], "name": ["b", "a"], "name_es": ["b", "a"]},
        geometry=[shapely.box(1, 0, 2, 1), shapely.box(0, 0, 1, 1)],
        crs=4326,
    )
    by_hand = Regions(states=squares.assign(country_id="XX"), seas=squares)
    assert by_hand.states["region_id"].tolist() == ["A", "B"]
    assert by_hand.borders.nearest([1.0], [0.5])[1].tolist() == [0]
