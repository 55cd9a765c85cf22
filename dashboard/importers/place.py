"""How well a place is known: codes of other tables as our precision, radius and area.

What is known only to a state, a country or a sea is an area and never a point. Where
our layers do not have the unit, a circle stands for it, as wide as the format says.
"""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.checks.finding import NOTE, WARNING, Finding
from dashboard.geo.regions import OUTSIDE, Regions
from dashboard.importers.areas import (
    countries_of_points,
    country_ids,
    named_seas,
    seas_of_points,
    state_ids,
)
from dashboard.importers.columns import Columns, plain_codes
from dashboard.importers.doubts import are_zero, points, warn
from dashboard.importers.format import Format
from dashboard.text.words import count_of

VAGUE = "the point is treated as approximate, with no radius"
WHOLE_COUNTRY = "assumed to be known to the country only"


class Place(NamedTuple):
    """What the rules of places work on: our columns so far, the file's, the layers."""

    ours: pd.DataFrame
    columns: Columns
    form: Format
    regions: Regions


def apply_place(place: Place) -> list[Finding]:
    """Fill ``geo_precision``, ``radius_km`` and ``area_id``; say what was assumed."""
    rules = place.form.place
    if not rules:
        return []
    found = _blank_zeros(place) if rules.get("zero_is_no_place") else []
    level = _levels(place)
    for code, entry in rules["levels"].items():
        rows = level.eq(code).fillna(False).astype(bool)
        if rows.any():
            found += filter(None, _apply_level(place, code, entry, rows))
    found += _apply_no_level(place, level)
    if "at_sea" in rules:
        found += _find_on_land(place, rules["at_sea"])
    return found


def _levels(place: Place) -> pd.Series:
    """Return the level of each row; NA where it has neither a code nor a point."""
    rules, ours = place.form.place, place.ours
    if name := place.columns.find(tuple(rules.get("code", ()))):
        level = plain_codes(place.columns.own[name])
        return level.mask(level.eq(""))
    has_point = ours["latitude"].ne("") & ours["longitude"].ne("")
    level = pd.Series("", index=ours.index, dtype="str")
    for test in rules.get("tests", ()):
        level = level.mask(_passes(test, place), test["level"])
    return level.where(has_point)


def _passes(test: dict, place: Place) -> pd.Series:
    if test.get("whole_degrees"):
        whole = [
            place.ours[name].str.fullmatch(r"-?[0-9]+(\.0*)?")
            for name in ("latitude", "longitude")
        ]
        return whole[0] & whole[1]
    return place.columns.cells((test["column"],)).str.contains(test["words"])


def _apply_no_level(place: Place, level: pd.Series) -> list[Finding]:
    """Take points without a known code for approximate ones, and warn of each."""
    rules, ours = place.form.place, place.ours
    rows = ours["latitude"].ne("") & ~level.isin(rules["levels"])
    if not rows.any():
        return []
    ours.loc[rows, "geo_precision"] = "2"
    name = place.columns.find(tuple(rules.get("code", ())))
    if not name:
        column = rules.get("code", ("geo_precision",))[0]
        message = f"the file has no column {column}: {VAGUE}; {_rows(rows.sum())}"
        return [Finding(None, "geo_precision", "", message, WARNING)]
    return warn(
        level.fillna("").where(rows), name, f"is no code of this format: {VAGUE}"
    )


def _apply_level(
    place: Place, code: str, entry: dict, rows: pd.Series
) -> list[Finding | None]:
    ours, wanted = place.ours, entry.get("areas", ())
    if not wanted:
        placed = rows & ours["latitude"].ne("")
        ours.loc[placed, "geo_precision"] = str(entry["geo_precision"])
        radius = entry.get("radius_km")
        ours.loc[placed, "radius_km"] = "" if radius is None else f"{radius:g}"
        off = f"that may be {radius:g} km off" if radius else "without a radius"
        return [_note(place, code, entry, f"taken as a place {off}", placed)]
    area, kinds = _areas(place, wanted, rows)
    named = area.ne("")
    ours.loc[area.index[named], "geo_precision"] = "3"
    ours.loc[area.index[named], "area_id"] = area[named]
    rest = area.index[~named]
    found = [_note(place, code, entry, "taken as an area, with no point", rows, named)]
    if wanted[0] == "state":
        found += _say_whole_countries(place, kinds.index[kinds.eq("country")])
    if text := entry.get("else_area"):
        ours.loc[rest, "geo_precision"] = "3"
        ours.loc[rest, "area_id"] = _named_outside(place, text, rest)
        how = "taken as an area that our layers do not have, with no point"
    else:
        at = rest[ours.loc[rest, "latitude"].ne("")]
        ours.loc[at, "geo_precision"] = "2"
        ours.loc[at, "radius_km"] = f"{entry['else_radius_km']:g}"
        how = (
            "whose unit our layers do not have: taken as within "
            f"{entry['else_radius_km']:g} km of the point"
        )
    return [*found, _note(place, code, entry, how, rows, ~named)]


def _areas(
    place: Place, wanted: list[str], rows: pd.Series
) -> tuple[pd.Series, pd.Series]:
    """Return the region of each of some rows, and the kind that was found first."""
    area = pd.Series("", index=place.ours.index[rows], dtype="str")
    kinds = area.copy()
    for kind in wanted:
        rest = area.index[area.eq("")]
        if len(rest):
            area[rest] = np.asarray(_area_of_kind(place, kind, rest), dtype=object)
            kinds[rest] = np.where(area[rest].ne(""), kind, "")
    return area, kinds


def _say_whole_countries(place: Place, rows: pd.Index) -> list[Finding]:
    """Say, with a warning and in ``geo_note``, for which states a country stands."""
    ours, reported = place.ours, place.form.reported
    name = place.columns.find(tuple(reported.get("state", ())))
    state = place.columns.cells((name,) if name else ())[rows]
    before = ours.loc[rows, "geo_note"]
    words = state.map(lambda each: f"{_of_state(each)}: {WHOLE_COUNTRY}").astype("str")
    ours.loc[rows, "geo_note"] = before.mask(before.ne(""), before + "; ") + words
    found = []
    pairs = pd.DataFrame({"state": state, "area": ours.loc[rows, "area_id"]})
    for (each, area), number in pairs.value_counts(sort=False).items():
        country = place.regions.name(area)
        message = (
            f"{_of_state(each)}: the whole country, {country}, stands for it, as an "
            f"area; {_rows(number)}"
        )
        found.append(Finding(None, name or "area_id", each, message, WARNING))
    return found


def _of_state(state: str) -> str:
    return "our layers have no state of this name" if state else "no state is named"


def _area_of_kind(place: Place, kind: str, rows: pd.Index) -> pd.Series | np.ndarray:
    regions = place.regions
    reported = place.form.reported
    country = place.columns.cells(tuple(reported.get("country", ())))[rows]
    if kind == "country":
        return country_ids(country, regions)
    if kind == "state":
        state = place.columns.cells(tuple(reported.get("state", ())))[rows]
        return state_ids(state, country, regions)
    if kind == "named_sea":
        texts = [
            place.columns.cells((each,))[rows] for each in place.form.place["names"]
        ]
        return named_seas(texts, regions)
    x, y = points(place.ours.loc[rows])
    find = seas_of_points if kind == "sea" else countries_of_points
    return find(x, y, regions)


def _named_outside(place: Place, text: str, rows: pd.Index) -> pd.Series:
    """Return the ``outside:`` id of each row: a text with the file's cells in it.

    ``{subregion|subreg|sea}`` is the first of these columns with a cell; the last of
    several words stands for itself where there is none.
    """
    area = pd.Series(f"{OUTSIDE} {text}", index=rows, dtype="str")
    for slot in re.findall(r"\{([\w|]+)\}", text):
        names = slot.split("|")
        cells = pd.Series("", index=rows, dtype="str")
        for name in names:
            more = place.columns.cells((name,))[rows]
            cells = cells.mask(cells.eq(""), more)
        if len(names) > 1:
            cells = cells.mask(cells.eq(""), names[-1])
        area = pd.Series(
            [
                words.replace(f"{{{slot}}}", cell)
                for words, cell in zip(area, cells, strict=True)
            ],
            index=rows,
            dtype="str",
        )
    return area.str.strip()


def _blank_zeros(place: Place) -> list[Finding]:
    ours = place.ours
    zero = are_zero(ours)
    ours.loc[zero, ["latitude", "longitude"]] = ""
    message = "0, 0 stands for no place in this format: the row has none"
    value = pd.Series("0, 0", index=ours.index).where(zero)
    return warn(value, "latitude", message)


def _find_on_land(place: Place, message: str) -> list[Finding]:
    x, y = points(place.ours)
    at = np.flatnonzero(np.isfinite(x) & np.isfinite(y) & (np.abs(y) <= 90))
    land = np.zeros(len(x), bool)
    land[at] = countries_of_points(x[at], y[at], place.regions) != ""
    point = place.ours["latitude"] + ", " + place.ours["longitude"]
    return warn(point.where(land), "latitude", message)


def _note(
    place: Place,
    code: str,
    entry: dict,
    how: str,
    rows: pd.Series,
    some: pd.Series | None = None,
) -> Finding | None:
    """Return what was assumed for a level, None where no row is concerned."""
    number = int(rows.sum() if some is None else some.sum())
    if not number:
        return None
    name = place.columns.find(tuple(place.form.place.get("code", ())))
    what = f"{name} {code} ({entry['means']})" if name else entry["means"]
    value = code if name else ""
    message = f"{what}: {how}; {_rows(number)}"
    return Finding(None, "geo_precision", value, message, NOTE)


def _rows(number: int) -> str:
    return count_of(int(number), "row")
