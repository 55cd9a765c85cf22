"""The one place that a name in a report means, or why it cannot be told."""

from dashboard.geo.place_search import (
    FORMS,
    Hit,
    PlaceError,
    find_places,
    looks_like_angles,
    meters_between,
)
from dashboard.geo.regions import Regions
from dashboard.text.fold import fold

SAME_PLACE_M = 25_000.0
"""A town and its port lie within this distance: they are one place."""
SHOWN = 5


def name_place(text: str, regions: Regions) -> Hit:
    """Return the place of this whole name; "Golfito, Costa Rica" tells two apart.

    A wrong dot is worse than none: a part of a name, two places of one name and a
    region are refused. Raises :class:`~dashboard.geo.place_search.PlaceError`, which
    lists what could be meant.
    """
    name = text.strip().strip("“”\"'")
    if looks_like_angles(name):
        return find_places(name, regions)[0]
    head, _, tail = (part.strip() for part in name.partition(","))
    hits = find_places(head, regions)
    whole = [hit for hit in hits if fold(hit.name) == fold(head)]
    if not whole:
        raise PlaceError(
            f"“{name}”: no place has this whole name. Known are: {_list(hits)}."
        )
    if tail:
        whole = [hit for hit in whole if fold(tail) in fold(hit.kind)]
        if not whole:
            raise PlaceError(
                f"“{name}”: no “{head}” in “{tail}” is known. Known are: {_list(hits)}."
            )
    spots = [hit for hit in whole if not hit.is_area]
    if not spots:
        raise PlaceError(
            f"“{name}” is a region, which has no one point: name a town, a port, an "
            f"island or coordinates ({FORMS}), or give the row an area and no point."
        )
    others = [hit for hit in spots if meters_between(spots[0], hit) > SAME_PLACE_M]
    if others:
        raise PlaceError(
            f"“{name}” is the name of several places: {_list(whole)}. "
            "Write after a comma what tells them apart (a state, a country, “port”), or "
            "coordinates."
        )
    return spots[0]


def _list(hits: list[Hit]) -> str:
    shown = list(dict.fromkeys(hit.label for hit in hits))
    more = [f"and {len(shown) - SHOWN:,} more"] * (len(shown) > SHOWN)
    return "; ".join([*shown[:SHOWN], *more])
