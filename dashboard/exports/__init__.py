"""Files of exactly the selection, each with its filters, counts and licence inside."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.exports.about import Export
from dashboard.exports.geo import to_geojson, to_geopackage, to_geoparquet
from dashboard.exports.kml import to_kml
from dashboard.exports.naming import file_name
from dashboard.exports.sheet import TooLongError, to_xlsx
from dashboard.exports.table import to_csv


@dataclass(frozen=True)
class Format:
    """One kind of file: what people call it, its ending, and what makes it."""

    label: str
    mime: str
    write: Callable[[Export], bytes]


EXPORT_FORMATS = {
    "csv": Format("CSV", "text/csv", to_csv),
    "xlsx": Format(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        to_xlsx,
    ),
    "geojson": Format("GeoJSON", "application/geo+json", to_geojson),
    "gpkg": Format("GeoPackage", "application/geopackage+sqlite3", to_geopackage),
    "parquet": Format("GeoParquet", "application/vnd.apache.parquet", to_geoparquet),
    "kml": Format("KML", "application/vnd.google-earth.kml+xml", to_kml),
}
"""Every format by its ending, in the order of the page; a new one is one line."""

__all__ = ["EXPORT_FORMATS", "Export", "Format", "TooLongError", "file_name"]
