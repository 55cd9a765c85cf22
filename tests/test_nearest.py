"""The nearest coast: the same answer with a tree, cell by cell, and by others' means."""

import numpy as np
import pyproj
import pytest
import shapely

from dashboard.geo import near_corners, nearest
from dashboard.geo.near_corners import (
    COARSE,
    FINE,
    FINEST,
    Corners,
    _circle,
    cells,
    crowded,
)
from dashboard.geo.nearest import FEW, Outline
from dashboard.geo.regions import read_regions
from dashboard.geo.space import WGS84, to_space

BEYOND = 1000.0


@pytest.fixture(scope="module")
def lines() -> tuple:
    """Made-up lines of up to 3° with owners, and places among and far from them."""
    random = np.random.default_rng(4)
    start = random.uniform((-80, 5), (-60, 20), (400, 2))
    end = start + random.uniform(-3, 3, start.shape)
    start[0] = end[0] = start[1]  # a line of no length, on another one's end
    places = np.vstack([random.uniform((-90, -5), (-50, 30), (FEW - 1, 2)), start[1]])
    return (start, end, np.arange(len(start)) // 4), places


def test_with_and_without_a_tree_the_answers_are_the_same(lines):
    made, places = lines
    without, by_tree = Outline(*made), Outline(*made)
    assert by_tree.tree.n == len(by_tree.corners)
    few, many = without.nearest(*places.T), by_tree.nearest(*places.T)
    assert "tree" not in vars(without)
    assert few.meters == pytest.approx(many.meters, abs=1e-6)
    assert np.array_equal(few.owner, many.owner)
    assert np.array_equal(few.last_owner, many.last_owner)
    assert few.meters[-1] == 0 and few.meters[:-1].max() > 100_000


def test_more_places_make_a_tree_and_none_need_nothing(lines):
    outline = Outline(*lines[0])
    assert len(outline.nearest(np.empty(0), np.empty(0)).meters) == 0
    more = np.vstack([lines[1], lines[1][:1]])
    outline.nearest(*more.T)
    assert "tree" in vars(outline)


def test_a_crowd_needs_no_tree_and_has_the_same_answers(lines, monkeypatch):
    random = np.random.default_rng(5)
    crowd = random.uniform((-70.5, 11), (-69.8, 11.7), (nearest.CHUNK + 900, 2))
    crowd[:400] = lines[0][0]  # some of them on corners
    outline = Outline(*lines[0])
    near = outline.nearest(*crowd.T)
    assert "tree" not in vars(outline)
    monkeypatch.setattr(nearest, "crowded", lambda cell: 0)
    by_tree = outline.nearest(*crowd.T)
    assert "tree" in vars(outline)
    assert near.meters == pytest.approx(by_tree.meters, abs=1e-6)
    assert np.array_equal(near.owner, by_tree.owner)
    assert np.array_equal(near.last_owner, by_tree.last_owner)


def test_places_crowd_where_fifty_share_a_cell():
    assert crowded(np.zeros(50, np.uint32)) == FINE[0]
    assert crowded(np.zeros(49, np.uint32)) == 0
    coarse = np.repeat(np.arange(2, dtype=np.uint32), 30) << 2 * (FINEST - FINE[0])
    assert crowded(coarse) == FINE[1]  # two fine cells in one coarse one


@pytest.mark.parametrize("halvings", [COARSE, *FINE])
@pytest.mark.parametrize(
    "frame",
    [(-90, -5, -50, 30), (178, -20, 182, -10), (-180, 86, 180, 90), (-72, 11, -70, 13)],
)
def test_no_corner_that_a_place_may_need_is_left_out(halvings, frame):
    random = np.random.default_rng(6)
    degrees = random.uniform(frame[:2], frame[2:], (3000, 2))
    places = random.uniform(frame[:2], frame[2:], (200, 2))
    places[:50] = degrees[:50]
    west, south = frame[:2]
    places[50:52] = [[west, south], [np.floor(west) + 45 / 64, south]]  # edges of cells
    for each in (degrees, places):
        each[:, 0] = (each[:, 0] + 180) % 360 - 180
    cell = cells(*places.T)
    places = to_space(places[np.argsort(cell)])
    spots = to_space(degrees)
    row, corner = Corners(degrees, spots, BEYOND).near(places, np.sort(cell), halvings)
    away = np.linalg.norm(places[:, None] - spots, axis=2)
    needed = away <= np.hypot(away.min(axis=1), BEYOND)[:, None]
    given = np.zeros_like(needed)
    given[row, corner] = True
    assert (given & needed).sum() == needed.sum() >= 200
    surely = away <= np.hypot(away.min(axis=1) + 1, BEYOND)[:, None] + 1
    assert not (given & ~surely).any()
    assert (np.diff(row) >= 0).all()


@pytest.mark.parametrize("halvings", [COARSE, *FINE])
def test_the_circle_of_a_cell_holds_all_of_it(halvings):
    random = np.random.default_rng(7)
    wide, high = 360 / 2**halvings, 180 / 2**halvings
    places = random.uniform((-180, -90), (180, 90), (300, 2))
    places[:2] = [[-180, -90], [179.99, 89.99]]
    shift = 2 * (FINEST - halvings)
    for (x, y), cell in zip(places, cells(*places.T) >> shift, strict=True):
        west, south = x - (x + 180) % wide, y - (y + 90) % high
        rim = shapely.segmentize(
            shapely.box(west, south, west + wide, south + high), wide / 4
        )
        middle, radius = _circle(halvings, int(cell))
        away = np.linalg.norm(to_space(shapely.get_coordinates(rim)) - middle, axis=1)
        assert radius / 2 < away.max() <= radius


def test_the_coast_is_as_near_as_pyproj_and_shapely_find_it():
    """On a plane about each place, where distances from its middle are geodesic."""
    regions, random = read_regions(), np.random.default_rng(8)
    west, south, east, north = regions.box
    x, y = random.uniform((west, south), (east, north), (4000, 2)).T
    x[:4], y[:4] = [west, west, east, east], [south, north, south, north]
    meters, state = regions.borders.nearest(x, y)
    at = np.flatnonzero(meters > 0)[:10]
    shapes = shapely.segmentize(regions.states.geometry.to_numpy(), 0.05)
    degrees = shapely.get_coordinates(shapes)
    for place in at:
        plane = pyproj.Proj(proj="aeqd", ellps="WGS84", lon_0=x[place], lat_0=y[place])
        flat = shapely.set_coordinates(
            shapes.copy(), np.column_stack(plane(*degrees.T))
        )
        away = shapely.distance(shapely.boundary(flat), shapely.Point(0, 0))
        assert meters[place] == pytest.approx(away.min(), abs=0.5)
        assert away[state[place]] == pytest.approx(away.min(), abs=0.5)


def test_equally_near_owners_are_both_told_and_the_spot_is_the_nearest():
    start = np.array([[0.0, 0], [1, 0]])
    end = np.array([[1.0, 0], [2, 0]])
    x, y = np.full(60, 1.0), np.linspace(0.1, 0.5, 60)
    near = Outline(start, end, np.array([3, 5])).nearest(x, y)
    assert near.owner.tolist() == [3] * 60 and near.last_owner.tolist() == [5] * 60
    exact = WGS84.inv(x, y, x, np.zeros(60))[2]
    assert near.meters == pytest.approx(exact, abs=1e-6)


def test_of_many_cells_only_some_are_kept(lines, monkeypatch):
    monkeypatch.setattr(near_corners, "MOST_KEPT", 10)
    outline = Outline(*lines[0])
    near = outline.nearest(*lines[1].T)
    assert len(outline._corners._kept) <= 10
    by_tree = Outline(*lines[0])
    assert by_tree.tree.n
    assert np.array_equal(near.owner, by_tree.nearest(*lines[1].T).owner)
