"""Areas: one plate for all incidents of which only an area is known.

A plate may stand anywhere in its area and so says "somewhere in here"; that of land may
stand beside it, with a line that ends in it. What lies in no area of the map (sea not
disclosed, another ocean) is docked at the map's edge.
"""

import numpy as np
import pandas as pd
import shapely

from dashboard.figures.filter_words import upper_first
from dashboard.figures.mark_words import (
    AREA_NOTE,
    BEYOND_NOTE,
    DOCKED_PLATES,
    MAY_BE_INSIDE,
    SEA_NOTE,
    no_dot_words,
)
from dashboard.geo.beyond import beyond_map
from dashboard.geo.place_words import region_name
from dashboard.geo.regions import OUTSIDE
from dashboard.geo.waters import outside_name
from dashboard.layers.apart import tolls_apart, with_tolls_apart
from dashboard.layers.groups import group_columns, grouped
from dashboard.table.description import Description
from dashboard.table.dictionary import Dictionary
from dashboard.table.longitudes import beside
from dashboard.text.escape import safe
from dashboard.text.language import gettext

MOST_STANDING = 40
"""Plates that may stand on the map; the list of docked plates has the others."""
BESIDE = "beside:"
"""What the id of a plate begins with whose rows are not of the selection itself."""
COLUMNS = ("name", "note", "why", "dash", "at", "ring", "wide", "land", "also", "maybe")
FINEST, COARSEST, STEPS = 0.02, 0.25, 150
"""An outline is simplified to a part of its extent, within these degrees."""


def area_columns(
    rows: pd.DataFrame,
    area_only: np.ndarray,
    regions,
    dictionary: Dictionary,
    beside: np.ndarray | None = None,
) -> dict:
    """Return one line for each area, and one for places beyond the map.

    Columns as in :func:`dashboard.layers.groups.group_columns`, tolls of several
    campaigns apart, and ``id``, ``name``, ``note``, ``why`` (the note as a
    sentence), ``dash`` (not an area of the map), ``at`` ([lat, lon] or null), ``ring``
    (outline in which the plate may stand, flat lon, lat in 0.01 degrees), ``wide`` (the
    outline of the whole sea, for where there is no room in the former), ``land``
    (whether it may stand beside it), ``also`` (other names of the same water, which
    the map then leaves out) and ``maybe``: "may be inside" where the rows of the plate
    are those that ``beside`` marks, which a drawn shape can neither hold nor rule out;
    blank for rows of the selection.
    """
    beyond = ~area_only & beyond_map(rows, dictionary.description)
    keep = area_only | beyond
    if not keep.any():
        return no_areas()
    kept = rows[keep]
    area_ids = np.where(beyond[keep], "beyond", _area_ids(kept))
    apart = np.zeros(len(rows), dtype=bool) if beside is None else beside
    ids = np.where(apart[keep], BESIDE, "").astype(object) + area_ids.astype(object)
    groups = grouped(kept, ids, dictionary.looks)
    columns = with_tolls_apart(
        group_columns(groups), tolls_apart(kept, ids, dictionary)
    )
    positions = kept.index.to_numpy()
    columns["rows"] = positions[np.array(columns["rows"], dtype="int64")].tolist()
    found = ids[groups["first"].to_numpy(dtype="int64")] if len(groups) else []
    areas = dictionary.description.areas
    described = [
        _describe(each.removeprefix(BESIDE), kept[ids == each], regions, areas)
        for each in found
    ]
    for each, plate in zip(found, described, strict=True):
        _tell_beside(plate, each.startswith(BESIDE))
    columns["id"] = [safe(each) for each in found]
    _dock_the_rarest(described, columns["inc"])
    _turn(described, dictionary.description)
    for name in COLUMNS:
        columns[name] = [each[name] for each in described]
    return columns


def no_areas() -> dict:
    """Return the columns of :func:`area_columns` for rows that all have a place."""
    worded: dict = {name: {"d": [], "i": []} for name in ("count", "toll", "short")}
    listed: dict = {name: [] for name in ("n", "rows", "inc", "best", "look", "out")}
    return {**listed, **worded, "id": [], **{name: [] for name in COLUMNS}}


def _tell_beside(plate: dict, is_beside: bool) -> None:
    """Write on a plate of rows beside a shape that they may be inside it."""
    plate["maybe"] = safe(gettext(MAY_BE_INSIDE)) if is_beside else ""
    if is_beside:
        plate["note"] += f"; {plate['maybe']}"


def _dock_the_rarest(plates: list[dict], incidents: list[int]) -> None:
    """Leave only the areas with most incidents a place on the map; it has no room."""
    by_number = sorted(range(len(plates)), key=lambda i: (-incidents[i], i))
    for i in by_number[MOST_STANDING:]:
        plates[i] |= {"at": None, "ring": None, "wide": None}


def _turn(plates: list[dict], description: Description) -> None:
    """Write longitudes as the map counts them, where it opens across 180°."""
    west, _, east, _ = description.opening_view
    if east <= 180:
        return
    for plate in plates:
        if not plate["at"]:
            continue
        latitude, longitude = plate["at"]
        turned = float(beside(np.array(longitude), (west + east) / 2))
        plate["at"] = [latitude, turned]
        for name in ("ring", "wide"):
            ring = np.array(plate[name] or [], dtype="int64")
            ring[::2] += round((turned - longitude) * 100)
            plate[name] = ring.tolist() or None


def _area_ids(rows: pd.DataFrame) -> np.ndarray:
    """Return the area of each row; what is in no sea is told from what has no place."""
    named = rows["area_id"].fillna("").astype(str)
    undisclosed = rows["theatre"].astype("object").eq("not_disclosed")
    blank = np.where(undisclosed, "undisclosed", "unplaced")
    return np.where(named.ne(""), named, blank)


def _describe(area_id: str, rows: pd.DataFrame, regions, areas) -> dict:
    if area_id in DOCKED_PLATES:
        return _plate(*map(gettext, DOCKED_PLATES[area_id]))
    if area_id.startswith(OUTSIDE):
        return _plate(outside_name(area_id), gettext(BEYOND_NOTE))
    if area := areas.get(area_id):
        at, names = area.plate[::-1], area.other_names
        note = gettext(SEA_NOTE)
        plate = _plate(area.name, note, False, at, area.outline, names)
        if regions is not None and regions.kind(area_id) in ("sea", "basin"):
            shape = _outline(regions.geometry(area_id))
            plate["wide"] = _flat(shape.exterior.coords)
        return plate
    return _region_plate(area_id, rows, regions)


def _region_plate(area_id: str, rows: pd.DataFrame, regions) -> dict:
    """Return the plate of a state, country or sea; without layers, at our own point."""
    note = gettext(AREA_NOTE)
    if regions is not None and regions.name(area_id):
        shape = _outline(regions.geometry(area_id))
        x, y = shapely.maximum_inscribed_circle(shape, tolerance=0.05).coords[0][:2]
        name = region_name(area_id, regions)
        plate = _plate(name, note, False, (y, x), list(shape.exterior.coords))
        return plate | {"land": regions.is_land(area_id)}
    points = rows[["latitude", "longitude"]].dropna().astype(float)
    if points.empty:
        return _plate(area_id, note)
    return _plate(area_id, note, False, tuple(points.mean()), None)


def _plate(name, note, dash=True, at=None, pairs=None, also=()) -> dict:
    return {
        "name": safe(name),
        "note": safe(note),
        "why": safe(no_dot_words(note) if at else f"{upper_first(note)}."),
        "dash": dash,
        "at": at and [round(float(each), 3) for each in at],
        "ring": pairs and _flat(pairs),
        "wide": None,
        "land": False,
        "also": list(also),
    }


def _flat(pairs) -> list[int]:
    return [round(each * 100) for pair in pairs for each in pair[:2]]


def _outline(geometry) -> shapely.Polygon:
    """Return the outline of the largest part, simplified to what a map can show."""
    shape = max(shapely.get_parts(geometry), key=lambda part: part.area)
    west, south, east, north = shape.bounds
    extent = max(east - west, north - south)
    return shape.simplify(min(max(extent / STEPS, FINEST), COARSEST))
