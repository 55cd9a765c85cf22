"""The days that a table covers by its description: gaps, and who last looked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.table.json_members import Member


@dataclass(frozen=True)
class CoverageGap:
    """A period that the search did not cover, or where it found nothing."""

    start: date
    end: date | None
    text: str


@dataclass(frozen=True)
class CoverageLook:
    """One search for incidents: who made it, when, and to which day it found sources.

    ``by`` is a role ("the authors of the table"), no name of a person; ``text`` says
    what was searched and found, blank where nothing is to be said.
    """

    on: date
    to: date
    by: str
    text: str = ""


def read_gap(entry: dict[str, Any]) -> CoverageGap:
    """Return a gap of the coverage; raises MemberError or ValueError for none."""
    end = entry.get("end")
    return CoverageGap(
        start=date.fromisoformat(entry["start"]),
        end=date.fromisoformat(end) if end else None,
        text=Member(entry, "coverage_gaps").text("text"),
    )


def read_looks(top: Member) -> tuple[CoverageLook, ...]:
    """Return the searches that a description tells of, the earliest first.

    Raises MemberError for one that lacks a day or who made it.
    """
    if "coverage_looks" not in top.value:
        return ()
    found = [
        CoverageLook(
            on=each.day("on"),
            to=each.day("to"),
            by=each.text("by"),
            text=each.text("text") if "text" in each.value else "",
        )
        for each in top.objects("coverage_looks")
    ]
    return tuple(sorted(found, key=lambda look: look.on))
