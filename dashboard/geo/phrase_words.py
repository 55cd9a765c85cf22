"""The words of "about 80 NM south of Isla Beata": number, unit, direction, place."""

import re
from dataclasses import dataclass

from dashboard.geo.nearest import METERS_PER_NM
from dashboard.geo.place_search import PlaceError
from dashboard.text.language import gettext, pgettext

UNITS = {"NM": METERS_PER_NM, "km": 1000.0, "miles": 1609.344}
UNIT_WORDS = {
    "NM": r"n\.?m\.?i?\.?|nautical\s+miles?|millas?\s+n[áa]uticas?",
    "km": r"km|kms|kilomet(?:er|re)s?|kil[óo]metros?",
    "miles": r"mi|miles?|statute\s+miles?|millas?",
}
POINTS = ("N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW").split()
NAMES = {
    "N": "north|norte",
    "E": "east|este",
    "S": "south|sur|sud",
    "W": "west|oeste",
    "NE": "north-east|noreste|nordeste",
    "SE": "south-east|sureste|sudeste",
    "SW": "south-west|suroeste|sudoeste",
    "NW": "north-west|noroeste",
    "NNE": "north-north-east",
    "ENE": "east-north-east",
    "ESE": "east-south-east",
    "SSE": "south-south-east",
    "SSW": "south-south-west",
    "WSW": "west-south-west",
    "WNW": "west-north-west",
    "NNW": "north-north-west",
}
ABOUT = (
    r"(?:about|some|around|approximately|approx\.?|roughly|nearly|unos|unas|cerca\s+de)"
)
ROUGH = 0.05
"""Share of a distance that "about" leaves open at least. Our choice."""
FARTHEST_M = 5_000_000.0


@dataclass(frozen=True)
class Way:
    """A distance as stated: metres, how far it may be off, and its words."""

    meters: float
    slack: float
    words: str
    unit: str


def _one_direction(names: str) -> str:
    words = names.replace("-", r"[\s-]?").split("|")
    return "|".join(sorted(words, key=len, reverse=True))


_DIRECTION = "|".join(
    f"(?P<d{point}>{_one_direction(NAMES[point])}|{point})"
    for point in sorted(POINTS, key=len, reverse=True)
)
_UNIT = "|".join(f"(?P<u{unit}>{words})" for unit, words in UNIT_WORDS.items())
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
"""A number that is a thousand times as much to a reader of Spanish."""
WAY = re.compile(
    rf"(?:a\s+)?(?P<about>{ABOUT}\s+|~\s*)?(?P<number>{_NUMBER})\s*(?:{_UNIT})\b\.?\s*(?P<rest>.+)",
    re.IGNORECASE,
)
TOWARDS = re.compile(
    rf"(?:to\s+the\s+|al?\s+)?(?P<due>due\s+|exactly\s+)?(?:{_DIRECTION})"
    r"(?:ern)?\s+(?:of|off|from|del?)\s+(?P<place>.+)",
    re.IGNORECASE,
)
OFF = re.compile(
    r"(?:(?:just\s+)?off\s+(?:the\s+coast\s+(?:of|at)\s+)?|away\s+from\s+|from\s+|of\s+"
    r"|frente\s+(?:a|al)\s+(?:la\s+costa\s+de\s+)?|de\s+)(?P<place>.+)",
    re.IGNORECASE,
)
NEAR = re.compile(r"(?:near|close\s+to|cerca\s+de)\s+(?P<place>.+)", re.IGNORECASE)
BETWEEN = re.compile(
    r"(?:between|entre)\s+(?P<one>.+?)\s+(?:and|y)\s+(?P<other>.+)", re.IGNORECASE
)


def read_way(found: re.Match[str]) -> Way:
    """Return the distance of a match of ``WAY``. Raises PlaceError beyond 5,000 km."""
    unit = next(name for name in UNITS if found[f"u{name}"])
    number = found["number"].replace(",", "")
    if THOUSANDS.fullmatch(number):
        raise PlaceError(
            gettext(
                "“{number} {unit}” may be {whole} or {decimal}: write one of the two",
                number=number,
                unit=unit,
                whole=number.replace(".", ""),
                decimal=format(float(number), "g"),
            )
        )
    value = float(number)
    if not 0 < value * UNITS[unit] <= FARTHEST_M:
        raise PlaceError(
            gettext(
                "“{number} {unit}”: a distance is above 0 and at most 5,000 km",
                number=found["number"],
                unit=unit,
            )
        )
    slack = _last_place(number) / 2
    if found["about"]:
        slack = max(slack, ROUGH * value)
    words = f"{found['number']} {unit_words(unit)}"
    if found["about"]:
        words = gettext("About {distance}", distance=words)
    return Way(value * UNITS[unit], slack * UNITS[unit], words, unit)


def unit_words(unit: str) -> str:
    """Return a key of ``UNITS`` as notes write it: "NM", in Spanish "MN"."""
    return {
        "NM": pgettext("unit", "NM"),
        "km": pgettext("unit", "km"),
        "miles": pgettext("unit", "miles"),
    }[unit]


def _last_place(number: str) -> float:
    """Return what the last figure counts: 10 for "80", 1 for "126", 0.1 for "2.5"."""
    whole, _, decimals = number.partition(".")
    if decimals:
        return float(10 ** -len(decimals))
    return float(10 ** (len(whole) - len(whole.rstrip("0"))))
