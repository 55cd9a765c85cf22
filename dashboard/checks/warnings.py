"""Warnings: what may be a mistake in a table and needs a person to look at it.

A warning never changes a row and never ends a command with an error.
"""

import re

import numpy as np
import pandas as pd

from dashboard.checks.problems import WARNING, Finding
from dashboard.geo.locate import locate
from dashboard.geo.regions import Regions
from dashboard.table.dictionary import Dictionary
from dashboard.text.escape import UNSEEN

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG); near duplicates need no ellipsoid."""
NEAR_KM, NEAR_DAYS = 50.0, 3
TOLL = ["deaths_low", "deaths_best", "deaths_high"]
MOST_PAIRS = 200
"""Near duplicates that are listed; a table with more has a problem of another kind."""


def find_warnings(
    incidents: pd.DataFrame, lines: list[int], dictionary: Dictionary, regions: Regions
) -> list[Finding]:
    """Return every doubt about a typed table without problems, by line.

    ``lines`` holds the line of the file for each row.
    """
    found = [
        *_find_misplaced(incidents, dictionary),
        *_find_disagreeing_regions(incidents, regions),
        *_find_half_told_places(incidents),
        *_find_odd_tolls(incidents),
        *_find_odd_dates(incidents, dictionary),
        *_find_unreadable_text(incidents, dictionary),
        *_find_near_duplicates(incidents),
    ]
    return sorted(
        (
            Finding(lines[row], column, _text(incidents, row, column), message, WARNING)
            for row, column, message in found
        ),
        key=lambda each: each.line,
    )


def _find_misplaced(incidents, dictionary):
    """Points outside their theatre; says where a swap or a sign would put it right."""
    codes = dictionary.fields["theatre"].codes
    for row, (theatre, lat, lon) in enumerate(
        incidents[["theatre", "latitude", "longitude"]].itertuples(index=False)
    ):
        bounds = codes[theatre].bounds if theatre in codes else None
        if bounds is None or np.isnan(lat) or _holds(bounds, lat, lon):
            continue
        label = codes[theatre].label
        message = f"the point lies outside the theatre {label}"
        if _holds(bounds, lon, lat):
            message += "; with latitude and longitude swapped it would lie inside"
        elif _holds(bounds, lat, -lon):
            message += f"; with longitude {-lon:g} (sign lost) it would lie inside"
        elif _holds(bounds, -lat, lon):
            message += f"; with latitude {-lat:g} (sign lost) it would lie inside"
        yield row, "latitude" if "swapped" in message else "longitude", message


def _holds(bounds, lat: float, lon: float) -> bool:
    west, south, east, north = bounds
    return west <= lon <= east and south <= lat <= north


def _find_disagreeing_regions(incidents, regions):
    """Rows whose report names one region while their point lies in another."""
    own = incidents["geo_precision"].isin([1, 2]) & incidents["reported_region"].ne("")
    by_point = locate(incidents[own].assign(reported_region=""), regions)
    for row, place in zip(np.flatnonzero(own), by_point.itertuples(), strict=True):
        named = incidents["reported_region"].iloc[row]
        if named in (place.state_id, place.country):
            continue
        there = place.state_name or place.sea_name or "no region of the layers"
        yield (
            row,
            "reported_region",
            f"the report names it, the point lies in {there}; the report wins, "
            "and notes should say why they differ",
        )


def _find_half_told_places(incidents):
    """Rows whose columns about the place do not fit their precision."""
    own = incidents["geo_precision"].isin([1, 2])
    pointless = own & incidents["latitude"].isna()
    shapeless = own & incidents["radius_km"].isna()
    nameless = (
        incidents["geo_precision"].eq(3)
        & incidents["area_id"].eq("")
        & incidents["theatre"].ne("not_disclosed")
    )
    named = own & incidents["area_id"].ne("")
    for column, rows, message in (
        (
            "latitude",
            pointless,
            "blank, though geo_precision says that a place is known",
        ),
        ("radius_km", shapeless, "blank, so nobody knows how far off the point may be"),
        ("area_id", nameless, "blank, though geo_precision says that an area is known"),
        ("area_id", named, "only a row with geo_precision 3 stands for an area"),
    ):
        yield from ((row, column, message) for row in np.flatnonzero(_true(rows)))


def _find_odd_tolls(incidents):
    """Tolls that do not add up, and parts that repeat or leave their incident."""
    lost = incidents["deaths_low"] + incidents["missing"] > incidents["deaths_best"]
    for row in np.flatnonzero(_true(lost)):
        yield row, "missing", "with deaths_low it is more than deaths_best"
    parents = incidents.drop_duplicates("incident_id").set_index("incident_id")
    for row, part in enumerate(incidents.itertuples(index=False)):
        if not part.parent_id or part.parent_id not in parents.index:
            continue
        parent = parents.loc[part.parent_id]
        if part.campaign != parent["campaign"]:
            yield row, "campaign", f"its incident has {parent['campaign']}"
        toll, whole = part.deaths_best, parent["deaths_best"]
        if not pd.isna(toll) and toll > 0 and not pd.isna(whole) and toll == whole:
            yield (
                row,
                "deaths_best",
                "repeats the toll of its incident; it is added to it",
            )


def _find_odd_dates(incidents, dictionary):
    """Ids out of step with their date, and dates that the table does not cover."""
    first = pd.Timestamp(dictionary.coverage_start)
    last = pd.Timestamp(dictionary.coverage_end)
    for row, (name, day) in enumerate(
        zip(incidents["incident_id"], incidents["date"], strict=True)
    ):
        in_id = re.search(r"\d{4}-\d{2}-\d{2}", name)
        if in_id and not pd.isna(day) and in_id.group() != f"{day:%Y-%m-%d}":
            yield row, "incident_id", f"names another day than date, {day:%Y-%m-%d}"
        if not pd.isna(day) and not first <= day <= last:
            yield (
                row,
                "date",
                f"lies outside the period that the table covers, {first:%Y-%m-%d} "
                f"to {last:%Y-%m-%d} (coverage_start, coverage_end in datapackage.json)",
            )


def _find_unreadable_text(incidents, dictionary):
    """Text with characters that nobody can see, or with line breaks."""
    for name, field in dictionary.fields.items():
        if field.type != "string" or field.codes:
            continue
        bad = incidents[name].map(lambda cell: bool(UNSEEN.search(cell)))
        broken = incidents[name].str.contains(r"[\n\r\t]", regex=True)
        for row in np.flatnonzero(_true(bad) | _true(broken)):
            yield row, name, "holds invisible characters, tabs or line breaks"


def _find_near_duplicates(incidents):
    """Pairs of rows that may be one incident told twice, unless notes say otherwise."""
    pairs = [*_near_points(incidents), *_same_areas(incidents)]
    for one, other in sorted(set(pairs))[:MOST_PAIRS]:
        first, second = incidents.iloc[one], incidents.iloc[other]
        if _is_part_of(first, second) or _explained(first, second):
            continue
        yield (
            other,
            "incident_id",
            f"may be {first['incident_id']} told twice; if they are two, the notes of "
            "each should name the other",
        )


def _near_points(incidents):
    """Precision 1–2: within days and km, same toll, not two numbered strikes."""
    own = incidents["geo_precision"].isin([1, 2]) & incidents["latitude"].notna()
    rows = np.flatnonzero(_true(own & incidents["date"].notna()))
    if len(rows) < 2:
        return
    some = incidents.iloc[rows]
    lat, lon = np.radians(some["latitude"]), np.radians(some["longitude"])
    points = np.c_[np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
    chord = 2 * np.sin(NEAR_KM / EARTH_RADIUS_KM / 2)
    from scipy.spatial import cKDTree  # half a second, for tables of incidents only

    close = cKDTree(points).query_pairs(chord, output_type="ndarray")
    days = some["date"].to_numpy("datetime64[D]").astype("int64")
    close = close[np.abs(days[close[:, 0]] - days[close[:, 1]]) <= NEAR_DAYS]
    toll = some[TOLL].astype("float64").fillna(-1).to_numpy()
    strikes = some["strikes"].astype("float64").to_numpy()
    for one, other in close:
        same = (toll[one] == toll[other]).all()
        numbered = days[one] == days[other] and (strikes[[one, other]] > 0).all()
        if same and not numbered:
            yield tuple(sorted((int(rows[one]), int(rows[other]))))


def _same_areas(incidents):
    """Precision 3: the same day, area, toll and sources."""
    area = incidents["geo_precision"].eq(3) & incidents["area_id"].ne("")
    rows = np.flatnonzero(_true(area))
    keys = ["date", "area_id", *TOLL, "sources"]
    some = incidents.iloc[rows][keys].assign(row=rows)
    for _, group in some.groupby(keys, dropna=False, observed=True):
        members = group["row"].tolist()
        yield from zip(members, members[1:], strict=False)


def _is_part_of(one, other) -> bool:
    ids = {one["incident_id"], other["incident_id"]}
    shared = one["parent_id"] and one["parent_id"] == other["parent_id"]
    return bool(shared) or one["parent_id"] in ids or other["parent_id"] in ids


def _explained(one, other) -> bool:
    return one["incident_id"] in other["notes"] and other["incident_id"] in one["notes"]


def _true(mask: pd.Series) -> np.ndarray:
    return mask.fillna(False).to_numpy(dtype=bool)


def _text(incidents, row: int, column: str) -> str:
    value = incidents[column].iloc[row]
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:g}" if isinstance(value, float) else str(value)
