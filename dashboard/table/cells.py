"""What numbers, dates and coordinates in cells have in common: digits and blanks."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd

BLANK_WORDS = frozenset(
    "- -- – — . .. … ? na n/a n.a. #n/a nan nat null nil none unknown unk undefined "
    "n/d n.d. s/d s.d. desconocido desconocida desconocidos desconocidas".split()
) | frozenset(
    "|not available|not known|not reported|no data|no disponible|no reportado|sin dato|"
    "sin datos|sin informacion|sin información|se desconoce|"
    "#value!|#ref!|<na>|(blank)".split("|")
)
"""What stands for no value in a column of numbers or dates; in a text it stays text.

English and Spanish, and what programs write.
"""
MINUS = "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"
"""The minus sign, hyphens and dashes that stand before a number in typeset text."""
SIGNS = str.maketrans(MINUS + "\uff0b\uff0e\uff0c\uff0f", "-" * len(MINUS) + "+.,/")
LONGEST = 100
"""Characters that a number, a date or a pair of coordinates may take."""
UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks of direction and width, which a copied number may hold."""


class Parsed(NamedTuple):
    """A column that was read cell by cell.

    ``text`` is the plain form, blank where there is no value; ``refused`` is the reason
    where a cell could not be read, blank elsewhere. Both have the column's index.
    """

    text: pd.Series
    refused: pd.Series


def plain_cell(cell: str) -> str:
    """Return a cell with plain digits and signs, "" where it holds no value.

    Digits of any script are turned ("١١" is "11", "６" is "6"), the minus of
    typesetters is a hyphen, outer blanks go, and a blank word is blank. A cell too long
    to be a number, a date or a place is cut and ends in "…": no pattern fits that, and
    none takes long to see it.
    """
    if cell.isascii():
        plain = cell.strip()
    else:
        plain = UNSEEN.sub("", cell).translate(SIGNS)
        plain = "".join(map(_ascii_digit, plain)).strip()
    if len(plain) > LONGEST:
        return plain[:LONGEST] + "…"
    return "" if plain.casefold() in BLANK_WORDS else plain


def _ascii_digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def parse_unique(
    column: pd.Series,
    parse: Callable[[str], Sequence[str]],
    width: int,
    plain: str = "",
) -> list[pd.Series]:
    """Read each different cell of a column once.

    ``parse`` turns a cell into ``width`` texts; each becomes a column of the answer. A
    cell that the pattern ``plain`` fits is its own first text: it is not parsed.
    """
    codes, unique = pd.factorize(column.astype(object))
    as_it_is = re.compile(plain).fullmatch if plain else lambda _: None
    rest = [""] * (width - 1)
    answers = [(cell, *rest) if as_it_is(cell) else parse(cell) for cell in unique]
    return [
        pd.Series([answer[n] for answer in answers], dtype="str")
        .take(codes)
        .set_axis(column.index)
        for n in range(width)
    ]
