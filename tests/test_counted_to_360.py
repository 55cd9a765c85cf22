"""Longitudes from 0 to 360 are recognised, and told from mistakes."""

import pandas as pd
import pytest

from dashboard.geo.counted_to_360 import find_counted_to_360, longitude_fix, to_180


@pytest.mark.parametrize(
    "column, found",
    [
        ([10.0, 286.02, 180.0], [False, True, False]),
        ([10.0, 180.001, None], [False, True, False]),
        ([0.0, 360.0], [False, True]),
        ([-0.1, 286.02], [False, False]),
        ([10.0, 360.1], [False, False]),
        ([10.0, 20.0], [False, False]),
        ([], []),
    ],
)
def test_a_column_counted_to_360_has_no_negative_and_none_above(column, found):
    longitude = pd.Series(column, dtype="Float64")
    assert find_counted_to_360(longitude).tolist() == found


@pytest.mark.parametrize(
    "given, turned", [(286.02, -73.98), (180.0, 180.0), (180.5, -179.5), (360.0, 0.0)]
)
def test_it_is_the_same_place(given, turned):
    assert to_180(given) == turned


def test_the_fix_says_what_to_write():
    assert longitude_fix(286.02) == "286.02 is counted from 0 to 360: -73.98 (73.98° W)"
