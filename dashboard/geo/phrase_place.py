"""The one place that a name in a report means, or why it cannot be told."""

import re
from dataclasses import replace

from dashboard.geo.nearest import WGS84
from dashboard.geo.place_search import (
    FORMS,
    NUMBER,
    Hit,
    PlaceError,
    find_places,
    looks_like_angles,
    meters_between,
)
from dashboard.geo.regions import Regions
from dashboard.text.fold import fold
from dashboard.text.language import gettext, ngettext

SAME_PLACE_M = 25_000.0
"""A town and its port lie within this distance: they are one place."""
SHOWN = 5
ISLAND_WORDS = re.compile(r"^islas? (?:(?:de|del) )?(?:la )?| islands?$")
"""What reports leave out: Margarita is the island Isla de Margarita."""


def name_place(text: str, regions: Regions) -> Hit:
    """Return the place of this whole name; "Golfito, Costa Rica" tells two apart.

    A wrong dot is worse than none: a part of a name, two places of one name and a
    region are refused. Raises :class:`~dashboard.geo.place_search.PlaceError`, which
    lists what could be meant.
    """
    name = text.strip().strip("“”\"'")
    if looks_like_angles(name):
        hit = find_places(name, regions)[0]
        return replace(hit, open_meters=_open_meters(hit, name))
    head, _, tail = (part.strip() for part in name.partition(","))
    hits = find_places(head, regions)
    whole = [hit for hit in hits if fold(head) in (fold(hit.name), _short_name(hit))]
    if not whole:
        raise PlaceError(
            gettext(
                "“{name}”: no place has this whole name. Known are: {places}.",
                name=name,
                places=_list(hits),
            )
        )
    if tail:
        whole = [hit for hit in whole if fold(tail) in hit.kinds]
        if not whole:
            raise PlaceError(
                gettext(
                    "“{name}”: no “{head}” in “{tail}” is known. Known are: {places}.",
                    name=name,
                    head=head,
                    tail=tail,
                    places=_list(hits),
                )
            )
    spots = [hit for hit in whole if not hit.is_area]
    if not spots:
        raise PlaceError(
            gettext(
                "“{name}” is a region, which has no one point: name a town, a port, an "
                "island or coordinates ({forms}), or give the row an area and no point.",
                name=name,
                forms=gettext(FORMS),
            )
        )
    areas = [hit for hit in whole if hit.is_area]
    if any(not any(_is_of(spot, area) for spot in spots) for area in areas):
        raise PlaceError(
            gettext(
                "“{name}” is a region, and a town elsewhere has its name: {places}. Name "
                "a place in the region, or write after a comma where the town lies.",
                name=name,
                places=_list(whole),
            )
        )
    others = [hit for hit in spots if meters_between(spots[0], hit) > SAME_PLACE_M]
    if others:
        raise PlaceError(
            gettext(
                "“{name}” is the name of several places: {places}. Write after a comma "
                "what tells them apart (a state, a country, “port”), or coordinates.",
                name=name,
                places=_list(whole),
            )
        )
    return spots[0]


def _short_name(hit: Hit) -> str:
    """Return the folded name of an island without the word for one, else blank."""
    return ISLAND_WORDS.sub("", fold(hit.name)) if hit.what == "island" else ""


def _is_of(spot: Hit, area: Hit) -> bool:
    """Return whether a spot is what the name of a region also means: a town in its own
    state, an island that is a country. A country has more than one coast.
    """
    of_its_own = fold(area.name) in spot.kinds
    return of_its_own and (area.what == "state" or spot.what == "island")


def _open_meters(hit: Hit, text: str) -> float:
    """Return how far a point may be from where coordinates put it, in metres.

    Half a unit of the last figure either way, of the less exact of the two: "10N 62W"
    is any point within half a degree.
    """
    figures = re.findall(NUMBER, text)
    each = len(figures) // 2
    last = (figures[each - 1], figures[-1])
    unit = max(10.0 ** -len(figure.partition(".")[2]) for figure in last)
    half = unit * 60.0 ** (1 - each) / 2
    side = 1 if hit.latitude < 0 else -1  # the corner towards the equator is farther
    corner = hit.longitude + half, hit.latitude + side * half
    return float(WGS84.inv(hit.longitude, hit.latitude, *corner)[2])


def _list(hits: list[Hit]) -> str:
    shown = list(dict.fromkeys(hit.label for hit in hits))
    left = len(shown) - SHOWN
    more = [ngettext("and {count} more", "and {count} more", left)] * (left > 0)
    return "; ".join([*shown[:SHOWN], *more])
