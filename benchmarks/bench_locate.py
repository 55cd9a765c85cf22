"""Measure locating against geopandas, in one run, on the real layers.

    python benchmarks/bench_locate.py [--points 1000000] [--nearest 3000] [--seed 1]

Ratios hold from one computer to another, times do not. Every answer of the point in
region rows is compared with geopandas; the distances are compared with the exact ones
by the tests. ``sjoin_nearest`` is measured on fewer points and given per point.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dashboard.geo.borders import Borders
from dashboard.geo.locate import locate
from dashboard.geo.region_index import FEW
from dashboard.geo.regions import BOX, Regions, read_regions

PLACES = {"the whole box": BOX, "the Caribbean": (-75.0, 8.0, -58.0, 16.0)}


def median_seconds(work: Callable, times: int = 3) -> tuple[float, object]:
    """Return the median time of a few runs, and the last answer."""
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds), answer


def as_points(x: np.ndarray, y: np.ndarray) -> gpd.GeoDataFrame:
    """Return points for geopandas, made before the clock starts."""
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=4326)


def scatter(kind: str, count: int, regions: Regions, seed: int) -> np.ndarray:
    """Return x and y: over a place, or as many in the frame of each state."""
    random = np.random.default_rng(seed)
    west, south, east, north = np.array(PLACES.get(kind, BOX))[:, None]
    if kind == "each state's frame":
        frames = regions.states.bounds.to_numpy()[
            random.integers(0, len(regions.states), count)
        ]
        west, south, east, north = frames.T
    x, y = random.uniform(west, east, count), random.uniform(south, north, count)
    return np.array([x, y])


def bench_inside(regions: Regions, count: int, seed: int) -> list[tuple]:
    """Point in state: ours against ``geopandas.sjoin``, answers compared."""
    states, rows = regions.states[["geometry"]], []
    borders = Borders(regions.states.geometry.values)
    first = scatter("the whole box", FEW + 1, regions, seed)
    build, _ = median_seconds(lambda: borders.index.find(*first), 1)
    rows.append(("make the cells (once)", len(states), build, None, None, ""))
    for kind in ("the whole box", "each state's frame"):
        x, y = scatter(kind, count, regions, seed)
        ours, found = median_seconds(lambda: borders.index.find(x, y))
        points = as_points(x, y)
        theirs, joined = median_seconds(
            lambda: gpd.sjoin(points, states, how="left"), 1
        )
        lowest = joined.groupby(level=0)["index_right"].min().fillna(-1).to_numpy(int)
        equal = f"{(lowest == found).mean():.4%} equal"
        rows.append((f"point in state, {kind}", count, ours, theirs, count, equal))
    return rows


def bench_nearest(regions: Regions, count: int, few: int, seed: int) -> list[tuple]:
    """Nearest state of points at sea: ours in metres, ``sjoin_nearest`` in degrees."""
    rows, states = [], regions.states[["geometry"]]
    for place in PLACES:
        x, y = scatter(place, count, regions, seed)
        sea = regions.borders.index.find(x, y) < 0
        x, y = x[sea], y[sea]
        regions.borders.nearest(x[:10], y[:10])
        ours, _ = median_seconds(lambda: regions.borders.nearest(x, y))
        points = as_points(x[:few], y[:few])
        theirs, _ = median_seconds(
            lambda: gpd.sjoin_nearest(points, states, distance_col="degrees")
        )
        what = f"nearest coast, at sea, {place}"
        rows.append((what, len(x), ours, theirs, len(points), ""))
    return rows


def bench_locate(regions: Regions, seed: int) -> list[tuple]:
    """The whole of ``locate`` on tables of 110 and 100,000 rows."""
    rows = []
    for count in (110, 100_000):
        x, y = scatter("the whole box", count, regions, seed)
        table = pd.DataFrame({"latitude": y, "longitude": x, "radius_km": 10.0})
        locate(table, regions)
        ours, _ = median_seconds(lambda: locate(table, regions))
        rows.append(("locate, all columns", count, ours, None, None, ""))
    return rows


def bench_world(regions: Regions, count: int, seed: int) -> list[tuple]:
    """Rows of the whole world: their state, and ``locate`` with circles of 5 km.

    Places come in the frames of states, and each several times, as towns do.
    """
    random, world, rows = np.random.default_rng(seed), regions.world, []
    begin = time.perf_counter()
    states = world.states[["geometry"]]
    rows.append(
        ("read the world", len(states), time.perf_counter() - begin, None, None, "")
    )
    frames = states.bounds.to_numpy()[random.integers(0, len(states), count // 4)]
    west, south, east, north = frames.T
    towns = random.integers(0, len(frames), count)
    x, y = random.uniform(west, east)[towns], random.uniform(south, north)[towns]
    points = as_points(x, y)
    ours, found = median_seconds(lambda: world.find(x, y))
    theirs, joined = median_seconds(lambda: gpd.sjoin(points, states, how="left"))
    lowest = joined.groupby(level=0)["index_right"].min().fillna(-1).to_numpy(int)
    equal = f"{(lowest == found).mean():.4%} equal"
    rows.append(("state of a point of the world", count, ours, theirs, count, equal))
    table = pd.DataFrame({"latitude": y, "longitude": x, "radius_km": 5.0})
    for what, chosen in (
        ("5 km", table),
        ("no radius", table[["latitude", "longitude"]]),
    ):
        ours, _ = median_seconds(lambda chosen=chosen: locate(chosen, regions), 1)
        rows.append((f"locate, the world, {what}", count, ours, theirs, count, ""))
    return rows


def main() -> None:
    """Print one table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--points", type=int, default=1_000_000)
    options.add_argument("--nearest", type=int, default=3_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    warnings.filterwarnings("ignore", message="Geometry is in a geographic CRS")
    regions = read_regions()
    print(f"{'what':<38}{'rows':>10}{'seconds':>9}{'M/s':>8}  geopandas, ratio")
    for what, count, ours, theirs, asked, note in (
        *bench_inside(regions, given.points, given.seed),
        *bench_nearest(regions, given.points, given.nearest, given.seed),
        *bench_locate(regions, given.seed),
        *bench_world(regions, min(given.points, 100_000), given.seed),
    ):
        speed = count / ours / 1e6
        line = f"{what:<38}{count:>10,}{ours:>9.3f}{speed:>8.2f}"
        if theirs:
            peer = asked / theirs / 1e6
            line += f"{peer:>7.3f} M/s{speed / peer:>6.1f}×  {note}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
