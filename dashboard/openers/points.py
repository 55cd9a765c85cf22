"""Turn geometries into latitude and longitude; what is no point has none."""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.openers.arrow_text import float_text
from dashboard.openers.places import (
    NO_WAY,
    SAME,
    UNKNOWN,
    UNNAMED,
    Places,
    System,
    places_of,
)
from dashboard.table.header import fold_name
from dashboard.table.reading import Remark
from dashboard.table.rows import TEXT
from dashboard.text.language import gettext, ngettext

SAME_DEGREES = 1e-6
"""Degrees within which a point and the file's own columns say the same."""


def with_points(
    text: pd.DataFrame, geometries: np.ndarray, crs: Any
) -> tuple[pd.DataFrame, list[Remark]]:
    """Return a table with ``latitude`` and ``longitude`` of its points, and remarks.

    ``geometries`` are shapely's, None where a row has none; ``crs`` is what pyproj
    understands, None where the file does not tell. Columns of these names stay if
    they say the same; else they are renamed ``reported_…``.
    """
    return with_places(text, places_of(geometries, crs))


def with_places(
    text: pd.DataFrame, places: Places
) -> tuple[pd.DataFrame, list[Remark]]:
    """Return a table with ``latitude`` and ``longitude``, as :func:`with_points`."""
    remarks = _about_system(places.system)
    if places.shaped.any():
        many = int(places.shaped.sum())
        words = ngettext(
            "the row is a line or an area, not a point: it has no coordinates",
            "{rows} rows, the first here, are lines or areas: without coordinates",
            many,
            rows=str(many),
        )
        line = int(text.index[places.shaped][0])
        remarks.append(Remark(line, "", "", words))
    texts = {"latitude": _degree_texts(places.y), "longitude": _degree_texts(places.x)}
    return _beside(text, texts, remarks)


def _about_system(system: System) -> list[Remark]:
    """Return what to say of the coordinate system of a file."""
    if system.outcome == SAME:
        return []
    if system.outcome == UNNAMED:
        words = gettext(
            "the file names no coordinate system; WGS 84 degrees are assumed"
        )
        return [Remark(None, "", "", words)]
    if system.outcome == UNKNOWN:
        words = gettext(
            "the coordinate system {system} is not known; WGS 84 degrees are assumed",
            system=repr(system.name),
        )
        return [Remark(None, "", "", words, "warning")]
    if system.outcome == NO_WAY:
        words = gettext(
            "the coordinate system {system} cannot be turned into degrees of WGS 84: "
            "no points",
            system=repr(system.name),
        )
        return [Remark(None, "", "", words, "warning")]
    words = gettext(
        "coordinates were turned from {system} into degrees of WGS 84",
        system=system.name,
    )
    return [Remark(None, "", "", words)]


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
    return bool((given - wanted).abs().le(SAME_DEGREES)[ours.ne("")].all())
