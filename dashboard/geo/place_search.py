"""Find a place by its name or its coordinates, as people write them."""

import re
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from dashboard.geo.nearest import WGS84
from dashboard.geo.place_words import coordinate_words
from dashboard.geo.regions import Regions
from dashboard.text.fold import fold

NUMBER = r"\d+(?:\.\d+)?"
ANGLE = re.compile(
    rf"(?P<before>[NSEWO])?\s*(?P<sign>[+-])?\s*(?P<degrees>{NUMBER})\s*[°º]?"
    rf"(?:\s*(?P<minutes>{NUMBER})\s*['′’]?)?(?:\s*(?P<seconds>{NUMBER})\s*[\"″”]?)?"
    r"\s*(?P<after>[NSEWO])?",
    re.IGNORECASE,
)
"""One angle: 10.6, -63.2, 10°36'N, N 10 36.5, 63 12 30 W. O is the Spanish oeste."""
AREA = 1e9
"""Weight from which a name is that of a region, above that of every town."""
Angle = tuple[float, str]
"""Degrees and the letter given with them, "" for none."""
FORMS = "10.6, -63.2 or 10°36'N 63°12'W"


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
    table = _names(regions)
    key = fold(name)
    rank = pd.Series(3, index=table.index)
    rank[table["key"].str.contains(key, regex=False)] = 2
    rank[table["key"].str.startswith(key)] = 1
    rank[table["key"].eq(key)] = 0
    if (as_labelled := table["label_key"].eq(key)).any():
        rank = as_labelled.map({True: 0, False: 3})
    named = any(sign.isalnum() for sign in key)
    found = table.assign(rank=rank)[rank < 3] if named else table.iloc[:0]
    if found.empty:
        raise PlaceError(
            f"“{name}”: no town, island, port, state, country or sea of the map has this name. "
            f"Coordinates are written as {FORMS}."
        )
    order = found.sort_values(
        ["rank", "weight"], ascending=[True, False], kind="stable"
    )
    return [
        Hit(row.name_, row.kind, row.latitude, row.longitude, row.weight >= AREA)
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
        raise PlaceError(f"“{text}”: not two coordinates. They are written as {FORMS}.")
    (one, letter_one), (two, letter_two) = found
    if letter_one in ("E", "W") and letter_two in ("N", "S"):
        one, two, letter_one, letter_two = two, one, letter_two, letter_one
    if letter_one in ("E", "W") or letter_two in ("N", "S"):
        raise PlaceError(
            f"“{text}”: needs one latitude (N, S) and one longitude (E, W)"
        )
    if abs(one) > 90 and abs(two) <= 90 and not (letter_one or letter_two):
        raise PlaceError(
            f"“{text}”: a latitude is within ±90, so these seem to be swapped. "
            f"Latitude comes first: {two:g}, {one:g}?"
        )
    if abs(one) > 90 or abs(two) > 180:
        raise PlaceError(
            f"“{text}”: latitude must be within ±90 and longitude within ±180 degrees"
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
        raise PlaceError(f"“{whole}”: a sign or a letter, not both ({text.strip()})")
    degrees, minutes, seconds = (
        float(match[name] or 0) for name in ("degrees", "minutes", "seconds")
    )
    if minutes >= 60 or seconds >= 60:
        raise PlaceError(f"“{whole}”: minutes and seconds must be below 60")
    if match["minutes"] and degrees % 1 or match["seconds"] and minutes % 1:
        raise PlaceError(f"“{whole}”: only the last figure of an angle has decimals")
    value = degrees + minutes / 60 + seconds / 3600
    negative = match["sign"] == "-" or letter in ("S", "W")
    return (-value if negative else value), letter


def meters_between(one: Hit, other: Hit) -> float:
    """Return the geodesic distance of two places in metres (WGS84)."""
    ends = one.longitude, one.latitude, other.longitude, other.latitude
    return float(WGS84.inv(*ends)[2])


def _names(regions: Regions) -> pd.DataFrame:
    """Return every name that may be asked for, made once for a state of the layers."""
    if regions.fingerprint not in _KEPT:
        _KEPT.clear()
        _KEPT[regions.fingerprint] = _made_names(regions)
    return _KEPT[regions.fingerprint]


_KEPT: dict[str, pd.DataFrame] = {}


def _made_names(regions: Regions) -> pd.DataFrame:
    frames = [each(regions) for each in (_towns, _islands, _ports, _areas)]
    table = pd.concat([frame for frame in frames if len(frame)], ignore_index=True)
    labels = table["name_"] + ", " + table["kind"]
    return table.assign(
        key=[fold(name) for name in table["name_"]],
        label_key=[fold(label) for label in labels],
    )


def _towns(regions: Regions) -> pd.DataFrame:
    if regions.places.empty:
        return pd.DataFrame()
    people = regions.places["population"].fillna(0).to_numpy("float64")
    return _spots(regions, regions.places, "town", " in ").assign(weight=people)


def _islands(regions: Regions) -> pd.DataFrame:
    if regions.islands.empty:
        return pd.DataFrame()
    return _spots(regions, regions.islands, "island", ", ").assign(weight=-0.5)


def _spots(
    regions: Regions, layer: gpd.GeoDataFrame, kind: str, between: str
) -> pd.DataFrame:
    """Return name, kind with its region ("town in Sucre (Venezuela)") and degrees."""
    where = [
        _inside(regions, row.state_id, row.country_id) for row in layer.itertuples()
    ]
    return pd.DataFrame(
        {
            "name_": layer["name"].to_numpy(),
            "kind": [f"{kind}{between}{each}" if each else kind for each in where],
            "latitude": layer.geometry.y.to_numpy(),
            "longitude": layer.geometry.x.to_numpy(),
        }
    )


def _inside(regions: Regions, state_id: str, country_id: str) -> str:
    names = [regions.name(region) for region in (state_id, country_id) if region]
    names = list(dict.fromkeys(name for name in names if name))
    return f"{names[0]} ({names[1]})" if len(names) > 1 else "".join(names)


def _ports(regions: Regions) -> pd.DataFrame:
    ports = regions.ports
    if ports.empty:
        return pd.DataFrame()
    countries = [regions.name(country) for country in ports["country_id"]]
    return pd.DataFrame(
        {
            "name_": ports["name"].to_numpy(),
            "kind": [
                f"port, {country}" if country else "port" for country in countries
            ],
            "latitude": ports.geometry.y.to_numpy(),
            "longitude": ports.geometry.x.to_numpy(),
            "weight": -1.0,
        }
    )


def _areas(regions: Regions) -> pd.DataFrame:
    """Return the regions: a spot inside each, which stands for no place in it."""
    rows = []
    for layer, kind, weight in (
        ("countries", "country or territory", 3e9),
        ("seas", "sea", 2e9),
        ("states", "state", 1e9),
    ):
        frame = getattr(regions, layer)
        spots = frame.geometry.representative_point()
        for row, spot in zip(frame.itertuples(), spots, strict=True):
            nation = (
                regions.name(getattr(row, "country_id", "")) if kind == "state" else ""
            )
            kind_words = (
                f"state in {nation}, a spot inside"
                if nation
                else f"{kind}, a spot inside"
            )
            names = {row.name, getattr(row, "name_es", "")} - {""}
            rows += [
                (name, kind_words, spot.y, spot.x, weight) for name in sorted(names)
            ]
    columns = ["name_", "kind", "latitude", "longitude", "weight"]
    return pd.DataFrame(rows, columns=columns)
