"""Degrees on WGS84 as places in space, where a straight line is the shortest way."""

import numpy as np
from pyproj import Geod

WGS84 = Geod(ellps="WGS84")
METERS_PER_DEGREE = 111_700.0
"""No degree of latitude, nor of longitude at the equator, is longer on WGS84."""


def to_space(points: np.ndarray) -> np.ndarray:
    """Turn n × 2 degrees on WGS84 into n × 3 metres from the centre of the Earth."""
    longitude, latitude = np.radians(points).T
    squared = WGS84.es
    normal = WGS84.a / np.sqrt(1 - squared * np.sin(latitude) ** 2)
    return np.column_stack(
        [
            normal * np.cos(latitude) * np.cos(longitude),
            normal * np.cos(latitude) * np.sin(longitude),
            normal * (1 - squared) * np.sin(latitude),
        ]
    )
