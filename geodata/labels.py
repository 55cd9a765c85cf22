"""Names on the base map: where they may stand, from which zoom, how important they are.

A name of land stands in its own land. Where that has no room it stands on its own
water with a leader (:mod:`geodata.beside`), else it waits for a zoom with room.
A name of water stands in its own water.
"""

import geopandas as gpd
import pandas as pd
import shapely

from geodata import HERE, LAYERS
from geodata.beside import Shores, find_beside
from geodata.lettering import HEIGHTS, from_map, to_map, width_of
from geodata.rooms import find_rooms
from geodata.shapes import BOX, area_km2
from geodata.write import read_layer

DECIMALS = 3
EXACT_DECIMALS = 4
RANKS_KM2 = (200_000, 60_000, 20_000, 5_000)
RANKS_PEOPLE = (1_000_000, 250_000, 50_000, 10_000)
FAR_PEOPLE = 50_000
"""Places with fewer people are left out, except in the countries of ``CLOSE``."""

CLOSE = ("VE", "TT", "GY", "AW", "CW", "BQ", "GD", "BB", "VC", "LC")

FIRST_ZOOM = {
    "ocean": (2.0,) * 5,
    "basin": (3.0,) * 5,
    "country": (3.0, 3.75, 4.5, 5.0, 5.5),
    "sea": (5.25, 5.25, 5.75, 6.25, 7.0),
    "state": (5.25, 5.75, 6.25, 7.0, 7.5),
}
"""Zoom from which a name is shown, for ranks 1 to 5 by area. The whole region of the
data fills a window at 3 to 5: there a reader asks which ocean or basin a mark is in, so
those come first. A bay is part of a basin, as a state is of a country: it comes later.
"""

MOST_ROOMS = {"ocean": 16, "basin": 12, "country": 6, "sea": 3, "state": 2}
"""Places for one name: whatever part of a sea is in view, its name should be."""

CLOSEST = 11.0
"""The largest zoom of the map: a name that has no room there is never drawn."""


def name_everything(layers=LAYERS) -> list:
    """Return ``[name, kind, zoom, width, rooms, beside, es]`` for all that has a name.

    ``zoom`` is the first by importance, ``width`` that of the name in pixels. ``rooms``
    is a row of ``lat, lon, zoom``: from that zoom on the name, with its middle there,
    lies in its region. ``beside`` is a row of ``first, last, lat, lon, right, down``:
    see :class:`geodata.beside.Beside`. ``es`` is the Spanish name, blank where it is
    the same; places were sought for the name itself.
    """
    states, countries = _states(layers), _countries(layers)
    seas, oceans = read_layer("seas", layers), _beyond(layers)
    near = countries[countries.within(BOX)]
    coarse = read_layer("world_coarse", layers)
    land = pd.concat([read_layer("countries", layers), coarse])
    owners = land["country_id"].fillna(land["region_id"])
    shores = Shores(map(to_map, land.geometry), owners)
    islands = set(near["region_id"])
    return (
        _join(_names(seas, _kinds_of(seas)) + _names(oceans, ["ocean"] * len(oceans)))
        + _names(countries, ["country"] * len(countries), shores, islands)
        + _names(states, ["state"] * len(states))
    )


def _names(frame, kinds, shores=None, coastal=frozenset()) -> list:
    named = []
    sizes = area_km2(frame)
    told = frame["region_id"], frame["name"], frame["name_es"]
    rows = zip(*told, frame.geometry, sizes, kinds, strict=True)
    for region, name, spanish, shape, size, kind in rows:
        rank = sum(size < limit for limit in RANKS_KM2)
        zoom, area = FIRST_ZOOM[kind][rank], to_map(shape)
        extent = width_of(name, kind), HEIGHTS[kind]
        rooms = find_rooms(area, *extent, MOST_ROOMS[kind])
        until = min([CLOSEST, *(room[2] for room in rooms)])
        beside = []
        if shores and region in coastal and until > zoom:
            beside = find_beside(area, region, shores, extent, (zoom, until))
        kept = [_room(*room) for room in rooms if room[2] <= CLOSEST]
        if kept or beside:
            sides = [_side(place) for place in beside]
            places = sum(kept, []), sum(sides, [])
            other = spanish if spanish != name else ""
            named.append([name, kind, zoom, extent[0], *places, other])
    return named


def _beyond(layers) -> gpd.GeoDataFrame:
    """Return the oceans beyond the box, in windows where all water is theirs.

    ``oceans.csv`` has the windows, well inside of the limits that the IHO gives.
    """
    windows = pd.read_csv(HERE / "oceans.csv")
    dry = shapely.union_all(read_layer("world_coarse", layers).geometry.values)
    corners = (windows[side] for side in ("west", "south", "east", "north"))
    wet = shapely.difference(shapely.box(*corners), dry)
    facts = {each: windows[each] for each in ("name", "name_es")}
    facts["region_id"] = windows["name"]
    return gpd.GeoDataFrame(facts, geometry=wet, crs=4326)


def _join(named: list) -> list:
    """Return the names, those that come twice as one with the places of both."""
    joined: dict[str, list] = {}
    for row in named:
        if row[0] in joined:
            joined[row[0]][4] += row[4]
        else:
            joined[row[0]] = row
    return list(joined.values())


def _kinds_of(seas: gpd.GeoDataFrame) -> list[str]:
    """Return ocean, basin or sea: a basin is named by the largest sea in it."""
    kinds = pd.Series("sea", index=seas.index)
    kinds[area_km2(seas).groupby(seas["basin_id"]).idxmax()] = "basin"
    kinds[seas["name"].str.endswith(" Ocean")] = "ocean"
    return kinds.tolist()


def _countries(layers) -> gpd.GeoDataFrame:
    """Return each country as a whole; with its islets where all of it is in the box."""
    near, world = read_layer("countries", layers), read_layer("world_countries", layers)
    near = near[~_is_cut(near)]
    far = world[~world["region_id"].isin(near["region_id"])]
    return pd.concat([near, far], ignore_index=True)


def _states(layers) -> gpd.GeoDataFrame:
    """Return the states of the Americas as a whole, none that is a country as well."""
    near, world = read_layer("states", layers), read_layer("world_states", layers)
    near = near[~_is_cut(near)]
    drawn = read_layer("world_coarse", layers)["region_id"]
    far = world[world["region_id"].isin(drawn)]
    far = far[~far["region_id"].isin(near["region_id"])]
    every = pd.concat([near, far], ignore_index=True)
    return every[every["region_id"] != every["country_id"]].reset_index(drop=True)


def _is_cut(frame: gpd.GeoDataFrame):
    return shapely.intersects(frame.geometry.values, BOX.boundary)


def _room(x: float, y: float, zoom: float) -> list:
    return [*_lat_lon(x, y), round(max(zoom, 0), 2)]


def _side(place) -> list:
    at = _lat_lon(place.x, place.y)
    return [place.first, place.last, *at, round(place.right), round(place.down)]


def _lat_lon(x: float, y: float) -> tuple:
    lat, lon = from_map(x, y)
    return round(float(lat), EXACT_DECIMALS), round(float(lon), EXACT_DECIMALS)


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
        [name, round(point.y, DECIMALS), round(point.x, DECIMALS)]
        for name, point in zip(frame["name"], frame.geometry, strict=True)
    ]
