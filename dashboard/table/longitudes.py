"""The shortest stretch of longitudes that holds all points, also across 180°."""

import numpy as np
import pandas as pd


def shortest_span(longitudes: pd.Series | np.ndarray) -> tuple[float, float]:
    """Return the west and east end of the shortest stretch that holds longitudes.

    ``west`` lies in −180 to 180; ``east`` is greater than 180 where the stretch crosses
    that meridian (Fiji: 177 to 181). Of two equally long ones that which does not.
    Degrees; at least one longitude, none of them blank.
    """
    points = np.unique(np.asarray(longitudes, dtype=float))
    west, east = float(points[0]), float(points[-1])
    gaps = np.diff(points)
    if not len(gaps) or gaps.max() <= west + 360 - east:
        return west, east
    widest = int(np.argmax(gaps))
    return float(points[widest + 1]), float(points[widest]) + 360


def beside(longitudes: np.ndarray, middle: float) -> np.ndarray:
    """Return each longitude as it is written nearest to a middle one, in degrees.

    Beside 180 the point at −179 is 181.
    """
    return longitudes - 360 * np.round((longitudes - middle) / 360)
