"""Weight and build time of the incident layer against what most people write.

Run from the project's folder: ``python -m benchmarks.bench_layers [rows …]``. In one
run the same made-up rows become one ``folium.CircleMarker`` each, one
``folium.GeoJson``, and our layer; each time the whole page is rendered and every popup
says the same fields. Seconds are of the processor, so that other work on the computer
does not count; ours is the median of five, the slow ones run once.
"""

import html
import statistics
import sys
import time

import folium
import numpy as np
import pandas as pd

from dashboard.layers import base_map, pack_incidents
from dashboard.layers.element import Layer
from dashboard.table.dictionary import read_dictionary
from dashboard.table.read import INCIDENTS, read_text, to_types

REPEATS = 5
WORDS = np.array(
    "vessel crew reported struck coast guard statement boat sunk named port later "
    "survey relatives navy fuel engine night speedboat tanker boarded search "
    "area".split()
)
FIELDS = (
    "date location deaths_low deaths_best deaths_high verification event_type".split()
)
LONG = "geo_note actor claimed_target vessel_type notes sources".split()


def made_up(count: int, seed: int = 7) -> pd.DataFrame:
    """Return rows of the real table's shape at random points, texts of their own."""
    random = np.random.default_rng(seed)
    table = to_types(read_text(INCIDENTS), read_dictionary())
    placed = table[table["geo_precision"].lt(3).fillna(False)]
    rows = placed.sample(count, replace=True, random_state=seed).reset_index(drop=True)
    notes = WORDS[random.integers(0, len(WORDS), (count, 12))]
    number = pd.Series(np.arange(count)).astype(str)
    pages = " <https://news.example.org/2026/" + number + "> 2026-01-02"
    return rows.assign(
        incident_id="TST-2026-01-02-" + number.str.zfill(6),
        parent_id="",
        latitude=random.uniform(-9, 32, count).round(4),
        longitude=random.uniform(-119, -51, count).round(4),
        deaths_low=pd.array(random.integers(0, 4, count), dtype="Int64"),
        deaths_best=pd.array(random.integers(4, 9, count), dtype="Int64"),
        deaths_high=pd.array(random.integers(9, 15, count), dtype="Int64"),
        location="Place " + pd.Series(random.integers(0, 20_000, count)).astype(str),
        notes=[" ".join(each) for each in notes],
        sources="A Paper" + pages,
        geo_note="our point, read from the reports",
    )


def words(row, fields: list[str]) -> str:
    """Return a popup as people write it: one line for each field."""
    return "<br>".join(
        f"<b>{n}</b>: {html.escape(str(getattr(row, n)))}" for n in fields
    )


def markers(rows: pd.DataFrame, fields: list[str]) -> str:
    """Render one ``CircleMarker`` with popup and tooltip for each row."""
    page = folium.Map(location=[9, -83], zoom_start=4, tiles=None)
    for row in rows.itertuples():
        folium.CircleMarker(
            [row.latitude, row.longitude],
            radius=5,
            popup=folium.Popup(words(row, fields), max_width=300),
            tooltip=f"{row.date:%Y-%m-%d}: {row.deaths_best} killed",
        ).add_to(page)
    return page.get_root().render()


def geojson(rows: pd.DataFrame, fields: list[str]) -> str:
    """Render all rows as one ``GeoJson`` with popup and tooltip."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.longitude, row.latitude]},
            "properties": {name: str(getattr(row, name)) for name in fields},
        }
        for row in rows.itertuples()
    ]
    page = folium.Map(location=[9, -83], zoom_start=4, tiles=None)
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=5),
        popup=folium.GeoJsonPopup(fields),
        tooltip=folium.GeoJsonTooltip(["date", "deaths_best"]),
    ).add_to(page)
    return page.get_root().render()


def ours(rows: pd.DataFrame, detail: bool) -> str:
    """Render our base map and layer."""
    page = base_map(read_dictionary().description)
    Layer("incidents", pack_incidents(rows, read_dictionary(), detail=detail)).add_to(
        page
    )
    return page.get_root().render()


def timed(make, *given, repeats: int = 1) -> tuple[float, int]:
    """Return the median processor seconds and the bytes of the page."""
    seconds = []
    for _ in range(repeats):
        start = time.process_time()
        page = make(*given)
        seconds.append(time.process_time() - start)
    return statistics.median(seconds), len(page.encode("utf-8"))


def compare(count: int) -> None:
    """Print one block: summary fields, then every field of a popup."""
    rows = made_up(count)
    for title, fields, detail in (
        ("summary fields", FIELDS, False),
        ("all popup fields", FIELDS + LONG, True),
    ):
        print(f"\n{count:,} rows, {title}")
        base = timed(markers, rows, fields) if count <= 10_000 else None
        results = {"CircleMarker each": base}
        if count <= 10_000:
            results["one GeoJson"] = timed(geojson, rows, fields)
        results["our layer"] = timed(ours, rows, detail, repeats=REPEATS)
        for name, result in results.items():
            if result is None:
                continue
            seconds, size = result
            line = f"  {name:18} {seconds:8.3f} s  {size / 1e6:8.3f} MB"
            if base and result is not base:
                line += (
                    f"  {base[0] / seconds:6.0f}× faster, {size / base[1]:6.2%} of it"
                )
            print(line)


if __name__ == "__main__":
    for each in map(int, sys.argv[1:] or ["1000", "10000"]):
        compare(each)
