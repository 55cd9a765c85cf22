"""Say which format a table is in, by the names of its columns or by its shape."""

import re
from collections.abc import Mapping
from functools import reduce

import pandas as pd

from dashboard.importers.format import FALLBACK, Format, key
from dashboard.openers.opened import Opened
from dashboard.table.patterns import matches
from dashboard.table.read import UnreadableTableError
from dashboard.text.language import gettext

AUTO = "auto"
SEEN_ROWS = 20
"""Rows that must fit the shape of a format without a header."""
BY_POSITION = re.compile("column_([0-9]+)")
"""What a column is called where the file has no header: its position, from 1."""


def recognize(
    opened: Opened, formats: Mapping[str, Format], wanted: str = AUTO
) -> Format:
    """Return the format of a table: the wanted one, or the one it looks like.

    Raises :class:`~dashboard.table.read.UnreadableTableError` where there is no such
    format, or the table is plainly not in the wanted one.
    """
    if wanted == AUTO:
        fitting = [form for form in formats.values() if looks_like(opened, form)]
        return max(fitting, key=_strictness, default=formats[FALLBACK])
    if wanted not in formats:
        known = ", ".join([AUTO, *formats])
        raise UnreadableTableError(
            gettext("format {name}: must be one of {known}.", name=wanted, known=known)
        )
    form = formats[wanted]
    if (form.recognize or form.tags) and not looks_like(opened, form):
        raise UnreadableTableError(_refusal(opened, form))
    return form


def looks_like(opened: Opened, form: Format) -> bool:
    """Return whether a table has the columns, tags or shape of a format."""
    if form.tags:
        return bool(opened.hxl)
    if not form.recognize:
        return False
    names = set(map(key, opened.text.columns))
    by_name = all(any(key(n) in names for n in each) for each in form.recognize)
    return by_name or is_headless(opened, form)


def is_headless(opened: Opened, form: Format) -> bool:
    """Return whether a table without a header has the shape of a format."""
    return not opened.has_header and bool(_header(opened.text, form))


def name_by_position(text: pd.DataFrame, form: Format) -> pd.DataFrame:
    """Return a table without a header under the names that its format has.

    A column beyond those of the format keeps its name by position.
    """
    return _named(text, _header(text, form))


def _header(text: pd.DataFrame, form: Format) -> tuple[str, ...]:
    """Return the header of a format that cells fit, an older one only in its width."""
    if _fits(text, form.header, form):
        return form.header
    found = [BY_POSITION.fullmatch(str(name)) for name in text]
    width = max((int(each[1]) for each in found if each), default=0)
    same = (header for header in form.older if len(header) == width)
    return next((header for header in same if _fits(text, header, form)), ())


def _fits(text: pd.DataFrame, header: tuple[str, ...], form: Format) -> bool:
    rows = _named(text.head(SEEN_ROWS), header)
    shape = {name: each for name, each in form.shape.items() if name in header}
    if rows.empty or not shape:
        return False
    return all(
        name in rows and bool(matches(rows[name].str.strip(), pattern).all())
        for name, pattern in shape.items()
    )


def _named(text: pd.DataFrame, header: tuple[str, ...]) -> pd.DataFrame:
    names = {}
    for name in text:
        found = BY_POSITION.fullmatch(str(name))
        if found and int(found[1]) <= len(header):
            names[name] = header[int(found[1]) - 1]
    return text.rename(columns=names)


def _strictness(form: Format) -> tuple[bool, int]:
    return form.tags, len(form.recognize)


def _or(one: str, other: str) -> str:
    return gettext("{one} or {other}", one=one, other=other)


def _refusal(opened: Opened, form: Format) -> str:
    names = set(map(key, opened.text.columns))
    lacks = [n for n in form.recognize if not any(key(each) in names for each in n)]
    wanted = ", ".join(reduce(_or, each[:3]) for each in lacks)
    found = ", ".join(map(str, list(opened.text.columns)[:20]))
    return gettext(
        "{file}: this does not look like a file of {format}: no column {wanted}. "
        "Columns found: {found}. Let the format be guessed (auto).",
        file=opened.name,
        format=gettext(form.title),
        wanted=wanted or gettext("row of tags"),
        found=found,
    )
