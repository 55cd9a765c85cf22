"""Read GeoPackage, KML and shapefiles by GDAL, from memory alone.

The bytes go to GDAL's file system in memory (``/vsimem/``), wrapped in an archive that
gives each file its name; nothing is written to a disk. It imports no pandas, as
:mod:`dashboard.openers.places`.
"""

import io
import re
import sqlite3
import warnings
import zipfile
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
import shapely

from dashboard.openers.arrow_text import text_of_column
from dashboard.openers.layer import SINGLE_BYTE, Layer, RefusedError
from dashboard.openers.places import places_of
from dashboard.openers.plain_tables import copy_plain_tables
from dashboard.table import limits
from dashboard.table.limits import MAX_COLUMNS

IN_MEMORY = re.compile("pyogrio_[0-9a-f]{32}")
DAMAGED = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pa.ArrowException,
    OSError,  # by Arrow, for what GDAL finds while rows are read
    UnicodeDecodeError,
    UnboundLocalError,  # pyogrio 0.13, for a coordinate system that GDAL cannot write
)
"""What GDAL and Arrow raise where a file is not what it should be."""
NO_UTF8 = (pa.ArrowException, UnicodeDecodeError)
"""What Arrow raises for texts that are no UTF-8, depending on where it finds out."""
WINDOWS = "CP1252"
"""The encoding of most shapefiles that do not name one."""


def read_geopackage_layer(raw: bytes, part: str, stem: str) -> Layer:
    """Return a layer of a GeoPackage, as :func:`read_layer`.

    GDAL opens a copy of its ordinary tables alone. A file with views or computed
    columns is refused: they are programs, which may never end, or fill the memory.
    """
    try:
        plain = copy_plain_tables(raw)
    except (sqlite3.Error, UnicodeDecodeError, ValueError) as error:
        raise RefusedError("damaged") from error
    return read_layer(archive_of({"file.gpkg": plain}), part, stem)


def archive_of(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of files by their names, as :func:`read_layer` takes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for each, content in members.items():
            archive.writestr(each, content)
    return stream.getvalue()


def read_layer(raw: bytes, part: str, stem: str) -> Layer:
    """Return the layer called ``part``, blank for the first that holds rows.

    A layer without a name is called ``stem``. Raises :class:`RefusedError`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # GDAL's doubts about files
            layers = [_layer_name(each, stem) for each, _ in pyogrio.list_layers(raw)]
            at, features = _choose(raw, layers, part)
            if features > limits.MAX_ROWS:
                raise RefusedError("rows")
            if (columns := len(_info(raw, at)["fields"])) > MAX_COLUMNS:
                raise RefusedError("columns", columns=columns)
            return _read(raw, tuple(layers), at)
    except DAMAGED as error:
        raise RefusedError("damaged") from error


def _layer_name(layer: str, stem: str) -> str:
    """Return what a layer is called; one without a name is called as the file.

    GDAL then takes the name of its file in memory, which is another at each opening:
    layers are opened by their number.
    """
    return stem if IN_MEMORY.match(layer) else layer


def _read(raw: bytes, layers: tuple[str, ...], at: int) -> Layer:
    """Return a layer; texts that are no UTF-8 are read as Windows-1252.

    A shapefile need not name its encoding, and may name a wrong one.
    """
    try:
        return _to_layer(*_arrow(raw, at), layers, at, frozenset())
    except NO_UTF8:
        read = _arrow(raw, at, WINDOWS)
        return _to_layer(*read, layers, at, frozenset((SINGLE_BYTE,)))


def _arrow(
    raw: bytes, layer: int, encoding: str | None = None
) -> tuple[pa.Table, dict[str, Any]]:
    meta, table = pyogrio.raw.read_arrow(
        raw, layer=layer, datetime_as_string=True, encoding=encoding
    )
    table.validate(full=True)  # else a text that is no UTF-8 raises far from here
    return table, meta


def _choose(raw: bytes, layers: list[str], part: str) -> tuple[int, int]:
    """Return the number of the layer to read and how many features it has."""
    if part and part not in layers:
        raise RefusedError("no layer", layer=part, layers=layers)
    if not layers:
        raise RefusedError("empty")
    numbers = [layers.index(part)] if part else range(len(layers))
    counted = ((at, _count(raw, at)) for at in numbers)
    first = next(counted)
    return first if first[1] else next((each for each in counted if each[1]), first)


def _count(raw: bytes, layer: int) -> int:
    return int(_info(raw, layer, force_feature_count=True)["features"])


def _info(raw: bytes, layer: int, **options: bool) -> dict[str, Any]:
    """Return what GDAL says of a layer; its names need not be UTF-8 either."""
    try:
        found = pyogrio.read_info(raw, layer=layer, **options)
    except UnicodeDecodeError:
        found = pyogrio.read_info(raw, layer=layer, encoding=WINDOWS, **options)
    return dict(found)


def _to_layer(
    table: pa.Table,
    meta: dict[str, Any],
    layers: tuple[str, ...],
    at: int,
    notes: frozenset[str],
) -> Layer:
    shape = meta["geometry_name"] or "wkb_geometry"
    names = table.column_names
    theirs = [each for each, name in enumerate(names) if name != shape]
    texts = {
        new: _midnights_off(text_of_column(table.column(old)))
        for new, old in enumerate(theirs)
    }
    places = None
    if shape in names:
        wkb = np.asarray(table[shape].to_numpy(), dtype=object)
        geometries = shapely.from_wkb(wkb, on_invalid="ignore")
        places = places_of(geometries, meta["crs"])
    own = [names[each] for each in theirs]
    return Layer(table.num_rows, own, texts, places, layers, at, notes)


def _midnights_off(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return days alone where every time of a column is midnight."""
    timed = r"^([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})[T ]00:00:00(\.0+)?$"
    filled = pc.filter(column, pc.not_equal(column, ""))
    if len(filled) and pc.all(pc.match_substring_regex(filled, timed)).as_py():
        return pc.replace_substring_regex(column, timed, r"\1-\2-\3")
    return column
