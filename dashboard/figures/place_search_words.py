"""The words of the search for a place, and of what a shape or a view cannot decide."""

from typing import Any

from dashboard.geo.length_words import length_words
from dashboard.geo.place_search import Hit, meters_between
from dashboard.geo.place_words import coordinate_words
from dashboard.text.language import gettext, ngettext, number


def place_examples(ours: bool) -> str:
    """Return what may be asked for; only our own table has places to name."""
    if ours:
        return gettext(
            "Cumaná · 10.6, -63.2 · 10°36'N 63°12'W · Cumaná to Port of Spain"
        )
    return gettext(
        "Name of a place · latitude, longitude · 12°30'N 45°15'E · one to another"
    )


def hits_label(shown: int, found: int) -> str:
    """Return how many places have a name, and how many of them are listed."""
    if found > shown:
        return gettext(
            "{shown} of {found} places of this name or with it",
            shown=number(shown),
            found=number(found),
        )
    return ngettext(
        "{count} places of this name or with it",
        "{count} places of this name or with it",
        found,
    )


def hit_words(hit: Hit, box: tuple[Any, ...]) -> str:
    """Return a place with its position; says where it lies outside the map.

    ``box`` is west, south, east, north of the map. Coordinates in the wrong order are
    asked about.
    """
    west, south, east, north = box
    here = west <= hit.longitude <= east and south <= hit.latitude <= north
    swapped = west <= hit.latitude <= east and south <= hit.longitude <= north
    words = hit.label
    if hit.kind and not hit.is_area:  # any spot in a region has no figures
        words += f": {coordinate_words(hit.latitude, hit.longitude)}"
    if here:
        return words
    if swapped:
        first, second = f"{hit.longitude:g}", f"{hit.latitude:g}"
        return gettext(
            "{place}. Outside the map; did you mean {latitude}, {longitude}?",
            place=words,
            latitude=first,
            longitude=second,
        )
    return gettext("{place}. Outside the map", place=words)


def distance_between(one: Hit, other: Hit) -> tuple[str, str]:
    """Return the distance of two places, and what it is."""
    return length_words(meters_between(one, other)), gettext(" between them, geodesic")


def not_gone_to(trouble: str) -> str:
    """Return that a place of a link is not gone to, and why."""
    return f"go {trouble}"


def wrong_shape(trouble: str) -> str:
    """Return that a drawn shape is not used, and why."""
    return gettext("The drawn shape is not used: {trouble}", trouble=trouble)


def shape_doubts(doubts: str) -> str:
    """Return which rows a drawn shape cannot decide about."""
    if not doubts:
        return gettext("Drawn shape: no row is in doubt")
    return gettext("Drawn shape: {doubts}", doubts=doubts)


def out_of_view(rows: int) -> str:
    """Return how many rows have no place of their own and so are in no view."""
    return ngettext(
        "Only rows with a place of their own in view are kept; {count} row known only "
        "to an area or to none: in no view",
        "Only rows with a place of their own in view are kept; {count} rows known only "
        "to an area or to none: in no view",
        rows,
    )


def view_unread(is_kept: bool) -> str:
    """Return that the map's view could not be read, and what is shown instead."""
    if is_kept:
        return gettext(
            "This view of the map could not be read. Shown is what was in view before. "
            "Move the map."
        )
    return gettext(
        "This view of the map could not be read. Shown is not only what is in view. "
        "Move the map."
    )
