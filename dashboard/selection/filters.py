"""The filters: one list that page, link, file and command line are all made from.

A *selection* is a plain dict of filter key to value; a key that is absent keeps
everything. A new filter is one line in :data:`FILTERS`.
"""

import numpy as np
import pandas as pd

from dashboard.geo.regions import Regions
from dashboard.selection.kinds import (
    FIRST_DAY,
    LAST_DAY,
    MAX_WITHIN_NM,
    RELATIONS,
    WITHIN_NM,
    AtLeast,
    FilterValueError,
    InBounds,
    InRegion,
    InShape,
    OneOf,
    Publisher,
    Since,
    Text,
    Until,
)
from dashboard.table.dictionary import Dictionary

OPENING = {"campaign": ["boat_strike"]}
"""What the dashboard opens on; said in the first line, like every selection."""

FILTERS = {
    each.key: each
    for each in (
        Since("from", "From"),
        Until("to", "To"),
        OneOf("campaign", "Campaign"),
        OneOf("event_type", "Event type"),
        OneOf("theatre", "Theatre"),
        InRegion("region", "Region"),
        OneOf("verification", "Verification"),
        OneOf("geo_precision", "Place known"),
        AtLeast("deaths_min", "Deaths at least"),
        OneOf("actor", "Actor"),
        OneOf("claimed_target", "Claimed target"),
        Publisher("publisher", "Source publisher"),
        Text("text", "Text"),
        InShape("shape", "Drawn shape"),
        InBounds("bounds", "In view"),
    )
}


SLOW = ("region", "actor", "claimed_target", "publisher", "text", "shape")
"""Filters that look into every row that they are given."""


def select(incidents: pd.DataFrame, selection: dict, regions: Regions) -> pd.DataFrame:
    """Return the located rows that every filter of the selection keeps."""
    return incidents[keeps(incidents, selection, regions)]


def keeps(incidents: pd.DataFrame, selection: dict, regions: Regions) -> np.ndarray:
    """Return for each row whether every filter of the selection keeps it.

    Filters that read text or measure distances see only what the others left.
    """
    keep = np.ones(len(incidents), dtype=bool)
    for key in sorted(selection, key=SLOW.__contains__):
        if key in SLOW:
            left = np.flatnonzero(keep)
            some = incidents.iloc[left]
            keep[left] = FILTERS[key].mask(some, selection[key], regions)
        else:
            keep &= FILTERS[key].mask(incidents, selection[key], regions)
    return keep


def describe(selection: dict, dictionary: Dictionary, regions: Regions) -> str:
    """Return a selection in words: "campaign is boat strikes · in Sucre"."""
    words = [
        FILTERS[key].describe(selection[key], dictionary, regions)
        for key in FILTERS
        if key in selection
    ]
    return " · ".join(words) or "no filter: every campaign and place of the table"


def parse_selection(
    texts: dict[str, list[str]],
    incidents: pd.DataFrame,
    dictionary: Dictionary,
    regions: Regions,
) -> tuple[dict, list[str]]:
    """Return the selection that texts of a link or a command line ask for.

    ``texts`` maps a key to its texts; beside the keys of :data:`FILTERS` it may hold
    ``relation`` and ``within_nm`` for the region. Also returns one message for each
    value that is not allowed; such a value is left out.
    """
    selection, wrong = {}, []
    for key, each in FILTERS.items():
        given = [text for text in texts.get(key, ()) if text != ""]
        if not given:
            continue
        try:
            value = each.parse(given, _options(each, incidents, dictionary, regions))
            selection[key] = _region(value, texts) if key == "region" else value
        except FilterValueError as error:
            wrong.append(str(error))
    if selection.get("from", FIRST_DAY) > selection.get("to", LAST_DAY):
        wrong.append(
            f"from '{selection['from']}': must not be after to '{selection['to']}'"
        )
        del selection["from"], selection["to"]
    return selection, wrong


def to_query(selection: dict, opening: dict = OPENING) -> list[tuple[str, str]]:
    """Return the selection as the parameters of a link, in the order of the filters.

    What a page opens on (``opening``) is left out; that it was cleared is said by a
    blank.
    """
    query = []
    for key in FILTERS:
        value = selection.get(key)
        if value == opening.get(key):
            continue
        if value is None:
            query.append((key, ""))
        elif key == "region":
            region_id, relation, within_nm = value
            query.append((key, region_id))
            if relation != "in":
                query.append(("relation", relation))
            if relation == "off" or within_nm != WITHIN_NM:
                query.append(("within_nm", f"{within_nm:g}"))
        else:
            query += [(key, each) for each in FILTERS[key].texts(value)]
    return query


def _options(each, incidents, dictionary, regions) -> list[str]:
    if isinstance(each, InRegion):
        return regions.names
    return each.options(incidents, dictionary)


def _region(region_id: str, texts: dict[str, list[str]]) -> tuple[str, str, float]:
    relation = next(iter(texts.get("relation", ())), "") or "in"
    if relation not in RELATIONS:
        raise FilterValueError(
            f"relation '{relation}': must be one of {', '.join(RELATIONS)}"
        )
    text = next(iter(texts.get("within_nm", ())), "") or f"{WITHIN_NM:g}"
    try:
        within_nm = float(text)
    except ValueError:
        within_nm = -1
    if not 1 <= within_nm <= MAX_WITHIN_NM:
        raise FilterValueError(
            f"within_nm '{text}': must be between 1 and {MAX_WITHIN_NM:g}"
        )
    return region_id, relation, within_nm
