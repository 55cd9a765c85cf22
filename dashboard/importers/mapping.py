"""A mapping: which column of a table is which of ours; guessed, corrected, kept."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.importers.cells import day_texts, pair_texts
from dashboard.importers.columns import Columns
from dashboard.importers.format import FALLBACK, ColumnRule, Format, key, read_formats
from dashboard.table.read import UnreadableTableError
from dashboard.table.standard import STANDARD
from dashboard.text.language import N_, gettext

VERSION = 1
MAPPABLE = [(name, entry["title"]) for name, entry in STANDARD.items()]
"""Our columns that a table's may be mapped to: name, and title for people."""
ORDERS = {"": N_("as written"), "dmy": N_("day first"), "mdy": N_("month first")}
"""What may come first in a day that is all numbers: code, and words for people."""
COORDINATES = ("latitude", "longitude")
WORDS = {"latitude": {"lat", "latitude", "latitud"}, "longitude": set()}
YEAR_MONTH_DAY = ("year iyear ano anio", "month imonth mes", "day iday dia")
"""What the three columns of a date are called; ``key`` takes the accents off."""
BY_LETTER = ("x", "y")
WORDS["longitude"] = {"lon", "lng", "long", "longitude", "longitud"}
"""Words of a column's name that say what it is, whatever stands around them."""
SEEN_ROWS = 200
"""Rows that a guess by content looks at."""


@dataclass(frozen=True)
class Mapping:
    """Our columns by name, each with the table's column or columns for it.

    Several columns are put together: texts with a comma, numbers as a sum. One column
    for both ``latitude`` and ``longitude`` has both in a cell, latitude first.
    ``date_order`` is one of ``ORDERS``. ``guessed`` are those of our columns that were
    guessed by what the cells hold or by a word of a name.
    """

    columns: dict[str, str | list[str]] = field(default_factory=dict)
    date_order: str = ""
    guessed: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the mapping as a small text to keep; :func:`from_json` reads it."""
        entry = {"mapping": VERSION, "columns": self.columns}
        entry |= {"date_order": self.date_order} if self.date_order else {}
        return json.dumps(entry, ensure_ascii=False, indent=1) + "\n"

    @staticmethod
    def from_json(text: str) -> "Mapping":
        """Return the mapping of a kept text.

        Raises :class:`~dashboard.table.read.UnreadableTableError` with what is wrong.
        """
        try:
            entry = json.loads(text.removeprefix("\ufeff"))
        except (ValueError, RecursionError) as error:
            raise _wrong(gettext("it is not JSON ({error})", error=error)) from error
        version = entry.get("mapping") if isinstance(entry, dict) else None
        if isinstance(version, bool) or version != VERSION:
            raise _wrong(
                gettext(
                    'it must be an object with "mapping": {version}', version=VERSION
                )
            )
        columns, order = entry.get("columns"), entry.get("date_order", "")
        if not isinstance(columns, dict):
            raise _wrong(
                gettext('"columns" must be an object: our column to the table\'s')
            )
        for name, theirs in columns.items():
            if name not in STANDARD:
                raise _wrong(
                    gettext(
                        "'{name}' is none of {known}",
                        name=name,
                        known=", ".join(STANDARD),
                    )
                )
            if not _are_names(theirs):
                raise _wrong(
                    gettext(
                        "'{name}' must be the name of a column, or a list of some, "
                        "each once",
                        name=name,
                    )
                )
        if not isinstance(order, str) or order not in ORDERS:
            raise _wrong(
                gettext(
                    '"date_order" must be one of {known}, or blank',
                    known=", ".join(ORDERS)[2:],
                )
            )
        return Mapping(columns, order)

    def missing(self, text: pd.DataFrame) -> list[str]:
        """Return the columns that the mapping names and the table does not have."""
        known = set(map(key, text.columns))
        return [name for name in self._theirs() if key(name) not in known]

    def rules(self) -> dict[str, ColumnRule]:
        """Return the rules that fill our columns by this mapping."""
        return {name: self._rule(name, theirs) for name, theirs in self.columns.items()}

    def _theirs(self) -> Iterator[str]:
        for theirs in self.columns.values():
            yield from [theirs] if isinstance(theirs, str) else theirs

    def _rule(self, name: str, theirs: str | list[str]) -> ColumnRule:
        if isinstance(theirs, str) or len(theirs) == 1:
            one = theirs if isinstance(theirs, str) else theirs[0]
            both = [
                self.columns.get(each) for each in COORDINATES if name in COORDINATES
            ]
            if both and all(each in (one, [one]) for each in both):
                return ColumnRule(pair=(one,))
            return ColumnRule(names=(one,), order=self.date_order)
        parts = tuple((each,) for each in theirs)
        if STANDARD[name]["type"] == "integer":
            return ColumnRule(sum=parts)
        return ColumnRule(join=parts)


def guess_mapping(text: pd.DataFrame, form: Format | None = None) -> Mapping:
    """Return which column of a table is likely which of ours.

    By the names that people use, which stand in the format ``table``; then, for
    coordinates, by a word of a name; then, for the day and for both coordinates in one
    cell, by what the cells hold.
    """
    form = form or read_formats()[FALLBACK]
    columns = Columns(text)
    found: dict[str, str | list[str]] = {}
    for name, rule in form.columns.items():
        theirs = columns.find(rule.names) or columns.find(rule.pair)
        is_free = name in COORDINATES or theirs not in found.values()
        if theirs and is_free and _fits(name, rule, text[theirs], columns):
            found[name] = theirs
    guesses = {**_by_word(text, found), **_by_content(text, found)}
    both = {**found, **guesses}
    for name, other in (COORDINATES, COORDINATES[::-1]):
        if other not in both and key(str(both.get(name, ""))) in BY_LETTER:
            del both[name]  # "x" alone may be anything
    return Mapping(both, guessed=tuple(guesses))


def _by_word(text: pd.DataFrame, found: dict) -> dict[str, str]:
    """Guess coordinates by a word of a name: "Event lat (WGS84)"."""
    guesses = {}
    for name in COORDINATES:
        fitting = [
            column
            for column in text.columns
            if WORDS[name] & set(re.findall(r"[a-z]+", key(column)))
        ]
        if name not in found and len(fitting) == 1:
            guesses[name] = fitting[0]
    both = {**found, **guesses}
    if set(COORDINATES) - set(both):
        return {}
    if both["latitude"] == both["longitude"] and guesses:
        return guesses if _holds_pairs(text[both["latitude"]].head(SEEN_ROWS)) else {}
    return guesses


def _by_content(text: pd.DataFrame, found: dict) -> dict[str, Any]:
    """Guess the day, and a cell with both coordinates, by what the cells hold."""
    guesses: dict[str, Any] = {}
    seen = text.head(SEEN_ROWS)
    free = [name for name in text if name not in found.values()]
    if "date" not in found:
        days = [name for name in free if _holds_days(seen[name])]
        parts = [_called(free, names) for names in YEAR_MONTH_DAY]
        if days:
            guesses["date"] = days[0]
        elif all(parts):
            guesses["date"] = parts
    if not set(COORDINATES) & set(found) and not _by_word(text, found):
        pairs = [name for name in free if _holds_pairs(seen[name])]
        guesses |= dict.fromkeys(COORDINATES, pairs[0]) if pairs else {}
    return guesses


def _called(names: list[str], wanted: str) -> str:
    """Return the first name that is one of some words, or a blank."""
    return next((name for name in names if key(name) in wanted.split()), "")


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _all_match(column: pd.Series, pattern: str) -> bool:
    known = column[column.ne("")]
    return bool(len(known)) and bool(known.str.fullmatch(pattern).all())


def _holds_pairs(column: pd.Series) -> bool:
    pairs = [pair_texts(column, axis) for axis in COORDINATES]
    if pairs[0].refused.ne("").any():
        return False  # a refused cell is left as it came: 10.5 is no pair
    return all(_all_match(each.text, r"-?[0-9]{1,3}\.[0-9]+") for each in pairs)


def _holds_days(column: pd.Series) -> bool:
    """Return whether cells are days and not plain numbers, which may be anything."""
    numbers = column.str.fullmatch("[0-9.]+").any()
    return not numbers and _all_match(day_texts(column).text, _DAY)


def _fits(name: str, rule: ColumnRule, column: pd.Series, theirs: Columns) -> bool:
    """Return whether a column may be what its name says.

    The "day" of three columns for year, month and day is no date, and a "position" or
    a "geometry" need not be coordinates.
    """
    seen = column.head(SEEN_ROWS)
    filled = seen[seen.ne("")]
    if STANDARD[name]["type"] == "date":
        return not (len(filled) and filled.str.fullmatch(r"[0-9]{1,2}(\.0+)?").all())
    if theirs.find(rule.names) or not rule.pair or filled.empty:
        return True
    return pair_texts(filled, name).refused.eq("").any()


def _are_names(theirs: object) -> bool:
    """Return whether a mapping names a column, or several, none of them twice."""
    names = [theirs] if isinstance(theirs, str) else theirs
    if not isinstance(names, list) or not names:
        return False
    if not all(isinstance(each, str) and each.strip() for each in names):
        return False
    return len(set(map(key, names))) == len(names)


def _wrong(what: str) -> UnreadableTableError:
    return UnreadableTableError(
        gettext("the mapping cannot be used: {reason}.", reason=what)
    )
