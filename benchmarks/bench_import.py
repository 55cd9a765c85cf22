"""Open, check and locate 100,000 rows of the shape of UCDP, against the usual way.

    python -m benchmarks.bench_import [rows]

The usual way is ``pandas.read_csv``, a pandera schema with the same rules (ids used
once, ranges, codes, days, low ≤ best ≤ high) and ``geopandas.sjoin`` with the states.
Both run in turn in one process; times are of the processor, since the machine may be
shared. pandera is not among our requirements: install it to measure.

Ours does more: it knows the line of each row, keeps every cell as it came, reads other
forms of numbers and days, finds areas by name, seas, zones and the nearest coast.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard import ROOT
from dashboard.geo.regions import Regions, read_regions
from dashboard.importers.checked import check_table
from dashboard.openers.opened import TableSource

SAMPLE = ROOT / "tests" / "samples" / "ucdp_mexico.csv"


def write_table(path: Path, count: int) -> None:
    """Write rows of the sample again and again, each with an id and a point."""
    random = np.random.default_rng(7)
    sample = pd.read_csv(SAMPLE, dtype=str, keep_default_na=False)
    table = pd.concat([sample] * -(-count // len(sample)), ignore_index=True)[:count]
    table["id"] = [str(number) for number in range(1, count + 1)]
    for name in ("latitude", "longitude"):
        degrees = pd.to_numeric(table[name]) + random.normal(0, 0.05, count)
        table[name] = degrees.round(5).astype(str)
    table.to_csv(path, index=False)


def usual_way(path: Path, states: gpd.GeoDataFrame) -> int:
    """Read, check and join as an analyst would; returns how many rows have a state."""
    import pandera.pandas as pa

    table = pd.read_csv(path, parse_dates=["date_start", "date_end"])
    count = pa.Check.ge(0)
    schema = pa.DataFrameSchema(
        {
            "id": pa.Column(int, unique=True),
            "latitude": pa.Column(float, pa.Check.in_range(-90, 90)),
            "longitude": pa.Column(float, pa.Check.in_range(-180, 180)),
            "where_prec": pa.Column(float, pa.Check.isin(range(1, 8))),
            "date_prec": pa.Column(float, pa.Check.isin(range(1, 6))),
            **{name: pa.Column(float, count) for name in ("low", "best", "high")},
        },
        checks=[
            pa.Check(lambda rows: rows["low"] <= rows["best"]),
            pa.Check(lambda rows: rows["best"] <= rows["high"]),
        ],
    )
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        assert len(errors.failure_cases)  # the sample has tolls out of order
    places = gpd.points_from_xy(table["longitude"], table["latitude"])
    points = gpd.GeoDataFrame(table, geometry=places, crs=4326)
    joined = gpd.sjoin(points, states, how="left")
    return int(joined["index_right"].notna().sum())


def our_way(path: Path, regions: Regions) -> int:
    """Open, map, check and locate; returns how many rows can be used."""
    return len(check_table(TableSource(path.name, path), regions).sound)


def seconds(work: Callable[[], int]) -> float:
    """Return the seconds of the processor that a call takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> int:
    """Print both times and their ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    regions = read_regions()
    states = regions.states[["region_id", "geometry"]]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ucdp.csv"
        write_table(path, count)
        our_way(SAMPLE, regions)  # makes the indexes, which the app keeps
        ours = seconds(lambda: our_way(path, regions))
        usual = seconds(lambda: usual_way(path, states))
    print(f"{count:,} rows: ours {ours:.2f} s, the usual way {usual:.2f} s")
    print(f"ratio {usual / ours:.2f}, promised 5")
    return 0


if __name__ == "__main__":
    sys.exit(main())
