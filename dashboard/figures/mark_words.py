"""The words of marks, plates and shaded regions on the map."""

from dashboard.text.words import count_of

TOLLS_BY_CLICK = "tolls by campaign: click"
"""On a plate that has no room for the tolls; its popup lists them."""

DOCKED_PLATES = {
    "undisclosed": ("Sea not disclosed", "no sea was named"),
    "unplaced": ("Place not known", "no position and no area was reported"),
    "beyond": ("Placed beyond this map", "zoom out to see the marks"),
}
"""Name and note of the plates at the map's edge."""
BEYOND_NOTE = "beyond this map"
SEA_NOTE = "only the sea is known"
AREA_NOTE = "only this area is known"
"""Notes of the other plates."""
MAY_BE_INSIDE = "may be inside"
"""On a plate whose rows a drawn shape can neither hold nor rule out."""


def count_words(incidents: int, parts: int, strikes: int, no_strike: int) -> str:
    """Return "3 strikes" where every incident is one, else "4 incidents".

    ``no_strike`` counts incidents that are no strike. Parts are named where they stand
    without their incident.
    """
    if incidents and strikes and not no_strike:
        return count_of(strikes, "strike")
    if incidents:
        return count_of(incidents, "incident")
    return f"{count_of(parts, 'part')} of an incident"


def labelled(label: str, toll: str) -> str:
    """Return the toll of one campaign with the campaign in front."""
    return f"{label}: {toll}"


def region_count(incidents: int, parts: int, toll: str) -> str:
    """Return what a shaded region holds: "3 incidents, 1 part · 9–11 killed"."""
    more = f", {count_of(parts, 'part')}" if parts else ""
    return f"{count_of(incidents, 'incident')}{more} · {toll}"


def departures_words(incidents: int) -> str:
    """Return how many incidents are reported to have left from a place."""
    return f"reported departure of {count_of(incidents, 'incident')}"
