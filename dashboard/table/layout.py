"""Find the header of a table: below titles and blank rows, above a row of HXL tags."""

import re
from collections.abc import Sequence
from statistics import multimode
from typing import NamedTuple

HEAD = 25
"""Rows in which a header is looked for; the HXL standard looks for tags in as many."""
TAG = re.compile(r"\s*#[A-Za-z][A-Za-z0-9_]*(\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*\s*")
"""A hashtag with attributes, as ``#geo+lat`` (HXL 1.1)."""
NUMBER = re.compile(r"\s*[-+−]?[0-9]+([.,][0-9]+)?\s*")
DECIMAL = re.compile(r"\s*[-+−]?[0-9]+[.,][0-9]+\s*")
YEAR = re.compile(r"\s*(19|20)[0-9]{2}\s*")
DATE = re.compile(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?")


class Layout(NamedTuple):
    """Where things are, as positions in the rows: None where there is no such row.

    ``header`` is None where the first row holds data; ``start`` is the first row
    that may hold data; ``titles`` are filled rows above the header.
    """

    header: int | None
    tags: int | None
    start: int
    titles: tuple[int, ...] = ()


def find_layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """Return the layout of a table from its first rows; None if all are blank.

    A row of HXL tags decides: the row above it is the header, and without one the
    tags are. Otherwise the header is the first row that is filled, but for titles: rows
    with a single cell, or a third of the widest row at most, above one that is wider
    and holds no number. A first row with a decimal number, or with a date beside a
    whole number, is data: the file has no header.
    """
    filled = [at for at, cells in enumerate(rows) if not is_blank(cells)]
    if not filled:
        return None
    head = filled[:HEAD]
    for place, at in enumerate(head):
        if is_tag_row(rows[at]):
            header = head[place - 1] if place else at
            return Layout(header, at, at + 1, tuple(head[: max(place - 1, 0)]))
    titles = _count_titles(rows, head)
    header = head[titles]
    if not titles and looks_like_data(rows[header]):
        return Layout(None, None, header)
    return Layout(header, None, header + 1, tuple(head[:titles]))


def is_blank(cells: Sequence[str]) -> bool:
    """Return whether a row holds nothing but blanks."""
    return not any(cells) or not any(map(str.strip, cells))


def is_tag_row(cells: Sequence[str]) -> bool:
    """Return whether every filled cell of a row is an HXL tag."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(map(TAG.fullmatch, filled))


def looks_like_data(cells: Sequence[str]) -> bool:
    """Return whether a row cannot be a header: names are no decimals, nor are ids.

    Years and dates may be names: a table by year has them in its header.
    """
    decimals = any(map(DECIMAL.fullmatch, cells))
    dates = any(map(DATE.fullmatch, cells))
    return decimals or (dates and holds_number(cells))


def holds_number(cells: Sequence[str]) -> bool:
    """Return whether a cell is a number that is not a year."""
    return any(NUMBER.fullmatch(cell) and not YEAR.fullmatch(cell) for cell in cells)


def _count_titles(rows: Sequence[Sequence[str]], head: Sequence[int]) -> int:
    """Return how many of the first filled rows are titles above the header."""
    sizes = [sum(bool(cell.strip()) for cell in rows[at]) for at in head]
    usual = max(multimode(sizes))
    if usual == 1:
        return 0
    titles = next(n for n, size in enumerate(sizes) if size > max(1, usual // 3))
    return 0 if holds_number(rows[head[titles]]) else titles
