"""The regions: read the layers once, then look up names, points and distances."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.geo.borders import Borders
from dashboard.geo.catalog import (
    KINDS,
    ZONES,
    Choice,
    build_catalog,
    list_choices,
    name_column,
)
from dashboard.geo.layer_files import LAYERS as LAYERS
from dashboard.geo.layer_files import RegionsError as RegionsError
from dashboard.geo.layer_files import broken_words, read_layer
from dashboard.geo.layer_losses import OPTIONAL, WORLD_LOSS, until_then
from dashboard.geo.nearest import METERS_PER_NM, Outline
from dashboard.geo.points import own_points as own_points
from dashboard.geo.region_index import CellIndex, edges_of
from dashboard.geo.world import World
from dashboard.resources import short_path
from dashboard.table.fingerprint import layers_sha256
from dashboard.text.language import current, gettext

BOX = (-120.0, -10.0, -50.0, 33.0)
"""What the layers cover: west, south, east, north in degrees."""
TERRITORIAL_NM = 12.0
"""The breadth of the territorial sea in nautical miles (UNCLOS, article 3)."""
OUTSIDE = "outside:"
"""What an ``area_id`` begins with where the layers do not reach; a name follows."""
LAND_KINDS = ("state", "country")
"""Kinds of region that are land, and so have a coast."""
WORLD_LAYERS = ("world_states", "world_countries")
WORLD_ID = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
"""A country or a state by its ISO 3166 code, which the world may have."""


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
    islands: gpd.GeoDataFrame = field(default_factory=_no_regions)
    box: tuple[float, float, float, float] = BOX
    notices: list[str] = field(default_factory=list)
    provenance: dict[str, dict[str, Any]] = field(default_factory=dict)
    fingerprint: str = ""
    world: World | None = None

    def __post_init__(self) -> None:
        for layer in [*KINDS, "zones"]:
            frame = getattr(self, layer)
            text = {name: "" for name in frame.columns if frame[name].dtype == "str"}
            ordered = frame.fillna(text).sort_values("region_id", kind="stable")
            setattr(self, layer, ordered.reset_index(drop=True))
        self._outlines: dict[str, Outline] = {}
        self._own_names: dict[str, dict[str, str]] = {}
        self.waters: dict[str, shapely.Geometry] = {}
        self.shores: dict[str, Outline] = {}

    @cached_property
    def catalog(self) -> pd.DataFrame:
        """Each region of the layers once; see :func:`dashboard.geo.catalog.build_catalog`."""
        return build_catalog({each: getattr(self, each) for each in KINDS}, self.zones)

    def zone_of(self, region_id: str) -> tuple[str, str]:
        """Return what a zone's id stands for: the zone, and whose it is."""
        _, owner, ending = region_id.split("-")
        zone = next(zone for zone, (end, _) in ZONES.items() if end == ending)
        return zone, owner.upper()

    @property
    def names(self) -> dict[str, str]:
        """Name of each region id in the language of now, in the order of :meth:`choices`.

        When the world was read, its regions follow."""
        names, column = self._names_in(current()), name_column(current())
        if self.world is not None and self.world.is_open:
            return names | {
                region_id: name
                for region_id, name in self.world.facts[column].items()
                if region_id not in names
            }
        return names

    def _names_in(self, language: str) -> dict[str, str]:
        if language not in self._own_names:
            names = {row.region_id: self.name(row.region_id) for row in self.choices()}
            self._own_names[language] = names
        return self._own_names[language]

    def reaches(self, region_id: str) -> bool:
        """Return whether the layers of seas, zones and distances reach a region.

        They do not where only the layers of the world have it. Raises KeyError for an
        unknown id.
        """
        if region_id in self.catalog.index:
            return True
        if self._of_the_world(region_id):
            return False
        raise KeyError(region_id)

    def _of_the_world(self, region_id: str) -> bool:
        """Return whether a region that the box lacks is one of the world."""
        if self.world is None or not WORLD_ID.fullmatch(region_id):
            return False
        return region_id in self.world.facts.index

    def name(self, region_id: str, language: str = "") -> str:
        """Return the name in a language, that of now if none is given; blank if unknown.

        Where the layers have none in it, the English one.
        """
        own = self._look_up(region_id, name_column(language or current()))
        return own or self._look_up(region_id, "name")

    def kind(self, region_id: str) -> str:
        """Return state, country, sea or basin; blank for an unknown id."""
        return self._look_up(region_id, "kind")

    def is_land(self, region_id: str) -> bool:
        """Return whether a region is a state or a country: land, with a coast."""
        return self.kind(region_id) in LAND_KINDS

    def country(self, region_id: str) -> str:
        """Return the alpha-2 code of the territory that a state or country is of."""
        return self._look_up(region_id, "country_id")

    def sovereign(self, country_id: str) -> str:
        """Return who administers a country or territory, blank if unknown."""
        nations = self.countries.set_index("region_id")
        if country_id in nations.index:
            return str(nations["sovereign"].get(country_id, ""))
        return self._world_fact(country_id, "sovereign")

    def geometry(self, region_id: str) -> shapely.Geometry:
        """Return the shape of a region. Raises KeyError for an unknown id.

        What the box cuts ends at its edge; see :meth:`whole_geometry`.
        """
        if self.world is not None and not self.reaches(region_id):
            return self.world.geometry(region_id)
        row = self.catalog.loc[region_id]
        if row["kind"] == "zone":
            zone, owner = self.zone_of(region_id)
            own = self.zones["zone"].eq(zone) & self.zones["region_id"].eq(owner)
            return shapely.union_all(self.zones.geometry[own].values)
        layer = next(layer for layer, kind in KINDS.items() if kind == row["kind"])
        return getattr(self, layer).geometry.iloc[row["position"]]

    def whole_geometry(self, region_id: str) -> shapely.Geometry:
        """Return the shape of a region to draw: whole where the world was read."""
        shape, world = self.geometry(region_id), self.world
        if world is None or not world.is_open or not self.is_land(region_id):
            return shape
        inner = shapely.box(*self.box).buffer(-1e-6)
        cut = not inner.contains(shapely.box(*shape.bounds))
        return world.geometry(region_id) if cut else shape

    def choices(
        self, found: Iterable[str] = (), incidents: pd.Series | None = None
    ) -> list[Choice]:
        """Return all regions to pick from, those with the most ``incidents`` first.

        Regions that only the world has are there if their id is among ``found``."""
        listed = self.catalog
        unknown = set(found) - set(listed.index)
        if new := sorted(each for each in unknown if self._of_the_world(each)):
            columns = [*listed.columns.drop("position")]
            listed = pd.concat([listed[columns], self._world_rows(new)])
            listed = listed[~listed.index.duplicated()]
        return list_choices(listed, incidents)

    def _world_rows(self, region_ids: list[str]) -> pd.DataFrame:
        """Return the facts of regions of the world, and those of their countries."""
        facts = self.world.facts if self.world is not None else pd.DataFrame()
        wanted = facts.loc[region_ids]
        return pd.concat([wanted, facts[facts.index.isin(wanted["country_id"])]])

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
        ``geo_precision`` is 3 (its point is no place), outside the layers' box, and for
        a region that lies outside it. Raises KeyError for an unknown id.
        """
        if not self.reaches(region_id):
            return pd.Series(np.nan, index=points.index, name="distance_nm")
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

    def _world_fact(self, region_id: str, column: str) -> str:
        if self.world is None or not self._of_the_world(region_id):
            return ""
        return str(self.world.facts.at[region_id, column])

    def _look_up(self, region_id: str, column: str) -> str:
        if region_id not in self.catalog.index:
            return self._world_fact(region_id, column)
        return str(self.catalog.at[region_id, column])


def read_regions(folder: Path | str = LAYERS) -> Regions:
    """Read the layers.

    States, countries, seas and basins must be there: RegionsError names the file and
    the command that makes it. Without any other layer the rest works, and ``notices``
    says what is left out.
    """
    folder = Path(folder)
    layers = {layer: read_layer(folder, layer) for layer in KINDS}
    notices = []
    for layer, loss in OPTIONAL.items():
        try:
            layers[layer] = read_layer(folder, layer)
        except RegionsError as error:
            notices.append(until_then(error.args[0], loss))
    lost = [broken_words(folder, layer) for layer in WORLD_LAYERS]
    notices += [until_then(words, WORLD_LOSS) for words in lost if words]
    provenance = folder / "provenance.json"
    try:
        sources = json.loads(provenance.read_text("utf-8"))
        if not isinstance(sources, dict):
            raise ValueError("no object")
    except FileNotFoundError:
        sources = {}
    except (OSError, ValueError, RecursionError) as error:
        notices.append(
            gettext(
                "{file} cannot be read ({error}): until it can, the sources of the layers "
                "are not shown.",
                file=short_path(provenance),
                error=error,
            )
        )
        sources = {}
    return Regions(
        **layers,
        notices=notices,
        provenance=sources,
        fingerprint=layers_sha256(folder)[:12],
        world=None if any(lost) else World(folder),
    )
