"""What the reading of a table did to it, so that every output can say it."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.checks.finding import WARNING, Finding
from dashboard.table.numbers import to_floats

WIDENED = "with the widest range", "counted as the upper figure"
BY_CONVENTION = ("coded by convention",)
BELOW_ZERO = ("is below 0",)
"""Words by which a warning says what became of a figure."""
ENDS = ("low", "best", "high")


@dataclass(frozen=True)
class Reading:
    """How a table was read.

    ``part`` is the sheet or layer taken and ``not_read`` the others. ``widened`` are
    the rows whose toll was counted with a wider range than the table gives, and
    ``by_convention`` those whose toll is a number that stands for an unknown one. Rows
    left out are in neither. Over the widened rows, ``in_file`` has the sums of low, best
    and high as the file gives them and ``counted`` as they are counted here; None where
    no row has the figure. ``below_zero`` are (column, value) of the counts below 0 that
    are left blank.
    """

    part: str = ""
    not_read: tuple[str, ...] = ()
    widened: int = 0
    by_convention: int = 0
    in_file: tuple[int | None, ...] = ()
    counted: tuple[int | None, ...] = ()
    below_zero: tuple[tuple[str, str], ...] = ()


def find_reading(
    part: str,
    parts: Iterable[str],
    findings: Iterable[Finding],
    left_out: Iterable[int | None],
    text: pd.DataFrame,
) -> Reading:
    """Return how a table was read, from what was found and the lines left out.

    ``text`` is the table in our columns, the line as index.
    """
    lost = set(left_out)
    warned = [
        each for each in findings if each.level == WARNING and each.line not in lost
    ]

    def said(words: tuple[str, ...]) -> list[Finding]:
        return [e for e in warned if any(word in e.message for word in words)]

    widened = {each.line for each in said(WIDENED)}
    some = text[text.index.isin(widened)]
    others = tuple(each for each in parts if each != part) if part else ()
    return Reading(
        part,
        others,
        len(widened),
        len({each.line for each in said(BY_CONVENTION)}),
        _sums(some, "reported_deaths_"),
        _sums(some, "deaths_"),
        tuple((each.column, each.value) for each in said(BELOW_ZERO)),
    )


def _sums(rows: pd.DataFrame, prefix: str) -> tuple[int | None, ...]:
    """Return the sums of low, best and high of some rows; none for no row."""
    if rows.empty:
        return ()
    cells = rows.reindex(columns=[prefix + end for end in ENDS]).fillna("")
    sums = cells.apply(to_floats).sum(min_count=1)
    return tuple(None if pd.isna(each) else int(each) for each in sums)
