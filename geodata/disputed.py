"""Disputed land: the Essequibo, administered by Guyana and claimed by Venezuela.

Source of the line: Debian package qgis-common 3.22.16+dfsg-1, ``world_map.gpkg``, layer
``disputed_borders`` (Natural Earth by its columns; the package does not say so). The
line ends inland at Bartica: from there to the sea we draw it down the river ourselves.
"""

import geopandas as gpd
import shapely

from geodata.shapes import BOX, GRID, keep_polygons
from geodata.sources import SourceError, check_parts

CLAIM = "Venezuelan claim"
RIVER_MOUTH = [
    (-58.58, 6.52),
    (-58.51, 6.70),
    (-58.45, 6.85),
    (-58.36, 7.00),
    (-58.10, 7.30),
]
"""Our continuation from Bartica down the Essequibo to the Atlantic, lon/lat."""

SOUTH_END = (-58.85, 1.0)
"""Beyond the southern border of Guyana, so that the line cuts it."""

NAMES = {
    "Venezuelan claim": ("Venezuelan claim line", "GY", "VE"),
    "Guatemalan claim": ("Guatemalan claim line", "BZ", "GT"),
    "Suriname claim": ("Surinamese claim line", "GY", "SR"),
}


def read_lines(path) -> gpd.GeoDataFrame:
    """Return the claim lines in the box: ``name, administered_by, claimed_by``.

    The Surinamese claims are two: towards Guyana and towards French Guiana. Raises
    SourceError where a line, a column or the whole layer is missing.
    """
    check_parts(path, gpd.list_layers(path)["name"], ["disputed_borders"])
    raw = gpd.read_file(path, layer="disputed_borders")
    check_parts(path, raw.columns, ["name", "adm0_a3_l"])
    raw = raw[raw["name"].isin(NAMES) & raw.intersects(BOX)]
    if lost := set(NAMES) - set(raw["name"]):
        raise SourceError(f"{path.name}: no line in the box named {sorted(lost)}")
    facts = [NAMES[name] for name in raw["name"]]
    lines = gpd.GeoDataFrame(
        facts,
        columns=["name", "administered_by", "claimed_by"],
        geometry=shapely.line_merge(shapely.force_2d(raw.geometry.values)),
        crs=4326,
    )
    french = (raw["adm0_a3_l"] == "FRA").to_numpy()
    lines.loc[french, "administered_by"] = "GF"
    lines["geometry"] = shapely.set_precision(lines.geometry.values, GRID)
    return lines


def build_essequibo(lines: gpd.GeoDataFrame, guyana) -> gpd.GeoDataFrame:
    """Return the part of Guyana west of the claim line, as one feature.

    Columns: ``region_id, name, name_es, administered_by, claimed_by, geometry``.
    """
    line = lines.set_index("claimed_by").geometry["VE"]
    coords = list(line.coords)
    if coords[0][1] > coords[-1][1]:
        coords.reverse()
    cut = shapely.LineString([SOUTH_END, *coords, *RIVER_MOUTH])
    outline = shapely.union_all([shapely.boundary(guyana), cut], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize([outline]))
    inside = shapely.point_on_surface(faces)
    west = shapely.Polygon([*cut.coords, (-62, 9), (-62, 0)])
    ours = faces[shapely.intersects(guyana, inside) & shapely.intersects(west, inside)]
    facts = {
        "region_id": "disputed-essequibo",
        "name": "Essequibo (Guayana Esequiba)",
        "name_es": "Guayana Esequiba (Esequibo)",
        "administered_by": "GY",
        "claimed_by": "VE",
    }
    shape = keep_polygons(shapely.coverage_union_all(ours))
    return gpd.GeoDataFrame([facts], geometry=[shape], crs=4326)
