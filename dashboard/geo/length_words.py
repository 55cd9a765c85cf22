"""Measured lengths in one form: kilometres, with nautical miles in brackets."""

from dashboard.geo.nearest import METERS_PER_NM
from dashboard.text.words import is_blank

KM_PER_NM = METERS_PER_NM / 1000


def miles_words(miles: float, radius: float) -> str:
    """Return "44 km (24 NM), between 0 and 154 km": the range is what a radius allows.

    ``miles`` and ``radius`` are nautical miles.
    """
    if is_blank(miles):
        return ""
    if is_blank(radius):
        return f"{in_both_units(miles)}, range not known"
    return f"{in_both_units(miles)}, {between_kilometers(max(0.0, miles - radius), miles + radius)}"


def in_both_units(miles: float) -> str:
    """Return nautical miles as "44 km (24 NM)", in whole numbers."""
    return f"{miles * KM_PER_NM:,.0f} km ({miles:,.0f} NM)"


def between_kilometers(low: float, high: float) -> str:
    """Return a range of nautical miles as "between 0 and 154 km"."""
    return f"between {low * KM_PER_NM:,.0f} and {high * KM_PER_NM:,.0f} km"


def kilometers_words(km: float, radius: float) -> str:
    """Return "85 km (46 NM) away, between 0 and 305 km": how far apart two incidents are.

    ``radius`` is the sum of both radii in km. Without ``km`` they have only their area
    in common.
    """
    if is_blank(km):
        return "known only to the same area"
    away = f"{km:,.0f} km ({km * 1000 / METERS_PER_NM:,.0f} NM) away"
    if is_blank(radius):
        return f"{away}; how exactly is not reported"
    low, high = max(0, km - radius), km + radius
    return f"{away}, between {low:,.0f} and {high:,.0f} km"


def length_words(meters: float) -> str:
    """Return "111.1 km (60.0 NM)"."""
    return f"{meters / 1000:,.1f} km ({meters / METERS_PER_NM:,.1f} NM)"
