"""A table as Arrow and GDAL give it: columns of text, and where its rows lie.

Nothing else crosses from the process that reads a stranger's file, so nothing else is
here. It imports no pandas, as :mod:`dashboard.openers.places`.
"""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from dashboard.openers.places import Places

PARQUET, GEOPACKAGE, FEATURES = "parquet", "geopackage", "features"
"""What is to be read: the last is an archive of the parts that GDAL opens."""


class RefusedError(Exception):
    """A file that is not read: ``why`` names a sentence, ``values`` fill it in.

    The sentences are in :mod:`dashboard.openers.refusals`.
    """

    def __init__(self, why: str, /, **values: str | int | list[str]) -> None:
        super().__init__(why, values)
        self.why, self.values = why, values


@dataclass(frozen=True)
class Layer:
    """A table that was read.

    ``names`` are all its columns as the file names them; ``texts`` are those that hold
    text, by their position among these, "" where a cell is blank. ``layers`` are the
    layers of the file and ``at`` is the number of this one. ``notes`` are words for
    what was noticed: of this module.
    """

    rows: int
    names: list[str]
    texts: dict[int, pa.ChunkedArray]
    places: Places | None = None
    layers: tuple[str, ...] = ()
    at: int = 0
    notes: frozenset[str] = frozenset()


SINGLE_BYTE, SHAPES, NO_SHAPES = "single byte", "shapes", "no shapes"
"""What may be noticed: texts were Windows-1252; a Parquet file has geometry; or says of
it what nobody can read."""
NOTES = frozenset((SINGLE_BYTE, SHAPES, NO_SHAPES))


def as_text(value: Any) -> str:
    """Return text for a sentence on a file, without half characters (surrogates)."""
    return str(value).encode("utf-8", "replace").decode()
