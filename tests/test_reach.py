"""What could have been there: the same as on a plane about each point, and bounded."""

from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard.geo import reach
from dashboard.geo.locate import locate
from dashboard.geo.reach import could_have_been, water_of, without_radius
from tests.in_gate import in_gate
from tests.worlds import real_dataset

ASKED = ("VE-R", "VE", "TT", "AW", "sea-gulf-of-paria", "zone-tt-200nm", "CO-LAG")
NM = 1852


@pytest.fixture(scope="module")
def regions():
    return real_dataset().regions


@pytest.fixture(scope="module")
def scattered(regions):
    """Rows with a place of their own near Venezuela, with radii of every size."""
    random = np.random.default_rng(20250902)
    table = pd.DataFrame(
        {
            "latitude": random.uniform(8, 15, 30),
            "longitude": random.uniform(-74, -59, 30),
            "radius_km": random.choice([5.0, 20, 50, 110, 300], 30),
            "area_id": "",
        }
    )
    return locate(table, regions)


def on_its_plane(row, stretch: float, region_id: str, regions) -> bool:
    """Answer for one row by geopandas, on an equidistant plane about its point."""
    plane = (
        f"+proj=aeqd +lon_0={row.longitude} +lat_0={row.latitude} +datum=WGS84 +units=m"
    )
    around = shapely.Point(row.longitude, row.latitude).buffer(4).bounds

    def flat(shapes) -> shapely.Geometry:
        near = shapely.segmentize(shapely.clip_by_rect(list(shapes), *around), 0.2)
        near = near[~shapely.is_empty(near)]
        return gpd.GeoSeries(near, crs=4326).to_crs(plane).make_valid().union_all()

    disc = shapely.Point(0, 0).buffer(row.radius_km * 1000 * stretch, 64)
    region = flat([regions.geometry(region_id)])
    if row.join_method in ("inside", "coast"):
        land = regions.kind(region_id) in ("state", "country")
        return land and disc.intersects(region)
    if regions.kind(region_id) in ("state", "country"):
        region = region.buffer(12 * NM, 64)
    if regions.kind(region_id) == "country" or region_id == "AW":
        mine = regions.zones["region_id"].eq(region_id)
        region = region.union(flat(regions.zones.geometry[mine]))
    return disc.difference(flat(regions.states.geometry)).intersection(region).area > 0


@pytest.mark.sample(1)
@pytest.mark.parametrize("region_id", in_gate(ASKED, "VE-R", "TT", "sea-gulf-of-paria"))
def test_the_answer_is_that_of_a_plane_about_each_point(scattered, regions, region_id):
    found = could_have_been(scattered, region_id, regions)
    sure, decided = 0, []
    for row in scattered.itertuples():
        inside = region_id in (row.state_id, row.country)
        inside &= row.join_method in ("inside", "coast")
        inside |= row.sea_id == region_id or region_id.startswith("zone")
        if inside:
            continue  # in it already, or (for a zone) told by the join
        near, far = (on_its_plane(row, s, region_id, regions) for s in (0.99, 1.01))
        if near == far:
            sure += 1
            decided.append(found[row.Index] == near)
    assert region_id.startswith("zone") or sure > 15
    assert all(decided)


def test_a_circle_that_only_touches_the_water_does_not_reach_it(regions, monkeypatch):
    shore = SimpleNamespace(
        nearest=lambda x, y: SimpleNamespace(meters=np.full(len(x), 50_000.0))
    )
    monkeypatch.setattr(regions, "shores", {"VE-R": shore})
    table = {"latitude": 14.5, "longitude": -64.0, "area_id": ""}
    rows = pd.DataFrame([{**table, "radius_km": km} for km in (50.0, 50.001)])
    found = could_have_been(locate(rows, regions), "VE-R", regions)
    assert found.tolist() == [False, True]


def test_the_water_of_a_region_is_drawn_once(regions, monkeypatch):
    first = water_of("TT", regions)
    monkeypatch.setattr(reach, "_draw_water", None)
    assert water_of("TT", regions) is first


def test_the_waters_of_a_few_regions_are_kept_and_no_more(regions, monkeypatch):
    monkeypatch.setattr(reach, "MOST_KEPT", 2)
    monkeypatch.setattr(regions, "waters", {})
    for region_id in ("TT", "AW", "TT", "CO-LAG"):
        water_of(region_id, regions)
    assert list(regions.waters) == ["AW", "CO-LAG"]


def test_the_water_of_a_region_holds_no_land(regions):
    water = water_of("VE-R", regions)
    land = regions.states[regions.states.intersects(shapely.box(*water.bounds))]
    overlaps = shapely.intersection(land.geometry.to_numpy(), water)
    assert shapely.area(overlaps).max() < 1e-9


@pytest.mark.parametrize("region_id", ["EC", "CO-LAG", "VE-R"])
def test_what_rounding_leaves_along_a_border_is_no_water(regions, region_id):
    parts = shapely.get_parts(water_of(region_id, regions))
    assert len(parts) and shapely.area(parts).min() > 1e-10


def test_a_border_inland_is_not_taken_for_water_that_a_circle_reaches(regions):
    """The water of Ecuador is 363 km away, its border with Peru 250 km."""
    place = {"latitude": -6.7759, "longitude": -80.6417, "radius_km": 300.0}
    rows = locate(pd.DataFrame([{**place, "area_id": ""}]), regions)
    assert rows["join_method"].tolist() == ["zone"]
    assert could_have_been(rows, "EC", regions).tolist() == [False]
    assert not on_its_plane(rows.iloc[0], 1.0, "EC", regions)
    assert could_have_been(rows.assign(radius_km=450.0), "EC", regions).all()


def test_land_at_the_edge_of_the_layers_has_no_water_beyond_them(regions):
    water = water_of("BO", regions)
    assert water.is_empty or water.area < 1e-6


@pytest.mark.parametrize(
    "region_id, place, expected",
    [
        # The coast of Gaza near 31.52 N, 34.42 E and that of Latakia near 35.52 N,
        # 35.77 E; the points are about 5 km off both, and none is an incident.
        ("PS-GZZ", (31.55, 34.38), {6.0: True, 25.0: True, 2.0: False}),
        ("SY-LA", (35.55, 35.69), {25.0: True, 1.0: False}),
    ],
)
def test_a_circle_at_sea_outside_the_box_reaches_land_or_not(
    regions, region_id, place, expected
):
    latitude, longitude = place
    at = {"latitude": latitude, "longitude": longitude, "area_id": ""}
    rows = locate(pd.DataFrame([{**at, "radius_km": km} for km in expected]), regions)
    assert set(rows["join_method"]) == {"outside"}
    found = could_have_been(rows, region_id, regions)
    assert found.tolist() == list(expected.values())


def test_a_row_at_sea_in_the_box_may_have_been_in_a_state_beyond_it(regions):
    """32.7 N, 79 W, in the box; South Carolina is about 75 km away, beyond it."""
    at = {"latitude": 32.7, "longitude": -79.0, "area_id": ""}
    rows = locate(pd.DataFrame([{**at, "radius_km": km} for km in (200.0, 5)]), regions)
    assert not set(rows["join_method"]) & {"outside", "inside"}
    region_id = "US-SC"
    assert could_have_been(rows, region_id, regions).tolist() == [True, False]


@pytest.mark.parametrize(
    "region_id, place, near",
    [("PS-GZZ", (31.54, 34.4), 1), ("PS-GZZ", (31.9, 33.9), 0), ("TT", (10.86, -61), 1)]
    + [("TT", (14.0, -70.0), 0)],
)
def test_a_row_without_a_radius_is_counted_as_not_tested(
    regions, region_id, place, near
):
    latitude, longitude = place
    at = {"latitude": latitude, "longitude": longitude, "area_id": ""}
    rows = locate(
        pd.DataFrame([{**at, "radius_km": km} for km in (None, 2.0)]), regions
    )
    untested, close = without_radius(rows, region_id, regions)
    assert untested.tolist() == [True, False]
    assert close.tolist() == [bool(near), False]


def test_what_is_drawn_ahead_is_what_a_question_asks_for(regions, monkeypatch):
    for kept in (regions.waters, regions.shores):
        kept.pop("TT", None)
    reach.draw_ahead("TT", regions)
    monkeypatch.setattr(reach, "_draw_water", None)
    monkeypatch.setattr(reach, "Outline", None)
    reach.draw_ahead("TT", regions)
    assert not reach.water_of("TT", regions).is_empty
