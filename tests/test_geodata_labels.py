"""Names on the base map: where they stand, and from which zoom."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata import labels


def towns(*people) -> gpd.GeoDataFrame:
    """Return towns in Colombia with so many people each."""
    facts = {
        "place_id": [f"gn-{row}" for row in range(len(people))],
        "name": [str(number) for number in people],
        "country_id": "CO",
        "population": people,
    }
    points = [shapely.Point(-75.12345, 5)] * len(people)
    return gpd.GeoDataFrame(facts, geometry=points, crs=4326)


def test_a_town_has_the_rank_of_its_people():
    edges = (1_000_000, 999_999, 250_000, 249_999, 50_000)
    found = labels.name_places(towns(*edges, 49_999))
    assert [label[3] for label in found] == [1, 2, 2, 3, 3]
    assert found[0] == ["1000000", 5.0, -75.123, 1]


def test_a_small_town_is_named_only_in_the_countries_that_we_look_at_closely():
    close = towns(50_000, 49_999, 10_000, 9_999, 0).assign(country_id="VE")
    assert [label[3] for label in labels.name_places(close)] == [3, 4, 4, 5, 5]


def test_a_region_is_named_in_its_largest_part_by_the_rank_of_its_area():
    sizes = [200_500, 199_500, 60_200, 59_800, 20_100, 19_900, 5_020, 4_980]
    islet = shapely.Point(-50, 9).buffer(0.01)
    sides = np.sqrt(sizes) / 110.945 / 2
    shapes = [
        shapely.MultiPolygon([shapely.box(-60 - s, -s, -60 + s, s), islet])
        for s in sides
    ]
    names = [*"abcdefg", "Our Ocean"]
    frame = gpd.GeoDataFrame({"name": names}, geometry=shapes, crs=4326)
    found = labels.name_regions(frame, "state")
    assert [label[4] for label in found] == [1, 2, 2, 3, 3, 4, 4, 5]
    assert [label[3] for label in found] == ["state"] * 7 + ["ocean"]
    assert np.array([label[1:3] for label in found]) == pytest.approx(
        np.tile([0, -60], (8, 1)), abs=0.03
    )
