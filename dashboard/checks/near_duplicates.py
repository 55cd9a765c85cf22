"""Pairs of rows that may be one incident told twice.

The work grows with the table, never with the square of its rows: rows that share
everything are compared once, a tree finds the nearest of the others, and the search
ends at ``MOST_PAIRS``. Pairs that notes excuse do not count there, and are never more
than the ids that notes name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

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
ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
"""An id of our own table, wherever it stands."""
ENDS = ".,;:()[]\"'"
"""Signs around an id of another table."""
RowPairs = tuple[np.ndarray, np.ndarray]
"""Positions of rows, and of the rows they are compared with."""
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
    pairs: set[int] = set()
    excused, rows = _excused(incidents), len(incidents)
    for one, other in chain(_same_areas(incidents), _near_points(incidents)):
        keys = np.minimum(one, other) * rows + np.maximum(one, other)
        new = keys[~_is_in(keys, excused)]
        pairs.update(new[: 2 * MOST_PAIRS + 2].tolist())
        if len(pairs) > MOST_PAIRS:
            break
    found = [divmod(key, rows) for key in sorted(pairs)]
    return found[:MOST_PAIRS], len(found) > MOST_PAIRS


def _excused(incidents: pd.DataFrame) -> np.ndarray:
    """Return the pairs of rows whose notes name each other, as sorted numbers.

    The number of a pair is the lower position times the number of rows, plus the
    higher one.
    """
    ids, rows = incidents["incident_id"].tolist(), len(incidents)
    position = {incident_id: row for row, incident_id in enumerate(ids)}
    notes = enumerate(incidents["notes"].tolist())
    named = [
        row * rows + position[word]
        for row, note in notes
        if note
        for word in words_of(note)
        if word in position
    ]
    keys = np.sort(np.array(named, dtype="int64"))
    row, other = np.divmod(keys, max(rows, 1))
    return keys[_is_in(other * rows + row, keys) & (row < other)]


def _is_in(keys: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Return which keys are among sorted ones."""
    if not len(known):
        return np.zeros(len(keys), dtype=bool)
    place = np.searchsorted(known, keys).clip(max=len(known) - 1)
    return known[place] == keys


def words_of(note: str) -> frozenset[str]:
    """Return what may be an id in a note: its words, and the same without signs.

    "see (TST-1, TST-2)." names TST-1 and TST-2, and "TST-10" does not name TST-1.
    """
    words = note.split()
    return frozenset(words).union(
        ID.findall(note), (each.strip(ENDS) for each in words)
    )


def _same_areas(incidents: pd.DataFrame) -> Iterator[RowPairs]:
    """Precision 3: one row and the next with the same day, area, toll and sources."""
    area = incidents["geo_precision"].eq(3) & incidents["area_id"].ne("")
    rows = np.flatnonzero(area.fillna(False))
    some = incidents.iloc[rows]
    kind = _codes(some, ["date", "area_id", *TOLL, "sources"])
    order = np.argsort(kind, kind="stable")
    one, other = order[:-1], order[1:]
    family = _families(some)
    pair = (kind[one] == kind[other]) & (family[one] != family[other])
    yield rows[one[pair]], rows[other[pair]]


@dataclass
class _Sites:
    """Rows by place, day, toll and incident; rows alike in all of these are one site.

    ``spot`` is n × 4: a place on a globe of radius 1, and a number of the toll and the
    day, in which sites of another toll or day lie out of reach. ``days`` holds each of
    these numbers once, sorted. ``first`` is one row of each site, ``size`` how many.
    """

    spot: np.ndarray
    days: np.ndarray
    family: np.ndarray
    numbered: np.ndarray
    rows: list[np.ndarray]
    first: np.ndarray
    size: np.ndarray


def _near_points(incidents: pd.DataFrame) -> Iterator[RowPairs]:
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


def _other_families(sites: _Sites, asked: np.ndarray, days: int) -> Iterator[RowPairs]:
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
                differs = sites.family[found] ^ sites.family[site]
                found = found[differs & (1 << bit) - 1 == 0]  # once, at the lowest bit
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
        first=rows[order[starts]],
        size=np.diff(starts, append=len(order)),
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


def _row_pairs(sites: _Sites, one: np.ndarray, other: np.ndarray) -> Iterator[RowPairs]:
    """Yield the pairs of rows of pairs of sites that belong to two incidents."""
    two = sites.family[one] != sites.family[other]
    one, other = one[two], other[two]
    single = (sites.size[one] == 1) & (sites.size[other] == 1)
    yield sites.first[one[single]], sites.first[other[single]]
    for first, second in zip(one[~single], other[~single], strict=True):
        for row in sites.rows[first]:
            yield np.full(sites.size[second], row), sites.rows[second]


def _families(incidents: pd.DataFrame) -> np.ndarray:
    """Return a number for each row, the same for an incident and its parts."""
    parent, own = incidents["parent_id"], incidents["incident_id"]
    return pd.factorize(parent.where(parent.ne(""), own))[0]


def _codes(rows: pd.DataFrame, columns: list[str]) -> np.ndarray:
    """Return a number for each row, the same where all columns agree, blanks too."""
    groups = rows.groupby(columns, dropna=False, observed=True, sort=False)
    return groups.ngroup().to_numpy()
