"""Made-up tables, and copies of the project that show them, for benchmarks of the page.

More than :data:`MOST_IN_CSV` rows are a Parquet file, given as with ``--data``: their
CSV would be larger than the dashboard opens. What the dashboard keeps of it goes to a
folder of the run, so that the first page is that of a table never opened before.
"""

import shutil
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.bench_layers import made_up
from dashboard import ROOT
from dashboard.sources_of_run import VARIABLE, to_variable

MOST_IN_CSV = 200_000
"""Rows of a CSV; 100,000 are 39 MB, and a text may have 200 MB."""
SCRIPTS = {"dashboard": "dashboard/app.py", "naive": "dashboard/naive.py"}
DOLLAR = """window.$ = html => {
  const parsed = document.createElement("template");
  parsed.innerHTML = html.trim();
  return [parsed.content.firstElementChild];
};"""
"""What folium calls jQuery for: an element from its HTML."""


def table(count: int) -> pd.DataFrame:
    """Return made-up rows that the dashboard takes, all boat strikes, as text."""
    rows = made_up(count)
    random = np.random.default_rng(7)
    days = np.datetime64("2025-09-02") + random.integers(0, 390, count)
    ids = rows.index.astype(str).str.zfill(6)
    return rows.assign(
        incident_id=[
            f"TST-{day}-{number}" for day, number in zip(days, ids, strict=True)
        ],
        date=days.astype(str),
        campaign="boat_strike",
        event_type="vessel_strike",
        missing="",
        date_end="",
        date_precision="day",
        origin="",
        origin_id="",
        geo_precision="2",
        radius_km="50",
    )


def copy_with(rows: pd.DataFrame, folder: Path) -> Path:
    """Return a copy of the project whose table is ``rows``, with the peer in it."""
    skip = shutil.ignore_patterns("__pycache__")
    for name in ("dashboard", "geodata/layers", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=skip)
    for name in ("geodata/__init__.py", "datapackage.json", "published_totals.csv"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copy(ROOT / "benchmarks" / "naive_app.py", folder / SCRIPTS["naive"])
    (folder / "dashboard" / "static" / "naive.js").write_text(DOLLAR)
    rows.to_csv(folder / "incidents.csv", index=False)
    return folder


def place(rows: pd.DataFrame, folder: Path) -> tuple[Path, dict[str, str]]:
    """Return a copy of the project that shows rows, and the environment of its servers.

    The rows are its table, or a Parquet file that the servers are told to open.
    """
    cache = {"XDG_CACHE_HOME": str(folder / "cache")}
    if len(rows) <= MOST_IN_CSV:
        return copy_with(rows, folder), cache
    given = folder / "given" / "made-up.parquet"
    given.parent.mkdir()
    rows.to_parquet(given, index=False)
    return copy_with(rows.head(0), folder), cache | {VARIABLE: to_variable([given])}
