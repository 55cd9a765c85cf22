"""Tables in our own columns: known by them, and read cell by cell as any other."""

import pandas as pd

from dashboard.checks.finding import Finding
from dashboard.importers.cells import day_texts
from dashboard.importers.columns import Columns, fill_columns, find_refused
from dashboard.importers.format import ColumnRule, key
from dashboard.openers.opened import Opened
from dashboard.table.dictionary import Dictionary
from dashboard.table.standard import STANDARD


def has_our_columns(text: pd.DataFrame, dictionary: Dictionary) -> bool:
    """Return whether a table has most of a dictionary's columns, and so its rules."""
    names = set(map(key, text.columns))
    known = [name for name in dictionary.fields if key(name) in names]
    return 2 * len(known) > len(dictionary.fields)


def in_our_cells(
    opened: Opened, dictionary: Dictionary
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return a table in a dictionary's columns, its cells as we write them.

    Names are told apart by letters alone, not by case and blanks. No column is added,
    none is mended; a cell that cannot be read stays as it is, and is a problem.
    """
    columns = Columns(opened.text)
    theirs = {name: columns.find((name,)) for name in dictionary.fields}
    text = opened.text.rename(
        columns={own: name for name, own in theirs.items() if own}
    )
    rules = {
        name: ColumnRule(names=(name,))
        for name, own in theirs.items()
        if own and name in STANDARD and STANDARD[name]["type"] != "date"
    }
    filled = fill_columns(Columns(text), rules)
    text = text.assign(**filled.cells)
    found = list(filled.findings)
    for name, own in theirs.items():
        if own and name in STANDARD and name not in rules:
            days = day_texts(text[name], epoch=opened.epoch)
            found += find_refused(text[name], name, days.refused)
            # A month is no day: only the columns beside it could say so.
            text[name] = days.text.mask(days.precision.ne(""), text[name])
    return text, [*opened.findings, *found]
