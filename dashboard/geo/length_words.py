"""Measured lengths in one form: kilometres, with nautical miles in brackets."""

import numpy as np
import pandas as pd

from dashboard.geo.nearest import METERS_PER_NM
from dashboard.text.language import decimal, gettext, number
from dashboard.text.words import Cell, is_blank

KM_PER_NM = METERS_PER_NM / 1000
TENTHS_BELOW = 19.95
"""Lengths below this are said with a decimal."""


def both_units(kilometers: str, nautical: str) -> str:
    """Return "44 km (24 NM)" of the two numbers, or ranges, in words."""
    return gettext("{km} km ({nautical} NM)", km=kilometers, nautical=nautical)


def plain_number(value: float) -> str:
    """Return a number with as many decimals as it has, six digits at most: "0.5"."""
    _, _, decimals = f"{value:g}".partition(".")
    return decimal(value, len(decimals)) if decimals.isdigit() else number(value)


def fine_number(value: float) -> str:
    """Return "0.3", "11.9", "24": tenths count below 20, where 12 NM is decided."""
    return _short(value) if value < TENTHS_BELOW else decimal(value, 0)


def fine_numbers(values: np.ndarray) -> np.ndarray:
    """Return :func:`fine_number` of each of many floats, each text made once.

    A value halfway between two texts is put into words alone: there the last bit of
    the float decides.
    """
    tenths = values < TENTHS_BELOW
    scaled = np.where(tenths, values * 10, values)
    whole = np.rint(scaled)
    alone = (np.abs(scaled - whole) > 0.499) | np.signbit(values)
    texts = np.empty(len(values), object)
    for kind, same in (
        (tenths & ~alone, whole),
        (~tenths & ~alone, whole),
        (alone, values),
    ):
        at = np.flatnonzero(kind)
        codes, _ = pd.factorize(same[at], use_na_sentinel=False)
        _, first = np.unique(codes, return_index=True)
        said = [fine_number(each) for each in values[at[first]].tolist()]
        texts[at] = np.array(said, object)[codes]
    return texts


def ranges_in_both_units(*miles: np.ndarray) -> list[str]:
    """Return "44 km (24 NM)" of each row of nautical miles, or "0–154 km (0–83 NM)".

    One array gives lengths, two give ranges from the first to the second.
    """
    km, nautical = (
        map("–".join, zip(*(fine_numbers(each * unit) for each in miles), strict=True))
        for unit in (KM_PER_NM, 1)
    )
    say = both_units("{km}", "{nautical}").format  # the text in the language of now
    return [
        say(km=one, nautical=other) for one, other in zip(km, nautical, strict=True)
    ]


def circle_words(radius: Cell) -> str:
    """Return "±110 km" of a radius in km, blank where none is known."""
    return "" if is_blank(radius) else gettext("±{km} km", km=plain_number(radius))


def rounded_number(value: float) -> str:
    """Return a whole number, or one with a decimal below ten."""
    return decimal(value, 0) if value >= 10 else _short(value)


def _short(value: float) -> str:
    """Return a number with one decimal, none where it is 0."""
    return decimal(value, 0 if f"{value:.1f}".endswith(".0") else 1)


def miles_words(miles: float, radius: float) -> str:
    """Return "44 km (24 NM), between 0 and 154 km": the range is what a radius allows.

    ``miles`` and ``radius`` are nautical miles.
    """
    if is_blank(miles):
        return ""
    distance = in_both_units(miles)
    if is_blank(radius):
        return gettext("{distance}, range not known", distance=distance)
    return f"{distance}, {between_kilometers(max(0.0, miles - radius), miles + radius)}"


def in_both_units(miles: float) -> str:
    """Return nautical miles as "44 km (24 NM)", in whole numbers."""
    return both_units(decimal(miles * KM_PER_NM, 0), decimal(miles, 0))


def between_kilometers(low: float, high: float) -> str:
    """Return a range of nautical miles as "between 0 and 154 km"."""
    return _between(low * KM_PER_NM, high * KM_PER_NM)


def _between(low: float, high: float) -> str:
    return gettext(
        "between {low} and {high} km", low=decimal(low, 0), high=decimal(high, 0)
    )


def kilometers_words(km: float, radius: float) -> str:
    """Return "85 km (46 NM) away, between 0 and 305 km": how far apart two incidents are.

    ``radius`` is the sum of both radii in km. Without ``km`` they have only their area
    in common.
    """
    if is_blank(km):
        return gettext("known only to the same area")
    distance = both_units(decimal(km, 0), decimal(km * 1000 / METERS_PER_NM, 0))
    if is_blank(radius):
        return gettext(
            "{distance} away; how exactly is not reported", distance=distance
        )
    return gettext(
        "{distance} away, {range}",
        distance=distance,
        range=_between(max(0, km - radius), km + radius),
    )


def length_words(meters: float) -> str:
    """Return "111.1 km (60.0 NM)"."""
    return both_units(decimal(meters / 1000, 1), decimal(meters / METERS_PER_NM, 1))
