"""What the layers of the whole world add to a located frame.

Rows outside the box get state and country; circles that leave the box, or lie outside
it, are asked whether they reach another state. Nothing is read where no row needs it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.geo.regions import Regions
from dashboard.geo.world import reaches_out


def find_in_world(
    longitude: pd.Series, latitude: pd.Series, beyond: pd.Series, regions: Regions
) -> np.ndarray:
    """Return the state of the world of each row that is ``beyond`` the box, else −1."""
    found = np.full(len(beyond), -1)
    if regions.world is not None and beyond.any():
        x, y = longitude[beyond].to_numpy(), latitude[beyond].to_numpy()
        found[beyond] = regions.world.find(x, y)
    return found


def place_in_world(found: pd.DataFrame, rows: pd.DataFrame, regions: Regions) -> None:
    """Write state and country of the rows that lie on land outside the box."""
    at = np.flatnonzero(found["join_method"].eq("inside") & rows["world"].ge(0))
    if regions.world is None or not len(at):
        return
    state = regions.world.states.iloc[rows["world"].iloc[at]]
    for column, fact in (
        ("state_id", "region_id"),
        ("state_name", "name"),
        ("country", "country_id"),
    ):
        found.loc[at, column] = state[fact].to_numpy()


def doubt_in_world(found: pd.DataFrame, rows: pd.DataFrame, regions: Regions) -> None:
    """Write which other state a circle reaches outside the box."""
    x, y, radius = (rows[name].to_numpy() for name in ("x", "y", "radius"))
    asked = found["state_id"].ne("") & found["other_state_id"].eq("")
    asked &= rows["radius"].notna()
    leaves = rows["own"].to_numpy() & reaches_out(x, y, radius, regions.box)
    at = np.flatnonzero(asked & (rows["world"].ge(0) | leaves))
    if regions.world is None or not len(at):
        return
    states = regions.world.states
    ids = pd.Index(states["region_id"])
    home = ids.get_indexer(found["state_id"].iloc[at])
    other = regions.world.other(x[at], y[at], home, radius[at])
    reached = other >= 0
    for part, column in (("id", "region_id"), ("name", "name")):
        names = states[column].to_numpy(object)[other[reached]]
        found.loc[at[reached], f"other_state_{part}"] = names
