"""The texts of a region filter read: the id of a region, and a distance."""

from dashboard.geo.length_words import plain_number
from dashboard.geo.place_words import full_name
from dashboard.geo.regions import TERRITORIAL_NM, Regions
from dashboard.selection.filter_kinds import FilterValueError
from dashboard.text.fold import fold
from dashboard.text.language import gettext

WITHIN_NM, MAX_WITHIN_NM = TERRITORIAL_NM, 200.0
"""How far off a coast counts if no distance is given, and at most; nautical miles."""


def known_region(text: str, key: str, regions: Regions) -> str:
    """Return the id of a region. Raises FilterValueError with ids that may be meant."""
    names = regions.names
    if text in names:
        return text
    meant = [
        f"{region_id} ({full_name(region_id, regions)})"
        for region_id, name in names.items()
        if fold(text) in (fold(region_id), fold(name))
    ]
    some = meant[:5] or ["VE-R (Sucre, Venezuela)", "VE (Venezuela)", "basin-caribbean"]
    raise FilterValueError(
        gettext(
            "{key} '{value}': must be the id of a region, such as {examples}",
            key=key,
            value=text,
            examples=", ".join(some),
        )
    )


def within_nm_of(text: str) -> float:
    """Return how far off the coast counts, from a text that may be blank."""
    text = text or f"{WITHIN_NM:g}"
    try:
        within_nm = float(text)
    except ValueError:
        within_nm = -1
    if not 1 <= within_nm <= MAX_WITHIN_NM:
        raise FilterValueError(
            gettext(
                "{key} '{value}': must be between {least} and {most}",
                key="within_nm",
                value=text,
                least=1,
                most=plain_number(MAX_WITHIN_NM),
            )
        )
    return within_nm


def first(texts: list[str]) -> str:
    """Return the first of some texts, blank for none."""
    return next(iter(texts), "")
