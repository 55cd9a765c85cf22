"""The shortest stretch of longitudes, also across 180°."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.table.longitudes import beside, shortest_span


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([12.5], (12.5, 12.5)),
        ([177.4, -179.9, 178.5], (177.4, 180.1)),
        ([-99, -103, 36], (-103, 36)),
        ([-90, 90], (-90, 90)),
        ([-90.1, 90], (90, 269.9)),
        ([-180, 180], (180, 180)),
    ],
)
def test_the_shortest_stretch_holds_all(points, expected):
    assert shortest_span(np.array(points)) == pytest.approx(expected)


@given(st.lists(st.floats(-180, 180), min_size=1, max_size=9))
def test_no_point_is_left_out_and_no_shorter_stretch_begins_at_another(points):
    west, east = shortest_span(np.array(points))
    assert all((each - west) % 360 <= east - west + 1e-9 for each in points)
    others = [max((b - a) % 360 for b in points) for a in points]
    assert east - west <= min(others) + 1e-9


def test_a_longitude_is_written_beside_the_middle():
    found = beside(np.array([-179.0, 179.0, 10.0]), 180.0)
    assert found.tolist() == [181.0, 179.0, 10.0]
    assert beside(np.array([-0.5, 0.5]), 180.0).tolist() == [359.5, 0.5]
