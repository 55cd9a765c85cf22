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
from dashboard.text.words import count_of

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
    "incidents": "Incidents",
    "parts": "Parts of incidents",
    "strikes": "Strikes",
    "vessels": "Vessels",
    "missing": "Missing, presumed dead (inside best and high)",
    "survivors": "Known survivors",
    "placed": "Incidents that can be placed",
    "area_only": "Incidents known only to an area",
}
"""What is counted on both sides, in the order of the table."""
REPORTED = ("strikes", "vessels", "missing", "survivors")
"""Counts that are columns: not shown of a table that reports none."""
BEFORE_DEATHS: tuple[Count, ...] = ("incidents", "parts", "strikes", "vessels")
NOT_ADDED = "not added up over campaigns"
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
        (label, *_counts(one[key], other[key]))
        for key, label in COUNT_LABELS.items()
        if dictionary is None or key not in REPORTED or dictionary.has(key)
    ]
    before = {COUNT_LABELS[key] for key in BEFORE_DEATHS}
    rows.insert(sum(row[0] in before for row in rows), _deaths(left, right))
    table = pd.DataFrame(rows, columns=["", "Left", "Right", "Right − left"])
    return table.set_index("")


def _counts(one: int | None, other: int | None) -> tuple[str, str, str]:
    """Return a count of both sides and its difference, "–" where no row tells."""
    left, right = ("–" if each is None else f"{each:,}" for each in (one, other))
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
    in_words = difference in UNSAID or ";" in difference or ":" in difference
    return difference if in_words else f"{difference} killed"


def overlap_words(left: Side, right: Side, dictionary: Dictionary | None = None) -> str:
    """Say how many incidents stand on both sides, blank where none does."""
    if dictionary is not None and dictionary.tables_apart:
        pairs = _sides_of_tables(left, right, dictionary)
        return tables_joined(
            dictionary, [overlap_words(*pair) or "None on both." for _, pair in pairs]
        )
    one, other = _ids(left), _ids(right)
    on_both = _is_among(one, other)
    if on_both.all() and _is_among(other, one).all():
        same = len(one) > 0
        return (
            "Both sides hold the same incidents." if same else "Both sides are empty."
        )
    both = left.rows[left.rows["parent_id"].eq("") & on_both]
    return f"{count_of(len(both), unit_of(both))} on both sides." if len(both) else ""


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
    return (
        f"Left ({left.words}): {_side_words(left, dictionary)}. "
        f"Right ({right.words}): {_side_words(right, dictionary)}. "
        f"Right minus left: {difference}. {missing}"
        f"{data_to_sentence(dictionary)}; {table_name(dictionary)} ({data}), {link}."
    )


def _side_words(side: Side, dictionary: Dictionary) -> str:
    return by_table(
        side.rows, dictionary, lambda rows: _one_side_words(Side(rows, side.words))
    )


def _one_side_words(side: Side) -> str:
    one = side.one_campaign
    dead = toll_total(rows_toll(side.rows)) if one else f"deaths {NOT_ADDED}"
    return f"{count_of(side.sums['incidents'], 'incident')}, {dead}"


def _deaths(left: Side, right: Side) -> tuple[str, str, str, str]:
    label = "Deaths, low–high (best)"
    words = [
        toll_total(rows_toll(side.rows)) if side.one_campaign else NOT_ADDED
        for side in (left, right)
    ]
    if NOT_ADDED in words:
        return label, words[0], words[1], NOT_ADDED
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
