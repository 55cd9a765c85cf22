"""The base map of the browser, from the committed layers: land without an edge, and names
that lie in their own land or water, at every zoom."""

import json
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest
import shapely

from bootstrap import assets, places
from geodata import HERE
from geodata.basemap import build_basemap, build_fine
from geodata.lettering import HEIGHTS, boxes, pixels_per_degree, to_map
from geodata.packing import unpack_lines
from geodata.shapes import BOX
from geodata.write import read_layer

ZOOMS = np.arange(3, 9.01, 0.25)
OPENING = 4.75
"""Zoom of the opening view on a wide window."""


def read_script(path, name: str) -> dict:
    text = path.read_text(encoding="utf-8")
    return json.loads(text.removeprefix(f"window.{name}=").removesuffix(";\n"))


@pytest.fixture(scope="module")
def built():
    """Return both files as set-up makes them, made anew where the code has changed."""
    assets.draw_basemap()
    return [places.STATIC / "built" / name for name in assets.BASE_MAPS]


@pytest.mark.full
def test_built_again_they_have_the_same_bytes(built, tmp_path):
    again = build_basemap(tmp_path / "base.js"), build_fine(tmp_path / "fine.js")
    assert [path.read_bytes() for path in again] == [
        path.read_bytes() for path in built
    ]


@pytest.fixture(scope="module")
def content(built):
    return read_script(built[0], "BASEMAP")


@pytest.fixture(scope="module")
def regions():
    """Return the shapes on the map by kind and name; states share names."""
    found = defaultdict(list)
    layers = {
        "country": ("countries", "world_countries"),
        "state": ("states", "world_states"),
        "sea": ("seas",),
    }
    for kind, names in layers.items():
        for name in names:
            layer = read_layer(name)
            for region, shape in zip(layer["name"], layer.geometry, strict=True):
                found[kind, region].append(shape)
    for row in pd.read_csv(HERE / "oceans.csv").itertuples():
        found["sea", row.name].append(
            shapely.box(row.west, row.south, row.east, row.north)
        )
    return found


@pytest.fixture(scope="module")
def land():
    """Return the parts of all land on the map, and the country of each."""
    frame = pd.concat([read_layer("countries"), read_layer("world_coarse")])
    shapes = np.array([to_map(shape) for shape in frame.geometry])
    parts, rows = shapely.get_parts(shapes, return_index=True)
    owners = frame["country_id"].fillna(frame["region_id"]).to_numpy()[rows]
    return shapely.STRtree(parts), owners


def names(content: dict, *kinds: str):
    """Yield name, kind, zoom, width, rooms and beside of the names of some kinds."""
    for name, kind, zoom, width, rooms, beside, _ in content["names"]:
        if kind in kinds:
            rows = np.reshape(rooms, (-1, 3)), np.reshape(beside, (-1, 6))
            yield name, kind, zoom, width, *rows


def on_map(lat, lon) -> np.ndarray:
    return shapely.get_coordinates(to_map(shapely.points(lon, lat)))


def test_a_name_has_its_spanish_one_where_that_differs(content):
    spanish = {each[0]: each[6] for each in content["names"]}
    assert spanish["Caribbean Sea"] == "Mar Caribe" and spanish["Cuba"] == ""
    assert spanish["Indian Ocean"] == "Océano Índico"
    assert spanish["Trinidad and Tobago"] == "Trinidad y Tobago"


def test_both_files_are_small(built):
    base, fine = (path.stat().st_size for path in built)
    assert base < 800_000 and fine < 640_000


def lines_of(content: dict, *kinds: str) -> list:
    return [
        shapely.LineString(points)
        for kind in kinds
        for points in unpack_lines(content[kind], content["decimals"])
    ]


def test_no_line_of_land_follows_or_ends_at_the_edge_of_the_box(content):
    rings = unpack_lines(content["land"], content["decimals"])
    coast = [shapely.LineString(np.vstack([ring, ring[:1]])) for ring in rings]
    assert shapely.multilinestrings(coast).intersection(BOX.boundary).length < 0.01
    lines = lines_of(content, "countries", "states")
    ends = [(n, end) for n, line in enumerate(lines) for end in line.boundary.geoms]
    at_edge = [(n, end) for n, end in ends if BOX.boundary.distance(end) < 0.002]
    assert len(at_edge) > 20
    for n, end in at_edge:  # the next line, or a coast, begins where this one ends
        others = np.array([*lines[:n], *lines[n + 1 :], *coast])
        assert shapely.distance(end, others).min() < 0.001, end
    south = shapely.union_all(lines).intersection(shapely.box(-75, -40, -35, -10.1))
    assert south.length > 100, "state lines go on beyond the box"


def test_the_fine_coast_has_every_corner_of_the_layer(built, content):
    fine = read_script(built[1], "BASEMAP_FINE")
    corners = {
        "fine": sum(map(len, fine["land"])),
        "base": sum(map(len, content["land"])),
    }
    states = shapely.coverage_union_all(read_layer("states").geometry.values)
    assert corners["fine"] / 2 == pytest.approx(
        shapely.get_num_coordinates(states), rel=0.1
    )
    assert fine["box"] == list(BOX.bounds)
    rings = unpack_lines(fine["land"], fine["decimals"])
    sizes = [shapely.Polygon(ring).area for ring in rings]
    assert max(sizes) == pytest.approx(
        max(shapely.area(shapely.get_parts(states))), rel=0.01
    )


@pytest.mark.parametrize("kind", ["country", "state", "sea"])
def test_a_name_with_room_lies_wholly_in_its_own_land_or_water(
    content, regions, land, kind
):
    kinds = ("sea", "basin", "ocean") if kind == "sea" else (kind,)
    checked = 0
    for name, its_kind, _, width, rooms, _ in names(content, *kinds):
        own = [to_map(shape) for shape in regions[kind, name]]
        shapely.prepare(own)
        x, y = on_map(rooms[:, 0], rooms[:, 1]).T
        first = np.maximum(rooms[:, 2], 3)
        for zoom in (first, np.maximum(first, 6), np.maximum(first, 9)):
            drawn = boxes(x, y, width, HEIGHTS[its_kind], zoom)
            good = np.any([shapely.contains(shape, drawn) for shape in own], axis=0)
            assert good.all(), (name, rooms[~good])
            if kind == "sea":
                assert not len(land[0].query(drawn, predicate="intersects")[0]), name
        checked += len(rooms)
    assert checked > 60


def test_a_name_on_the_water_covers_no_land_and_is_nearest_to_its_own(
    content, land, regions
):
    tree, owners = land
    ids = read_layer("countries").set_index("name")["region_id"]
    checked = 0
    for name, kind, _, width, _, beside in names(content, "country"):
        for first, last, lat, lon, right, down in beside:
            zooms = ZOOMS[(first <= ZOOMS) & (last >= ZOOMS)]
            (at,) = on_map(lat, lon)
            scale = pixels_per_degree(zooms)
            x, y = at[0] + right / scale, at[1] - down / scale
            drawn = boxes(x, y, width, HEIGHTS[kind], zooms)
            part, distance = tree.query_nearest(drawn, return_distance=True)
            assert distance.min(initial=1) > 0, (name, zooms)
            assert set(owners[part[1]]) <= {ids[name]}, name
            checked += len(zooms)
    assert checked > 1000


@pytest.mark.parametrize(
    "name", ["Trinidad and Tobago", "Grenada", "Dominica", "Barbados", "Saint Lucia"]
)
def test_an_island_state_has_a_place_at_every_zoom_that_names_it(content, name):
    ((_, _, first, _, rooms, beside),) = (
        each for each in names(content, "country") if each[0] == name
    )
    for zoom in ZOOMS[first <= ZOOMS]:
        fits = (rooms[:, 2] <= zoom).any()
        assert fits or ((beside[:, 0] <= zoom) & (zoom <= beside[:, 1])).any(), zoom


def first_zooms(content: dict, west=-180, south=-90, east=180, north=90) -> dict:
    """Return from which zoom each water has its name somewhere in a window."""
    first = {}
    for name, _, zoom, _, rooms, _ in names(content, "ocean", "basin", "sea"):
        lat, lon = rooms[:, 0], rooms[:, 1]
        seen = (lat > south) & (lat < north) & (lon > west) & (lon < east)
        if seen.any():
            first[name] = max(zoom, rooms[seen, 2].min())
    return first


def test_oceans_and_basins_are_named_first_and_bays_from_closer(content):
    opening = first_zooms(content, -110, 0, -60, 24)
    oceans = {"North Pacific Ocean", "North Atlantic Ocean"}
    basins = {"Caribbean Sea", "Gulf of Mexico"}
    at_opening = {name for name, zoom in opening.items() if zoom <= OPENING}
    assert at_opening == oceans | basins
    assert opening["Bay of Campeche"] == 5.25 and 6 < opening["Gulf of Paria"] < 7


def test_every_ocean_is_named_on_a_map_of_the_world(content):
    whole = first_zooms(content)
    oceans = {name for name, zoom in whole.items() if zoom <= 2.5}
    sides = [
        f"{side} {sea}"
        for side in ("North", "South")
        for sea in ("Atlantic", "Pacific")
    ]
    assert oceans == {f"{side} Ocean" for side in (*sides, "Indian")}


def test_states_of_all_america_are_named_and_no_country_twice(content):
    found = {name for name, *_ in names(content, "state")}
    assert {"Falcón", "Bahia", "California"} <= found and "Aruba" not in found
    countries = [name for name, *_ in names(content, "country")]
    assert len(countries) == len(set(countries)) > 200
    assert "Sudan" in countries and "Aruba" in countries
