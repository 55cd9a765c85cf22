"""Turn geometries into latitude and longitude; what is no point has none."""

from typing import Any

import numpy as np
import pandas as pd
import pyproj
import shapely

from dashboard.openers.arrow_text import float_text
from dashboard.table.header import fold_name
from dashboard.table.reading import Remark
from dashboard.table.rows import TEXT
from dashboard.text.language import gettext, ngettext

PLACES = 7
"""Decimals of degrees after a transformation: about 1 cm."""
WGS84 = pyproj.CRS.from_epsg(4326)
SHOWN = 60
"""Characters of the name of an unknown coordinate system that a message quotes."""
SAME = 1e-6
"""Degrees within which a point and the file's own columns say the same."""


def with_points(
    text: pd.DataFrame, geometries: np.ndarray, crs: Any
) -> tuple[pd.DataFrame, list[Remark]]:
    """Return a table with ``latitude`` and ``longitude`` of its points, and remarks.

    ``geometries`` are shapely's, None where a row has none; ``crs`` is what pyproj
    understands, None where the file does not tell. Columns of these names stay if
    they say the same; else they are renamed ``reported_…``.
    """
    points = _points_of(geometries)
    x, y = shapely.get_x(points), shapely.get_y(points)
    shaped = np.isnan(x) & ~(pd.isna(geometries) | shapely.is_empty(geometries))
    x, y, remarks = _to_wgs84(x, y, crs)
    if shaped.any():
        many = int(shaped.sum())
        words = ngettext(
            "the row is a line or an area, not a point: it has no coordinates",
            "{rows} rows, the first here, are lines or areas: without coordinates",
            many,
            rows=str(many),
        )
        line = int(text.index[shaped][0])
        remarks.append(Remark(line, "", "", words))
    texts = {"latitude": _degree_texts(y), "longitude": _degree_texts(x)}
    return _beside(text, texts, remarks)


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
) -> tuple[np.ndarray, np.ndarray, list[Remark]]:
    if crs is None:
        words = gettext(
            "the file names no coordinate system; WGS 84 degrees are assumed"
        )
        return x, y, [Remark(None, "", "", words)]
    try:
        crs = pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError:
        words = gettext(
            "the coordinate system {system} is not known; WGS 84 degrees are assumed",
            system=repr(str(crs)[:SHOWN]),
        )
        return x, y, [Remark(None, "", "", words, "warning")]
    if crs.is_geographic and crs.equals(WGS84, ignore_axis_order=True):
        return x, y, []
    if crs.to_authority() in (("OGC", "CRS84"), ("EPSG", "4979")):
        return x, y, []
    known = np.isfinite(x) & np.isfinite(y)
    x, y = np.where(known, x, np.nan), np.where(known, y, np.nan)
    try:
        change = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True)
    except pyproj.exceptions.ProjError:  # of a drawing or of another planet
        words = gettext(
            "the coordinate system {system} cannot be turned into degrees of WGS 84: "
            "no points",
            system=repr(crs.name[:SHOWN]),
        )
        nowhere = np.full(len(x), np.nan)
        return nowhere, nowhere, [Remark(None, "", "", words, "warning")]
    x[known], y[known] = change.transform(x[known], y[known])
    words = gettext(
        "coordinates were turned from {system} into degrees of WGS 84",
        system=crs.name,
    )
    return np.round(x, PLACES), np.round(y, PLACES), [Remark(None, "", "", words)]


def _degree_texts(values: np.ndarray) -> pd.Series:
    texts = [
        float_text(value) if np.isfinite(value) else "" for value in values.tolist()
    ]
    return pd.Series(texts, dtype=TEXT)


def _beside(
    text: pd.DataFrame, texts: dict[str, pd.Series], remarks: list[Remark]
) -> tuple[pd.DataFrame, list[Remark]]:
    """Put coordinates beside the columns of a table, whatever these are called."""
    own = {fold_name(name): name for name in text.columns}
    clash = [own[name] for name in texts if name in own]
    texts = {name: column.set_axis(text.index) for name, column in texts.items()}
    if len(clash) == len(texts) and all(
        _say_the_same(text[own[name]], column) for name, column in texts.items()
    ):
        return text, remarks
    if not any(column.ne("").any() for column in texts.values()):
        return text, remarks
    renamed = {name: f"reported_{fold_name(name)}" for name in clash}
    for name, new in renamed.items():
        words = gettext(
            "differs from the point of the row, which is used; it is now {column}",
            column=new,
        )
        remarks.append(Remark(None, name, "", words, "warning"))
    return text.rename(columns=renamed).assign(**texts), remarks


def _say_the_same(own: pd.Series, ours: pd.Series) -> bool:
    """Return whether two columns agree wherever the second has a value."""
    given = pd.to_numeric(own.where(ours.ne("")), errors="coerce")
    wanted = pd.to_numeric(ours.where(ours.ne("")))
    return bool((given - wanted).abs().le(SAME)[ours.ne("")].all())
