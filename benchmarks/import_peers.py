"""Two peers of ``bench_import``: what an analyst would write with the usual libraries.

Neither is slowed down on purpose: checks are of whole columns, layers are projected
once, and only points off the land are asked for the nearest state.
"""

from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa

from dashboard.geo.regions import Regions

METERS = "+proj=aeqd +lat_0=15 +lon_0=-85 +datum=WGS84 +units=m"
"""Equidistant from the middle of the layers: one projection for all of them."""
RADIUS_KM = {"1": 2, "2": 25, "3": 100, "4": 300, "5": 50, "6": 1500, "7": 200}
NUMBER, WHOLE, DAY = r"-?\d+(\.\d+)?", r"\d{1,15}(\.0+)?", r"\d{4}-\d{2}-\d{2}"


class Layers(NamedTuple):
    """The layers as the second peer wants them: in degrees, and states in metres."""

    states: gpd.GeoDataFrame
    seas: gpd.GeoDataFrame
    zones: gpd.GeoDataFrame
    states_in_meters: gpd.GeoDataFrame


def layers_of(regions: Regions) -> Layers:
    """Return the layers, made once and with their search trees made."""
    states = regions.states[["region_id", "name", "country_id", "geometry"]]
    seas = regions.seas[["region_id", "geometry"]]
    zones = regions.zones[["region_id", "geometry"]]
    layers = Layers(states, seas, zones, states.to_crs(METERS))
    for layer in layers:
        assert layer.sindex.size
    return layers


def simple_way(path: Path, layers: Layers) -> int:
    """Read, check types and ranges, and join with the states."""
    table = pd.read_csv(path, parse_dates=["date_start", "date_end"])
    schema = pa.DataFrameSchema(
        {
            "id": pa.Column(int, unique=True),
            "latitude": pa.Column(float, pa.Check.in_range(-90, 90)),
            "longitude": pa.Column(float, pa.Check.in_range(-180, 180)),
            "where_prec": pa.Column(float, pa.Check.isin(range(1, 8))),
            "date_prec": pa.Column(float, pa.Check.isin(range(1, 6))),
            **{
                name: pa.Column(float, pa.Check.ge(0))
                for name in ("low", "best", "high")
            },
        },
        checks=[
            pa.Check(lambda rows: rows["low"] <= rows["best"]),
            pa.Check(lambda rows: rows["best"] <= rows["high"]),
        ],
    )
    failures(schema, table)
    joined = gpd.sjoin(_points(table), layers.states, how="left")
    return int(joined["index_right"].notna().sum())


def same_work(path: Path, layers: Layers) -> int:
    """Read as text, check every rule by line and value, and locate as we do."""
    text = pd.read_csv(path, dtype=str, keep_default_na=False)
    text.index += 2  # the line of the file; right where no cell has a line break
    text = text.apply(lambda column: column.str.strip())
    findings = [failures(_text_schema(), text)]
    numbers = "latitude longitude low best high".split()
    typed = text.assign(
        **{name: pd.to_numeric(text[name], errors="coerce") for name in numbers},
        **{
            name: pd.to_datetime(text[name], format="%Y-%m-%d", errors="coerce")
            for name in ("date_start", "date_end")
        },
    )
    findings.append(failures(_typed_schema(), typed))
    located = _locate(typed, layers)
    findings += _disagreements(located, layers)
    listed = pd.concat(findings, ignore_index=True).sort_values("index")
    assert {"index", "failure_case", "check"} <= set(listed)
    return int(located["state_id"].notna().sum())


def failures(schema: pa.DataFrameSchema, table: pd.DataFrame) -> pd.DataFrame:
    """Return each failure with its line, value and rule."""
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return errors.failure_cases[["index", "column", "failure_case", "check"]]
    return pd.DataFrame(columns=["index", "column", "failure_case", "check"])


def _text_schema() -> pa.DataFrameSchema:
    def shaped(pattern: str) -> pa.Column:
        return pa.Column(str, pa.Check.str_matches(rf"^(?:{pattern})?$"))

    def coded(most: int) -> pa.Column:
        codes = [f"{n}{end}" for n in range(1, most + 1) for end in ("", ".0")]
        return pa.Column(str, pa.Check.isin(["", *codes]))

    return pa.DataFrameSchema(
        {
            "id": pa.Column(str, pa.Check.str_length(min_value=1), unique=True),
            **{name: shaped(NUMBER) for name in ("latitude", "longitude")},
            **{name: shaped(WHOLE) for name in ("low", "best", "high")},
            **{name: shaped(DAY) for name in ("date_start", "date_end")},
            "where_prec": coded(7),
            "date_prec": coded(5),
            "type_of_violence": coded(3),
            "event_clarity": coded(2),
        },
        checks=[
            pa.Check(lambda rows: rows["latitude"].eq("") == rows["longitude"].eq(""))
        ],
    )


def _typed_schema() -> pa.DataFrameSchema:
    first, last = pd.Timestamp(1800, 1, 1), pd.Timestamp(2100, 12, 31)
    day = pa.Column(None, pa.Check.in_range(first, last), nullable=True)
    count = pa.Column(float, pa.Check.in_range(0, 10**7), nullable=True, coerce=True)
    return pa.DataFrameSchema(
        {
            "latitude": pa.Column(float, pa.Check.in_range(-90, 90), nullable=True),
            "longitude": pa.Column(float, pa.Check.in_range(-180, 180), nullable=True),
            "low": count,
            "best": count,
            "high": count,
            "date_start": day,
            "date_end": day,
        },
        checks=[
            pa.Check(lambda rows: ~(rows["low"] > rows["best"])),
            pa.Check(lambda rows: ~(rows["best"] > rows["high"])),
            pa.Check(lambda rows: ~(rows["date_end"] < rows["date_start"])),
        ],
    )


def _points(table: pd.DataFrame) -> gpd.GeoDataFrame:
    places = gpd.points_from_xy(table["longitude"], table["latitude"])
    return gpd.GeoDataFrame(table, geometry=places, crs=4326)


def _locate(typed: pd.DataFrame, layers: Layers) -> gpd.GeoDataFrame:
    """Return the rows with state, sea, zone and nearest state, and if that is sure."""
    rows = _points(typed)
    level = rows["where_prec"].str.removesuffix(".0")
    place = rows.loc[level.isin(["1", "2", "5"]), ["geometry"]]
    for name, layer in zip(("state", "sea", "zone"), layers[:3], strict=True):
        joined = gpd.sjoin(place, layer[["region_id", "geometry"]], how="left")
        first = joined["region_id"].groupby(level=0).first()
        rows[f"{name}_id"] = first.reindex(rows.index)
    meters = place.to_crs(METERS)
    states = layers.states_in_meters[["region_id", "geometry"]]
    off = meters[rows.loc[meters.index, "state_id"].isna()]
    near = gpd.sjoin_nearest(off, states, distance_col="meters")
    near = near[~near.index.duplicated()].reindex(rows.index)
    rows["nearest_state_id"] = rows["state_id"].fillna(near["region_id"])
    rows["distance_nm"] = near["meters"].where(rows["state_id"].isna(), 0) / 1852
    reach = level[meters.index].map(RADIUS_KM).to_numpy(float) * 1000
    circles = gpd.sjoin(meters, states, predicate="dwithin", distance=reach)
    home = rows["state_id"].reindex(circles.index)
    other = circles.loc[circles["region_id"].ne(home), "region_id"]
    rows["other_state_id"] = other[~other.index.duplicated()].reindex(rows.index)
    named = layers.states.drop_duplicates("name").set_index("name")["region_id"]
    area = rows["adm_1"].str.removesuffix(" state").map(named)
    rows["state_id"] = rows["state_id"].fillna(area.where(level.isin(["3", "4"])))
    return rows


def _disagreements(rows: gpd.GeoDataFrame, layers: Layers) -> list[pd.DataFrame]:
    """Return the rows whose reported state is not that of the point."""
    names = layers.states.set_index("region_id")["name"]
    found = rows["state_id"].map(names)
    reported = rows["adm_1"].str.removesuffix(" state")
    other = found.notna() & reported.ne("") & reported.ne(found)
    cells = rows.loc[other, "adm_1"].rename("failure_case").rename_axis("index")
    return [cells.reset_index().assign(column="adm_1", check="another state")]
