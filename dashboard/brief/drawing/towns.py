"""Towns, ports and reported departures on a map near enough to show them."""

from functools import partial

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.patches import Circle, Polygon

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import POINTS, text_width
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.figures.legend_words import DEPARTURE, PORT, TOWN
from dashboard.geo.regions import Regions
from dashboard.style import COLORS
from dashboard.text.language import gettext

NEAREST = 60
"""Pixels per degree from which on towns are shown: below they would hide the coast."""
MOST_TOWNS = 24
PX = 18


@on_layer("marks")
def draw_departures(page: Page, frame: Frame, regions: Regions, rows) -> None:
    """Draw a diamond where the gazetteer knows a reported place of departure."""
    for x, y, _ in _departures(page, frame, regions, rows):
        _diamond(page, x, y, 12)
        page.take(x - 12, y - 12, x + 12, y + 12)


@on_layer("labels")
def draw_towns(page: Page, frame: Frame, regions: Regions, rows) -> None:
    """Name departures, then the largest towns and ports whose names find room."""
    if frame.scale < NEAREST:
        return
    departures = _departures(page, frame, regions, rows)
    for x, y, name in departures:
        _write(page, frame, x, y, name, 18, "semibold")
    named = {name for _, _, name in departures}
    ports = {name for _, _, name in _inside(frame, regions.ports)}
    shown = 0
    for x, y, name in _inside(frame, regions.places):
        if shown == MOST_TOWNS:
            break
        free = name not in named and page.free((x - 5, y - 5, x + 5, y + 5), 4)
        if free and _write(page, frame, x, y, name, 10):
            shown += 1
            (_port if name in ports else _town)(page, x, y, 10)
            page.take(x - 6, y - 6, x + 6, y + 6)


def legend_signs(page: Page, frame: Frame, regions: Regions, rows) -> list:
    """Return what the legend has to explain: (draw(page, x, y, zorder), word)."""
    if frame.scale < NEAREST:
        return []
    signs = [(_port, gettext(PORT))] if _inside(frame, regions.ports) else []
    signs += [(_town, gettext(TOWN))] if _inside(frame, regions.places) else []
    found = _departures(page, frame, regions, rows)
    return signs + ([(_diamond, gettext(DEPARTURE))] if found else [])


def _departures(page: Page, frame: Frame, regions: Regions, rows) -> list:
    """Return x, y and name of the places of departure in the window."""
    if frame.scale < NEAREST or regions.places.empty:
        return []
    make = partial(_left_from, regions, rows)
    return _inside(frame, page.once(("departures", id(rows)), make))


def _left_from(regions: Regions, rows) -> gpd.GeoDataFrame:
    """Return the places of the gazetteer that rows left from."""
    departures = rows.loc[rows["origin"].ne(""), ["origin", "origin_id"]]
    names = departures["origin"].str.split(r"[,(]", n=1, regex=True).str[0].str.strip()
    wanted = set(zip(names, departures["origin_id"], strict=True))
    places = regions.places
    keys = list(zip(places["name"], places["state_id"], strict=True))
    return places[[key in wanted for key in keys]]


def _inside(frame: Frame, layer) -> list[tuple[float, float, str]]:
    """Return x, y and name of the points in the window, the most populous first."""
    if layer.empty:
        return []
    x, y = frame.place(layer.geometry.x.to_numpy(), layer.geometry.y.to_numpy())
    seen = shapely.intersects_xy(frame.box.buffer(-12), x, y)
    people = (
        layer["population"].fillna(0).to_numpy() if "population" in layer else x * 0
    )
    order = [i for i in np.argsort(-people, kind="stable") if seen[i]]
    names = layer["name"].tolist()
    return [(float(x[i]), float(y[i]), str(names[i])) for i in order]


def _port(page: Page, x: float, y: float, z: float) -> None:
    look = {"fc": "white", "ec": COLORS.outline, "width": 1.8, "zorder": z}
    page.rectangle(x - 5, y - 5, 10, 10, **look)


def _town(page: Page, x: float, y: float, z: float) -> None:
    page.add(Circle, (x, y), 3, fc=COLORS.outline, ec="white", lw=0.7, zorder=z)


def _diamond(page: Page, x: float, y: float, z: float) -> None:
    corners = [(x, y - 10), (x + 10, y), (x, y + 10), (x - 10, y)]
    fill, line = COLORS.origin, COLORS.outline
    page.add(Polygon, corners, zorder=z, fc=fill, ec=line, lw=1.6 * POINTS)


def _write(page, frame: Frame, x, y, name: str, away: float, weight="regular") -> bool:
    """Write a name beside its point where there is room; return whether there was."""
    wide = text_width(name, PX, weight)
    for left, base in (
        (x + away, y + 6),
        (x - away - wide, y + 6),
        (x - wide / 2, y - away - 4),
        (x - wide / 2, y + away + 14),
    ):
        box = (left - 2, base - 15, left + wide + 2, base + 5)
        if page.free(box, 2) and frame.box.contains(shapely.box(*box)):
            page.text(left, base, name, PX, weight, halo=COLORS.land, zorder=10)
            page.take(*box)
            return True
    return False
