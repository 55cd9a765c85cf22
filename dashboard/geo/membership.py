"""What it means that an incident is in a region, or off its coast.

A row known only to a wider area is never taken for a smaller region in it, and a point
of its own counts only as far as the join let it (see :mod:`dashboard.geo.locate`).
"""

import numpy as np
import pandas as pd

from dashboard.geo.locate import AT_SEA, ON_LAND
from dashboard.geo.regions import Regions

PLACED = ("state_id", "other_state_id", "country", "area_id", "origin_id")
"""Columns that hold the id of a region."""


def in_region(located: pd.DataFrame, region_id: str, regions: Regions) -> pd.Series:
    """Return which located rows are in a state, country, sea, basin or zone.

    A state or a country is its land: what lies within 12 NM of it is off its coast,
    not in it. A row of which only an area is known is in that area and in what
    contains it: one known to a sea is in that sea's basin, never the other way round.
    """
    kind = regions.kind(region_id)
    if kind == "state":
        return located["state_id"].eq(region_id)
    if kind == "country":
        on_land = located["join_method"].isin([*ON_LAND, "reported", "area"])
        return located["country"].eq(region_id) & on_land
    if kind == "sea":
        return located["sea_id"].eq(region_id)
    if kind == "zone":
        zone, country = regions.zone_of(region_id)
        return located["zone"].eq(zone) & located["zone_of"].eq(country)
    basin_of = regions.seas.set_index("region_id")["basin_id"]
    within = located["sea_id"].map(basin_of).eq(region_id)
    return within | located["area_id"].eq(region_id)


def found_regions(located: pd.DataFrame) -> set[str]:
    """Return the ids of the states, countries and areas that located rows belong to."""
    columns = [name for name in PLACED if name in located]
    ids = {str(each) for name in columns for each in located[name].dropna().unique()}
    return ids - {""}


def off_region(
    located: pd.DataFrame, region_id: str, within_nm: float, regions: Regions
) -> pd.Series:
    """Return which rows lie at sea within a distance of a region's coast.

    ``within_nm`` is in nautical miles, geodesic, to the coast as drawn; the edge
    counts as within. Rows on land and rows known only to an area are not off a coast,
    and only a state or a country has one.
    """
    if not regions.is_land(region_id):
        return pd.Series(False, index=located.index)
    at_sea = located["join_method"].isin(AT_SEA)
    distance = pd.Series(np.inf, index=located.index)
    if at_sea.any():
        distance[at_sea] = regions.distance_to_region(located[at_sea], region_id)
    return distance.le(within_nm)
