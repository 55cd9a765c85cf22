"""Rows of two tables that may be one incident: near in place and days, tolls that agree.

Two sources seldom give one toll, so their ranges need only meet. The work is bounded:
rows are compared only where their days may meet, and the search ends after
``MOST_COMPARED`` comparisons.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.checks.near_duplicates import EARTH_RADIUS_KM, NEAR_DAYS, NEAR_KM
from dashboard.text.language import N_, gettext, ngettext

NOT_LOOKED_FOR = N_(
    "Whether rows of two tables are one incident is not known: the search was stopped"
)
MOST_LISTED = 200
"""Pairs that are listed, the nearest in days and place first; the rest are counted."""
MOST_FOUND = 100_000
MOST_COMPARED = 30_000_000
"""Comparisons after which the search ends: some seconds of work."""
OFTEN = 250
"""Rows that are compared before a person can stop: below a tenth of a second."""
SPANS = (7, 31, 366)
"""Days of the classes of spans: a long span is then compared apart from short ones."""
PERIODS = {"month": "M", "year": "Y"}


class SamePair(NamedTuple):
    """Two rows, by position; ``km`` is None where both are known only to one area.

    ``days`` is how many days lie between the two dates, 0 where they may be one.
    """

    one: int
    other: int
    km: float | None
    days: int


@dataclass(frozen=True)
class SamePairs:
    """Pairs that may be one incident, ``count`` of them; ``listed`` the nearest.

    ``complete`` is False where the search ended before every row was compared,
    ``stopped`` True where a person stopped it, and nothing is known.
    """

    listed: tuple[SamePair, ...] = ()
    count: int = 0
    complete: bool = True
    stopped: bool = False


STOPPED = SamePairs(complete=False, stopped=True)
"""What is known of pairs where a person stopped the search."""


def find_same(
    incidents: pd.DataFrame,
    table: pd.Series,
    progress: Callable[[float], None] = lambda share: None,
) -> SamePairs:
    """Return the pairs of rows of two tables that may be one incident.

    ``incidents`` are typed rows and ``table`` the table of each. With places of their
    own: at most ``NEAR_KM`` apart, or the sum of the radii, and ``NEAR_DAYS`` days
    between their dates (a month or a year is all of its days). Known only to an area:
    the same area and the same days. In both the ranges of the tolls meet, or one is
    not known. ``progress`` hears which share of the work is done, after each ``OFTEN``
    rows.
    """
    rows = _rows(incidents, table)
    tables = [rows[rows["table"].eq(key)] for key in rows["table"].unique()]
    found: list[SamePair] = []
    compared, steps, complete = 0, 0, True
    most = sum(min(map(len, pair)) for pair in combinations(tables, 2)) or 1
    for one, other in combinations(tables, 2):
        for pairs, cost in _pairs(one, other):
            if steps % OFTEN == 0:
                progress(min(1.0, max(steps / most, compared / MOST_COMPARED)))
            found += pairs
            compared += cost
            steps += 1
            if compared > MOST_COMPARED or len(found) > MOST_FOUND:
                complete = False
                break
    found.sort(key=lambda pair: (pair.days, pair.km or 0.0, pair.one, pair.other))
    return SamePairs(tuple(found[:MOST_LISTED]), len(found), complete)


def _rows(incidents: pd.DataFrame, table: pd.Series) -> pd.DataFrame:
    """Return what is compared of each row with a date, the index its position.

    ``start`` and ``end`` are days since 1970, ``low`` and ``high`` what the toll may be.
    """
    start, end = _span(incidents)
    numbers = {
        name: incidents[name].to_numpy("float64", na_value=np.nan)
        for name in ("latitude", "longitude", "radius_km", "geo_precision")
    }
    low, best, high = (
        incidents[f"deaths_{name}"].to_numpy("float64", na_value=np.nan)
        for name in ("low", "best", "high")
    )
    silent = np.isnan(low) & np.isnan(best) & np.isnan(high)
    least = np.where(np.isnan(low), np.where(np.isnan(best), 0, best), low)
    most = np.where(np.isnan(high), np.where(np.isnan(best), np.inf, best), high)
    only_area = numbers["geo_precision"] == 3
    rows = pd.DataFrame(
        {
            "table": table.to_numpy(object),
            "start": start,
            "end": end,
            "latitude": np.where(only_area, np.nan, numbers["latitude"]),
            "longitude": numbers["longitude"],
            "radius": np.nan_to_num(numbers["radius_km"]),
            "area": incidents["area_id"].where(only_area, "").to_numpy(object),
            "low": np.where(silent, 0, least),
            "high": np.where(silent, np.inf, np.maximum(most, least)),
        }
    )
    return rows[incidents["date"].notna().to_numpy()]


def _span(incidents: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and last day that each date may mean, since 1970."""
    days = incidents["date"].to_numpy("datetime64[D]")
    last = incidents["date_end"].to_numpy("datetime64[D]")
    last = np.where(np.isnat(last), days, last)
    precision = incidents["date_precision"].astype("object").fillna("").to_numpy()
    for name, unit in PERIODS.items():
        first_of_next = days.astype(f"datetime64[{unit}]") + 1
        whole = first_of_next.astype("datetime64[D]") - 1
        asked = precision == name
        last = np.where(asked, np.maximum(last, whole), last)
        begins = days.astype(f"datetime64[{unit}]").astype("datetime64[D]")
        days = np.where(asked, begins, days)
    last = np.where(precision == "week", np.maximum(last, days + 6), last)
    return days.astype("int64"), np.maximum(last, days).astype("int64")


def _pairs(
    one: pd.DataFrame, other: pd.DataFrame
) -> Iterator[tuple[list[SamePair], int]]:
    """Yield pairs of two tables, and how many comparisons each step took."""
    yield from _same_areas(one, other)
    few, many = sorted((one, other), key=len)
    few, many = (each[each["latitude"].notna()] for each in (few, many))
    length = many["end"] - many["start"]
    bounds = (-1, *SPANS, length.max() if len(many) else 0)
    for shorter, longest in zip(bounds, bounds[1:], strict=False):
        some = many[(length > shorter) & (length <= longest)].sort_values("start")
        if len(some):
            yield from _near(few, some, int(longest))


def _near(
    few: pd.DataFrame, many: pd.DataFrame, longest: int
) -> Iterator[tuple[list[SamePair], int]]:
    """Yield the pairs with places; ``many`` is sorted by start, spans up to longest."""
    start, positions = many["start"].to_numpy(), many.index.to_numpy()
    columns = {name: many[name].to_numpy() for name in many}
    for row in few.itertuples():
        begin = np.searchsorted(start, row.start - NEAR_DAYS - longest)
        stop = np.searchsorted(start, row.end + NEAR_DAYS, side="right")
        here = {name: column[begin:stop] for name, column in columns.items()}
        days = np.maximum(here["start"] - row.end, row.start - here["end"])
        reach = np.maximum(NEAR_KM, row.radius + here["radius"])
        fits = (days <= NEAR_DAYS) & _tolls_meet(row, here)
        degrees = np.degrees(reach / EARTH_RADIUS_KM)
        fits &= np.abs(here["latitude"] - row.latitude) <= degrees + 1e-9
        at = np.flatnonzero(fits)
        km = _kilometers(row, here["latitude"][at], here["longitude"][at])
        near = km <= reach[at]
        found = zip(at[near].tolist(), km[near].tolist(), strict=True)
        yield (
            [
                _pair(row.Index, int(positions[begin + one]), far, int(days[one]))
                for one, far in found
            ],
            int(stop - begin),
        )


def _same_areas(
    one: pd.DataFrame, other: pd.DataFrame
) -> Iterator[tuple[list[SamePair], int]]:
    """Yield the pairs known only to the same area on the same days."""
    keys = ["area", "start", "end"]
    known = {
        tuple(key): some for key, some in other[other["area"].ne("")].groupby(keys)
    }
    for row in one[one["area"].ne("")].itertuples():
        some = known.get((row.area, row.start, row.end))
        if some is None:
            continue
        meet = _tolls_meet(row, {name: some[name].to_numpy() for name in some})
        here = some.index[meet].tolist()
        yield [_pair(row.Index, each, None, 0) for each in here], len(some)


def _tolls_meet(row, here: dict[str, np.ndarray]) -> np.ndarray:
    return (here["low"] <= row.high) & (row.low <= here["high"])


def _pair(one: int, other: int, km: float | None, days: int) -> SamePair:
    return SamePair(min(one, other), max(one, other), km, max(days, 0))


def _kilometers(row, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Return great-circle distances on the mean sphere (haversine formula)."""
    north, south = np.radians(latitude), np.radians(row.latitude)
    across = np.radians(longitude - row.longitude)
    part = (
        np.sin((north - south) / 2) ** 2
        + np.cos(north) * np.cos(south) * np.sin(across / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(part, 0, 1)))


def same_words(same: SamePairs) -> list[str]:
    """Return that rows of two tables may be one incident, none where no two may."""
    if same.stopped:
        return [gettext(NOT_LOOKED_FOR)]
    if not same.count and same.complete:
        return []
    if same.complete:
        return [
            ngettext(
                "{count} pair of rows of two tables may be one incident, reported in "
                "both: page Data lists them, and totals --json",
                "{count} pairs of rows of two tables may be one incident, reported in "
                "both: page Data lists them, and totals --json",
                same.count,
            )
        ]
    return [
        ngettext(
            "at least {count} pair of rows of two tables may be one incident, reported "
            "in both: page Data lists them, and totals --json",
            "at least {count} pairs of rows of two tables may be one incident, "
            "reported in both: page Data lists them, and totals --json",
            same.count,
        )
    ]
