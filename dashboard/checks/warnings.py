"""Warnings: what may be a mistake in a table and needs a person to look at it.

A warning never changes a row and never ends a command with an error.
"""

import re

import numpy as np
import pandas as pd

from dashboard.checks.finding import WARNING, Finding
from dashboard.checks.near_duplicates import MOST_PAIRS, find_near_duplicates
from dashboard.geo.locate import locate
from dashboard.geo.regions import Regions
from dashboard.table.dictionary import Dictionary
from dashboard.text.escape import INVISIBLE
from dashboard.text.language import N_, gettext

NO_REGION = N_("no region of the layers")
UNREADABLE_WORDS = N_("holds invisible characters, tabs or line breaks")
UNREADABLE = re.compile(f"[\\n\\r\\t{INVISIBLE}]")


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
        *_find_vague_places(incidents),
        *_find_odd_tolls(incidents),
        *_find_odd_dates(incidents, dictionary),
        *_find_unreadable_text(incidents, dictionary),
        *_find_repeated_rows(incidents),
    ]
    columns = {column for _, column, _ in found}
    cells = {name: incidents[name].astype(object).tolist() for name in columns}
    findings = [
        Finding(None, column, "", message, WARNING)
        if row is None
        else Finding(lines[row], column, _text(cells[column][row]), message, WARNING)
        for row, column, message in found
    ]
    return sorted(findings, key=lambda finding: finding.line or float("inf"))


def _find_misplaced(incidents, dictionary):
    """Points outside their theatre; says where a swap or a sign would put it right."""
    latitude = incidents["latitude"].to_numpy(float)
    longitude = incidents["longitude"].to_numpy(float)
    for name, code in dictionary.fields["theatre"].codes.items():
        if code.bounds is None:
            continue
        placed = incidents["theatre"].eq(name) & incidents["latitude"].notna()
        outside = _true(placed) & ~_holds(code.bounds, latitude, longitude)
        for row in np.flatnonzero(outside):
            yield row, *_misplaced_words(code, latitude[row], longitude[row])


def _misplaced_words(code, lat: float, lon: float) -> tuple[str, str]:
    """Return the column that is likely wrong, and the message."""
    theatre = code.label
    if _holds(code.bounds, lon, lat):
        return "latitude", gettext(
            "the point lies outside the theatre {theatre}; with latitude and longitude "
            "swapped it would lie inside",
            theatre=theatre,
        )
    if _holds(code.bounds, lat, -lon):
        return "longitude", gettext(
            "the point lies outside the theatre {theatre}; with longitude {degrees} "
            "(sign lost) it would lie inside",
            theatre=theatre,
            degrees=format(-lon, "g"),
        )
    if _holds(code.bounds, -lat, lon):
        return "longitude", gettext(
            "the point lies outside the theatre {theatre}; with latitude {degrees} "
            "(sign lost) it would lie inside",
            theatre=theatre,
            degrees=format(-lat, "g"),
        )
    return "longitude", gettext(
        "the point lies outside the theatre {theatre}", theatre=theatre
    )


def _holds(bounds, lat, lon):
    """Return whether bounds hold a point, or which of many; the edge counts."""
    west, south, east, north = bounds
    return (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)


def _find_disagreeing_regions(incidents, regions):
    """Rows whose report names one region while their point lies in another."""
    own = incidents["geo_precision"].isin([1, 2]) & incidents["reported_region"].ne("")
    rows = np.flatnonzero(_true(own))
    by_point = locate(incidents.iloc[rows].assign(reported_region=""), regions)
    named = incidents["reported_region"].iloc[rows]
    differs = by_point["state_id"].ne(named) & by_point["country"].ne(named)
    places = by_point.loc[differs, ["state_name", "sea_name"]]
    for row, state, sea in zip(rows[differs], *places.T.to_numpy(), strict=True):
        yield (
            row,
            "reported_region",
            gettext(
                "the report names it, the point lies in {region}; the report wins, and "
                "notes should say why they differ",
                region=state or sea or gettext(NO_REGION),
            ),
        )


def _find_vague_places(incidents):
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
            gettext("blank, though geo_precision says that a place is known"),
        ),
        (
            "radius_km",
            shapeless,
            gettext("blank, so nobody knows how far off the point may be"),
        ),
        (
            "area_id",
            nameless,
            gettext("blank, though geo_precision says that an area is known"),
        ),
        (
            "area_id",
            named,
            gettext("only a row with geo_precision 3 stands for an area"),
        ),
    ):
        yield from ((row, column, message) for row in np.flatnonzero(_true(rows)))


def _find_odd_tolls(incidents):
    """Tolls that do not add up, and parts that repeat or leave their incident."""
    lost = incidents["deaths_low"] + incidents["missing"] > incidents["deaths_best"]
    for row in np.flatnonzero(_true(lost)):
        yield row, "missing", gettext("with deaths_low it is more than deaths_best")
    whole = incidents.drop_duplicates("incident_id").set_index("incident_id")
    found = whole.index.get_indexer(incidents["parent_id"])
    parts = np.flatnonzero(found >= 0)
    part, whole = incidents.iloc[parts], whole.iloc[found[parts]]
    campaign = whole["campaign"].to_numpy(object)
    other = part["campaign"].to_numpy(object) != campaign
    for row, name in zip(parts[other], campaign[other], strict=True):
        yield row, "campaign", gettext("its incident has {campaign}", campaign=name)
    toll = part["deaths_best"]
    repeats = toll.gt(0) & toll.eq(whole["deaths_best"].set_axis(part.index))
    for row in parts[_true(repeats)]:
        yield (
            row,
            "deaths_best",
            gettext("is the same toll as that of its incident, and is added to it"),
        )


def _find_odd_dates(incidents, dictionary):
    """Ids out of step with their date, and dates that the table does not cover."""
    first = pd.Timestamp(dictionary.coverage_start)
    last = pd.Timestamp(dictionary.coverage_end)
    date = incidents["date"]
    known = date.notna().to_numpy()
    day = np.datetime_as_string(date.to_numpy("datetime64[D]"))
    in_id = incidents["incident_id"].str.extract(r"(\d{4}-\d{2}-\d{2})")[0]
    differs = in_id.notna().to_numpy() & known & (in_id.to_numpy(object) != day)
    for row in np.flatnonzero(differs):
        words = gettext("names another day than date, {day}", day=str(day[row]))
        yield row, "incident_id", words
    if pd.isna(first) or pd.isna(last):  # nothing is claimed of the period
        return
    for row in np.flatnonzero(known & ~date.between(first, last).to_numpy()):
        yield (
            row,
            "date",
            gettext(
                "lies outside the period that the table covers, {first} to {last} "
                "(coverage_start, coverage_end in datapackage.json)",
                first=str(first.date()),
                last=str(last.date()),
            ),
        )


def _find_unreadable_text(incidents, dictionary):
    """Text with characters that nobody can see, or with line breaks."""
    for name, field in dictionary.fields.items():
        if field.type != "string" or field.codes:
            continue
        cells = incidents[name].tolist()
        if not pd.api.types.is_string_dtype(incidents[name]):  # blank in every row
            continue
        # One search of the whole column is enough for nearly every table.
        if not UNREADABLE.search(" ".join(cells)):
            continue
        for row, cell in enumerate(cells):
            if UNREADABLE.search(cell):
                yield row, name, gettext(UNREADABLE_WORDS)


def _find_repeated_rows(incidents):
    """Rows that may be one incident told twice, unless notes say otherwise."""
    pairs, more = find_near_duplicates(incidents)
    for first, row in pairs:
        known = incidents["incident_id"].iloc[first]
        yield (
            row,
            "incident_id",
            gettext(
                "may be {incident} told twice; if they are two, the notes of each "
                "should name the other",
                incident=known,
            ),
        )
    if more:
        yield (
            None,
            "incident_id",
            gettext(
                "more rows may be told twice; {pairs} pairs are listed",
                pairs=MOST_PAIRS,
            ),
        )


def _true(mask: pd.Series) -> np.ndarray:
    return mask.fillna(False).to_numpy(dtype=bool)


def _text(value) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:g}" if isinstance(value, float) else str(value)
