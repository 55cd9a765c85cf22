"""Names on the base map: where they stand, and from which zoom."""

import re

import geopandas as gpd
import pytest
import shapely
from PIL import ImageFont

from dashboard import ROOT
from geodata import beside, labels, lettering, rooms
from geodata.packing import pack_lines, unpack_lines
from geodata.write import read_layer

FONTS = ROOT / "dashboard" / "static" / "vendor" / "fonts"


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


def test_a_packed_line_comes_back_without_repeats():
    line = shapely.LineString([(-60, 10), (-60.0004, 10.0004), (-59.998, 10.001)])
    (steps,) = pack_lines(line, 3)
    assert steps == [-60000, 10000, 2, 1]
    (points,) = unpack_lines([steps], 3)
    assert points.tolist() == [[-60, 10], [-59.998, 10.001]]
    assert pack_lines(shapely.LineString([(0, 0), (0.0004, 0)]), 3) == []
    (ring,) = pack_lines(shapely.box(0, 0, 1, 2), 1)
    assert sorted(map(tuple, unpack_lines([ring], 1)[0])) == sorted(
        [(0, 0), (0, 2), (1, 2), (1, 0)]
    )


def test_a_name_has_room_from_the_zoom_at_which_its_box_fits():
    # At zoom 0 a degree is 256 / 360 pixels: 36 by 18 degrees are 25.6 by 12.8 of them.
    field = shapely.box(-18, -9, 18, 9)
    ((x, y, zoom),) = rooms.find_rooms(field, 25.6, 12.8, 1)
    assert (x, y) == pytest.approx((0, 0), abs=0.2)
    assert zoom == pytest.approx(0, abs=0.06) and zoom > 0
    assert field.contains(lettering.boxes(x, y, 25.6, 12.8, zoom))
    ((_, _, twice),) = rooms.find_rooms(field, 51.2, 12.8, 1)
    assert twice == pytest.approx(1, abs=0.06), "twice as wide: one zoom closer"


def test_a_name_stands_in_no_hole_and_its_places_lie_apart():
    ring = shapely.box(0, 0, 60, 20).difference(shapely.box(20, 2, 40, 18))
    found = rooms.find_rooms(ring, 20, 10, 2)
    assert len(found) == 2
    boxes = [lettering.boxes(x, y, 20, 10, zoom) for x, y, zoom in found]
    assert all(ring.contains(box) for box in boxes) and not boxes[0].intersects(
        boxes[1]
    )


def test_a_name_on_the_water_covers_no_land_and_keeps_to_its_own_side():
    island, neighbor = shapely.box(0, 0, 0.5, 0.5), shapely.box(2, -5, 3, 5)
    shores = beside.Shores([island, neighbor], ["A", "B"])
    found = beside.find_beside(island, "A", shores, (60, 12), (5, 8))
    assert found[0][:2] == (5, 8) and found[0].right < 0, "away from the neighbor"
    alone = beside.Shores([island], ["A"])
    both = {
        p.right > 0 for p in beside.find_beside(island, "A", alone, (60, 12), (5, 8))
    }
    assert both == {True, False}
    boxes = shapely.box([0.6, 1.3, 0.4], [0, 0, 0], [0.7, 1.4, 0.7], [0.1, 0.1, 0.1])
    assert shores.is_own_water(boxes, "A", island).tolist() == [True, False, False]


@pytest.mark.parametrize(
    "kind, face", [("country", "Semibold"), ("state", "Regular"), ("sea", "It")]
)
def test_a_name_is_never_wider_than_its_box(kind, face):
    font = ImageFont.truetype(FONTS / f"SourceSans3-{face}.ttf", 1000)
    layer = {"country": "countries", "state": "states", "sea": "seas"}[kind]
    for name in read_layer(layer)["name"]:
        text = name.upper() if kind == "country" else name
        drawn = font.getlength(text) * lettering.SIZES[kind] / 1000
        drawn += len(text) * lettering.SPACING.get(kind, 0) + lettering.HALO
        assert drawn <= lettering.width_of(name, kind) <= 1.15 * drawn + 2, name


def test_the_browser_counts_the_same_height_of_a_name():
    script = (ROOT / "dashboard/web/src/names.js").read_text(encoding="utf-8")
    heights = re.search(r"HEIGHTS = \{(.*)\}", script)[1]
    assert dict(re.findall(r"(\w+): (\d+)", heights)) == {
        kind: str(height) for kind, height in lettering.HEIGHTS.items()
    }
