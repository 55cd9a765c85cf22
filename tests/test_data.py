"""The tables against their dictionary, against themselves and against others' totals.

What does not fit is pinned here by name with its reason, so that a new misfit is seen.
"""

import csv
import io
import json
import re
from functools import cache
from itertools import permutations
from math import asin, cos, degrees, radians, sin, sqrt

import frictionless
import pandas as pd
import pytest

from dashboard import ROOT
from dashboard.table.source_table import read_publishers

PACKAGE = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
FIELDS = {
    resource["name"]: {field["name"]: field for field in resource["schema"]["fields"]}
    for resource in PACKAGE["resources"]
}
NUMBERS = {
    name: [each for each in fields if fields[each]["type"] in ("integer", "number")]
    for name, fields in FIELDS.items()
}
SOURCE = re.compile(
    r"(?P<publisher>[^<>|]+) <(?P<url>https?://[^<>\s]+)>"
    r"(?: (?P<date>\d{4}-\d{2}(?:-\d{2})?))?"
    r"(?: via (?P<via>[^<>|;]+)| (?P<title>title only) at [^<>|;]+"
    r"| read at (?P<read_at>[^<>|;]+))?(?:; [^<>|]+)?"
)


def read(path, resource):
    """Return a table as text, blank for unknown, with its number columns as numbers."""
    table = pd.read_csv(ROOT / path, dtype=str, keep_default_na=False)
    for column in NUMBERS[resource]:
        table[column] = pd.to_numeric(table[column])
    return table


ROWS = read("incidents.csv", "incidents")
TOTALS = read("published_totals.csv", "published-totals")
BY_ID = ROWS.set_index("incident_id", drop=False)
BOATS = ROWS[ROWS["campaign"] == "boat_strike"]
TALLY = ["strikes", "vessels", "deaths_low", "deaths_best"]
TEXTS = [name for name, each in FIELDS["incidents"].items() if each["type"] == "string"]


def tally(rows):
    """Return the sums of strikes, vessels, deaths low and deaths best."""
    return [int(rows[column].sum()) for column in TALLY]


# The tables and their dictionary


def test_frictionless_finds_nothing_wrong():
    report = frictionless.validate(str(ROOT / "datapackage.json"))
    errors = report.flatten(["rowNumber", "fieldName", "type", "message"])
    assert report.valid and not errors and not report.warnings


@pytest.mark.parametrize("name", ["incidents.csv", "published_totals.csv"])
def test_a_table_is_utf8_with_plain_line_ends_and_minimal_quotes(name):
    raw = (ROOT / name).read_bytes()
    text = raw.decode("utf-8")
    assert raw.endswith(b"\n") and b"\r" not in raw and not raw.startswith(b"\xef\xbb")
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    assert again.getvalue() == text


def test_the_columns_are_those_of_the_dictionary_in_its_order():
    assert list(ROWS.columns) == list(FIELDS["incidents"])
    assert list(TOTALS.columns) == list(FIELDS["published-totals"])


def test_every_field_says_what_it_means_and_every_code_has_its_words():
    for field in (each for fields in FIELDS.values() for each in fields.values()):
        assert field["title"] and field["description"], field["name"]
        codes = field.get("categories", [])
        allowed = field.get("constraints", {}).get("enum", [])
        assert [each["value"] for each in codes] == allowed, field["name"]
        assert all(each["label"] and each["description"] for each in codes)


def test_every_code_is_used_but_for_three_kinds_of_date():
    unused = {
        (name, code["value"])
        for name, field in FIELDS["incidents"].items()
        for code in field.get("categories", [])
        if code["value"] not in set(ROWS[name])
    }
    # Kept for tables to come: other data sets know some events to the week or less.
    assert unused == {("date_precision", each) for each in ("week", "month", "year")}


def test_text_is_clean_and_speaks_of_columns_by_their_names_of_today():
    old = r"strike_count|uncertainty_km|missing_presumed|source_\w|\blat\b|\blon\b"
    hidden = r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\ufeff]"
    untidy = r"^\s|\s$|\s\s|^[=+@-]"  # the last: a spreadsheet would run it
    for name in TEXTS:
        for cell in ROWS[name]:
            assert not re.search(f"{hidden}|{untidy}|{old}", cell), (name, cell)


# Rows and rules


def test_110_rows_are_97_incidents_and_13_parts():
    parts = ROWS["parent_id"] != ""
    assert (len(ROWS), (~parts).sum(), parts.sum()) == (110, 97, 13)
    assert ROWS["incident_id"].is_unique and ROWS["date"].is_monotonic_increasing


def test_our_own_rows_fill_what_other_tables_may_leave_blank():
    for column in ("location", "geo_note", "actor", "strikes"):
        assert ROWS[column].notna().all() and (ROWS[column] != "").all(), column
    assert ROWS["incident_id"].str.fullmatch(r"(CAR|EP|VEN|OTH)-[\d-]{10}-\d\d").all()


def test_every_example_of_the_dictionary_fits_its_pattern():
    for field in (each for fields in FIELDS.values() for each in fields.values()):
        pattern = field.get("constraints", {}).get("pattern")
        assert pattern is None or re.fullmatch(pattern, field["example"]), field["name"]


def _deaths(row):
    columns = ["deaths_low", "deaths_best", "deaths_high"]
    return [row[each] for each in columns if pd.notna(row[each])]


def _part_adds_people(row):
    """Only the follow-up strike has a toll: the two whom the first hit left alive."""
    has_toll = bool(row["parent_id"]) and bool(_deaths(row))
    return has_toll == (row["incident_id"] == "CAR-2025-09-02-02")


def _in_bounds(theatre, latitude, longitude):
    west, south, east, north = BOUNDS[theatre]
    return west <= longitude <= east and south <= latitude <= north


def _parent(row, column):
    """Return a column of the row's incident; a part without one has its own rule."""
    return BY_ID[column].get(row["parent_id"])


BOUNDS = {
    code["value"]: code["bounds"]
    for code in FIELDS["incidents"]["theatre"]["categories"]
    if "bounds" in code
}
RULES = {  # one check for each rule of the dictionary, by its id
    "id_matches_date": lambda r: f"-{r['date']}-" in r["incident_id"],
    "id_hyphens": lambda r: "_" not in r["incident_id"],
    "parent_exists": lambda r: r["parent_id"] in {"", *BY_ID.index},
    "parent_is_whole": lambda r: not _parent(r, "parent_id"),
    "part_same_campaign": lambda r: _parent(r, "campaign") in (None, r["campaign"]),
    "part_toll": _part_adds_people,
    "deaths_order": lambda r: _deaths(r) == sorted(_deaths(r)),
    "missing_inside_best": lambda r: (
        pd.isna(r["missing"]) or r["deaths_low"] + r["missing"] == r["deaths_best"]
    ),
    "dates_in_order": lambda r: not r["date_end"] or r["date_end"] >= r["date"],
    "dates_covered": lambda r: (
        PACKAGE["coverage_start"] <= r["date"] <= PACKAGE["coverage_end"]
    ),
    "coordinates_pair": lambda r: pd.isna(r["latitude"]) == pd.isna(r["longitude"]),
    "point_has_radius": lambda r: (
        r["geo_precision"] == 3 or (pd.notna(r["latitude"]) and r["radius_km"] > 0)
    ),
    "area_is_named": lambda r: (
        r["geo_precision"] < 3 or bool(r["area_id"]) == (r["theatre"] in BOUNDS)
    ),
    "area_only_for_areas": lambda r: r["geo_precision"] == 3 or not r["area_id"],
    "sources_have_address": lambda r: all(
        SOURCE.fullmatch(each) for each in r["sources"].split(" | ")
    ),
    "plain_text": lambda r: "\n" not in "".join(r[TEXTS]),
    "point_in_theatre": lambda r: (
        pd.isna(r["latitude"])
        or _in_bounds(r["theatre"], r["latitude"], r["longitude"])
    ),
    "region_agrees": lambda r: (  # the one such point lies over a border, and says so
        not r["reported_region"]
        or r["geo_precision"] == 3
        or "falls on the Colombian side" in r["notes"]
    ),
    "near_duplicate": lambda r: all(
        other in r["notes"] for other in _look_alikes().get(r["incident_id"], ())
    ),
}


def test_every_rule_of_the_dictionary_is_checked_here():
    assert [each["id"] for each in PACKAGE["rules"]] == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_every_row_keeps_the_rule(rule):
    broken = [row["incident_id"] for _, row in ROWS.iterrows() if not RULES[rule](row)]
    assert broken == []


def km_between(one, other):
    """Return the great-circle distance of two rows in km, on a sphere of 6,371 km."""
    here, there = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    shrink = cos(here) * cos(there)
    half = sin((there - here) / 2) ** 2 + shrink * sin(across / 2) ** 2
    return 6371 * 2 * asin(sqrt(half))


def _alike(one, other):
    """Return whether two rows might be one incident told twice (near_duplicate)."""
    tolls = [[row.deaths_low, row.deaths_best] for row in (one, other)]
    wholes = {row.parent_id or row.incident_id for row in (one, other)}
    if len(wholes) == 1 or str(tolls[0]) != str(tolls[1]):  # as text: blank is blank
        return False
    areas = [row.geo_precision == 3 for row in (one, other)]
    if not any(areas):
        days = abs(pd.Timestamp(one.date) - pd.Timestamp(other.date)).days
        return days <= 3 and km_between(one, other) <= 50
    shared = set(one.sources.split(" | ")) & set(other.sources.split(" | "))
    same_day_and_area = (one.date, one.area_id) == (other.date, other.area_id)
    return all(areas) and same_day_and_area and bool(shared)


@cache
def _look_alikes():
    """Return, by id, the ids of the rows that look like it."""
    found = {}
    for one, other in permutations(ROWS.itertuples(), 2):
        if _alike(one, other):
            found.setdefault(one.incident_id, []).append(other.incident_id)
    return found


def test_four_pairs_look_alike_and_are_two_vessels_each():
    assert _look_alikes() == {
        "EP-2025-11-09-01": ["EP-2025-11-09-02"],
        "EP-2025-11-09-02": ["EP-2025-11-09-01"],
        "EP-2025-12-15-01": ["EP-2025-12-15-03"],
        "EP-2025-12-15-03": ["EP-2025-12-15-01"],
        "EP-2025-12-30-02": ["EP-2025-12-30-03"],
        "EP-2025-12-30-03": ["EP-2025-12-30-02"],
        "EP-2026-02-16-01": ["EP-2026-02-16-02"],
        "EP-2026-02-16-02": ["EP-2026-02-16-01"],
    }


def test_swapped_coordinates_or_a_lost_sign_leave_the_theatre():
    placed = ROWS[ROWS["latitude"].notna() & (ROWS["theatre"] != "other")]
    for row in placed.itertuples():
        assert not _in_bounds(row.theatre, row.longitude, row.latitude), row.incident_id
        assert not _in_bounds(row.theatre, row.latitude, -row.longitude)
        if row.theatre == "eastern_pacific":
            assert not _in_bounds("caribbean", row.latitude, row.longitude)


@pytest.mark.parametrize(
    "incident_id, start, nautical_miles, bearing",
    [
        ("CAR-2025-09-12-01", (11.85, -64.60), 48, 45),
        ("CAR-2025-09-19-01", (17.58, -71.52), 80, 180),
        ("EP-2025-10-27-01", (16.85, -99.91), 830 / 1.852, 225),
        ("EP-2025-12-30-01", (14.53, -92.23), 400, 225),
        ("CAR-2026-02-13-01", (12.70, -61.33), 32, 90),
        ("EP-2026-03-19-01", (8.64, -83.17), 126, 225),
    ],
)
def test_a_point_worked_out_from_a_distance_is_where_the_sum_puts_it(
    incident_id, start, nautical_miles, bearing
):
    row, angle = BY_ID.loc[incident_id], nautical_miles * 1.852 / 6371
    lat, lon, course = radians(start[0]), radians(start[1]), radians(bearing)
    end = asin(sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(course))
    east = asin(sin(course) * sin(angle) / cos(end))
    there = pd.Series({"latitude": degrees(end), "longitude": degrees(lon + east)})
    assert km_between(row, there) < min(10, row["radius_km"])


def test_a_source_is_not_older_than_what_it_reports():
    for row in ROWS.itertuples():
        for each in map(SOURCE.fullmatch, row.sources.split(" | ")):
            day = each["date"] or "9999"
            assert day >= row.date[: len(day)], row.incident_id
            assert day == "9999" or 1 <= int(day[5:7]) <= 12
            assert len(each["url"].split("/")[2]) > 3


# Others' totals

BEFORE_THAT_DAY = {  # stated before the strike of that day was made public
    ("2025-11-06", "Just Security timeline"): "before the strike of 6 Nov",
    ("2025-11-10", "USNI News via RSOE EDIS"): "made public only on 13 Nov",
}
OUTSIDE = {  # the number killed fits neither low, nor best, nor between; why
    ("2025-10-24", "AP via publicitytop"): "an early figure that AP replaced",
    (
        "2026-10-05",
        "Dashboard in a public repository citing SOUTHCOM (no URL)",
    ): "secondary",
}
OTHER_UNITS = {  # (strikes, vessels) above or below ours, blank where not stated
    ("2025-12-31", "ABC News via k1053"): (-1, ""),
    ("2026-02-06", "Voz"): (-1, ""),
    ("2026-02-13", "AP via dtnext"): (-1, ""),
    ("2026-02-13", "Al Jazeera"): (-2, -1),
    ("2026-03-31", "Lead Inspector General, Operation Southern Spear, Q2"): ("", -1),
    ("2026-03-17", "Pentagon official (Humire) via Baird / Reuters"): (0, 1),
    ("2026-06-22", "AP"): (-6, ""),  # more than 60
    ("2026-07", "AS/COA quoted in a public repository"): (-2, -2),
    ("2026-08-28", "aflaxman/ai_assisted_research (from Wikipedia)"): (1, 1),
    ("2026-09-02", "The Intercept"): ("", 6),  # more than 75 vessels
    ("2026-09-19", "AP via Local10"): (-1, ""),
    ("2026-09-20", "HNGN"): (8, ""),  # counts eight vessels boarded and sunk
    ("2026-09-26", "Human Rights Watch (quoted in roundup)"): (-1, ""),
    ("2026-10-04", "CBS News"): (-1, ""),
}
BOAT_TOTALS = TOTALS[TOTALS["campaign"] == "boat_strike"]


def key(total):
    """Return what names a published total: its day and its publisher."""
    return total["as_of_date"], total["source_name"]


def each(totals):
    """Return the totals one by one, each with a name for the test report."""
    return [pytest.param(row, id=" ".join(key(row))) for _, row in totals.iterrows()]


def rows_of(total):
    """Return the rows of our table that a total speaks of."""
    rows = ROWS[ROWS["campaign"] == total["campaign"]]
    if key(total) in BEFORE_THAT_DAY:
        return rows[rows["date"] < total["as_of_date"]]
    return rows[rows["date"].str[: len(total["as_of_date"])] <= total["as_of_date"]]


def agreement(killed, low, best):
    """Return how a published number stands to our range, in the table's words."""
    if killed in (low, best):
        return "exact (best)" if killed == best else "exact (low)"
    return "within low-best range" if low < killed < best else "outside range"


@pytest.mark.parametrize("total", each(BOAT_TOTALS))
def test_a_published_total_stands_to_our_sum_as_its_row_says(total):
    strikes, vessels, low, best = tally(rows_of(total))
    ours = ["table_strikes", "table_vessels", "table_killed_low", "table_killed_best"]
    assert total[ours].tolist() == [strikes, vessels, low, best]
    assert total["agreement"] == agreement(total["killed"], low, best)
    assert total["diff_killed_vs_best"] == total["killed"] - best
    assert total["diff_killed_vs_low"] == total["killed"] - low
    units = tuple(
        "" if pd.isna(total[unit]) else int(total[unit]) - mine
        for unit, mine in (("strikes", strikes), ("vessels", vessels))
    )
    noted = total[["diff_strikes", "diff_vessels"]]
    assert units == tuple("" if pd.isna(each) else int(each) for each in noted)
    if any(units):
        assert OTHER_UNITS[key(total)] == units
    assert (key(total) in OUTSIDE) == (total["agreement"] == "outside range")
    assert OUTSIDE.get(key(total), "") in total["comment"]
    assert BEFORE_THAT_DAY.get(key(total), "") in total["comment"]


def test_every_pinned_total_is_still_there():
    pinned = {*BEFORE_THAT_DAY, *OUTSIDE, *OTHER_UNITS}
    assert pinned <= {key(total) for _, total in TOTALS.iterrows()}


def test_71_totals_are_38_best_5_low_24_between_2_outside_and_2_of_the_operation():
    counts = TOTALS["agreement"].value_counts().to_dict()
    assert counts == {
        "exact (best)": 38,
        "exact (low)": 5,
        "within low-best range": 24,
        "outside range": 2,
        "": 2,
    }


@pytest.mark.parametrize("total", each(TOTALS))
def test_a_total_equals_the_column_that_it_names(total):
    sums = rows_of(total)[["deaths_low", "deaths_best", "deaths_high"]].sum()
    if total["deaths_column"]:
        assert sums[total["deaths_column"]] == total["killed"]
    else:
        assert total["killed"] not in sums.tolist()


def test_our_sum_is_the_full_official_count_of_7_january_2026():
    until = BOATS[BOATS["date"] <= "2026-01-07"]
    assert tally(until) == [35, 36, 114, 123]
    assert until["missing"].sum() == 9 and until["survivors"].sum() == 2


@pytest.mark.parametrize(
    "day, caribbean, pacific, undisclosed",
    [("2025-11-16", 11, 11, 0), ("2026-03-25", 15, 31, 2)],  # BNO News; New York Times
)
def test_vessels_by_sea_are_those_of_other_counts(day, caribbean, pacific, undisclosed):
    vessels = BOATS[BOATS["date"] <= day].groupby("theatre")["vessels"].sum()
    assert vessels["caribbean"] == caribbean
    assert vessels["eastern_pacific"] == pacific
    assert vessels.get("not_disclosed", 0) == undisclosed


# What DATA.md says


def count_sentences():
    """Yield sentences of DATA.md on rows and people, made from the tables."""
    parts = (ROWS["parent_id"] != "").sum()
    yield f"has {len(ROWS)} rows: {len(ROWS) - parts} incidents and {parts} parts"
    yield f"The sum over all of them ({ROWS['deaths_best'].sum():.0f})"
    for code in FIELDS["incidents"]["campaign"]["categories"]:
        rows = ROWS[ROWS["campaign"] == code["value"]]
        cells = [(rows["parent_id"] == "").sum(), *tally(rows)]
        yield f"| {code['label']} | {' | '.join(map(str, cells))} | "
    strikes, vessels, low, best = tally(BOATS)
    yield f"{strikes} strikes on {vessels} vessels"
    yield f"Killed: {low} (low) to {best} (best and high)"
    yield f"adds the {BOATS['missing'].sum():.0f} people lost at sea afterwards"
    yield f"Known survivors: {BOATS['survivors'].sum():.0f}."


def place_sentences():
    """Yield sentences of DATA.md on what is known of places."""
    strikes = BOATS[BOATS["strikes"] > 0]
    seas = strikes["theatre"].value_counts()
    yield f"{seas['caribbean']} strikes in the Caribbean, {seas['eastern_pacific']} in"
    yield f"the Eastern Pacific, {seas['not_disclosed']} whose sea was never disclosed"
    wide = strikes[strikes["geo_precision"] == 3]
    at_sea, nowhere = (wide["area_id"] != "").sum(), (wide["area_id"] == "").sum()
    yield f"{len(strikes) - len(wide)} of {len(strikes)} boat strikes can be placed"
    yield f"{at_sea} are known only to a sea and {nowhere} (31 December"
    deaths = [f"{rows['deaths_best'].sum():.0f}" for rows in (wide, BOATS)]
    yield f"Those {len(wide)} carry {' of '.join(deaths)} deaths"
    for level, count in ROWS["geo_precision"].value_counts().items():
        yield f"{count} have precision {level}"


def source_sentences():
    """Yield sentences of DATA.md on sources, verification and others' totals."""
    cells = [list(map(SOURCE.fullmatch, cell.split(" | "))) for cell in ROWS["sources"]]
    via = [entry["via"] for cell in cells for entry in cell]
    dates = [entry["date"] for cell in cells for entry in cell]
    titles = sum(entry["title"] is not None for cell in cells for entry in cell)
    opened = [sum(_is_opened(entry) for entry in cell) for cell in cells]
    reposts = sum(entry["read_at"] is not None for cell in cells for entry in cell)
    quoted = sum(each is not None for each in via)
    assert len(via) == sum(opened) + titles + quoted
    publishers = read_publishers(ROOT / "publishers.csv")
    releases = [each["publisher"] for cell in cells for each in cell if each["via"]]
    yield f"the {len(publishers)} publishers with one name and one kind each"
    (command,) = [each.name for each in publishers.values() if each.kind == "primary"]
    yield f"none of its {releases.count(command)} releases was opened"
    yield f"{len(via)} entries in `sources`"
    yield f"For {sum(opened)} the page, or an excerpt of it, was read"
    yield f"{reposts} of them at another's page"
    yield f"Of {titles} the title alone was read"
    yield f"The other {quoted} say `via`"
    yield f"{via.count('Wikipedia')} by Wikipedia"
    yield f"{via.count('Drug News Roundup')} by the Drug News Roundup"
    yield f"{via.count('another repository')} by another public repository"
    yield f"{sum(count > 1 for count in opened)} rows have two or more sources"
    yield f"that were read, {opened.count(1)} have one, {opened.count(0)} none"
    tertiary = ("Wikipedia", "Drug News Roundup")
    yield f"In {sum(_only(cell, tertiary) for cell in cells)} rows the only pages read"
    months = sum(len(day or "") == len("2025-09") for day in dates)
    yield f"{dates.count(None)} entries have no date, {months} only a month"
    grades = BOATS[BOATS["strikes"] > 0]["verification"].value_counts()
    yield f"**official claim** ({grades['official_claim']} boat strikes)"
    yield f"**corroborated** ({grades['corroborated']})"
    yield f"**contested** ({grades['contested']})"
    kinds = TOTALS["agreement"].value_counts()
    yield f"{len(TOTALS)} totals, each compared"
    yield f"{kinds['exact (best)']} equal to best, {kinds['exact (low)']} equal to low"
    yield f"{kinds['within low-best range']} between, {kinds['outside range']} outside"
    yield f"Version {PACKAGE['version']} · data to 4 October 2026"


def _is_opened(entry):
    return entry["via"] is None and entry["title"] is None


def _only(entries, publishers):
    return all(
        entry["publisher"].startswith(publishers)
        for entry in entries
        if _is_opened(entry)
    )


@pytest.mark.parametrize("about", [count_sentences, place_sentences, source_sentences])
def test_data_md_gives_the_numbers_of_the_tables(about):
    page = " ".join((ROOT / "DATA.md").read_text(encoding="utf-8").split())
    assert [sentence for sentence in about() if sentence not in page] == []
    assert PACKAGE["coverage_end"] == "2026-10-04"
