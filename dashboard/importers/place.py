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
from dashboard.geo.reported_regions import name_in_each_language
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
from dashboard.table.patterns import matches
from dashboard.text.language import gettext, ngettext


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
    cells = place.columns.cells((test["column"],))
    return matches(cells, test["words"], whole=False)


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
        message = ngettext(
            "the file has no column {name}: the point is treated as approximate, with "
            "no radius; {count} row",
            "the file has no column {name}: the point is treated as approximate, with "
            "no radius; {count} rows",
            int(rows.sum()),
            name=column,
        )
        return [Finding(None, "geo_precision", "", message, WARNING)]
    words = gettext(
        "is no code of this format: the point is treated as approximate, with no radius"
    )
    return warn(level.fillna("").where(rows), name, words)


def _apply_level(
    place: Place, code: str, entry: dict, rows: pd.Series
) -> list[Finding | None]:
    ours, wanted = place.ours, entry.get("areas", ())
    if not wanted:
        placed = rows & ours["latitude"].ne("")
        ours.loc[placed, "geo_precision"] = str(entry["geo_precision"])
        radius = entry.get("radius_km")
        ours.loc[placed, "radius_km"] = "" if radius is None else f"{radius:g}"
        how = (
            gettext("taken as a place that may be {km} km off", km=format(radius, "g"))
            if radius
            else gettext("taken as a place without a radius")
        )
        return [_note(place, code, entry, how, placed)]
    area, kinds = _areas(place, wanted, rows)
    named = area.ne("")
    ours.loc[area.index[named], "geo_precision"] = "3"
    ours.loc[area.index[named], "area_id"] = area[named]
    rest = area.index[~named]
    how = gettext("taken as an area, with no point")
    found = [_note(place, code, entry, how, rows, named)]
    if wanted[0] == "state":
        found += _say_whole_countries(place, kinds.index[kinds.eq("country")])
    if text := entry.get("else_area"):
        ours.loc[rest, "geo_precision"] = "3"
        ours.loc[rest, "area_id"] = _named_outside(place, text, rest)
        how = gettext("taken as an area that our layers do not have, with no point")
    else:
        at = rest[ours.loc[rest, "latitude"].ne("")]
        ours.loc[at, "geo_precision"] = "2"
        ours.loc[at, "radius_km"] = f"{entry['else_radius_km']:g}"
        how = gettext(
            "whose unit our layers do not have: taken as within {km} km of the point",
            km=format(entry["else_radius_km"], "g"),
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
    words = state.map(_only_country).astype("str")
    ours.loc[rows, "geo_note"] = before.mask(before.ne(""), before + "; ") + words
    found = []
    pairs = pd.DataFrame({"state": state, "area": ours.loc[rows, "area_id"]})
    for (each, area), number in pairs.value_counts(sort=False).items():
        message = _whole_country(
            each, name_in_each_language(area, place.regions), int(number)
        )
        found.append(Finding(None, name or "area_id", each, message, WARNING))
    return found


def _only_country(state: str) -> str:
    """Return what ``geo_note`` says; a cell of the table, and so in English."""
    why = "our layers have no state of this name" if state else "no state is named"
    return f"{why}: assumed to be known to the country only"


def _whole_country(state: str, country: str, rows: int) -> str:
    if state:
        return ngettext(
            "our layers have no state of this name: the whole country, {country}, "
            "stands for it, as an area; {count} row",
            "our layers have no state of this name: the whole country, {country}, "
            "stands for it, as an area; {count} rows",
            rows,
            country=country,
        )
    return ngettext(
        "no state is named: the whole country, {country}, stands for it, as an area; "
        "{count} row",
        "no state is named: the whole country, {country}, stands for it, as an area; "
        "{count} rows",
        rows,
        country=country,
    )


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
    message = gettext("0, 0 stands for no place in this format: the row has none")
    value = pd.Series("0, 0", index=ours.index).where(zero)
    return warn(value, "latitude", message)


def _find_on_land(place: Place, message: str) -> list[Finding]:
    x, y = points(place.ours)
    at = np.flatnonzero(np.isfinite(x) & np.isfinite(y) & (np.abs(y) <= 90))
    land = np.zeros(len(x), bool)
    land[at] = countries_of_points(x[at], y[at], place.regions) != ""
    point = place.ours["latitude"] + ", " + place.ours["longitude"]
    return warn(point.where(land), "latitude", gettext(message))


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
    means = gettext(entry["means"])
    what = f"{name} {code}"
    if name:
        message = ngettext(
            "{code} ({meaning}): {taken}; {count} row",
            "{code} ({meaning}): {taken}; {count} rows",
            number,
            code=what,
            meaning=means,
            taken=how,
        )
    else:
        message = ngettext(
            "{meaning}: {taken}; {count} row",
            "{meaning}: {taken}; {count} rows",
            number,
            meaning=means,
            taken=how,
        )
    return Finding(None, "geo_precision", code if name else "", message, NOTE)
