"""What a change of the table does to its totals, and how it is said.

Totals over several campaigns are not made, so the effect stands for each campaign.
"""

from typing import Any, NamedTuple

import pandas as pd

from dashboard.figures.campaign_groups import campaign_groups
from dashboard.figures.toll_changes import signed, toll_change
from dashboard.figures.toll_sums import rows_toll
from dashboard.figures.tolls import toll_total
from dashboard.figures.totals import TOTALS, several_campaigns, totals
from dashboard.table.dictionary import Dictionary
from dashboard.table.diff import TableDiff
from dashboard.text.words import count_of, listing

PEOPLE = ("deaths_low", "deaths_best", "deaths_high", "missing", "survivors")
"""Totals that are not made over several campaigns."""
NO_CHANGE = "totals unchanged"


class Effect(NamedTuple):
    """What the totals of one campaign were, are, and by how much they changed.

    ``code`` and ``label`` are blank where the rows have no campaigns; ``words`` is
    "+2 incidents, deaths best +5", or :data:`NO_CHANGE`; ``old_toll`` and ``new_toll``
    carry the range.
    """

    code: str
    label: str
    old: dict[str, int | None]
    new: dict[str, int | None]
    words: str
    old_toll: str
    new_toll: str


def effects(
    old: pd.DataFrame, new: pd.DataFrame, dictionary: Dictionary
) -> list[Effect]:
    """Return the effect on each campaign that either state has, in their order.

    ``old`` and ``new`` are the located rows of both; the labels are the dictionary's.
    """
    was = {group.code: group for group in campaign_groups(old, dictionary)}
    is_now = {group.code: group for group in campaign_groups(new, dictionary)}
    found = []
    for code in {**is_now, **was}:
        some = is_now.get(code) or was[code]
        before, after = (
            groups[code].rows if code in groups else rows.iloc[:0]
            for groups, rows in ((was, old), (is_now, new))
        )
        found.append(_effect(code, some.label, before, after))
    return found


def _effect(code: str, label: str, old: pd.DataFrame, new: pd.DataFrame) -> Effect:
    before, after = _sums(old), _sums(new)
    return Effect(
        code,
        label,
        before,
        after,
        totals_change(before, after),
        _toll(old),
        _toll(new),
    )


def _toll(rows: pd.DataFrame) -> str:
    return toll_total(rows_toll(rows)) if len(rows) else "no row"


def _sums(rows: pd.DataFrame) -> dict[str, int | None]:
    sums: dict[str, Any] = dict(totals(rows))
    return {key: sums[key] for key in TOTALS}


def totals_change(old: dict[str, int | None], new: dict[str, int | None]) -> str:
    """Return "+2 incidents, +2 strikes, deaths low +5, best +5, high +5"."""
    changes = [
        f"{signed(more)} {_noun(key, more)}"
        for key in ("incidents", "parts", "strikes", "vessels")
        if (more := (new[key] or 0) - (old[key] or 0))
    ]
    ends = ("deaths_low", "deaths_best", "deaths_high")
    deaths = toll_change(*((t[ends[0]], t[ends[1]], t[ends[2]]) for t in (old, new)))
    changes += [deaths] * bool(deaths)
    for key, words in (
        ("deaths_unknown", "without a figure"),
        ("missing", "presumed dead (inside best and high)"),
        ("survivors", "known survivors"),
    ):
        if more := (new[key] or 0) - (old[key] or 0):
            changes.append(f"{signed(more)} {words}")
    return ", ".join(changes) or NO_CHANGE


def _noun(key: str, number: int) -> str:
    return key.removesuffix("s") if abs(number) == 1 else key


def rows_words(diff: TableDiff) -> str:
    """Return "2 rows added, 1 removed, 3 changed (5 cells)"."""
    if not diff:
        return "no row differs"
    words = [
        f"{count_of(len(diff.added), 'row')} added" if diff.added else "",
        f"{count_of(len(diff.removed), 'row')} removed" if diff.removed else "",
    ]
    if diff.changed:
        rows = count_of(len(diff.changed_rows), "row")
        words.append(f"{rows} changed ({count_of(len(diff.changed), 'cell')})")
    for verb, columns in (
        ("new", diff.columns_added),
        ("no longer there", diff.columns_removed),
    ):
        if columns:
            noun = "column" if len(columns) == 1 else "columns"
            words.append(f"{noun} {listing(list(columns))} {verb}")
    if diff.unmatched != (0, 0):
        old, new = diff.unmatched
        words.append(f"rows without an id, not compared: {old:,} before, {new:,} now")
    return listing([each for each in words if each])


def effect_lines(found: list[Effect]) -> list[str]:
    """Return a line for each campaign whose totals changed, with its range before and
    now; one line where none did.
    """
    changed = [each for each in found if each.words != NO_CHANGE]
    if not changed:
        return [NO_CHANGE[:1].upper() + NO_CHANGE[1:]]
    return [
        f"{each.label + ': ' if each.label else ''}{each.words} "
        f"(was {each.old_toll}; now {each.new_toll})"
        for each in changed
    ]


def totals_report(
    old: pd.DataFrame, new: pd.DataFrame, found: list[Effect]
) -> dict[str, Any]:
    """Return the totals of both states and their change, for programs.

    People are None over several campaigns, where no sum is made; see
    ``by_campaign``.
    """
    before, after = _apart(old), _apart(new)
    return {
        "old": before,
        "new": after,
        "change": _change(before, after),
        "by_campaign": {
            each.code: {
                "old": each.old,
                "new": each.new,
                "change": _change(each.old, each.new),
            }
            for each in found
        },
    }


def _apart(rows: pd.DataFrame) -> dict[str, int | None]:
    sums = _sums(rows)
    apart = PEOPLE if several_campaigns(rows) else ()
    return {key: None if key in apart else value for key, value in sums.items()}


def _change(
    old: dict[str, int | None], new: dict[str, int | None]
) -> dict[str, int | None]:
    changes: dict[str, int | None] = {}
    for key, was in old.items():
        now = new[key]
        changes[key] = None if was is None or now is None else now - was
    return changes
