"""The base of the map: land, coasts, borders and limits of one window, made once.

For a PNG it is kept as pixels and copied; for SVG and PDF the same paths are drawn.
"""

from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.path import Path

from dashboard.brief.page import SCREEN, Page, to_path
from dashboard.brief.window import Window
from dashboard.regions import LAYERS, Regions
from dashboard.style import COLORS

FINE = 0.7
"""px: triangles smaller than its square are dropped (Visvalingam)."""
GRATICULE = "#C3D5E2"
NEAR_DEGREES = 14
"""Windows narrower than this show 12 NM lines; they would touch in wider ones."""


@dataclass(frozen=True)
class Base:
    """The lines and surfaces of a window, in px; ``shapes`` by region for names."""

    land: shapely.Geometry
    land_path: Path
    coast: Path
    borders: Path
    states: Path
    claims: Path
    limits: shapely.Geometry
    state_shapes: dict[str, shapely.Geometry]
    country_shapes: dict[str, shapely.Geometry]


@lru_cache(8)
def base_of(window: Window, regions: Regions) -> Base:
    """Return the base of a window, simplified to what a pixel can show."""
    ids, owners, px = _states(window, regions)
    land = shapely.coverage_union_all(px) if len(px) else shapely.Polygon()
    nations = {
        each: shapely.coverage_union_all(px[owners == each])
        for each in sorted(set(owners))
    }
    shore = shapely.boundary(land)
    between = shapely.union_all(shapely.boundary(list(nations.values())))
    between = shapely.difference(between, shore)
    inner = shapely.difference(shapely.union_all(shapely.boundary(px)), shore)
    shapely.prepare(land)
    return Base(
        land=land,
        land_path=to_path(land),
        coast=to_path(shore),
        borders=to_path(between),
        states=to_path(shapely.difference(inner, between)),
        claims=to_path(_claims(window)),
        limits=_limits(window, regions, land),
        state_shapes=dict(zip(ids, px, strict=True)),
        country_shapes=nations,
    )


def draw_base(page: Page, window: Window, base: Base, asked, clip) -> None:
    """Draw the base as paths; ``asked`` is a region in px to set off, or None."""
    x, y, w, h = window.x, window.y, window.w, window.h
    page.box(x, y, w, h, COLORS.sea, z=0)
    for along, lon in ((True, window), (False, window)):
        for place in graticule(lon, along):
            if along:
                page.line([place[1]] * 2, [y, y + h], 0.8, GRATICULE, z=1)
            else:
                page.line([x, x + w], [place[1]] * 2, 0.8, GRATICULE, z=1)
    page.shape(base.land_path, COLORS.land, z=2, clip=clip)
    if asked is not None:
        land = shapely.intersection(asked, base.land)
        sea = shapely.difference(asked, base.land)
        page.shape(to_path(sea), COLORS.asked_sea, z=1.5, clip=clip)
        page.shape(to_path(land), COLORS.asked, z=2.5, clip=clip)
        edge = {"edge": COLORS.land_name, "width": 2.0}
        page.shape(to_path(asked), **edge, z=3.5, clip=clip)
    page.shape(base.states, edge=COLORS.state_line, width=0.8, z=3, clip=clip)
    page.shape(base.borders, edge=COLORS.country_line, width=1.4, z=4, clip=clip)
    page.shape(base.coast, edge=COLORS.coast, width=1.0, z=4, clip=clip)
    page.shape(
        base.claims, edge=COLORS.disputed, width=1.3, dash=(5.2, 3.9), z=4, clip=clip
    )


class Pixels(Artist):
    """A ready picture, copied to the page pixel for pixel."""

    def __init__(self, rgba: np.ndarray) -> None:
        super().__init__()
        self.rgba = rgba
        self.set_zorder(-5)

    def draw(self, renderer) -> None:
        """Copy the pixels; resampling them would take ten times as long."""
        quiet = renderer.new_gc()
        renderer.draw_image(quiet, 0, 0, self.rgba)
        quiet.restore()


@lru_cache(4)
def base_pixels(window: Window, regions: Regions, asked_id: str, times: int) -> Pixels:
    """Return the base of a whole page as pixels; ``times`` 2 is twice as fine."""
    page = Page()
    clip = page.box(window.x, window.y, window.w, window.h, z=0)
    asked = asked_shape(window, regions, asked_id)
    draw_base(page, window, base_of(window, regions), asked, clip)
    page.figure.set_dpi(SCREEN * times)
    canvas = FigureCanvasAgg(page.figure)
    canvas.draw()
    return np.ascontiguousarray(np.asarray(canvas.buffer_rgba())[::-1])


def asked_shape(window: Window, regions: Regions, region_id: str):
    """Return the shape of a region in px, None for no region."""
    if not region_id or not regions.kind(region_id):
        return None
    shape = shapely.make_valid(window.project(regions.geometry(region_id))[0])
    return shapely.simplify(shape, FINE / 2)


def graticule(window: Window, along: bool) -> list[tuple[float, float]]:
    """Return degrees and px of the meridians (``along``) or parallels to draw."""
    step = next(
        each
        for each in (0.5, 1, 2, 5, 10, 20)
        if (window.east - window.west) / each <= 7
    )
    low, high = (
        (window.west, window.east) if along else (window.south, window.north)
    )
    values = np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
    if along:
        places = window.px(values, 0)[0]
    else:
        places = window.px(0, values)[1]
    return list(zip(values.tolist(), places.tolist(), strict=True))


def read_extra(name: str):
    """Return the shapes of a layer that is only drawn; none where it is missing."""
    path = LAYERS / f"{name}.parquet"
    return gpd.read_parquet(path).geometry.values if path.exists() else np.array([])


_extra = lru_cache(4)(read_extra)


def _states(window: Window, regions: Regions):
    near = window.project(regions.states.geometry.values)
    kept = shapely.area(near) > 0
    rows = regions.states[kept]
    px = shapely.coverage_simplify(shapely.make_valid(near[kept]), FINE)
    return (
        rows["region_id"].to_numpy(dtype=str),
        rows["country_id"].to_numpy(dtype=str),
        px,
    )


def _claims(window: Window):
    lines = _extra("disputed_lines")
    return shapely.simplify(window.project(lines), FINE) if len(lines) else lines


def _limits(window: Window, regions: Regions, land):
    """Return the 12 NM lines of a near window, without the coasts."""
    if window.east - window.west > NEAR_DEGREES or regions.zones.empty:
        return shapely.MultiLineString()
    zones = regions.zones[regions.zones["zone"].eq("territorial_sea")]
    px = shapely.make_valid(window.project(zones.geometry.values))
    waters = [shapely.union_all(px[(zones["region_id"] == each).to_numpy()])
              for each in sorted(zones["region_id"].unique())]
    edges = shapely.union_all(shapely.boundary(waters))
    return shapely.simplify(shapely.difference(edges, land.buffer(2.5)), 0.5)
