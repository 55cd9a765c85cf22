"""Build every region layer from the pinned packages: ``python -m geodata.build``."""

import argparse
import os
import shutil
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata import (
    LAYERS,
    SOURCES,
    coarse,
    disputed,
    mosaic,
    places,
    seas,
    states,
    world,
    world_states,
)
from geodata.provenance import write_provenance
from geodata.shapes import area_km2
from geodata.sources import CHECKSUMS, SourceError, fetch_sources
from geodata.write import read_layer, write_layer


def build_land_and_sea(source: dict) -> dict:
    """Return the layers states, countries, seas and basins, cut from one network."""
    units, islets = states.read_states(source["ne_admin1.json"]), states.read_islets()
    land = pd.concat([units[["region_id", "geometry"]], islets], ignore_index=True)
    water, gulfs = seas.read_seas(source["marine.pkl"]), seas.read_gulfs()
    faces = mosaic.cut_faces(land, water, gulfs)
    owner = mosaic.find_owner(faces, land)
    dry, wet = faces[owner >= 0], faces[owner < 0]
    state_ids = land["region_id"].to_numpy()[owner[owner >= 0]]
    sea_ids = seas.name_water(wet, gulfs, water)
    layers = {
        "states": states.name_states(mosaic.join_faces(dry, state_ids), units),
        "seas": seas.name_seas(mosaic.join_faces(wet, sea_ids)),
    }
    countries = mosaic.dissolve(layers["states"], "country_id")
    territories = states.read_table("territories.csv")
    layers["countries"] = states.name_countries(countries, territories)
    layers["basins"] = seas.name_basins(layers["seas"])
    return layers


def build_points(source: dict, layers: dict) -> dict:
    """Return the layers places, islands and ports."""
    tables = ("cities.tsv", "subdivisions.tsv", "countries.tsv")
    gazetteer = places.read_gazetteer(*(source[name] for name in tables))
    return {
        "places": places.build_places(gazetteer, layers["states"]),
        "ports": places.build_ports(
            source["ports.csv"], gazetteer, layers["countries"]
        ),
        "islands": places.read_islands(),
    }


def build_zone_layer(source: dict, layers: dict) -> dict:
    """Return the layer zones. The only step that needs scipy, hence the late import."""
    from geodata.equidistance import find_coast
    from geodata.marine import read_marine_regions
    from geodata.topology import read_topology
    from geodata.zones import build_zones

    abroad = read_topology(source["countries-10m.json"], "countries")
    coast = find_coast(layers["countries"], abroad)
    lakes = layers["seas"][layers["seas"]["region_id"].isin(seas.LAKES)]
    marine = read_marine_regions(source["eezs.json"])
    return {"zones": build_zones(layers["countries"], lakes, coast, marine)}


def build_disputed(source: dict, countries: gpd.GeoDataFrame, kept: Path, say) -> dict:
    """Return the layers disputed and disputed_lines, or the committed ones."""
    if "world_map.gpkg" not in source:
        say("disputed, disputed_lines: kept as committed, not rebuilt")
        return {name: read_layer(name, kept) for name in ("disputed", "disputed_lines")}
    lines = disputed.read_lines(source["world_map.gpkg"])
    guyana = countries.set_index("region_id").geometry["GY"]
    return {
        "disputed": disputed.build_essequibo(lines, guyana),
        "disputed_lines": lines,
    }


def build_all(
    sources: Path = SOURCES,
    out: Path = LAYERS,
    say=print,
    checksums: Path = CHECKSUMS,
) -> dict:
    """Build and write every layer and provenance.json; return the layers by name.

    ``checksums`` lists the expected SHA-256 of every source. Raises SourceError, and
    writes nothing, where a source is missing or not what the builder expects.
    """
    source = fetch_sources(sources, say, checksums)
    layers = build_land_and_sea(source)
    layers |= build_points(source, layers)
    layers |= {"world_land": world.build_world(source["land-110m.json"])}
    world_layers = world_states.build_world_states(source["ne_admin1.json"])
    layers |= world_layers
    layers |= {"world_coarse": coarse.build_coarse(*world_layers.values())}
    layers |= build_disputed(source, layers["countries"], LAYERS, say)
    layers |= build_zone_layer(source, layers)
    write_all(layers, out, say)
    venezuela = area_km2(layers["countries"].set_index("region_id").loc[["VE"]]).iloc[0]
    say(f"Venezuela: {venezuela:,.0f} km²")
    return layers


def write_all(layers: dict, out: Path, say=print) -> None:
    """Write every layer and provenance.json into ``out``: all of them or none.

    They are written into a folder beside ``out`` and moved when all are there. The
    papers move last, so a checksum in them shows a run that ended between two moves.
    """
    new = out.resolve().with_name(out.resolve().name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    try:
        for name, layer in sorted(layers.items()):
            size = write_layer(layer, name, new).stat().st_size
            say(f"{name}: {len(layer)} features, {size / 1e3:,.0f} kB")
        papers = write_provenance(new)
        out.mkdir(parents=True, exist_ok=True)
        for file in [*sorted(new.glob("*.parquet")), papers]:
            os.replace(file, out / file.name)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def main(arguments=None) -> int:
    """Run the build; 0 when every layer was written, 1 when a source failed."""
    parser = argparse.ArgumentParser(
        prog="python -m geodata.build", description=__doc__
    )
    parser.add_argument(
        "--sources", type=Path, default=SOURCES, help="folder for packages"
    )
    parser.add_argument("--out", type=Path, default=LAYERS, help="folder for layers")
    parser.add_argument(
        "--checksums", type=Path, default=CHECKSUMS, help="SHA-256 of every source"
    )
    options = parser.parse_args(arguments)
    try:
        build_all(options.sources, options.out, checksums=options.checksums)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
