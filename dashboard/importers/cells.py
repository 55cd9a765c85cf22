"""Cells of other tables as we write them: numbers, days and coordinates as text.

A cell that cannot be read for certain is left as it is, with the reason. A column that
is plain already is not read cell by cell.
"""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from dashboard.table.cells import BLANK_WORDS, Parsed
from dashboard.table.coordinates import read_coordinates, read_pairs
from dashboard.table.dates import DAY, read_dates
from dashboard.table.numbers import COMMA, decimal_sign, read_numbers
from dashboard.text.language import N_, gettext

ORDERS = {"": "", "dmy": "day first", "mdy": "month first"}
"""What a format or a mapping calls the order of a day in numbers, and its reader."""
ZERO_WORDS = ("none", "nil")
ZERO_OR_BLANK = N_("may be 0, or not known: write 0, or leave it blank")
SWAPPED = N_("two numbers in one cell are read as longitude, then latitude")
READ_DAY_FIRST = N_("days in numbers are read day first")
READ_MONTH_FIRST = N_("days in numbers are read month first")
PLAIN = r"-?[0-9]{1,15}(\.[0-9]+)?"
ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


class Cells(NamedTuple):
    """A column as we write it; ``refused`` is why a cell could not be read, if any.

    ``note`` is what was assumed of the whole column, if anything.
    """

    text: pd.Series
    refused: pd.Series
    note: str = ""


class Days(NamedTuple):
    """Days as YYYY-MM-DD: first and last, and how well a cell gives them.

    ``end`` and ``precision`` are blank where a cell gives the day. ``notes`` say what
    was assumed of the whole column.
    """

    text: pd.Series
    refused: pd.Series
    end: pd.Series
    precision: pd.Series
    notes: list[str]


def stripped(column: pd.Series, blanks: tuple[str, ...] = ()) -> pd.Series:
    """Return texts without blanks around them; a word of ``blanks`` is a blank.

    Where no text has any the column itself is returned, to hold its texts only once.
    """
    text = column.str.strip()
    if text.eq(column).all():
        text = column
    return text.mask(text.isin(blanks), "") if blanks else text


def each_text(column: pd.Series, answer: Callable[[str], str]) -> pd.Series:
    """Return an answer for each cell of a column; each different text is asked once."""
    codes, unique = pd.factorize(column)
    answers = pd.Series([answer(cell) for cell in unique], dtype="str")
    return answers.take(codes).set_axis(column.index)


def is_blank_word(cell: str) -> bool:
    """Return whether a cell stands for nothing where a number or a day belongs."""
    return cell.strip().casefold() in BLANK_WORDS


def number_texts(column: pd.Series, whole: bool = False) -> Cells:
    """Return numbers as we write them: ``12``, ``-63.25``; words for nothing are blank.

    With ``whole``, a fraction of nothing but zeros is taken off: ``3.0`` is 3; and a
    word that may stand for 0 as well as for nothing is refused.
    """
    cells = _rest_read(column, lambda rest, sign: read_numbers(rest, whole, sign))
    if not whole:
        return cells
    either = column.str.casefold().isin(ZERO_WORDS)
    if either.any():
        text = cells.text.mask(either, column)
        cells = Cells(text, cells.refused.mask(either, ZERO_OR_BLANK))
    broken = cells.text.str.fullmatch(r"-?[0-9]+\.[0-9]+")
    if not broken.any():
        return cells
    text = cells.text.mask(broken, cells.text.str.replace(r"\.0+$", "", regex=True))
    return Cells(text, cells.refused)


def coordinate_texts(column: pd.Series, axis: str) -> Cells:
    """Return degrees as decimal numbers; minutes and N, S, E, W are read.

    ``axis`` is ``latitude`` or ``longitude``.
    """
    return _rest_read(column, lambda rest, sign: read_coordinates(rest, axis, sign))


def pair_texts(column: pd.Series, axis: str) -> Cells:
    """Return one coordinate of a column that has both in one cell."""
    pairs = read_pairs(column)
    refused = pairs.refused.ne("")
    note = SWAPPED if pairs.longitude_first else ""
    return Cells(getattr(pairs, axis).mask(refused, column), pairs.refused, note)


def day_texts(column: pd.Series, order: str = "", epoch: int = 1900) -> Days:
    """Return days as YYYY-MM-DD, without the time of day.

    ``order``, a key of ``ORDERS``, says what comes first in a day that is all numbers;
    blank lets the column tell.
    """
    blank = pd.Series("", index=column.index, dtype="str")
    if column.str.fullmatch(f"({ISO})?").all():
        return Days(column, blank, blank, blank, [])
    dates = read_dates(column, epoch, ORDERS[order])
    text = dates.start.mask(dates.refused.ne(""), column)
    vague = dates.precision.ne("") & dates.precision.ne(DAY)
    notes = []
    if dates.order:
        is_day = dates.order == ORDERS["dmy"]
        notes.append(gettext(READ_DAY_FIRST if is_day else READ_MONTH_FIRST))
    if dates.serials:
        words = gettext("five-digit dates are read as the day numbers of a spreadsheet")
        notes.append(words)
    end, precision = dates.end.where(vague, ""), dates.precision.where(vague, "")
    return Days(text, dates.refused, end, precision, notes)


def _rest_read(column: pd.Series, read) -> Cells:
    """Return a column with the cells read that are no plain numbers.

    Where these show that a comma is the decimal sign, all cells are read: a point may
    then set thousands apart.
    """
    rest = column[~(column.str.fullmatch(PLAIN) | column.eq(""))]
    blank = pd.Series("", index=column.index, dtype="str")
    if rest.empty:
        return Cells(column, blank)
    sign = decimal_sign(rest.unique())
    some = column if sign == COMMA else rest
    found: Parsed = read(some, "" if sign == COMMA else sign)
    text, refused = column.copy(), blank
    text[some.index] = found.text.mask(found.refused.ne(""), some)
    refused[some.index] = found.refused
    return Cells(text, refused)
