"""What lies under the incidents: sea, land, borders, grid and names."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeVar

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.path import Path

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import Frame, to_path
from dashboard.brief.drawing.grid import draw_grid
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.raster import Raster
from dashboard.brief.drawing.stroke import Stroke
from dashboard.brief.drawing.world_layers import world_land, world_regions
from dashboard.geo.catalog import name_column
from dashboard.geo.regions import Regions
from dashboard.style import COLORS
from dashboard.text.language import current, gettext

Made = TypeVar("Made")
NEAR = 30
"""Pixels per degree from which on states can be told apart."""
LEAST_DISPUTED = 200
"""Square pixels below which hatching could not be seen."""
MOSTLY = 0.5
"""Share of a window in the layers' box from which on it is a map of their region."""


@dataclass(frozen=True, eq=False)
class Ground:
    """Shapes of a window on the page; ``land`` is one shape, ``countries`` by id.

    ``names`` are those of states and countries by id.
    """

    frame: Frame
    land: shapely.Geometry
    coast: shapely.Geometry
    borders: shapely.Geometry
    inner: shapely.Geometry
    world: shapely.Geometry
    states: dict[str, shapely.Geometry]
    countries: dict[str, shapely.Geometry]
    seas: dict[str, shapely.Geometry]
    disputed: list[tuple[str, shapely.Geometry]]
    territorial: shapely.Geometry
    names: dict[str, str]

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what ``make`` gives for a key, made once for the window."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def path(self, name: str) -> Path:
        """Return one of the shapes as it is drawn."""
        return self.once(("path", name), lambda: to_path(getattr(self, name)))

    @cached_property
    def land_raster(self) -> Raster:
        """Return what tells how much of a box lies on land."""
        return Raster(self.frame, self.land)


KEPT = 32
_kept: dict[tuple, Ground] = {}
"""The last windows by frame and fingerprint of the regions."""
_coarse: dict[str, np.ndarray] = {}


def ground(frame: Frame, regions: Regions) -> Ground:
    """Return the shapes of a window; the last of them are kept."""
    key = (frame, regions.fingerprint, current())  # it holds names
    if not regions.fingerprint or key not in _kept:
        if len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = _ground(frame, regions)
    return _kept[key]


def _ground(frame: Frame, regions: Regions) -> Ground:
    layer, world = _land_layers(frame, regions)
    ids, shapes = _layer(frame, layer)
    shapes = shapely.coverage_simplify(shapes, 0.5)
    owner = dict(zip(layer["region_id"], layer["country_id"], strict=True))
    owners = np.array([owner[region_id] for region_id in ids], dtype=object)
    countries = {
        region_id: shapely.coverage_union_all(shapes[owners == region_id])
        for region_id in sorted(set(owners))
    }
    land = shapely.coverage_union_all(shapes) if len(shapes) else shapely.Polygon()
    within = shapely.buffer(land, -1.0, quad_segs=1)
    between = shapely.union_all(shapely.boundary(np.array(list(countries.values()))))
    inner = shapely.union_all(shapely.boundary(shapes))
    sea_ids, seas = _layer(frame, regions.seas)
    basin_ids, basins = _layer(frame, regions.basins)
    shapely.prepare(land)
    seam = _seam(frame, regions.box) if layer is regions.states else shapely.Polygon()
    far_coast = shapely.difference(_lines_of(world), seam)
    coast = shapely.union(shapely.difference(shapely.boundary(land), seam), far_coast)
    return Ground(
        frame=frame,
        land=land,
        coast=coast,
        borders=shapely.intersection(between, within),
        inner=shapely.intersection(inner, within),
        world=world,
        states=dict(zip(ids, shapes, strict=True)),
        countries=countries,
        seas=dict(zip([*sea_ids, *basin_ids], [*seas, *basins], strict=True)),
        disputed=_disputed(frame, regions),
        territorial=_territorial(frame, regions, land),
        names=_names(layer, regions),
    )


def _land_layers(
    frame: Frame, regions: Regions
) -> tuple[gpd.GeoDataFrame, shapely.Geometry]:
    """Return the states that a window shows, and on the page the land beside them.

    A window that leaves the box of our layers shows the states of the world, or its
    countries where states would be too small to be told apart.
    """
    if not _is_in_box(frame, regions):
        layer = world_regions(states=frame.scale >= NEAR)
        if layer is not None:
            return layer, shapely.Polygon()
    return regions.states, shapely.union_all(frame.clip(world_land()))


def _is_in_box(frame: Frame, regions: Regions) -> bool:
    """Return whether a window lies where our layers are."""
    box = shapely.box(*regions.box).buffer(0.01)
    return bool(shapely.box(*frame.bounds).within(box))


def _names(layer: gpd.GeoDataFrame, regions: Regions) -> dict[str, str]:
    """Return the names of the land of a window, by id."""
    countries = world_regions(states=False)
    if layer is regions.states or countries is None:
        countries = regions.countries
    return _said_names(layer) | _said_names(countries)


def _said_names(layer: gpd.GeoDataFrame) -> dict[str, str]:
    """Return the names of a layer in the language of now, else the English ones."""
    own = layer.get(name_column(current()), layer["name"]).fillna("")
    names = own.where(own.ne(""), layer["name"])
    return dict(zip(layer["region_id"], names, strict=True))


def _seam(frame: Frame, box: tuple[float, float, float, float]) -> shapely.Geometry:
    """Return the edge of the layers' box on the page, which is no coast."""
    edge = shapely.boundary(frame.clip(np.array([shapely.box(*box)]))[0])
    return shapely.buffer(edge, 2.0, quad_segs=1)


def _lines_of(shape) -> shapely.Geometry:
    """Return the edge of the polygons of a shape, empty where it has none."""
    parts = np.array(only_polygons(shape), dtype=object)
    return shapely.boundary(shapely.multipolygons(parts))


def _layer(frame: Frame, layer: gpd.GeoDataFrame) -> tuple[list[str], np.ndarray]:
    """Return ids and shapes of a layer that reach into the window."""
    if layer.empty:
        return [], np.array([], dtype=object)
    shapes = frame.clip(layer.geometry.to_numpy())
    seen = shapely.area(shapes) > 0.5
    parts = [_polygons(shape) for shape in shapes[seen]]
    return layer["region_id"][seen].tolist(), np.array(parts, dtype=object)


def _polygons(shape):
    kept = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.make_valid(shapely.multipolygons(kept))


def _disputed(frame: Frame, regions: Regions) -> list:
    """Return the disputed land of our layers; none in a window mostly beside their box.

    They know of no dispute elsewhere, so a map of the world would name these alone.
    """
    window = shapely.box(*frame.bounds)
    if window.intersection(shapely.box(*regions.box)).area < MOSTLY * window.area:
        return []
    shapes = frame.clip(regions.disputed.geometry.to_numpy())
    found = []
    for row, shape in zip(
        regions.disputed.itertuples(index=False), shapes, strict=True
    ):
        if shapely.area(shape) < LEAST_DISPUTED:
            continue
        held, claimed = (
            regions.name(row.administered_by),
            regions.name(row.claimed_by),
        )
        words = gettext(
            "administered by {holder}, claimed by {claimant}",
            holder=held,
            claimant=claimed,
        )
        found.append((words, shapely.simplify(shape, 0.6)))
    return found


def _territorial(frame: Frame, regions: Regions, land) -> shapely.Geometry:
    """Return the outer lines of the 12 NM zones, without coasts and joins."""
    zones = regions.zones
    if zones.empty or frame.scale < 60:
        return shapely.LineString()  # 12 NM would be a few pixels: noise on the coast
    near = frame.clip(zones.geometry[zones["zone"].eq("territorial_sea")].to_numpy())
    near = near[~shapely.is_empty(near)]
    if not len(near):
        return shapely.LineString()
    near = shapely.make_valid(shapely.simplify(near, 0.8))
    joined = shapely.union_all(shapely.buffer(near, 0.6, quad_segs=1))
    outer = [shapely.Polygon(part.exterior) for part in only_polygons(joined)]
    edge = shapely.boundary(shapely.union_all(outer))
    return shapely.difference(edge, shapely.buffer(land, 3.0, quad_segs=1))


def only_polygons(shape) -> list:
    """Return the polygons of a shape, without its points and lines."""
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]


def coarse_land(regions: Regions) -> np.ndarray:
    """Return the countries of the layers, coarse, for the inset."""
    if regions.fingerprint not in _coarse:
        if len(_coarse) >= KEPT:
            _coarse.clear()
        shapes = regions.countries.geometry.to_numpy()
        _coarse[regions.fingerprint] = shapely.simplify(shapes, 0.15)
    return _coarse[regions.fingerprint]


@on_layer("sea")
def draw_ground(page: Page, frame: Frame, ground: Ground, asked=None) -> Stroke:
    """Draw sea, grid, land and lines; return the artist that cuts to the window."""
    clip = page.rectangle(frame.x, frame.y, frame.w, frame.h, fc=COLORS.sea, zorder=0)
    draw_grid(page, frame)
    _draw_land(page, ground, clip, asked)
    line = {"ec": COLORS.zone_line, "width": 1.8, "ls": (0, (7, 4)), "zorder": 6.5}
    page.shape(partial(ground.path, "territorial"), clip, **line)
    return clip


@on_layer("land")
def _draw_land(page: Page, ground: Ground, clip: Stroke, asked) -> None:
    path = partial(partial, ground.path)
    page.shape(path("world"), clip, fc=COLORS.land, zorder=1.5)
    page.shape(path("land"), clip, fc=COLORS.land, zorder=2)
    if asked is not None and not asked.is_empty:
        page.shape(asked, clip, fc=COLORS.asked, zorder=2.5)
    for _, shape in ground.disputed:
        hatched = {"hatch": "//", "hatch_linewidth": 0.8, "zorder": 2.7}
        page.shape(shape, clip, ec="#D9C6A3", width=0, **hatched)
        line = shapely.boundary(shape)
        page.shape(line, clip, ec=COLORS.disputed, width=1.3, ls=(0, (4, 3)), zorder=4)
    page.shape(path("inner"), clip, ec=COLORS.state_line, width=0.8, zorder=3)
    page.shape(path("borders"), clip, ec=COLORS.country_line, width=1.4, zorder=4)
    page.shape(path("coast"), clip, ec=COLORS.coast, width=1.0, zorder=4)
    if asked is not None and not asked.is_empty:
        page.shape(
            shapely.boundary(asked), clip, ec=COLORS.land_name, width=2, zorder=4.2
        )
