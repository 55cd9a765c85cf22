"""The counts of the answers about a region, each a phrase of the one-line summary."""

from dashboard.text.language import ngettext


def off_words(incidents: int, within_nm: str, name: str) -> str:
    """Return "3 within 12 NM of Sucre"."""
    return ngettext(
        "{count} within {within_nm} NM of {name}",
        "{count} within {within_nm} NM of {name}",
        incidents,
        within_nm=within_nm,
        name=name,
    )


def could_words(incidents: int, reach: str) -> str:
    """Return "up to 3 could have been in it or its 12 NM"."""
    return ngettext(
        "up to {count} could have been {reach}",
        "up to {count} could have been {reach}",
        incidents,
        reach=reach,
    )


def left_words(incidents: int, name: str) -> str:
    """Return "1 left from Sucre"."""
    return ngettext(
        "{count} left from {name}", "{count} left from {name}", incidents, name=name
    )


def area_words(incidents: int, area: str) -> str:
    """Return "15 known only to the Caribbean"; ``area`` is blank for several."""
    if not area:
        return ngettext(
            "{count} known only to an area around it",
            "{count} known only to an area around it",
            incidents,
        )
    return ngettext(
        "{count} known only to {area}",
        "{count} known only to {area}",
        incidents,
        area=area,
    )


def not_known_to_an_area(incidents: int) -> str:
    """Return "2 not even known to an area"."""
    return ngettext(
        "{count} not even known to an area",
        "{count} not even known to an area",
        incidents,
    )
