"""Draw the brief against the same map drawn bare by geopandas.

Run from the project's folder: ``python -m benchmarks.bench_brief``. In one run the full
page of the opening view (map, plates, labels, numbers, weekly bars, foot) is made as a
PNG of 1920 × 1080, and geopandas draws its states and the marks alone with ``plot`` in
the same window. Then the page is made with 10,000 made-up places more. Seconds are
medians of five, warm: the first of each is left out.
"""

import io
import statistics
import time
from dataclasses import replace

import geopandas as gpd
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from dashboard.brief.files.formats import to_file
from dashboard.brief.words.make import make_brief
from dashboard.dataset import open_dataset
from dashboard.geo.regions import LAYERS

REPEATS, MANY, SEED = 5, 10_000, 7
WINDOW = (-113.5, -57.5, -7.8, 24.2)
"""West, east, south, north of the opening view's brief, degrees."""


def seconds(function) -> float:
    """Return the median time of a call, the first left out."""
    times = []
    for _ in range(REPEATS + 1):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def bare(states: gpd.GeoDataFrame, marks: gpd.GeoDataFrame) -> bytes:
    """Return the map as most people draw it: states, marks, nothing else."""
    figure = Figure((19.2, 10.8), dpi=100)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    states.plot(ax=axes, color="#F3EFE6", edgecolor="#CFC7B6")
    marks.plot(ax=axes, color="#D55E00", markersize=60)
    axes.set_xlim(*WINDOW[:2])
    axes.set_ylim(*WINDOW[2:])
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=100)
    return out.getvalue()


def with_more(brief, count: int):
    """Return a brief with made-up places at sea beside its own."""
    rng = np.random.default_rng(SEED)
    rows = brief.rows[brief.rows["geo_precision"].isin([1, 2])]
    more = rows.sample(count, replace=True, random_state=SEED).reset_index(drop=True)
    more = more.assign(
        incident_id=[f"MADE-UP-{n}" for n in range(count)],
        longitude=rng.uniform(-110, -60, count).round(3),
        latitude=rng.uniform(-6, 22, count).round(3),
    )
    return replace(brief, rows=more)


def main() -> None:
    """Print one table: our seconds, theirs, and the ratio."""
    dataset = open_dataset()
    brief = make_brief(dataset, dataset.description.opening_filters, as_of="2026-01-01")
    states = gpd.read_parquet(LAYERS / "states.parquet")
    placed = brief.rows[brief.rows["geo_precision"].isin([1, 2])]
    points = gpd.points_from_xy(placed["longitude"], placed["latitude"])
    marks = gpd.GeoDataFrame(geometry=points, crs=4326)
    ours = seconds(lambda: to_file(brief, "png"))
    theirs = seconds(lambda: bare(states, marks))
    many = with_more(brief, MANY)
    full = seconds(lambda: to_file(many, "png"))
    print(
        f"full page, 1920 × 1080   {ours:.2f} s   bare map {theirs:.2f} s   "
        f"{ours / theirs:.1f}×"
    )
    print(f"with {MANY:,} marks       {full:.2f} s   {full - ours:+.2f} s")
    for name in ("png2x", "svg", "pdf", "pptx", "docx", "html"):
        start = time.perf_counter()
        size = len(to_file(brief, name))
        print(f"{name:<6} {time.perf_counter() - start:5.2f} s {size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
