"""Read numbers as people write them, and refuse what could be two numbers.

"10,65" is a number with decimals where a comma is the decimal sign; "1,234" may be a
thousand or little more than one. A column decides: one cell that can be read in one
way only ("1,234.5", "10,65") tells what the signs mean in the others.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.table.cells import Parsed, parse_unique, plain_cell
from dashboard.text.language import N_

PLAIN = re.compile(r"[+-]?([0-9]{1,15}(\.[0-9]*)?|\.[0-9]+)")
"""What the checks take for a number; longer ones lose digits as ``float64``."""
EXPONENT = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?[eE][+-]?[0-9]{1,2}")
SPACED = re.compile(r"[+-]?[0-9]{1,3}([ \u00a0\u2009\u202f'’`][0-9]{3})+([.,][0-9]+)?")
"""Thousands set apart by a space or an apostrophe (ISO 80000-1, Swiss use)."""
GROUPS = re.compile(r"[ \u00a0\u2009\u202f'’`٬]")
APART = re.compile(r"(?<=^[+-])\s+(?=[0-9.,])")
"""A blank between a sign and its number, as accounts are set."""
SEPARATED = re.compile(r"[+-]?[0-9]+([.,][0-9]+)+|[+-]?[.,][0-9]+")
NEVER = re.compile(r"[+-]?(inf|infinity)", re.IGNORECASE)
SIGNS_TO_WEIGH = re.compile(r"[^0-9.+\s-]|\..*\.")
"""What a cell has whose number could be read in two ways, or that proves one."""
COMMA, POINT = ",", "."
NOT_A_NUMBER = N_("must be a number, with a point for decimals")
NOT_WHOLE = N_("must be a whole number")
INFINITE = N_("must be a number that is not infinite")
TOO_LONG = N_("must have 15 digits at most before the point")
TWO_WAYS = N_(
    "may be {thousands} or {decimals}: write thousands without a sign "
    "and decimals with a point"
)


def read_numbers(column: pd.Series, whole: bool = False, decimal: str = "") -> Parsed:
    """Return a column of numbers as plain text: ASCII digits, "-", a point.

    ``whole`` takes only whole numbers, and "2.0" as "2". ``decimal`` is the decimal
    sign ("," or ".") where the file tells it elsewhere; otherwise the column is asked.
    Blank words ("NA", "-", "unknown") are blank. Refused with a reason: a text, an
    infinite number, more than 15 digits before the point, and a comma before three
    digits where nothing tells what it is. A single point is a decimal point,
    unless the column has decimal commas.
    """
    decimal = decimal or decimal_sign(column.unique())
    read = partial(plain_number, whole=whole, decimal=decimal)
    return Parsed(*parse_unique(column, read, 2, certain(decimal, whole)))


def to_floats(cells: pd.Series) -> pd.Series:
    """Return text cells as ``float64``; NaN for a blank, and for what is no number.

    The same numbers as ``pd.to_numeric`` gives; plain ones are read by Arrow, which
    is ten times as quick.
    """
    texts = pa.array(cells, pa.large_string())
    filled = pc.if_else(pc.equal(texts, ""), None, texts)
    try:
        return _floats(filled, cells.index)
    except pa.ArrowInvalid:
        plain = pc.match_substring_regex(filled, f"^(?:{PLAIN.pattern})$")
        found = _floats(pc.if_else(plain, filled, None), cells.index)
        rest = found.isna().to_numpy()
        found[rest] = pd.to_numeric(cells[rest], errors="coerce").to_numpy(float)
        return found


def _floats(texts: pa.Array, index: pd.Index) -> pd.Series:
    return pd.Series(np.array(pc.cast(texts, pa.float64()), float), index=index)


def certain(decimal: str, whole: bool = False) -> str:
    """Return a pattern of numbers that are plain already, whatever the column holds."""
    return "[0-9]{1,15}" if whole or decimal == COMMA else r"-?[0-9]{1,15}(\.[0-9]+)?"


def decimal_sign(cells: Iterable[str]) -> str:
    """Return the decimal sign that cells prove, "" where none does or they differ."""
    cells = list(cells)
    if not any(map(SIGNS_TO_WEIGH.search, cells)):
        return ""  # points alone, one in a cell: decimal points in any case
    proven = {_proof(plain_cell(cell)) for cell in cells} - {""}
    return proven.pop() if len(proven) == 1 else ""


def plain_number(cell: str, whole: bool = False, decimal: str = "") -> tuple[str, str]:
    """Return a cell as a plain number and "", or "" and the reason that it is none.

    A plus sign goes: a spreadsheet would take the number for a formula.
    """
    plain = APART.sub("", plain_cell(cell))
    if not plain:
        return "", ""
    number, reason = _number(plain, decimal)
    if reason:
        return "", reason
    number = number.removeprefix("+")
    if not PLAIN.fullmatch(number):
        return "", TOO_LONG
    return _whole(number) if whole else (number, "")


def _number(plain: str, decimal: str) -> tuple[str, str]:
    plain = plain.replace("٫", "." if decimal != COMMA else ",")
    if NEVER.fullmatch(plain):
        return "", INFINITE
    if SPACED.fullmatch(plain) or "٬" in plain:
        plain = GROUPS.sub("", plain)
        decimal = COMMA if COMMA in plain else POINT
    if re.fullmatch("[+-]?[0-9]+", plain):
        return plain, ""
    if EXPONENT.fullmatch(plain):
        return f"{Decimal(plain):f}", ""
    if not SEPARATED.fullmatch(plain):
        return (plain, "") if PLAIN.fullmatch(plain) else ("", NOT_A_NUMBER)
    proof = _proof(plain)
    if not proof and COMMA in plain and not decimal:
        as_decimal, as_thousand = plain.replace(",", "."), plain.replace(",", "")
        words = TWO_WAYS.format(thousands=as_thousand, decimals=as_decimal)
        return "", words
    return _without_groups(plain, proof or decimal or POINT)


def _without_groups(plain: str, decimal: str) -> tuple[str, str]:
    """Return a number without signs for thousands, its decimal sign a point."""
    other = COMMA if decimal == POINT else POINT
    first, sign, rest = plain.partition(decimal)
    grouped = re.fullmatch(rf"[+-]?[0-9]{{1,3}}(\{other}[0-9]{{3}})+", first)
    if other in rest or decimal in rest or (other in first and not grouped):
        return "", NOT_A_NUMBER
    return first.replace(other, "") + (f".{rest}" if sign else ""), ""


def _proof(plain: str) -> str:
    """Return the one decimal sign that a cell can have, "" where it may be either."""
    plain = GROUPS.sub("", plain) if SPACED.fullmatch(plain) else plain
    if not SEPARATED.fullmatch(plain):
        return ""
    last = max(plain.rfind(COMMA), plain.rfind(POINT))
    sign = plain[last]
    other = POINT if sign == COMMA else COMMA
    if other in plain:
        return sign
    if plain.count(sign) > 1:
        return other
    before, after = plain[:last].lstrip("+-"), plain[last + 1 :]
    thousands = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    return "" if thousands else sign


def _whole(number: str) -> tuple[str, str]:
    before, _, after = number.partition(".")
    return (before, "") if before and not after.strip("0") else ("", NOT_WHOLE)
