"""The geodesic circle: a valid shape anywhere on Earth, checked with pyproj."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod

from dashboard.geo.circle import MOST_KM, geodesic_circle

EARTH = Geod(ellps="WGS84")
LATITUDES = [-90, -89.5, -66.5, -10, 0, 10.6, 45, 71, 89.999, 90]
LONGITUDES = [-180, -179.9, -62.3, 0, 100, 179.99, 180]
RADII = [0.0004, 0.5, 25, 111, 600, 3000, 9990, 10_010, 15_000, 19_890, 19_950, 20_000]


def scattered(random, count):
    """Return points spread evenly over the globe."""
    x = random.uniform(-180, 180, count)
    return x, np.degrees(np.arcsin(random.uniform(-1, 1, count)))


def probes(longitude, latitude, km, random):
    """Return points all over the globe and close to the rim, on both its sides."""
    x, y = scattered(random, 300)
    many = 200
    share = random.choice([0.5, 0.97, 1.03, 1.3], many)
    reach = np.minimum(km * share, 20_003) * 1000
    same = np.ones(many)
    turns = random.uniform(0, 360, many)
    near_x, near_y, _ = EARTH.fwd(longitude * same, latitude * same, turns, reach)
    return np.append(x, near_x), np.append(y, near_y)


@pytest.mark.parametrize("km", RADII)
@pytest.mark.parametrize("latitude", LATITUDES)
def test_a_circle_holds_the_points_that_are_near_enough_and_no_others(latitude, km):
    random = np.random.default_rng(7)
    for longitude in LONGITUDES:
        shape = geodesic_circle(longitude, latitude, km)
        assert shape.is_valid and not shape.is_empty, shapely.is_valid_reason(shape)
        west, south, east, north = shape.bounds
        assert west >= -180 and east <= 180 and south >= -90 and north <= 90
        x, y = probes(longitude, latitude, km, random)
        same = np.ones(len(x))
        away = EARTH.inv(longitude * same, latitude * same, x, y)[2] / 1000
        within = shapely.intersects_xy(shape, x, y)
        # 1 % for the straight sides between 96 corners, 2 m for the last decimal
        slack = np.maximum(0.01 * min(km, 20_004 - km), 0.002)
        sure = np.abs(away - max(km, 0.001)) > slack
        wrong = sure & (within != (away <= max(km, 0.001)))
        assert not wrong.any(), (
            longitude,
            list(zip(x[wrong], y[wrong], away[wrong], strict=True)),
        )


@pytest.mark.parametrize("latitude, km", [(0, 15_000), (52, 800), (-89.9, 300)])
def test_the_area_is_that_of_a_cap_of_the_sphere(latitude, km):
    shape = geodesic_circle(179.9, latitude, km)
    fine = gpd.GeoSeries([shapely.segmentize(shape, 0.25)], crs=4326)
    area = fine.to_crs("ESRI:54034").area.sum()  # cylindrical equal area
    cap = 2 * np.pi * 6_371_007**2 * (1 - np.cos(km / 6371.007))
    assert area == pytest.approx(cap, rel=0.01)


def test_over_the_date_line_it_is_two_pieces_and_elsewhere_one():
    assert geodesic_circle(-62.6, 11.15, 110).geom_type == "Polygon"
    pieces = shapely.get_parts(geodesic_circle(179.9, -17, 110))
    assert sorted(piece.bounds[0] for piece in pieces) == [
        -180,
        pytest.approx(178.87, abs=0.01),
    ]
    assert all(piece.bounds[2] - piece.bounds[0] < 3 for piece in pieces)


def test_the_rings_are_wound_as_geojson_asks():
    for shape in (geodesic_circle(-62.6, 11.15, 110), geodesic_circle(180, 80, 2000)):
        for part in shapely.get_parts(shape):
            assert part.exterior.is_ccw


@pytest.mark.parametrize("longitude", [190, 360, -200])
def test_a_longitude_counted_to_360_is_the_same_place(longitude):
    turned = (longitude + 180) % 360 - 180
    one, other = geodesic_circle(longitude, 5, 300), geodesic_circle(turned, 5, 300)
    assert one.equals(other)


@pytest.mark.parametrize("km", [0, -1, MOST_KM + 1, float("nan"), float("inf")])
def test_a_radius_out_of_bounds_is_refused(km):
    with pytest.raises(ValueError, match="above 0 and at most 20,000"):
        geodesic_circle(0, 0, km)


@pytest.mark.parametrize("latitude", [90.1, float("nan")])
def test_a_point_off_the_earth_is_refused(latitude):
    with pytest.raises(ValueError, match="within ±90"):
        geodesic_circle(0, latitude, 10)
