"""States and countries of the whole world, read when a row lies outside the box.

Names come from the columns of the layers alone, in a few milliseconds; the shapes are
read when a point or a circle asks for them.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.geo.borders import LEAST_METERS_PER_DEGREE
from dashboard.geo.layer_files import read_bounds, read_facts, read_layer, read_some
from dashboard.geo.nearest import Outline
from dashboard.geo.region_index import covering, edges_of

FACTS = ["region_id", "name", "name_es", "country_id"]
COUNTRY_FACTS = ["region_id", "name", "name_es", "sovereign"]
STAGES_KM = (20.0, 100.0, 500.0, 2_500.0, 20_100.0)
"""How far the next state is looked for at first, then where it was not found nearer.

Most circles are small and most borders near, so few rows come to the wide stages.
"""


FEW = 50
"""Places up to which the states around them are read first: few rows of a table of one
sea lie outside the box, and most of these far out."""


class World:
    """The layers ``world_states`` and ``world_countries`` of a folder, lazily read.

    A state is given as its position in ``states``, −1 for none. Raises RegionsError
    where a file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Each region once, by ``region_id``: name, name_es, country_id, kind.

        A territory without states is a state, as in the regions of the box.
        """
        states = read_facts(self.folder, "world_states", FACTS)
        countries = read_facts(self.folder, "world_countries", COUNTRY_FACTS)
        countries["country_id"] = countries["region_id"]
        both = pd.concat(
            [states.assign(kind="state"), countries.assign(kind="country")],
            ignore_index=True,
        )
        every = both.drop_duplicates("region_id").set_index("region_id")
        return every.fillna({"sovereign": ""}).sort_index()

    @cached_property
    def states(self) -> gpd.GeoDataFrame:
        """The states with their shapes, by ``region_id``."""
        layer = read_layer(self.folder, "world_states")
        return layer.sort_values("region_id").reset_index(drop=True)

    @cached_property
    def _country_layer(self) -> gpd.GeoDataFrame:
        return read_layer(self.folder, "world_countries").set_index("region_id")

    def layer(self, kind: str) -> gpd.GeoDataFrame:
        """Return the states or the countries: region_id, name and shape."""
        if kind == "state":
            return self.states
        return self._country_layer.reset_index()

    @cached_property
    def _bounds(self) -> pd.DataFrame:
        return read_bounds(self.folder, "world_states")

    @property
    def is_open(self) -> bool:
        """Whether the shapes were needed."""
        return "states" in vars(self)

    def geometry(self, region_id: str) -> shapely.Geometry:
        """Return the shape of a region. Raises KeyError for an unknown id."""
        if self.facts.loc[region_id, "kind"] == "country":
            return self._country_layer.geometry[region_id]
        found = self.states["region_id"].searchsorted(region_id)
        return self.states.geometry.iloc[found]

    def find(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Return the position of the state of each point, −1 where there is no land.

        Of two on a shared border the lower id. Places that come again are asked once.
        """
        places, again = np.unique(longitude + 1j * latitude, return_inverse=True)
        found = np.full(len(places), -1)
        if not self.is_open and len(places) <= FEW and not self._is_land(places):
            return found[again]
        shapes = self.states.geometry.to_numpy()
        state, at = covering(shapes, places.real.copy(), places.imag.copy())
        found[at[::-1]] = state[::-1]  # written last to first: the lowest stays
        return found[again]

    def _is_land(self, places: np.ndarray) -> bool:
        """Return whether one of a few places is on land, without opening the world."""
        bounds, x, y = self._bounds, places.real[:, None], places.imag[:, None]
        within = (x >= bounds["xmin"].to_numpy()) & (x <= bounds["xmax"].to_numpy())
        within &= (y >= bounds["ymin"].to_numpy()) & (y <= bounds["ymax"].to_numpy())
        near = bounds["region_id"][within.any(axis=0)].tolist()
        if not near:
            return False
        some = read_some(self.folder, "world_states", near).geometry.to_numpy()
        return len(covering(some, places.real.copy(), places.imag.copy())[0]) > 0

    def other(
        self,
        longitude: np.ndarray,
        latitude: np.ndarray,
        home: np.ndarray,
        radius: np.ndarray,
    ) -> np.ndarray:
        """Return the position of the nearest state but ``home`` in each circle, or −1.

        ``home`` are positions, ``radius`` metres. Geodesic to the borders as drawn.
        """
        rows = np.column_stack([longitude, latitude, home, radius])
        places, again = np.unique(rows, axis=0, return_inverse=True)
        x, y, own, reach = places.T
        other = np.full(len(places), -1)
        nearer = 0.0
        for stage in STAGES_KM:
            # Those whose circle was searched whole, or who have their answer, are done.
            left = np.flatnonzero((other < 0) & ((reach > nearer) | (nearer == 0)))
            if not len(left):
                break
            within = np.minimum(reach[left], stage * 1000)
            other[left] = self._nearest(x[left], y[left], own[left], within)
            nearer = stage * 1000
        return other[again.ravel()]

    def _nearest(
        self, x: np.ndarray, y: np.ndarray, home: np.ndarray, reach: np.ndarray
    ) -> np.ndarray:
        """Return the nearest state but ``home`` that is in reach of each point, or −1."""
        box, boxes = _boxes(x, y, reach)
        shapes = self.states.geometry.to_numpy()
        pairs = shapely.STRtree(boxes).query(shapes, predicate="intersects")
        state, at = pairs[0], box[pairs[1]]
        foreign = state != home[at]
        state, at = state[foreign], at[foreign]
        order = np.argsort(state, kind="stable")
        state, at = state[order], at[order]
        best, other = np.full(len(x), np.inf), np.full(len(x), -1)
        for group in np.split(np.arange(len(at)), np.flatnonzero(np.diff(state)) + 1):
            if not len(group):
                continue
            position, rows = state[group[0]], np.unique(at[group])
            meters = self._meters(position, x[rows], y[rows], reach[rows].max())
            won = (meters <= reach[rows]) & (meters < best[rows])
            best[rows[won]], other[rows[won]] = meters[won], position
        return other

    def _meters(
        self, position: int, x: np.ndarray, y: np.ndarray, reach: float
    ) -> np.ndarray:
        """Return how far points lie from a state, where it is within ``reach``."""
        return _meters_to(self.states.geometry.iloc[position], x, y, reach)

    def reaches(
        self, region_id: str, x: np.ndarray, y: np.ndarray, radius: np.ndarray
    ) -> np.ndarray:
        """Return which circles, of a radius in metres, reach a region."""
        if not len(x):
            return np.zeros(0, dtype=bool)
        shape = self.geometry(region_id)
        shapely.prepare(shape)
        return _meters_to(shape, x, y, radius.max()) <= radius


def _meters_to(
    shape: shapely.Geometry, x: np.ndarray, y: np.ndarray, reach: float
) -> np.ndarray:
    """Return how far points lie from a shape, where it is within ``reach``, else ∞."""
    start, end, owner = edges_of(np.array([shape]))
    _, boxes = _boxes(x, y, np.full(len(x), reach))
    low, high = np.split(np.array(shapely.total_bounds(boxes)), 2)
    near = np.maximum(start, end) >= low
    near &= np.minimum(start, end) <= high
    kept = near[:, 0] & near[:, 1]
    meters = Outline(start[kept], end[kept], owner[kept]).nearest(x, y).meters
    meters[shapely.intersects_xy(shape, x, y)] = 0
    return meters


def _boxes(
    x: np.ndarray, y: np.ndarray, reach: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return boxes that hold the circles, and whose they are.

    One that goes over 180° comes a second time from the other side; one that comes near
    a pole reaches round the world.
    """
    up = reach / LEAST_METERS_PER_DEGREE
    south, north = y - up, y + up
    steepest = np.radians(np.minimum(np.maximum(np.abs(south), np.abs(north)), 89.0))
    wide = up / np.cos(steepest)
    wide[(south < -89) | (north > 89) | (wide > 180)] = 360.0
    west, east = x - wide, x + wide
    row = np.arange(len(x))
    over = np.flatnonzero((west < -180) & (wide < 360))
    beyond = np.flatnonzero((east > 180) & (wide < 360))
    whose = np.concatenate([row, over, beyond])
    turn = np.concatenate(
        [np.zeros(len(x)), np.full(len(over), 360.0), np.full(len(beyond), -360.0)]
    )
    boxes = shapely.box(
        west[whose] + turn, south[whose], east[whose] + turn, north[whose]
    )
    return whose, boxes


def reaches_out(
    x: np.ndarray,
    y: np.ndarray,
    reach: np.ndarray,
    box: tuple[float, float, float, float],
) -> np.ndarray:
    """Return which circles may leave a box; ``reach`` is in metres.

    Never too few: a degree is taken for its shortest.
    """
    west, south, east, north = box
    steepest = np.radians(max(abs(south), abs(north)))
    up, across = LEAST_METERS_PER_DEGREE, LEAST_METERS_PER_DEGREE * np.cos(steepest)
    rim = np.minimum.reduce(
        [(x - west) * across, (east - x) * across, (y - south) * up, (north - y) * up]
    )
    return reach > rim
