"""Lines of maritime zones: 12 NM, and approximate 200 NM. Not legal boundaries."""

import geopandas as gpd
import shapely

from dashboard.figures.legend_words import NO_ZONES, ZONE_LINES, ZONES_CREDIT
from dashboard.geo.regions import Regions
from dashboard.layers.element import Layer, pack
from dashboard.layers.legend import line_svg
from dashboard.layers.shapes import packed_lines
from dashboard.style import COLORS
from dashboard.text.language import current, gettext

SIMPLIFY = 0.02
COAST = 0.05
"""Degrees from land within which a zone's edge is the coast, not a limit at sea."""

LINES = {
    "territorial": (1.6, (7, 4)),
    "sure": (1.2, (9, 4)),
    "uncertain": (1.2, (2, 4)),
}
"""Width and dash of each line in pixels."""

MOST_KEPT = 8
_drawn: dict[str, str] = {}
"""Packed lines by language and fingerprint of the regions, whatever is selected."""


def zone_lines(located, dictionary, regions: Regions, **_) -> Layer:
    """Draw the limits of the 12 NM and the approximate 200 NM zones.

    Where two ways of drawing disagree (``agree`` false), where claims overlap or a
    regime is joint, the line is dotted and called uncertain.
    """
    key = f"{current()} {regions.fingerprint}"
    if not regions.fingerprint or key not in _drawn:
        if len(_drawn) >= MOST_KEPT:
            _drawn.clear()
        _drawn[key] = pack(_content(regions))
    return Layer("zones", _drawn[key])


def _content(regions: Regions) -> dict:
    found = {} if regions.zones.empty else _limits(regions)
    shown = {
        name: lines for name, line in found.items() if (lines := packed_lines(line))
    }
    return {
        "lines": [
            {
                "steps": lines,
                "color": COLORS.zone_line,
                "width": LINES[name][0],
                "dash": LINES[name][1],
            }
            for name, lines in shown.items()
        ],
        "legend": [
            [
                line_svg(COLORS.zone_line, width, " ".join(map(str, dash))),
                gettext(ZONE_LINES[name]),
            ]
            for name, (width, dash) in LINES.items()
            if name in shown
        ]
        or [["", gettext(NO_ZONES)]],
        "credit": gettext(ZONES_CREDIT) if shown else "",
    }


def _limits(regions: Regions) -> dict:
    zones = regions.zones
    ashore = _around(regions.states, COAST)
    frame = shapely.box(*regions.box).boundary.buffer(COAST)
    dry = shapely.union(ashore, frame)
    near = _edges(zones[zones["zone"].eq("territorial_sea")], dry)
    wide = zones[zones["zone"].eq("approximate_200_nm")]
    hidden = shapely.union(dry, near.buffer(COAST / 2, quad_segs=2))
    far = _edges(wide, hidden)
    doubt = wide[~wide["agree"].astype(bool) | wide["status"].ne("national")]
    doubtful = _around(doubt, COAST / 2)
    return {
        "territorial": near,
        "sure": shapely.difference(far, doubtful),
        "uncertain": shapely.intersection(far, doubtful),
    }


def _around(regions: gpd.GeoDataFrame, margin: float):
    """Return what lies within ``margin`` degrees; only to tell lines apart."""
    shapes = shapely.simplify(regions.geometry.to_numpy(), SIMPLIFY)
    return shapely.union_all(shapely.buffer(shapes, margin, quad_segs=2))


def _edges(zones: gpd.GeoDataFrame, hidden):
    """Return the outer lines of each country's zone that no coast explains."""
    if zones.empty:
        return shapely.MultiLineString()
    whole = [
        shapely.union_all(shapely.make_valid(group.simplify(SIMPLIFY).to_numpy()))
        for _, group in zones.geometry.groupby(zones["region_id"])
    ]
    lines = shapely.union_all(shapely.boundary(whole))
    return shapely.difference(lines, hidden)
