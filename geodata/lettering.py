"""How much of the map a name covers: its width and height in pixels, at any zoom.

The browser draws names in Source Sans 3. Here are its widths, rounded up, so a name is
never wider than we think; the browser measures it again where it has to use other type.
"""

import unicodedata

import numpy as np
import shapely

TILE = 256
"""Pixels of the world's width at zoom 0, as in Leaflet."""

SIZES = {"country": 11, "state": 12, "sea": 14, "basin": 14, "ocean": 14}
"""Pixels of the type. A phone has it a pixel or two smaller."""

HEIGHTS = {"country": 12, "state": 15, "sea": 17, "basin": 17, "ocean": 17}
"""Pixels of a line with its halo; countries have capitals only."""

SPACING = {"country": 0.8}
HALO = 6
"""Pixels between letters of a country, and left and right of a name together."""

_WIDTHS = {
    0.22: " ",
    0.31: "'’,.()-Iijlı",
    0.36: "frtJ",
    0.46: "sczyxv",
    0.53: "LFaegk`JnhuobdpqETSYVXZ",
    0.6: "ABCKPR",
    0.67: "DGHNOQUw",
    0.85: "MWmœæÆ",
}
_EM = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def width_of(name: str, kind: str) -> int:
    """Return the width of a name of a kind on the map, in pixels, rounded up."""
    text = name.upper() if kind == "country" else name
    letters = unicodedata.normalize("NFD", text)
    bare = [each for each in letters if not unicodedata.combining(each)]
    em = sum(_EM.get(each, 0.7) for each in bare)
    wide = em * SIZES[kind] + len(bare) * SPACING.get(kind, 0)
    return int(np.ceil(wide)) + HALO


def to_map(shape):
    """Return a geometry in degrees as the map draws it: Mercator, 360 wide."""
    return shapely.transform(shape, _mercator)


def from_map(x, y) -> tuple:
    """Return latitude and longitude, in degrees, of a place on the map."""
    return np.degrees(2 * np.arctan(np.exp(np.radians(y))) - np.pi / 2), x


def pixels_per_degree(zoom):
    """Return the pixels of the map for a degree of longitude at a zoom."""
    return TILE * 2.0 ** np.asarray(zoom, float) / 360


def boxes(x, y, width: float, height: float, zoom) -> np.ndarray:
    """Return the boxes of a name in the middle of places on the map, at their zooms."""
    scale = pixels_per_degree(zoom)
    w, h = width / 2 / scale, height / 2 / scale
    return shapely.box(x - w, y - h, x + w, y + h)


def _mercator(points: np.ndarray) -> np.ndarray:
    lat = np.radians(np.clip(points[:, 1], -85, 85))
    return np.column_stack([points[:, 0], np.degrees(np.arctanh(np.sin(lat)))])
