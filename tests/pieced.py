"""Made-up tables with what goes wrong at the edges of pieces, for the tests of size."""

import numpy as np
import pandas as pd

from dashboard.batches import large, pieces

COLUMNS = (
    "incident_id parent_id date date_end date_precision location latitude longitude "
    "geo_precision radius_km area_id origin_id event_type campaign strikes vessels "
    "deaths_low deaths_best deaths_high missing survivors verification sources notes"
).split()


def hard_table(rows=400) -> pd.DataFrame:
    """Return made-up rows, cells as text: every fault and doubt is in some piece.

    Parts stand far before and far behind their incident; ids stand there twice, once
    in a row that is the same; some rows give no toll, or one end of it, or no place.
    """
    random = np.random.default_rng(11)
    at = np.arange(rows)
    low = random.integers(0, 4, rows)
    table = pd.DataFrame("", index=at, columns=COLUMNS, dtype="str")
    table["incident_id"] = [f"TST-{n:05}" for n in at]
    day = pd.Timestamp("2025-09-01") + pd.to_timedelta(at % 300, "D")
    table["date"] = day.strftime("%Y-%m-%d")
    table["date_precision"] = np.where(at % 7 == 0, "month", "day")
    table["location"] = [f"made-up place {n % 17}" for n in at]
    table["latitude"] = random.uniform(-9, 32, rows).round(4).astype(str)
    table["longitude"] = random.uniform(-119, -51, rows).round(4).astype(str)
    near = at % 5 == 0  # off Sucre, where several answers meet
    table.loc[near, "latitude"] = (
        random.uniform(10, 11.5, near.sum()).round(4).astype(str)
    )
    table.loc[near, "longitude"] = (
        random.uniform(-64.5, -61.8, near.sum()).round(4).astype(str)
    )
    table["geo_precision"], table["radius_km"] = "2", "40"
    table.loc[at % 11 == 0, "radius_km"] = ""
    only_area = at % 9 == 4
    table.loc[only_area, ["latitude", "longitude", "radius_km"]] = ""
    table.loc[only_area, "geo_precision"] = "3"
    table.loc[only_area, "area_id"] = np.where(only_area, "sea-caribbean-sea", "")[
        only_area
    ]
    table.loc[at % 45 == 4, "area_id"] = "VE"
    nowhere = at % 31 == 2
    table.loc[nowhere, ["latitude", "longitude", "radius_km", "area_id"]] = ""
    table.loc[at % 13 == 3, "origin_id"] = "VE-R"
    table["event_type"] = np.where(at % 3 == 0, "vessel_strike", "raid")
    table["campaign"] = np.where(at % 4 == 1, "raids", "strikes")
    table["deaths_low"] = low.astype(str)
    table["deaths_best"] = (low + 2).astype(str)
    table["deaths_high"] = (low + 5).astype(str)
    table["strikes"] = np.where(at % 3 == 0, "1", "")
    table["vessels"] = np.where(at % 6 == 0, "2", "")
    table["missing"] = np.where(at % 8 == 0, "1", "")
    table["survivors"] = np.where(at % 50 == 0, "3", "")
    table.loc[at % 29 == 5, "deaths_high"] = ""  # an open range
    silent = at % 23 == 6
    table.loc[silent, ["deaths_low", "deaths_best", "deaths_high", "missing"]] = ""
    table["verification"] = np.where(at % 2 == 0, "official_claim", "contested")
    table["sources"] = [f"A Paper <https://news.example.org/{n}>" for n in at]
    table["notes"] = [f'made up {n}, "quoted"\nin two lines' for n in at]
    return _with_faults(table)


def _with_faults(table: pd.DataFrame) -> pd.DataFrame:
    last = len(table) - 1
    tolls = ["deaths_low", "deaths_best", "deaths_high", "missing"]
    table.loc[2, "parent_id"] = table.loc[last - 3, "incident_id"]  # far below
    table.loc[last - 5, "parent_id"] = table.loc[1, "incident_id"]  # far above
    for at in (2, last - 5):  # not counted twice: the incident has the toll of both
        table.loc[at, tolls] = ""
    table.loc[last - 7, "parent_id"] = table.loc[12, "incident_id"]
    table.loc[12, ["latitude", "longitude", "radius_km"]] = ""
    table.loc[12, ["geo_precision", "area_id"]] = "3", "sea-caribbean-sea"
    table.loc[40, "parent_id"] = "TST-none"
    table.loc[last - 9, "parent_id"] = table.loc[2, "incident_id"]  # a part of a part
    table.loc[last - 11] = table.loc[8]  # the same row again
    table.loc[last - 13, "incident_id"] = table.loc[9, "incident_id"]
    table.loc[21, "latitude"] = "95"
    table.loc[last - 15, "date"] = "2025-02-31"
    table.loc[last - 17, "parent_id"] = table.loc[21, "incident_id"]  # a part alone
    again = table.loc[last - 15].copy()
    again["date"], again["deaths_low"] = "2025-02-31", "4"
    return table


def in_small_pieces(monkeypatch) -> None:
    """Let every table be large, and its pieces small."""
    monkeypatch.setattr(large, "LARGE_BYTES", 1)
    monkeypatch.setattr(large, "LARGE_ROWS", 1)
    monkeypatch.setattr(pieces, "ROWS", 61)
    monkeypatch.setattr(pieces, "WHOLE_BYTES", 9_000)
