"""A question for one place, or for the way between two: "Cumaná to Port of Spain"."""

import re

import numpy as np

from dashboard.geo.nearest import WGS84
from dashboard.geo.place_search import FORMS, Hit, PlaceError, find_places
from dashboard.geo.regions import Regions
from dashboard.text.language import gettext, number

BETWEEN = re.compile(r"\s+(?:to|–|—|->)\s+")
MOST_LETTERS = 240
"""Letters of a question: two whole labels ("Cumaná, town in Sucre (Venezuela)") fit."""
STEPS = 64
"""Pieces of a line: a geodesic is bent on the map, and so needs points between."""


def find_asked(text: str, regions: Regions) -> list[list[Hit]]:
    """Return what a question may mean: the places of one name, or of each end of two.

    Raises PlaceError where a name is not known, or the text is longer than MOST_LETTERS.
    """
    if len(text) > MOST_LETTERS:
        raise PlaceError(
            gettext(
                "“{given}…”: {letters} letters; at most {most} are allowed",
                given=text[:20],
                letters=number(len(text)),
                most=MOST_LETTERS,
            )
        )
    names = split_pair(text)
    find = find_places if len(names) == 1 else find_ends
    return [find(name, regions) for name in names]


def find_ends(text: str, regions: Regions) -> list[Hit]:
    """Return what one end of a distance may be: no region, whose spot is any spot.

    Raises PlaceError as :func:`find_places` does, and where only regions are found.
    """
    hits = [hit for hit in find_places(text, regions) if not hit.is_area]
    if not hits:
        raise PlaceError(
            gettext(
                "“{given}” is a region, and a distance needs a point: name a town, a port "
                "or coordinates ({forms}).",
                given=text.strip(),
                forms=gettext(FORMS),
            )
        )
    return hits


def split_pair(text: str) -> list[str]:
    """Return the two ends of "A to B", or the text alone."""
    return BETWEEN.split(text.strip(), maxsplit=1)


def question_of(names: list[str], ends: list[Hit], taken: list[bool]) -> str:
    """Return the question that finds the same places again, for a link.

    ``names`` are those that were asked for, ``ends`` what they mean. Where a person
    took one of several (``taken``) its whole label stands for the name, unless it would
    be read as two names.
    """
    each_end = zip(names, ends, taken, strict=True)
    return " to ".join(
        end.label if chosen and split_pair(end.label) == [end.label] else name
        for name, end, chosen in each_end
    )


def geodesic_line(one: Hit, other: Hit) -> list[tuple[float, float]]:
    """Return the geodesic of WGS84 between two places: latitudes and longitudes.

    Both ends are included. Longitudes go on past 180 degrees, so that a line over the
    Pacific stays in one piece; its middle is within 180 degrees.
    """
    ends = one.longitude, one.latitude, other.longitude, other.latitude
    between = WGS84.npts(*ends, STEPS - 1)
    longitudes = [one.longitude, *(each[0] for each in between), other.longitude]
    latitudes = [one.latitude, *(each[1] for each in between), other.latitude]
    around = np.unwrap(longitudes, period=360)
    around -= 360 * round((around[0] + around[-1]) / 720)
    points = zip(latitudes, around.tolist(), strict=True)
    return [(round(latitude, 5), round(longitude, 5)) for latitude, longitude in points]
