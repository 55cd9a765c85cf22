"""Read coordinates as people write them: decimal degrees, minutes, letters, pairs.

Letters win over signs and over the order of a pair: "63°15'W 10°39'N" is latitude
10.65. The letter O is refused: it is west in Spanish and east in German; as words,
"oeste" and "Ost" are read.
"""

import re
from functools import partial
from typing import NamedTuple

import pandas as pd

from dashboard.table.cells import Parsed, parse_unique, plain_cell
from dashboard.table.numbers import COMMA, certain, decimal_sign, plain_number
from dashboard.text.language import N_

LATITUDE, LONGITUDE = "latitude", "longitude"
LETTERS = {LATITUDE: "NS", LONGITUDE: "EW"}
MOST = {LATITUDE: 90, LONGITUDE: 180}
PLACES = 6
"""Decimals of degrees that were minutes or seconds: 0.1 m, less than any of them."""
NUMBER = r"[0-9]{1,3}(?:[.,][0-9]+)?"
SMALL = r"[0-9]{1,2}(?:[.,][0-9]+)?"
DEGREE = r"\s*(?:°|º|˚|\*|d|deg\.?|degrees?|grados?|-|:|\s)\s*"
MINUTE = r"\s*(?:'|’|′|`|´|m|min\.?|minutes?|minutos?|-|:|\s)\s*"
SECOND = r"\s*(?:\"|”|″|''|’’|′′|sec\.?|seconds?|segundos?|seg\.?|s(?=\s*[NSEWO]))?\s*"
ANGLE = re.compile(
    rf"(?P<before>[NSEWO])?\s*(?P<sign>[+-])?\s*(?P<degrees>{NUMBER})"
    rf"(?:{DEGREE}(?P<minutes>{SMALL})(?:{MINUTE}(?P<seconds>{SMALL}){SECOND})?"
    r"\s*(?:'|’|′|`|´|m|min\.?|minutes?|minutos?)?"
    r"|\s*(?:°|º|˚|deg\.?|degrees?|grados?))?"
    r"\s*(?P<after>[NSEWO])?",
    re.IGNORECASE,
)
WKT_POINT = re.compile(
    r"(?:SRID=4326;\s*)?POINT(?:\s*Z)?\s*\(\s*(\S+)\s+(\S+)(?:\s+\S+)?\s*\)", re.I
)
JSON_POINT = re.compile(
    r"""\{.*"coordinates"\s*:\s*\[\s*([^\s,\]]+)\s*,\s*([^\s,\]]+)\s*(?:,[^\]]*)?\].*\}"""
)
EMPTY_SHAPE = re.compile(r"(?:SRID=[0-9]+;\s*)?[A-Z]+(?:\s+Z)?\s+EMPTY", re.I)
SHAPE = re.compile(
    r"(?:SRID=[0-9]+;\s*)?(MULTI)?(LINESTRING|POLYGON|POINT|GEOMETRYCOLLECTION)\b", re.I
)
"""A geometry as WKT."""
SURVEY_POINT = re.compile(r"-?[0-9]+\.[0-9]+\s+-?[0-9]+\.[0-9]+(\s+-?[0-9.]+){1,2}")
TWO_NUMBERS = r"^\W*?(-?[0-9]+\.?[0-9]*)[\s,;/]+(-?[0-9]+\.?[0-9]*)\W*$"
LONGITUDE_FIRST = re.compile(r"\s*(lon|lng|long|longitud[e]?)\W*_?(y|and)?\W*lat", re.I)
"""The name of a column in which both stand, the longitude first."""
LETTER_THEN_NUMBER = re.compile(r"(?<=[NSEW])[\s,;/]+(?=[0-9])", re.I)
NUMBER_THEN_LETTER = re.compile(r"(?<=[0-9'\"°′″])[\s,;/]+(?=[NSEW])", re.I)
DIRECTIONS = {
    "N": "north norte nord",
    "S": "south sur sul sud süd",
    "E": "east este leste est ost",
    "W": "west oeste ouest",
}
"""Words for a direction in English, Spanish, Portuguese, French and German."""
LETTER_OF = {
    word: letter for letter in DIRECTIONS for word in DIRECTIONS[letter].split()
}
DIRECTION = re.compile(rf"(?<![^\W\d_])({'|'.join(LETTER_OF)})(?![^\W\d_])", re.I)
NOT_DEGREES = N_("must be degrees, such as 10.65 or 10°39'N")
NO_POINT = N_("is a line or an area, not a point: give a point, or a blank")
NO_PAIR = N_('must be two numbers, "latitude, longitude"')
BLANK_HALF = N_("is blank")
WRONG_LETTER = N_("has the letter {letter}, which is no {axis}")
SIGN_AND_LETTER = N_("has a sign and the letter {letter}: write one of them")
NO_MINUTES = N_("has minutes or seconds that are not below 60, or broken degrees")
HALF = N_("{axis} {reason}")
BOTH_WAYS = N_("may be west (Spanish oeste) or east (German Ost): write W or E")


class Pairs(NamedTuple):
    """Coordinates that stood in one cell, as plain text; the reason where they did not.

    Each has the index of the column. ``longitude_first`` tells the order in which
    cells without letters were read.
    """

    latitude: pd.Series
    longitude: pd.Series
    refused: pd.Series
    longitude_first: bool = False


def read_coordinates(column: pd.Series, axis: str, decimal: str = "") -> Parsed:
    """Return a column of latitudes or longitudes as plain decimal degrees.

    ``axis`` is "latitude" or "longitude", ``decimal`` the decimal sign where the file
    tells it. South and west are below zero. What is a number stays as it was written,
    in range or not: the range is a matter of the checks. Refused with a reason: a
    letter of the other axis, a letter beside a minus, minutes of 60 and more.
    """
    decimal = decimal or decimal_sign(column.unique())
    read = partial(plain_degrees, axis=axis, decimal=decimal)
    return Parsed(*parse_unique(column, read, 2, certain(decimal)))


def read_pairs(column: pd.Series) -> Pairs:
    """Return columns of latitude and longitude from cells that hold both.

    Read are "10.65, -63.25", "10,65; -63,25", "10°39'N 63°15'W" in either order, the
    points of WKT and of GeoJSON, and "10.65 -63.25 0 5" with height and accuracy, as
    survey forms write it. Two numbers are latitude first, unless the name of the column
    says otherwise ("lon_lat") or a first number is too great for a latitude and no
    second one is.
    """
    named = LONGITUDE_FIRST.match(str(column.name)) is not None
    swapped = named or _proves_longitude_first(column)
    read = partial(_pair_texts, swapped=swapped)
    latitude, longitude, refused = parse_unique(column, read, 3)
    return Pairs(latitude, longitude, refused, swapped)


def plain_degrees(cell: str, axis: str, decimal: str = "") -> tuple[str, str]:
    """Return a cell as decimal degrees and "", or "" and the reason it is none."""
    number, reason = plain_number(cell, decimal=decimal)
    if not reason:
        return number, ""
    plain = _lettered(plain_cell(cell))
    found = ANGLE.fullmatch(" ".join(plain.split()))  # many blanks would take long
    if not found or _is_bare(found):
        return "", reason if _looks_numeric(plain) else NOT_DEGREES
    return _degrees(found, axis)


def split_pair(cell: str, swapped: bool = False) -> tuple[str, str]:
    """Return the latitude and the longitude of a cell that holds both, as written.

    ``swapped``: of two numbers the longitude is first. Raises ValueError with the
    reason where it does not hold two.
    """
    plain = _lettered(plain_cell(cell)).strip("()[]{} ")
    if EMPTY_SHAPE.fullmatch(plain):
        return "", ""
    for point in (WKT_POINT, JSON_POINT):
        if found := point.fullmatch(plain_cell(cell)):
            return found[2], found[1]
    if SHAPE.match(plain):
        raise ValueError(NO_POINT)
    for parts in _halves(plain):
        if len(parts) == 2 and all(parts):
            first, second = parts
            told = [_has_letter(first, LONGITUDE), _has_letter(second, LATITUDE)]
            told += [_has_letter(first, LATITUDE), _has_letter(second, LONGITUDE)]
            turned = any(told[:2]) if any(told) else swapped
            return (second, first) if turned else (first, second)
    raise ValueError(NO_PAIR)


def _proves_longitude_first(column: pd.Series) -> bool:
    """Return whether a first number is no latitude and every second one may be."""
    pairs = column.astype("str").str.extract(TWO_NUMBERS).astype(float).abs()
    return bool(pairs[0].gt(MOST[LATITUDE]).any() and not pairs[1].gt(90).any())


def _halves(plain: str) -> list[list[str]]:
    """Return the ways to cut a cell in two, the surest first."""
    ways = [re.split(r"\s*[;/|]\s*", plain), re.split(r",\s+|\s+,", plain)]
    ways += [LETTER_THEN_NUMBER.split(plain), NUMBER_THEN_LETTER.split(plain)]
    if plain.count(COMMA) == 1:
        ways.append(plain.split(COMMA))
    parts = plain.split()
    ways.append(parts[:2] if SURVEY_POINT.fullmatch(plain) else parts)
    return [[part.strip() for part in way] for way in ways]


def _pair_texts(cell: str, swapped: bool) -> tuple[str, str, str]:
    """Return latitude and longitude of a cell, and why it was refused."""
    if not plain_cell(cell):
        return "", "", ""
    try:
        halves = split_pair(cell, swapped)
    except ValueError as error:
        return "", "", str(error)
    if not any(map(plain_cell, halves)):
        return "", "", ""
    sign = decimal_sign(halves)
    pair = []
    for half, axis in zip(halves, (LATITUDE, LONGITUDE), strict=True):
        degrees, reason = plain_degrees(half, axis, sign)
        if reason or not degrees:
            return "", "", HALF.format(axis=axis, reason=reason or BLANK_HALF)
        pair.append(degrees)
    return pair[0], pair[1], ""


def _degrees(found: re.Match[str], axis: str) -> tuple[str, str]:
    letter = (found["before"] or found["after"] or "").upper()
    if found["before"] and found["after"]:
        return "", NOT_DEGREES
    if letter == "O":
        return "", BOTH_WAYS
    if letter and letter not in LETTERS[axis]:
        return "", WRONG_LETTER.format(letter=letter, axis=axis)
    if letter and found["sign"]:
        return "", SIGN_AND_LETTER.format(letter=letter)
    texts = [(found[name] or "0") for name in ("degrees", "minutes", "seconds")]
    degrees, minutes, seconds = (float(each.replace(COMMA, ".")) for each in texts)
    whole = degrees.is_integer() and (found["seconds"] is None or minutes.is_integer())
    if minutes >= 60 or seconds >= 60 or (found["minutes"] and not whole):
        return "", NO_MINUTES
    below = letter in ("S", "W") or found["sign"] == "-"
    if not found["minutes"]:
        text = texts[0].replace(COMMA, ".")
        return ("-" + text if below and degrees else text), ""
    value = degrees + minutes / 60 + seconds / 3600
    return f"{-value if below else value:.{PLACES}f}".rstrip("0").rstrip("."), ""


def _is_bare(found: re.Match[str]) -> bool:
    """Return whether an angle is bare numbers, which prove no minutes."""
    return bool(re.fullmatch(r"[\s0-9.,+-]+", found[0]))


def _has_letter(part: str, axis: str) -> bool:
    letters = LETTERS[axis]
    ends = rf"(^[{letters}]\s*[0-9])|([0-9'\"°′″\s][{letters}]$)"
    return bool(re.search(ends, part, re.I))


def _lettered(plain: str) -> str:
    """Return a cell with a letter for each word that is a direction."""
    return DIRECTION.sub(lambda found: LETTER_OF[found[0].casefold()], plain)


def _looks_numeric(plain: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[0-9.,]+|[+-]?inf(inity)?", plain, re.I))
