"""Places and distances in words that never claim more than the report.

Each function gets numbers or a row and returns text; a number that is not known gives
text that says so, or none.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.geo.catalog import name_with_country
from dashboard.geo.disputed_states import dispute_words
from dashboard.geo.length_words import KM_PER_NM, between_kilometers, in_both_units
from dashboard.geo.locate import AT_SEA, NO_POINT, ON_LAND
from dashboard.geo.regions import TERRITORIAL_NM, Regions, own_points
from dashboard.text.fold import fold
from dashboard.text.words import Cell, count_of, is_blank

WORDED = (
    "join_method state_id state_name state_sure country sea_name nearest_state_id "
    "nearest_state_name distance_nm distance_low_nm distance_high_nm other_state_name "
    "radius_km theatre area_id reported_region reported_country"
).split()
"""``reported_country`` is what another's table calls a country, and often not there."""

DISTANCES = ["distance_nm", "distance_low_nm", "distance_high_nm"]
"""Not said of a row inside a state, nor of one without a point of its own."""
OUTSIDE_WORDS = "outside the regions of this map"
ON_NO_LAND = "its point is on no land of this map"
STATE_NAMES = ("state_name", "nearest_state_name", "other_state_name")


def where_in_words(located: pd.DataFrame, regions: Regions | None = None) -> pd.Series:
    """Return for each located row where it happened, never more than was reported.

    "44 km (24 NM) off Sucre as drawn; ±110 km allows 0–154 km (0–83 NM)"; "known only
    to the Eastern Pacific". With ``regions`` countries are named, else given by their code.
    """
    rows = located.reindex(columns=WORDED)
    exact = rows["join_method"].isin(["reported", "coast", *AT_SEA])
    rows[DISTANCES] = rows[DISTANCES].where(exact)
    off = rows["join_method"].eq("outside")
    rows["reported_country"] = rows["reported_country"].astype(object).where(off, "")
    # Many rows of a large table get the same words: one of each kind is worded.
    kind = rows.groupby(WORDED, sort=False, dropna=False, observed=True).ngroup()
    rows = rows[~kind.duplicated()].astype(object)
    rows = rows.where(rows.notna(), "")
    region_ids = {*rows["country"], *rows["area_id"], *rows["reported_region"]}
    names = {region_id: region_id for region_id in region_ids}
    if regions is not None:
        names = {region_id: regions.name(region_id) or region_id for region_id in names}
        shared = _shared_names(regions)
        for column in STATE_NAMES:
            apart = {each: _told_apart(each, shared) for each in rows[column].unique()}
            rows[column] = rows[column].map(apart)
    words = [_row_words(row, names) for row in rows.to_dict("records")]
    texts = pd.Series(words, dtype="str", name="where_words")
    return texts.take(kind.to_numpy()).set_axis(located.index)


def region_name(region_id: str, regions: Regions) -> str:
    """Return the name of a region; "México (state)" where a country is called so too."""
    name = regions.name(region_id)
    if not name or regions.kind(region_id) != "state":
        return name
    return _told_apart(name, _shared_names(regions))


def full_name(region_id: str, regions: Regions) -> str:
    """Return the name of a region with its country: "Sucre, Venezuela"."""
    country = regions.name(regions.country(region_id))
    return name_with_country(regions.name(region_id), regions.kind(region_id), country)


def name_in_sentence(region_id: str, regions: Regions) -> str:
    """Return the full name as a sentence says it: "the Eastern Pacific"."""
    name = full_name(region_id, regions)
    is_sea = regions.kind(region_id) in ("sea", "basin")
    return _with_article(name, name if is_sea else "")


def _told_apart(state: str, shared: set[str]) -> str:
    return f"{state} (state)" if state in shared else state


def _shared_names(regions: Regions) -> set[str]:
    """Return the names of states that a country has too, of the world where it was read.

    A territory such as Aruba is in both layers; its id has no part after a country's.
    """
    layers = [(regions.states, regions.countries)]
    if regions.world is not None and regions.world.is_open:
        facts = regions.world.facts.reset_index()
        layers.append(
            (facts[facts["kind"].eq("state")], facts[facts["kind"].eq("country")])
        )
    countries = {fold(name) for _, layer in layers for name in layer["name"]}
    return {
        name
        for states, _ in layers
        for region_id, name in zip(states["region_id"], states["name"], strict=True)
        if "-" in region_id and fold(name) in countries
    }


def _row_words(row: dict[str, Cell], names: dict[str, str]) -> str:
    """Return the words of one row; ``names`` has the name of each country and area."""
    reason, country = row["join_method"], names[row["country"]]
    if reason in NO_POINT:
        area = row["state_name"] or row["sea_name"] or country or names[row["area_id"]]
        if area:
            dispute = dispute_words(row["state_id"])
            words = f"known only to {_with_article(area, row['sea_name'])}"
            return f"{words}; {dispute}" if dispute else words
        hidden = row["theatre"] == "not_disclosed"
        return "sea not disclosed" if hidden else "place not reported"
    if reason == "outside":
        told = names[row["reported_region"]] or row["reported_country"]
        return f"in {told}, as reported; {ON_NO_LAND}" if told else OUTSIDE_WORDS
    words = _placed_words(row, country, reason)
    dispute = dispute_words(row["state_id"])
    return f"{words}; {dispute}" if dispute else words


def _placed_words(row: dict[str, Cell], country: str, reason: str) -> str:
    if reason == "reported":
        region = row["state_name"] or row["sea_name"] or country
        return _reported_words(row, region or row["reported_region"])
    return _land_words(row) if reason in ON_LAND else _sea_words(row)


def _reported_words(row: dict[str, Cell], region: str) -> str:
    lies_in = row["nearest_state_name"] if row["distance_nm"] == 0 else ""
    if row["state_id"] and lies_in and row["nearest_state_id"] != row["state_id"]:
        return f"in {region}, as reported; as drawn its point lies in {lies_in}"
    return f"in {region}, as reported"


def _land_words(row: dict[str, Cell]) -> str:
    words = f"in {row['state_name']}"
    if row["join_method"] == "coast":
        kilometers = _number(row["distance_nm"] * KM_PER_NM)
        words += f": at the coast, {kilometers} km off it as drawn"
    elif row["other_state_name"]:
        words = f"as drawn {words}"
    if row["state_sure"]:
        return words
    circle, other = _circle(row), row["other_state_name"]
    if not other:
        return f"{words}; how exactly is not reported"
    if not circle:
        return f"{words}, on its border with {other}"
    return f"{words}; {circle} could also be in {other}"


def _sea_words(row: dict[str, Cell]) -> str:
    words = f"{_both_units(row['distance_nm'])} off {row['nearest_state_name']}"
    words += " as drawn"
    if row["join_method"] == "territorial":
        words += ", within 12 NM"
    if not (circle := _circle(row)):
        return f"{words}; how exactly is not reported"
    low, high = row["distance_low_nm"], row["distance_high_nm"]
    return f"{words}; {circle} allows {_both_units(low, high)}"


def _both_units(*miles: float) -> str:
    """Return "44 km (24 NM)" of nautical miles, or a range: "0–154 km (0–83 NM)"."""
    nautical = "–".join(_number(each) for each in miles)
    metric = "–".join(_number(each * KM_PER_NM) for each in miles)
    return f"{metric} km ({nautical} NM)"


def _circle(row: dict[str, Cell]) -> str:
    return "" if row["radius_km"] == "" else f"±{row['radius_km']:,g} km"


def _number(value: float) -> str:
    """Return "0.3", "11.9", "24": tenths count below 20, where 12 NM is decided."""
    return f"{value:.1f}".removesuffix(".0") if value < 19.95 else f"{value:,.0f}"


def _with_article(area: str, sea: str) -> str:
    return f"the {area}" if area == sea and not area.startswith("Lake") else area


def layers_end_words(box: tuple[float, float, float, float]) -> str:
    """Return where seas, zones and distances end; ``box`` is west, south, east, north.

    For a page with rows outside the box; see :func:`outside_words` for how many.
    """
    west, south, east, north = box
    edges = [
        f"{_whole_degrees(west, 'EW')} to {_whole_degrees(east, 'EW')}",
        f"{_whole_degrees(south, 'NS')} to {_whole_degrees(north, 'NS')}",
    ]
    return (
        f"Seas, maritime zones and distances are known from {' and '.join(edges)}. "
        "Outside, a row has its state and country; on no land of our layers, neither."
    )


def outside_words(located: pd.DataFrame, regions: Regions) -> str:
    """Return how many rows lie outside the box, on land and off it; blank for none."""
    *_, own = own_points(located, regions.box)
    beyond = ~own & ~located["join_method"].isin(NO_POINT)
    land = int((beyond & located["join_method"].isin([*ON_LAND, "reported"])).sum())
    off = int(beyond.sum()) - land
    counts = [
        f"{count_of(number, 'row')} {where}"
        for number, where in ((land, "on land"), (off, "off land"))
        if number
    ]
    return f"{' and '.join(counts)} outside the box of the layers" if counts else ""


def _whole_degrees(value: float, signs: str) -> str:
    letter = "" if value == 0 else f" {signs[0] if value > 0 else signs[1]}"
    return f"{abs(value):g}°{letter}"


def distance_to_region_words(row: Any, name: str) -> str:
    """Return "44 km (24 NM) off Sucre, between 0 and 154 km"; blank without a distance.

    ``row`` has the columns of :class:`dashboard.geo.region_answers.Answers`, in
    nautical miles; ``name`` is that of the region.
    """
    if is_blank(row.region_nm):
        return ""
    if row.join_method == "reported":
        return row.where_words
    if row.region_nm == 0:
        return f"in {name}"
    where = f"{in_both_units(row.region_nm)} off {name}"
    if is_blank(row.region_high_nm):
        return where
    return f"{where}, {between_kilometers(row.region_low_nm, row.region_high_nm)}"


def side_of_line_words(miles: float, radius: float) -> str:
    """Return on which side of the 12 NM line a point lies, and whether that is sure.

    ``miles`` are nautical miles from the coast; the line itself is inside.
    """
    if is_blank(miles):
        return ""
    side, other = "inside", "outside"
    if miles > TERRITORIAL_NM:
        side, other = other, side
    sure = abs(miles - TERRITORIAL_NM) > radius
    return f"{side} as drawn" + ("" if sure else f"; {other} cannot be ruled out")


def coordinate_words(latitude: float, longitude: float) -> str:
    """Return "10.600°, -63.200° (10°36.0′ N, 63°12.0′ W)"."""
    return (
        f"{latitude:.3f}°, {longitude:.3f}° "
        f"({_minutes(latitude, 'NS')}, {_minutes(longitude, 'EW')})"
    )


def _minutes(value: float, signs: str) -> str:
    tenths = round(abs(value) * 600)
    degrees, rest = divmod(tenths, 600)
    return f"{degrees}°{rest / 10:04.1f}′ {signs[0] if value >= 0 else signs[1]}"
