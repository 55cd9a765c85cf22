"""Incidents on the page: one mark for each place, and the circle it may lie in."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
import pandas as pd
import shapely
from matplotlib.patches import Circle, Patch, Polygon

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.fonts import POINTS
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.points import Points, largest_toll, points_of
from dashboard.brief.drawing.stroke import Stroke
from dashboard.brief.words.look import ALL, DEADLIEST
from dashboard.layers.incidents import has_place
from dashboard.style import COLORS, MarkClass, Outline, corners, shape_factor
from dashboard.table.dictionary import Dictionary
from dashboard.table.looks import Looks

UNIT = 6.0
"""Pixels of radius for one death, where no mark of the table is too large."""
MOST_RADIUS = 30.0
"""Pixels of radius of the largest circle: a larger mark hides its neighbours."""
MANY = 250
"""Places on one page beyond which circles would cover everything, and are said."""
WHOLE_MAP, LEAST_SHARE = 800_000, 0.62
"""Square units of a map on which marks have their full size, and how small they get."""
DEADLIEST_LABELS = 5
"""Marks with a label where only the deadliest have one."""


@dataclass(eq=False, slots=True)  # frozen, thousands take three times as long
class Site:
    """All rows on one point: what is drawn once, and its label.

    ``x, y`` on the page; ``r`` the reach of the mark in pixels; ``best`` the toll that
    sizes it; ``look`` and ``line`` its class and outline; ``is_part`` that the toll of
    its rows stands with their incident, ``last_day`` the number of their latest day,
    0 of none; ``positions`` the numbers of its rows in ``table``: rows are cut out only
    for a label, since there may be thousands. ``radius`` are the kilometres of each
    row of the table.
    """

    x: float
    y: float
    r: float
    best: float | None
    look: MarkClass
    line: Outline
    at_sea: bool
    is_part: bool
    last_day: int
    table: pd.DataFrame
    positions: np.ndarray
    radius: np.ndarray

    @property
    def rows(self) -> pd.DataFrame:
        """Return the rows on this point."""
        return self.table.iloc[self.positions]

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Return what its words depend on: its rows, and its outline."""
        return (self.line, *self.table.index[self.positions])

    @property
    def longitude(self) -> float:
        """Return degrees east."""
        return float(self.table["longitude"].iloc[self.positions[0]])

    @property
    def latitude(self) -> float:
        """Return degrees north."""
        return float(self.table["latitude"].iloc[self.positions[0]])

    @property
    def radii(self) -> list[float]:
        """Return the distances in km within which the rows may lie; 0 is none."""
        radius = self.radius[self.positions]
        return np.unique(radius[radius > 0]).tolist()


def unit_of(table: pd.DataFrame, looks: Looks) -> float:
    """Return the pixels of radius for one death on every brief of a table.

    It comes from all rows, not from those selected: so the marks of two briefs, or of
    both maps of a pair, can be compared.
    """
    own = table[has_place(table)]
    number = own.groupby(["longitude", "latitude"], sort=False).ngroup()
    highest = max(largest_toll(own, number).values(), default=0)
    largest = looks.radius(highest, UNIT)
    return UNIT * min(1.0, MOST_RADIUS / largest)


def find_sites(
    rows: pd.DataFrame, frame: Frame, dictionary: Dictionary, unit: float = UNIT
) -> list[Site]:
    """Return one site for each point in the window, the largest first.

    ``unit`` is :func:`unit_of` the table. Rows of precision 3 have no place and are
    not among them.
    """
    return sites_in(points_of(rows, dictionary), frame, dictionary, unit)


def sites_in(
    points: Points, frame: Frame, dictionary: Dictionary, unit: float = UNIT
) -> list[Site]:
    """Return one site for each of the points in the window, as :func:`find_sites`."""
    looks = dictionary.looks
    x, y = frame.place(points.longitude, points.latitude)
    seen = np.flatnonzero(shapely.contains_xy(frame.box, x, y))
    reach = cache(partial(_reach_of_class, looks=looks, unit=unit))
    deaths = np.array([points.best[each] or 0 for each in seen], dtype=float)
    seen = seen[np.lexsort((y[seen], x[seen], -deaths))]
    place = zip(seen.tolist(), x[seen].tolist(), y[seen].tolist(), strict=True)
    return [
        Site(
            x=left,
            y=top,
            r=reach(points.best[each], points.look[each]),
            best=points.best[each],
            look=looks.classes[points.look[each]],
            line=looks.outlines[points.line[each]],
            at_sea=points.at_sea[each],
            is_part=points.is_part[each],
            last_day=points.last_day[each],
            table=points.table,
            positions=points.positions[each],
            radius=points.radius,
        )
        for each, left, top in place
    ]


def _reach_of_class(best: int | None, look: int, looks: Looks, unit: float) -> float:
    return reach_of(best, looks.classes[look], looks, unit)


@on_layer("marks")
def draw_sites(page: Page, sites: list[Site], clip: Stroke) -> None:
    """Draw the marks cut to the window, the largest first, and keep labels off them."""
    if len(sites) > MANY:
        _draw_many(page, sites, clip)
        return
    for site in sites:
        x, y, r = site.x, site.y, site.r
        draw_mark(page, x, y, r, site.best, site.look, site.line, clip=clip)
        reach = site.r + 4
        page.symbols.append((site.x, site.y, site.r))
        page.take(site.x - reach, site.y - reach, site.x + reach, site.y + reach)


def _draw_many(page: Page, sites: list[Site], clip: Stroke) -> None:
    """Draw thousands of marks in few strokes: one for each shape, fill and outline."""
    groups: dict[tuple, list[Site]] = {}
    for site in reversed(sites):
        groups.setdefault((site.look, site.line, bool(site.best)), []).append(site)
    for (look, line, toll), some in groups.items():
        # A unit shape, scaled: the size of a scatter mark is an area in points².
        x, y, r = np.array([(site.x, site.y, site.r) for site in some]).T
        page.scatter(
            x,
            y,
            clip,
            s=(2 * r * POINTS) ** 2,
            marker=_MARKERS[look.shape],
            c=look.fill if toll else COLORS.halo,
            edgecolors=COLORS.outline,
            linewidths=line.width * POINTS,
            linestyle="--" if line.dash else "-",
            zorder=12,
        )


_MARKERS = {
    "circle": "o",
    "square": "s",
    "triangle": "^",
    "inverted_triangle": "v",
    "diamond": "D",
    "cross": "P",
}


def reach_of(best: float | None, look: MarkClass, looks: Looks, unit: float) -> float:
    """Return how far a mark reaches from its middle, in pixels."""
    return looks.radius(best, unit) * shape_factor(look.shape)


def draw_mark(
    page, x, y, reach, best, look: MarkClass, line: Outline, z: float = 12, clip=None
) -> None:
    """Draw one mark that reaches so far; without a toll it is white.

    ``clip`` is the artist that cuts it to the window, None in a legend.
    """
    fill = look.fill if best else COLORS.halo
    wider = reach + line.width / 2 + 1.8
    at, plain = (look.shape, x, y), {"ec": "none", "clip": clip}
    page.add(_form, *at, wider, fc="white", zorder=z - 0.1, **plain)
    page.add(_form, *at, reach, fc=fill, zorder=z, **plain)
    dash = (0, (2.4, 1.3)) if line.dash else "-"
    width = line.width * 1.2 * POINTS
    edge = {"ec": COLORS.outline, "lw": width, "ls": dash, "zorder": z + 0.1}
    page.add(_form, *at, reach, fc="none", clip=clip, **edge)


def _form(shape: str, x: float, y: float, reach: float, **look: Any) -> Patch:
    if shape == "circle":
        return Circle((x, y), reach, **look)
    return Polygon([(x + reach * a, y + reach * b) for a, b in corners(shape)], **look)


def mark_share(frame: Frame) -> float:
    """Return how large marks are on a map: on a small one smaller than on a slide."""
    return float(np.clip(np.sqrt(frame.w * frame.h / WHOLE_MAP), LEAST_SHARE, 1))


def sites_to_label(sites: list[Site], labels: str) -> list[Site]:
    """Return the places that get a label, as the look of a brief says."""
    if labels == ALL:
        return sites
    deadly = sorted((site for site in sites if site.best), key=lambda s: -(s.best or 0))
    return deadly[:DEADLIEST_LABELS] if labels == DEADLIEST else []
