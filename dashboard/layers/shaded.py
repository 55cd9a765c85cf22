"""Regions shaded by what was placed in them, with fixed classes and nothing left over.

Rows that no region holds are counted in the legend: a pale map must not look like calm
where the place was never reported.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.figures.tolls import TOLL_COLUMNS, toll, toll_plate
from dashboard.geo.regions import Regions
from dashboard.layers.apart import tolls_apart
from dashboard.layers.element import Layer, pack
from dashboard.layers.groups import grouped
from dashboard.layers.legend import swatch
from dashboard.layers.shapes import packed_rings
from dashboard.style import SHADE_BREAKS, SHADES, shade
from dashboard.table.dictionary import Dictionary
from dashboard.text.escape import safe
from dashboard.text.words import count_of

SIMPLIFY = 0.01
"""Degrees; neighbors are simplified together, so that no gap opens between them."""

COLUMNS = {"states": "state_id", "seas": "sea_id", "zones": "zone_of"}
"""Column of the located frame that names the region of each kind."""

PLURALS = {"states": "state", "seas": "sea", "zones": "zone"}


def shaded_regions(
    located: pd.DataFrame,
    dictionary: Dictionary,
    regions: Regions,
    *,
    kind: str = "states",
    measure: str = "incidents",
    **_,
) -> Layer:
    """Shade states, seas or zones by incidents or deaths (best) placed in them.

    ``kind`` is one of ``COLUMNS``, ``measure`` one of ``style.SHADE_BREAKS``. Incidents
    are counted without their parts; the deaths of parts are added.
    """
    rows = located.reset_index(drop=True)
    keys = rows[COLUMNS[kind]].fillna("").astype(str)
    inside = rows[keys.ne("")]
    counts = grouped(inside, keys[keys.ne("")].to_numpy())
    ids = keys[keys.ne("")].to_numpy()[counts["first"].to_numpy(dtype="int64")]
    apart = tolls_apart(inside, keys[keys.ne("")].to_numpy(), dictionary)
    values = counts["incidents" if measure == "incidents" else "deaths_best"].fillna(0)
    if measure == "deaths":  # tolls of several campaigns: the largest, as marks do
        for number, said in apart.items():
            values[number] = np.nan_to_num(said["best"])
    shapes = _shapes(regions, kind, ids)
    fills = [shade(value, measure) for value in values]
    shown = [i for i, region in enumerate(ids) if fills[i] and region in shapes]
    return Layer(
        "regions",
        pack(
            {
                "shapes": [packed_rings(shapes[ids[i]]) for i in shown],
                "fill": [fills[i] for i in shown],
                "tip": [
                    _tip(regions, ids[i], counts.iloc[i], apart.get(i)) for i in shown
                ],
                "legend": _legend(rows, keys, kind, measure, fills),
                "credit": "",
            }
        ),
    )


def _shapes(regions: Regions, kind: str, ids) -> dict:
    frame: gpd.GeoDataFrame = getattr(regions, kind)
    wanted = frame[frame["region_id"].isin(set(ids))]
    if wanted.empty:
        return {}
    simple = wanted.geometry.simplify(SIMPLIFY)
    if kind != "zones":
        simple = shapely.coverage_simplify(wanted.geometry.to_numpy(), SIMPLIFY)
    table = pd.DataFrame({"region_id": wanted["region_id"], "shape": np.array(simple)})
    return {
        region_id: shapely.multipolygons(shapely.get_parts(group.to_numpy()))
        for region_id, group in table.groupby("region_id")["shape"]
    }


def _tip(regions: Regions, region_id: str, sums: pd.Series, apart: dict | None) -> str:
    cells = sums[[*TOLL_COLUMNS, "unknown", "size"]]
    words = safe(toll_plate(toll(*cells)))
    if apart:
        words = apart["toll"].replace("\n", " · ")
    name = safe(regions.name(region_id) or region_id)
    incidents = count_of(int(sums["incidents"]), "incident")
    parts = f", {count_of(int(sums['parts']), 'part')}" if sums["parts"] else ""
    return f"<b>{name}</b><br>{incidents}{parts} · {words}"


def _legend(rows, keys, kind, measure, fills) -> list:
    lows = SHADE_BREAKS[measure]
    highs = [*(each - 1 for each in lows[1:]), None]
    legend = [
        [swatch(color), _class_words(low, high, measure)]
        for color, low, high in zip(SHADES, lows, highs, strict=True)
        if color in fills
    ]
    incident = rows["parent_id"].fillna("").eq("")
    nowhere = int((keys.eq("") & incident).sum())
    legend.append(["", f"{count_of(nowhere, 'incident')} not in any {PLURALS[kind]}"])
    parts = int((keys.ne("") & ~incident).sum())
    if parts:
        legend.append(["", f"{count_of(parts, 'part')} of an incident not counted"])
    if kind == "states" and "state_sure" in rows:
        doubtful = keys.ne("") & incident & ~rows["state_sure"].astype(bool)
        if doubtful.any():
            legend.append(["", f"{int(doubtful.sum())} may lie in another state"])
    return legend


def _class_words(low: int, high: int | None, measure: str) -> str:
    span = f"{low} or more" if high is None else f"{low}–{high}"
    if low == high:
        span = f"{low}"
    if measure == "deaths":
        return f"{span} killed (best)"
    return f"{span} {'incident' if span == '1' else 'incidents'}"
