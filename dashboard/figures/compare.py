"""Two selections side by side: what differs, with the range of each difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from dashboard.figures.caveats import as_sentences
from dashboard.figures.dataset_words import data_to_sentence, table_name
from dashboard.figures.large_numbers import unit_of
from dashboard.figures.table_groups import by_table, table_groups, tables_joined
from dashboard.figures.toll_changes import UNKNOWN_DIFFERENCE, signed, toll_difference
from dashboard.figures.toll_sums import rows_toll
from dashboard.figures.tolls import toll_total
from dashboard.figures.totals import (
    Placed,
    Totals,
    placed,
    several_campaigns,
    totals,
)
from dashboard.table.dictionary import Dictionary
from dashboard.text import counts
from dashboard.text.language import N_, gettext, ngettext, number

Count = Literal[
    "incidents",
    "parts",
    "strikes",
    "vessels",
    "missing",
    "survivors",
    "placed",
    "area_only",
]
COUNT_LABELS: dict[Count, str] = {
    "incidents": N_("Incidents"),
    "parts": N_("Parts of incidents"),
    "strikes": N_("Strikes"),
    "vessels": N_("Vessels"),
    "missing": N_("Missing, presumed dead (inside best and high)"),
    "survivors": N_("Known survivors"),
    "placed": N_("Incidents that can be placed"),
    "area_only": N_("Incidents known only to an area"),
}
"""What is counted on both sides, in the order of the table."""
REPORTED = ("strikes", "vessels", "missing", "survivors")
"""Counts that are columns: not shown of a table that reports none."""
BEFORE_DEATHS: tuple[Count, ...] = ("incidents", "parts", "strikes", "vessels")
NOT_ADDED = N_("not added up over campaigns")
UNSAID = (NOT_ADDED, UNKNOWN_DIFFERENCE)
"""Differences that are no number."""


class Sums(Totals, Placed):
    """Totals and number of placed incidents, together."""


@dataclass(frozen=True)
class Side:
    """One side of a comparison: its located rows, and its selection in words."""

    rows: pd.DataFrame
    words: str

    @property
    def sums(self) -> Sums:
        """Return totals and number of placed incidents, together."""
        return {**totals(self.rows), **placed(self.rows)}

    @property
    def one_campaign(self) -> bool:
        """Return whether the tolls of the rows may be added up."""
        return not several_campaigns(self.rows)


def differences(
    left: Side, right: Side, dictionary: Dictionary | None = None
) -> pd.DataFrame:
    """Return the numbers of both sides and right − left, as text.

    A difference of deaths is a range: the least and the most that both ranges allow,
    and apart from it the difference of the best figures. A count whose column is blank
    in the whole table of ``dictionary`` is left out. Of several tables each has its
    own lines.
    """
    if dictionary is not None and dictionary.tables_apart:
        return pd.concat(
            [
                differences(*pair, each).rename(lambda label, t=each: _of(label, t))
                for each, pair in _sides_of_tables(left, right, dictionary)
            ]
        )
    one, other = left.sums, right.sums
    rows = [
        (gettext(label), *_counts(one[key], other[key]))
        for key, label in COUNT_LABELS.items()
        if dictionary is None or key not in REPORTED or dictionary.has(key)
    ]
    before = {gettext(COUNT_LABELS[key]) for key in BEFORE_DEATHS}
    rows.insert(sum(row[0] in before for row in rows), _deaths(left, right))
    columns = ["", gettext("Left"), gettext("Right"), gettext("Right − left")]
    table = pd.DataFrame(rows, columns=columns)
    return table.set_index("")


def _counts(one: int | None, other: int | None) -> tuple[str, str, str]:
    """Return a count of both sides and its difference, "–" where no row tells."""
    left, right = ("–" if each is None else number(each) for each in (one, other))
    if one is None or other is None:
        return left, right, "–"
    return left, right, signed(other - one)


def _of(label: str, table: Dictionary) -> str:
    return f"{label}, {table.beside.label}"


def _sides_of_tables(
    left: Side, right: Side, dictionary: Dictionary
) -> list[tuple[Dictionary, tuple[Side, Side]]]:
    """Return each table with its rows on both sides."""
    one, other = (table_groups(side.rows, dictionary) for side in (left, right))
    return [
        (each, (Side(some, left.words), Side(others, right.words)))
        for (each, some), (_, others) in zip(one, other, strict=True)
    ]


def difference_words(left: Side, right: Side, dictionary: Dictionary) -> str:
    """Return the difference of the tolls: "5–9 killed", of several tables each."""
    if dictionary.tables_apart:
        pairs = _sides_of_tables(left, right, dictionary)
        words = [difference_words(*pair, each) for each, pair in pairs]
        return tables_joined(dictionary, words)
    difference = _deaths(left, right)[3]
    unsaid = difference in map(gettext, UNSAID)
    if unsaid or ";" in difference or ":" in difference:
        return difference
    return gettext("{difference} killed", difference=difference)


def overlap_words(left: Side, right: Side, dictionary: Dictionary | None = None) -> str:
    """Say how many incidents stand on both sides, blank where none does."""
    if dictionary is not None and dictionary.tables_apart:
        pairs = _sides_of_tables(left, right, dictionary)
        return tables_joined(
            dictionary,
            [overlap_words(*pair) or gettext("None on both.") for _, pair in pairs],
        )
    one, other = _ids(left), _ids(right)
    on_both = _is_among(one, other)
    if on_both.all() and _is_among(other, one).all():
        if one.empty:
            return gettext("Both sides are empty.")
        return gettext("Both sides hold the same incidents.")
    both = left.rows[left.rows["parent_id"].eq("") & on_both]
    if both.empty:
        return ""
    if unit_of(both) == "strike":
        return ngettext(
            "{count} strike on both sides.", "{count} strikes on both sides.", len(both)
        )
    return ngettext(
        "{count} incident on both sides.", "{count} incidents on both sides.", len(both)
    )


def pair_sentence(
    left: Side,
    right: Side,
    dictionary: Dictionary,
    data: str,
    link: str,
    caveats: Sequence[str] = (),
) -> str:
    """Return one sentence about both sides that can stand in a report.

    ``caveats`` say what is missing from the table.
    """
    missing = f"{as_sentences(list(caveats))} ".lstrip()
    difference = difference_words(left, right, dictionary)
    body = gettext(
        "Left ({left}): {left_counts}. Right ({right}): {right_counts}. Right minus "
        "left: {difference}.",
        left=left.words,
        left_counts=_side_words(left, dictionary),
        right=right.words,
        right_counts=_side_words(right, dictionary),
        difference=difference,
    )
    return (
        f"{body} {missing}"
        f"{data_to_sentence(dictionary)}; {table_name(dictionary)} ({data}), {link}."
    )


def _side_words(side: Side, dictionary: Dictionary) -> str:
    return by_table(
        side.rows, dictionary, lambda rows: _one_side_words(Side(rows, side.words))
    )


def _one_side_words(side: Side) -> str:
    one = side.one_campaign
    apart = gettext("deaths not added up over campaigns")
    dead = toll_total(rows_toll(side.rows)) if one else apart
    return f"{counts.incidents(side.sums['incidents'])}, {dead}"


def _deaths(left: Side, right: Side) -> tuple[str, str, str, str]:
    label, not_added = gettext("Deaths, low–high (best)"), gettext(NOT_ADDED)
    words = [
        toll_total(rows_toll(side.rows)) if side.one_campaign else not_added
        for side in (left, right)
    ]
    if not (left.one_campaign and right.one_campaign):
        return label, words[0], words[1], not_added
    # What stands on both sides is the same dead, whatever their number: it cancels.
    one, other = (
        rows_toll(side.rows[~_is_among(_ids(side), _ids(beside))])
        for side, beside in ((left, right), (right, left))
    )
    return label, words[0], words[1], toll_difference(one, other)


def _ids(side: Side) -> pd.Series:
    return side.rows["incident_id"]


def _is_among(ids: pd.Series, others: pd.Series) -> np.ndarray:
    """Return which ids are among others; on texts ``isin`` takes 20 times as long."""
    codes, _ = pd.factorize(pd.concat([ids, others], ignore_index=True))
    return np.isin(codes[: len(ids)], codes[len(ids) :])
