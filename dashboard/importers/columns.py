"""Fill our columns from those of a file, by the rules of its format."""

import re
from collections.abc import Mapping

import pandas as pd

from dashboard.importers.cells import (
    BLANK_WORDS,
    coordinate_texts,
    day_texts,
    number_texts,
    pair_texts,
)
from dashboard.importers.format import ColumnRule, key, tag_key
from dashboard.table.standard import STANDARD

ADDRESS = r"https?://[^\s<>,;|]+"
NO_SUPERSET = "#affected"
"""No closer tag stands for this one: a part of the dead is not the dead."""


class Columns:
    """The columns of a file, found by the names that a format uses for them.

    ``tags`` are the HXL tags of the columns, where there are some.
    """

    def __init__(self, own: pd.DataFrame, tags: list[str] | None = None):
        self.own = own
        self._by_key = {key(name): name for name in reversed(own.columns)}
        self._by_tag = {
            tag_key(tag): name
            for tag, name in zip(tags or [], own.columns, strict=bool(tags))
            if tag
        }

    def find(self, names: tuple[str, ...]) -> str:
        """Return the file's column for the first name that is there, or a blank."""
        for name in names:
            found = (
                self._tagged(name) if name[0] == "#" else self._by_key.get(key(name))
            )
            if found:
                return found
        return ""

    def cells(self, names: tuple[str, ...]) -> pd.Series:
        """Return the cells of the first column that is there, or blanks."""
        name = self.find(names)
        blank = pd.Series("", index=self.own.index, dtype="str")
        return self.own[name] if name else blank

    def _tagged(self, tag: str) -> str:
        wanted = tag_key(tag)
        if wanted in self._by_tag or wanted.startswith(NO_SUPERSET):
            return self._by_tag.get(wanted, "")
        head, *attributes = wanted.split("+")
        for each, name in self._by_tag.items():
            has = each.split("+")
            if attributes and has[0] == head and set(attributes) <= set(has[1:]):
                return name
        return ""


def fill_columns(
    columns: Columns, rules: Mapping[str, ColumnRule]
) -> tuple[dict[str, pd.Series], dict[str, list[str]]]:
    """Return our columns as text, and of which of the file's columns each is made.

    A cell that cannot be read for certain stays as it is.
    """
    filled, made_of = {}, {}
    for name, rule in rules.items():
        cells, used = _fill(columns, name, rule)
        if cells is not None:
            filled[name], made_of[name] = cells, used
    return filled, made_of


def merged_columns(
    columns: Columns,
    rules: Mapping[str, ColumnRule],
    filled: dict[str, pd.Series],
    made_of: dict[str, list[str]],
) -> set[str]:
    """Return the file's columns that stand in ours, under one name and unchanged.

    Such a column is there once; any other that a rule uses is kept beside ours. A
    number that is written otherwise (``3.0``, ``+3``) and a word for nothing count as
    unchanged.
    """
    merged = set()
    for name, used in made_of.items():
        rule = rules[name]
        made = rule.codes or rule.prefix or rule.first_of or len(used) > 1
        if made or used[0].strip().casefold() != name:
            continue
        if not _differ(columns.own[used[0]], filled[name]):
            merged.add(used[0])
    return merged


def _differ(came: pd.Series, ours: pd.Series) -> bool:
    """Return whether some cell says more in the file than it does in our column."""
    other = came.ne(ours)
    pairs = zip(came[other], ours[other], strict=True)
    return any(not _same_cell(*pair) for pair in set(pairs))


def _same_cell(came: str, ours: str) -> bool:
    if ours == "":
        return came.casefold() in BLANK_WORDS
    try:
        return float(came) == float(ours)
    except ValueError:
        return False


def _fill(
    columns: Columns, name: str, rule: ColumnRule
) -> tuple[pd.Series | None, list[str]]:
    if one := columns.find(rule.names):
        return _read(columns.own[one], name, rule), [one]
    if one := columns.find(rule.pair):
        pair = pair_texts(columns.own[one])
        return pair[name == "longitude"], [one]
    several = [
        found for names in rule.sum or rule.join if (found := columns.find(names))
    ]
    if rule.sum and several:
        return _sum(columns.own[several]), several
    if several:
        joined = _join(columns.own[several], rule.joiner)
        address = columns.find(rule.links)
        if address:
            joined = _with_addresses(joined, columns.own[address])
        return joined, [*several, *filter(None, [address])]
    if one := columns.find(rule.instead):
        return _read(columns.own[one], name, rule), [one]
    return None, []


def _read(column: pd.Series, name: str, rule: ColumnRule) -> pd.Series:
    kind = STANDARD[name]["type"]
    if rule.codes:
        known = number_texts(column, whole=True).map(rule.codes).astype("str")
        return known.where(known.notna(), column)
    if name in ("latitude", "longitude"):
        return coordinate_texts(column)
    if kind in ("integer", "number") or rule.whole:
        return number_texts(column, whole=kind == "integer" or rule.whole)
    if kind == "date":
        return day_texts(column, rule.order)
    if rule.first_of:
        ends = f"[{re.escape(rule.first_of)}]"
        column = column.str.split(ends, regex=True).str[0].fillna("").astype("str")
    if rule.prefix:
        return column.mask(column.ne(""), rule.prefix + column)
    return column


def _sum(parts: pd.DataFrame) -> pd.Series:
    """Add up whole numbers; blank where all are, the cell itself where it is bad."""
    texts = [number_texts(parts[name], whole=True) for name in parts]
    total = pd.Series(float("nan"), index=parts.index)
    bad = pd.Series("", index=parts.index, dtype="str")
    for text in texts:
        readable = text.str.fullmatch("[0-9]{1,15}")
        number = pd.to_numeric(text.where(readable))
        total = total.add(number, fill_value=0)
        bad = bad.mask(~readable & text.ne(""), text)
    words = total.astype("Int64").astype("str").fillna("")
    return words.mask(bad.ne(""), bad)


def _join(parts: pd.DataFrame, joiner: str) -> pd.Series:
    """Put texts together, leaving blank ones out."""
    joined = parts.iloc[:, 0]
    for name in parts.columns[1:]:
        more = parts[name]
        between = pd.Series(joiner, index=parts.index, dtype="str")
        between = between.mask(joined.eq("") | more.eq(""), "")
        joined = joined + between + more
    return joined


def _with_addresses(names: pd.Series, addresses: pd.Series) -> pd.Series:
    """Return sources as we write them: ``Publisher <https://…> | Publisher <…>``."""
    known = {
        (name, cell): " | ".join(
            f"{name} <{address}>" for address in re.findall(ADDRESS, cell)
        )
        or name
        for name, cell in set(zip(names, addresses, strict=True))
    }
    cells = [known[pair] for pair in zip(names, addresses, strict=True)]
    return pd.Series(cells, index=names.index, dtype="str")
