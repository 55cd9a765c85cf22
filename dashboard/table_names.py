"""Short names of tables that are open side by side, none of them twice."""

import re
from collections.abc import Callable, Sequence

from dashboard.dataset import Dataset

LONGEST_LABEL = 28
"""Letters of the name of a table in a label."""


def table_keys(datasets: Sequence[Dataset]) -> list[str]:
    """Return a short name for each table, fit for a link, none of them twice."""
    names = []
    for each in datasets:
        words = re.findall("[a-z0-9]+", each.description.title.casefold())
        names.append("-".join(words)[:32].strip("-") or "table")
    return _told_apart(names, lambda name, number: f"{name}-n{number}")


def short_labels(datasets: Sequence[Dataset]) -> list[str]:
    """Return a short name of each table for labels, none of them twice."""
    names = []
    for each in datasets:
        name = each.dictionary.short_title
        if len(name) > LONGEST_LABEL:
            name = f"{name[: LONGEST_LABEL - 1].rstrip()}…"
        names.append(name)
    return _told_apart(names, lambda name, number: f"{name} ({number})")


def _told_apart(names: list[str], other: Callable[[str, int], str]) -> list[str]:
    """Return names, a second one of a kind as ``other`` writes it with a number."""
    taken: list[str] = []
    for name in names:
        free, number = name, 1
        while free in taken:
            number += 1
            free = other(name, number)
        taken.append(free)
    return taken
