"""Measure locating against geopandas, in one run, on the real layers.

    python -m benchmarks.bench_locate [--rows 110 100000 …] [--nearest 3000] [--seed 1]

Ratios hold from one computer to another, times do not. Every answer of the point in
region rows is compared with geopandas. ``sjoin_nearest`` is measured on fewer points;
its answers are in degrees, so a few distances are compared with its answers on planes
about the point itself, on which they are metres. Figures are microseconds a point, of
the clock; ``nearest coast …, processor`` are of the processor, so that neither other
work on the computer nor our second thread counts.
"""

import argparse
import time
import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from benchmarks.result import SIZES, STRESS, Result, tell, timed
from dashboard.geo.borders import Borders
from dashboard.geo.locate import locate
from dashboard.geo.region_index import FEW
from dashboard.geo.regions import BOX, Regions, read_regions

PLACES = {"the whole box": BOX, "the Caribbean": (-75.0, 8.0, -58.0, 16.0)}
CHECKED = 8
"""Points whose distance is compared with that of geopandas on a plane of their own."""
MOST_JOINED = 100_000
"""Rows up to which the slow answers of ``locate`` are measured."""


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


def told(
    what: str, count: int, seconds: float, points: int = 0, asked: int = 0, **peer
) -> None:
    """Tell a figure as microseconds a point.

    ``points`` were asked of us and ``asked`` of the peer, where not all ``count``.
    """
    if "theirs" in peer:
        peer["theirs"] *= 1e6 / (asked or count)
    ours = seconds * 1e6 / (points or count)
    tell(Result("locate", what, count, "µs", ours, **peer))


def joined_first(points: gpd.GeoDataFrame, states: gpd.GeoDataFrame):
    """Return seconds of ``geopandas.sjoin``, and the lowest state of each point."""
    seconds, joined = timed(lambda: gpd.sjoin(points, states, how="left"), 1)
    lowest = joined.groupby(level=0)["index_right"].min()
    return seconds, lowest.fillna(-1).to_numpy(int)


def bench_inside(regions: Regions, count: int, seed: int) -> None:
    """Point in state: ours against ``geopandas.sjoin``, answers compared."""
    states = regions.states[["geometry"]]
    borders = Borders(regions.states.geometry.values)
    borders.index.find(*scatter("the whole box", FEW + 1, regions, seed))
    for kind in ("the whole box", "each state's frame"):
        x, y = scatter(kind, count, regions, seed)
        ours, found = timed(lambda x=x, y=y: borders.index.find(x, y), 3)
        theirs, lowest = joined_first(as_points(x, y), states)
        aim = 30.0 if count == STRESS and kind == "the whole box" else None
        told(
            f"point in state, {kind}",
            count,
            ours,
            peer="geopandas.sjoin",
            theirs=theirs,
            promised=aim,
            equal=bool((lowest == found).all()),
        )


def bench_nearest(regions: Regions, count: int, few: int, seed: int) -> None:
    """Nearest state of points at sea: ours in metres, ``sjoin_nearest`` in degrees.

    The first call, which finds what later ones share, is a figure of its own.
    """
    states = regions.states[["geometry"]]
    for place in PLACES:
        x, y = scatter(place, count, regions, seed)
        sea = regions.borders.index.find(x, y) < 0
        x, y = x[sea], y[sea]
        points, fresh = (
            as_points(x[:few], y[:few]),
            Borders(regions.states.geometry.values),
        )
        fresh.nearest(x[:1], y[:1])
        first, found = timed(lambda: fresh.nearest(x, y), 1, time.process_time)
        equal = agrees(states, x[:CHECKED], y[:CHECKED], *found)
        for what, clock in (
            ("", time.perf_counter),
            (", processor", time.process_time),
        ):
            ours, _ = timed(lambda: fresh.nearest(x, y), 3, clock)
            theirs, _ = timed(
                lambda: gpd.sjoin_nearest(points, states, distance_col="degrees"),
                3,
                clock,
            )
            peer = {"peer": "sjoin_nearest, degrees", "theirs": theirs, "equal": equal}
            name, aim = (
                f"nearest coast, at sea, {place}",
                20.0 if count == STRESS else None,
            )
            asked = {"points": len(x), "asked": len(points)}
            told(f"{name}{what}", count, ours, **asked, **peer, promised=aim)
        told(f"{name}, first call, processor", count, first, **asked, **peer)


def agrees(
    states: gpd.GeoDataFrame,
    x: np.ndarray,
    y: np.ndarray,
    meters: np.ndarray,
    position: np.ndarray,
) -> bool:
    """Return whether geopandas finds the same states, and the same to half a metre.

    Each point is the middle of a plane of its own (azimuthal equidistant), from which
    distances are geodesic; borders are cut short, as they are straight in degrees.
    """
    short = states.set_geometry(shapely.segmentize(states.geometry.values, 0.05))
    for at in range(len(x)):
        plane = f"+proj=aeqd +ellps=WGS84 +lon_0={x[at]} +lat_0={y[at]}"
        middle = gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs=plane)
        joined = gpd.sjoin_nearest(middle, short.to_crs(plane), distance_col="meters")
        if abs(joined["meters"].iloc[0] - meters[at]) > 0.5:
            return False
        if position[at] not in joined["index_right"].tolist():
            return False
    return True


def bench_locate(regions: Regions, count: int, seed: int) -> None:
    """The whole of ``locate``: no peer gives all of its columns."""
    x, y = scatter("the whole box", count, regions, seed)
    table = pd.DataFrame({"latitude": y, "longitude": x, "radius_km": 10.0})
    locate(table, regions)
    told("locate, all columns", count, timed(lambda: locate(table, regions), 3)[0])


def bench_world(regions: Regions, count: int, seed: int) -> None:
    """Rows of the whole world: their state, and ``locate`` with circles of 5 km.

    Places come in the frames of states, and each several times, as towns do.
    """
    random, world = np.random.default_rng(seed), regions.world
    states = world.states[["geometry"]]
    frames = states.bounds.to_numpy()[random.integers(0, len(states), count // 4)]
    west, south, east, north = frames.T
    towns = random.integers(0, len(frames), count)
    x, y = random.uniform(west, east)[towns], random.uniform(south, north)[towns]
    ours, found = timed(lambda: world.find(x, y), 3)
    theirs, lowest = joined_first(as_points(x, y), states)
    told(
        "state of a point of the world",
        count,
        ours,
        peer="geopandas.sjoin",
        theirs=theirs,
        equal=bool((lowest == found).all()),
    )
    table = pd.DataFrame({"latitude": y, "longitude": x, "radius_km": 5.0})
    taken, _ = timed(lambda: locate(table, regions), 1)
    told("locate, the world, circles of 5 km", count, taken)


def main() -> None:
    """Tell every figure, each size in turn."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, nargs="+", default=[*SIZES, STRESS])
    options.add_argument("--nearest", type=int, default=3_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    warnings.filterwarnings("ignore", message="Geometry is in a geographic CRS")
    begin, regions = time.perf_counter(), read_regions()
    tell(Result("locate", "read the layers", 0, "s", time.perf_counter() - begin))
    for count in given.rows:
        bench_inside(regions, count, given.seed)
        bench_nearest(regions, count, given.nearest, given.seed)
        if count <= MOST_JOINED:
            bench_locate(regions, count, given.seed)
            bench_world(regions, count, given.seed)


if __name__ == "__main__":
    main()
