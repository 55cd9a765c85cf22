"""How a point was worked out from the words of a report: the note beside it."""

from dashboard.geo.compass import letter, side_of
from dashboard.geo.length_words import plain_number
from dashboard.geo.phrase_words import UNITS, Way, unit_words
from dashboard.geo.place_search import Hit
from dashboard.geo.regions import TERRITORIAL_NM
from dashboard.text.language import decimal, gettext


def bearing_note(way: Way, point: str, half: float, place: Hit) -> str:
    """Return the note of a distance and a direction; ``half`` degrees are left open."""
    low, high = ((way.meters + side * way.slack) / UNITS[way.unit] for side in (-1, 1))
    words = gettext(
        "{distance} bearing {point} from {place}, worked out from the report's words. The "
        "radius holds every bearing within {half}° of it and {low} to {high} {unit}.",
        distance=way.words,
        point="".join(map(letter, point)),
        place=spot_words(place),
        half=plain_number(half),
        low=plain_number(max(low, 0)),
        high=plain_number(high),
        unit=unit_words(way.unit),
    )
    return _with_miles(words, way)


def distance_note(way: Way, place: Hit) -> str:
    """Return the note of a distance without a direction."""
    words = gettext(
        "{distance} off {place}, direction not given: the point lies where the coast opens "
        "to the sea, and the radius holds all water of that ocean at that distance.",
        distance=way.words,
        place=spot_words(place),
    )
    return _with_miles(words, way)


def off_note(place: Hit) -> str:
    """Return the note of a place off which something was, without a distance."""
    return gettext(
        "Off {place}, no distance or direction given: taken as open water within "
        "{within_nm} NM.",
        place=spot_words(place),
        within_nm=plain_number(TERRITORIAL_NM),
    )


def near_note(place: Hit) -> str:
    """Return the note of a place near which something was."""
    return gettext(
        "Near {place}, no distance given: taken as within {within_nm} NM.",
        place=spot_words(place),
        within_nm=plain_number(TERRITORIAL_NM),
    )


def between_note(one: Hit, other: Hit) -> str:
    """Return the note of a point between two places."""
    return gettext(
        "Half way between {one} and {other}; the radius reaches both.",
        one=spot_words(one),
        other=spot_words(other),
    )


def named_note(place: Hit, is_open: bool) -> str:
    """Return the note of a place or of coordinates that were named themselves.

    ``is_open`` is whether the last figure of coordinates leaves more open than a town.
    """
    if place.kind:
        words = gettext(
            "Named place: {place}, not a reported impact point.",
            place=spot_words(place),
        )
    else:
        words = gettext("Coordinates as reported; how exact they are is not said.")
    if not is_open:
        return words
    more = gettext("The radius holds all that their last figure leaves open.")
    return f"{words} {more}"


def spot_words(place: Hit) -> str:
    """Return "Isla Beata (17.58N 71.52W)"; coordinates stand for themselves."""
    north, east = place.latitude, place.longitude
    spot = (
        f"{decimal(abs(north), 2)}{side_of(north, 'NS')} "
        f"{decimal(abs(east), 2)}{side_of(east, 'EW')}"
    )
    return f"{place.name} ({spot})" if place.kind else spot


def _with_miles(words: str, way: Way) -> str:
    if way.unit != "miles":
        return words
    more = gettext("Taken as statute miles; the radius also allows nautical miles.")
    return f"{words} {more}"
