"""Which places lie beyond a map that opens inside the box of the layers."""

import numpy as np
import pandas as pd

from dashboard.geo.regions import BOX
from dashboard.table.description import Description


def beyond_map(rows: pd.DataFrame, description: Description) -> np.ndarray:
    """Return which rows lie outside the layers' box, as does a row without a place.

    None does where the map itself opens on a view that leaves the box.
    """
    west, south, east, north = BOX
    left, low, right, high = description.opening_view
    if left < west or low < south or right > east or high > north:
        return np.zeros(len(rows), dtype=bool)
    inside = rows["longitude"].between(west, east) & rows["latitude"].between(
        south, north
    )
    return ~inside.to_numpy(dtype=bool)
