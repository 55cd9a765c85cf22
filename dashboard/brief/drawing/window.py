"""Which part of the world a brief shows: its region, or what holds all its rows."""

from functools import partial

import numpy as np
import pandas as pd
import shapely

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import KM_PER_DEGREE, Frame, fit_frame
from dashboard.brief.words.look import BOUNDS, TIGHT
from dashboard.brief.words.model import Brief
from dashboard.geo.regions import BOX, Regions
from dashboard.layers.incidents import has_place
from dashboard.table.description import Description
from dashboard.table.longitudes import beside, shortest_span

LOWEST, HIGHEST = -78.0, 84.0
"""Latitudes beyond which a map of the world would show ice alone, in degrees."""
WIDEST_AREA = 20.0
"""Degrees up to which an area is shown whole; of a wider one only its middle counts."""
ROOM = 0.08
"""Share of its size that a window is wider on each side than what it shows."""
LEAST_ROOM = 0.5
"""Share of the longer side that counts for the room at the ends of the shorter one."""
LEAST_DEGREES = 4.0
"""No window is narrower: the coast is drawn at 1:10 million."""
SLACK = 1e-6
"""Degrees by which the edge of a window may differ from what it shall hold."""
Bounds = tuple[float, float, float, float]
"""West, south, east and north in degrees; or x, y, width and height in pixels."""


def window_of(brief: Brief, box: Bounds, page: Page | None = None) -> Frame:
    """Return the window of a brief: its region, else all that it shows.

    What it has to hold is found once for all tries of a map on the ``page``.
    """
    if page is None:
        return fit_window(bounds_of(brief), box)
    bounds = page.once(("bounds", id(brief)), partial(bounds_of, brief))
    return fit_window(bounds, box)


def fit_window(bounds: Bounds, box: Bounds) -> Frame:
    """Return the window around bounds, inside the layers' box where that holds them.

    A box of the page that is much flatter or higher than the layers' box would cut
    something off there: its window leaves the layers' box.
    """
    west, south, east, north = bounds
    wide, high = east - west, north - south
    pad_x, pad_y = (
        ROOM * max(each, LEAST_ROOM * max(wide, high)) for each in (wide, high)
    )
    wider = (west - pad_x, south - pad_y, east + pad_x, north + pad_y)
    if _in_box(bounds):
        frame = fit_frame(box, _cut(wider, BOX), BOX, LEAST_DEGREES)
        if _holds(frame, bounds):
            return frame
    middle = (west + east) / 2
    limits = (middle - 180, LOWEST, middle + 180, HIGHEST)
    return fit_frame(box, _cut(wider, limits), limits, LEAST_DEGREES)


def _cut(bounds: Bounds, limits: Bounds) -> Bounds:
    west, south, east, north = bounds
    return (
        max(west, limits[0]),
        max(south, limits[1]),
        min(east, limits[2]),
        min(north, limits[3]),
    )


def _holds(frame: Frame, bounds: Bounds) -> bool:
    """Return whether a window shows all of what it shall show."""
    west, south, east, north = frame.bounds
    return (
        west <= bounds[0] + SLACK
        and south <= bounds[1] + SLACK
        and bounds[2] <= east + SLACK
        and bounds[3] <= north + SLACK
    )


def bounds_of_pair(brief: Brief) -> Bounds:
    """Return the bounds around both sides of a pair; an empty one asks for no room."""
    sides = [side for side in brief.sides if len(side.rows)] or brief.sides
    return bounds_around([bounds_of(side) for side in sides])


def bounds_of(brief: Brief) -> Bounds:
    """Return west, south, east and north of what a brief shows, in degrees.

    Its look says which: a view given, the marks alone, or (as usual) the region asked
    for, else everything.
    """
    look = brief.look
    if look.window == BOUNDS and BOUNDS in brief.selection:
        south, west, north, east = brief.selection[BOUNDS]
        return west, south, east, north
    if look.window == TIGHT:
        return _bounds_of_marks(brief)
    if brief.region_id:
        return _bounds_of_region(brief, brief.dataset.regions)
    return _bounds_of_rows(brief.rows, brief.dataset.description, brief.dataset.regions)


def _bounds_of_marks(brief: Brief) -> Bounds:
    """Return what holds the marks with their circles; the usual window without any."""
    own = _shown_places(brief.rows, brief.dataset.description)
    if own.empty:
        whole = brief.dataset
        return _bounds_of_rows(brief.rows, whole.description, whole.regions)
    return bounds_around(_boxes_of(own))


def bounds_around(several: list[Bounds]) -> Bounds:
    """Return the bounds around several bounds, the shorter way around the world."""
    sides = np.array(several, dtype=float)
    half = (sides[:, 2] - sides[:, 0]) / 2
    middle = (sides[:, 0] + sides[:, 2]) / 2
    west, east = shortest_span(beside(middle, 0))
    middle = beside(middle, (west + east) / 2)
    west, east = float((middle - half).min()), float((middle + half).max())
    return west, float(sides[:, 1].min()), east, float(sides[:, 3].max())


def _in_box(bounds: Bounds) -> bool:
    """Return whether bounds lie where the layers are fine."""
    west, south, east, north = bounds
    return west >= BOX[0] and south >= BOX[1] and east <= BOX[2] and north <= BOX[3]


def _bounds_of_rows(
    rows: pd.DataFrame, description: Description, regions: Regions
) -> Bounds:
    """Return what holds every place with its circle, and room for plates of areas.

    Where there is none the data set's own view. A data set that opens inside the
    layers' box shows its places there; the few outside it stand on a plate.
    """
    boxes = _boxes_of(_shown_places(rows, description))
    for area_id in rows.loc[~has_place(rows), "area_id"].unique():
        if area := description.areas.get(area_id):
            longitude, latitude = area.plate
            boxes.append((longitude - 8, latitude - 5, longitude + 8, latitude + 5))
        elif not (description.areas or not regions.is_land(area_id)):
            boxes.append(_bounds_of_area(regions.geometry(area_id)))
    return bounds_around(boxes) if boxes else description.opening_view


def _shown_places(rows: pd.DataFrame, description: Description) -> pd.DataFrame:
    """Return the rows with a place that the window has to hold."""
    own = rows[has_place(rows)]
    near = own[_beside_layers(own)]
    inside = len(near) and _in_box(description.opening_view)
    return near if inside else own


def _beside_layers(rows: pd.DataFrame) -> pd.Series:
    """Return which points lie where the layers are fine."""
    west, south, east, north = BOX
    inside = rows["longitude"].between(west, east)
    return inside & rows["latitude"].between(south, north)


def _boxes_of(own: pd.DataFrame) -> list[Bounds]:
    """Return the box around each place with its circle."""
    reach = own["radius_km"].fillna(0).clip(upper=400) / KM_PER_DEGREE
    return [
        *zip(
            own["longitude"] - reach,
            own["latitude"] - reach,
            own["longitude"] + reach,
            own["latitude"] + reach,
            strict=True,
        )
    ]


def bounds_of_shape(shape: shapely.Geometry) -> Bounds:
    """Return the bounds of a shape, the shorter way around the world.

    A country that 180° cuts lies in the layers as parts at both edges of the world.
    """
    parts = shapely.get_parts(shape)
    return bounds_around([tuple(each) for each in shapely.bounds(parts)])


def _bounds_of_area(shape: shapely.Geometry) -> Bounds:
    west, south, east, north = bounds_of_shape(shape)
    if max(east - west, north - south) <= WIDEST_AREA:
        return west, south, east, north
    middle = shape.representative_point()
    return middle.x - 1, middle.y - 1, middle.x + 1, middle.y + 1


def _bounds_of_region(brief: Brief, regions: Regions) -> Bounds:
    """Return a region with its waters, and the circles of half its width beside it."""
    shape = regions.geometry(brief.region_id)
    west, south, east, north = bounds_of_shape(shape)
    size = max(east - west, north - south)
    side = max(0.35 * size, 0.6) if size < 25 else 0.0
    return (west - side, south - side, east + side, north + side)
