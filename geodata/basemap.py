"""Write the base map of the browser: one JavaScript file from the committed layers.

``window.BASEMAP`` holds GeoJSON geometries in degrees, three decimals (about 100 m):

* ``land``, ``world``: to fill; ``coast``, ``countries``, ``states``: lines to stroke
* ``far_coast``, ``far_countries``: lines outside the box of the layers, coarse
* ``territorial_sea``: 12 NM lines and the lines between two of them, without coasts
* ``disputed``: ``[{name, administered_by, claimed_by, geometry}]`` · ``disputed_lines``
* ``labels``: ``[name, lat, lon, kind, rank]``; kind country, state, sea or ocean,
  rank 1 (large) to 5
* ``places``: ``[name, lat, lon, rank]``, rank by population
* ``ports``: ``[name, lat, lon]``
* ``credit``: what must stand on the map

Needs geopandas and shapely only, takes a few seconds, same input same bytes.
"""

import json
from pathlib import Path

import geopandas as gpd
import shapely

from geodata import LAYERS
from geodata.labels import DECIMALS, name_places, name_points, name_regions
from geodata.shapes import BOX
from geodata.write import read_layer, write_whole

COAST, BORDERS, FAR = 0.012, 0.022, 0.15
"""Degrees: a corner goes where its triangle is smaller than the square of this
(Visvalingam). Ends of lines stay, so a coarse border still meets a fine coast."""

FAR_DECIMALS = 2
"""Of a degree, about a kilometre: finer than what is left of far coasts."""

CREDIT = "Land, borders, seas: Natural Earth. Places: GeoNames, CC BY 4.0."
ZONES_CREDIT = (
    "12 NM lines and zones: approximate, not a legal boundary; after Marine Regions "
    "(Flanders Marine Institute, CC BY 4.0), simplified by Global Fishing Watch."
)


def build_basemap(out: Path, layers: Path = LAYERS) -> Path:
    """Write the base map to ``out`` and return its path; works without the zones."""
    states, countries = read_layer("states", layers), read_layer("countries", layers)
    seas, towns = read_layer("seas", layers), read_layer("places", layers)
    inner = states[states["region_id"] != states["country_id"]]
    names = dict(zip(countries["region_id"], countries["name"], strict=True))
    far = _far_countries(layers)
    content = (
        _lines(states)
        | _disputed(layers, names)
        | _far(far)
        | {
            "labels": name_regions(countries, "country")
            + name_regions(inner, "state")
            + name_regions(seas, "sea")
            + name_regions(far[~far["region_id"].isin(names)], "country"),
            "places": name_places(towns),
            "ports": name_points(read_layer("ports", layers)),
            "credit": CREDIT,
        }
    )
    if (layers / "zones.parquet").exists():
        content["territorial_sea"] = _territorial(read_layer("zones", layers))
        content["credit"] += " " + ZONES_CREDIT
    out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    write_whole(out, f"window.BASEMAP={text};\n".encode())
    return out


def _lines(states: gpd.GeoDataFrame) -> dict:
    """Return land, coast, country lines and state lines, simplified.

    The edge of the box is no coast and no border.
    """
    fine = shapely.coverage_simplify(states.geometry.values, COAST)
    coarse = shapely.coverage_simplify(states.geometry.values, BORDERS)
    land = shapely.coverage_union_all(fine)
    shore = shapely.boundary(shapely.coverage_union_all(coarse))
    nations = [
        shapely.coverage_union_all(coarse[(states["country_id"] == country).to_numpy()])
        for country in sorted(states["country_id"].unique())
    ]
    between = shapely.union_all(shapely.boundary(nations)).difference(shore)
    inside = shapely.union_all(shapely.boundary(coarse)).difference(shore)
    return {
        "land": _geometry(land),
        "coast": _geometry(_merged(shapely.boundary(land).difference(BOX.boundary))),
        "countries": _geometry(_merged(between)),
        "states": _geometry(_merged(inside.difference(between))),
    }


def _far_countries(layers: Path) -> gpd.GeoDataFrame:
    """Return the countries of the world, coarse, or its land where there are none."""
    if not (layers / "world_countries.parquet").exists():
        return read_layer("world_land", layers).iloc[:0]
    every = read_layer("world_countries", layers)
    coarse = shapely.coverage_simplify(every.geometry.values, FAR)
    far = every.assign(geometry=coarse)
    return far[~far.geometry.is_empty].reset_index(drop=True)


def _far(far: gpd.GeoDataFrame) -> dict:
    """Return land, coast and borders outside of the box, coarse.

    Islets smaller than what is simplified away are left out.
    """
    land = shapely.coverage_union_all(far.geometry.values)
    between = shapely.union_all(shapely.boundary(far.geometry.values))
    between = between.difference(shapely.boundary(land)).difference(BOX)
    parts = shapely.get_parts(shapely.difference(land, BOX))
    world = shapely.multipolygons(parts[shapely.area(parts) > FAR**2])
    return {
        "world": _geometry(world, FAR_DECIMALS),
        "far_coast": _geometry(
            _merged(shapely.boundary(world).difference(BOX)), FAR_DECIMALS
        ),
        "far_countries": _geometry(_merged(between), FAR_DECIMALS),
    }


def _disputed(layers: Path, names: dict) -> dict:
    """Return the disputed areas, with the names of both sides, and the claim lines."""
    areas, lines = read_layer("disputed", layers), read_layer("disputed_lines", layers)
    shapes = shapely.coverage_simplify(areas.geometry.values, COAST)
    claims = shapely.simplify(shapely.union_all(lines.geometry.values), COAST)
    described = [
        {
            "name": area.name,
            "administered_by": names[area.administered_by],
            "claimed_by": names[area.claimed_by],
            "geometry": _geometry(shape),
        }
        for area, shape in zip(areas.itertuples(index=False), shapes, strict=True)
    ]
    return {"disputed": described, "disputed_lines": _geometry(claims)}


def _territorial(zones: gpd.GeoDataFrame) -> dict:
    """Return the outer limits of the 12 NM zones, and the lines between two of them.

    Coasts are left out: they are edges of one zone and of no other.
    """
    near = (zones["zone"] == "territorial_sea").to_numpy()
    owners = zones["region_id"].to_numpy()
    shapes = zones.geometry.values
    waters = [
        shapely.coverage_union_all(shapes[near & (owners == owner)])
        for owner in sorted(set(owners[near]))
    ]
    waters.append(shapely.coverage_union_all(shapes[~near]))
    edges = shapely.union_all(shapely.boundary(waters))
    coast = shapely.boundary(shapely.coverage_union_all(shapes))
    return _geometry(shapely.simplify(_merged(edges.difference(coast)), 0.008))


def _merged(lines):
    """Return the lines joined end to end, in an order that does not change."""
    kept = [line for line in shapely.get_parts(lines) if line.geom_type == "LineString"]
    return shapely.normalize(shapely.line_merge(shapely.multilinestrings(kept)))


def _geometry(shape, decimals: int = DECIMALS) -> dict:
    """Return a geometry as GeoJSON with short numbers and no repeated points."""
    rounded = shapely.transform(shapely.normalize(shape), lambda xy: xy.round(decimals))
    slim = shapely.remove_repeated_points(rounded)
    return json.loads(shapely.to_geojson(slim))
