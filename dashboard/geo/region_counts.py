"""How many incidents each region has an answer for, all regions at once.

It orders the list of regions. The answers of one region are exact
(:mod:`dashboard.geo.region_answers`) and take up to a second; here every circle is laid
over every region in one go, as polygons in degrees, so that a count near the edge of a
circle may be one off.
"""

from collections.abc import Callable, Iterator
from weakref import WeakKeyDictionary

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.geo.catalog import ZONES
from dashboard.geo.locate import AT_SEA, ON_LAND
from dashboard.geo.nearest import METERS_PER_NM
from dashboard.geo.regions import TERRITORIAL_NM, Regions, own_points

CORNERS = 24
"""Corners of a circle, half a percent of the radius outside and inside it by turns."""
ROUNDED = 3
"""Decimals of a degree to which points are rounded, about 0.1 km: points of one place
are laid over the regions once."""
PIECE = 5_000
"""Rows that are counted before a person can stop: a quarter of a second."""
COAST_KM = TERRITORIAL_NM * METERS_PER_NM / 1000


def incidents_by_region(
    located: pd.DataFrame,
    regions: Regions,
    progress: Callable[[float], None] = lambda share: None,
) -> pd.Series:
    """Return the number of incidents that may concern each region, by ``region_id``.

    They are in it, within 12 NM off its coast, could have been there by their own
    radius, or left from it. Outside the box of the layers no circle is laid over any.
    A part counts for its incident, and an incident once. What is known only to a wider
    area is not counted. Regions without any are left out. ``progress`` hears which
    share of the work is done, before each ``PIECE`` rows or so.
    """
    whole = located["incident_id"].where(
        located["parent_id"].eq(""), located["parent_id"]
    )
    codes = pd.factorize(whole)[0]
    pieces = max(1, -(-len(located) // PIECE))
    counted = []
    for piece in range(pieces):
        progress(piece / pieces)
        some = codes % pieces == piece  # an incident and its parts stay together
        counted.append(_counted(located[some], codes[some], regions))
    return pd.concat(counted).groupby(level="region_id").sum()


def _counted(located: pd.DataFrame, codes: np.ndarray, regions: Regions) -> pd.Series:
    """Return the number of incidents by region; ``codes`` number the incidents."""
    incident = pd.Series(codes, index=located.index)
    pairs = [*_inside(located, regions), *_left_from(located, regions)]
    found = [
        pd.DataFrame({"region_id": ids, "incident": incident[ids.index]})
        for ids in pairs
    ]
    found.append(_reached(located, incident, regions))
    every = pd.concat(found).drop_duplicates()
    every = every[every["region_id"].fillna("").ne("")]
    return every.groupby("region_id").size()


def _inside(located: pd.DataFrame, regions: Regions) -> list[pd.Series]:
    """Return the ids of the regions that rows are in, one series for each kind."""
    on_land = located["join_method"].isin([*ON_LAND, "reported", "area"])
    basin_of = regions.seas.set_index("region_id")["basin_id"]
    found = [
        located["state_id"],
        located["country"][on_land],
        located["sea_id"],
        located["sea_id"].map(basin_of).dropna(),
        located["area_id"][located["area_id"].str.startswith("basin-")],
    ]
    if "zone" not in located:  # the layer of zones is not there
        return found
    zone = located["zone"].map({zone: end for zone, (end, _) in ZONES.items()})
    zones = "zone-" + located["zone_of"].str.lower() + "-" + zone
    return [*found, zones[zones.isin(regions.catalog.index)]]


def _left_from(located: pd.DataFrame, regions: Regions) -> list[pd.Series]:
    origin = located["origin_id"]
    country = {each: regions.country(each) for each in origin.unique()}
    return [origin, origin.map(country)]


def _reached(
    located: pd.DataFrame, incident: pd.Series, regions: Regions
) -> pd.DataFrame:
    """Return the pairs of region and incident whose circle reaches the region."""
    longitude, latitude, own = own_points(located, regions.box)
    at_sea = located["join_method"].isin(AT_SEA).to_numpy(bool)
    own &= at_sea | located["join_method"].isin(ON_LAND).to_numpy(bool)
    km = np.nan_to_num(located["radius_km"].to_numpy(float, na_value=np.nan))
    rows = pd.DataFrame(
        {
            "longitude": longitude.round(ROUNDED),
            "latitude": latitude.round(ROUNDED),
            "km": km,
            "incident": incident.to_numpy(),
        }
    )
    off_coast = rows.assign(km=km + COAST_KM)[own & at_sea]
    water, ashore = rows[own & at_sea & (km > 0)], rows[own & ~at_sea & (km > 0)]
    states, seas, basins = regions.states, regions.seas, regions.basins
    of_water = [(seas, ["region_id"]), (basins, ["region_id"])]
    if not regions.zones.empty:  # the layer of zones may be missing
        of_water.append((_zones(regions), ["zone_id", "region_id"]))
    found = [
        *_laid_over(ashore, [(states, ["region_id", "country_id"])]),
        *_laid_over(off_coast, [(_coastal(regions), ["region_id", "country_id"])]),
        *_laid_over(water, of_water),
    ]
    return pd.concat(found)


def _zones(regions: Regions) -> gpd.GeoDataFrame:
    """Return the zones of a country, each with the id by which it is asked for."""
    zones = regions.zones[regions.zones["region_id"].ne("")]
    zone_ids = [
        f"zone-{owner.lower()}-{ZONES[zone][0]}" if zone in ZONES else ""
        for owner, zone in zip(zones["region_id"], zones["zone"], strict=True)
    ]
    return zones.assign(zone_id=zone_ids)


def _coastal(regions: Regions) -> gpd.GeoDataFrame:
    """Return the states with a sea within 12 NM: what happens at sea is off no other."""
    if regions not in _COASTAL:
        _COASTAL[regions] = _find_coastal(regions)
    return regions.states.iloc[_COASTAL[regions]]


_COASTAL: WeakKeyDictionary[Regions, np.ndarray] = WeakKeyDictionary()
"""Positions of the states near a sea: a tenth of a second, the same for every table."""


def _find_coastal(regions: Regions) -> np.ndarray:
    seas, states = regions.seas.geometry.to_numpy(), regions.states
    degrees = TERRITORIAL_NM / 60
    near, _ = shapely.STRtree(seas).query(
        states.geometry.to_numpy(), predicate="dwithin", distance=degrees
    )
    return np.unique(near)


def _laid_over(
    rows: pd.DataFrame, layers: list[tuple[gpd.GeoDataFrame, list[str]]]
) -> Iterator[pd.DataFrame]:
    """Yield the pairs of a region's ids and the incidents whose circle meets it.

    ``layers`` are each a layer and its columns of ids. The circles are drawn once.
    """
    columns = ["longitude", "latitude", "km"]
    circle = rows.groupby(columns, sort=False).ngroup().to_numpy()
    distinct = rows[columns][~pd.Series(circle, index=rows.index).duplicated()]
    tree = shapely.STRtree(_circles(*distinct.to_numpy(float).T))
    on_circle = pd.DataFrame({"circle": circle, "incident": rows["incident"]})
    on_circle = on_circle.drop_duplicates()
    for layer, id_columns in layers:
        region, met = tree.query(layer.geometry.to_numpy(), predicate="intersects")
        found = [
            pd.DataFrame({"region_id": layer[name].to_numpy()[region], "circle": met})
            for name in id_columns
        ]
        pairs = pd.concat(found).drop_duplicates()
        yield pairs.merge(on_circle, on="circle").drop(columns="circle")


def _circles(longitude: np.ndarray, latitude: np.ndarray, km: np.ndarray) -> np.ndarray:
    """Return circles of a radius in km as polygons in degrees.

    The length of a degree is that of the WGS84 ellipsoid by its usual series (NIMA
    TR8350.2, and the "length of a degree" calculator of the same agency).
    """
    turn = np.radians(latitude)
    km_north = 111.13295 - 0.55982 * np.cos(2 * turn) + 0.00118 * np.cos(4 * turn)
    km_east = 111.41288 * np.cos(turn) - 0.09350 * np.cos(3 * turn)
    angle = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    corner_km = km / np.sqrt(np.cos(np.pi / CORNERS))
    x = longitude[:, None] + (corner_km / km_east)[:, None] * np.cos(angle)
    y = latitude[:, None] + (corner_km / km_north)[:, None] * np.sin(angle)
    return np.asarray(shapely.polygons(np.stack([x, y], axis=-1)))
