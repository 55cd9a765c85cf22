"""From "80 NM south of Isla Beata" to a point and how far off it may be.

A report's words leave room: "south" is any bearing nearer to south than to the next
direction that it could have named, "80" any distance that rounds to it. The point lies
in the middle of that room, and the circle holds all of it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from pyproj import Geod

from dashboard.geo.nearest import METERS_PER_NM
from dashboard.geo.open_water import on_land, ring_bearings, sea_bearings
from dashboard.geo.phrase_notes import (
    bearing_note,
    between_note,
    distance_note,
    named_note,
    near_note,
    off_note,
)
from dashboard.geo.phrase_place import name_place
from dashboard.geo.phrase_words import (
    BETWEEN,
    NEAR,
    OFF,
    POINTS,
    TOWARDS,
    UNITS,
    WAY,
    Way,
    read_way,
)
from dashboard.geo.place_search import Hit, PlaceError
from dashboard.geo.regions import TERRITORIAL_NM, Regions
from dashboard.text.language import N_, gettext

WGS84 = Geod(ellps="WGS84")
HALF_EIGHTH, HALF_SIXTEENTH, HALF_DUE = 22.5, 11.25, 5.6
"""Degrees either way that a direction leaves open: half the step to the next of eight,
of sixteen, and of thirty-two where the report says "due"."""
NAMED_PLACE_KM = 5.0
"""Radius of a named place: the size of a town. Our choice, and the least radius of a
point that is worked out from one."""
EDGES = 24
HALF_ROUND = 180.0
FORMS = N_(
    "“80 NM south of Isla Beata”, “60 km off Golfito”, “off Macuro”, “near Güiria”, "
    "“between Macuro and Güiria”, a place or coordinates"
)


@dataclass(frozen=True)
class Position:
    """A point worked out from words: degrees on WGS84, and the circle around it in km.

    ``geo_precision`` and ``geo_note`` are those of the table; ``place`` is what the
    words were taken to name, ``bearing`` and ``meters`` the way from it, None where
    the words give none.
    """

    latitude: float
    longitude: float
    radius_km: int
    geo_precision: int
    geo_note: str
    place: str
    bearing: float | None = None
    meters: float | None = None
    on_land: bool = False
    """Whether the point lies on land as drawn, which words about the sea do not mean."""


def position_of(phrase: str, regions: Regions) -> Position:
    """Return the point and circle that the words of a report stand for.

    Distances in nautical miles, kilometres or miles; eight or sixteen directions by
    name or letters, in English or Spanish; places of the bundled gazetteers, a state
    or country after a comma. Raises :class:`~dashboard.geo.place_search.PlaceError`
    for an unknown or ambiguous place, a region, or words that it does not know.
    """
    words = " ".join(phrase.split()).rstrip(".")
    if not words:
        raise PlaceError(gettext("No words. Known are: {forms}.", forms=gettext(FORMS)))
    if found := WAY.fullmatch(words):
        return _away(read_way(found), found["rest"], regions)
    if found := BETWEEN.fullmatch(words):
        return _between(found["one"], found["other"], regions)
    if found := NEAR.fullmatch(words):
        return _near(name_place(found["place"], regions))
    if (found := OFF.fullmatch(words)) and words.lower().startswith(
        ("off", "just", "frente")
    ):
        return _off(name_place(found["place"], regions), regions)
    if found := TOWARDS.fullmatch(words):
        raise PlaceError(
            gettext(
                "“{words}” gives a direction and no distance. Known are: {forms}.",
                words=words,
                forms=gettext(FORMS),
            )
        )
    return _named(name_place(words, regions))


def _away(way: Way, rest: str, regions: Regions) -> Position:
    if found := TOWARDS.fullmatch(rest):
        point = next(name for name in POINTS if found[f"d{name}"])
        half = HALF_EIGHTH if len(point) < 3 else HALF_SIXTEENTH
        half = HALF_DUE if found["due"] else half
        found_at = _along(way, point, half, name_place(found["place"], regions))
        return replace(found_at, on_land=_is_dry(found_at, regions))
    if found := OFF.fullmatch(rest):
        return _at_distance(way, name_place(found["place"], regions), regions)
    raise PlaceError(
        gettext(
            "“{words}” names no direction and place. Known are: {forms}.",
            words=rest,
            forms=gettext(FORMS),
        )
    )


def _along(way: Way, point: str, half: float, place: Hit) -> Position:
    bearing = POINTS.index(point) * 360 / len(POINTS)
    note = bearing_note(way, point, half, place)
    bearings = np.linspace(bearing - half, bearing + half, EDGES)
    return _in_the_middle(place, bearing, way, bearings, note)


def _at_distance(way: Way, place: Hit, regions: Regions) -> Position:
    """Return a point at sea at a distance, with all that the missing direction allows.

    The point lies where the place looks out to sea; the circle holds all water of its
    ocean at that distance.
    """
    ring = ring_bearings(place, way.meters, regions)
    if not len(ring):
        raise PlaceError(
            gettext(
                "“{distance} off {place}”: no water of its ocean lies that far from it in "
                "the layers of the map. Give a direction or coordinates.",
                distance=way.words,
                place=place.name,
            )
        )
    sight = sea_bearings(place, way.meters, regions)
    bearing = _middle(sight if len(sight) else ring, place)
    return _in_the_middle(place, bearing, way, ring, distance_note(way, place))


def _off(place: Hit, regions: Regions) -> Position:
    """Return the middle of the open water within 12 NM: no distance is given."""
    meters = TERRITORIAL_NM * METERS_PER_NM / 2
    way = Way(meters, meters, "", "NM")
    sight = sea_bearings(place, 2 * meters, regions)
    if not len(sight):
        raise PlaceError(
            gettext(
                "“off {place}”: no open water lies within {within_nm} NM of it",
                place=place.name,
                within_nm=format(TERRITORIAL_NM, "g"),
            )
        )
    note = off_note(place)
    return _in_the_middle(place, _middle(sight, place), way, sight, note)


def _middle(bearings: np.ndarray, place: Hit) -> float:
    """Return the bearing in the middle of an opening of at most half a round."""
    if bearings[-1] - bearings[0] > HALF_ROUND:
        raise PlaceError(
            gettext(
                "“{place}” has water on most sides, so the side must be known for a point: "
                "give a direction or coordinates, or give the row an area and no point.",
                place=place.name,
            )
        )
    return float((bearings[0] + bearings[-1]) / 2 % 360)


def _is_dry(at: Position, regions: Regions) -> bool:
    return bool(on_land(np.array([at.longitude]), np.array([at.latitude]), regions)[0])


def _in_the_middle(
    place: Hit, bearing: float, way: Way, bearings: np.ndarray, note: str
) -> Position:
    lon, lat, _ = WGS84.fwd(place.longitude, place.latitude, bearing, way.meters)
    found = _circle((lat, lon), _edge(place, bearings, way), note, [place])
    return replace(found, bearing=bearing, meters=way.meters)


def _edge(place: Hit, bearings: np.ndarray, way: Way) -> tuple[np.ndarray, np.ndarray]:
    """Return latitudes and longitudes of the edge of what a way leaves open."""
    far = [max(way.meters - way.slack, 0), way.meters + way.slack]
    far += [way.meters * METERS_PER_NM / UNITS["miles"]] * (way.unit == "miles")
    all_bearings, meters = (each.ravel() for each in np.meshgrid(bearings, far))
    start = np.full(len(meters), place.longitude), np.full(len(meters), place.latitude)
    longitudes, latitudes, _ = WGS84.fwd(*start, all_bearings, meters)
    return latitudes, longitudes


def _circle(
    middle: tuple[float, float],
    edge: tuple[Sequence[float], Sequence[float]] | tuple[np.ndarray, np.ndarray],
    note: str,
    places: Sequence[Hit],
) -> Position:
    """Return a point with the circle that holds an edge: latitudes, then longitudes."""
    latitude, longitude = (round(float(each), 3) for each in middle)
    lats, lons = (np.asarray(each, float) for each in edge)
    start = np.full(len(lats), longitude), np.full(len(lats), latitude)
    away = WGS84.inv(*start, lons, lats)[2]
    farthest = float(np.max(away)) + max(place.open_meters for place in places)
    least = NAMED_PLACE_KM if any(place.kind for place in places) else 1
    radius = round(max(least, math.ceil(farthest / 1000)))
    label = "; ".join(place.label for place in places)
    return Position(latitude, longitude, radius, 2, note, label)


def _near(place: Hit) -> Position:
    radius = math.ceil((TERRITORIAL_NM * METERS_PER_NM + place.open_meters) / 1000)
    note = near_note(place)
    return Position(
        round(place.latitude, 3),
        round(place.longitude, 3),
        radius,
        2,
        note,
        place.label,
    )


def _between(one: str, other: str, regions: Regions) -> Position:
    ends = name_place(one, regions), name_place(other, regions)
    lons, lats = zip(*((end.longitude, end.latitude) for end in ends), strict=True)
    ((lon, lat),) = WGS84.npts(lons[0], lats[0], lons[1], lats[1], 1)
    return _circle((lat, lon), (lats, lons), between_note(*ends), ends)


def _named(place: Hit) -> Position:
    coordinates = not place.kind
    radius = max(round(NAMED_PLACE_KM), math.ceil(place.open_meters / 1000))
    note = named_note(place, radius > NAMED_PLACE_KM)
    return Position(
        round(place.latitude, 5 if coordinates else 3),
        round(place.longitude, 5 if coordinates else 3),
        radius,
        2 if coordinates else 1,
        note,
        place.label,
    )
