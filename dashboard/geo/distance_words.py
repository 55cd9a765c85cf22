"""Distances of reports in one form: kilometres, with nautical miles in brackets."""

import re
from functools import partial

from dashboard.geo.length_words import both_units, rounded_number
from dashboard.geo.phrase_words import UNIT_WORDS, UNITS
from dashboard.text.language import decimal

_AMOUNT = r"(?<![\w.,])(\d{1,4}(?:\.\d+)?)\s?"
_DISTANCES = {
    unit: re.compile(rf"{_AMOUNT}(?:{words})(?![\w])", re.IGNORECASE)
    for unit, words in UNIT_WORDS.items()
}

_ANY = re.compile(
    rf"{_AMOUNT}(?:{'|'.join(UNIT_WORDS.values())})(?![\w])", re.IGNORECASE
)


def in_kilometers(text: str) -> str:
    """Return a text with its distances as "148 km (80 NM)".

    "80 nm", "80 nautical miles", "150 km" and "32 miles" are understood, in English or
    Spanish; miles alone are taken as statute miles, as :mod:`dashboard.geo.phrase`
    takes them.
    """
    if not _ANY.search(text):  # most texts name no distance
        return text.replace(_DONE, "")
    for unit, pattern in _DISTANCES.items():
        text = pattern.sub(partial(_both, meters=UNITS[unit]), text)
    return text.replace(_DONE, "")


_DONE = "\u2060"
"""Stands within a distance that was put into words, so that it is not read again."""


def _both(found: re.Match[str], meters: float) -> str:
    """Return one distance in both units; ``meters`` are those of its own unit."""
    length = float(found[1]) * meters
    km, miles = rounded_number(length / 1000), rounded_number(length / UNITS["NM"])
    return _unbroken(both_units(km, miles)).replace("\u00a0", f"{_DONE}\u00a0{_DONE}")


def _unbroken(text: str) -> str:
    """Return a distance whose numbers stay on one line with their units."""
    return re.sub(r"(?<=\d) (?=\w)", "\u00a0", text)


def radius_in_words(km: float) -> str:
    """Return "±110 km (59 NM)"."""
    miles = km * 1000 / UNITS["NM"]
    distance = both_units(decimal(km, 0), rounded_number(miles))
    return _unbroken(f"±{distance}")
