"""The layers come out the same again from the fetched sources.

Collected only where ``geodata/sources`` is there (after ``python -m geodata.build``):
an ordinary checkout has no sources, and a test that cannot run must not look green.
The builder itself is tested everywhere, in test_geodata_build.py.
"""

import pytest

from geodata import SOURCES, build, coarse, disputed, world
from geodata.provenance import read_about
from geodata.write import read_layer, same_geometry, write_layer


@pytest.fixture(scope="module")
def layers():
    return {name: read_layer(name) for name in read_about()}


def source(name: str):
    """Return a fetched source file, which must be there."""
    path = SOURCES / name
    assert path.exists(), f"{name} is not fetched: run python -m geodata.build"
    return path


@pytest.fixture(scope="module")
def land_and_sea():
    files = {name: source(name) for name in ("ne_admin1.json", "marine.pkl")}
    return build.build_land_and_sea(files)


def test_states_and_seas_come_out_the_same_again(layers, land_and_sea, tmp_path):
    for name, layer in land_and_sea.items():
        write_layer(layer, name, tmp_path)
        assert same_geometry(read_layer(name, tmp_path), layers[name]), name


def test_places_ports_and_world_come_out_the_same_again(layers, tmp_path):
    names = ("cities.tsv", "subdivisions.tsv", "countries.tsv", "ports.csv")
    rebuilt = build.build_points({name: source(name) for name in names}, layers)
    rebuilt["world_land"] = world.build_world(source("land-110m.json"))
    whole = (layers["world_states"], layers["world_countries"])
    rebuilt["world_coarse"] = coarse.build_coarse(*whole)
    for name, layer in rebuilt.items():
        write_layer(layer, name, tmp_path)
        assert same_geometry(read_layer(name, tmp_path), layers[name]), name


def test_the_essequibo_comes_out_the_same_again(layers, tmp_path):
    lines = disputed.read_lines(source("world_map.gpkg"))
    guyana = layers["countries"].set_index("region_id").geometry["GY"]
    write_layer(disputed.build_essequibo(lines, guyana), "disputed", tmp_path)
    assert same_geometry(read_layer("disputed", tmp_path), layers["disputed"])


def test_the_zones_come_out_the_same_again(layers, land_and_sea, tmp_path):
    files = {name: source(name) for name in ("countries-10m.json", "eezs.json")}
    rebuilt = build.build_zone_layer(files, land_and_sea)
    write_layer(rebuilt["zones"], "zones", tmp_path)
    assert same_geometry(read_layer("zones", tmp_path), layers["zones"])
