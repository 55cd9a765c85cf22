"""Warnings: what may be a mistake in a table and needs a person to look at it.

A warning never changes a row and never ends a command with an error.
"""

import re

import numpy as np
import pandas as pd

from dashboard.checks.near_duplicates import MOST_ASKED, find_near_duplicates
from dashboard.checks.problems import WARNING, Finding
from dashboard.geo.locate import locate
from dashboard.geo.regions import Regions
from dashboard.table.dictionary import Dictionary
from dashboard.text.escape import UNSEEN
from dashboard.text.words import count_of

MOST_PAIRS = 200
"""Near duplicates that are listed; a table with more has a problem of another kind."""


def find_warnings(
    incidents: pd.DataFrame, lines: list[int], dictionary: Dictionary, regions: Regions
) -> list[Finding]:
    """Return every doubt about a typed table without problems, by line.

    ``lines`` holds the line of the file for each row. What concerns no single row has
    no line and comes last.
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
    findings = [
        Finding(None, column, "", message, WARNING)
        if row is None
        else Finding(
            lines[row], column, _text(incidents, row, column), message, WARNING
        )
        for row, column, message in found
    ]
    return sorted(findings, key=lambda finding: finding.line or float("inf"))


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
    part = np.flatnonzero(incidents["parent_id"].isin(parents.index))
    parent = parents.loc[incidents["parent_id"].iloc[part], ["campaign", "deaths_best"]]
    campaign = incidents["campaign"].iloc[part].astype(object).to_numpy()
    own = incidents["deaths_best"].iloc[part].to_numpy("float64", na_value=np.nan)
    whole = parent["deaths_best"].to_numpy("float64", na_value=np.nan)
    named = parent["campaign"].astype(object).to_numpy()
    for row, code, code_of_parent, toll, toll_of_parent in zip(
        part, campaign, named, own, whole, strict=True
    ):
        if code != code_of_parent and not (pd.isna(code) and pd.isna(code_of_parent)):
            yield row, "campaign", f"its incident has {code_of_parent}"
        if toll > 0 and toll == toll_of_parent:
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
    """Rows that may be one incident told twice, unless notes say otherwise."""
    pairs, unfinished = find_near_duplicates(incidents)
    for first, row in pairs[:MOST_PAIRS]:
        known = incidents["incident_id"].iloc[first]
        yield (
            row,
            "incident_id",
            f"may be {known} told twice; if they are two, the notes of "
            "each should name the other",
        )
    if (more := len(pairs) - MOST_PAIRS) > 0:
        yield None, "incident_id", f"{count_of(more, 'more row')} may be told twice"
    if unfinished:
        yield (
            None,
            "incident_id",
            f"{count_of(unfinished, 'row')} with more than {MOST_ASKED} neighbors of "
            "the same toll: not all of them were compared",
        )


def _true(mask: pd.Series) -> np.ndarray:
    return mask.fillna(False).to_numpy(dtype=bool)


def _text(incidents, row: int, column: str) -> str:
    value = incidents[column].iloc[row]
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:g}" if isinstance(value, float) else str(value)
