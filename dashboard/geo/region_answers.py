"""Four answers to "what happened there?", side by side and never added up silently.

*In it* · *off its coast within N NM* · *could have been, by its own radius* · *left
from it*; and apart from these *known only to an area around it*. The first two are what the
join says; the others say what the reports cannot rule out.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from dashboard.geo.locate import AT_SEA, NO_POINT
from dashboard.geo.membership import in_region, off_region
from dashboard.geo.nearest import METERS_PER_NM
from dashboard.geo.reach import could_have_been, without_radius, zones_of
from dashboard.geo.regions import TERRITORIAL_NM, Regions
from dashboard.geo.relations import ANSWERS
from dashboard.text.language import gettext

LEAST_OVERLAP = 1e-6
"""Square degrees, about 0.01 km²: less is a border that two layers draw alike."""


@dataclass(frozen=True)
class Answers:
    """What happened in, off and around a region, as located rows of a selection.

    ``rows`` maps each key of :data:`~dashboard.geo.relations.ANSWERS` to its rows,
    which have ``region_nm``, ``region_low_nm`` and ``region_high_nm``: how far the
    point lies from the region, and the range that its radius allows, in nautical
    miles; blank for rows without a place of their own. ``unplaced`` are rows of which
    not even an area is known. ``without_radius`` are rows elsewhere that have a point
    and no radius, so that nothing tells whether they could have been there;
    ``near_without_radius`` of them lie within 5 km of the region.
    """

    region_id: str
    within_nm: float
    rows: dict[str, pd.DataFrame]
    unplaced: pd.DataFrame
    without_radius: int = 0
    near_without_radius: int = 0


@dataclass(frozen=True)
class RowRelations:
    """How each row of a table stands to one region, whatever the other rows are.

    ``masks`` has for each of :data:`ROWS_OF`, for ``at_sea``, ``untested`` and ``near``
    one boolean a row; ``nm`` is how far the row's own point lies from the region, in
    nautical miles, NaN where it has none. What depends on a distance off the coast, or
    on which other rows are kept, is not in it.
    """

    region_id: str
    masks: dict[str, np.ndarray]
    nm: np.ndarray

    def at(self, positions: np.ndarray) -> "RowRelations":
        """Return the same for the rows at these positions, in their order."""
        some = {name: mask[positions] for name, mask in self.masks.items()}
        return RowRelations(self.region_id, some, self.nm[positions])

    @property
    def size(self) -> int:
        """Bytes that the arrays hold."""
        return self.nm.nbytes + sum(mask.nbytes for mask in self.masks.values())


def relate_rows(
    located: pd.DataFrame,
    region_id: str,
    regions: Regions,
    progress: Callable[[float], None] = lambda share: None,
) -> RowRelations:
    """Return how each located row stands to a region; see :class:`RowRelations`.

    ``progress`` hears which share of the work is done, before each step of it. Raises
    KeyError for an unknown region.
    """
    steps = len(ROWS_OF) + 3
    progress(0)
    nm = regions.distance_to_region(located, region_id).to_numpy(float)
    progress(1 / steps)
    untested, near = without_radius(located, region_id, regions)
    at_sea = located["join_method"].isin(AT_SEA).to_numpy(bool)
    masks = {"at_sea": at_sea, "untested": untested, "near": near}
    for done, (answer, rows) in enumerate(ROWS_OF.items(), 2):
        progress(done / steps)
        masks[answer] = rows(located, region_id, regions).to_numpy(bool)
    progress((steps - 1) / steps)
    return RowRelations(region_id, masks, nm)


def find_answers(
    located: pd.DataFrame,
    region_id: str,
    within_nm: float,
    regions: Regions,
    progress: Callable[[float], None] = lambda share: None,
    relations: RowRelations | None = None,
) -> Answers:
    """Return the four answers, and what is known only to an area, for a region.

    ``within_nm`` is how far *off its coast* reaches. A row may stand under several
    answers: one 24 NM off may also have left from there. ``progress`` hears which share
    of the work is done, before each answer. ``relations`` are those of these very rows
    where they are known already. Raises KeyError for an unknown region.
    """
    related = relations or relate_rows(located, region_id, regions, progress)
    rows = located.assign(**_distances(located, related))
    masks = dict(related.masks)
    masks["off_coast"] = masks["at_sea"] & (related.nm <= within_nm)
    masks["off_coast"] &= regions.is_land(region_id)
    masks["area_only"] = masks["area_only"] & ~_has_placed_part(located)
    return Answers(
        region_id=region_id,
        within_nm=within_nm,
        rows={answer: rows[masks[answer]] for answer in ANSWERS},
        unplaced=rows[located["join_method"].eq("unlocated")],
        without_radius=int(masks["untested"].sum()),
        near_without_radius=int(masks["near"].sum()),
    )


def is_answer(
    located: pd.DataFrame,
    answer: str,
    region_id: str,
    within_nm: float,
    regions: Regions,
) -> pd.Series:
    """Return which rows stand under one of ``ANSWERS`` for a region.

    ``within_nm`` is how far off the coast counts; only "off_coast" asks for it.
    """
    if answer == "off_coast":
        return off_region(located, region_id, within_nm, regions)
    if answer == "area_only":
        return area_only(located, region_id, regions)
    return ROWS_OF[answer](located, region_id, regions)


def _distances(located: pd.DataFrame, related: RowRelations) -> dict[str, pd.Series]:
    """Return how far each point lies from a region, and the range its radius allows."""
    point = pd.Series(related.nm, index=located.index)
    radius = located["radius_km"] * 1000 / METERS_PER_NM
    return {
        "region_nm": point,
        "region_low_nm": (point - radius).clip(lower=0),
        "region_high_nm": point + radius,
    }


def area_only(located: pd.DataFrame, region_id: str, regions: Regions) -> pd.Series:
    """Return which rows are known only to an area that meets a region or its waters.

    An incident whose parts have places of their own is not among them: they say where.
    """
    known = _known_to_area_around(located, region_id, regions)
    return known & ~_has_placed_part(located)


def _has_placed_part(located: pd.DataFrame) -> np.ndarray:
    """Return which rows have a part among these rows that has a place of its own."""
    placed = located.loc[~located["join_method"].isin(NO_POINT), "parent_id"]
    parents = set(placed.unique()) - {""}
    if not parents:
        return np.zeros(len(located), dtype=bool)
    return located["incident_id"].isin(parents).to_numpy(bool)


def _known_to_area_around(
    located: pd.DataFrame, region_id: str, regions: Regions
) -> pd.Series:
    area = located["join_method"].eq("area") & located["area_id"].ne("")
    area &= ~in_region(located, region_id, regions)
    areas = located["area_id"][area]
    meets = {each: _meets(each, region_id, regions) for each in areas.unique()}
    area[areas.index] = areas.map(meets).astype(bool)
    return area


def left_from(located: pd.DataFrame, region_id: str, regions: Regions) -> pd.Series:
    """Return which rows are reported to have left from a state or country."""
    origin = located["origin_id"]
    country = origin.map(
        {region: regions.country(region) for region in origin.unique()}
    )
    return origin.eq(region_id) | (country.eq(region_id) & origin.ne(""))


ROWS_OF = {
    "inside": in_region,
    "could_have_been": could_have_been,
    "area_only": _known_to_area_around,
    "left_from": left_from,
}
"""What a row is to a region by itself; of ``area_only`` those go whose parts say where."""


def reach_words(region_id: str, regions: Regions) -> str:
    """Return what *could have been* covers: the region, its 12 NM, its zone."""
    if zones_of(region_id, regions):
        return gettext("in it, its 12 NM or its approximate 200 NM zone")
    near_sea = regions.is_land(region_id) and regions.reaches(region_id)
    return gettext("in it or its 12 NM") if near_sea else gettext("in it")


def _meets(area_id: str, region_id: str, regions: Regions) -> bool:
    """Return whether what is known only to an area may concern a region.

    A sea does where it comes within 12 NM of the region or meets its zone; a state or
    a country only where it holds some of the region: its neighbors are ruled out.
    """
    kind = regions.kind(area_id)
    if not kind:
        return False
    area, region = regions.geometry(area_id), regions.geometry(region_id)
    if regions.is_land(area_id):
        return bool(shapely.intersection(area, region).area > LEAST_OVERLAP)
    if shapely.dwithin(area, region, _degrees(TERRITORIAL_NM)):
        return True
    return any(shapely.intersects(area, zone) for zone in zones_of(region_id, regions))


def _degrees(nautical_miles: float) -> float:
    """Return a distance as degrees of latitude, of which one is 60 NM."""
    return nautical_miles / 60
