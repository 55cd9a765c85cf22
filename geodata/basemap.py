"""Write the base map of the browser: two JavaScript files from the committed layers.

``window.BASEMAP`` is what a page needs at once: the land of the world, names and towns.

* ``land``: rings to fill; ``countries``, ``states``: lines to stroke, packed as
  :mod:`geodata.packing` says; ``decimals``: of their degrees
* ``disputed``: ``[{name, administered_by, claimed_by, geometry}]``
* ``disputed_lines``: GeoJSON, like the geometries of ``disputed``
* ``names``: see :func:`geodata.labels.name_everything`
* ``places``: ``[name, lat, lon, rank]``, rank by population
* ``ports``: ``[name, lat, lon]``
* ``credit``: what must stand on the map

``window.BASEMAP_FINE`` is fetched when a reader comes close: ``box`` (west, south,
east, north in degrees), and in it ``land``, ``countries``, ``states``, ``disputed``,
``disputed_lines`` with every corner of the layers. They are the finest that we have.

Needs geopandas and shapely only, same input same bytes.
"""

import json
from pathlib import Path

import shapely

from geodata import LAYERS
from geodata.labels import name_everything, name_places, name_points
from geodata.land import COAST, Lines, join_lines, lines_of, near_lines
from geodata.packing import pack_lines
from geodata.shapes import BOX
from geodata.write import read_layer, write_whole

DECIMALS, FINE_DECIMALS = 3, 4
"""Of a degree: about 100 m and 10 m, a pixel or less at the zooms they are drawn at."""

CREDIT = "Land, borders, seas: Natural Earth. Places: GeoNames, CC BY 4.0."


def build_basemap(out: Path, layers: Path = LAYERS) -> Path:
    """Write the base map to ``out`` and return its path."""
    near = near_lines(read_layer("states", layers))
    far = lines_of(read_layer("world_coarse", layers))
    content = (
        _packed(join_lines(near, far, DECIMALS), DECIMALS)
        | _disputed(layers, COAST, DECIMALS)
        | {
            "names": name_everything(layers),
            "places": name_places(read_layer("places", layers)),
            "ports": name_points(read_layer("ports", layers)),
            "credit": CREDIT,
        }
    )
    return _write(out, "BASEMAP", content)


def build_fine(out: Path, layers: Path = LAYERS) -> Path:
    """Write the finest coast and borders of the box to ``out`` and return its path."""
    lines = lines_of(read_layer("states", layers))
    content = {"box": BOX.bounds} | _packed(lines, FINE_DECIMALS)
    return _write(out, "BASEMAP_FINE", content | _disputed(layers, 0, FINE_DECIMALS))


def _write(out: Path, name: str, content: dict) -> Path:
    out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    write_whole(out, f"window.{name}={text};\n".encode())
    return out


def _packed(lines: Lines, decimals: int) -> dict:
    packed = {
        name: pack_lines(shape, decimals) for name, shape in lines._asdict().items()
    }
    return {"decimals": decimals} | packed


def _disputed(layers: Path, tolerance: float, decimals: int) -> dict:
    """Return the disputed areas, with the names of both sides, and the claim lines."""
    areas, lines = read_layer("disputed", layers), read_layer("disputed_lines", layers)
    countries = read_layer("countries", layers)
    names = dict(zip(countries["region_id"], countries["name"], strict=True))
    shapes, claims = areas.geometry.values, shapely.union_all(lines.geometry.values)
    if tolerance:
        shapes = shapely.coverage_simplify(shapes, tolerance)
        claims = shapely.simplify(claims, tolerance)
    described = [
        {
            "name": area.name,
            "administered_by": names[area.administered_by],
            "claimed_by": names[area.claimed_by],
            "geometry": _geometry(shape, decimals),
        }
        for area, shape in zip(areas.itertuples(index=False), shapes, strict=True)
    ]
    return {"disputed": described, "disputed_lines": _geometry(claims, decimals)}


def _geometry(shape, decimals: int) -> dict:
    """Return a geometry as GeoJSON with short numbers and no repeated points."""
    rounded = shapely.transform(shapely.normalize(shape), lambda xy: xy.round(decimals))
    slim = shapely.remove_repeated_points(rounded)
    return json.loads(shapely.to_geojson(slim))
