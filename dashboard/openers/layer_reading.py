"""Read a file by Arrow or GDAL: in this process, or a stranger's in one of its own.

An upload is a stranger's file, and both readers are large programs in C and C++: a
fault of theirs may end the process that they run in. A table that was opened by its
path is one that whoever runs the program chose, and is read here, which is quicker.
"""

from collections.abc import Callable

import pandas as pd
import pyarrow as pa

from dashboard.openers import layer_process
from dashboard.openers.layer import Layer
from dashboard.openers.layer_script import layer_of
from dashboard.openers.points import with_places
from dashboard.table.header import name_columns
from dashboard.table.reading import ReadTable
from dashboard.table.rows import TEXT

Read = Callable[[str, bytes, str, str], Layer]
"""Reads a file: what it is, its bytes, the layer to take, what one without a name is
called. Raises :class:`~dashboard.openers.layer.RefusedError`."""


def read_here(kind: str, raw: bytes, part: str, stem: str) -> Layer:
    """Read a file in this process; see :data:`Read`."""
    return layer_of(kind, raw, part, stem)


def read_apart(kind: str, raw: bytes, part: str, stem: str) -> Layer:
    """Read a stranger's file in a process of its own; see :data:`Read`.

    Raises :class:`~dashboard.openers.reader_process.ReaderError` too.
    """
    return layer_process.layer_of(kind, raw, part, stem)


def text_table(layer: Layer, name: str, format: str) -> ReadTable:
    """Return a layer as a table of text, its points as coordinates.

    The first row is line 2, as in a CSV file. Raises
    :class:`~dashboard.table.reading.UnreadableTableError` for names that are alike.
    """
    names = name_columns(layer.names, name, "columns")
    texts = {names[at]: column for at, column in layer.texts.items()}
    text = _frame(texts, layer.rows)
    if layer.places is None:
        return ReadTable(text, format)
    text, remarks = with_places(text, layer.places)
    return ReadTable(text, format, remarks)


def _frame(texts: dict[str, pa.ChunkedArray], rows: int) -> pd.DataFrame:
    frame: pd.DataFrame = pa.table(texts).to_pandas(types_mapper=lambda _: TEXT)
    frame.columns = pd.Index(list(texts), dtype=TEXT)
    frame.index = pd.RangeIndex(2, rows + 2)
    return frame
