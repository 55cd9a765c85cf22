"""Find the region of our layers that another table means by a name or a point."""

import numpy as np
import pandas as pd

from dashboard.geo.locate import ON_LAND, find_regions
from dashboard.geo.regions import Regions
from dashboard.geo.reported_regions import find_country_id, find_state_id
from dashboard.importers.cells import each_text
from dashboard.importers.format import key

BETWEEN = "\0"
"""Between country and state where both are looked up as one text."""


def country_ids(column: pd.Series, regions: Regions) -> pd.Series:
    """Return the alpha-2 code of each country's name or code, blank if unknown."""
    return each_text(
        column, lambda cell: find_country_id(cell, regions) if cell else ""
    )


def state_ids(state: pd.Series, country: pd.Series, regions: Regions) -> pd.Series:
    """Return the id of each state's name within its country, blank if unknown."""
    both = country_ids(country, regions) + BETWEEN + state

    def answer(cell: str) -> str:
        of_country, _, name = cell.partition(BETWEEN)
        known = of_country and name
        return find_state_id(name, of_country, regions) if known else ""

    return each_text(both, answer)


def named_seas(texts: list[pd.Series], regions: Regions) -> pd.Series:
    """Return the sea that one of several texts names, the first text first."""
    known = sea_names(regions)

    def answer(cell: str) -> str:
        parts = (cell, *cell.split(" - "), *cell.split(","))
        return next((known[key(part)] for part in parts if key(part) in known), "")

    found = pd.Series("", index=texts[0].index, dtype="str")
    for text in texts:
        found = found.mask(found.eq(""), each_text(text, answer))
    return found


def sea_names(regions: Regions) -> dict[str, str]:
    """Return the id of each sea and basin by its names as they are compared."""
    names: dict[str, str] = {}
    for layer in (regions.seas, regions.basins):
        for column in ("name", "name_es"):
            pairs = zip(layer[column].fillna(""), layer["region_id"], strict=True)
            for name, region_id in pairs:
                names.setdefault(key(name), region_id)
    return names


def seas_of_points(x: np.ndarray, y: np.ndarray, regions: Regions) -> np.ndarray:
    """Return the id of the sea of each point, blank where there is none."""
    ids = np.append(regions.seas["region_id"].to_numpy(object), "")
    return ids[regions.sea_index.find(x, y)]


def countries_of_points(x: np.ndarray, y: np.ndarray, regions: Regions) -> np.ndarray:
    """Return the country of each point on land as drawn, blank elsewhere."""
    located = find_regions(pd.DataFrame({"longitude": x, "latitude": y}), regions)
    on_land = located["join_method"].isin(ON_LAND)
    return located["country"].where(on_land, "").to_numpy(object)


def country_in(heading: str, regions: Regions) -> str:
    """Return the name of the country that a heading names last, or a blank.

    "PUERTO LIMON ANCHORAGE, COSTA RICA" is in Costa Rica; a heading with none says
    nothing.
    """
    for part in reversed(heading.split(",")):
        name = key(part)
        # Two and three letters are codes of countries, and of anything else.
        if len(name) > len("ISO") and (country := find_country_id(name, regions)):
            return regions.name(country) or name.title()
    return ""
