"""Add up a selection: units apart, ranges kept, and what has no figure said.

Low, best and high are three sums that never meet: a row without a high adds nothing
to the high of others, and is counted instead. An incident is a row without a parent;
its parts add to its units and its toll, and never to the number of incidents.
"""

from datetime import date
from typing import Any, TypedDict

import numpy as np
import pandas as pd

from dashboard.table.dates import iso_days
from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import kinds_of_sources
from dashboard.text.language import N_
from dashboard.text.words import Cell

TOTALS = (
    "incidents parts strikes vessels deaths_low deaths_best deaths_high "
    "deaths_unknown missing survivors"
).split()
"""The keys of :func:`totals` that every file and command prints, in this order."""
FIGURES = (
    *("deaths_low", "deaths_best", "deaths_high", "missing", "survivors"),
    *("strikes", "vessels"),
)
"""The columns of figures that are added up."""


CORROBORATED = "corroborated"
"""Our code of ``verification`` for what others than the actor confirm."""


class Totals(TypedDict):
    """What :func:`totals` adds up; None where no row gives such a figure."""

    incidents: int
    parts: int
    strikes: int | None
    vessels: int | None
    deaths_low: int | None
    deaths_best: int | None
    deaths_high: int | None
    deaths_unknown: int
    missing: int | None
    survivors: int | None
    open_low: int
    open_best: int
    open_high: int
    vessels_unknown: int


class Placed(TypedDict):
    """How many incidents have a place, only an area, or neither: :func:`placed`."""

    placed: int
    area_only: int
    unplaced: int


def totals(incidents: pd.DataFrame) -> Totals:
    """Return the totals of rows: counts of incidents, units and people.

    ``deaths_low``, ``deaths_best`` and ``deaths_high`` are sums over the rows that
    give that figure. An end of the range is None where a row has a best figure and
    not that end (a sum without it would lie inside the range), and all three are None
    where no row gives a toll; ``open_low`` and ``open_high`` count such rows, and
    ``open_best`` those that give a figure and no best one. ``strikes``, ``vessels``,
    ``missing`` and ``survivors`` are None where rows are there and none reports any.
    ``deaths_unknown`` counts rows without any figure, but not a part whose incident
    is there as well and carries the toll of the whole. ``missing`` is the number of
    presumed dead; they are inside best and high already and are never added to them.
    """
    part = incidents["parent_id"].ne("").to_numpy(bool)
    sums: dict[str, int | None] = {}
    blank: dict[str, np.ndarray] = {}
    for name in FIGURES:  # one after the other: as floats each takes 8 bytes a row
        figures = _figures(incidents[name])
        sums[name], blank[name] = _sum(figures), np.isnan(figures)
    low, best, high = (blank[f"deaths_{n}"] for n in ("low", "best", "high"))
    silent = low & best & high
    open_low, open_best, open_high = (
        int((~silent & end).sum()) for end in (low, best, high)
    )
    return {
        "incidents": int((~part).sum()),
        "parts": int(part.sum()),
        "strikes": sums["strikes"],
        "vessels": sums["vessels"],
        "deaths_low": None if open_low else sums["deaths_low"],
        "deaths_best": sums["deaths_best"],
        "deaths_high": None if open_high else sums["deaths_high"],
        "deaths_unknown": _unknown(incidents, silent),
        "missing": sums["missing"],
        "survivors": sums["survivors"],
        "open_low": open_low,
        "open_best": open_best,
        "open_high": open_high,
        "vessels_unknown": int(blank["vessels"].sum()),
    }


def _unknown(incidents: pd.DataFrame, silent: np.ndarray) -> int:
    return int(without_figure(incidents).sum()) if silent.any() else 0


def without_figure(incidents: pd.DataFrame) -> pd.Series:
    """Return which rows report no toll at all: unknown, and never zero.

    Skip a part when its incident is there too: the incident has the toll of both.
    """
    low, best, high = (incidents[f"deaths_{n}"] for n in ("low", "best", "high"))
    silent = low.isna() & best.isna() & high.isna()
    if not silent.any():
        return silent
    parents = incidents["parent_id"].mask(~silent, "")
    return silent & ~(parents.ne("") & parents.isin(incidents["incident_id"]))


def placed(incidents: pd.DataFrame) -> Placed:
    """Return how many incidents have a place, only an area, or neither.

    Counts incidents, not parts: ``placed`` (precision 1–2 with coordinates),
    ``area_only`` (an area is named) and ``unplaced``.
    """
    columns = ["join_method", "area_id"]
    whole = incidents.loc[incidents["parent_id"].eq(""), columns]
    area = whole["join_method"].eq("area") & whole["area_id"].ne("")
    nowhere = whole["join_method"].eq("unlocated") | (
        whole["join_method"].eq("area") & whole["area_id"].eq("")
    )
    return {
        "placed": int((~area & ~nowhere).sum()),
        "area_only": int(area.sum()),
        "unplaced": int(nowhere.sum()),
    }


def drawn_ends(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the ends of each row's toll as a bar draws them, a blank as nothing.

    Columns: ``low``, ``high`` (its low where the row gives no high), ``open`` (1 where
    an end is not given) and ``open_high`` (1 where it is the upper one). A best figure
    without either end is drawn as both; where no row at all gives an end, the table
    has no ranges, and none is open.
    """
    low, best, high = (
        _figures(incidents[f"deaths_{end}"]) for end in ("low", "best", "high")
    )
    no_low, no_high, no_best = (np.isnan(each) for each in (low, high, best))
    no_end = no_low & no_high
    first = np.nan_to_num(np.where(no_end, best, low))
    last = np.where(no_end, best, high)
    last = np.maximum(np.where(np.isnan(last), first, last), first)
    opened = (no_low | no_high) & ~(no_end & no_best) & (not no_end.all())
    ends = {
        "low": first,
        "high": last,
        "open": opened,
        "open_high": opened & no_high,
    }
    ends = {name: each.astype("int64") for name, each in ends.items()}
    return pd.DataFrame(ends, index=incidents.index)


def several_campaigns(incidents: pd.DataFrame) -> bool:
    """Return whether rows are of more than one campaign: their tolls stay apart.

    A sum over campaigns matches nothing that anyone published. Rows without a campaign
    are one beside those that have one.
    """
    campaign = incidents["campaign"]
    named = campaign.notna() & campaign.ne("").fillna(False)
    many = int(campaign[named].nunique())
    return many + (not named.all()) > 1


def cumulative(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the running sums of the toll by day: date, low, best, high.

    Where a row does not give an end, the running sum of that end is blank from its
    day on, as it is in :func:`totals`.
    """
    names = ["low", "best", "high"]
    rows = incidents[["date", *(f"deaths_{n}" for n in names)]].sort_values("date")
    rows = rows.set_axis(["date", *names], axis=1).dropna(subset=["date"])
    with_figure = rows[names].notna().any(axis=1)
    for name in ("low", "high"):
        opened = (rows[name].isna() & with_figure).cummax()
        rows[name] = rows[name].fillna(0).cumsum().mask(opened)
    rows["best"] = rows["best"].fillna(0).cumsum()
    return rows.groupby("date", as_index=False).last()


def published_for(
    published: pd.DataFrame, selection: dict[str, Any], coverage_start: date
) -> pd.DataFrame:
    """Return the published totals whose scope is exactly this selection.

    A total counts one campaign from the first day on: it belongs to a selection of
    that campaign alone that begins no later, up to the last day asked for. Under any
    other filter none is comparable, and the frame is empty. Adds ``date``.
    """
    campaign = selection.get("campaign") or []
    others = set(selection) - {"campaign", "from", "to"}
    late = selection.get("from", coverage_start) > coverage_start
    if len(campaign) != 1 or others or late:
        return published.iloc[:0]
    same = published["campaign"].eq(campaign[0]) & published["killed"].notna()
    day = iso_days(published["as_of_date"])
    rows = published.assign(date=day)[same & day.notna()]
    if end := selection.get("to"):
        rows = rows[rows["date"] <= pd.Timestamp(end)]
    return rows


def period(incidents: pd.DataFrame) -> tuple[Cell, Cell]:
    """Return the first and last day of the rows, or two Nones where there are none."""
    days = incidents["date"].dropna()
    return (days.min(), days.max()) if len(days) else (None, None)


def _figures(column: pd.Series) -> np.ndarray:
    """Return a column of figures with NaN for a blank: small sums are then fast."""
    if column.dtype == "float32":  # of a large table: no copy of twice the size
        return column.to_numpy()
    return column.to_numpy("float64", na_value=np.nan)


def _sum(figures: np.ndarray) -> int | None:
    """Return the sum of the figures given; None where rows are there and give none."""
    given = figures[~np.isnan(figures)]
    return int(given.sum(dtype="float64")) if len(given) or not len(figures) else None


def open_ended(incidents: pd.DataFrame) -> pd.Series:
    """Return which rows give a figure but not both ends of its range."""
    given = incidents[["deaths_low", "deaths_best", "deaths_high"]].notna()
    return given.any(axis=1) & ~given[["deaths_low", "deaths_high"]].all(axis=1)


def all_added_are_missing(
    incidents: pd.DataFrame, dictionary: Dictionary | None = None
) -> bool:
    """Return whether all that lies between low and high is presumed dead.

    Only then may it be called so: a range may also stand between two counts. A table
    whose ``dictionary`` has no column of the missing says so of nobody.
    """
    if dictionary is not None and not dictionary.has("missing"):
        return False
    low, high = incidents["deaths_low"], incidents["deaths_high"]
    missing = incidents["missing"].fillna(0)
    return bool(((high - low).fillna(0) == missing).all())


def sensitivity(
    incidents: pd.DataFrame, first_person: bool = True
) -> list[tuple[str, pd.DataFrame]]:
    """Return the rows to count if only better-sourced incidents count.

    Pairs of words, which are constants said by ``gettext``, and rows: all;
    corroborated; with a place of their own; with two sources or more whose pages were
    opened (``first_person`` as in the description). A part whose incident is left out
    stays only if it meets the rule itself. What the table does not tell of any row
    makes no set.
    """
    kind, kinds = kinds_of_sources(incidents["sources"])
    opened = [sum(each.opened for each in sources) for sources in kinds]
    several = np.array(opened, dtype="int64")[kind]
    twice = pd.Series(several, index=incidents.index, dtype="int64").ge(2)
    placed_rows = incidents["geo_precision"].isin([1, 2])
    sets = [(N_("all"), incidents)]
    verification = incidents["verification"]
    if not isinstance(verification.dtype, pd.CategoricalDtype):
        verification = verification.astype("category")
    if CORROBORATED in verification.cat.categories:
        sure = incidents[verification.eq(CORROBORATED)]
        sets.append((N_("corroborated only"), sure))
    sets.append((N_("placed only"), incidents[placed_rows]))
    if any(opened) or (first_person and CORROBORATED in verification.cat.categories):
        words = N_("two opened sources") if first_person else N_("two sources")
        sets.append((words, incidents[twice]))
    return sets
