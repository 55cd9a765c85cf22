"""States and countries of the whole world, for rows that lie outside the box.

Source: the file that :mod:`geodata.states` cuts the box from, here in full and not
simplified. ``world_corrections.csv`` and ``world_territories.csv`` go on where
``corrections.csv`` and ``territories.csv`` end. In the box the layer ``states``
decides, which has islets and seas as well; here are only the lines of Natural Earth.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata import mosaic, states
from geodata.shapes import area_km2

LEFT_OUT = ("PGA",)
"""Territories of Natural Earth without a code: the Spratly Islands, held in parts."""
WORLD = shapely.box(-180, -90, 180, 90)
NO_CODE = r"^-99|^$"
"""Codes of Natural Earth that name no country. One with an X, as ``TD-X01~``, is kept
without its tilde: a place of its country for which ISO 3166-2 has no code."""


def read_world(path) -> gpd.GeoDataFrame:
    """Return all units of Natural Earth with our ids and names, by ``adm1_code``.

    Columns as in :func:`geodata.states.read_states`. Raises SourceError where the file
    lacks a column, or a unit that we correct.
    """
    units = states.read_units(path)
    units = units[~units["adm0_a3"].isin(LEFT_OUT)].reset_index(drop=True)
    units["geometry"] = shapely.make_valid(units.geometry.values)
    units["iso_3166_2"] = units["iso_3166_2"].str.rstrip("~")
    fixes = [
        states.read_table(name) for name in ("corrections.csv", "world_corrections.csv")
    ]
    tables = [
        states.read_table(name) for name in ("world_territories.csv", "territories.csv")
    ]
    known = states.correct(units, pd.concat(fixes, ignore_index=True))
    territories = pd.concat(tables, ignore_index=True)
    named = states.apply_territories(known, territories, NO_CODE)
    return named[named["name"] != ""].reset_index(drop=True)


def build_world_states(path) -> dict:
    """Return the layers world_states and world_countries.

    The states are cut from one network of lines, so neighbours share their vertices;
    the countries are the states, dissolved.
    """
    units = read_world(path)
    faces = mosaic.cut_faces(units, window=WORLD)
    owner = mosaic.find_owner(faces, units)
    dry = owner >= 0
    ids = units["region_id"].to_numpy()[owner[dry]]
    # Where units that share a code have several names, the largest gives its own.
    order = np.argsort(-area_km2(units).to_numpy(), kind="stable")
    named = states.name_states(mosaic.join_faces(faces[dry], ids), units.iloc[order])
    tables = [
        states.read_table(name) for name in ("territories.csv", "world_territories.csv")
    ]
    countries = mosaic.dissolve(named, "country_id")
    return {
        "world_states": named,
        "world_countries": states.name_countries(countries, pd.concat(tables)),
    }
