"""Pairs of rows that may be one incident told twice.

The work grows with the rows, never with their square: rows that share everything are
compared once, a tree finds the nearest of the others, and the search ends at
``MOST_PAIRS``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product

import numpy as np
import pandas as pd

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG); near duplicates need no ellipsoid."""
NEAR_KM, NEAR_DAYS = 50.0, 3
CHORD = 2 * np.sin(NEAR_KM / EARTH_RADIUS_KM / 2)
"""``NEAR_KM`` as a straight line through a globe of radius 1."""
TOLL = ["deaths_low", "deaths_best", "deaths_high"]
MOST_PAIRS = 200
"""Pairs that are listed; a table with more has a problem of another kind."""
NEIGHBORS = 8
"""Neighbors to ask for first. Few sites have more that share a toll and three days."""
CHUNK = 256
"""Sites to search around at once: a crowded table then ends the search early."""


def find_near_duplicates(incidents: pd.DataFrame) -> tuple[list[tuple[int, int]], bool]:
    """Return pairs of rows that may be one incident, and whether there are more.

    ``incidents`` is a typed table without problems. A pair holds the positions of its
    rows, the earlier first. With a place of their own: at most ``NEAR_KM`` and
    ``NEAR_DAYS`` apart, the same toll, and not two numbered strikes of one day. Known
    only to an area: the same day, area, toll and sources. Never an incident and its
    parts, nor rows whose notes name each other. At most ``MOST_PAIRS`` pairs.
    """
    ids, notes = incidents["incident_id"].tolist(), incidents["notes"].tolist()
    pairs: set[tuple[int, int]] = set()
    for one, other in chain(_same_areas(incidents), _near_points(incidents)):
        if ids[one] in notes[other] and ids[other] in notes[one]:
            continue
        pairs.add((min(one, other), max(one, other)))
        if len(pairs) > MOST_PAIRS:
            break
    return sorted(pairs)[:MOST_PAIRS], len(pairs) > MOST_PAIRS


def _same_areas(incidents: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Precision 3: one row and the next with the same day, area, toll and sources."""
    area = incidents["geo_precision"].eq(3) & incidents["area_id"].ne("")
    rows = np.flatnonzero(area.fillna(False))
    some = incidents.iloc[rows]
    kind = _codes(some, ["date", "area_id", *TOLL, "sources"])
    order = np.argsort(kind, kind="stable")
    one, other = order[:-1], order[1:]
    family = _families(some)
    pair = (kind[one] == kind[other]) & (family[one] != family[other])
    yield from zip(rows[one[pair]].tolist(), rows[other[pair]].tolist(), strict=True)


@dataclass
class _Sites:
    """Rows by place, day, toll and incident; rows alike in all of these are one site.

    ``spot`` is n × 4: a place on a globe of radius 1, and a number of the toll and the
    day, in which sites of another toll or day lie out of reach. ``days`` holds each of
    these numbers once, sorted.
    """

    spot: np.ndarray
    days: np.ndarray
    family: np.ndarray
    numbered: np.ndarray
    rows: list[np.ndarray]


def _near_points(incidents: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Precision 1–2: within days and km, same toll, not two numbered strikes of a day."""
    sites = _find_sites(incidents)
    if len(sites.spot) < 2:
        return
    every = np.arange(len(sites.spot))
    tree = _tree(sites.spot)
    crowded: dict[int, list[np.ndarray]] = {}
    for chunk in np.split(every, every[CHUNK::CHUNK]):
        for days in range(NEAR_DAYS + 1):
            asked = _may_pair(sites, chunk, days)
            away, found = tree.query(
                _later(sites, asked, days),
                k=range(1, NEIGHBORS + 1),
                distance_upper_bound=np.nextafter(CHORD, 1),
            )
            crowded.setdefault(days, []).append(asked[np.isfinite(away[:, -1])])
            place, rank = np.nonzero(np.isfinite(away))
            yield from _row_pairs(sites, asked[place], found[place, rank])
    for days, parts in crowded.items():
        yield from _other_families(sites, np.concatenate(parts), days)


def _other_families(
    sites: _Sites, asked: np.ndarray, days: int
) -> Iterator[tuple[int, int]]:
    """Yield what lies around crowded sites, other than parts of the same incident.

    Two incidents differ in a bit of their number at least. So the sites are split by
    each bit in turn: across the split every neighbor is of another incident, and
    thousands of parts of one incident are never compared with each other.
    """
    if not len(asked):
        return
    for bit in range(int(sites.family.max()).bit_length()):
        side = sites.family >> bit & 1
        for value in (0, 1):
            across = np.flatnonzero(side != value)
            here = asked[side[asked] == value]
            if not len(across) or not len(here):
                continue
            tree = _tree(sites.spot[across])
            reach = np.nextafter(CHORD, 1)
            away, _ = tree.query(_later(sites, here, days), distance_upper_bound=reach)
            for site in here[np.isfinite(away)]:
                (spot,) = _later(sites, np.array([site]), days)
                found = across[tree.query_ball_point(spot, CHORD)]
                yield from _row_pairs(sites, np.full(len(found), site), found)


def _find_sites(incidents: pd.DataFrame) -> _Sites:
    own = incidents["geo_precision"].isin([1, 2]) & incidents["latitude"].notna()
    rows = np.flatnonzero((own & incidents["date"].notna()).fillna(False))
    some = incidents.iloc[rows]
    days = some["date"].to_numpy("datetime64[D]").astype("int64")
    keys = pd.DataFrame(
        {
            "latitude": some["latitude"].to_numpy(float),
            "longitude": some["longitude"].to_numpy(float),
            "day": days - days.min(initial=0),
            "toll": _codes(some, TOLL),
            "family": _families(some),
            "numbered": some["strikes"].gt(0).fillna(False).to_numpy(bool),
        }
    )
    site = keys.groupby(list(keys), sort=False, dropna=False).ngroup().to_numpy()
    order = np.argsort(site, kind="stable")
    starts = np.flatnonzero(np.diff(site[order], prepend=-1))
    first = keys.iloc[order[starts]]
    longitude, latitude = np.radians(first[["longitude", "latitude"]].to_numpy()).T
    apart = keys["day"].max() + NEAR_DAYS + 1 if len(keys) else 1
    day_of_toll = (first["toll"] * apart + first["day"]).to_numpy(float)
    spot = [
        np.cos(latitude) * np.cos(longitude),
        np.cos(latitude) * np.sin(longitude),
        np.sin(latitude),
        day_of_toll,
    ]
    return _Sites(
        spot=np.column_stack(spot),
        days=np.unique(day_of_toll),
        family=first["family"].to_numpy(),
        numbered=first["numbered"].to_numpy(),
        rows=np.split(rows[order], starts[1:]) if len(rows) else [],
    )


def _tree(spots: np.ndarray):
    from scipy.spatial import cKDTree  # 0.2 s, and only tables with points need it

    return cKDTree(spots)


def _may_pair(sites: _Sites, asked: np.ndarray, days: int) -> np.ndarray:
    """Return the sites that a site so many days later may repeat.

    Two numbered strikes of a day are two. Where a toll has no row on the later day, a
    tree of equal spots would still be searched from end to end.
    """
    if not days:
        return asked[~sites.numbered[asked]]
    day = _later(sites, asked, days)[:, 3]
    next_day = np.searchsorted(sites.days, day).clip(max=len(sites.days) - 1)
    return asked[sites.days[next_day] == day]


def _later(sites: _Sites, asked: np.ndarray, days: int) -> np.ndarray:
    return sites.spot[asked] + [0, 0, 0, days]


def _row_pairs(
    sites: _Sites, one: np.ndarray, other: np.ndarray
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows of pairs of sites that belong to two incidents."""
    two = sites.family[one] != sites.family[other]
    for first, second in zip(one[two], other[two], strict=True):
        yield from product(sites.rows[first].tolist(), sites.rows[second].tolist())


def _families(incidents: pd.DataFrame) -> np.ndarray:
    """Return a number for each row, the same for an incident and its parts."""
    parent, own = incidents["parent_id"], incidents["incident_id"]
    return pd.factorize(parent.where(parent.ne(""), own))[0]


def _codes(rows: pd.DataFrame, columns: list[str]) -> np.ndarray:
    """Return a number for each row, the same where all columns agree, blanks too."""
    groups = rows.groupby(columns, dropna=False, observed=True, sort=False)
    return groups.ngroup().to_numpy()
