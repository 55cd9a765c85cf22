"""Find the region of our layers that another table means by a name or a point."""

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.geo.regions import Regions
from dashboard.importers.cells import each_text
from dashboard.importers.format import key

_WORDS = json.loads(
    (Path(__file__).parent / "area_names.json").read_text(encoding="utf-8")
)
UNIT_WORDS = frozenset(key(word) for word in _WORDS["unit_words"])
"""Words around the name of a unit: "Guerrero state", "Departamento de La Paz"."""
COUNTRIES = {key(name): code for name, code in _WORDS["countries"].items()}
"""What tables call countries, where it is not the name that our layers have."""
CODES = _WORDS["codes"]
"""ISO 3166-1 alpha-3 to alpha-2."""
STATES = {
    (country, key(name)): region_id
    for country, names in _WORDS["states"].items()
    for name, region_id in names.items()
}
"""Other names of states, where a table has not the one of our layers."""
BETWEEN = "\0"
"""Between country and state where both are looked up as one text."""


class RegionNames(NamedTuple):
    """The ids of our regions by their names as they are compared."""

    countries: dict[str, str]
    states: dict[tuple[str, str], str]
    seas: dict[str, str]
    ids: frozenset[str]


@lru_cache(maxsize=4)
def region_names(regions: Regions) -> RegionNames:
    """Return the names of all regions, in English and Spanish."""
    countries: dict[str, str] = {}
    states: dict[tuple[str, str], str] = {}
    seas: dict[str, str] = {}
    columns = regions.catalog[["name", "name_es", "kind", "country_id"]]
    for region_id, *names, kind, country in columns.itertuples(name=None):
        for name in {key(str(each)) for each in names if isinstance(each, str)} - {""}:
            if kind == "country" or region_id == country:
                countries.setdefault(name, region_id)
            if kind == "state":
                states.setdefault((country, name), region_id)
            if kind in ("sea", "basin"):
                seas.setdefault(name, region_id)
    return RegionNames(countries, states, seas, frozenset(regions.catalog.index))


def country_ids(column: pd.Series, names: RegionNames) -> pd.Series:
    """Return the alpha-2 code of each country's name or code, blank if unknown."""
    return each_text(column, lambda cell: country_id(cell, names))


def country_id(cell: str, names: RegionNames) -> str:
    """Return the alpha-2 code of a country, blank if our layers do not have it."""
    code = CODES.get(cell.strip(), cell.strip())
    if code in names.ids and len(code) == 2:
        return code
    name, _, rest = cell.partition("(")
    for each in map(key, (cell, name, rest.rstrip(") "))):
        if found := names.countries.get(each) or COUNTRIES.get(each, ""):
            return found if found in names.ids else ""
    return ""


def state_ids(state: pd.Series, country: pd.Series, names: RegionNames) -> pd.Series:
    """Return the id of each state's name within its country, blank if unknown."""
    both = country_ids(country, names) + BETWEEN + state

    def answer(cell: str) -> str:
        of_country, _, name = cell.partition(BETWEEN)
        return _state_id(name, of_country, names)

    return each_text(both, answer)


def _state_id(state: str, country: str, names: RegionNames) -> str:
    if state.strip() in names.ids and "-" in state:
        return state.strip()
    words = key(state).split()
    while words:
        at = country, " ".join(words)
        found = names.states.get(at) or STATES.get(at, "")
        if found in names.ids:
            return found
        if words[-1] in UNIT_WORDS:
            words.pop()
        elif words[0] in UNIT_WORDS:
            words.pop(0)
        else:
            return ""
    return ""


def named_seas(texts: list[pd.Series], names: RegionNames) -> pd.Series:
    """Return the sea that one of several texts names, the first text first."""
    found = pd.Series("", index=texts[0].index, dtype="str")
    for text in texts:
        seas = each_text(text, lambda cell: _sea_id(cell, names))
        found = found.mask(found.eq(""), seas)
    return found


def _sea_id(cell: str, names: RegionNames) -> str:
    for part in (cell, *cell.split(" - "), *cell.split(",")):
        if found := names.seas.get(key(part)):
            return found
    return ""


def seas_of_points(x: np.ndarray, y: np.ndarray, regions: Regions) -> np.ndarray:
    """Return the id of the sea of each point, blank where there is none."""
    ids = np.append(regions.seas["region_id"].to_numpy(object), "")
    return ids[regions.sea_index.find(x, y)]


def countries_of_points(x: np.ndarray, y: np.ndarray, regions: Regions) -> np.ndarray:
    """Return the country of each point on land, blank elsewhere."""
    ids = np.append(regions.states["country_id"].to_numpy(object), "")
    return ids[regions.borders.index.find(x, y)]


def country_in(heading: str, names: RegionNames) -> str:
    """Return the name of the country that a heading names last, or a blank.

    "PUERTO LIMON ANCHORAGE, COSTA RICA" is in Costa Rica; a heading with none says
    nothing.
    """
    parts = [key(part) for part in heading.replace(".", ",").split(",")]
    for part in reversed(parts):
        if country_id(part, names):
            return part.title()
    words = f" {key(heading)} "
    fitting = [name for name in names.countries if f" {name} " in words]
    return max(fitting, key=len).title() if len(fitting) == 1 else ""
