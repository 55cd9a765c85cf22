"""Places and distances in words that never claim more than the report.

Each function gets numbers or a row and returns text; a number that is not known gives
text that says so, or none.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dashboard.geo.articles import contracted, in_sentence
from dashboard.geo.compass import side_of
from dashboard.geo.disputed_states import dispute_words
from dashboard.geo.length_words import (
    KM_PER_NM,
    between_kilometers,
    circle_words,
    fine_number,
    in_both_units,
)
from dashboard.geo.locate import AT_ONCE, AT_SEA, NO_POINT, in_pieces
from dashboard.geo.region_names import WATERS, shared_names, told_apart
from dashboard.geo.region_names import full_name as full_name
from dashboard.geo.region_names import region_name as region_name
from dashboard.geo.regions import OUTSIDE, Regions
from dashboard.geo.sea_words import words_at_sea
from dashboard.geo.waters import outside_name, water_name
from dashboard.text.language import N_, SOURCE, current, decimal, gettext
from dashboard.text.words import Cell, is_blank

WORDED = (
    "join_method state_id state_name state_sure country sea_name nearest_state_id "
    "nearest_state_name distance_nm distance_low_nm distance_high_nm other_state_name "
    "radius_km theatre area_id reported_region reported_country sea_id other_state_id"
).split()
"""``reported_country`` is what another's table calls a country, and often not there."""
RANGE = ("distance_low_nm", "distance_high_nm")
OF_KIND = [each for each in WORDED if each not in RANGE]
"""What is said of a row that is not at sea; its distance alone where it counts."""
OUTSIDE_WORDS = N_("outside the regions of this map")
STATE_NAMES = ("state", "nearest_state", "other_state")
REGION_IDS = ("country", "area_id", "reported_region")


def where_in_words(located: pd.DataFrame, regions: Regions | None = None) -> pd.Series:
    """Return for each located row where it happened, never more than was reported.

    "44 km (24 NM) off Sucre as drawn; ±110 km allows 0–154 km (0–83 NM)"; "known only
    to the Eastern Pacific". With ``regions`` countries are named, else given by their code.
    """
    if len(located) > AT_ONCE:
        pieces = (located.iloc[some] for some in in_pieces(len(located)))
        return pd.concat([where_in_words(piece, regions) for piece in pieces])
    rows = located.reindex(columns=WORDED)
    shared = shared_names(regions) if regions is not None else set()
    at_sea = rows["join_method"].isin(AT_SEA).to_numpy(bool)
    words = np.full(len(rows), "", object)
    words[at_sea] = _words_at_sea(rows[at_sea], regions, shared)
    words[~at_sea] = _words_by_kind(rows[~at_sea], regions, shared)
    return pd.Series(words, index=located.index, dtype="str", name="where_words")


def _words_at_sea(
    rows: pd.DataFrame, regions: Regions | None, shared: set[str]
) -> list[str]:
    name = _names_now(rows, "nearest_state", regions, shared)
    return words_at_sea(rows.assign(nearest_state_name=name))


def _words_by_kind(
    rows: pd.DataFrame, regions: Regions | None, shared: set[str]
) -> np.ndarray:
    """Word one row of each kind: many rows of a large table get the same words."""
    # What tells kinds apart must be no more than what words are made of.
    distance = rows["distance_nm"]
    is_said = rows["join_method"].eq("coast")
    is_said |= rows["join_method"].eq("reported") & distance.eq(0)
    off = rows["join_method"].eq("outside")
    rows = rows.assign(
        distance_nm=distance.where(is_said),
        reported_country=rows["reported_country"].astype(object).where(off, ""),
    )
    kind = rows.groupby(OF_KIND, sort=False, dropna=False, observed=True).ngroup()
    rows = rows[~kind.duplicated()].astype(object)
    rows = rows.where(rows.notna(), "")
    names = {each: each for column in REGION_IDS for each in rows[column]}
    if regions is not None:
        names = {each: regions.name(each) or each for each in names}
    names |= {each: "" for each in names if each.strip() == OUTSIDE}
    for what in (*STATE_NAMES, "sea"):
        rows[f"{what}_name"] = _names_now(rows, what, regions, shared)
    words = [_row_words(row, names) for row in rows.to_dict("records")]
    return np.array(words, object)[kind.to_numpy()]


def _names_now(
    rows: pd.DataFrame, what: str, regions: Regions | None, shared: set[str]
) -> pd.Series:
    """Return the names of the states or seas of rows in the language of now."""
    name = rows[f"{what}_name"]
    if regions is None:
        return name
    if current() != SOURCE:
        ids = {each: regions.name(each) for each in rows[f"{what}_id"].unique()}
        now = rows[f"{what}_id"].map(ids)
        name = now.where(now.ne(""), name)
    if what not in STATE_NAMES:
        return name.map({each: water_name(each) for each in name.unique()})
    return name.map({each: told_apart(each, shared) for each in name.unique()})


def name_in_sentence(region_id: str, regions: Regions) -> str:
    """Return the full name as a sentence says it: "the Eastern Pacific"."""
    name = full_name(region_id, regions)
    if regions.kind(region_id) in WATERS:
        return in_sentence(_of_water(name, is_ours=True))
    return in_sentence(name, on_land=True)


def area_in_sentence(area_id: str, regions: Regions) -> str:
    """Return the name of an area as a sentence says it: "the Caribbean".

    Blank for an area without a name.
    """
    is_outside = area_id.startswith(OUTSIDE)
    name = outside_name(area_id) if is_outside else regions.name(area_id)
    if is_outside and not area_id.removeprefix(OUTSIDE).strip():
        return ""
    if is_outside or area_id.startswith(("basin-", "sea-")):
        return in_sentence(_of_water(name, is_ours=not is_outside))
    return in_sentence(name, on_land=True)


def _row_words(row: dict[str, Cell], names: dict[str, str]) -> str:
    """Return the words of one row; ``names`` has the name of each country and area."""
    reason, country = row["join_method"], names[row["country"]]
    if reason in NO_POINT:
        area = row["state_name"] or row["sea_name"] or country or names[row["area_id"]]
        if area:
            dispute = dispute_words(row["state_id"])
            is_water = area == row["sea_name"]
            if is_water:
                area = _of_water(area, is_ours=row["sea_id"] != "")
            area = in_sentence(area, on_land=not is_water)
            words = gettext("known only to {area}", area=area)
            return f"{words}; {dispute}" if dispute else words
        hidden = row["theatre"] == "not_disclosed"
        return gettext("sea not disclosed") if hidden else gettext("place not reported")
    if reason == "outside":
        told = names[row["reported_region"]] or row["reported_country"]
        if not told:
            return gettext(OUTSIDE_WORDS)
        return gettext(
            "in {place}, as reported; its point is on no land of this map",
            place=in_sentence(told, on_land=True),
        )
    words = _placed_words(row, country, reason)
    dispute = dispute_words(row["state_id"])
    return f"{words}; {dispute}" if dispute else words


def _placed_words(row: dict[str, Cell], country: str, reason: str) -> str:
    if reason == "reported":
        region = row["state_name"] or row["sea_name"] or country
        return _reported_words(row, region or row["reported_region"])
    return _land_words(row)


def _reported_words(row: dict[str, Cell], region: str) -> str:
    is_water = region == row["sea_name"]
    if is_water:
        region = _of_water(region, is_ours=row["sea_id"] != "")
    place = in_sentence(region, on_land=not is_water)
    lies_in = row["nearest_state_name"] if row["distance_nm"] == 0 else ""
    if row["state_id"] and lies_in and row["nearest_state_id"] != row["state_id"]:
        return gettext(
            "in {place}, as reported; as drawn its point lies in {state}",
            place=place,
            state=in_sentence(lies_in, on_land=True),
        )
    return gettext("in {place}, as reported", place=place)


def _land_words(row: dict[str, Cell]) -> str:
    place = in_sentence(row["state_name"], on_land=True)
    if row["join_method"] == "coast":
        words = gettext(
            "in {place}: at the coast, {kilometers} km off it as drawn",
            place=place,
            kilometers=fine_number(row["distance_nm"] * KM_PER_NM),
        )
    elif row["other_state_name"]:
        words = gettext("as drawn in {place}", place=place)
    else:
        words = gettext("in {place}", place=place)
    if row["state_sure"]:
        return words
    circle = circle_words(row["radius_km"])
    other = in_sentence(row["other_state_name"], on_land=True)
    if not other:
        return gettext("{place}; how exactly is not reported", place=words)
    if not circle:
        return gettext("{place}, on its border with {other}", place=words, other=other)
    return gettext(
        "{place}; {circle} could also be in {other}",
        place=words,
        circle=circle,
        other=other,
    )


def _of_water(name: str, is_ours: bool) -> str:
    """Return the name of a water in a sentence, where English says "the".

    ``is_ours`` is whether it is a sea or basin of the layers, and no words of a table.
    """
    if current() != SOURCE:
        return name  # its article: see in_sentence
    if is_ours:
        return name if name.startswith("Lake ") else f"the {name}"
    return name


def distance_to_region_words(row: Any, name: str, on_land: bool = False) -> str:
    """Return "44 km (24 NM) off Sucre, between 0 and 154 km"; blank without a distance.

    ``row`` has the columns of :class:`dashboard.geo.region_answers.Answers`, in
    nautical miles; ``name`` is that of the region, ``on_land`` whether it is a state or
    a country.
    """
    place = in_sentence(name, on_land)
    if is_blank(row.region_nm):
        return ""
    if row.join_method == "reported":
        return row.where_words
    if row.region_nm == 0:
        return gettext("in {place}", place=place)
    distance = in_both_units(row.region_nm)
    where = contracted(
        gettext("{distance} off {place}", distance=distance, place=place)
    )
    if is_blank(row.region_high_nm):
        return where
    return f"{where}, {between_kilometers(row.region_low_nm, row.region_high_nm)}"


def distances_to_region_words(
    rows: pd.DataFrame, region_id: str, regions: Regions
) -> list[str]:
    """Return how far each row is from a region, as :func:`distance_to_region_words`."""
    name, on_land = region_name(region_id, regions), regions.is_land(region_id)
    return [distance_to_region_words(row, name, on_land) for row in rows.itertuples()]


def coordinate_words(latitude: float, longitude: float) -> str:
    """Return "10.600°, -63.200° (10°36.0′ N, 63°12.0′ W)"."""
    return gettext(
        "{latitude}°, {longitude}° ({north}, {east})",
        latitude=decimal(latitude, 3),
        longitude=decimal(longitude, 3),
        north=_minutes(latitude, "NS"),
        east=_minutes(longitude, "EW"),
    )


def _minutes(value: float, signs: str) -> str:
    tenths = round(abs(value) * 600)
    degrees, rest = divmod(tenths, 600)
    minutes = decimal(rest / 10, 1)
    return f"{degrees}°{'0' * (rest < 100)}{minutes}′ {side_of(value, signs)}"
