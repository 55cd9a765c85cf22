"""Rows that may be one incident told twice: near in time and place, with one toll.

Candidates come from a tree over place, day and toll, so the work grows with the rows
and not with their pairs, also where thousands share one spot. Each row is compared until
one is found that it may repeat: not every pair is listed, but every row that is in one.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG); near duplicates need no ellipsoid."""
NEAR_KM, NEAR_DAYS = 50.0, 3
CHORD_KM = 2 * EARTH_RADIUS_KM * np.sin(NEAR_KM / EARTH_RADIUS_KM / 2)
"""Length of the straight line through the Earth between two points ``NEAR_KM`` apart."""
TOLL = ["deaths_low", "deaths_best", "deaths_high"]
FIRST_ASKED, MOST_ASKED = 4, 64
"""Neighbors of a spot that are looked at first, and at most."""
MOST_HEADS = 20
"""Incidents of one spot that another row is compared with."""


class NearDuplicates(NamedTuple):
    """Positions of (earlier, later) rows, and how many rows were not fully compared."""

    pairs: list[tuple[int, int]]
    unfinished: int


class Spots(NamedTuple):
    """Rows that agree in place, day and toll: one place each, or one area each.

    ``row`` and ``spot`` are the positions of rows and their spot's number; ``heads``
    maps a spot to the first row of each of its incidents, at most ``MOST_HEADS``;
    ``table`` has a line for each spot.
    """

    row: np.ndarray
    spot: np.ndarray
    heads: list[list[int]]
    table: pd.DataFrame


def find_near_duplicates(incidents: pd.DataFrame) -> NearDuplicates:
    """Return pairs of rows that may be one incident told twice, by the later row.

    With a place of their own: at most ``NEAR_KM`` and ``NEAR_DAYS`` apart, the same
    toll, and not two numbered strikes of one day. Known only to an area: the same day,
    area, toll and sources. Not an incident and its parts, and not two rows whose notes
    name each other.
    """
    parent, own = incidents["parent_id"], incidents["incident_id"]
    family = pd.factorize(own.where(parent.eq(""), parent))[0]
    explained = _Notes(incidents)
    points, areas = _spots_of_points(incidents, family), _areas(incidents, family)
    found = [*_within(areas, family, explained)]
    unnumbered = ~points.table["numbered"].to_numpy(dtype=bool)
    found += _within(points, family, explained, unnumbered)
    unfinished = 0
    for search in _searches(points.table):
        near, left = _between(points, *search, family, explained)
        found += near
        unfinished += left
    pairs = sorted(set(found), key=lambda pair: pair[::-1])
    return NearDuplicates(pairs, unfinished)


class _Notes:
    """Whether the notes of two rows name each other, and so say that they are two."""

    def __init__(self, incidents: pd.DataFrame) -> None:
        self.ids = incidents["incident_id"].tolist()
        self.notes = incidents["notes"].tolist()

    def __call__(self, one: int, other: int) -> bool:
        named = self.ids[one] in self.notes[other]
        return named and self.ids[other] in self.notes[one]


def _spots_of_points(incidents: pd.DataFrame, family: np.ndarray) -> Spots:
    own = incidents["geo_precision"].isin([1, 2]) & incidents["latitude"].notna()
    at = _true(own & incidents["date"].notna())
    some = incidents.iloc[at]
    toll = some[TOLL].astype("float64").fillna(-1)
    keys = pd.DataFrame(
        {
            "latitude": some["latitude"].to_numpy("float64"),
            "longitude": some["longitude"].to_numpy("float64"),
            "day": some["date"].to_numpy("datetime64[D]").astype("int64"),
            "toll": toll.groupby(TOLL, sort=False).ngroup().to_numpy(),
            "numbered": some["strikes"].fillna(0).gt(0).to_numpy(dtype=bool),
        }
    )
    return _grouped(keys, at, family)


def _areas(incidents: pd.DataFrame, family: np.ndarray) -> Spots:
    area = incidents["geo_precision"].eq(3) & incidents["area_id"].ne("")
    at = _true(area)
    keys = incidents.iloc[at][["date", "area_id", *TOLL, "sources"]]
    return _grouped(keys.reset_index(drop=True), at, family)


def _grouped(keys: pd.DataFrame, at: np.ndarray, family: np.ndarray) -> Spots:
    names = list(keys)
    spot = keys.groupby(names, sort=False, dropna=False).ngroup().to_numpy()
    table = keys.drop_duplicates().reset_index(drop=True)
    firsts = pd.DataFrame({"spot": spot, "family": family[at], "row": at})
    firsts = firsts.drop_duplicates(["spot", "family"])
    firsts = firsts[firsts.groupby("spot").cumcount().lt(MOST_HEADS)]
    heads: list[list[int]] = [[] for _ in range(len(table))]
    for number, row in zip(firsts["spot"], firsts["row"], strict=True):
        heads[number].append(row)
    return Spots(at, spot, heads, table)


def _within(
    spots: Spots, family: np.ndarray, explained: _Notes, kept: np.ndarray | None = None
) -> Iterator[tuple[int, int]]:
    """Yield rows of one spot that may be told twice; ``kept`` are spots to look at."""
    several = np.array([len(heads) > 1 for heads in spots.heads], dtype=bool)
    several &= True if kept is None else kept
    asked = several[spots.spot]
    for row, spot in zip(
        spots.row[asked].tolist(), spots.spot[asked].tolist(), strict=True
    ):
        for head in spots.heads[spot]:
            if head >= row:
                break
            if family[head] != family[row] and not explained(head, row):
                yield head, row
                break


def _searches(spots: pd.DataFrame) -> Iterator[tuple]:
    """Yield what to search: spots that ask, spots asked, days to shift, days around.

    A numbered strike is not compared with those of its own day: two days are added or
    taken away, and one day around that holds the days 1 to 3 apart.
    """
    every = np.arange(len(spots))
    numbered = spots["numbered"].to_numpy(dtype=bool)
    yield every[~numbered], every, 0, NEAR_DAYS
    yield every[numbered], every[~numbered], 0, NEAR_DAYS
    middle, around = (NEAR_DAYS + 1) / 2, (NEAR_DAYS - 1) / 2
    yield every[numbered], every[numbered], middle, around
    yield every[numbered], every[numbered], -middle, around


def _between(
    spots: Spots,
    asking: np.ndarray,
    asked: np.ndarray,
    shift: float,
    window: float,
    family: np.ndarray,
    explained: _Notes,
) -> tuple[list[tuple[int, int]], int]:
    """Return a pair for each spot with a neighbor, and how many spots were given up."""
    if not len(asking) or not len(asked):
        return [], 0
    from scipy.spatial import cKDTree  # 0.2 s, and only tables with points need it

    places = _in_space(spots.table)
    days, tolls = spots.table["day"].to_numpy(), spots.table["toll"].to_numpy()

    def coordinates(at: np.ndarray, more_days: float) -> np.ndarray:
        # A day is a share of the window; other tolls lie out of reach. The box around
        # a point then holds the ball that is meant.
        when = (days[at] + more_days) * (CHORD_KM / window)
        return np.c_[places[at], when, tolls[at] * 4 * CHORD_KM]

    tree = cKDTree(coordinates(asked, 0), balanced_tree=False)
    pairs: list[tuple[int, int]] = []
    for most in (FIRST_ASKED, MOST_ASKED):
        number = min(most, len(asked))
        _, near = tree.query(
            coordinates(asking, shift),
            k=range(1, number + 1),
            p=np.inf,
            distance_upper_bound=CHORD_KM * (1 + 1e-9),
            workers=-1,
        )
        reached = near < len(asked)
        others = asked[np.where(reached, near, 0)]
        away = np.linalg.norm(places[others] - places[asking][:, None], axis=2)
        close = reached & (away <= CHORD_KM) & (others != asking[:, None])
        again = reached.all(axis=1) & (number < len(asked))
        for line in np.flatnonzero(close.any(axis=1)):
            candidates = others[line][close[line]].tolist()
            if pair := _pair(spots, int(asking[line]), candidates, family, explained):
                pairs.append(pair)
                again[line] = False
        asking = asking[again]
        if not len(asking):
            break
    return pairs, len(asking)


def _pair(spots, spot: int, others: list[int], family, explained):
    """Return the first rows of two neighboring spots that may be one incident."""
    for other in others:
        for one in spots.heads[spot][:2]:
            for two in spots.heads[other]:
                if family[one] != family[two] and not explained(one, two):
                    return min(one, two), max(one, two)
    return None


def _in_space(spots: pd.DataFrame) -> np.ndarray:
    """Return x, y, z of each spot in km from the middle of the Earth."""
    lat, lon = (np.radians(spots[name]) for name in ("latitude", "longitude"))
    sphere = np.c_[np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
    return sphere * EARTH_RADIUS_KM


def _true(mask: pd.Series) -> np.ndarray:
    return np.flatnonzero(mask.fillna(False).to_numpy(dtype=bool))
