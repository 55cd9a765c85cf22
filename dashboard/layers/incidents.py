"""Incidents: marks where a place is known, plates where only an area is.

Precision 3 never becomes a mark: its point stands for an area and is no place. The
toll of each mark, plate and popup is said with its range.
"""

import numpy as np
import pandas as pd

from dashboard.figures.card_labels import point_words
from dashboard.figures.dataset_words import data_to
from dashboard.figures.tolls import TOLL_COLUMNS
from dashboard.geo.regions import Regions
from dashboard.layers.apart import tolls_apart, with_tolls_apart
from dashboard.layers.areas import area_columns
from dashboard.layers.bins import MOST_SINGLE, bin_columns
from dashboard.layers.columns import numbers, steps
from dashboard.layers.details import AREA_ONLY, DETAIL_ROWS, row_columns, toll_table
from dashboard.layers.element import Layer, pack
from dashboard.layers.groups import group_columns, grouped, present
from dashboard.layers.legend import incident_rows
from dashboard.style import (
    MOST_BY_AREA,
    NO_TOLL_RADIUS,
    RADIUS_UNIT,
    TONE,
    Outline,
    circle_tone,
    shape_factor,
)
from dashboard.table.description import Description
from dashboard.table.dictionary import Dictionary
from dashboard.table.longitudes import beside
from dashboard.table.looks import Looks
from dashboard.text.language import gettext

DEGREE = 100_000
"""Coordinates travel as whole 1e-5 degrees, about a metre."""


def incidents(
    located: pd.DataFrame,
    dictionary: Dictionary,
    regions: Regions | None = None,
    *,
    selected: str = "",
    circles: bool = True,
    packed: str = "",
    state: dict | None = None,
    **_,
) -> Layer:
    """Return the layer of incidents: marks, circles of uncertainty and plates.

    ``located`` is the frame of ``locate``; a column ``where_words`` (distance in words)
    is shown where it is there. ``regions`` names the areas of plates and says where
    these may stand; without it they stand at our own points. ``selected`` is the id of
    the incident with the blue ring. ``packed`` is a kept result of
    :func:`pack_incidents` for the same rows; a click on another row then costs nothing.
    ``state`` holds what the tools of the map show: see :mod:`dashboard.layers.tools`.
    """
    columns = packed or pack_incidents(located, dictionary, regions, circles=circles)
    return Layer("incidents", columns, selected, state)


def pack_incidents(
    located: pd.DataFrame,
    dictionary: Dictionary,
    regions: Regions | None = None,
    *,
    circles: bool = True,
    detail: bool | None = None,
    beside: pd.DataFrame | None = None,
) -> str:
    """Return the packed columns of the layer: plain text that an app may cache.

    ``detail`` adds the long texts of popups (notes, sources); by itself it is left off
    above ``DETAIL_ROWS`` rows. ``beside`` are rows without a place that a drawn shape
    can neither hold nor rule out (see :mod:`dashboard.figures.beside_shape`): they are
    on plates of their own, which tell so, and come last.
    """
    further = 0 if beside is None else len(beside)
    rows = pd.DataFrame(located).reset_index(drop=True)
    if further:
        rows = pd.concat([rows, pd.DataFrame(beside)], ignore_index=True)
    full = len(rows) <= DETAIL_ROWS if detail is None else detail
    marks = mark_columns(rows, dictionary) | {"circles": circles}
    columns = row_columns(rows, dictionary, full)
    look, best = np.array(marks["look"]), np.array(marks["best"])
    is_beside = np.arange(len(rows)) >= len(located)
    return pack(
        {
            "n": len(rows),
            "beside": further,
            "rows": columns,
            "marks": marks,
            "areas": areas_of(rows, regions, dictionary, is_beside),
            **around_marks(rows, look, best, dictionary, circles),
            **_bins(rows, marks, columns, dictionary),
        }
    )


def areas_of(
    rows: pd.DataFrame, regions: Regions | None, dictionary: Dictionary, beside
) -> dict:
    """Return the columns of plates; ``beside`` marks the rows beside a shape."""
    return area_columns(rows, ~has_place(rows), regions, dictionary, beside)


def around_marks(
    rows: pd.DataFrame,
    look: np.ndarray,
    best: np.ndarray,
    dictionary: Dictionary,
    circles: bool,
) -> dict:
    """Return how marks are drawn, and what legend and credit say of the rows.

    ``look`` and ``best`` are those of every mark, of :func:`mark_columns`.
    """
    return {
        "style": _style(dictionary.looks),
        "legend": incident_rows(**_shown(rows, look, best, dictionary, circles)),
        "point": point_words(dictionary),
        "credit": data_to(dictionary),
    }


def _bins(rows: pd.DataFrame, marks: dict, columns: dict, dictionary) -> dict:
    """Return what squares of marks are made of; few marks have none and send none."""
    if len(marks["n"]) <= MOST_SINGLE:
        return {}
    table = toll_table(rows)[[*TOLL_COLUMNS]]
    return {"bins": bin_columns(rows, table, columns["toll"]["i"], dictionary)}


def has_place(rows: pd.DataFrame) -> np.ndarray:
    """Return which rows have a place of their own and so may be a mark."""
    known = rows["latitude"].notna() & rows["longitude"].notna()
    only_area = rows["geo_precision"].eq(AREA_ONLY).fillna(False)
    return (known & ~only_area).to_numpy(dtype=bool)


def on_map(longitudes: pd.Series, description: Description) -> pd.Series:
    """Return longitudes as the map counts them: on, where it opens across 180°."""
    west, _, east, _ = description.opening_view
    if east <= 180:
        return longitudes
    values = longitudes.to_numpy(dtype=float, na_value=np.nan)
    return pd.Series(beside(values, (west + east) / 2), index=longitudes.index)


def mark_columns(rows: pd.DataFrame, dictionary: Dictionary) -> dict:
    """Return one line for each point at which rows are, in order of first appearance.

    Columns as in :func:`dashboard.layers.groups.group_columns`, tolls of several
    campaigns apart, without ``short``; ``steps`` stands for ``rows``, ``la`` and ``lo``
    are whole parts of a ``DEGREE``. The index of ``rows`` is their position.
    """
    placed = rows[has_place(rows)]
    latitude = np.array(numbers(placed["latitude"], DEGREE), dtype="int64")
    beside_view = on_map(placed["longitude"], dictionary.description)
    longitude = np.array(numbers(beside_view, DEGREE), dtype="int64")
    keys = latitude * 100 * DEGREE * 10 + longitude
    groups = grouped(placed, keys, dictionary.looks)
    columns = with_tolls_apart(
        group_columns(groups, short=False), tolls_apart(placed, keys, dictionary)
    )
    positions = placed.index.to_numpy()
    columns["steps"] = steps(positions[np.array(columns.pop("rows"), dtype="int64")])
    first = groups["first"].to_numpy(dtype="int64")
    columns["la"], columns["lo"] = latitude[first].tolist(), longitude[first].tolist()
    return columns


def _shown(
    rows: pd.DataFrame,
    look: np.ndarray,
    best: np.ndarray,
    dictionary: Dictionary,
    circles: bool,
) -> dict:
    place = has_place(rows)
    marked = rows[place]
    found = present(marked, dictionary)
    # a mark has one class; rows of another at its point may bring the toll
    looks = dictionary.looks
    drawn = {looks.classes[each].key for each in np.unique(look[best > 0])}
    several = [looks.classes[-1]] if looks.several else []
    several = several if (look == len(looks.classes) - 1).any() else []
    return {
        **found,
        "classes": found["classes"] + several,
        "filled": found["filled"] | drawn,
        "outlines": found["outlines"] if tells_verification(looks) else [],
        "sizes": looks.sizes,
        "verifications": {
            each.verification: outline_words(each, dictionary)
            for each in looks.outlines
        },
        "circles": circles and bool(marked["radius_km"].gt(0).any()),
        "plates": bool((~place).any()),
        "bins": len(look) > MOST_SINGLE,
    }


def tells_verification(looks: Looks) -> bool:
    """Return whether any row of a table says how sure it is."""
    return any(each.verification for each in looks.outlines)


def outline_words(line: Outline, dictionary: Dictionary) -> str:
    """Return what an outline stands for, as a legend says it."""
    return (
        gettext(line.label)
        if line.label
        else dictionary.label("verification", line.verification)
    )


def _style(looks: Looks) -> dict:
    """Return the look of marks for the drawing code, all of it from the style table."""
    return {
        "looks": [
            {"fill": each.fill, "shape": each.shape, "reach": shape_factor(each.shape)}
            for each in looks.classes
        ],
        "outlines": [
            {"width": each.width, "dash": each.dash} for each in looks.outlines
        ],
        "unit": RADIUS_UNIT,
        "most": MOST_BY_AREA,
        "sizes": [[each.low, each.radius] for each in looks.sizes],
        "empty": NO_TOLL_RADIUS,
        "tones": [[km, circle_tone(km)] for km in range(0, int(TONE.far_km) + 26, 25)],
    }
