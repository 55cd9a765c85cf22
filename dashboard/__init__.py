"""Conflict incidents in the Caribbean, Venezuela and the Eastern Pacific, on a map.

In a notebook, ``dashboard.open("incidents.csv").map()``: see
:mod:`dashboard.notebook`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.notebook import Incidents

ROOT = Path(__file__).resolve().parents[1]
"""The folder that holds ``incidents.csv``, ``datapackage.json`` and ``geodata/``."""


def open(
    file: str | Path | None = None,
    *,
    part: str = "",
    importer: str = "auto",
    language: str = "",
) -> "Incidents":
    """Open a table of incidents; see :func:`dashboard.notebook.open_incidents`."""
    from dashboard.notebook import open_incidents  # seconds, which no command waits

    return open_incidents(file, part=part, importer=importer, language=language)
