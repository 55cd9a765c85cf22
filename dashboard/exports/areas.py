"""Areas as shapes: what is known only to an area, with its count and its toll.

A file has no point for such rows. Here the area itself stands for them, as a plate does
on the map: "somewhere in here".
"""

import geopandas as gpd
import pandas as pd
import shapely

from dashboard.exports.about import Export
from dashboard.figures.campaign_groups import campaign_groups
from dashboard.figures.mark_words import DOCKED_PLATES, count_words
from dashboard.figures.toll_sums import campaign_tolls, rows_toll
from dashboard.figures.tolls import toll_plate
from dashboard.geo.drawn_shape import has_own_point
from dashboard.geo.place_words import region_name
from dashboard.geo.waters import outside_name
from dashboard.text.language import gettext

SIMPLIFIED = 0.02
"""Degrees, about 2 km: a file for a map needs no finer shore of a whole sea."""
COLUMNS = "area_id area_name incidents parts deaths_low deaths_best deaths_high label"


def area_frame(export: Export) -> gpd.GeoDataFrame:
    """Return one row for each area that is all that is known of some incidents.

    Columns ``COLUMNS`` and the shape (EPSG:4326), blank where the area is not in the
    layers or not disclosed. Tolls of several campaigns are not added up: the three
    columns of deaths are then blank, and ``label`` has each apart.
    """
    rows = export.rows[~has_own_point(export.rows)]
    ids = _area_ids(rows)
    found = [_describe(area, rows[ids == area], export) for area in ids.unique()]
    table = pd.DataFrame(found, columns=[*COLUMNS.split(), "geometry"])
    whole = [name for name in COLUMNS.split() if name.startswith("deaths_")]
    numbers = {name: table[name].astype("Int64") for name in whole}
    return gpd.GeoDataFrame(
        table.assign(**numbers, geometry=gpd.GeoSeries(table["geometry"], crs=4326))
    )


def _area_ids(rows: pd.DataFrame) -> pd.Series:
    """Return the area of each row; what is not disclosed is told from what is blank."""
    named = rows["area_id"].fillna("").astype("object")
    hidden = rows["theatre"].astype("object").eq("not_disclosed")
    blank = hidden.map({True: "undisclosed", False: "unplaced"})
    return named.where(named.ne(""), blank)


def _describe(area_id: str, rows: pd.DataFrame, export: Export) -> tuple:
    dead = rows_toll(rows)
    several = len(campaign_groups(rows, export.dictionary)) > 1
    tolls = (None, None, None) if several else (dead.low, dead.best, dead.high)
    parts = int(rows["parent_id"].ne("").sum())
    incidents, strikes = len(rows) - parts, int(rows["strikes"].fillna(0).sum())
    no_strike = int((rows["parent_id"].eq("") & rows["strikes"].fillna(0).lt(1)).sum())
    name = _name(area_id, export)
    lines = [name, count_words(incidents, parts, strikes, no_strike)]
    lines.append(campaign_tolls(rows, export.dictionary, toll_plate, between="\n"))
    words = "\n".join(lines)
    return (area_id, name, incidents, parts, *tolls, words, _shape(area_id, export))


def _name(area_id: str, export: Export) -> str:
    if area_id in DOCKED_PLATES:
        return gettext(DOCKED_PLATES[area_id][0])
    if area := export.dictionary.description.areas.get(area_id):
        return area.name
    if export.regions is not None and export.regions.name(area_id):
        return region_name(area_id, export.regions)
    return outside_name(area_id)


def _shape(area_id: str, export: Export) -> shapely.Geometry | None:
    if export.regions is None or not export.regions.name(area_id):
        return None
    shape = export.regions.geometry(area_id).simplify(SIMPLIFIED)
    return shapely.multipolygons(
        [each for each in shapely.get_parts(shape) if each.geom_type == "Polygon"]
    )
