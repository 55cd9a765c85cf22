"""Regions shaded by what was placed in them, with fixed classes and nothing left over.

Rows that no region holds are counted in the legend: a pale map must not look like calm
where the place was never reported.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.figures.legend_words import (
    in_no_region,
    parts_not_counted,
    perhaps_elsewhere,
    shade_words,
)
from dashboard.figures.mark_words import region_count
from dashboard.figures.tolls import toll_plate
from dashboard.geo.region_names import region_name
from dashboard.geo.regions import Regions
from dashboard.layers.apart import tolls_apart
from dashboard.layers.element import Layer, pack
from dashboard.layers.groups import GROUP_TOLL, group_toll, grouped
from dashboard.layers.legend import swatch
from dashboard.layers.shapes import packed_rings
from dashboard.style import SHADE_BREAKS, SHADES, shade
from dashboard.table.dictionary import Dictionary
from dashboard.text.escape import safe

SIMPLIFY = 0.01
"""Degrees; neighbors are simplified together, so that no gap opens between them."""

REGION_COLUMNS = {"states": "state_id", "seas": "sea_id", "zones": "zone_of"}
"""Column of the located frame that names the region of each kind."""

SINGULAR = {"states": "state", "seas": "sea", "zones": "zone"}


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

    ``kind`` is one of ``REGION_COLUMNS``, ``measure`` one of ``style.SHADE_BREAKS``.
    Incidents are counted without their parts; the deaths of parts are added.
    """
    rows = located.reset_index(drop=True)
    keys = rows[REGION_COLUMNS[kind]].fillna("").astype(str)
    inside = rows[keys.ne("")]
    counts = grouped(inside, keys[keys.ne("")].to_numpy())
    ids = keys[keys.ne("")].to_numpy()[counts["first"].to_numpy(dtype="int64")]
    apart = tolls_apart(inside, keys[keys.ne("")].to_numpy(), dictionary)
    values = counts["incidents" if measure == "incidents" else "deaths_best"].fillna(0)
    if measure == "deaths":  # tolls of several campaigns: the largest, as marks do
        for number, words in apart.items():
            values[number] = np.nan_to_num(words["best"])
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
    cells = sums[GROUP_TOLL]
    words = safe(toll_plate(group_toll(*cells)))
    if apart:
        words = apart["toll"].replace("\n", " · ")
    name = safe(region_name(region_id, regions) or region_id)
    counts = region_count(int(sums["incidents"]), int(sums["parts"]), words)
    return f"<b>{name}</b><br>{counts}"


def _legend(rows, keys, kind, measure, fills) -> list:
    lows = SHADE_BREAKS[measure]
    highs = [*(each - 1 for each in lows[1:]), None]
    legend = [
        [swatch(color), shade_words(low, high, measure == "deaths")]
        for color, low, high in zip(SHADES, lows, highs, strict=True)
        if color in fills
    ]
    incident = rows["parent_id"].fillna("").eq("")
    nowhere = int((keys.eq("") & incident).sum())
    legend.append(["", in_no_region(nowhere, SINGULAR[kind])])
    parts = int((keys.ne("") & ~incident).sum())
    if parts:
        legend.append(["", parts_not_counted(parts)])
    if kind == "states" and "state_sure" in rows:
        pointed = keys.ne("") & incident & rows["join_method"].ne("area")
        doubtful = pointed & ~rows["state_sure"].astype(bool)
        if doubtful.any():
            legend.append(["", perhaps_elsewhere(int(doubtful.sum()))])
    return legend
