"""Where geometries lie: points in degrees of WGS 84, by the file's coordinate system.

It imports neither pandas nor words: it also runs in the process that reads a stranger's
file (:mod:`dashboard.openers.layer_script`).
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely

PLACES = 7
"""Decimals of degrees after a transformation: about 1 cm."""
SHOWN = 60
"""Characters of the name of a coordinate system that a message quotes."""
SAME, UNNAMED, UNKNOWN = "same", "unnamed", "unknown"
NO_WAY, TURNED = "no way", "turned"
"""What became of the coordinates: degrees of WGS 84 already; no system is named; one
that nobody knows; one that has no way to degrees; turned into degrees."""
OUTCOMES = (SAME, UNNAMED, UNKNOWN, NO_WAY, TURNED)
PLAIN = ("OGC:CRS84", "EPSG:4326")
"""Names of WGS 84 that need no look-up."""


class System(NamedTuple):
    """What became of coordinates, one of :data:`OUTCOMES`, and their first system."""

    outcome: str
    name: str = ""


@dataclass(frozen=True)
class Places:
    """Longitude ``x`` and latitude ``y`` of each row in degrees, NaN without a point.

    ``shaped`` is True for a row whose geometry is a line or an area.
    """

    x: np.ndarray
    y: np.ndarray
    shaped: np.ndarray
    system: System


def places_of(geometries: np.ndarray, crs: Any) -> Places:
    """Return where geometries lie; only a point lies somewhere.

    ``geometries`` are shapely's, None where a row has none; ``crs`` is what pyproj
    understands, None where the file does not tell.
    """
    points = _points_of(geometries)
    x, y = shapely.get_x(points), shapely.get_y(points)
    shaped = np.isnan(x) & ~(
        shapely.is_missing(geometries) | shapely.is_empty(geometries)
    )
    x, y, system = _to_wgs84(x, y, crs)
    return Places(x, y, shaped, system)


def _points_of(geometries: np.ndarray) -> np.ndarray:
    """Return points alone, None for all else; a group of one point is that point."""
    points = geometries.copy()
    kinds = shapely.get_type_id(points)
    groups = kinds == shapely.GeometryType.MULTIPOINT
    groups &= shapely.get_num_geometries(points) == 1
    points[groups] = shapely.get_geometry(points[groups], 0)
    kinds = shapely.get_type_id(points)
    points[(kinds != shapely.GeometryType.POINT) | shapely.is_empty(points)] = None
    return points


def _to_wgs84(
    x: np.ndarray, y: np.ndarray, crs: Any
) -> tuple[np.ndarray, np.ndarray, System]:
    if crs is None:
        return x, y, System(UNNAMED)
    if isinstance(crs, str) and crs in PLAIN:
        return x, y, System(SAME)
    import pyproj  # a tenth of a second, which most files do not need

    try:
        crs = pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError:
        return x, y, System(UNKNOWN, str(crs)[:SHOWN])
    wgs84 = pyproj.CRS.from_epsg(4326)
    if crs.is_geographic and crs.equals(wgs84, ignore_axis_order=True):
        return x, y, System(SAME)
    if crs.to_authority() in (("OGC", "CRS84"), ("EPSG", "4979")):
        return x, y, System(SAME)
    known = np.isfinite(x) & np.isfinite(y)
    x, y = np.where(known, x, np.nan), np.where(known, y, np.nan)
    try:
        change = pyproj.Transformer.from_crs(crs, wgs84, always_xy=True)
    except pyproj.exceptions.ProjError:  # of a drawing or of another planet
        nowhere = np.full(len(x), np.nan)
        return nowhere, nowhere, System(NO_WAY, crs.name[:SHOWN])
    x[known], y[known] = change.transform(x[known], y[known])
    return np.round(x, PLACES), np.round(y, PLACES), System(TURNED, crs.name)
