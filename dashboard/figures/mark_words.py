"""The words of marks, plates and shaded regions on the map."""

from dashboard.text.language import N_, gettext, ngettext

TOLLS_BY_CLICK = N_("tolls by campaign: click")
"""On a plate that has no room for the tolls; its popup lists them."""

DOCKED_PLATES = {
    "undisclosed": (N_("Sea not disclosed"), N_("no sea was named")),
    "unplaced": (N_("Place not known"), N_("no position and no area was reported")),
    "beyond": (N_("Placed beyond this map"), N_("zoom out to see the marks")),
}
"""Name and note of the plates at the map's edge."""
BEYOND_NOTE = N_("beyond this map")
SEA_NOTE = N_("only the sea is known")
AREA_NOTE = N_("only this area is known")
"""Notes of the other plates."""
MAY_BE_INSIDE = N_("may be inside")
"""On a plate whose rows a drawn shape can neither hold nor rule out."""


def count_words(incidents: int, parts: int, strikes: int, no_strike: int) -> str:
    """Return "3 strikes" where every incident is one, else "4 incidents".

    ``no_strike`` counts incidents that are no strike. Parts are named where they stand
    without their incident.
    """
    if incidents and strikes and not no_strike:
        return ngettext("{count} strike", "{count} strikes", strikes)
    if incidents:
        return ngettext("{count} incident", "{count} incidents", incidents)
    return ngettext(
        "{count} part of an incident", "{count} parts of an incident", parts
    )


def no_dot_words(note: str) -> str:
    """Return a note of a plate as a sentence that says why there is no dot."""
    first = f"{note[:1].upper()}{note[1:]}"
    return gettext("{note}, so no dot is drawn.", note=first)


def labelled(label: str, toll: str) -> str:
    """Return the toll of one campaign with the campaign in front."""
    return gettext("{label}: {toll}", label=label, toll=toll)


def region_count(incidents: int, parts: int, toll: str) -> str:
    """Return what a shaded region holds: "3 incidents, 1 part · 9–11 killed"."""
    count = ngettext("{count} incident", "{count} incidents", incidents)
    if not parts:
        return f"{count} · {toll}"
    more = ngettext("{count} part", "{count} parts", parts)
    return f"{count}, {more} · {toll}"


def departures_words(incidents: int) -> str:
    """Return how many incidents are reported to have left from a place."""
    return ngettext(
        "reported departure of {count} incident",
        "reported departure of {count} incidents",
        incidents,
    )
