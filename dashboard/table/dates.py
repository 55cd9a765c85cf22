"""Read dates as people write them, and never swap day and month in silence.

"02/09/2025" is 2 September or 9 February. A column decides: "23/09/2025" shows that the
day comes first, "Thu, 01/08/2026" that the month does, by the weekday. Where nothing in
the column tells, the cell is refused.
"""

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

import pandas as pd

from dashboard.table.cells import parse_unique, plain_cell
from dashboard.table.months import month_number, weekday_number
from dashboard.text.language import N_

DAY, MONTH, YEAR = "day", "month", "year"
"""How well a cell gives the date."""
TIME = (
    r"(?:,?[ T]+(?:-|at)?\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|LT|[A-Z]{2,4}T|[+-][0-9]{2}:?[0-9]{2})?)?"
)
"""A time after the date; it is not used: dates are local days, as reported."""
ISO = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){TIME}", re.I)
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
NUMERIC = re.compile(
    rf"(?:([^\W\d_]+)\.?,?\s+)?([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\3([0-9]{{4}}){TIME}",
    re.I,
)
DAY_FIRST = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|º|er)?[\s./-]*(?:de\s+)?([^\W\d_]+)\.?,?[\s/-]*"
    rf"(?:de\s+|del\s+)?([0-9]{{4}}){TIME}",
    re.I,
)
MONTH_FIRST = re.compile(
    rf"([^\W\d_]+)\.?\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}}){TIME}", re.I
)
YEAR_FIRST = re.compile(
    rf"([0-9]{{4}})[\s./-]*([^\W\d_]+)\.?[\s./-]*([0-9]{{1,2}}){TIME}", re.I
)
MONTH_ALONE = re.compile(r"([^\W\d_]+)\.?,?[\s-]+(?:de\s+|del\s+)?([0-9]{4})", re.I)
WEEKDAY = re.compile(r"([^\W\d_]+)(?:\.?,\s*|\.?\s+)(?=[^\W_])", re.I)
YEAR_MONTH = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})|\.([0-9]{2}))")
"""2025-9 or 2025.09; 2025.1 may be a number that was 2025.10."""
MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
YEAR_ALONE = re.compile(r"([0-9]{4})(?:\.0+)?")
"""A year; a program that takes years for numbers writes 2025.0."""
TWO_DIGITS = re.compile(r"[0-9]{1,2}([-/. ])([0-9]{1,2}|[^\W\d_]+)\1[0-9]{2}")
SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
"""A day as a spreadsheet counts it: five digits are 1927 to 2173."""
EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
"""Day 0 of the two ways of counting (ECMA-376 part 1, 18.17.4.1). That of 1900 begins
two days early: it holds 29 February 1900, which never was."""
NOT_A_DATE = N_("must be a date, best written YYYY-MM-DD")
SHORT_YEAR = N_("has a year of two digits: write YYYY-MM-DD")
NO_SUCH_DAY = N_("is no day of the calendar")
NOT_THAT_WEEKDAY = N_("{day} is not a {weekday}")
TWO_WAYS = N_(
    "may be {first} or {second}, and nothing in the column tells: write YYYY-MM-DD"
)


class Dates(NamedTuple):
    """A column of dates: each with the index of the column, blank where there is none.

    ``start`` and ``end`` are the first and the last day (YYYY-MM-DD) that a cell means;
    they differ where it gives only a month or a year, which ``precision`` says ("day",
    "month", "year"). ``refused`` is why a cell could not be read. ``serials`` tells
    whether some cells were days as a spreadsheet counts them: an assumption to state.
    ``order`` is "day first" or "month first" where numeric dates were read by it.
    """

    start: pd.Series
    end: pd.Series
    precision: pd.Series
    refused: pd.Series
    order: str
    serials: bool


def read_dates(column: pd.Series, epoch: int = 1900, order: str = "") -> Dates:
    """Return a column of dates as ISO text.

    Read are ISO dates with or without a time, months by name (English, Spanish,
    French, Portuguese), numeric dates whose order the column shows, months, years, and
    the day numbers of a spreadsheet, counted from ``epoch`` (1900 or 1904). A time
    or zone is never used to move the day. Years of two digits are refused. ``order``
    ("day first", "month first") is what a person or a format says; else the column is
    asked.
    """
    unique = column.unique()
    order = order or day_order(unique)
    read = partial(_date_texts, order=order, epoch=epoch)
    start, end, precision, refused = parse_unique(column, read, 4)
    cells = [plain_cell(cell) for cell in unique]
    numeric = any(map(NUMERIC.fullmatch, cells))
    return Dates(
        start,
        end,
        precision,
        refused,
        order if numeric else "",
        any(map(SERIAL.fullmatch, cells)),
    )


def iso_days(cells: pd.Series) -> pd.Series:
    """Return cells written YYYY-MM-DD as days, NaT for all else.

    pandas alone would also take a day before our era, which Python cannot hold.
    """
    shaped = cells.where(cells.str.fullmatch(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}"))
    return pd.to_datetime(shaped, format="%Y-%m-%d", errors="coerce")


def day_order(cells: Iterable[str]) -> str:
    """Return "day first" or "month first" if cells prove it and none the other."""
    proven = {_proof(plain_cell(cell)) for cell in cells} - {""}
    return proven.pop() if len(proven) == 1 else ""


def plain_date(cell: str, order: str = "", epoch: int = 1900) -> tuple[date, date, str]:
    """Return first day, last day and precision of a cell that is not blank.

    Raises ValueError with the reason where it is no date, or could be two.
    """
    plain = plain_cell(cell)
    if found := ISO.fullmatch(plain):
        return _day(found[1], found[3], found[4])
    if found := NUMERIC.fullmatch(plain):
        return _numeric(found, order)
    if found := SERIAL.fullmatch(plain):
        day = EPOCHS[epoch] + timedelta(days=int(found[1]))
        return day, day, DAY
    if found := COMPACT.fullmatch(plain):
        return _day(*found.groups())
    if found := YEAR_ALONE.fullmatch(plain):
        return _whole_year(int(found[1]))
    if found := YEAR_MONTH.fullmatch(plain):
        return _whole_month(int(found[1]), int(found[2] or found[3]))
    if found := MONTH_YEAR.fullmatch(plain):
        return _whole_month(int(found[2]), int(found[1]))
    return _named(plain)


def _date_texts(cell: str, order: str, epoch: int) -> tuple[str, str, str, str]:
    """Return first day, last day and precision of a cell, and why it was refused."""
    if not plain_cell(cell):
        return "", "", "", ""
    try:
        start, end, precision = plain_date(cell, order, epoch)
    except ValueError as error:
        return "", "", "", str(error)
    return start.isoformat(), end.isoformat(), precision, ""


def _day(year: object, month: object, day: object) -> tuple[date, date, str]:
    try:
        found = date(int(str(year)), int(str(month)), int(str(day)))
    except ValueError as error:
        raise ValueError(NO_SUCH_DAY) from error
    return found, found, DAY


def _numeric(found: re.Match[str], order: str) -> tuple[date, date, str]:
    """Return a date of two small numbers and a year, by weekday, size or order."""
    weekday, first, _, second, year = found.groups()
    fits = _readings(found)
    if not fits:
        weekday_known = weekday is None or weekday_number(weekday) is not None
        raise ValueError(NO_SUCH_DAY if weekday_known else NOT_A_DATE)
    days = sorted(set(fits.values()))
    if len(days) == 1:
        return days[0], days[0], DAY
    if not order:
        words = TWO_WAYS.format(first=fits["day first"], second=fits["month first"])
        raise ValueError(words)
    return fits[order], fits[order], DAY


def _readings(found: re.Match[str]) -> dict[str, date]:
    """Return the days that a numeric date may mean, by the order that gives them."""
    weekday, first, _, second, year = found.groups()
    fits = {}
    for order, day, month in (
        ("day first", first, second),
        ("month first", second, first),
    ):
        try:
            fits[order] = date(int(year), int(month), int(day))
        except ValueError:
            continue
    if weekday is not None:
        fits = {o: d for o, d in fits.items() if d.weekday() == weekday_number(weekday)}
    return fits


def _proof(plain: str) -> str:
    """Return the order that one cell can only have, "" where it may be either."""
    found = NUMERIC.fullmatch(plain)
    fits = _readings(found) if found else {}
    return next(iter(fits)) if len(fits) == 1 else ""


def _named(plain: str) -> tuple[date, date, str]:
    """Return a date whose month is a word; a weekday before it is checked.

    Without a weekday first: "mar 4 2025" is in March, though "mar" is Tuesday too.
    """
    if (found := DAY_FIRST.fullmatch(plain)) and (month := month_number(found[2])):
        return _day(found[3], month, found[1])
    if (found := MONTH_FIRST.fullmatch(plain)) and (month := month_number(found[1])):
        return _day(found[3], month, found[2])
    if (found := YEAR_FIRST.fullmatch(plain)) and (month := month_number(found[2])):
        return _day(found[1], month, found[3])
    if (found := MONTH_ALONE.fullmatch(plain)) and (month := month_number(found[1])):
        return _whole_month(int(found[2]), month)
    weekday = WEEKDAY.match(plain)
    if weekday and weekday_number(weekday[1]) is not None:
        answer = _named(plain[weekday.end() :])
        if answer[2] == DAY and answer[0].weekday() != weekday_number(weekday[1]):
            words = NOT_THAT_WEEKDAY.format(day=answer[0], weekday=weekday[1])
            raise ValueError(words)
        return answer
    raise ValueError(SHORT_YEAR if TWO_DIGITS.fullmatch(plain) else NOT_A_DATE)


def _whole_month(year: int, month: int) -> tuple[date, date, str]:
    try:
        last = calendar.monthrange(year, month)[1]
        return date(year, month, 1), date(year, month, last), MONTH
    except ValueError as error:
        raise ValueError(NO_SUCH_DAY) from error


def _whole_year(year: int) -> tuple[date, date, str]:
    return _day(year, 1, 1)[0], _day(year, 12, 31)[0], YEAR


def excel_day(moment: date | datetime) -> str:
    """Return a date cell of a workbook as ISO text, with its time where it has one."""
    if isinstance(moment, datetime) and moment.time() != datetime.min.time():
        return moment.isoformat(sep=" ", timespec="seconds")
    return moment.isoformat()[:10]
