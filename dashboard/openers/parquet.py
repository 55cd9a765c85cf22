"""Open Parquet and GeoParquet files."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from dashboard.openers.arrow_layer import parquet_layers
from dashboard.openers.layer import NO_SHAPES, PARQUET, SHAPES, Layer, RefusedError
from dashboard.openers.layer_reading import Read, read_here, text_table
from dashboard.openers.refusals import in_words
from dashboard.table.reading import ReadTable, Remark
from dashboard.text.language import gettext


def read_parquet(raw: bytes, name: str, read: Read = read_here) -> ReadTable:
    """Return the table of a Parquet file; a geometry column becomes coordinates.

    The line of a row is its number and one, as in a CSV file. Raises
    :class:`~dashboard.table.reading.UnreadableTableError`.
    """
    try:
        layer = read(PARQUET, raw, "", "")
    except RefusedError as error:
        raise in_words(error, name, "Parquet") from error
    return _to_table(layer, name)


def parquet_batches(
    path: Path, rows: int, name: str
) -> Iterator[tuple[pa.Table, ReadTable]]:
    """Give a Parquet file by so many rows: as they are in the file, and as text.

    Each text table is as :func:`read_parquet` gives it, lines as in the whole file.
    Raises :class:`~dashboard.table.reading.UnreadableTableError`, also in the middle of
    the file.
    """
    before = 0
    try:
        for table, layer in parquet_layers(path, rows):
            yield table, _to_table(layer, name).moved(before)
            before += layer.rows
    except RefusedError as error:
        raise in_words(error, name, "Parquet") from error


def _to_table(layer: Layer, name: str) -> ReadTable:
    remarks = []
    if NO_SHAPES in layer.notes:
        words = gettext("the file does not say how to read its geometry: no points")
        remarks.append(Remark(None, "", "", words, "warning"))
    format = "GeoParquet" if SHAPES in layer.notes else "Parquet"
    table = text_table(layer, name, format)
    table.remarks[:0] = remarks
    return table
