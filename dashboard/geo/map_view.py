"""What a map shows: south, west, north and east, also past 180° and round the world.

A map goes on past 180° and shows the world again. The same view is always written the
same way: its west end lies in −180 to 180, and its east end beyond 180 where the view
crosses that meridian.
"""

import math
from typing import TypeAlias

from dashboard.geo.compass import letter
from dashboard.text.language import decimal, gettext

Bounds: TypeAlias = tuple[float, float, float, float]
"""South, west, north and east in degrees."""
WHOLE = 360.0
PLACES = 3


class BoundsError(ValueError):
    """Raised where four numbers are no view of a map."""


def normal_bounds(south: float, west: float, north: float, east: float) -> Bounds:
    """Return a view as links write it, to 0.001°; a wider one is the whole circle.

    ``-190`` to ``-170`` is 170 to 190. Raises BoundsError where a number is not
    finite, a latitude lies beyond 90°, or an end does not come before the other.
    """
    ends = (south, west, north, east)
    if not all(map(math.isfinite, ends)):
        raise BoundsError(gettext("must be finite numbers"))
    south, west, north, east = (round(each, PLACES) + 0.0 for each in ends)
    if not (-90 <= south < north <= 90 and west < east):
        raise BoundsError(gettext("must be south, west, north, east in degrees"))
    width = east - west
    if width >= WHOLE:
        return south, -180.0, north, 180.0
    start = normal_longitude(west)
    return south, start, north, round(start + width, PLACES) + 0.0


def normal_longitude(longitude: float) -> float:
    """Return a longitude in −180 (with it) to 180 (without it), to 0.001°."""
    turned = longitude - WHOLE * math.floor((longitude + 180) / WHOLE)
    return round(turned, PLACES) + 0.0  # + 0.0: a minus zero is written as 0


def near_longitude(longitude: float) -> float:
    """Return a longitude within ±360: as it is, or as it is written around 0°."""
    return longitude if abs(longitude) <= WHOLE else normal_longitude(longitude)


def boxes_of(bounds: Bounds) -> list[Bounds]:
    """Return the box of a view, or both where it crosses 180°, within ±180."""
    south, west, north, east = normal_bounds(*bounds)
    if east <= 180:
        return [(south, west, north, east)]
    return [(south, west, north, 180.0), (south, -180.0, north, east - WHOLE)]


def span_words(low: float, high: float, signs: str) -> str:
    """Return "66.0° to 60.0° W", or "5.0° S to 5.0° N"; ``signs`` is "NS" or "EW".

    A stretch of longitudes with its end beyond 180 is "170.0° E across 180° to
    170.0° W", and the whole circle "all longitudes".
    """
    plus, minus = signs[0], signs[1]
    if signs == "EW" and high - low >= WHOLE:
        return gettext("all longitudes")
    if signs == "EW" and high > 180:
        return gettext(
            "{start} across 180° to {end}",
            start=_end(low, plus, minus),
            end=_end(high - WHOLE, plus, minus),
        )
    if low >= 0 or high <= 0:
        start, end = decimal(abs(low), 1), decimal(abs(high), 1)
        side = letter(plus if low >= 0 else minus)
        return gettext("{start}° to {end}° {side}", start=start, end=end, side=side)
    return gettext(
        "{start} to {end}", start=_end(low, plus, minus), end=_end(high, plus, minus)
    )


def bounds_words(bounds: Bounds) -> str:
    """Return "9.5° to 12.5° N, 66.0° to 60.0° W"."""
    south, west, north, east = normal_bounds(*bounds)
    return f"{span_words(south, north, 'NS')}, {span_words(west, east, 'EW')}"


def _end(degrees: float, plus: str, minus: str) -> str:
    return f"{decimal(abs(degrees), 1)}° {letter(plus if degrees >= 0 else minus)}"
