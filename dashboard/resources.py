"""Where the files lie that the dashboard reads: tables, layers, map assets."""

from dashboard import ROOT

STATIC = ROOT / "dashboard" / "static"
"""What Streamlit serves to the browser: map library, fonts, base map, our code."""
ASSETS = (
    "vendor/leaflet/leaflet.js",
    "vendor/leaflet/leaflet.css",
    "built/basemap.js",
    "built/map.js",
)
"""The files in ``STATIC`` without which no map can be drawn."""


def missing_assets() -> list[str]:
    """Return the map files that set-up has not brought, relative to ``static/``."""
    return [name for name in ASSETS if not (STATIC / name).is_file()]
