"""The report on one table: what it is, what was accepted, what was not, and why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.checks.finding import (
    NOTE,
    PROBLEM,
    SHOWN_VALUE,
    WARNING,
    Finding,
    kind_of_reason,
)
from dashboard.checks.left_out import LeftOut, left_out
from dashboard.text.language import again, gettext, ngettext, number

COLUMNS = "line column value reason allowed fix level".split()
"""What the full report says of each finding, in this order."""
LEVELS = (PROBLEM, WARNING, NOTE)


@dataclass(frozen=True)
class Report:
    """What is in one table.

    ``rows`` is ``accepted`` + ``warned`` + ``rejected``: rows in order, rows that are
    used and that a person should look at, rows that cannot be used. ``format`` is the
    name of the importer and ``title`` the format in words.
    """

    name: str
    format: str
    title: str
    rows: int
    accepted: int
    warned: int
    rejected: int
    left_out: LeftOut
    findings: list[Finding] = field(default_factory=list)

    @property
    def deaths_left_out(self) -> int:
        """At least so many deaths hang on the rows that are rejected."""
        return self.left_out.deaths_at_least

    def as_dict(self) -> dict[str, Any]:
        """Return the report for programs: every finding with its line."""
        return {
            "file": self.name,
            "format": self.format,
            "rows": self.rows,
            "accepted": self.accepted,
            "warned": self.warned,
            "rejected": self.rejected,
            "deaths_left_out": self.deaths_left_out,
            "rows_left_out_without_figure": self.left_out.without_figure,
            "problems": [_entry(each) for each in self.findings],
        }

    def to_json(self) -> str:
        """Return the report as JSON."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n"


def make_report(
    name: str, importer: str, title: str, text: pd.DataFrame, findings: list[Finding]
) -> Report:
    """Return the report on a table; ``text`` is all of it, the line as index."""
    order = {level: at for at, level in enumerate(LEVELS)}
    by_line = sorted(findings, key=lambda each: (each.line or 0, order[each.level]))
    lines = {
        level: {each.line for each in findings if each.level == level} - {None}
        for level in LEVELS
    }
    rejected = int(text.index.isin(lines[PROBLEM]).sum())
    warned = int(text.index.isin(lines[WARNING] - lines[PROBLEM]).sum())
    return Report(
        name=name,
        format=importer,
        title=title,
        rows=len(text),
        accepted=len(text) - warned - rejected,
        warned=warned,
        rejected=rejected,
        left_out=left_out(text, findings),
        findings=by_line,
    )


def report_rows(findings: Sequence[Finding]) -> tuple[list[str], list[list[str]]]:
    """Return every finding as a row of texts, under the names of ``COLUMNS``."""
    rows = [[_cell(value) for value in _entry(each).values()] for each in findings]
    return list(COLUMNS), rows


def grouped(findings: Sequence[Finding]) -> list[str]:
    """Return one sentence for each kind of finding: how many rows, the first line.

    Reasons that differ only in the values of their rows are one kind. Problems first,
    then warnings, then notes, each in the order of their first line.
    """
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    kinds: dict[str, str] = {}  # a table of 100,000 rows may have few reasons
    for each in findings:
        kind = str(each.message) if each.line else ""
        if kind and kind not in kinds:
            kinds[kind] = kind_of_reason(kind)
        key = (each.level, each.column, kinds.get(kind, each.message))
        groups.setdefault(key, []).append(each)
    ordered = sorted(groups.values(), key=lambda group: LEVELS.index(group[0].level))
    return [_group_words(group) for group in ordered]


def summary(report: Report) -> list[str]:
    """Return the report in a few sentences: what it is, rows, deaths, and groups."""
    lines = [
        gettext(
            "{file} looks like: {format}.",
            file=report.name,
            format=gettext(report.title),
        ),
        ngettext(
            "{count} row: {accepted} accepted, {warned} accepted with a warning, "
            "{rejected} rejected.",
            "{count} rows: {accepted} accepted, {warned} accepted with a warning, "
            "{rejected} rejected.",
            report.rows,
            accepted=number(report.accepted),
            warned=number(report.warned),
            rejected=number(report.rejected),
        ),
    ]
    if report.rejected:
        lines.append(_lost_words(report.left_out))
    return [*lines, *grouped(report.findings)]


def _lost_words(lost: LeftOut) -> str:
    deaths = number(lost.deaths_at_least)
    if lost.without_figure:
        return ngettext(
            "The rejected rows hold at least {deaths} deaths; {count} of them has no "
            "readable figure.",
            "The rejected rows hold at least {deaths} deaths; {count} of them have no "
            "readable figure.",
            lost.without_figure,
            deaths=deaths,
        )
    return gettext("The rejected rows hold at least {deaths} deaths.", deaths=deaths)


def _group_words(group: list[Finding]) -> str:
    first = group[0]
    level = first.level_words
    if first.line is None or len(group) == 1:
        return f"{level}: {first}"
    lines = len({each.line for each in group})
    if len({str(each.message) for each in group}) > 1:
        like = ngettext(
            "{count} row like this one: {finding}",
            "{count} rows like this one: {finding}",
            lines,
            finding=str(first),
        )
        return f"{level}: {like}"
    what = f"{first.column}: " if first.column else ""
    example, reason = first.value[:SHOWN_VALUE], f"{what}{again(first.message)}"
    if example:
        where = ngettext(
            "{count} row: {reason} (for example '{example}'), first at line {line}",
            "{count} rows: {reason} (for example '{example}'), first at line {line}",
            lines,
            reason=reason,
            example=example,
            line=first.line,
        )
    else:
        where = ngettext(
            "{count} row: {reason}, first at line {line}",
            "{count} rows: {reason}, first at line {line}",
            lines,
            reason=reason,
            line=first.line,
        )
    return f"{level}: {'; '.join([where, *first.more])}"


def _entry(finding: Finding) -> dict[str, Any]:
    values = (
        finding.line,
        finding.column,
        finding.value,
        finding.message,
        finding.allowed,
        finding.fix,
        finding.level,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
