"""Points that may not be what they seem: 0, 0; swapped; longitudes from 0 to 360."""

import numpy as np
import pandas as pd

from dashboard.checks.finding import NOTE, WARNING, Finding
from dashboard.table.numbers import to_floats
from dashboard.text.language import gettext, ngettext

SOUTHERN_OCEAN, FAR_NORTH = -60.0, 82.0
"""Latitudes beyond which there is no port and no town: a point there may be a swap."""
ZERO = r"[+-]?0+(\.0*)?"


def doubt_places(ours: pd.DataFrame) -> list[Finding]:
    """Warn of points at 0, 0 and of points that swapped would be likelier places.

    Nothing is moved: a person has to say what is right.
    """
    x, y = points(ours)
    far = ((y < SOUTHERN_OCEAN) | (y > FAR_NORTH)) & (np.abs(x) <= -SOUTHERN_OCEAN)
    off = (np.abs(y) > 90) & (np.abs(y) <= 180) & (np.abs(x) <= 90)
    value = ours["latitude"] + ", " + ours["longitude"]
    return [
        *warn(
            value.where(are_zero(ours)),
            "latitude",
            gettext(
                "the point 0, 0 is in the Gulf of Guinea; it often means that no place "
                "is known"
            ),
        ),
        *warn(
            value.where(far),
            "latitude",
            gettext(
                "lies south of 60° S or north of 82° N, where no port or town is; "
                "latitude and longitude may be swapped"
            ),
        ),
        *warn(
            value.where(off),
            "latitude",
            gettext("no latitude goes so far; latitude and longitude may be swapped"),
        ),
    ]


def wrap_longitudes(ours: pd.DataFrame) -> list[Finding]:
    """Turn, in place, longitudes from 0 to 360 into those from -180 to 180; say so.

    Only where the whole column is of that kind: one above 180, none below 0.
    """
    x = to_floats(ours["longitude"])
    east = x > 180
    if not east.any() or x.min() < 0 or x.max() > 360:
        return []
    ours.loc[east, "longitude"] = [f"{degrees - 360:.9g}" for degrees in x[east]]
    message = ngettext(
        "longitudes run from 0 to 360: 360 taken off in {rows} row",
        "longitudes run from 0 to 360: 360 taken off in {rows} rows",
        int(east.sum()),
        rows=int(east.sum()),
    )
    return [Finding(None, "longitude", "", message, NOTE)]


def are_zero(ours: pd.DataFrame) -> pd.Series:
    """Return which rows have 0 for both coordinates."""
    return ours["latitude"].str.fullmatch(ZERO) & ours["longitude"].str.fullmatch(ZERO)


def points(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return longitudes and latitudes; NaN where a cell is no number."""
    x, y = (to_floats(rows[name]).to_numpy() for name in ("longitude", "latitude"))
    return x, y


def warn(values: pd.Series, column: str, message: str) -> list[Finding]:
    """Return a warning for each row that has a value."""
    return [
        Finding(int(line), column, str(value), message, WARNING)
        for line, value in values.dropna().items()
    ]
