"""Marine Regions EEZ, simplified: the second opinion on zones beyond 12 NM.

Source: npm package @globalfishingwatch/ocean-areas 2.0.3, ``eezs.json`` (Marine
Regions, Flanders Marine Institute, CC BY 4.0, simplified by Global Fishing Watch; the
version of Marine Regions is not stated). Venezuela has 36 corners in it.
"""

import json

import geopandas as gpd
import numpy as np

from geodata.shapes import area_km2, clip_to_box
from geodata.sources import SourceError, check_parts
from geodata.states import read_table

RANK = {"overlapping claim": 0, "joint regime": 1, "national": 2}
OTHER_NAMES = {
    "Collectivity of Saint Martin": "MF",
    "Galapagos": "EC",
    "Navassa Island": "UM",
    "Saba": "BQ",
    "Saint-Barthélemy": "BL",
    "Serranilla Bank": "CO",
    "Sint-Eustatius": "BQ",
    "Sint-Maarten": "SX",
}
"""Names in the package that are not those of territories.csv."""


def read_marine_regions(path) -> gpd.GeoDataFrame:
    """Return the simplified zones in the box: ``region_id, name, status, geometry``.

    Claims come first, then joint regimes, then national zones; smaller ones first.
    ``region_id`` is blank where several countries are named. Raises SourceError where
    one country is named and it is not one of ours.
    """
    with open(path, encoding="utf-8") as file:
        features = json.load(file)
    raw = gpd.GeoDataFrame.from_features(features, crs=4326)
    check_parts(path, raw.columns, ["name"])
    zones = clip_to_box(raw[["name", "geometry"]])
    claim = zones["name"].str.contains("Overlapping claim")
    joint = zones["name"].str.contains("Joint regime")
    zones["status"] = np.select(
        [claim, joint], ["overlapping claim", "joint regime"], "national"
    )
    countries = read_table("territories.csv").set_index("name")["country_id"]
    known = {**countries.to_dict(), **OTHER_NAMES}
    zones["region_id"] = zones["name"].map(known).fillna("")
    if lost := set(zones["name"][(zones["region_id"] == "") & ~claim & ~joint]):
        raise SourceError(f"{path.name}: unknown countries {sorted(lost)}")
    order = np.lexsort([zones["name"], area_km2(zones), zones["status"].map(RANK)])
    return zones.iloc[order].reset_index(drop=True)
