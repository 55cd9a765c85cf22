"""Weight and build time of the incident layer against what most people write.

Run from the project's folder: ``python -m benchmarks.bench_layers [rows …]``. In one
run the same made-up rows become one ``folium.CircleMarker`` each, one
``folium.GeoJson``, one ``FastMarkerCluster``, one layer of pydeck, and our layer; each
time the whole page is rendered. Popups of the first two say the same fields; cluster
and pydeck have summary fields alone. Seconds are of the processor, so that other work
on the computer does not count; ours is the median of five, the others run once.
"""

import gzip
import html
import sys
import time
from collections.abc import Callable

import folium
import folium.plugins
import numpy as np
import pandas as pd
import pydeck

from benchmarks.result import SIZES, Result, tell, timed
from dashboard.layers import base_map, pack_incidents
from dashboard.layers.element import Layer
from dashboard.table.dictionary import read_dictionary
from dashboard.table.read import INCIDENTS, read_text, to_types

REPEATS = 5
MOST_MARKERS = 10_000
"""Rows that folium may make an element of each: 100,000 take minutes."""
WORDS = np.array(
    "vessel crew reported struck coast guard statement boat sunk named port later "
    "survey relatives navy fuel engine night speedboat tanker boarded search "
    "area".split()
)
FIELDS = (
    "date location deaths_low deaths_best deaths_high verification event_type".split()
)
LONG = "geo_note actor claimed_target vessel_type notes sources".split()
PROMISED = {"build": 120.0, "weight": 1 / 0.03, "weight of all fields": 1 / 0.06}
"""At 10,000 rows: 120 times faster, at most 3 % and 6 % of the weight."""


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


def _page() -> folium.Map:
    return folium.Map(location=[9, -83], zoom_start=4, tiles=None)


def markers(rows: pd.DataFrame, fields: list[str]) -> str:
    """Render one ``CircleMarker`` with popup and tooltip for each row."""
    page = _page()
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
    page = _page()
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=5),
        popup=folium.GeoJsonPopup(fields),
        tooltip=folium.GeoJsonTooltip(["date", "deaths_best"]),
    ).add_to(page)
    return page.get_root().render()


def cluster(rows: pd.DataFrame, fields: list[str]) -> str:
    """Render all rows as one ``FastMarkerCluster`` whose popups are made on click."""
    table = [
        rows["latitude"],
        rows["longitude"],
        *(rows[n].astype(str) for n in fields),
    ]
    data = [list(each) for each in zip(*table, strict=True)]
    page = _page()
    folium.plugins.FastMarkerCluster(data).add_to(page)
    return page.get_root().render()


def deck(rows: pd.DataFrame, fields: list[str]) -> str:
    """Render all rows as one ``ScatterplotLayer`` of pydeck."""
    data = rows[["latitude", "longitude", *fields]].astype(dict.fromkeys(fields, str))
    layer = pydeck.Layer(
        "ScatterplotLayer",
        data,
        get_position=["longitude", "latitude"],
        get_radius=5,
        radius_units=pydeck.types.String("pixels"),
        pickable=True,
    )
    page = pydeck.Deck([layer], map_provider=None)
    return page.to_html(as_string=True, offline=False)


def ours(rows: pd.DataFrame, detail: bool) -> str:
    """Render our base map and layer."""
    page = base_map(read_dictionary().description)
    Layer("incidents", pack_incidents(rows, read_dictionary(), detail=detail)).add_to(
        page
    )
    return page.get_root().render()


def compare(count: int) -> None:
    """Tell one block: summary fields, then every field of a popup."""
    rows = made_up(count)
    summary: dict[str, Callable] = {
        "CircleMarker each": markers,
        "one GeoJson": geojson,
    }
    clustered: dict[str, Callable] = {"FastMarkerCluster": cluster, "pydeck": deck}
    _compare("", rows, FIELDS, False, summary | clustered)
    _compare(" of all fields", rows, FIELDS + LONG, True, summary)


def _compare(kind, rows, fields, detail, peers) -> None:
    count = len(rows)
    seconds, page = timed(lambda: ours(rows, detail), REPEATS, time.process_time)
    weight, squeezed = _weights(page)
    for name, make in peers.items():
        if count > MOST_MARKERS and name in ("CircleMarker each", "one GeoJson"):
            told = {"peer": name, "note": "not run, it takes minutes"}
            tell(Result("map", f"build{kind}", count, "s", seconds, **told))
            continue
        taken, their_page = timed(
            lambda make=make: make(rows, fields), 1, time.process_time
        )
        raw, small = _weights(their_page)
        promised = name == "CircleMarker each" and count == MOST_MARKERS
        for what, unit, mine, theirs in (
            ("build", "s", seconds, taken),
            ("weight", "MB", weight, raw),
            ("weight, gzip", "MB", squeezed, small),
        ):
            named = what.replace("weight", f"weight{kind}").replace(
                "build", f"build{kind}"
            )
            aim = PROMISED.get(named) if promised else None
            tell(Result("map", named, count, unit, mine, name, theirs, aim))


def _weights(page: str) -> tuple[float, float]:
    """Return the megabytes of a page, raw and as a server sends it."""
    raw = page.encode("utf-8")
    return len(raw) / 1e6, len(gzip.compress(raw, 6)) / 1e6


if __name__ == "__main__":
    for each in map(int, sys.argv[1:] or SIZES):
        compare(each)
