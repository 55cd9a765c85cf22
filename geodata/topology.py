"""Read TopoJSON, the format of the npm package world-atlas (Natural Earth 4.1).

Format: TopoJSON specification 1.0. Arcs are delta-encoded integers on a grid given by
``transform``; a negative arc index ``~i`` means arc ``i`` backwards.
"""

import json

import geopandas as gpd
import numpy as np
import shapely

from geodata.sources import check_parts


def read_topology(path, layer: str) -> gpd.GeoDataFrame:
    """Return one object of a topology: ``id, geometry``, made valid, EPSG:4326.

    Raises SourceError where the file has no such object.
    """
    with open(path, encoding="utf-8") as file:
        topology = json.load(file)
    check_parts(path, topology["objects"], [layer])
    grid = topology["transform"]
    arcs = [
        np.cumsum(arc, axis=0) * grid["scale"] + grid["translate"]
        for arc in topology["arcs"]
    ]
    whole = topology["objects"][layer]
    members = whole.get("geometries", [whole])
    shapes = shapely.make_valid([_shape_of(member, arcs) for member in members])
    ids = [str(member.get("id", "")) for member in members]
    return gpd.GeoDataFrame({"id": ids}, geometry=shapes, crs=4326)


def _shape_of(member: dict, arcs: list) -> shapely.MultiPolygon:
    """Return a Polygon or MultiPolygon member as a multipolygon, maybe empty.

    Some islets are so small that the grid made them a line of three points: left out.
    """
    if member["type"] not in ("Polygon", "MultiPolygon"):
        return shapely.MultiPolygon()
    single = member["type"] == "Polygon"
    polygons = [member["arcs"]] if single else member["arcs"]
    rings = [[_ring(indices, arcs) for indices in polygon] for polygon in polygons]
    whole = [[ring for ring in polygon if len(ring) > 3] for polygon in rings]
    return shapely.MultiPolygon(
        [(outer, holes) for outer, *holes in filter(None, whole)]
    )


def _ring(indices: list, arcs: list) -> np.ndarray:
    """Return the closed ring that the arcs make, each joint only once.

    A ring over the date line goes on past 180° instead of jumping across the map.
    """
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    ring = np.vstack([parts[0]] + [part[1:] for part in parts[1:]])
    lon = np.unwrap(ring[:, 0], period=360)
    ring[:, 0] = lon - 360 * round(lon.mean() / 360)
    return ring
