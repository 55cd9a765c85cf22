"""What rows that cannot be used take with them: how many rows, deaths, and why."""

from dataclasses import dataclass, field, replace

import pandas as pd

from dashboard.checks.finding import PROBLEM, Finding, kind_of_reason
from dashboard.table.numbers import to_floats
from dashboard.text.language import again, gettext

DEATHS = ("deaths_low", "deaths_best")
"""Where the smallest number of dead of a row stands; the upper count is no minimum."""
WHOLE = r"[0-9]{1,15}(\.0*)?"


@dataclass(frozen=True)
class LeftOut:
    """The rows of one table that problems keep out of every count.

    ``deaths_at_least`` adds up the smaller readable count of ``deaths_low`` and
    ``deaths_best`` of each row; ``without_figure`` are the rows that have none; ``upper_alone`` of
    them have a readable upper count, and ``most_of_upper`` is the sum of those.
    ``reasons`` are (reason in words, rows, first line), the commonest first. A row
    with several problems stands under the first alone, so that reasons add up to rows.
    ``parts`` are the rows that stay and are parts of an incident that is left out.
    """

    rows: int = 0
    deaths_at_least: int = 0
    without_figure: int = 0
    upper_alone: int = 0
    most_of_upper: int = 0
    reasons: list[tuple[str, int, int | None]] = field(default_factory=list)
    parts: int = 0

    def __bool__(self) -> bool:
        return self.rows > 0


def left_out(text: pd.DataFrame, findings: list[Finding]) -> LeftOut:
    """Return what the rows that a problem names take with them.

    ``text`` is the whole table, cells ``str``, the line as index. A row that repeats a
    sound one word for word loses no deaths: they count once, with the other row.
    """
    problems = [each for each in findings if each.level == PROBLEM]
    bad = text.index.isin({each.line for each in problems})
    if not bad.any():
        return LeftOut()
    rejected, sound = text[bad], text[~bad]
    lost = rejected[~_repeats(rejected, sound)]
    least = pd.DataFrame({name: _counts(lost, name) for name in DEATHS}).min(axis=1)
    upper = _counts(lost, "deaths_high")[least.isna()]
    return LeftOut(
        rows=len(rejected),
        upper_alone=int(upper.notna().sum()),
        most_of_upper=int(upper.sum()),
        deaths_at_least=int(least.sum()),
        without_figure=int(least.isna().sum()),
        reasons=_reasons(problems, set(rejected.index)),
        parts=_parts(rejected, sound),
    )


def with_reasons(lost: LeftOut, problems: list[Finding]) -> LeftOut:
    """Return rows left out with their reasons in the language of now.

    ``problems`` are those in English, as the table was opened.
    """
    lines = {each.line for each in problems if each.line}
    return replace(lost, reasons=_reasons(problems, lines))


def _parts(rejected: pd.DataFrame, sound: pd.DataFrame) -> int:
    if not {"incident_id", "parent_id"} <= set(sound):
        return 0
    named = sound["parent_id"].ne("")
    here = sound["parent_id"].isin(sound["incident_id"])
    there = sound["parent_id"].isin(rejected["incident_id"])
    return int((named & there & ~here).sum())


def _counts(rows: pd.DataFrame, name: str) -> pd.Series:
    if name not in rows:
        return pd.Series(float("nan"), index=rows.index)
    readable = rows[name].str.fullmatch(WHOLE)
    return to_floats(rows[name].where(readable, ""))


def _repeats(rejected: pd.DataFrame, sound: pd.DataFrame) -> pd.Series:
    """Return which rejected rows equal a sound one in all but the id."""
    names = [name for name in rejected if name != "incident_id"]
    if rejected.empty or not names:
        return pd.Series(False, index=rejected.index)
    near = sound[sound[names[0]].isin(rejected[names[0]])]
    known = set(near[names].itertuples(index=False, name=None))
    rows = rejected[names].itertuples(index=False, name=None)
    return pd.Series([row in known for row in rows], index=rejected.index, dtype=bool)


def _reasons(
    problems: list[Finding], lines: set[int]
) -> list[tuple[str, int, int | None]]:
    first: dict[int, Finding] = {}
    for each in problems:
        if each.line in lines:
            first.setdefault(each.line, each)
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for each in first.values():
        key = (each.column, kind_of_reason(each.message))
        kinds.setdefault(key, []).append(each)
    reasons = [
        (_reason_words(kind), len(kind), min(each.line for each in kind if each.line))
        for kind in kinds.values()
    ]
    return sorted(reasons, key=lambda reason: (-reason[1], reason[2]))


def _reason_words(kind: list[Finding]) -> str:
    """Return the reason of rows of one fault; the first one where each names values.

    Faults are told apart by their messages in English, whatever the language.
    """
    several = len({str(each.message) for each in kind}) > 1
    column, reason = kind[0].column, again(kind[0].message)
    if several and column:
        return gettext("{column}: for example, {reason}", column=column, reason=reason)
    if several:
        return gettext("for example, {reason}", reason=reason)
    return f"{column}: {reason}" if column else reason
