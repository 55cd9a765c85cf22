"""Put several columns of a file together: sums, texts, sources with addresses."""

import re

import pandas as pd

from dashboard.importers.cells import Cells, number_texts
from dashboard.importers.format import ColumnRule

ADDRESS = r"https?://[^\s<>,;|]+"


def summed(parts: pd.DataFrame) -> Cells:
    """Add up whole numbers; blank where all are, the cell itself where it is bad."""
    total = pd.Series(float("nan"), index=parts.index)
    bad = pd.Series("", index=parts.index, dtype="str")
    refused = bad
    for name in parts:
        cells = number_texts(parts[name], whole=True)
        readable = cells.text.str.fullmatch("[0-9]{1,15}")
        total = total.add(pd.to_numeric(cells.text.where(readable)), fill_value=0)
        wrong = ~readable & cells.text.ne("")
        bad, refused = bad.mask(wrong, cells.text), refused.mask(wrong, cells.refused)
    words = total.astype("Int64").astype("str").fillna("").astype("str")
    return Cells(words.mask(bad.ne(""), bad), refused)


def joined_texts(parts: pd.DataFrame, rule: ColumnRule) -> pd.Series:
    """Put texts together, leaving blank ones out."""
    if rule.split:
        return _join_one_by_one(parts, rule)
    joined = parts.iloc[:, 0]
    for name in parts.columns[1:]:
        more = parts[name]
        between = pd.Series(rule.joiner, index=parts.index, dtype="str")
        between = between.mask(joined.eq("") | more.eq(""), "")
        joined = joined + between + more
    return joined


def _join_one_by_one(parts: pd.DataFrame, rule: ColumnRule) -> pd.Series:
    """Join the first values of the cells, then the second ones, with bars between.

    "Reuters;AP" and "2010-12-31;2011-01-02" are "Reuters, 2010-12-31 | AP, 2011-01-02".
    Where the cells hold different numbers of values nobody knows which belong together:
    the first column stands alone.
    """
    known: dict[tuple[str, ...], str] = {}
    rows = list(zip(*(parts[name] for name in parts), strict=True))
    for row in set(rows):
        cells = [[v.strip() for v in cell.split(rule.split)] for cell in row if cell]
        if len({len(values) for values in cells}) > 1:
            cells = cells[:1]
        pairs = (filter(None, values) for values in zip(*cells, strict=True))
        known[row] = " | ".join(filter(None, map(rule.joiner.join, pairs)))
    return pd.Series([known[row] for row in rows], index=parts.index, dtype="str")


def with_addresses(names: pd.Series, addresses: pd.Series) -> pd.Series:
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
