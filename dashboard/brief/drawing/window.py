"""Which part of the world a brief shows: its region, or what holds all its rows."""

import pandas as pd

from dashboard.brief.drawing.frame import KM_PER_DEGREE, Frame, fit_frame
from dashboard.brief.words.model import Brief
from dashboard.geo.regions import BOX, Regions
from dashboard.table.description import Area

LEAST_DEGREES = 4.0
"""No window is narrower: the coast is drawn at 1:10 million."""
Bounds = tuple[float, float, float, float]
"""West, south, east and north in degrees; or x, y, width and height in pixels."""


def window_of(brief: Brief, box: tuple[float, float, float, float]) -> Frame:
    """Return the window of a brief: its region, else all that it shows."""
    return fit_window(bounds_of(brief), box)


def fit_window(bounds, box: tuple[float, float, float, float]) -> Frame:
    west, south, east, north = bounds
    pad = 0.06 * max(east - west, north - south)
    wider = (west - pad, south - pad, east + pad, north + pad)
    wider = (
        max(wider[0], BOX[0]),
        max(wider[1], BOX[1]),
        min(wider[2], BOX[2]),
        min(wider[3], BOX[3]),
    )
    return fit_frame(box, wider, BOX, LEAST_DEGREES)


def bounds_of(brief: Brief) -> tuple[float, float, float, float]:
    if brief.region_id:
        return _bounds_of_region(brief, brief.dataset.regions)
    return _bounds_of_rows(brief.rows, brief.dataset.description.areas)


def bounds_around(several: list) -> tuple[float, float, float, float]:
    """Return the bounds around several bounds."""
    west, south, east, north = zip(*several, strict=True)
    return min(west), min(south), max(east), max(north)


def _bounds_of_rows(
    rows: pd.DataFrame, areas: dict[str, Area]
) -> tuple[float, float, float, float]:
    """Return what holds every place with its circle, and room for plates of areas."""
    own = rows[
        rows["geo_precision"].isin([1, 2]) & rows["longitude"].between(BOX[0], BOX[2])
    ]
    own = own[own["latitude"].between(BOX[1], BOX[3])]
    reach = own["radius_km"].fillna(0).clip(upper=400) / KM_PER_DEGREE
    boxes = [
        *zip(
            own["longitude"] - reach,
            own["latitude"] - reach,
            own["longitude"] + reach,
            own["latitude"] + reach,
            strict=True,
        )
    ]
    for area_id in rows.loc[rows["join_method"].eq("area"), "area_id"].unique():
        if area_id in areas:
            longitude, latitude = areas[area_id].plate
            boxes.append((longitude - 8, latitude - 5, longitude + 8, latitude + 5))
    if not boxes:
        return (-92.0, 2.0, -56.0, 24.0)
    return bounds_around(boxes)


def _bounds_of_region(
    brief: Brief, regions: Regions
) -> tuple[float, float, float, float]:
    """Return a region with its waters, and the circles of half its width beside it."""
    west, south, east, north = regions.geometry(brief.region_id).bounds
    size = max(east - west, north - south)
    side = max(0.35 * size, 0.6) if size < 25 else 0.0
    return (west - side, south - side, east + side, north + side)
