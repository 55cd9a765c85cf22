"""Tolls of other tables: the widest range of what they report, and the raw values."""

import pandas as pd

from dashboard.checks.finding import WARNING, Finding
from dashboard.table.numbers import to_floats
from dashboard.table.standard import STANDARD
from dashboard.text.language import N_, gettext

TOLLS = ["deaths_low", "deaths_best", "deaths_high"]
DISORDER = N_(
    "low, best and high are out of order: counted with the widest range of the three; "
    "the raw ones are in reported_deaths_low, _best and _high"
)
MISSING = N_(
    "more missing than deaths_high, which holds the presumed dead: the missing are "
    "counted as the upper figure; the raw ones are in reported_deaths_low, _best, _high"
)
COUNTS = [
    name
    for name, entry in STANDARD.items()
    if entry["type"] == "integer" and name not in (*TOLLS, "geo_precision")
]
"""Our columns that count something other than the dead."""
BELOW_ZERO = r"-0*[1-9][0-9]*"
NEGATIVE = N_("is below 0, which no count is: left blank")


def blank_negatives(ours: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Blank, in place, counts below 0 of all but the dead; the row and its dead stay.

    Deaths that are a sum with a missing below 0 are the dead alone. Returns the raw
    values as columns ``reported_…``, and a warning for each.
    """
    raw, found = {}, []
    for name in COUNTS:
        wrong = ours[name].str.fullmatch(BELOW_ZERO)
        if not wrong.any():
            continue
        raw[f"reported_{name}"] = ours[name].where(wrong, "")
        found += _findings(ours[name][wrong], name, NEGATIVE)
        if name == "missing":
            for toll in ("deaths_best", "deaths_high"):
                summed = wrong & ours[toll].eq(ours[name])
                ours.loc[summed, toll] = ours["deaths_low"][summed]
        ours.loc[wrong, name] = ""
    return pd.DataFrame(raw, index=ours.index), found


def widen_tolls(ours: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Widen, in place, the range of tolls that are out of order.

    The lowest figure becomes ``deaths_low``, the highest ``deaths_high``; the best
    stays, it is between them. Returns the raw values of these rows as columns
    ``reported_deaths_…`` (none where every toll is in order), and a warning for each.
    Other counts below 0 are blanked first: see :func:`blank_negatives`.
    """
    before, found = blank_negatives(ours)
    names = [name for name in TOLLS if name in ours]
    texts = ours[names]
    numbers = pd.DataFrame(
        {name: _counts(ours[name]) for name in names}, index=ours.index
    )
    missing = _counts(ours["missing"])
    low, best, high = (numbers.get(name, missing * float("nan")) for name in TOLLS)
    disorder = (low > best) | (best > high) | (low > high)
    lost = missing > high
    wrong = disorder | lost
    if not wrong.any():
        return before, found
    figures = numbers[wrong]
    with_missing = figures.assign(missing=missing[wrong].where(lost[wrong]))
    raw = {
        f"reported_{name}": texts[name].where(wrong, "").astype("str") for name in names
    }
    shown = zip(*(texts[name][wrong] for name in names), strict=True)
    values = pd.Series([" / ".join(row) for row in shown], index=ours.index[wrong])
    ours.loc[wrong, "deaths_low"] = _words(figures.min(axis=1))
    ours.loc[wrong, "deaths_high"] = _words(with_missing.max(axis=1))
    found += _findings(values[disorder[wrong]], "deaths_best", DISORDER)
    found += _findings(ours["missing"][lost], "missing", MISSING)
    return before.assign(**raw), found


def _counts(column: pd.Series) -> pd.Series:
    return to_floats(column.where(column.str.fullmatch("[0-9]{1,15}"), ""))


def _words(numbers: pd.Series) -> pd.Series:
    return numbers.astype("Int64").astype("str").fillna("").astype("str")


def _findings(values: pd.Series, column: str, message: str) -> list[Finding]:
    said = gettext(message)
    return [
        Finding(int(line), column, str(value), said, WARNING)
        for line, value in values.items()
    ]
