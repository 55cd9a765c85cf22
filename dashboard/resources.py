"""Where the files lie that the dashboard reads: tables, layers, map assets.

In a checkout the tables and layers lie at its top. In an installed wheel there is no
such top: the build copies them into ``dashboard/data/``.
"""

from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent
"""The folder of the program, in a checkout or among installed packages."""
APP = PACKAGE / "app.py"
"""What Streamlit runs; its settings lie beside it or, in a checkout, at the top."""
STATIC = PACKAGE / "static"
"""What Streamlit serves to the browser: map library, fonts, base map, our code."""
ASSETS = (
    "vendor/leaflet/leaflet.js",
    "vendor/leaflet/leaflet.css",
    "built/basemap.js",
    "built/map.js",
)
"""The files in ``STATIC`` without which no map can be drawn."""

_INSTALLED = PACKAGE / "data"


def is_checkout() -> bool:
    """Return whether the program runs from a checkout, not from an installed wheel."""
    return not _INSTALLED.is_dir()


def resource(name: str) -> Path:
    """Return the path of a table, a description or a layer, such as ``incidents.csv``.

    ``name`` is its path from the top of a checkout. The file may be missing: whoever
    reads it says so.
    """
    return (PACKAGE.parent if is_checkout() else _INSTALLED) / name


def short_path(path: Path) -> str:
    """Return a path for a message: from the top of the project where it lies in it."""
    top = resource("")
    return (path.relative_to(top) if path.is_relative_to(top) else path).as_posix()


def cache_folder() -> Path:
    """Return the user's folder for what the dashboard keeps; it may not be there yet.

    ``XDG_CACHE_HOME`` moves it, on Linux.
    """
    return platformdirs.user_cache_path("conflict-incidents", appauthor=False)


def missing_assets() -> list[str]:
    """Return the map files that are not there, relative to ``static/``."""
    return [name for name in ASSETS if not (STATIC / name).is_file()]


def how_to_mend() -> str:
    """Return the clause that says how to bring missing files back."""
    if is_checkout():
        return "run `python3 start.py setup`"
    return "install the wheel of conflict-incidents again"
