"""Locate a folder of Parquet files: each to a file of its name in another folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from dashboard.batches.locate_file import LocatedFile, locate_file
from dashboard.geo.regions import Regions
from dashboard.openers.opened import TableSource
from dashboard.table.reading import UnreadableTableError

PARQUET = (".parquet", ".geoparquet")
"""How the names end of the files of a folder that are read."""


def files_of(folder: Path) -> list[Path]:
    """Return the Parquet files of a folder, by name.

    Raises :class:`~dashboard.table.reading.UnreadableTableError` where it has none.
    """
    found = [
        each
        for each in sorted(folder.iterdir())
        if each.suffix.lower() in PARQUET and each.is_file()
    ]
    if not found:
        raise UnreadableTableError(
            f"{folder.name}: a folder without a file that ends in "
            f"{' or '.join(PARQUET)}."
        )
    return found


def locate_folder(
    folder: Path,
    out: Path,
    regions: Regions,
    tell: Callable[[str, int], None] = lambda name, rows: None,
) -> dict[str, LocatedFile | str]:
    """Locate each file of a folder into ``out``, and return what became of each.

    It is under the file's name what was found, or why it could not be read: the others
    are located all the same. ``out`` is made if it is not there. Raises
    :class:`~dashboard.table.reading.UnreadableTableError` where there is no file, and
    OSError where nothing can be written.
    """
    files = files_of(folder)
    out.mkdir(parents=True, exist_ok=True)
    found: dict[str, LocatedFile | str] = {}
    for path in files:
        source, say = TableSource(path.name, path), partial(tell, path.name)
        try:
            found[path.name] = locate_file(source, out / path.name, regions, say)
        except UnreadableTableError as error:
            found[path.name] = str(error)
    return found
