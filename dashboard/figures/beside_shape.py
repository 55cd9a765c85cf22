"""What stands beside a drawn shape, or beside a view: rows that neither can hold.

A row known only to an area has no point, so no shape holds it; where the area touches
the shape, the row may have been inside all the same. Left out in silence, a shape over
a whole sea would say "1 of 97".
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import shapely

from dashboard.dataset import Dataset
from dashboard.figures.placed_words import not_even_to_an_area, without_a_place
from dashboard.figures.toll_sums import campaign_tolls
from dashboard.figures.totals import placed, totals
from dashboard.geo.drawn_shape import drawn_area, has_own_point
from dashboard.geo.map_view import boxes_of
from dashboard.geo.regions import OUTSIDE
from dashboard.selection.filters import select
from dashboard.table.dictionary import Dictionary
from dashboard.text import counts
from dashboard.text.language import gettext, ngettext
from dashboard.text.words import listing

SHAPES = {"shape": "shape", "bounds": "view"}
"""Filters that hold rows by their point, and what each is called."""


@dataclass(frozen=True, eq=False)
class BesideShape:
    """Rows that may lie inside a shape and have no point, and the words for them.

    ``words`` are blank where there are no rows: "+ 12 incidents that no shape can hold:
    10 known only to an area that it touches, 2 not even to an area · 30–34 killed".
    """

    rows: pd.DataFrame
    words: str


def beside_shape(dataset: Dataset, selection: dict[str, Any]) -> BesideShape:
    """Return the rows of the other filters that a shape or a view can never hold.

    Those known only to an area that touches it, and those known to no area at all. An
    area of which no outline is known counts as touching. Without a shape and without a
    view there are none.
    """
    others = {key: each for key, each in selection.items() if key not in SHAPES}
    if len(others) == len(selection):
        return BesideShape(dataset.incidents.iloc[:0], "")
    rows = select(dataset.incidents, others, dataset.regions)
    rows = rows[~has_own_point(rows)]
    area_ids = rows["area_id"].fillna("").astype(str)
    drawn = _drawn(selection)
    touching = {each for each in area_ids.unique() if _touches(drawn, each, dataset)}
    rows = rows[area_ids.isin(touching)]
    what = SHAPES["shape" if "shape" in selection else "bounds"]
    return BesideShape(rows, beside_words(rows, dataset.dictionary, what))


def beside_words(rows: pd.DataFrame, dictionary: Dictionary, what: str) -> str:
    """Return how many rows no ``what`` (a shape or a view) can hold, and their toll.

    Tolls of several campaigns stand apart; blank for no rows.
    """
    if rows.empty:
        return ""
    sums, place = totals(rows), placed(rows)
    both = [
        counts.incidents(sums["incidents"]) if sums["incidents"] else "",
        counts.parts(sums["parts"]) if sums["parts"] else "",
    ]
    held = listing([each for each in both if each])
    words = (
        gettext("+ {counts} that no shape can hold", counts=held)
        if what == SHAPES["shape"]
        else gettext("+ {counts} that no view can hold", counts=held)
    )
    where = _known_to(place["area_only"], place["unplaced"])
    return f"{words}{where} · {campaign_tolls(rows, dictionary)}"


def _known_to(area_only: int, unplaced: int) -> str:
    """Return ": 53 known only to an area that it touches, 2 not even to an area"."""
    if not area_only:
        return f": {without_a_place(unplaced)}" if unplaced else ""
    words = ngettext(
        "{count} known only to an area that it touches",
        "{count} known only to an area that it touches",
        area_only,
    )
    rest = f", {not_even_to_an_area(unplaced)}" if unplaced else ""
    return f": {words}{rest}"


def _drawn(selection: dict[str, Any]) -> shapely.Geometry:
    """Return what is drawn and in view, in degrees within ±180."""
    drawn = shapely.box(-180, -90, 180, 90)
    if corners := selection.get("shape"):
        drawn = drawn & drawn_area(corners)
    if bounds := selection.get("bounds"):
        boxes = [shapely.box(w, s, e, n) for s, w, n, e in boxes_of(bounds)]
        drawn = drawn & shapely.union_all(boxes)
    shapely.prepare(drawn)
    return drawn


def _touches(drawn: shapely.Geometry, area_id: str, dataset: Dataset) -> bool:
    """Return whether an area may reach into a shape; one without outline may."""
    if drawn.is_empty:
        return False
    if area_id.startswith(OUTSIDE):
        return not shapely.box(*dataset.regions.box).contains(drawn)
    if dataset.regions.name(area_id):
        return bool(shapely.intersects(drawn, dataset.regions.geometry(area_id)))
    if area := dataset.description.areas.get(area_id):
        return bool(shapely.intersects(drawn, shapely.Polygon(area.outline)))
    return True
