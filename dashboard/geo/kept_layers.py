"""The layers for a table, with the search trees that the table before it made.

Their trees take longer to make than most tables take to locate.
"""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from dashboard.geo import regions as layers
from dashboard.geo.regions import Regions, read_regions
from dashboard.geo.world import World

TREES = ("catalog", "borders", "sea_index", "zone_index")
"""What is made of the layers of the box, and answers every table alike."""


def regions_for_table() -> Regions:
    """Return the layers of the dashboard as they are on disk now.

    They are read again when a file was saved since. The world stays with the table
    that needs it: what it read changes the names by which regions are told apart.
    Raises as :func:`~dashboard.geo.regions.read_regions` does.
    """
    folder = layers.LAYERS
    files = [(each.name, each.stat()) for each in sorted(folder.glob("*.*"))]
    kept = _read(folder, tuple((n, f.st_mtime_ns, f.st_size) for n, f in files))
    regions = replace(kept, world=kept.world and World(folder))
    for name in TREES:
        vars(regions)[name] = getattr(kept, name)
    return regions


@lru_cache(maxsize=1)
def _read(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> Regions:
    return read_regions(folder)
