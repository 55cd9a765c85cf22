"""GeoJSON, GeoPackage and GeoParquet: points only where a place is known.

A row known only to an area, or to none, is there with all its columns and without a
geometry. GeoPackage has two layers more: the circles in which the points may lie, and
the areas that are all that is known.
"""

import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely

from dashboard.exports.about import SUM, Export
from dashboard.exports.areas import area_frame
from dashboard.exports.columns import export_frame, free_name
from dashboard.exports.qgis import layer_styles
from dashboard.exports.scratch import scratch_folder
from dashboard.geo.circle import geodesic_circle
from dashboard.geo.drawn_shape import has_own_point
from dashboard.text.language import gettext
from dashboard.text.words import is_blank

GDAL = threading.Lock()
"""GDAL keeps its options for the whole process: one file at a time sets them."""


def to_geojson(export: Export) -> bytes:
    """Return a FeatureCollection (RFC 7946), with what it is in the member ``about``.

    Dates are ISO texts, blanks null; a row without a place has a null geometry.
    """
    frame = points_frame(export)
    names = [name for name in frame.columns if name != "geometry"]
    columns = {name: [_plain(each) for each in frame[name]] for name in names}
    ids = export.rows["incident_id"].tolist()  # of several tables: table and id
    features = [
        {
            "type": "Feature",
            "id": ids[at],
            "geometry": None if point is None else _point(point),
            "properties": {name: columns[name][at] for name in names},
        }
        for at, point in enumerate(frame.geometry)
    ]
    collection = {
        "type": "FeatureCollection",
        "name": "incidents",
        "about": [{"label": label, "text": text} for label, text in export.about()],
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1).encode("utf-8")


def to_geoparquet(export: Export) -> bytes:
    """Return GeoParquet 1.1, with what it is in the file's metadata under ``about``.

    Each row has the box of its point, by which a reader skips what it does not need;
    not where the table has a column of that name itself.
    """
    out = io.BytesIO()
    frame = points_frame(export)
    frame.to_parquet(
        out,
        index=False,
        compression="zstd",
        schema_version="1.1.0",
        write_covering_bbox="bbox" not in frame,
    )
    table = pq.read_table(io.BytesIO(out.getvalue()))
    about = json.dumps(export.about(), ensure_ascii=False).encode("utf-8")
    table = table.replace_schema_metadata({**table.schema.metadata, b"about": about})
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def to_geopackage(export: Export) -> bytes:
    """Return a GeoPackage: ``incidents``, ``circles``, ``areas`` and table ``about``.

    The table ``layer_styles`` has for QGIS how each layer is drawn.

    The time that a GeoPackage keeps of its last change is the day to which the table
    goes, so that the same selection of the same data gives the same bytes. Raises
    OSError where the disk is full.
    """
    frame, renamed = _told_apart(points_frame(export))
    lines = export.about() + renamed
    about = pd.DataFrame(lines, columns=["label", "text"])
    metadata = {label: text for label, text in lines if label != gettext(SUM)}
    day = f"{export.day.isoformat()}T00:00:00Z"
    geometry = free_name("geom", frame.columns)
    with scratch_folder() as folder, _gdal(OGR_CURRENT_DATE=day):
        path = folder / "incidents.gpkg"
        pyogrio.write_dataframe(
            _with_days(frame),
            path,
            layer="incidents",
            driver="GPKG",
            geometry_type="Point",
            use_arrow=True,
            dataset_metadata=metadata,
            layer_options={
                "DESCRIPTION": export.words[:250],
                "FID": free_name("fid", frame.columns),
                "GEOMETRY_NAME": geometry,
            },
        )
        circles = _circles(export, frame)
        cut = circles.geom_type.eq("MultiPolygon").any()  # at the date line
        pyogrio.write_dataframe(
            circles,
            path,
            layer="circles",
            driver="GPKG",
            geometry_type="MultiPolygon" if cut else "Polygon",
            promote_to_multi=bool(cut),
            append=True,
        )
        pyogrio.write_dataframe(
            area_frame(export),
            path,
            layer="areas",
            driver="GPKG",
            geometry_type="MultiPolygon",
            append=True,
        )
        columns = {"incidents": geometry, "circles": "geom", "areas": "geom"}
        styles = layer_styles(export.dictionary.looks, columns, day)
        for layer, table in (("about", about), ("layer_styles", styles)):
            pyogrio.write_dataframe(
                table, path, layer=layer, driver="GPKG", append=True
            )
        return path.read_bytes()


@contextmanager
def _gdal(**options: str) -> Iterator[None]:
    with GDAL:
        before = {name: pyogrio.get_gdal_config_option(name) for name in options}
        pyogrio.set_gdal_config_options(options)
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options(before)


def _told_apart(
    frame: gpd.GeoDataFrame,
) -> tuple[gpd.GeoDataFrame, list[tuple[str, str]]]:
    """Return a frame whose column names differ in more than capitals, and what is new.

    SQLite takes ``Date`` and ``date`` for one column.
    """
    names: list[str] = []
    for name in map(str, frame.columns):
        names.append(free_name(name, names))
    changed = [
        gettext("{old} is named {new} here", old=old, new=new)
        for old, new in zip(frame.columns, names, strict=True)
        if old != new
    ]
    renamed = frame.rename(columns=dict(zip(frame.columns, names, strict=True)))
    return renamed, [(gettext("Columns"), "; ".join(changed))] if changed else []


def points_frame(export: Export) -> gpd.GeoDataFrame:
    """Return the rows of a file, with a point where a place is known (EPSG:4326)."""
    rows = export.rows
    points = shapely.points(
        rows["longitude"].to_numpy("float64"), rows["latitude"].to_numpy("float64")
    )
    points = np.where(has_own_point(rows), points, None)
    return gpd.GeoDataFrame(
        export_frame(rows, export.dictionary),
        geometry=gpd.GeoSeries(points, crs="EPSG:4326"),
    )


def _with_days(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame with dates as days, which GDAL keeps without a time."""
    day = pd.ArrowDtype(pa.date32())
    names = [name for name in ("date", "date_end") if name in frame]
    return frame.assign(**{name: frame[name].astype(day) for name in names})


def _circles(export: Export, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the geodesic circles, radius in km, in which the points may lie."""
    known = frame[~frame.geometry.isna() & frame["radius_km"].gt(0)]
    shapes = [
        geodesic_circle(row.longitude, row.latitude, row.radius_km)
        for row in known.itertuples()
    ]
    names = ["source_table", "incident_id", "radius_km"]
    return gpd.GeoDataFrame(
        known[[name for name in names if name in known]].reset_index(drop=True),
        geometry=gpd.GeoSeries(shapes, crs="EPSG:4326"),
    )


def _plain(value):
    """Return a cell as JSON knows it: dates as ISO text, a blank as null."""
    if is_blank(value):
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return value.item() if isinstance(value, np.generic) else value


def _point(point: shapely.Point) -> dict:
    return {"type": "Point", "coordinates": [point.x, point.y]}
