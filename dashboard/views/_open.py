"""Open a file step by step, and keep what each step noticed beside the data set."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.dataset import Dataset, open_mapped
from dashboard.importers.apply import Mapped, map_table
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import Opened, TableSource

STEPS = ("read", "map", "check")
"""Steps of opening, in their order, as they are told to whoever waits."""


@dataclass(frozen=True, eq=False)
class OpenTable:
    """A table with what reading and mapping noticed; the texts of both are let go."""

    source: TableSource
    dataset: Dataset
    opened: Opened
    mapped: Mapped


def open_in_steps(
    source: TableSource, tell: Callable[[str, int], None] = lambda step, rows: None
) -> OpenTable:
    """Open a table; ``tell`` hears each step before it is done, and the rows so far.

    Raises as :func:`dashboard.dataset.open_table` does.
    """
    tell("read", 0)
    opened = open_file(source)
    tell("map", len(opened.text))
    mapped = map_table(opened, source)
    tell("check", len(mapped.text))
    dataset = open_mapped(mapped, source)
    return OpenTable(source, dataset, *_without_rows(opened, mapped))


def _without_rows(opened: Opened, mapped: Mapped) -> tuple[Opened, Mapped]:
    """Return both with their columns alone: the data set has the rows."""
    return (
        replace(opened, text=opened.text.iloc[:0].copy()),
        replace(mapped, text=mapped.text.iloc[:0].copy()),
    )
