"""Find a place by its name or its coordinates, as people write them."""

import re
from dataclasses import dataclass, field

import pandas as pd

from dashboard.geo.nearest import WGS84
from dashboard.geo.place_names import AREA, names_of
from dashboard.geo.place_words import coordinate_words
from dashboard.geo.regions import Regions
from dashboard.text.fold import fold
from dashboard.text.language import N_, gettext

NUMBER = r"\d+(?:\.\d+)?"
ANGLE = re.compile(
    rf"(?P<before>[NSEWO])?\s*(?P<sign>[+-])?\s*(?P<degrees>{NUMBER})\s*[°º]?"
    rf"(?:\s*(?P<minutes>{NUMBER})\s*['′’]?)?(?:\s*(?P<seconds>{NUMBER})\s*[\"″”]?)?"
    r"\s*(?P<after>[NSEWO])?",
    re.IGNORECASE,
)
"""One angle: 10.6, -63.2, 10°36'N, N 10 36.5, 63 12 30 W. O is the Spanish oeste."""
Angle = tuple[float, str]
"""Degrees and the letter given with them, "" for none."""
FORMS = N_("10.6, -63.2 or 10°36'N 63°12'W")


class PlaceError(ValueError):
    """Raised where a text is no coordinates and no known name; says what is allowed."""


@dataclass(frozen=True)
class Hit:
    """A place that was asked for: its name, what it is, and where, degrees on WGS84."""

    name: str
    kind: str
    latitude: float
    longitude: float
    is_area: bool = False
    """Whether it is a region, so that the point is only some spot inside it."""
    open_meters: float = field(default=0.0, compare=False)
    """How far the last figure of coordinates leaves the point open."""
    what: str = field(default="", compare=False)
    """A code of what it is: town, island, port, country, sea, state; else blank."""
    kinds: str = field(default="", compare=False)
    """``kind`` in English and in the language of now, folded, to look into."""

    @property
    def label(self) -> str:
        """Return "Cumaná, town in Sucre (Venezuela)"."""
        return f"{self.name}, {self.kind}" if self.kind else self.name


def find_places(text: str, regions: Regions) -> list[Hit]:
    """Return all places that a text may mean, the best first.

    Coordinates give one. Names are those of the bundled towns, ports and regions,
    without regard to accents and capitals; whole names come before beginnings, and
    those before names that hold the text. A whole label gives its places alone.
    Raises PlaceError where there is none.
    """
    name = text.strip()
    if looks_like_angles(name):
        latitude, longitude = parse_coordinates(name)
        words = coordinate_words(latitude, longitude)
        return [Hit(words, "", latitude, longitude)]
    table = names_of(regions)
    key = fold(name)
    rank = pd.Series(3, index=table.index)
    rank[table["key"].str.contains(key, regex=False)] = 2
    rank[table["key"].str.startswith(key)] = 1
    rank[table["key"].eq(key)] = 0
    as_labelled = table["label_key"].eq(key) | table["english_key"].eq(key)
    if as_labelled.any():
        rank = as_labelled.map({True: 0, False: 3})
    named = any(sign.isalnum() for sign in key)
    found = table.assign(rank=rank)[rank < 3] if named else table.iloc[:0]
    if found.empty:
        raise PlaceError(
            gettext(
                "“{name}”: no town, island, port, state, country or sea of the map has "
                "this name. Coordinates are written as {forms}.",
                name=name,
                forms=gettext(FORMS),
            )
        )
    order = found.sort_values(
        ["rank", "weight"], ascending=[True, False], kind="stable"
    )
    return [
        Hit(
            row.name_,
            row.kind,
            row.latitude,
            row.longitude,
            row.weight >= AREA,
            what=row.what,
            kinds=row.kinds,
        )
        for row in order.itertuples()
    ]


def looks_like_angles(text: str) -> bool:
    """Return whether a text is made of figures and signs of angles alone."""
    return bool(re.search(r"\d", text)) and not re.search(r"[^\W\dNSEWOnsewo_º]", text)


def parse_coordinates(text: str) -> tuple[float, float]:
    """Return latitude and longitude in degrees from text. Raises PlaceError.

    Decimal degrees, degrees and minutes, or with seconds; signs or letters. Without
    letters latitude comes first.
    """
    found = _two_angles(text)
    if found is None:
        raise PlaceError(
            gettext(
                "“{given}”: not two coordinates. They are written as {forms}.",
                given=text,
                forms=gettext(FORMS),
            )
        )
    (one, letter_one), (two, letter_two) = found
    if letter_one in ("E", "W") and letter_two in ("N", "S"):
        one, two, letter_one, letter_two = two, one, letter_two, letter_one
    if letter_one in ("E", "W") or letter_two in ("N", "S"):
        raise PlaceError(
            gettext(
                "“{given}”: needs one latitude (N, S) and one longitude (E, W)",
                given=text,
            )
        )
    if abs(one) > 90 and abs(two) <= 90 and not (letter_one or letter_two):
        raise PlaceError(
            gettext(
                "“{given}”: a latitude is within ±90, so these seem to be swapped. "
                "Latitude comes first: {latitude}, {longitude}?",
                given=text,
                latitude=format(two, "g"),
                longitude=format(one, "g"),
            )
        )
    if abs(one) > 90 or abs(two) > 180:
        raise PlaceError(
            gettext(
                "“{given}”: latitude must be within ±90 and longitude within ±180 degrees",
                given=text,
            )
        )
    return one, two


def _two_angles(text: str) -> tuple[Angle, Angle] | None:
    """Return both angles with their letters; None where the text is not two angles."""
    parts = [part for part in re.split(r"\s*[,;/]\s*", text.strip()) if part]
    if len(parts) == 1:
        parts = _split_unmarked(text.strip())
    if len(parts) != 2:
        return None
    one, other = (_angle(part, text) for part in parts)
    return None if one is None or other is None else (one, other)


def _split_unmarked(text: str) -> list[str]:
    """Split where no comma does: after a letter of the first half, or at the middle."""
    if match := re.fullmatch(r"(.+?[NSEWO])\s*(\S.*[NSEWO])", text, re.IGNORECASE):
        return [match[1], match[2]]
    if match := re.fullmatch(r"([NSEWO].+?)\s*([NSEWO].+)", text, re.IGNORECASE):
        return [match[1], match[2]]
    pieces = text.split()
    if len(pieces) % 2:
        return []
    half = len(pieces) // 2
    return [" ".join(pieces[:half]), " ".join(pieces[half:])]


def _angle(text: str, whole: str) -> Angle | None:
    match = ANGLE.fullmatch(" ".join(text.split()))  # many blanks would take long
    if match is None or (match["before"] and match["after"]):
        return None
    letter = (match["before"] or match["after"] or "").upper().replace("O", "W")
    if letter and match["sign"]:
        raise PlaceError(
            gettext(
                "“{given}”: a sign or a letter, not both ({angle})",
                given=whole,
                angle=text.strip(),
            )
        )
    degrees, minutes, seconds = (
        float(match[name] or 0) for name in ("degrees", "minutes", "seconds")
    )
    if minutes >= 60 or seconds >= 60:
        raise PlaceError(
            gettext("“{given}”: minutes and seconds must be below 60", given=whole)
        )
    if match["minutes"] and degrees % 1 or match["seconds"] and minutes % 1:
        raise PlaceError(
            gettext(
                "“{given}”: only the last figure of an angle has decimals", given=whole
            )
        )
    value = degrees + minutes / 60 + seconds / 3600
    negative = match["sign"] == "-" or letter in ("S", "W")
    return (-value if negative else value), letter


def meters_between(one: Hit, other: Hit) -> float:
    """Return the geodesic distance of two places in metres (WGS84)."""
    ends = one.longitude, one.latitude, other.longitude, other.latitude
    return float(WGS84.inv(*ends)[2])
