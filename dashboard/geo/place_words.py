"""Where an incident happened, in words that never claim more than the report."""

from __future__ import annotations

import pandas as pd

from dashboard.geo.nearest import METERS_PER_NM
from dashboard.geo.regions import Regions
from dashboard.text.words import Cell

WORDED = (
    "join_method state_id state_name state_sure country sea_name nearest_state_id "
    "nearest_state_name distance_nm distance_low_nm distance_high_nm other_state_name "
    "radius_km theatre area_id reported_region"
).split()


def where_in_words(located: pd.DataFrame, regions: Regions | None = None) -> pd.Series:
    """Return for each located row where it happened, never more than was reported.

    "24 NM (44 km) off Sucre as drawn; ±110 km allows 0–83 NM"; "known only to the
    Eastern Pacific". With ``regions`` countries are named, else given by their code.
    """
    rows = located.reindex(columns=WORDED).astype(object)
    rows = rows.where(rows.notna(), "")
    named = {each: each for column in ("country", "area_id") for each in rows[column]}
    if regions is not None:
        named = {each: regions.name(each) or each for each in named}
    words = [_say(row, named) for row in rows.to_dict("records")]
    return pd.Series(words, index=located.index, name="where_words", dtype="str")


def _say(row: dict[str, Cell], named: dict[str, str]) -> str:
    """Return the words of one row; ``named`` has the name of each country and area."""
    reason, country = row["join_method"], named[row["country"]]
    if reason in ("unlocated", "area"):
        area = row["state_name"] or row["sea_name"] or country or named[row["area_id"]]
        if area:
            return f"known only to {_with_article(area, row['sea_name'])}"
        hidden = row["theatre"] == "not_disclosed"
        return "sea not disclosed" if hidden else "place not reported"
    if reason == "outside":
        return "outside the regions of this map"
    if reason == "reported":
        region = row["state_name"] or row["sea_name"] or country
        return _say_reported(row, region or row["reported_region"])
    return _say_land(row) if reason in ("inside", "coast") else _say_off(row)


def _say_reported(row: dict[str, Cell], region: str) -> str:
    lies_in = row["nearest_state_name"] if row["distance_nm"] == 0 else ""
    if row["state_id"] and lies_in and row["nearest_state_id"] != row["state_id"]:
        return f"in {region}, as reported; as drawn its point lies in {lies_in}"
    return f"in {region}, as reported"


def _say_land(row: dict[str, Cell]) -> str:
    words = f"in {row['state_name']}"
    if row["join_method"] == "coast":
        kilometers = _number(row["distance_nm"] * METERS_PER_NM / 1000)
        words += f": at the coast, {kilometers} km off it as drawn"
    elif not row["state_sure"]:
        words = f"as drawn {words}"
    if row["state_sure"]:
        return words
    circle, other = _circle(row), row["other_state_name"]
    if not circle:
        return f"{words}, on its border with {other}"
    return f"{words}; {circle} could also be in {other}"


def _say_off(row: dict[str, Cell]) -> str:
    miles, state = row["distance_nm"], row["nearest_state_name"]
    kilometers = _number(miles * METERS_PER_NM / 1000)
    words = f"{_number(miles)} NM ({kilometers} km) off {state} as drawn"
    if row["join_method"] == "territorial":
        words += ", within 12 NM"
    if not (circle := _circle(row)):
        return f"{words}; how exactly is not reported"
    low, high = _number(row["distance_low_nm"]), _number(row["distance_high_nm"])
    return f"{words}; {circle} allows {low}–{high} NM"


def _circle(row: dict[str, Cell]) -> str:
    return "" if row["radius_km"] == "" else f"±{row['radius_km']:,g} km"


def _number(value: float) -> str:
    """Return "0.3", "11.9", "24": tenths count below 20, where 12 NM is decided."""
    return f"{value:.1f}".removesuffix(".0") if value < 19.95 else f"{value:,.0f}"


def _with_article(area: str, sea: str) -> str:
    return f"the {area}" if area == sea and not area.startswith("Lake") else area
