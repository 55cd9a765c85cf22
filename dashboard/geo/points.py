"""The points of a table: which of them are places, and lie in the layers' box."""

import numpy as np
import pandas as pd


def own_points(
    points: pd.DataFrame, box: tuple[float, float, float, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return longitudes, latitudes, and which rows have an own place in the box."""
    longitude = points["longitude"].to_numpy(float, na_value=np.nan)
    latitude = points["latitude"].to_numpy(float, na_value=np.nan)
    west, south, east, north = box
    own = (longitude >= west) & (longitude <= east)
    own &= (latitude >= south) & (latitude <= north)
    if "geo_precision" in points:
        own &= points["geo_precision"].ne(3).fillna(True).to_numpy(bool)
    return longitude, latitude, own
