"""The list of regions: each once, with its name, kind and country, and a label."""

from __future__ import annotations

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard.text.fold import fold

KINDS = {"states": "state", "countries": "country", "seas": "sea", "basins": "basin"}
ZONES = {
    "territorial_sea": ("12nm", "12 NM zone"),
    "approximate_200_nm": ("200nm", "approximate 200 NM zone"),
}
"""How the id of a country's zone ends, and what it is called beside the country."""


class Choice(NamedTuple):
    """One region to pick: its id, a label for people such as "Sucre (Venezuela)"."""

    region_id: str
    label: str
    kind: str


def build_catalog(
    layers: dict[str, gpd.GeoDataFrame], zones: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Return each region once, by ``region_id``.

    Columns: name, name_es, kind, country_id, position in its layer. Where a territory
    without states (Aruba) is a state and a country of one id, it is the state.
    """
    frames = []
    for layer, kind in KINDS.items():
        frame = layers[layer]
        known = pd.DataFrame(frame[["region_id", "name"]])
        known["name_es"] = frame.get("name_es", "")
        own = "region_id" if kind == "country" else "country_id"
        known["country_id"] = frame.get(own, "")
        frames.append(known.assign(kind=kind, position=np.arange(len(frame))))
    frames.append(_zone_catalog(zones, layers["countries"]))
    every = pd.concat(frames, ignore_index=True)
    return every.drop_duplicates("region_id").set_index("region_id")


def _zone_catalog(zones: gpd.GeoDataFrame, countries: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the zones of each country, which may be asked for like regions."""
    columns = ["region_id", "name", "name_es", "country_id", "kind", "position"]
    if zones.empty:
        return pd.DataFrame(columns=columns)
    country = countries.set_index("region_id")["name"]
    owned = zones[zones["region_id"].isin(country.index)]
    pairs = owned[["region_id", "zone"]].drop_duplicates()
    rows = [
        (
            f"zone-{owner.lower()}-{ZONES[zone][0]}",
            f"{country[owner]}, {ZONES[zone][1]}",
            "",
            owner,
            "zone",
            -1,
        )
        for owner, zone in pairs.itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=columns)


def list_choices(listed: pd.DataFrame) -> list[Choice]:
    """Return the regions of a catalog to pick from, each by a label of its own."""
    labels = listed["name"].copy()
    nation = listed["country_id"].map(listed["name"][listed["kind"] == "country"])
    inner = (listed["kind"] == "state") & nation.notna() & (nation != labels)
    labels[inner] += " (" + nation[inner] + ")"
    twice = labels.duplicated(keep=False)
    labels[twice] += " [" + labels.index[twice] + "]"
    kinds = [*KINDS.values(), "zone"]
    rows = [
        Choice(*row) for row in zip(listed.index, labels, listed["kind"], strict=True)
    ]
    return sorted(rows, key=lambda row: (kinds.index(row.kind), fold(row.label)))
