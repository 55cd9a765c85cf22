"""Say which format a table is in, by the names of its columns or by its shape."""

import re
from collections.abc import Mapping

import pandas as pd

from dashboard.importers.format import FALLBACK, Format, key
from dashboard.table.read import UnreadableTableError

AUTO = "auto"
SEEN_ROWS = 20
"""Rows that must fit the shape of a format without a header."""


def recognize(
    text: pd.DataFrame, formats: Mapping[str, Format], wanted: str = AUTO
) -> Format:
    """Return the format of a table: the wanted one, or the one it looks like.

    Raises :class:`~dashboard.table.read.UnreadableTableError` where there is no such
    format, or the table is plainly not in the wanted one.
    """
    if wanted == AUTO:
        fitting = [form for form in formats.values() if looks_like(text, form)]
        return max(fitting, key=_strictness, default=formats[FALLBACK])
    if wanted not in formats:
        known = ", ".join([AUTO, *formats])
        raise UnreadableTableError(f"format {wanted}: must be one of {known}.")
    form = formats[wanted]
    if (form.recognize or form.tags) and not looks_like(text, form):
        raise UnreadableTableError(_refusal(text, form))
    return form


def looks_like(text: pd.DataFrame, form: Format) -> bool:
    """Return whether a table has the columns, tags or shape of a format."""
    if form.tags:
        return is_tagged(text)
    if not form.recognize:
        return False
    names = set(map(key, text.columns))
    by_name = all(any(key(n) in names for n in each) for each in form.recognize)
    return by_name or is_headless(text, form)


def is_tagged(text: pd.DataFrame) -> bool:
    """Return whether a row of HXL tags is the header or stands directly under it."""
    header = [str(name).strip() for name in text.columns]
    under = text.iloc[0].str.strip().tolist() if len(text) else []
    return _are_tags(header) or _are_tags(under)


def tags_of(text: pd.DataFrame) -> list[str]:
    """Return the tag of each column of a tagged table, blank where it has none."""
    header = [str(name).strip() for name in text.columns]
    return header if _are_tags(header) else text.iloc[0].str.strip().tolist()


def tags_are_header(text: pd.DataFrame) -> bool:
    """Return whether the tags stand where the names of columns do."""
    return _are_tags([str(name).strip() for name in text.columns])


def _are_tags(cells: list[str]) -> bool:
    tags = [bool(re.fullmatch(r"#[A-Za-z][\w+ ]*", cell)) for cell in cells]
    blank = [cell == "" or cell.startswith("column ") for cell in cells]
    enough = sum(tags) >= 2 or (sum(tags) == 1 and len(cells) == 1)
    return enough and all(tag or none for tag, none in zip(tags, blank, strict=True))


def is_headless(text: pd.DataFrame, form: Format) -> bool:
    """Return whether rows have the shape of a format, the first line among them."""
    if not form.shape or len(text.columns) != len(form.header):
        return False
    at = {name: form.header.index(name) for name in form.shape}
    rows = [list(map(str, text.columns)), *text.head(SEEN_ROWS).values.tolist()]
    return all(
        re.fullmatch(pattern, row[at[name]].strip())
        for row in rows
        for name, pattern in form.shape.items()
    )


def _strictness(form: Format) -> tuple[bool, int]:
    return form.tags, len(form.recognize)


def _refusal(text: pd.DataFrame, form: Format) -> str:
    names = set(map(key, text.columns))
    lacks = [n for n in form.recognize if not any(key(each) in names for each in n)]
    wanted = ", ".join(" or ".join(each[:3]) for each in lacks) or "row of tags"
    found = ", ".join(map(str, list(text.columns)[:20]))
    return (
        f"this does not look like a file of {form.title}: no column {wanted}. "
        f"Columns found: {found}. Leave --from out to have the format guessed."
    )
