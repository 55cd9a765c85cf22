"""How far from what, and what lies around a region: coasts, towns, ports, neighbors."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.geo.nearest import METERS_PER_NM, WGS84
from dashboard.geo.regions import TERRITORIAL_NM, Regions
from dashboard.text.words import is_blank

TOUCHING = 1e-4
"""Degrees, about 10 m: nearer than this, two regions share a border."""


@dataclass(frozen=True)
class About:
    """What a region is: who administers and who claims it, and its neighbors."""

    kind: str
    name: str
    name_es: str
    country: str
    administered_by: str
    disputed: tuple[str, ...]
    neighbors: tuple[str, ...]


def about(region_id: str, regions: Regions) -> About:
    """Return what there is to say about a region. Raises KeyError for an unknown id."""
    kind, country = regions.kind(region_id), regions.country(region_id)
    nations = regions.countries.set_index("region_id")
    return About(
        kind=kind,
        name=regions.name(region_id),
        name_es=regions.name(region_id, "es"),
        country=regions.name(country),
        administered_by=str(nations["sovereign"].get(country, "")) if country else "",
        disputed=tuple(_disputes(region_id, regions)),
        neighbors=tuple(_neighbors(region_id, regions)),
    )


def how_far(rows: pd.DataFrame, region_id: str, regions: Regions) -> pd.DataFrame:
    """Return for each placed row how far it is from what, with the range.

    ``rows`` are rows of :class:`dashboard.geo.region_answers.Answers` that have a place of their
    own. Text columns: the coast of the region, its 12 NM line, the nearest town and
    the nearest port, each as "24 NM (0–83)"; the range is what the radius allows.
    """
    name = regions.name(region_id)
    radius = rows["radius_km"] * 1000 / METERS_PER_NM
    table = {"Date": rows["date"], "Place as reported": rows["location"]}
    if regions.is_land(region_id):
        table[f"Coast of {name}"] = _ranges(rows["region_nm"], radius)
        table["Its 12 NM line"] = _line(rows["region_nm"], radius)
    else:
        table[f"Edge of {name}"] = _ranges(rows["region_nm"], radius)
    for label, layer in (("Nearest town", "places"), ("Nearest port", "ports")):
        points = getattr(regions, layer)
        if len(points):
            table[label] = _nearest(rows, points, radius)
    table["Id"] = rows["incident_id"]
    return pd.DataFrame(table).reset_index(drop=True)


def range_words(point: float, radius: float) -> str:
    """Return "24 NM (0–83)": a distance with the range that a radius allows."""
    if is_blank(point):
        return ""
    if is_blank(radius):
        return f"{point:.0f} NM (range not known)"
    return f"{point:.0f} NM ({max(0.0, point - radius):.0f}–{point + radius:.0f})"


def _ranges(points: pd.Series, radius: pd.Series) -> list[str]:
    return [range_words(*each) for each in zip(points, radius, strict=True)]


def _line(points: pd.Series, radius: pd.Series) -> list[str]:
    """Say on which side of the 12 NM line a point lies, and whether that is sure."""
    words = []
    for point, around in zip(points, radius, strict=True):
        if is_blank(point):
            words.append("")
            continue
        side = "inside" if point <= TERRITORIAL_NM else "outside"
        sure = abs(point - TERRITORIAL_NM) > around
        other = "outside" if side == "inside" else "inside"
        doubt = "" if sure else f"; {other} cannot be ruled out"
        words.append(f"{side} as drawn{doubt}")
    return words


def _nearest(
    rows: pd.DataFrame, points: gpd.GeoDataFrame, radius: pd.Series
) -> list[str]:
    """Return the nearest named point of each row, geodesic on WGS84."""
    x, y = points.geometry.x.to_numpy(), points.geometry.y.to_numpy()
    words = []
    for (longitude, latitude), around in zip(
        rows[["longitude", "latitude"]].itertuples(index=False), radius, strict=True
    ):
        away = WGS84.inv(np.full(len(x), longitude), np.full(len(x), latitude), x, y)[2]
        nearest = int(np.argmin(away))
        distance = range_words(away[nearest] / METERS_PER_NM, around)
        words.append(f"{points['name'].iloc[nearest]}, {distance}")
    return words


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
    shape = regions.geometry(region_id)
    close = shapely.dwithin(layer.geometry.values, shape, TOUCHING)
    names = layer.loc[close & layer["region_id"].ne(region_id), "name"]
    return sorted(names)


def _disputes(region_id: str, regions: Regions) -> list[str]:
    """Return what of the region is disputed, by whom it is held and who claims it."""
    if not regions.is_land(region_id) or regions.disputed.empty:
        return []
    shape = regions.geometry(region_id)
    return [
        f"{each.name_}: administered by {regions.name(each.administered_by)}, "
        f"claimed by {regions.name(each.claimed_by)}"
        for each in regions.disputed.rename(columns={"name": "name_"}).itertuples()
        if shapely.intersection(each.geometry, shape).area > TOUCHING
        or region_id == each.claimed_by
    ]
