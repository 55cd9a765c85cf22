"""Draw the brief against the same map drawn bare by geopandas.

Run from the project's folder: ``python -m benchmarks.bench_brief``. In one run the full
page of the opening view (map, plates, labels, numbers, weekly bars, foot) is made as a
PNG of 1920 × 1080, and geopandas draws its states and the marks alone with ``plot`` in
the same window. Then the page is made with 10,000 made-up places more, and both in two
other layouts. Seconds are those of the processor, medians of five, warm: the first of
each is left out. Other formats are made once, on the clock.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import process_time

import geopandas as gpd
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks.result import Result, tell, timed
from dashboard.brief.files.formats import to_file
from dashboard.brief.words.make import make_brief
from dashboard.dataset import open_dataset
from dashboard.geo.regions import LAYERS

REPEATS, MANY, SEED = 5, 10_000, 7
WINDOW = (-113.5, -57.5, -7.8, 24.2)
"""West, east, south, north of the opening view's brief, degrees."""


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
    ours = warm(lambda: to_file(brief, "png"))
    theirs = warm(lambda: bare(states, marks))
    peer = {"peer": "the map drawn bare by geopandas", "theirs": theirs}
    page = "page of 1920 × 1080"
    tell(Result("brief", page, len(brief.rows), "s", ours, **peer, promised=1 / 2))
    full = warm(lambda: to_file(with_more(brief, MANY), "png"))
    tell(Result("brief", f"{page}, with more marks", MANY, "s", full, **peer))
    for layout in ("map", "weekly"):
        other = make_brief(dataset, dataset.description.opening_filters, layout=layout)
        for rows, drawn in ((len(other.rows), other), (MANY, with_more(other, MANY))):
            taken = warm(lambda drawn=drawn: to_file(drawn, "png"))
            tell(Result("brief", f"{page}, layout {layout}", rows, "s", taken, **peer))
    for name in ("png2x", "svg", "pdf", "pptx", "docx", "html"):
        taken, content = timed(lambda name=name: to_file(brief, name), 1)
        tell(Result("brief", name, len(brief.rows), "s", taken))
        tell(
            Result("brief", f"{name}, size", len(brief.rows), "MB", len(content) / 1e6)
        )


def warm(work: Callable) -> float:
    """Return the median seconds of the processor of a call, the first left out."""
    work()
    taken = []
    for _ in range(REPEATS):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return median(taken)


if __name__ == "__main__":
    main()
