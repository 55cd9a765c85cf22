"""Write a selection of a large table to a file, piece by piece: CSV, GeoParquet,
or a folder of GeoParquet files.

Each file is the one that :mod:`dashboard.exports` makes of the whole: CSV byte for
byte, GeoParquet column for column.
"""

import hashlib
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.batches.written_folder import in_files, name_of_file
from dashboard.exports.about import Export
from dashboard.exports.columns import export_frame
from dashboard.exports.geo import to_geoparquet
from dashboard.exports.plain import ENDING, metadata_text
from dashboard.exports.table import comments_of, rows_as_text
from dashboard.table.folder import whole_folder
from dashboard.table.write import csv_bytes, whole_file, write_whole

Pieces = Iterable[pd.DataFrame]
ExportOf = Callable[[pd.DataFrame], Export]


def write_csv(path: Path, about: Export, pieces: Pieces) -> None:
    """Write the rows as :func:`dashboard.exports.table.to_csv` of all of them does.

    ``about`` is what the file says of itself. Raises OSError.
    """
    with whole_file(path) as file:
        _write_rows(file, about, pieces, comments_of(about), with_mark=True)


def write_plain(path: Path, about: Export, pieces: Pieces, none: pd.DataFrame) -> None:
    """Write the rows without comments, and beside them what those would say.

    ``none`` is a frame of such rows without any. Raises OSError.
    """
    with whole_file(path) as file:
        digest = _write_rows(file, about, pieces)
    frame = export_frame(none, about.dictionary)
    beside = metadata_text(about, frame, path.name, digest)
    write_whole(path.with_name(path.name + ENDING), beside)


def _write_rows(
    file: BinaryIO,
    about: Export,
    pieces: Pieces,
    comments: list[str] | tuple = (),
    with_mark: bool = False,
) -> str:
    """Write header and rows; return the SHA-256 of what was written."""
    digest, is_first = hashlib.sha256(), True
    for rows in pieces:
        frame = export_frame(rows, about.dictionary)
        content = csv_bytes(
            frame.columns,
            rows_as_text(frame),
            comments if is_first else (),
            with_mark and is_first,
        )
        if not is_first:
            content = content[len(csv_bytes(frame.columns, [])) :]
        file.write(content)
        digest.update(content)
        is_first = False
    return digest.hexdigest()


def write_folder(
    folder: Path, about: Export, pieces: Pieces, export_of: ExportOf
) -> None:
    """Write the rows as a folder of GeoParquet files, which is there whole or not.

    Each says of itself what one file of all rows would; types are those of the first.
    Raises OSError.
    """
    schema = None
    with whole_folder(folder) as part:
        for number, some in enumerate(in_files(pieces), 1):
            path = part / name_of_file(number)
            schema = write_geoparquet(path, about, some, export_of, schema)


def write_geoparquet(
    path: Path,
    about: Export,
    pieces: Pieces,
    export_of: ExportOf,
    schema: pa.Schema | None = None,
) -> pa.Schema | None:
    """Write the rows as :func:`dashboard.exports.geo.to_geoparquet` of them all does.

    ``export_of`` gives an export of some of the rows. The columns have the types of
    ``schema``, else those of the first piece; returns them. Raises OSError.
    """
    writer: pq.ParquetWriter | None = None
    geo: dict = {}
    edges = [np.inf, np.inf, -np.inf, -np.inf]
    with whole_file(path) as file:
        try:
            for rows in pieces:
                content = to_geoparquet(export_of(rows))
                table = pq.read_table(io.BytesIO(content))
                own = json.loads(table.schema.metadata[b"geo"])
                column = own["columns"][own["primary_column"]]
                edges = _wider(edges, column.pop("bbox", None))
                if not geo or column.get("geometry_types"):
                    geo = own
                if writer is None:
                    schema = schema or _at_first(table.schema, own)
                    writer = pq.ParquetWriter(file, schema, compression="zstd")
                writer.write_table(table.cast(writer.schema))
            if writer is not None:
                if np.isfinite(edges).all():
                    geo["columns"][geo["primary_column"]]["bbox"] = edges
                said = json.dumps(about.about(), ensure_ascii=False)
                writer.add_key_value_metadata({"geo": json.dumps(geo), "about": said})
        finally:
            if writer is not None:
                writer.close()
    return schema


def _wider(edges: list[float], box: list[float] | None) -> list[float]:
    """Return the edges of a box that also holds another one."""
    if box is None or not np.isfinite(box).all():
        return edges
    west, south, east, north = zip(edges, box, strict=True)
    return [min(west), min(south), max(east), max(north)]


def _at_first(schema: pa.Schema, geo: dict) -> pa.Schema:
    """Return the columns with what holds of them before all rows are known.

    A reader of a whole folder looks here alone, where others read what the file says
    at its end: the geometry is there, its types and its box are not known.
    """
    columns = {
        name: each | {"geometry_types": []} for name, each in geo["columns"].items()
    }
    metadata = {k: v for k, v in schema.metadata.items() if k != b"about"}
    return schema.with_metadata(
        metadata | {b"geo": json.dumps(geo | {"columns": columns})}
    )
