"""Areas: one plate for all incidents of which only an area is known.

A plate may stand anywhere in its area and so says "somewhere in here". What lies in no
area of the map (sea not disclosed, another ocean) is docked at the map's edge.
"""

import numpy as np
import pandas as pd
import shapely

from dashboard.figures.mark_words import (
    AREA_NOTE,
    BEYOND_NOTE,
    DOCKED_PLATES,
    SEA_NOTE,
)
from dashboard.geo.regions import BOX, OUTSIDE
from dashboard.layers.apart import tolls_apart, with_tolls_apart
from dashboard.layers.groups import group_columns, grouped
from dashboard.table.dictionary import Dictionary
from dashboard.text.escape import safe


def area_columns(
    rows: pd.DataFrame, area_only: np.ndarray, regions, dictionary: Dictionary
) -> dict:
    """Return one line for each area, and one for places beyond the map.

    Columns as in :func:`dashboard.layers.groups.group_columns`, tolls of several
    campaigns apart, and ``id``, ``name``, ``note``, ``why`` (the note as a
    sentence), ``dash`` (not an area of the map), ``at`` ([lat, lon] or null), ``ring``
    (outline in which the plate may stand, flat lon, lat in 0.01 degrees) and ``also``
    (other names of the same water, which the map then leaves out).
    """
    beyond = ~area_only & ~_in_box(rows)
    keep = area_only | beyond
    kept = rows[keep]
    ids = np.where(beyond[keep], "beyond", _area_ids(kept))
    groups = grouped(kept, ids, dictionary.looks)
    columns = with_tolls_apart(
        group_columns(groups), tolls_apart(kept, ids, dictionary)
    )
    positions = kept.index.to_numpy()
    columns["rows"] = positions[np.array(columns["rows"], dtype="int64")].tolist()
    found = ids[groups["first"].to_numpy(dtype="int64")] if len(groups) else []
    areas = dictionary.description.areas
    described = [_describe(each, kept[ids == each], regions, areas) for each in found]
    columns["id"] = [safe(each) for each in found]
    for name in ("name", "note", "why", "dash", "at", "ring", "also"):
        columns[name] = [each[name] for each in described]
    return columns


def _area_ids(rows: pd.DataFrame) -> np.ndarray:
    """Return the area of each row; what is in no sea is told from what has no place."""
    named = rows["area_id"].fillna("").astype(str)
    undisclosed = rows["theatre"].astype("object").eq("not_disclosed")
    blank = np.where(undisclosed, "undisclosed", "unplaced")
    return np.where(named.ne(""), named, blank)


def _in_box(rows: pd.DataFrame) -> np.ndarray:
    west, south, east, north = BOX
    inside = rows["longitude"].between(west, east) & rows["latitude"].between(
        south, north
    )
    return inside.to_numpy(dtype=bool)


def _describe(area_id: str, rows: pd.DataFrame, regions, areas) -> dict:
    if area_id in DOCKED_PLATES:
        return _plate(*DOCKED_PLATES[area_id])
    if area_id.startswith(OUTSIDE):
        return _plate(area_id.removeprefix(OUTSIDE), BEYOND_NOTE)
    if area := areas.get(area_id):
        at, names = area.plate[::-1], area.other_names
        return _plate(area.name, SEA_NOTE, False, at, area.outline, names)
    return _region_plate(area_id, rows, regions)


def _region_plate(area_id: str, rows: pd.DataFrame, regions) -> dict:
    """Return the plate of a state, country or sea; without layers, at our own point."""
    note = AREA_NOTE
    if regions is not None and regions.name(area_id):
        shape = _largest(regions.geometry(area_id))
        at = shape.representative_point()
        pairs = list(shape.simplify(0.25).exterior.coords)
        return _plate(regions.name(area_id), note, False, (at.y, at.x), pairs)
    points = rows[["latitude", "longitude"]].dropna().astype(float)
    if points.empty:
        return _plate(area_id, note)
    return _plate(area_id, note, False, tuple(points.mean()), None)


def _plate(name, note, dash=True, at=None, pairs=None, also=()) -> dict:
    ring = pairs and [round(each * 100) for pair in pairs for each in pair[:2]]
    return {
        "name": safe(name),
        "note": safe(note),
        "why": safe(
            f"{note[0].upper()}{note[1:]}{', so no dot is drawn.' if at else '.'}"
        ),
        "dash": dash,
        "at": at and [round(float(each), 3) for each in at],
        "ring": ring,
        "also": list(also),
    }


def _largest(geometry):
    return max(shapely.get_parts(geometry), key=lambda part: part.area)
