"""Give every incident the region it belongs to, the reason, and the distance.

The reasons (``join_method``), the first that fits: ``unlocated`` no coordinates and no
area · ``area`` only an area was reported · ``outside`` beyond the box of the layers,
where the world has no land · ``reported`` the report names the state or country ·
``inside`` a state · ``coast`` a named place within 2 km of the drawn coast ·
``territorial`` within 12 NM of a coast · ``zone`` beyond.
"""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.geo.locate_world import doubt_in_world, find_in_world, place_in_world
from dashboard.geo.nearest import METERS_PER_NM
from dashboard.geo.regions import OUTSIDE, TERRITORIAL_NM, Regions, own_points

AT_ONCE = 200_000
"""Rows that are located together: what is worked out on the way is let go in between."""
COAST_METERS = 2_000.0
"""A named place this near to a generalised coast is on land."""
TERRITORIAL_METERS = TERRITORIAL_NM * METERS_PER_NM
"""A point at sea this near to a coast is off it: ACLED's rule of May 2026."""
NO_POINT = ("unlocated", "area")
"""Reasons with which a row has no place of its own."""
ON_LAND, AT_SEA = ("inside", "coast"), ("territorial", "zone")
"""Reasons with which a row's own point lies on land, or at sea."""
TEXTS = (
    "join_method state_id state_name country sea_id sea_name zone zone_of "
    "nearest_state_id nearest_state_name other_state_id other_state_name"
).split()
FLAGS = {"state_sure": False, "zone_agree": True}
NUMBERS = ["distance_nm", "distance_low_nm", "distance_high_nm"]
COLUMNS = (
    "join_method state_id state_name state_sure country sea_id sea_name zone zone_of "
    "zone_agree nearest_state_id nearest_state_name distance_nm distance_low_nm "
    "distance_high_nm other_state_id other_state_name"
).split()
LOCATED = ("join_method", "state_id", "state_sure")
"""Columns of the join that no other table has together."""
RESERVED = frozenset({*COLUMNS, "geometry"})
"""Columns that locating adds; a table's own of that name is kept under another."""


def locate(incidents: pd.DataFrame, regions: Regions) -> gpd.GeoDataFrame:
    """Return every incident as a point, with the region it belongs to and why.

    One row in, one row out, same index, same columns, and those of ``COLUMNS``; text
    is blank and numbers are NaN where nothing is known. On a shared border the lower
    ``region_id`` is taken. Where only an area was reported (``geo_precision`` 3) the
    area itself is the answer and the geometry is blank: our representative point
    proves nothing.

    Only ``latitude`` and ``longitude`` are needed. Without ``geo_precision`` a point
    counts as worked out (2); without ``radius_km`` the range of the distance is blank.
    ``state_sure`` is true only where there is a state, a point and a radius, and the
    circle reaches no other state; the nearest that it reaches is ``other_state_id``.
    ``zone_agree`` is false where the boundary of the zone is uncertain. Distances are
    geodesic, in nautical miles.

    Outside the box of the layers a row has its state and country from the layers of the
    world, which are read then; its zone, sea and distances are blank. A column of the
    table that is named as one of ours stays, as ``reported_…``.
    """
    incidents = keep_reported(incidents)
    found, points = [], []
    for some in in_pieces(len(incidents)):
        rows = _read(incidents.iloc[some], regions)
        found.append(_find(rows, regions))
        points.append(_points(found[-1], rows))
    added = pd.concat(found).set_index(incidents.index)
    joined = pd.concat([pd.DataFrame(incidents), added], axis=1)
    return gpd.GeoDataFrame(joined, geometry=np.concatenate(points), crs=4326)


def in_pieces(count: int) -> Iterator[slice]:
    """Yield which rows of so many are worked on together; one piece where are none."""
    for first in range(0, max(count, 1), AT_ONCE):
        yield slice(first, first + AT_ONCE)


def find_regions(places: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return ``COLUMNS`` alone for rows with places, as :func:`locate` gives them."""
    return _find(_read(places, regions), regions).set_index(places.index)


def _find(rows: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    found = pd.DataFrame("", index=rows.index, columns=TEXTS, dtype="str")
    found = found.assign(**FLAGS, **dict.fromkeys(NUMBERS, np.nan))
    found["join_method"] = _reason(rows)
    place_in_world(found, rows, regions)
    _measure(found, rows, regions)
    _name_states(found, rows, regions)
    _name_areas(found, rows, regions)
    _name_waters(found, rows, regions)
    _doubt_states(found, rows, regions)
    return found[COLUMNS]


def keep_reported(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose columns cannot clash with those that locating adds.

    ``country`` becomes ``reported_country``, or ``reported_country_2`` where the table
    has that too. A table with the columns ``LOCATED`` was located before: those of the
    join are no report, and it is located afresh without them.
    """
    old = [name for name in COLUMNS if name in incidents and {*LOCATED} <= {*incidents}]
    if old and isinstance(incidents, gpd.GeoDataFrame):
        old.append(incidents.geometry.name)
    table = pd.DataFrame(incidents).drop(columns=old)
    names: dict[str, str] = {}
    for name in RESERVED.intersection(table):
        new, number = f"reported_{name}", 2
        while new in table:
            new, number = f"reported_{name}_{number}", number + 1
        names[name] = new
    return table.rename(columns=names)


def _read(incidents: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return the columns that the join needs, and what the points alone decide."""

    def column(name: str, kind: type, blank: float | str) -> np.ndarray:
        if name not in incidents:
            return np.full(len(incidents), blank, kind)
        return incidents[name].to_numpy(kind, na_value=blank)

    rows = pd.DataFrame(
        {
            "precision": column("geo_precision", float, 2.0),
            "radius": column("radius_km", float, np.nan) * 1000,
            "area": column("area_id", object, ""),
            "reported": column("reported_region", object, ""),
        }
    ).astype({"area": "str", "reported": "str"})
    # "outside:" without a name is no area.
    rows.loc[rows["area"].str.strip().eq(OUTSIDE), "area"] = ""
    rows["x"], rows["y"], own = own_points(incidents, regions.box)
    rows["own"] = own
    rows["meters"], rows["nearest"] = np.nan, -1
    x, y = (rows[axis].to_numpy()[own] for axis in "xy")
    within = np.full(len(rows), -1)
    within[own] = regions.borders.within(x, y)
    near = regions.borders.nearest(x, y, within[own])
    rows.loc[own, "meters"], rows.loc[own, "nearest"] = near
    rows["within"] = within
    rows["inside"] = rows["meters"].eq(0)
    rows["coast"] = rows["precision"].eq(1) & rows["meters"].le(COAST_METERS)
    beyond = rows["x"].abs().le(180) & rows["y"].abs().le(90) & ~own
    beyond &= rows["precision"].ne(3)
    rows["world"] = find_in_world(rows["x"], rows["y"], beyond, regions)
    return rows


def _reason(rows: pd.DataFrame) -> np.ndarray:
    no_point = rows["x"].isna() | rows["y"].isna()
    named = (rows["precision"].eq(3) | no_point) & rows["area"].ne("")
    reasons = {
        "unlocated": no_point & ~named,
        "area": rows["precision"].eq(3) | named,
        "outside": ~rows["own"] & rows["world"].lt(0),
        "reported": rows["reported"].ne(""),
        "inside": rows["inside"] | rows["world"].ge(0),
        "coast": rows["coast"],
        "territorial": rows["meters"].le(TERRITORIAL_METERS),
    }
    return np.select(list(reasons.values()), list(reasons), "zone")


def _measure(found: pd.DataFrame, rows: pd.DataFrame, regions: Regions) -> None:
    """Write the nearest state, its distance, and the range that the radius allows."""
    for part, column in (("id", "region_id"), ("name", "name")):
        found[f"nearest_state_{part}"] = _pick(regions.states[column], rows["nearest"])
    for name, meters in (
        ("distance_nm", rows["meters"]),
        ("distance_low_nm", (rows["meters"] - rows["radius"]).clip(lower=0)),
        ("distance_high_nm", rows["meters"] + rows["radius"]),
    ):
        found[name] = meters / METERS_PER_NM


def _name_states(found: pd.DataFrame, rows: pd.DataFrame, regions: Regions) -> None:
    """Write the state that a point is in, and who administers it or its 12 NM."""
    within = found["join_method"].isin(ON_LAND) & rows["own"]
    for part in ("id", "name"):
        found.loc[within, f"state_{part}"] = found[f"nearest_state_{part}"]
    within |= found["join_method"].eq("territorial")
    country = _pick(regions.states["country_id"], rows["nearest"])
    found.loc[within, "country"] = country[within]


def _name_areas(found: pd.DataFrame, rows: pd.DataFrame, regions: Regions) -> None:
    """Write the area or region that the report names, whatever the point says."""
    named = rows["area"].where(found["join_method"].eq("area"), "")
    named = rows["reported"].where(found["join_method"].eq("reported"), named)
    position, region_ids = pd.factorize(named)
    facts = [_area_facts(each, regions) if each else {} for each in region_ids]
    for column in ("state_id", "state_name", "sea_id", "sea_name", "country"):
        told = np.array([column in each for each in facts], bool)[position]
        texts = np.array([each.get(column, "") for each in facts], object)[position]
        found[column] = found[column].mask(told, pd.Series(texts, dtype="str"))


def _area_facts(region_id: str, regions: Regions) -> dict[str, str]:
    """Return what the id of an area or region says, by the column it stands in."""
    name, country = regions.name(region_id), regions.country(region_id)
    if region_id.startswith(OUTSIDE):
        name = region_id.removeprefix(OUTSIDE).strip()
        return {"sea_name": name, "country": country}
    kind = {"basin": "sea"}.get(regions.kind(region_id), regions.kind(region_id))
    if kind not in ("state", "sea"):
        return {"country": country}
    return {f"{kind}_id": region_id, f"{kind}_name": name, "country": country}


def _name_waters(found: pd.DataFrame, rows: pd.DataFrame, regions: Regions) -> None:
    """Write land, or the zone and the sea that a point lies in."""
    reported = found["join_method"].eq("reported")
    land = found["join_method"].isin(ON_LAND)
    land |= reported & (found["state_id"].ne("") | rows["inside"] | rows["coast"])
    land &= rows["own"]
    found.loc[land, "zone"] = "land"
    at = np.flatnonzero(rows["own"] & ~land)
    water = rows.iloc[at]
    x, y = water["x"].to_numpy(), water["y"].to_numpy()
    sea = regions.sea_index.find(x, y)
    in_sea = sea >= 0
    found.loc[at[in_sea], "sea_id"] = _pick(regions.seas["region_id"], sea[in_sea])
    found.loc[at[in_sea], "sea_name"] = _pick(regions.seas["name"], sea[in_sea])
    near = water["meters"].to_numpy() <= TERRITORIAL_METERS
    coastal = np.where(near, _pick(regions.states["country_id"], water["nearest"]), "")
    # The distance decides where the territorial sea ends: the drawn line is simplified.
    zones, zone = regions.zones, regions.zone_index.find(x, y)
    names = ("approximate_200_nm", "high_seas") if len(zones) else ("", "")
    beyond = np.where(zone >= 0, *names)
    found.loc[at, "zone"] = np.where(near, "territorial_sea", beyond)
    drawn = _pick(zones["region_id"], zone)
    found.loc[at, "zone_of"] = np.where(drawn == "", coastal, drawn)
    if len(zones):
        agree = np.append(zones["agree"].to_numpy(bool), True)[zone]
        same = (drawn == coastal) | (drawn == "") | ~near
        found.loc[at, "zone_agree"] = agree & same


def _doubt_states(found: pd.DataFrame, rows: pd.DataFrame, regions: Regions) -> None:
    """Write whether a circle reaches another state than the one given, and which."""
    at = np.flatnonzero(rows["own"] & found["state_id"].ne(""))
    ids = pd.Index(regions.states["region_id"])
    other = regions.borders.other(
        rows["x"].to_numpy()[at],
        rows["y"].to_numpy()[at],
        ids.get_indexer(found["state_id"].iloc[at]),
        rows["radius"].fillna(0).to_numpy()[at],
        rows["within"].to_numpy()[at],
    )
    for part, column in (("id", "region_id"), ("name", "name")):
        found.loc[at, f"other_state_{part}"] = _pick(regions.states[column], other)
    doubt_in_world(found, rows, regions)
    circle = rows["radius"].notna() & (rows["own"] | rows["world"].ge(0))
    known = found["state_id"].ne("") & found["other_state_id"].eq("")
    found["state_sure"] = circle & known


def _points(found: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    points = np.full(len(rows), None, object)
    at = np.flatnonzero(~found["join_method"].isin(NO_POINT))
    points[at] = shapely.points(rows["x"].to_numpy()[at], rows["y"].to_numpy()[at])
    return points


def _pick(names: pd.Series, positions: np.ndarray) -> np.ndarray:
    """Return the names at the positions, blank for −1."""
    return np.append(names.to_numpy(object), "")[positions]
