"""Fill our columns from those of a file, by the rules of its format."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from dashboard.checks.finding import NOTE, Finding
from dashboard.importers.cells import (
    Cells,
    Days,
    coordinate_texts,
    day_texts,
    each_text,
    is_blank_word,
    number_texts,
    pair_texts,
)
from dashboard.importers.format import ColumnRule, key, tag_key
from dashboard.importers.joined import joined_texts, summed, with_addresses
from dashboard.table.reasons import reason_in_words
from dashboard.table.standard import STANDARD
from dashboard.text.language import gettext

COORDINATES = ("latitude", "longitude")
IDS = ("incident_id", "parent_id")
WITH_ZEROS, ZEROS = r"^-?[0-9]+\.0+$", r"\.0+$"
PEOPLE = "#affected"
"""No closer tag stands for this one: a part of the dead is not the dead."""


class Columns:
    """The columns of a file, found by the names that a format uses for them.

    ``tags`` are the HXL tags of the columns, where there are some; ``epoch`` is the
    year from which the file counts days.
    """

    def __init__(
        self, own: pd.DataFrame, tags: list[str] | None = None, epoch: int = 1900
    ):
        self.own, self.epoch = own, epoch
        tagged = list(zip(tags or [], own.columns, strict=bool(tags)))
        self._by_tag = {tag_key(tag): name for tag, name in tagged if tag}
        # "Killed" that is tagged as the women killed is not the dead by its name.
        parts = {name for tag, name in tagged if tag_key(tag).startswith(PEOPLE)}
        named = [name for name in reversed(own.columns) if name not in parts]
        self._by_key = {key(_parted(name)): name for name in named}
        self._by_key |= {key(name): name for name in named}

    def find(self, names: tuple[str, ...]) -> str:
        """Return the file's column for the first name that is there, or a blank."""
        for name in names:
            found = self._tagged(name) if name.startswith("#") else ""
            if found := found or self._by_key.get(key(name), ""):
                return found
        return ""

    def cells(self, names: tuple[str, ...]) -> pd.Series:
        """Return the cells of the first column that is there, or blanks."""
        name = self.find(names)
        blank = pd.Series("", index=self.own.index, dtype="str")
        return self.own[name] if name else blank

    def _tagged(self, tag: str) -> str:
        wanted = tag_key(tag)
        if wanted in self._by_tag or wanted.startswith(PEOPLE):
            return self._by_tag.get(wanted, "")
        head, *attributes = wanted.split("+")
        for each, name in self._by_tag.items():
            has = each.split("+")
            if attributes and has[0] == head and set(attributes) <= set(has[1:]):
                return name
        return ""


def _parted(name: str) -> str:
    """Return a name like ``decimalLatitude`` as two words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


class Filled(NamedTuple):
    """Our columns as text, the file's columns that each is made of, and findings."""

    cells: dict[str, pd.Series]
    made_of: dict[str, list[str]]
    findings: list[Finding]


def fill_columns(columns: Columns, rules: Mapping[str, ColumnRule]) -> Filled:
    """Return our columns as text, each filled by its rule.

    A cell that cannot be read for certain stays as it is, and is a problem. A day of
    which only month or year is told becomes a span, unless other columns say more.
    """
    filled = Filled({}, {}, [])
    spans: dict[str, pd.Series] = {}
    for name, rule in rules.items():
        used = _used(columns, rule)
        if not used:
            continue
        cells: Cells | Days = (
            _fill_days(columns, name, rule, filled, spans)
            if STANDARD[name]["type"] == "date"
            else _fill(columns, name, rule, used)
        )
        filled.cells[name] = cells.text
        filled.made_of[name] = used
        if isinstance(cells, Cells) and cells.note and name == COORDINATES[0]:
            filled.findings.append(
                Finding(None, used[0], "", gettext(cells.note), NOTE)
            )
        filled.findings.extend(find_refused(columns.own[used[0]], name, cells.refused))
    for name, span in spans.items():
        given = filled.cells.get(name, span)
        filled.cells[name] = given.mask(given.eq(""), span)
    return filled


def _used(columns: Columns, rule: ColumnRule) -> list[str]:
    """Return the file's columns that a rule takes, none where none is there."""
    for names in (rule.names, rule.pair):
        if one := columns.find(names):
            return [one]
    parts = [found for each in rule.sum or rule.join if (found := columns.find(each))]
    if parts:
        return [*parts, *filter(None, [columns.find(rule.links)])]
    return [*filter(None, [columns.find(rule.instead)])]


def _fill_days(
    columns: Columns,
    name: str,
    rule: ColumnRule,
    filled: Filled,
    spans: dict[str, pd.Series],
) -> Days:
    used = _used(columns, rule)
    column = columns.own[used[0]]
    if len(used) > 1:  # year, month and day, of which the last may be blank or 0
        parts = [plain_codes(columns.own[each]).replace("0", "") for each in used]
        column = parts[0].str.cat(parts[1:], "-").str.rstrip("-")
    days = day_texts(column, rule.order, columns.epoch)
    filled.findings.extend(Finding(None, name, "", each, NOTE) for each in days.notes)
    if name == "date" and days.precision.ne("").any():
        spans.update(date_end=days.end, date_precision=days.precision)
    if name == "date_end":  # "until 2025-09" is until the 30th
        last = days.text.mask(days.end.ne(""), days.end)
        return days._replace(text=last)
    return days


def find_refused(column: pd.Series, name: str, refused: pd.Series) -> list[Finding]:
    """Return a problem for each cell that could not be read, with the reason."""
    wrong = refused[refused.ne("")]
    said = {reason: reason_in_words(reason) for reason in wrong.unique()}
    return [
        Finding(int(line), name, column[line], said[reason])
        for line, reason in wrong.items()
    ]


def merged_columns(
    columns: Columns, rules: Mapping[str, ColumnRule], filled: Filled
) -> set[str]:
    """Return the file's columns that stand in ours, under one name and unchanged.

    Such a column is there once; any other that a rule uses is kept beside ours. A
    number that is written otherwise (``3.0``, ``+3``) and a word for nothing count as
    unchanged.
    """
    merged = set()
    for name, used in filled.made_of.items():
        rule = rules[name]
        made = rule.codes or rule.prefix or rule.first_of or len(used) > 1
        if made or used[0].strip().casefold() != name:
            continue
        if not _differ(columns.own[used[0]], filled.cells[name]):
            merged.add(used[0])
    return merged


def _differ(came: pd.Series, ours: pd.Series) -> bool:
    """Return whether some cell says more in the file than it does in our column."""
    other = came.ne(ours)
    pairs = zip(came[other], ours[other], strict=True)
    return any(not _same_cell(*pair) for pair in set(pairs))


def _same_cell(came: str, ours: str) -> bool:
    if ours == "":
        return is_blank_word(came)
    try:
        return float(came) == float(ours)
    except ValueError:
        return False


def _fill(columns: Columns, name: str, rule: ColumnRule, used: list[str]) -> Cells:
    one = columns.own[used[0]]
    if columns.find(rule.names):
        return _read(one, name, rule)
    if columns.find(rule.pair):
        return pair_texts(one, name)
    if rule.sum and used[0] != columns.find(rule.instead):
        return summed(columns.own[used])
    if rule.join and used[0] != columns.find(rule.instead):
        address = columns.find(rule.links)
        joined = joined_texts(
            columns.own[[each for each in used if each != address]], rule
        )
        return _as_it_is(
            with_addresses(joined, columns.own[address]) if address else joined
        )
    return _read(one, name, rule)


def _as_it_is(column: pd.Series) -> Cells:
    return Cells(column, pd.Series("", index=column.index, dtype="str"))


def _read(column: pd.Series, name: str, rule: ColumnRule) -> Cells:
    kind = STANDARD[name]["type"]
    if rule.codes:
        return _as_it_is(each_text(column, lambda cell: _code(cell, rule.codes)))
    if name in COORDINATES:
        return coordinate_texts(column, name)
    if kind in ("integer", "number"):
        return number_texts(column, whole=kind == "integer")
    if rule.whole or name in IDS:
        column = plain_codes(column)
    if rule.first_of:
        ends = f"[{re.escape(rule.first_of)}]"
        column = column.str.split(ends, regex=True).str[0].fillna("").astype("str")
    if rule.prefix:
        column = column.mask(column.ne(""), rule.prefix + column)
    return _as_it_is(column)


def _code(cell: str, codes: Mapping[str, str]) -> str:
    plain = re.sub(ZEROS, "", cell) if re.match(WITH_ZEROS, cell) else cell
    return codes.get(plain, cell)


def plain_codes(column: pd.Series) -> pd.Series:
    """Return codes and ids without a fraction of zeros: ``3.0`` is the code 3.

    Only where all of a column are whole numbers: "1.0" beside "1.1" is a version.
    """
    broken = column.str.contains(WITH_ZEROS)
    whole = column.str.fullmatch(r"-?[0-9]+(\.0+)?") | column.eq("")
    if not broken.any() or not whole.all():
        return column
    return column.mask(broken, column.str.replace(ZEROS, "", regex=True))
