"""Tables that were given twice: opened once, and said."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.dataset import Dataset
from dashboard.table.name_in_link import name_and_data
from dashboard.text.language import gettext

OF_NAME = ["incident_id", "parent_id"]
"""Columns that may be made of the file's name, where the file has no ids."""


def without_copies(datasets: Sequence[Dataset]) -> list[Dataset]:
    """Return the tables without those that are the same as an earlier one.

    The one that stays says so in its notices. A copy under another name is the same,
    another sheet of the same file is not.
    """
    kept: list[Dataset] = []
    for each in datasets:
        at = next((n for n, one in enumerate(kept) if is_same(one, each)), None)
        if at is None:
            kept.append(each)
            continue
        words = copy_words(_name(kept[at]), _name(each))
        notices = dict.fromkeys([*kept[at].notices, words])
        kept[at] = replace(kept[at], notices=[*notices])
    return kept


def copy_words(name: str, copy: str) -> str:
    """Return that a table was given twice and is opened once."""
    if name == copy:
        return gettext(
            "“{name}” is opened once: the second one is the same table", name=name
        )
    return gettext(
        "“{name}” is opened once: “{copy}” is the same table", name=name, copy=copy
    )


def is_same(one: Dataset, other: Dataset) -> bool:
    """Return whether two tables have the same rows of the same file, by any name."""
    if one.fingerprint == other.fingerprint:
        return True
    if one.state.table != other.state.table:
        return False
    rows, others = (
        each.incidents.drop(columns=[*OF_NAME, "geometry"]).reset_index(drop=True)
        for each in (one, other)
    )
    return rows.astype(object).equals(others.astype(object))


def open_already(first: Dataset, name: str) -> str:
    """Return that the file ``name`` was not opened: its table is open as ``first``."""
    return f"{copy_words(_name(first), name)}."


def _name(dataset: Dataset) -> str:
    """Return the file's name, as links have it, or the title of our own."""
    for _, text in dataset.names_in_link:
        return name_and_data(text)[0]
    return dataset.description.title
