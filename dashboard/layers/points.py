"""Places, ports and reported departures: named points of the gazetteers."""

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard.figures.legend_words import (
    DEPARTURE,
    NO_PLACES,
    PLACES_CREDIT,
    PORT,
    TOWN,
    no_port,
)
from dashboard.figures.mark_words import departures_words
from dashboard.geo.regions import Regions
from dashboard.layers.element import Layer, pack
from dashboard.style import COLORS
from dashboard.text.escape import safe
from dashboard.text.language import gettext


def places(located, dictionary, regions: Regions, **_) -> Layer:
    """Name towns and ports, more of them the closer the map.

    The names are in the base map's file, which the browser fetches once: this layer
    carries only its legend and credit.
    """
    legend = []
    if not regions.places.empty:
        legend.append([_dot("circle"), gettext(TOWN)])
    if not regions.ports.empty:
        legend.append([_dot("square"), gettext(PORT)])
    content = {
        "legend": legend or [["", gettext(NO_PLACES)]],
        "credit": gettext(PLACES_CREDIT) if legend else "",
    }
    return Layer("places", pack(content))


def origins(located: pd.DataFrame, dictionary, regions: Regions, **_) -> Layer:
    """Mark the places that vessels are reported to have left from.

    Only a place that the report names and the gazetteer knows in that state becomes a
    diamond; the others are counted in the legend. No line joins it to the strike: no
    route was reported.
    """
    rows = located[located["origin"].fillna("").ne("")]
    rows = rows[rows["parent_id"].fillna("").eq("")]
    named = rows["origin"].str.split(r"[,(]", n=1, regex=True).str[0].str.strip()
    table = pd.DataFrame({"place": named, "state": rows["origin_id"].fillna("")})
    found = table.merge(_known(regions), on=["place", "state"], how="left")
    found.index = rows.index
    shown = found[found["geometry"].notna()]
    counts = shown.groupby(["place", "state"], sort=True).agg(
        geometry=("geometry", "first"), count=("place", "size")
    )
    marks = counts.reset_index().rename(columns={"place": "name"})
    unplaced = len(found) - len(shown)
    return Layer("origins", pack(_columns(marks) | _origin_words(marks, unplaced)))


def _origin_words(marks: pd.DataFrame, unplaced: int) -> dict:
    sign = (
        '<svg width="14" height="16" aria-hidden="true"><path d="M7 1L13 8L7 15L1 8Z"'
        f' fill="{COLORS.origin}" stroke="{COLORS.outline}"/></svg>'
    )
    legend = [[sign, gettext(DEPARTURE)]] if len(marks) else []
    if unplaced:
        legend.append(["", no_port(unplaced)])
    tips = [
        f"<b>{safe(each.name_)}</b><br>{departures_words(each.count_)}"
        for each in marks.rename(
            columns={"name": "name_", "count": "count_"}
        ).itertuples()
    ]
    return {"tip": tips, "legend": legend, "credit": ""}


def _known(regions: Regions) -> pd.DataFrame:
    """Return each named place once for each state, the most populous of a name."""
    known = regions.places
    if known.empty or "state_id" not in known:
        return pd.DataFrame({"place": [], "state": [], "geometry": []}, dtype=object)
    table = pd.DataFrame(
        {
            "place": known["name"],
            "state": known["state_id"].fillna(""),
            "geometry": np.array(known.geometry),
            "population": known["population"].fillna(0),
        }
    ).sort_values("population", ascending=False, kind="stable")
    return table.drop_duplicates(["place", "state"]).drop(columns="population")


def _columns(table: pd.DataFrame) -> dict:
    points = gpd.GeoSeries(table["geometry"]) if len(table) else gpd.GeoSeries([])
    return {
        "name": [safe(each) for each in table["name"]],
        "la": np.rint(points.y * 1000).astype(int).tolist(),
        "lo": np.rint(points.x * 1000).astype(int).tolist(),
    }


def _dot(shape: str) -> str:
    form = (
        '<circle cx="6" cy="6" r="2.6"/>'
        if shape == "circle"
        else '<rect x="3.2" y="3.2" width="5.6" height="5.6"/>'
    )
    return (
        '<svg width="12" height="12" aria-hidden="true">'
        f'<g fill="{COLORS.second_text}">{form}</g></svg>'
    )
