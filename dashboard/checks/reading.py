"""What the reading of a table did to it, so that every output can say it."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.checks.finding import WARNING, Finding

WIDENED = "with the widest range", "counted as the upper figure"
BY_CONVENTION = ("coded by convention",)
"""Words by which a warning says what became of a toll."""


@dataclass(frozen=True)
class Reading:
    """How a table was read.

    ``part`` is the sheet or layer taken and ``not_read`` the others. ``widened`` are
    the rows whose toll was counted with a wider range than the table gives, and
    ``by_convention`` those whose toll is a number that stands for an unknown one. Rows
    left out are in neither.
    """

    part: str = ""
    not_read: tuple[str, ...] = ()
    widened: int = 0
    by_convention: int = 0


def find_reading(
    part: str,
    parts: Iterable[str],
    findings: Iterable[Finding],
    left_out: Iterable[int | None],
) -> Reading:
    """Return how a table was read, from what was found and the lines left out."""
    lost = set(left_out)
    warned = [
        each for each in findings if each.level == WARNING and each.line not in lost
    ]

    def rows(words: tuple[str, ...]) -> int:
        return len({e.line for e in warned if any(word in e.message for word in words)})

    others = tuple(each for each in parts if each != part) if part else ()
    return Reading(part, others, rows(WIDENED), rows(BY_CONVENTION))
