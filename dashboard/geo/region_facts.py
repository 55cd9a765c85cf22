"""Facts about a region: neighbors, disputes, and how far incidents are from what."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.geo.articles import contracted, in_sentence
from dashboard.geo.catalog import name_column
from dashboard.geo.disputed_states import disputes_of, sides_words
from dashboard.geo.length_words import miles_words
from dashboard.geo.nearest import METERS_PER_NM, WGS84
from dashboard.geo.region_names import region_name
from dashboard.geo.regions import TERRITORIAL_NM, Regions, own_points
from dashboard.text.language import N_, current, gettext
from dashboard.text.words import is_blank

FIXED_COLUMNS = (N_("Date"), N_("Place as reported"), N_("Id"))
"""Columns of :func:`how_far` under their English names, said where they are shown."""
TOUCHING = 1e-4
"""Degrees, about 10 m: nearer than this, two regions share a border."""

AT_ONCE = 2_000
"""Points whose distances to all named ones are in memory at once."""
SPHERE, HAIR = 1.02, 1e-6
"""How much farther on a sphere what is nearest on the ellipsoid may lie, and radians
that rounding takes from points near to each other."""


@dataclass(frozen=True)
class RegionFacts:
    """What a region is: who administers and who claims it, and its neighbors."""

    kind: str
    name: str
    name_es: str
    country: str
    administered_by: str
    disputed: tuple[str, ...]
    neighbors: tuple[str, ...]


def find_facts(region_id: str, regions: Regions) -> RegionFacts:
    """Return the facts about a region. Raises KeyError for an unknown id."""
    kind, country = regions.kind(region_id), regions.country(region_id)
    name, spanish = regions.name(region_id), regions.name(region_id, "es")
    told = region_name(region_id, regions)
    return RegionFacts(
        kind=kind,
        name=told,
        name_es=told if spanish == name else spanish,
        country=regions.name(country),
        administered_by=_sovereign(country, regions),
        disputed=tuple(_disputes(region_id, regions)),
        neighbors=tuple(_neighbors(region_id, regions)),
    )


def _sovereign(country_id: str, regions: Regions) -> str:
    """Return who administers a country, in the language of now where it has a name."""
    told = regions.sovereign(country_id)
    listed = [regions.catalog]
    if regions.world is not None:
        listed.append(regions.world.facts)
    for each in listed:
        ids = each.index[each["kind"].eq("country") & each["name"].eq(told)]
        if len(ids):
            return regions.name(ids[0])
    return told


def side_of_line_words(miles: float, radius: float) -> str:
    """Return on which side of the 12 NM line a point lies, and whether that is sure.

    ``miles`` are nautical miles from the coast; the line itself is inside.
    """
    if is_blank(miles):
        return ""
    outside, sure = miles > TERRITORIAL_NM, abs(miles - TERRITORIAL_NM) > radius
    if outside:
        return (
            gettext("outside as drawn")
            if sure
            else gettext("outside as drawn; inside cannot be ruled out")
        )
    if sure:
        return gettext("inside as drawn")
    return gettext("inside as drawn; outside cannot be ruled out")


def how_far(rows: pd.DataFrame, region_id: str, regions: Regions) -> pd.DataFrame:
    """Return for each placed row how far it is from what, with the range.

    ``rows`` are rows of :class:`dashboard.geo.region_answers.Answers` that have a place of their
    own. Text columns: the coast of the region, its 12 NM line, the nearest town and
    the nearest port, named in the language of now, each as "44 km (24 NM), between 0 and 154 km", which is what the
    radius allows.
    """
    name = region_name(region_id, regions)
    radius = rows["radius_km"] * 1000 / METERS_PER_NM
    date_column, place_column, id_column = FIXED_COLUMNS
    table = {date_column: rows["date"], place_column: rows["location"]}
    if regions.is_land(region_id):
        coast = contracted(
            gettext("Coast of {place}", place=in_sentence(name, on_land=True))
        )
        table[coast] = _ranges(rows["region_nm"], radius)
        distances = zip(rows["region_nm"], radius, strict=True)
        table[gettext("Its 12 NM line")] = [
            side_of_line_words(*pair) for pair in distances
        ]
    else:
        edge = contracted(gettext("Edge of {place}", place=in_sentence(name)))
        table[edge] = _ranges(rows["region_nm"], radius)
    *_, within = own_points(rows, regions.box)
    for label, layer in (
        (gettext("Nearest town"), "places"),
        (gettext("Nearest port"), "ports"),
    ):
        points = getattr(regions, layer)
        if len(points):
            words = _nearest(rows, points, radius)
            table[label] = np.where(within, words, "")
    table[id_column] = rows["incident_id"]
    return pd.DataFrame(table).reset_index(drop=True)


def _ranges(points: pd.Series, radius: pd.Series) -> list[str]:
    return [miles_words(*pair) for pair in zip(points, radius, strict=True)]


def _nearest(
    rows: pd.DataFrame, points: gpd.GeoDataFrame, radius: pd.Series
) -> list[str]:
    """Return the nearest named point of each row, geodesic on WGS84."""
    at = rows[["longitude", "latitude"]].to_numpy(dtype="float64")
    named = np.column_stack([points.geometry.x, points.geometry.y])
    nearest, meters = nearest_of(at, named)
    names = points["name"].to_numpy()[nearest]
    distances = zip(meters / METERS_PER_NM, radius, strict=True)
    words = (miles_words(*each) for each in distances)
    return [f"{name}, {each}" for name, each in zip(names, words, strict=True)]


def nearest_of(at: np.ndarray, named: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return for each point the position of the nearest named one, and the meters.

    Both are longitude and latitude in degrees; of two as near the first is taken. On a
    sphere a distance is wrong by less than 0.6 %: only what could be nearest by that is
    measured on the ellipsoid.
    """
    nearest, meters = np.zeros(len(at), dtype="int64"), np.zeros(len(at))
    there = _directions(named)
    for start in range(0, len(at), AT_ONCE):
        some = at[start : start + AT_ONCE]
        apart = np.arccos(np.clip(_directions(some) @ there.T, -1, 1))
        close = apart <= apart.min(axis=1, keepdims=True) * SPHERE + HAIR
        row, point = np.nonzero(close)
        away = WGS84.inv(*some[row].T, *named[point].T)[2]
        order = np.lexsort((point, away, row))
        first = order[np.unique(row[order], return_index=True)[1]]
        nearest[start + row[first]] = point[first]
        meters[start + row[first]] = away[first]
    return nearest, meters


def _directions(points: np.ndarray) -> np.ndarray:
    longitude, latitude = np.radians(points).T
    flat = np.cos(latitude)
    return np.column_stack(
        [flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)]
    )


def _neighbors(region_id: str, regions: Regions) -> list[str]:
    """Return the names of the regions of the same kind that share a border."""
    layer = {
        "state": regions.states,
        "country": regions.countries,
        "sea": regions.seas,
        "basin": regions.basins,
    }.get(regions.kind(region_id))
    if layer is None:
        return []
    if regions.world is not None and not regions.reaches(region_id):
        layer = regions.world.layer(regions.kind(region_id))
    shape = regions.geometry(region_id)
    close = shapely.dwithin(layer.geometry.values, shape, TOUCHING)
    ids = layer.loc[close & layer["region_id"].ne(region_id), "region_id"]
    return sorted(region_name(each, regions) for each in ids)


def _disputes(region_id: str, regions: Regions) -> list[str]:
    """Return what of the region is disputed, by whom it is held and who claims it."""
    if not regions.is_land(region_id):
        return []
    of_world = disputes_of(region_id)
    if regions.disputed.empty:
        return of_world
    shape, column = regions.geometry(region_id), name_column(current())
    return [
        sides_words(
            claim.name_,
            regions.name(claim.administered_by),
            regions.name(claim.claimed_by),
        )
        for claim in regions.disputed.rename(columns={column: "name_"}).itertuples()
        if shapely.intersection(claim.geometry, shape).area > TOUCHING
        or region_id == claim.claimed_by
    ] + of_world
