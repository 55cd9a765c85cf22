"""Names on the base map: where they stand, and how important they are (rank)."""

import geopandas as gpd
import numpy as np
import shapely

from geodata.shapes import area_km2

DECIMALS = 3
RANKS_KM2 = (200_000, 60_000, 20_000, 5_000)
RANKS_PEOPLE = (1_000_000, 250_000, 50_000, 10_000)
FAR_PEOPLE = 50_000
"""Places with fewer people are left out, except in the countries of ``CLOSE``."""

CLOSE = ("VE", "TT", "GY", "AW", "CW", "BQ", "GD", "BB", "VC", "LC")


def name_regions(frame: gpd.GeoDataFrame, kind: str) -> list:
    """Return ``[name, lat, lon, kind, rank]`` for each region.

    The name stands at the middle of the largest circle inside the largest part. Oceans
    have a kind of their own; rank 1 is the largest of five classes of area.
    """
    sizes = area_km2(frame)
    labels = []
    for name, shape, size in zip(frame["name"], frame.geometry, sizes, strict=True):
        widest = max(shapely.get_parts(shape), key=shapely.area)
        slim = shapely.simplify(widest, min(0.05, np.sqrt(widest.area) / 20))
        middle = shapely.maximum_inscribed_circle(slim, tolerance=0.02).coords[0]
        what = "ocean" if name.endswith(" Ocean") else kind
        rank = 1 + sum(size < limit for limit in RANKS_KM2)
        labels.append([name, *_lat_lon(*middle), what, rank])
    return labels


def name_places(towns: gpd.GeoDataFrame) -> list:
    """Return ``[name, lat, lon, rank]``, the largest first; small far ones left out."""
    shown = (towns["population"] >= FAR_PEOPLE) | towns["country_id"].isin(CLOSE)
    towns = towns[shown].sort_values(
        ["population", "place_id"], ascending=[False, True]
    )
    ranks = [
        1 + sum(people < limit for limit in RANKS_PEOPLE)
        for people in towns["population"]
    ]
    return [
        [*point, rank] for point, rank in zip(name_points(towns), ranks, strict=True)
    ]


def name_points(frame: gpd.GeoDataFrame) -> list:
    """Return ``[name, lat, lon]`` for each point."""
    return [
        [name, *_lat_lon(point.x, point.y)]
        for name, point in zip(frame["name"], frame.geometry, strict=True)
    ]


def _lat_lon(lon: float, lat: float) -> tuple:
    return round(float(lat), DECIMALS), round(float(lon), DECIMALS)
