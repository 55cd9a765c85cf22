"""Search for near duplicates against a plain self-merge in pandas, in one run.

Run from the project's folder: ``python -m benchmarks.bench_validate [rows]``. The naive
way joins the table with itself by toll and keeps the pairs that are near, which is
measured on few rows: at 100,000 its pairs fit in no memory. Ours is measured on the
same rows, on 100,000, and on crowds where nearly every pair is near or excluded.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from benchmarks.result import Result, tell
from dashboard.checks import near_duplicates
from dashboard.checks.near_duplicates import (
    CHORD,
    NEAR_DAYS,
    TOLL,
    find_near_duplicates,
)
from dashboard.table.dictionary import read_dictionary
from dashboard.table.read import INCIDENTS, read_text, to_types

FEW = 2_000
CROWDS = (
    "random points",
    "all on one day",
    "all at one point",
    "parts of one incident",
)


def made_up(count: int, crowd: str) -> pd.DataFrame:
    """Return rows of the real table's shape, placed at random or crowded."""
    random = np.random.default_rng(7)
    real = to_types(read_text(INCIDENTS), read_dictionary())
    rows = real[real["geo_precision"].isin([1, 2]) & real["latitude"].notna()]
    table = rows.sample(count, replace=True, random_state=7).reset_index(drop=True)
    first = np.datetime64("2025-09-02")
    table = table.assign(
        incident_id=[f"X-{row}" for row in range(count)],
        parent_id="",
        latitude=random.uniform(-10, 33, count),
        longitude=random.uniform(-120, -50, count),
        date=first + random.integers(0, 398, count).astype("timedelta64[D]"),
    )
    if crowd != "random points":
        table = table.assign(date=first, strikes=pd.NA)
        table[TOLL] = 0
    if crowd in ("all at one point", "parts of one incident"):
        table = table.assign(latitude=10.5, longitude=-66.9)
    if crowd == "parts of one incident":
        table["latitude"] += random.uniform(0, 0.4, count)
        table.loc[1:, "parent_id"] = "X-0"
    return table


def self_merge(table: pd.DataFrame) -> set[tuple[int, int]]:
    """Return the near pairs by joining the table with itself."""
    rows = table[[*TOLL, "date", "strikes"]].assign(row=range(len(table)))
    rows["family"] = table["parent_id"].where(
        table["parent_id"].ne(""), table["incident_id"]
    )
    angles = np.radians(table[["latitude", "longitude"]]).to_numpy().T
    latitude, longitude = angles
    rows["x"] = np.cos(latitude) * np.cos(longitude)
    rows["y"] = np.cos(latitude) * np.sin(longitude)
    rows["z"] = np.sin(latitude)
    pairs = rows.merge(rows, on=TOLL)
    pairs = pairs[pairs["row_x"] < pairs["row_y"]]
    days = (pairs["date_x"] - pairs["date_y"]).dt.days.abs()
    away = sum((pairs[f"{axis}_x"] - pairs[f"{axis}_y"]) ** 2 for axis in "xyz")
    numbered = pairs["strikes_x"].gt(0) & pairs["strikes_y"].gt(0) & days.eq(0)
    keep = (days <= NEAR_DAYS) & (away <= CHORD**2) & ~numbered.fillna(False)
    keep &= pairs["family_x"] != pairs["family_y"]
    return set(zip(pairs.loc[keep, "row_x"], pairs.loc[keep, "row_y"], strict=True))


def seconds_of(work: Callable, table: pd.DataFrame) -> tuple[float, object]:
    """Return the processor time of one run on a table, and its answer."""
    begin = time.process_time()
    answer = work(table)
    return time.process_time() - begin, answer


def main() -> None:
    """Print one table: our seconds, theirs, and the ratio."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    listed = near_duplicates.MOST_PAIRS
    find_near_duplicates(made_up(10, "random points"))  # imports what it needs
    for crowd in CROWDS:
        table = made_up(FEW, crowd)
        theirs, pairs = seconds_of(self_merge, table)
        near_duplicates.MOST_PAIRS = 10**9 if len(pairs) < 10_000 else listed
        ours, (found, _) = seconds_of(find_near_duplicates, table)
        equal = set(found) == pairs or len(found) == listed and set(found) < pairs
        near_duplicates.MOST_PAIRS = listed
        what = f"near duplicates, {crowd}"
        peer = {"peer": "self-merge in pandas", "theirs": theirs, "equal": equal}
        tell(Result("check", what, FEW, "s", ours, **peer))
        ours, _ = seconds_of(find_near_duplicates, made_up(many, crowd))
        note = "its pairs fit in no memory"
        tell(Result("check", what, many, "s", ours, "self-merge in pandas", note=note))


if __name__ == "__main__":
    main()
