"""Circles on the page: how far from its point an incident may lie."""

from functools import partial
from math import log

import shapely

from dashboard.brief.drawing.canvas import Page
from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.ground import Ground
from dashboard.brief.drawing.marks import MANY
from dashboard.brief.drawing.on_layer import on_layer
from dashboard.brief.drawing.sites import Site, Sites
from dashboard.brief.drawing.stroke import Stroke
from dashboard.style import (
    TONE,
    circle_tone,
)

WIDEST = 0.6
"""A circle that covers more of the window than this is said and not drawn."""
NEAR_PX, FAR_PX = 20, 200
"""Radius in pixels of the page at which a circle is darkest and palest."""


def tone(px: float) -> str:
    """Return the fill of a circle by its size on the page: the wider, the paler."""
    share = log(max(px, 1) / NEAR_PX) / log(FAR_PX / NEAR_PX)
    return circle_tone(TONE.near_km * (TONE.far_km / TONE.near_km) ** share)


@on_layer("circles")
def draw_circles(
    page: Page, frame: Frame, clip: Stroke, ground: Ground, sites: Sites
) -> list[Site]:
    """Draw where each site may lie; return the sites whose circle is too wide.

    A circle that would cover nearly the whole window is not drawn, and neither is its
    mark, which would look like a place: a plate says it instead.

    Fills are opaque and never add up: a pixel takes the tone of the smallest circle
    over it. For an incident at sea the fill is cut to water; over land its edge is
    dotted.
    """
    rings, hidden = {}, []
    if len(sites) > MANY:
        return []
    for site in sites:
        own = {km: frame.circle(site.longitude, site.latitude, km) for km in site.radii}
        widest = max(
            (ring.intersection(frame.box).area for ring in own.values()), default=0
        )
        if widest > WIDEST * frame.box.area:
            hidden.append(site)  # and none of its smaller circles either
            continue
        for km, ring in own.items():
            if km * frame.km(site.latitude) >= max(site.r * 0.9, 10):
                rings[site.longitude, site.latitude, km] = (ring, site.at_sea)
    ordered = [(key[2], *of) for key, of in sorted(rings.items(), key=_by_km)]
    page.rings += [ring for _, ring, _ in ordered]
    page.later(partial(_draw_rings, page, frame, clip, ground, ordered))
    return hidden


def _by_km(pair: tuple) -> float:
    return pair[0][2]


def _draw_rings(
    page: Page, frame: Frame, clip: Stroke, ground: Ground, rings: list
) -> None:
    """Draw rings, each with its km and whether it is at sea, the smallest first."""
    done = shapely.Polygon()
    for km, ring, at_sea in rings:
        inside = ring.intersection(frame.box)
        water = inside.difference(ground.land) if at_sea else inside
        page.shape(
            water.difference(done),
            clip,
            fc=tone(km * frame.km(frame.mid_latitude)),
            zorder=5,
        )
        done = done.union(water)
        edge = ring.boundary
        look = {"ec": TONE.edge, "zorder": 6}
        wet = edge.difference(ground.land)
        page.shape(wet, clip, width=1.4, ls=(0, (5, 3)), **look)
        dry = edge.intersection(ground.land)
        page.shape(dry, clip, width=1.0, ls=(0, (2, 4)), alpha=0.7, **look)
