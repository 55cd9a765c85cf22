"""Longitudes counted from 0 to 360, which some tables have instead of −180 to 180."""

from __future__ import annotations

import pandas as pd


def find_counted_to_360(longitude: pd.Series) -> pd.Series:
    """Return which longitudes are above 180 in a column that is counted from 0 to 360.

    None is where one of the column is negative or above 360: then a value above 180 is
    a mistake of its own, and :func:`to_180` would hide it. Blanks are left out.
    """
    known = longitude.dropna()
    counted = bool(known.between(0, 360).all())
    return longitude.gt(180).fillna(False).astype(bool) & counted


def to_180(longitude: float) -> float:
    """Return a longitude from 0 to 360 as one from −180 to 180: 286.02 is −73.98."""
    return round(longitude - 360, 9) if longitude > 180 else longitude


def longitude_fix(longitude: float) -> str:
    """Return "286.02 is counted from 0 to 360: -73.98 (73.98° W)", for a finding."""
    turned = to_180(longitude)
    side = "W" if turned < 0 else "E"
    return (
        f"{longitude:.10g} is counted from 0 to 360: "
        f"{turned:.10g} ({abs(turned):.10g}° {side})"
    )
