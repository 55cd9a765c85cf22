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

from dashboard.geo.locate import NO_POINT
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


def find_answers(
    located: pd.DataFrame,
    region_id: str,
    within_nm: float,
    regions: Regions,
    progress: Callable[[float], None] = lambda share: None,
) -> Answers:
    """Return the four answers, and what is known only to an area, for a region.

    ``within_nm`` is how far *off its coast* reaches. A row may stand under several
    answers: one 24 NM off may also have left from there. ``progress`` hears which share
    of the work is done, before each answer. Raises KeyError for an unknown region.
    """
    steps = len(ANSWERS) + 2
    progress(0)
    rows = located.assign(**distances(located, region_id, regions))
    nowhere = located["join_method"].eq("unlocated")
    progress(1 / steps)
    untested, near = without_radius(located, region_id, regions)
    found = {}
    for done, answer in enumerate(ANSWERS, 2):
        progress(done / steps)
        found[answer] = rows[is_answer(located, answer, region_id, within_nm, regions)]
    return Answers(
        region_id=region_id,
        within_nm=within_nm,
        rows=found,
        unplaced=rows[nowhere],
        without_radius=untested,
        near_without_radius=near,
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
    return ROWS_OF[answer](located, region_id, regions)


def distances(
    located: pd.DataFrame, region_id: str, regions: Regions
) -> dict[str, pd.Series]:
    """Return how far each point lies from a region, and the range its radius allows."""
    point = regions.distance_to_region(located, region_id)
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
    area = located["join_method"].eq("area") & located["area_id"].ne("")
    placed_parts = located.loc[~located["join_method"].isin(NO_POINT), "parent_id"]
    area &= ~located["incident_id"].isin(set(placed_parts) - {""})
    area &= ~in_region(located, region_id, regions)
    meets = {
        area_id: _meets(area_id, region_id, regions)
        for area_id in located.loc[area, "area_id"].unique()
    }
    met = [meets.get(area_id, False) for area_id in located["area_id"]]
    return area & np.array(met, dtype=bool)


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
    "area_only": area_only,
    "left_from": left_from,
}


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
