"""Views of a map past 180° and round the world: one way to write them, what is in them."""

import numpy as np
import pytest
import shapely

from dashboard.geo.drawn_shape import in_bounds
from dashboard.geo.map_view import (
    BoundsError,
    bounds_words,
    boxes_of,
    near_longitude,
    normal_bounds,
)
from tests.worlds import located


@pytest.mark.parametrize(
    ("bounds", "wanted"),
    [
        ((1, -180, 2, -170), (1, -180, 2, -170)),  # at the edge: as it is
        ((1, -180.001, 2, -170), (1, 179.999, 2, 190)),  # a thousandth past it
        ((1, 170, 2, 180), (1, 170, 2, 180)),
        ((1, 180, 2, 190), (1, -180, 2, -170)),
        ((1, -542, 2, -538), (1, 178, 2, 182)),
        ((1, 538, 2, 542), (1, 178, 2, 182)),
        ((1, -179.999, 2, 180), (1, -179.999, 2, 180)),  # nearly round the world
        ((1, -180, 2, 180), (1, -180, 2, 180)),
        ((1, 10, 2, 369.999), (1, 10, 2, 369.999)),
        ((1, 10, 2, 370), (1, -180, 2, 180)),
        ((-90, -700, 90, 800), (-90, -180, 90, 180)),
    ],
)
def test_a_view_is_written_in_one_way_wherever_the_map_is(bounds, wanted):
    assert normal_bounds(*bounds) == wanted
    assert normal_bounds(*wanted) == wanted


@pytest.mark.parametrize(
    "bounds",
    [
        *[(2, 1, 2, 3), (1, 3, 2, 3), (-90.001, 1, 2, 3), (1, 1, 90.001, 3)],
        *[(float("nan"), 1, 2, 3), (1, -float("inf"), 2, 3), (1, 1, 1.0001, 3)],
    ],
)
def test_numbers_that_are_no_view_are_refused(bounds):
    with pytest.raises(BoundsError):
        normal_bounds(*bounds)


def test_a_view_across_180_degrees_is_two_boxes():
    assert boxes_of((1, 170, 2, 180)) == [(1, 170, 2, 180)]
    assert boxes_of((1, 170, 2, 180.001)) == [(1, 170, 2, 180), (1, -180, 2, -179.999)]
    assert boxes_of((1, -190, 2, -170)) == [(1, 170, 2, 180), (1, -180, 2, -170)]
    assert boxes_of((1, -400, 2, 400)) == [(1, -180, 2, 180)]


@pytest.mark.parametrize(
    "bounds",
    [
        *[(-20, -200, 20, -160), (-20, 160, 20, 200), (-20, 500, 20, 540.5)],
        *[(-20, -430, 20, -290), (-20, -179, 20, 181), (-20, -179, 20, 180.5)],
        *[(-20, -500, 20, 500), (-20, -180, 20, 180), (-20, -108, 20, -57)],
    ],
)
def test_what_is_in_view_is_what_lies_in_the_boxes_of_shapely(bounds):
    longitudes = np.arange(-180, 180.1, 0.5)
    rows = located(*({"latitude": "5", "longitude": "0"} for _ in longitudes))
    rows = rows.assign(longitude=longitudes)
    seen = shapely.union_all(
        [shapely.box(w, s, e, n) for s, w, n, e in boxes_of(bounds)]
    )
    # the two ends of a circle are one meridian
    points = [
        shapely.points([x, -x], 5) if abs(x) == 180 else shapely.points([x], 5)
        for x in longitudes
    ]
    wanted = [bool(shapely.intersects(seen, each).any()) for each in points]
    assert in_bounds(rows, bounds).tolist() == wanted
    assert any(wanted)


def test_a_view_says_its_reach_in_words():
    assert bounds_words((9.5, -66, 12.5, -60)) == "9.5° to 12.5° N, 66.0° to 60.0° W"
    assert bounds_words((-5, -190, 5, -170)) == (
        "5.0° S to 5.0° N, 170.0° E across 180° to 170.0° W"
    )
    assert bounds_words((-5, -190, 5, 10)).endswith("170.0° E across 180° to 10.0° E")
    assert bounds_words((-5, -190, 5, 170)).endswith("all longitudes")


def test_the_middle_of_a_view_stays_within_a_turn():
    assert near_longitude(-360) == -360 and near_longitude(360) == 360
    assert near_longitude(-360.5) == -0.5 and near_longitude(541) == -179
