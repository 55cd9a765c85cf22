"""The filters: one list that page, link, file and command line are all made from.

A *selection* is a plain dict of filter key to value; a key that is absent keeps
everything. A new filter is one line in :data:`FILTERS`.
"""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.geo.regions import Regions
from dashboard.selection.filter_kinds import Filter, FilterValueError
from dashboard.selection.place_filter_kinds import InBounds, InRegion, InShape
from dashboard.selection.text_filter_kind import Text
from dashboard.selection.value_filter_kinds import (
    FIRST_DAY,
    LAST_DAY,
    AtLeast,
    OneOf,
    OneOfNames,
    Publisher,
    Since,
    SourceTable,
    Until,
)
from dashboard.table.dictionary import Dictionary
from dashboard.table.taken import take_rows
from dashboard.text.language import N_, gettext, message_of

FILTERS = {
    kind.key: kind
    for kind in (
        Since("from", N_("From")),
        Until("to", N_("To")),
        SourceTable("source_table", N_("Source table")),
        OneOf("campaign", N_("Campaign")),
        OneOf("event_type", N_("Event type")),
        OneOf("theatre", N_("Theatre"), rare=True),
        InRegion("region", N_("Region")),
        OneOf("verification", N_("Verification")),
        OneOf("geo_precision", N_("Place known"), rare=True),
        AtLeast("deaths_min", N_("Deaths at least")),
        OneOfNames("actor", N_("Actor"), rare=True),
        OneOfNames("claimed_target", N_("Claimed target"), rare=True),
        Publisher("publisher", N_("Source publisher"), rare=True),
        Text("text", N_("Text")),
        InShape("shape", N_("Drawn shape"), rare=True),
        InBounds("bounds", N_("In view")),
    )
}


def link_keys() -> tuple[str, ...]:
    """Return every parameter of a link that asks for rows, of all filters."""
    return tuple(key for kind in FILTERS.values() for key in kind.link_keys)


def select(
    incidents: pd.DataFrame, selection: dict[str, Any], regions: Regions
) -> pd.DataFrame:
    """Return the located rows that every filter of the selection keeps.

    A plain frame: what is counted needs no geometry, and each look at a column of a
    GeoDataFrame costs five times as much.
    """
    keep = keeps(incidents, selection, regions)
    if keep.all():
        return pd.DataFrame(incidents)
    return take_rows(incidents, np.flatnonzero(keep))


def keeps(
    incidents: pd.DataFrame, selection: dict[str, Any], regions: Regions
) -> np.ndarray:
    """Return for each row whether every filter of the selection keeps it.

    Filters that read text or measure distances see only what the others left.
    """
    keep = np.ones(len(incidents), dtype=bool)
    for key in sorted(selection, key=lambda key: FILTERS[key].is_slow):
        keep &= _asked(key, incidents, selection, regions, keep)
    return keep


def _asked(
    key: str,
    incidents: pd.DataFrame,
    selection: dict[str, Any],
    regions: Regions,
    wanted: np.ndarray,
) -> np.ndarray:
    """Return which rows a filter keeps of those wanted; it tells nothing of others.

    A quick filter looks into a column or two: taking the wanted rows out before would
    copy every column of numbers, 0.2 GB of 1,000,000 rows.
    """
    kind, value = FILTERS[key], selection[key]
    if not kind.is_slow or wanted.all():
        return kind.mask(pd.DataFrame(incidents), value, regions)
    keep = np.zeros(len(incidents), dtype=bool)
    some = take_rows(incidents, np.flatnonzero(wanted))
    keep[wanted] = kind.mask(some, value, regions)
    return keep


def keeps_beside(
    incidents: pd.DataFrame, selection: dict[str, Any], regions: Regions
) -> dict[str, np.ndarray]:
    """Return for each filter of ``FILTERS`` which rows all the others keep.

    Each filter of the selection is asked once. Those that read text or measure
    distances see only the rows that no more than one of the quick ones leaves out.
    """
    kept: dict[str, np.ndarray] = {}
    left_out = np.zeros(len(incidents), dtype="uint8")
    for key in sorted(selection, key=lambda key: FILTERS[key].is_slow):
        kept[key] = _asked(key, incidents, selection, regions, left_out <= 1)
        left_out += ~kept[key]
    return {
        key: left_out - ~kept[key] == 0 if key in kept else left_out == 0
        for key in FILTERS
    }


def describe(
    selection: dict[str, Any], dictionary: Dictionary, regions: Regions
) -> str:
    """Return a selection in words: "campaign is boat strikes · in Sucre"."""
    words = [
        FILTERS[key].describe(selection[key], dictionary, regions)
        for key in FILTERS
        if key in selection
    ]
    if words:
        return " · ".join(words)
    return gettext("no filter: {everything}", everything=everything_words(dictionary))


def everything_words(dictionary: Dictionary) -> str:
    """Return what no filter keeps: "every campaign and place of the table"."""
    if dictionary.tables:
        return gettext("every incident of the tables")
    if dictionary.has("campaign"):
        return gettext("every campaign and place of the table")
    return gettext("every incident of the table")


def offered(dictionary: Dictionary) -> list[Filter]:
    """Return the filters that a page offers; links and commands know all of them."""
    return [kind for kind in FILTERS.values() if kind.is_offered(dictionary)]


def parse_selection(
    texts: dict[str, list[str]],
    incidents: pd.DataFrame,
    dictionary: Dictionary,
    regions: Regions,
) -> tuple[dict[str, Any], list[str]]:
    """Return the selection that texts of a link or a command line ask for.

    ``texts`` maps each of :func:`link_keys` to its texts; blank ones ask for nothing.
    Also returns one message for each value that is not allowed; such a value is left
    out.
    """
    selection, wrong = {}, []
    for key, kind in FILTERS.items():
        given = {name: list(texts.get(name, ())) for name in kind.link_keys}
        given[key] = [text for text in given[key] if text != ""]
        if not given[key]:
            continue
        try:
            value = kind.parse(given, incidents, dictionary, regions)
        except FilterValueError as error:
            wrong.append(message_of(error))
            continue
        if value is not None:
            selection[key] = value
    if selection.get("from", FIRST_DAY) > selection.get("to", LAST_DAY):
        wrong.append(
            gettext(
                "from '{since}': must not be after to '{until}'",
                since=selection["from"],
                until=selection["to"],
            )
        )
        del selection["from"], selection["to"]
    return selection, wrong


def to_query(
    selection: dict[str, Any], opening: dict[str, Any]
) -> list[tuple[str, str]]:
    """Return the selection as the parameters of a link, in the order of the filters.

    What a page opens on (``opening``) is left out; that it was cleared is said by a
    blank.
    """
    query = []
    for key, kind in FILTERS.items():
        value = selection.get(key)
        if value == opening.get(key):
            continue
        query += [(key, "")] if value is None else kind.query(value)
    return query
