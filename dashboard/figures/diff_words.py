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
from dashboard.text.language import N_, gettext, ngettext, number
from dashboard.text.words import listing

PEOPLE = ("deaths_low", "deaths_best", "deaths_high", "missing", "survivors")
"""Totals that are not made over several campaigns."""
NO_CHANGE = N_("totals unchanged")


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
    return toll_total(rows_toll(rows)) if len(rows) else gettext("no row")


def _sums(rows: pd.DataFrame) -> dict[str, int | None]:
    sums: dict[str, Any] = dict(totals(rows))
    return {key: sums[key] for key in TOTALS}


def totals_change(old: dict[str, int | None], new: dict[str, int | None]) -> str:
    """Return "+2 incidents, +2 strikes, deaths low +5, best +5, high +5"."""
    changes = [
        count_change(key, more)
        for key in ("incidents", "parts", "strikes", "vessels")
        if (more := (new[key] or 0) - (old[key] or 0))
    ]
    ends = ("deaths_low", "deaths_best", "deaths_high")
    deaths = toll_change(*((t[ends[0]], t[ends[1]], t[ends[2]]) for t in (old, new)))
    changes += [deaths] * bool(deaths)
    for key, words in (
        ("deaths_unknown", N_("{more} without a figure")),
        ("missing", N_("{more} presumed dead (inside best and high)")),
        ("survivors", N_("{more} known survivors")),
    ):
        if more := (new[key] or 0) - (old[key] or 0):
            changes.append(gettext(words, more=signed(more)))
    return ", ".join(changes) or NO_CHANGE


def count_change(key: str, more: int) -> str:
    """Return "+2 incidents": a change of one of the counts."""
    told, size = {"more": signed(more)}, abs(more)
    if key == "incidents":
        return ngettext("{more} incident", "{more} incidents", size, **told)
    if key == "parts":
        return ngettext("{more} part", "{more} parts", size, **told)
    if key == "strikes":
        return ngettext("{more} strike", "{more} strikes", size, **told)
    return ngettext("{more} vessel", "{more} vessels", size, **told)


def rows_words(diff: TableDiff) -> str:
    """Return "2 rows added, 1 removed, 3 changed (5 cells)"."""
    if not diff:
        return gettext("no row differs")
    words = []
    if added := len(diff.added):
        words.append(ngettext("{count} row added", "{count} rows added", added))
    if removed := len(diff.removed):
        words.append(ngettext("{count} row removed", "{count} rows removed", removed))
    if diff.changed:
        cells = ngettext("{count} cell", "{count} cells", len(diff.changed))
        words.append(
            ngettext(
                "{count} row changed ({cells})",
                "{count} rows changed ({cells})",
                len(diff.changed_rows),
                cells=cells,
            )
        )
    if columns := list(diff.columns_added):
        words.append(
            ngettext(
                "column {names} new",
                "columns {names} new",
                len(columns),
                names=listing(columns),
            )
        )
    if columns := list(diff.columns_removed):
        words.append(
            ngettext(
                "column {names} no longer there",
                "columns {names} no longer there",
                len(columns),
                names=listing(columns),
            )
        )
    if diff.unmatched != (0, 0):
        old, new = diff.unmatched
        words.append(
            gettext(
                "rows without an id, not compared: {old} before, {new} now",
                old=number(old),
                new=number(new),
            )
        )
    return listing(words)


def effect_lines(found: list[Effect]) -> list[str]:
    """Return a line for each campaign whose totals changed, with its range before and
    now; one line where none did.
    """
    changed = [each for each in found if each.words != NO_CHANGE]
    if not changed:
        return [gettext("Totals unchanged")]
    return [_effect_line(each) for each in changed]


def _effect_line(effect: Effect) -> str:
    words = gettext(
        "{effect} (was {old}; now {new})",
        effect=effect.words,
        old=effect.old_toll,
        new=effect.new_toll,
    )
    return f"{effect.label}: {words}" if effect.label else words


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
