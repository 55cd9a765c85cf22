"""Worlds for tests: small made-up ones (a row, a few rows, a table) and the real one.

No row made here is an incident that happened; names and numbers are chosen to be read
by eye.
"""

from functools import cache

import pandas as pd

from dashboard.dataset import Dataset, open_dataset
from dashboard.table.dictionary import read_dictionary
from dashboard.table.read import to_types

DICTIONARY = read_dictionary()
OPENING = DICTIONARY.description.opening_filters
ROW = {
    "incident_id": "TST-2025-09-02-01",
    "parent_id": "",
    "date": "2025-09-02",
    "date_end": "",
    "date_precision": "day",
    "theatre": "caribbean",
    "location": "a made-up place",
    "latitude": "11.15",
    "longitude": "-62.6",
    "geo_precision": "2",
    "radius_km": "110",
    "area_id": "",
    "reported_region": "",
    "geo_note": "made up for a test",
    "origin": "",
    "origin_id": "",
    "event_type": "vessel_strike",
    "campaign": "boat_strike",
    "actor": "someone",
    "claimed_target": "",
    "vessel_type": "",
    "nationality": "",
    "strikes": "1",
    "vessels": "1",
    "deaths_low": "2",
    "deaths_best": "3",
    "deaths_high": "4",
    "missing": "1",
    "survivors": "",
    "verification": "official_claim",
    "sources": "A Paper <https://example.org/a> 2025-09-03",
    "notes": "",
}
AREA = {"geo_precision": "3", "area_id": "basin-caribbean", "radius_km": "1050"}
NO_TOLL = {"deaths_low": "", "deaths_best": "", "deaths_high": "", "missing": ""}


@cache
def real_dataset() -> Dataset:
    """Return the dashboard's own dataset, opened once for all modules of tests.

    It takes a second to open, and each of two dozen modules would: change none of it.
    """
    return open_dataset()


def text_table(*changes: dict, drop: tuple = ()) -> pd.DataFrame:
    """Return a table as text, one row for each dict of changes, ids counted up."""
    rows = []
    for number, change in enumerate(changes or ({},), start=1):
        day = change.get("date", ROW["date"])
        own = {"incident_id": f"TST-{day}-{number:02}"}
        rows.append({**ROW, **own, **change})
    lines = pd.RangeIndex(2, len(rows) + 2)
    return pd.DataFrame(rows, index=lines, dtype="str").drop(columns=list(drop))


def incidents(*changes: dict) -> pd.DataFrame:
    """Return a typed table, one row for each dict of changes."""
    return to_types(text_table(*changes), DICTIONARY)


def located(*changes: dict) -> pd.DataFrame:
    """Return a typed table with the join's columns filled in by precision alone."""
    table = incidents(*changes)
    area = table["geo_precision"].eq(3)
    nowhere = ~area & table["latitude"].isna()
    method = pd.Series("zone", index=table.index).mask(area, "area")
    blanks = "state_id state_name country sea_id sea_name zone zone_of".split()
    return table.assign(
        join_method=method.mask(nowhere, "unlocated"),
        state_sure=True,
        zone_agree=True,
        nearest_state_id="",
        nearest_state_name="",
        distance_nm=float("nan"),
        distance_low_nm=float("nan"),
        distance_high_nm=float("nan"),
        where_words="somewhere",
        **dict.fromkeys(blanks, ""),
    )


def to_file(path, *changes: dict, drop: tuple = ()):
    """Write a table of made-up rows as CSV and return its path."""
    text_table(*changes, drop=drop).to_csv(path, index=False)
    return path
