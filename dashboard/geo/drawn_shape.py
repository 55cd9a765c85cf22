"""Shapes that a person draws on the map, and what lies in them for sure or perhaps.

A side of a shape is the straight line that the map shows, so straight in Mercator. A
row is in a shape if its own point is; rows of which only an area is known never are.
A shape that crosses 180° goes on beyond it, as the map does.
"""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike

from dashboard.geo.locate import NO_POINT
from dashboard.geo.map_view import (
    WHOLE,
    Bounds,
    normal_bounds,
    normal_longitude,
    span_words,
)
from dashboard.geo.nearest import Outline
from dashboard.text.language import decimal, gettext, ngettext

Corners = tuple[tuple[float, float], ...]
"""Latitude and longitude of each corner in degrees, to 0.001° (about 110 m)."""
LEAST, MOST = 3, 60
PLACES = 3
TURNS = (-WHOLE, 0.0, WHOLE)
"""A point at −179 is also at 181: where a shape or a view crosses 180° it is asked so."""
MOST_LATITUDE = 85.0
"""Mercator has no poles; the web's maps end at about 85°."""
MOST_LONGITUDE = 720.0
"""A map may be a turn or two away from where its longitudes begin."""
PIECE = 0.02
"""Degrees between the points by which the distance to a side is measured."""


class ShapeError(ValueError):
    """Raised where a text is no shape; says what is allowed."""


def parse_corners(text: str) -> Corners:
    """Return the corners that a text holds: ``10.5,-65;11.8,-65;11.8,-61``.

    Latitude first, degrees on WGS84. Raises ShapeError with the corner and what is
    allowed: 3 to 60 corners, a line that does not cross itself, some area.
    """
    pieces = [piece for piece in text.split(";") if piece.strip()]
    if not LEAST <= len(pieces) <= MOST:
        raise ShapeError(
            ngettext(
                "{count} corner: must be {least} to {most}, each latitude,longitude and "
                "parted by ';', such as 10.5,-65;11.8,-65;11.8,-61",
                "{count} corners: must be {least} to {most}, each latitude,longitude and "
                "parted by ';', such as 10.5,-65;11.8,-65;11.8,-61",
                len(pieces),
                least=LEAST,
                most=MOST,
            )
        )
    corners = tuple(_corner(piece, at) for at, piece in enumerate(pieces, start=1))
    if len(corners) > LEAST and corners[0] == corners[-1]:
        corners = corners[:-1]  # closed by hand, as some programs write it
    corners = _turned(corners)
    polygon = _polygon(corners)
    if not shapely.is_valid(polygon):
        reason = shapely.is_valid_reason(polygon).split("[")[0].strip().lower()
        raise ShapeError(
            gettext("the line crosses or meets itself ({reason})", reason=reason)
        )
    if polygon.area == 0:
        raise ShapeError(
            gettext("the corners lie on one line: there is nothing inside")
        )
    return corners


def _corner(text: str, number: int) -> tuple[float, float]:
    try:
        latitude, longitude = (float(angle) for angle in text.split(","))
    except ValueError:
        latitude = longitude = float("nan")
    if not (abs(latitude) <= MOST_LATITUDE and abs(longitude) <= MOST_LONGITUDE):
        raise ShapeError(
            gettext(
                "corner {number} '{given}': must be latitude,longitude in degrees, "
                "latitude within ±{latitude} and longitude within ±{longitude}",
                number=number,
                given=text.strip(),
                latitude=decimal(MOST_LATITUDE, 0),
                longitude=decimal(MOST_LONGITUDE, 0),
            )
        )
    # + 0.0: a minus zero is written as 0
    return round(latitude, PLACES) + 0.0, round(longitude, PLACES) + 0.0


def _turned(corners: Corners) -> Corners:
    """Return corners with the westernmost in −180 to 180; the others follow it.

    Raises ShapeError where they reach round the world: such a shape meets itself.
    """
    longitudes = [longitude for _, longitude in corners]
    west = min(longitudes)
    if max(longitudes) - west > WHOLE:
        raise ShapeError(gettext("the corners lie more than 360° of longitude apart"))
    by = normal_longitude(west) - west
    if not by:
        return corners
    return tuple(
        (latitude, round(longitude + by, PLACES) + 0.0)
        for latitude, longitude in corners
    )


def corners_text(corners: Corners) -> str:
    """Return corners as links and commands write them; read by :func:`parse_corners`."""
    return ";".join(
        f"{latitude:.7g},{longitude:.7g}" for latitude, longitude in corners
    )


def shape_words(corners: Corners) -> str:
    """Return "a drawn shape of 5 corners, 10.5° to 11.8° N, 65.0° to 61.0° W"."""
    latitudes, longitudes = zip(*corners, strict=True)
    ends = {
        "latitudes": span_words(min(latitudes), max(latitudes), "NS"),
        "longitudes": span_words(min(longitudes), max(longitudes), "EW"),
    }
    if is_rectangle(corners):
        return gettext("a drawn rectangle, {latitudes}, {longitudes}", **ends)
    return ngettext(
        "a drawn shape of {count} corner, {latitudes}, {longitudes}",
        "a drawn shape of {count} corners, {latitudes}, {longitudes}",
        len(corners),
        **ends,
    )


def is_rectangle(corners: Corners) -> bool:
    """Return whether the shape is a rectangle of parallels and meridians."""
    latitudes, longitudes = ({corner[at] for corner in corners} for at in (0, 1))
    return len(corners) == 4 and len(latitudes) == len(longitudes) == 2


def in_shape(located: pd.DataFrame, corners: Corners) -> np.ndarray:
    """Return which rows have a point of their own in a shape; its edge counts."""
    own = has_own_point(located)
    keep = np.zeros(len(located), dtype=bool)
    points = located.loc[own, ["longitude", "latitude"]].to_numpy("float64")
    polygon = _polygon(corners)
    shapely.prepare(polygon)
    for turn in TURNS:
        longitude = points[:, 0] + turn
        keep[own] |= shapely.intersects_xy(polygon, longitude, mercator(points[:, 1]))
    return keep


def in_bounds(located: pd.DataFrame, bounds: Bounds) -> np.ndarray:
    """Return which rows have a point of their own within south, west, north, east.

    Bounds across 180° have an end beyond it: there the point at −179 is also at 181.
    """
    south, west, north, east = normal_bounds(*bounds)
    longitude = located["longitude"]
    turned = (longitude + turn for turn in TURNS)
    across = np.any([each.between(west, east) for each in turned], axis=0)
    within = located["latitude"].between(south, north) & across
    return within.to_numpy(dtype=bool) & has_own_point(located)


def drawn_area(corners: Corners) -> shapely.Geometry:
    """Return a shape in degrees within ±180, its sides bent as the map shows them."""
    ring = _edge_points(corners)
    whole = shapely.Polygon(ring)
    if whole.bounds[2] <= 180:
        return whole
    world = shapely.box(-180, -90, 180, 90)
    turned = shapely.Polygon(ring - [WHOLE, 0])
    return shapely.union(whole & world, turned & world)


def has_own_point(located: pd.DataFrame) -> np.ndarray:
    """Return which rows have a place of their own: a point that is not an area's."""
    nowhere = located["join_method"].isin(NO_POINT)
    known = located["latitude"].notna() & located["longitude"].notna()
    return (known & ~nowhere).to_numpy(dtype=bool)


def doubts(located: pd.DataFrame, corners: Corners) -> dict[str, int]:
    """Count what a shape cannot decide, as rows with parts.

    ``may_lie_outside`` are in the shape by their point and reach out of it by their
    radius, ``may_lie_inside`` the other way round; ``no_radius`` are in it and how far
    they may be off is not reported; ``no_point`` have no place of their own and so are
    in no shape.
    """
    own, inside = has_own_point(located), in_shape(located, corners)
    radius = located["radius_km"].to_numpy("float64", na_value=np.nan)
    reaches = np.zeros(len(located), dtype=bool)
    round_it = own & (radius > 0)
    some = located[round_it]
    if len(some):
        to_edge = _edge(corners).nearest(
            some["longitude"].to_numpy("float64"), some["latitude"].to_numpy("float64")
        )
        reaches[round_it] = to_edge.meters < radius[round_it] * 1000
    return {
        "may_lie_outside": int((inside & reaches).sum()),
        "may_lie_inside": int((own & ~inside & reaches).sum()),
        "no_radius": int((inside & ~(radius > 0)).sum()),
        "no_point": int((~own).sum()),
    }


def doubt_words(counts: dict[str, int]) -> str:
    """Return the counts of :func:`doubts` in words, blank where there is no doubt."""
    sentences = {
        "may_lie_outside": ngettext(
            "{count} row in it may lie outside, by its own radius",
            "{count} rows in it may lie outside, by their own radius",
            counts["may_lie_outside"],
        ),
        "may_lie_inside": ngettext(
            "{count} row outside may lie in it, by its own radius",
            "{count} rows outside may lie in it, by their own radius",
            counts["may_lie_inside"],
        ),
        "no_radius": ngettext(
            "{count} row in it may be off by an amount that is not reported",
            "{count} rows in it may be off by an amount that is not reported",
            counts["no_radius"],
        ),
        "no_point": ngettext(
            "{count} row known only to an area or to none: in no shape",
            "{count} rows known only to an area or to none: in no shape",
            counts["no_point"],
        ),
    }
    return " · ".join(words for key, words in sentences.items() if counts[key])


def mercator(latitude: ArrayLike) -> np.ndarray:
    """Return the Mercator ordinate of latitudes, in degrees of longitude at 0°."""
    angle = np.radians(np.asarray(latitude, dtype="float64"))
    return np.degrees(np.arctanh(np.sin(angle)))


def _polygon(corners: Corners) -> shapely.Polygon:
    latitudes, longitudes = np.array(corners).T
    return shapely.Polygon(np.column_stack([longitudes, mercator(latitudes)]))


def _edge(corners: Corners) -> Outline:
    """Return the line of a shape, ready to be asked how far a point is from it."""
    points = _edge_points(corners)
    owner = np.zeros(len(points) - 1, dtype="int64")
    return Outline(points[:-1], points[1:], owner)


def _edge_points(corners: Corners) -> np.ndarray:
    """Return longitude and latitude of points along the line of a shape."""
    line = shapely.segmentize(_polygon(corners).exterior, PIECE)
    x, y = shapely.get_coordinates(line).T
    return np.column_stack([x, np.degrees(np.arctan(np.sinh(np.radians(y))))])
