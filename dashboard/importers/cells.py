"""Cells of other tables as we write them: numbers, days and coordinates as text.

A cell that cannot be read for certain is left as it is: the check then names its line,
its value and what is allowed there.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

import pandas as pd

BLANK_WORDS = frozenset(
    ("na n/a n.a. nan null - -- – — ? unknown #n/a n/d s/d desconocido nd nat").split()
)
"""Words that stand for nothing where a number or a day belongs, in small letters."""
PLAIN = r"-?[0-9]+(\.[0-9]+)?"
DASHES = str.maketrans(dict.fromkeys("−–‐‑﹣－", "-"))
DEGREES = re.compile(
    r"(?P<letter>[NSEWO])?\s*(?P<sign>-)?(?P<degrees>[0-9]{1,3}(?:[.,][0-9]+)?)\s*[°º-]?\s*"
    r"(?:(?P<minutes>[0-9]{1,2}(?:[.,][0-9]+)?)\s*['′’]?\s*"
    r"(?:(?P<seconds>[0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:[\"″”]|'')?\s*)?)?(?P<after>[NSEWO])?",
    re.IGNORECASE,
)
PAIR = re.compile(r"\(?\s*(?P<latitude>[^,;]+?)\s*[,;]\s*(?P<longitude>[^,;]+?)\s*\)?")
TIME = re.compile(r"[T ]\s*-?\s*[0-9]{1,2}:[0-9]{2}.*$")
WEEKDAY = re.compile(r"^[A-Za-z]{3,9},\s+")
NUMBERS = re.compile(r"([0-9]{1,4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,4})")
MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "january jan enero ene|february feb febrero|march mar marzo|april apr "
            "abril abr|may mayo|june jun junio|july jul julio|august aug agosto ago|"
            "september sep sept septiembre|october oct octubre|november nov noviembre|"
            "december dec diciembre dic"
        ).split("|"),
        1,
    )
    for month in names.split()
}
DAY_MONTH = re.compile(
    r"([0-9]{1,2})[ \-](?:de )?([A-Za-z]{3,10})\.?,?[ \-](?:de )?([0-9]{4})"
)
MONTH_DAY = re.compile(r"([A-Za-z]{3,10})\.? ([0-9]{1,2}),? ([0-9]{4})")


def stripped(column: pd.Series, blanks: tuple[str, ...] = ()) -> pd.Series:
    """Return texts without blanks around them; a word of ``blanks`` is a blank."""
    text = column.str.strip()
    return text.mask(text.isin(blanks), "") if blanks else text


def number_texts(column: pd.Series, whole: bool = False) -> pd.Series:
    """Return numbers as we write them: ``12``, ``-63.25``; words for nothing are blank.

    With ``whole``, a fraction of nothing but zeros is taken off: ``3.0`` is 3.
    """
    numbers = _each(column, column.str.fullmatch(PLAIN), _number)
    if not whole:
        return numbers
    fraction = numbers.str.fullmatch(r"-?[0-9]+\.0+")
    if not fraction.any():
        return numbers
    return numbers.mask(fraction, numbers.str.replace(r"\.0+$", "", regex=True))


def coordinate_texts(column: pd.Series) -> pd.Series:
    """Return degrees as decimal numbers; minutes and N, S, E, W are read."""
    return _each(column, column.str.fullmatch(PLAIN), _degrees)


def pair_texts(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return latitude and longitude of a column that has both in one cell."""
    found = column.str.extract(f"^{PAIR.pattern}$")
    latitude = found["latitude"].fillna("").astype("str")
    longitude = found["longitude"].fillna("").astype("str")
    unread = column.ne("") & ~column.str.casefold().isin(BLANK_WORDS) & latitude.eq("")
    return (
        coordinate_texts(latitude.mask(unread, column)),
        coordinate_texts(longitude.mask(unread, column)),
    )


def day_texts(column: pd.Series, order: str = "") -> pd.Series:
    """Return days as YYYY-MM-DD, without the time of day.

    ``order`` says what comes first where a day is all numbers: ``dmy`` or ``mdy``;
    blank leaves such a day as it is, unless one number can only be the day.
    """
    plain = column.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
    timed = column.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.+\-Z]+")
    if timed.any():
        column, plain = column.mask(timed, column.str.slice(0, 10)), plain | timed
    return _each(column, plain, lambda cell: _day(cell, order))


def _each(
    column: pd.Series, plain: pd.Series, read: Callable[[str], str | None]
) -> pd.Series:
    """Return a column with each cell that is not plain yet read, each text once."""
    rest = column[~plain & column.ne("")]
    if rest.empty:
        return column
    known = {cell: _or_blank(cell, read) for cell in rest.unique()}
    column = column.copy()
    column[rest.index] = rest.map(known)
    return column


def _or_blank(cell: str, read: Callable[[str], str | None]) -> str:
    if cell.strip().casefold() in BLANK_WORDS:
        return ""
    found = read(_ascii(cell.strip()))
    return cell if found is None else found


def _ascii(cell: str) -> str:
    """Return a text with the digits of all scripts as 0 to 9, and one kind of minus."""
    digits = (
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in cell
    )
    return "".join(digits).translate(DASHES)


def _number(cell: str) -> str | None:
    cell = cell.removeprefix("+")
    if re.fullmatch(r"-?[0-9]+(\.[0-9]*)?|-?\.[0-9]+", cell):
        return cell
    if re.fullmatch(r"-?[0-9]+,[0-9]{1,2}|-?[0-9]+,[0-9]{4,}", cell):
        return cell.replace(",", ".")
    return None


def _degrees(cell: str) -> str | None:
    if (number := _number(cell)) is not None:
        return number
    if re.fullmatch(r"-?[0-9]{1,3},[0-9]+", cell):  # no degree has thousands
        return cell.replace(",", ".")
    match = DEGREES.fullmatch(cell)
    if match is None or (match["letter"] and match["after"]):
        return None
    parts = [match[name] for name in ("degrees", "minutes", "seconds")]
    degrees, minutes, seconds = (float((p or "0").replace(",", ".")) for p in parts)
    letter = (match["letter"] or match["after"] or "").upper()
    if minutes >= 60 or seconds >= 60 or (letter and match["sign"]):
        return None
    if not letter and "°" not in cell and "º" not in cell:
        return None
    sign = -1 if match["sign"] or letter in "SWO" and letter else 1
    return f"{sign * (degrees + minutes / 60 + seconds / 3600):.6f}".rstrip("0").rstrip(
        "."
    )


def _day(cell: str, order: str) -> str | None:
    cell = TIME.sub("", WEEKDAY.sub("", cell)).strip()
    if match := NUMBERS.fullmatch(cell):
        first, second, third = map(int, match.groups())
        return _day_of_numbers(first, second, third, order)
    if match := DAY_MONTH.fullmatch(cell):
        day, month, year = match.groups()
    elif match := MONTH_DAY.fullmatch(cell):
        month, day, year = match.groups()
    else:
        return None
    number = MONTHS.get(month.lower())
    return _iso(int(year), number, int(day)) if number else None


def _day_of_numbers(first: int, second: int, third: int, order: str) -> str | None:
    if first > 999:
        return _iso(first, second, third)
    if third <= 999:
        return None  # years of two digits: nobody knows which century
    if first > 12 or (order == "dmy" and second <= 12):
        return _iso(third, second, first)
    if second > 12 or order == "mdy" or first == second:
        return _iso(third, first, second)
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
