"""The regions: read the layers once, then look up names, points and distances."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.geo.borders import Borders
from dashboard.geo.nearest import METERS_PER_NM, Outline
from dashboard.geo.region_index import CellIndex, edges_of
from dashboard.resources import how_to_mend, resource, short_path
from dashboard.table.fingerprint import layers_sha256
from dashboard.text.fold import fold

LAYERS = resource("geodata/layers")
BOX = (-120.0, -10.0, -50.0, 33.0)
"""What the layers cover: west, south, east, north in degrees."""
TERRITORIAL_NM = 12.0
"""The breadth of the territorial sea in nautical miles (UNCLOS, article 3)."""
OUTSIDE = "outside:"
"""What an ``area_id`` begins with where the layers do not reach; a name follows."""
LAND_KINDS = ("state", "country")
"""Kinds of region that are land, and so have a coast."""
KINDS = {"states": "state", "countries": "country", "seas": "sea", "basins": "basin"}
ZONES = {
    "territorial_sea": ("12nm", "12 NM zone"),
    "approximate_200_nm": ("200nm", "approximate 200 NM zone"),
}
"""How the id of a country's zone ends, and what it is called beside the country."""
OPTIONAL = {
    "zones": "the zone is left blank beyond 12 NM",
    "disputed": "disputed land is not marked",
    "places": "towns are not shown",
    "ports": "ports are not shown",
}


class RegionsError(Exception):
    """Raised where a layer is missing without which nothing can be located."""


class Choice(NamedTuple):
    """One region to pick: its id, a label for people such as "Sucre (Venezuela)"."""

    region_id: str
    label: str
    kind: str


def _no_regions() -> gpd.GeoDataFrame:
    columns = ["region_id", "name", "name_es", "geometry"]
    return gpd.GeoDataFrame(columns=columns, geometry="geometry", crs=4326)


@dataclass(eq=False)
class Regions:
    """The layers, each sorted by ``region_id``, and what can be asked of them.

    Indexes are made when first asked for and kept. Points are longitudes and latitudes
    in degrees on WGS84; a *position* is a row of a layer, −1 for none.
    """

    states: gpd.GeoDataFrame
    seas: gpd.GeoDataFrame
    countries: gpd.GeoDataFrame = field(default_factory=_no_regions)
    basins: gpd.GeoDataFrame = field(default_factory=_no_regions)
    zones: gpd.GeoDataFrame = field(default_factory=_no_regions)
    disputed: gpd.GeoDataFrame = field(default_factory=_no_regions)
    places: gpd.GeoDataFrame = field(default_factory=_no_regions)
    ports: gpd.GeoDataFrame = field(default_factory=_no_regions)
    box: tuple[float, float, float, float] = BOX
    notices: list[str] = field(default_factory=list)
    provenance: dict[str, dict[str, Any]] = field(default_factory=dict)
    fingerprint: str = ""

    def __post_init__(self) -> None:
        for layer in [*KINDS, "zones"]:
            frame = getattr(self, layer)
            text = {name: "" for name in frame.columns if frame[name].dtype == "str"}
            ordered = frame.fillna(text).sort_values("region_id", kind="stable")
            setattr(self, layer, ordered.reset_index(drop=True))
        self._outlines: dict[str, Outline] = {}
        self.waters: dict[str, shapely.Geometry] = {}
        self.shores: dict[str, Outline] = {}

    @cached_property
    def catalog(self) -> pd.DataFrame:
        """Each region once, by ``region_id``.

        Columns: name, name_es, kind, country_id, position in its layer. Where a
        territory without states (Aruba) is a state and a country of one id, it is the
        state.
        """
        frames = []
        for layer, kind in KINDS.items():
            frame = getattr(self, layer)
            known = pd.DataFrame(frame[["region_id", "name"]])
            known["name_es"] = frame.get("name_es", "")
            own = "region_id" if kind == "country" else "country_id"
            known["country_id"] = frame.get(own, "")
            frames.append(known.assign(kind=kind, position=np.arange(len(frame))))
        every = pd.concat([*frames, self._zone_catalog()], ignore_index=True)
        return every.drop_duplicates("region_id").set_index("region_id")

    def _zone_catalog(self) -> pd.DataFrame:
        """Return the zones of each country, which may be asked for like regions."""
        columns = ["region_id", "name", "name_es", "country_id", "kind", "position"]
        if self.zones.empty:
            return pd.DataFrame(columns=columns)
        country = self.countries.set_index("region_id")["name"]
        owned = self.zones[self.zones["region_id"].isin(country.index)]
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

    def zone_of(self, region_id: str) -> tuple[str, str]:
        """Return what a zone's id stands for: the zone, and whose it is."""
        _, owner, ending = region_id.split("-")
        zone = next(zone for zone, (end, _) in ZONES.items() if end == ending)
        return zone, owner.upper()

    @cached_property
    def names(self) -> dict[str, str]:
        """English name of each region id, in the order of :meth:`choices`."""
        return {
            choice.region_id: self.name(choice.region_id) for choice in self.choices()
        }

    def name(self, region_id: str, language: str = "en") -> str:
        """Return the name in English or (``"es"``) Spanish, blank if unknown."""
        return self._look_up(region_id, "name_es" if language == "es" else "name")

    def kind(self, region_id: str) -> str:
        """Return state, country, sea or basin; blank for an unknown id."""
        return self._look_up(region_id, "kind")

    def is_land(self, region_id: str) -> bool:
        """Return whether a region is a state or a country: land, with a coast."""
        return self.kind(region_id) in LAND_KINDS

    def country(self, region_id: str) -> str:
        """Return the alpha-2 code of the territory that a state or country is of."""
        return self._look_up(region_id, "country_id")

    def geometry(self, region_id: str) -> shapely.Geometry:
        """Return the shape of a region. Raises KeyError for an unknown id."""
        row = self.catalog.loc[region_id]
        if row["kind"] == "zone":
            zone, owner = self.zone_of(region_id)
            own = self.zones["zone"].eq(zone) & self.zones["region_id"].eq(owner)
            return shapely.union_all(self.zones.geometry[own].values)
        layer = next(layer for layer, kind in KINDS.items() if kind == row["kind"])
        return getattr(self, layer).geometry.iloc[row["position"]]

    def choices(self) -> list[Choice]:
        """Return all regions to pick from: states, countries, seas, basins."""
        listed = self.catalog
        labels = listed["name"].copy()
        nation = listed["country_id"].map(listed["name"][listed["kind"] == "country"])
        inner = (listed["kind"] == "state") & nation.notna() & (nation != labels)
        labels[inner] += " (" + nation[inner] + ")"
        twice = labels.duplicated(keep=False)
        labels[twice] += " [" + labels.index[twice] + "]"
        kinds = [*KINDS.values(), "zone"]
        rows = [Choice(*row) for row in zip(listed.index, labels, listed["kind"])]
        return sorted(rows, key=lambda row: (kinds.index(row.kind), fold(row.label)))

    @cached_property
    def borders(self) -> Borders:
        """Finds the state of a point, the nearest one, and others within a circle."""
        return Borders(self.states.geometry.values)

    @cached_property
    def sea_index(self) -> CellIndex:
        """Finds the sea of a point."""
        return CellIndex(self.seas.geometry.values)

    @cached_property
    def zone_index(self) -> CellIndex:
        """Finds the maritime zone of a point."""
        return CellIndex(self.zones.geometry.values)

    def distance_to_region(self, points: pd.DataFrame, region_id: str) -> pd.Series:
        """Return nautical miles from each point to one region, 0 inside it.

        ``points`` has ``longitude`` and ``latitude``. NaN where there are none, where
        ``geo_precision`` is 3 (its point is no place) and outside the layers' box.
        Raises KeyError for an unknown id.
        """
        shape = self.geometry(region_id)
        longitude, latitude, own = own_points(points, self.box)
        if region_id not in self._outlines:
            shapely.prepare(shape)
            self._outlines[region_id] = Outline(*edges_of(np.array([shape])))
        meters = np.full(len(points), np.nan)
        place = longitude[own], latitude[own]
        meters[own] = self._outlines[region_id].nearest(*place).meters
        meters[own] *= ~shapely.intersects_xy(shape, *place)
        return pd.Series(meters / METERS_PER_NM, index=points.index, name="distance_nm")

    def _look_up(self, region_id: str, column: str) -> str:
        if region_id not in self.catalog.index:
            return ""
        return str(self.catalog.at[region_id, column])


def own_points(
    points: pd.DataFrame, box: tuple[float, float, float, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return longitudes, latitudes, and which rows have an own place in the box."""
    longitude = points["longitude"].to_numpy(float, na_value=np.nan)
    latitude = points["latitude"].to_numpy(float, na_value=np.nan)
    west, south, east, north = box
    own = (longitude >= west) & (longitude <= east)
    own &= (latitude >= south) & (latitude <= north)
    if "geo_precision" in points:
        own &= points["geo_precision"].ne(3).fillna(True).to_numpy(bool)
    return longitude, latitude, own


def read_regions(folder: Path | str = LAYERS) -> Regions:
    """Read the layers.

    States, countries, seas and basins must be there: RegionsError names the file and
    the command that makes it. Without any other layer the rest works, and ``notices``
    says what is left out.
    """
    folder = Path(folder)
    layers = {layer: _read_layer(folder, layer) for layer in KINDS}
    notices = []
    for layer, loss in OPTIONAL.items():
        try:
            layers[layer] = _read_layer(folder, layer)
        except RegionsError as error:
            notices.append(f"{error}. Until then {loss}.")
    provenance = folder / "provenance.json"
    try:
        sources = json.loads(provenance.read_text("utf-8"))
        if not isinstance(sources, dict):
            raise ValueError("no object")
    except FileNotFoundError:
        sources = {}
    except (OSError, ValueError) as error:
        notices.append(
            f"{short_path(provenance)} cannot be read ({error}): until it can, the "
            "sources of the layers are not shown."
        )
        sources = {}
    return Regions(
        **layers,
        notices=notices,
        provenance=sources,
        fingerprint=layers_sha256(folder)[:12],
    )


def _read_layer(folder: Path, layer: str) -> gpd.GeoDataFrame:
    path = folder / f"{layer}.parquet"
    cure = (
        f"{how_to_mend()}, or make it from its sources with `python -m geodata.build`"
    )
    shown = short_path(path)
    if not path.exists():
        raise RegionsError(f"{shown} is missing: {cure}")
    try:
        return gpd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise RegionsError(f"{shown} cannot be read ({error}): {cure}") from error
