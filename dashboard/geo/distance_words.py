"""Distances of reports in one form: kilometres, with nautical miles in brackets."""

import re
from functools import partial

from dashboard.geo.phrase_words import UNIT_WORDS, UNITS

_AMOUNT = r"(?<![\w.,])(\d{1,4}(?:\.\d+)?)\s?"
_DISTANCES = {
    unit: re.compile(rf"{_AMOUNT}(?:{words})(?![\w])", re.IGNORECASE)
    for unit, words in UNIT_WORDS.items()
}


def in_kilometers(text: str) -> str:
    """Return a text with its distances as "148 km (80 NM)".

    "80 nm", "80 nautical miles", "150 km" and "32 miles" are understood, in English or
    Spanish; miles alone are taken as statute miles, as :mod:`dashboard.geo.phrase`
    takes them.
    """
    for unit, pattern in _DISTANCES.items():
        text = pattern.sub(partial(_both, meters=UNITS[unit]), text)
    return text.replace(_DONE, "")


_DONE = "\u2060"
"""Stands within a distance that was put into words, so that it is not read again."""


def _both(found: re.Match[str], meters: float) -> str:
    """Return one distance in both units; ``meters`` are those of its own unit."""
    length = float(found[1]) * meters
    km, miles = _rounded(length / 1000), _rounded(length / UNITS["NM"])
    return f"{km}{_DONE}\u00a0{_DONE}km ({miles}{_DONE}\u00a0{_DONE}NM)"


def _rounded(number: float) -> str:
    """Return a whole number, or one with a decimal below ten."""
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")


def radius_in_words(km: float) -> str:
    """Return "±110 km (59 NM)"."""
    miles = km * 1000 / UNITS["NM"]
    return f"±{km:,.0f}\u00a0km ({_rounded(miles)}\u00a0NM)"
