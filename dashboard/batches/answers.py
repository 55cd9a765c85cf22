"""The answers for a region over a table in pieces, as over the whole."""

from collections.abc import Iterable

import pandas as pd

from dashboard.geo.locate import COLUMNS, NO_POINT
from dashboard.geo.region_answers import Answers, find_answers
from dashboard.geo.regions import Regions
from dashboard.table.standard import STANDARD

LONG = {"notes", "sources", "geo_note", "last_updated", "revision"}
"""Columns that no answer shows: of a large table they are most of its size."""
KEPT = [name for name in (*STANDARD, *COLUMNS) if name not in LONG]


def answers_in_pieces(
    pieces: Iterable[pd.DataFrame], region_id: str, within_nm: float, regions: Regions
) -> Answers:
    """Return :func:`dashboard.geo.region_answers.find_answers` of all pieces together.

    The rows of the answers have no long texts and no columns of the file's own.
    """
    found, placed = [], set()
    for rows in pieces:
        has_point = ~rows["join_method"].isin(NO_POINT)
        placed |= set(rows.loc[has_point, "parent_id"])
        some = rows[[name for name in KEPT if name in rows]]
        found.append(find_answers(some, region_id, within_nm, regions))
    answers = {
        key: pd.concat([each.rows[key] for each in found]) for key in found[0].rows
    }
    # An incident whose part has a place of its own is not known to an area alone,
    # wherever in the table the part stands.
    area = answers["area_only"]
    answers["area_only"] = area[~area["incident_id"].isin(placed - {""})]
    return Answers(
        region_id=region_id,
        within_nm=within_nm,
        rows=answers,
        unplaced=pd.concat([each.unplaced for each in found]),
        without_radius=sum(each.without_radius for each in found),
        near_without_radius=sum(each.near_without_radius for each in found),
    )
