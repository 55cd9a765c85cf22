"""Where the files lie that the dashboard reads: tables, layers, map assets.

In a checkout the tables and layers lie at its top. In an installed wheel there is no
such top: the build copies them into ``dashboard/data/``.
"""

import json
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

FONTS = tuple(
    f"vendor/fonts/SourceSans3-{face}.ttf"
    for face in ("Regular", "Semibold", "Bold", "It", "SemiboldIt")
)
"""The faces in ``STATIC`` in which briefs and maps are lettered."""
OF_PAGE = ("page.css", "incidents.css", "back.js", "share.js", "asked.js")
"""The files in ``STATIC`` that come with the code and make the look of a page."""
BESIDE = (
    *OF_PAGE,
    "built/basemap-fine.js",
    *FONTS,
)
"""Other files in ``STATIC``: without them pages and briefs look otherwise."""
NO_SCRIPT = "export default () => {}"
SIZES = "built/sizes.json"
"""What set-up wrote of the files that it made: name to bytes."""
MADE = ("vendor", "built")
"""Folders of ``STATIC`` that set-up fills; what lies beside comes with the code."""

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


def missing_assets(names: tuple[str, ...] = ASSETS) -> list[str]:
    """Return which files of ``names``, paths in ``STATIC``, are missing or cut."""
    return [name for name in names if not _is_whole(name)]


def page_script(name: str) -> str:
    """Return a script of ``STATIC`` for a page, or one that does nothing."""
    path = STATIC / name
    return path.read_text(encoding="utf-8") if path.is_file() else NO_SCRIPT


def _is_whole(name: str) -> bool:
    """Return whether a file of ``STATIC`` is there, as long as set-up has made it."""
    try:
        size = (STATIC / name).stat().st_size
    except OSError:
        return False
    return size > 0 and size == _sizes().get(name, size)


def _sizes() -> dict[str, int]:
    try:
        found = json.loads((STATIC / SIZES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def how_to_mend(path: Path | None = None) -> str:
    """Return the clause that says how to bring a missing or broken file back.

    None is what set-up makes. What comes with the code comes back with the code:
    set-up brings none of it.
    """
    if not is_checkout():
        return "install the wheel of conflict-incidents again"
    top = PACKAGE.parent
    made = [STATIC / name for name in MADE]
    if path is None or any(path.is_relative_to(folder) for folder in made):
        return "run `python3 start.py setup`"
    if (top / ".git").exists() and path.is_relative_to(top):
        return f"run `git checkout -- {path.relative_to(top).as_posix()}`"
    return "download the dashboard again"
