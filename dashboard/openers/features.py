"""Open what GDAL reads: GeoPackage, KML and shapefiles, from memory alone.

The bytes go to GDAL's file system in memory (``/vsimem/``), wrapped in an archive that
gives each file its name; nothing is written to a disk.
"""

import io
import re
import sqlite3
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
import shapely

from dashboard.checks.finding import WARNING, Finding
from dashboard.openers.arrow_text import frame_of_texts, text_of_column
from dashboard.openers.opened import Opened, note, to_opened
from dashboard.openers.plain_tables import copy_plain_tables
from dashboard.openers.points import with_points
from dashboard.table import kinds
from dashboard.table.header import fold_name, name_columns
from dashboard.table.kinds import kind_of
from dashboard.table.limits import check_columns, check_rows
from dashboard.table.reading import ReadTable, Remark, UnreadableTableError
from dashboard.text.language import gettext, number

POINTS_ELSEWHERE = re.compile(rb"<\s*(OGR|GDAL)|gdal_streamed_alg", re.IGNORECASE)
"""Drivers of GDAL that open other files, named in a text: read by content, they would
let a file that is uploaded read any file of the machine."""
SHAPES = b"\0\0\x27"
"""First bytes of the part of a shapefile that holds its shapes."""
FIELD = re.compile(
    rb"""<(?:\w+:)?(?:Data|SimpleField|SimpleData)\b[^<>]*?\bname\s*=\s*["']([^"']+)"""
)
"""Where a KML file names a field of its own."""
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
SINGLE_BYTE = "CP1252"
"""The encoding of most shapefiles that do not name one."""
KML_UNUSED = {
    "timestamp begin end altitudemode draworder icon id2 description name id "
    "snippet": "",
    "tessellate visibility": "-1",
    "extrude": "0",
}
"""Columns that GDAL adds to every KML layer, and what they hold where unused."""


def open_geopackage(raw: bytes, name: str, part: str) -> Opened:
    """Return a layer of a GeoPackage; ``part`` names it, blank for the first filled.

    GDAL opens a copy of its ordinary tables alone. A file with views or computed
    columns is refused: they are programs, which may never end, or fill the memory.
    """
    try:
        plain = copy_plain_tables(raw, name)
    except (sqlite3.Error, UnicodeDecodeError, ValueError) as error:
        raise _damaged(name, "GeoPackage") from error
    return _open(_archive({"file.gpkg": plain}), name, part, "GeoPackage")


def _damaged(name: str, format: str) -> UnreadableTableError:
    return UnreadableTableError(
        gettext(
            "{file}: this is a damaged {format} file, or holds no layer. Export it "
            "again.",
            file=name,
            format=format,
        )
    )


def open_kml(raw: bytes, name: str, part: str, format: str = "KML") -> Opened:
    """Return a folder of a KML file; its fields in ``ExtendedData`` are columns."""
    if kind_of(raw, name) != kinds.KML:  # GDAL goes by the content, not by the name
        raise _damaged(name, format)
    if POINTS_ELSEWHERE.search(raw):
        raise UnreadableTableError(
            gettext(
                "{file}: this file refers to other files and is not opened.", file=name
            )
        )
    opened = _open(_archive({"doc.kml": raw}), name, part, format)
    text = opened.text
    for names, unused in KML_UNUSED.items():
        for column in [each for each in text if fold_name(each) in names.split()]:
            if text[column].isin(["", unused]).all():
                text = text.drop(columns=column)
    alike = _fields_by_column(raw)
    for each in [n for n in text if n.endswith("2") and n not in alike]:
        if each[:-1] in alike and each[:-1] not in text:  # GDAL has an "id" of its own
            text = text.rename(columns={each: each[:-1]})
    own = {n: alike[n][0] for n in text if len(alike.get(n, ())) == 1}
    lost = [each for each in alike.values() if len(each) > 1]
    findings = [*opened.findings, *map(_warn_of_fields, lost)]
    return replace(opened, text=text.rename(columns=own), findings=findings)


def _fields_by_column(raw: bytes) -> dict[str, list[str]]:
    """Return the fields of a KML file by the names that GDAL gives them.

    GDAL puts an underscore for every byte that is no letter, digit or underscore; two
    fields that are then alike become one column.
    """
    found = {unescape(each.decode("utf-8", "replace")) for each in FIELD.findall(raw)}
    names: dict[str, list[str]] = {}
    for each in sorted(found):
        plain = re.sub(rb"[^A-Za-z0-9_]", b"_", each.encode()).decode()
        names.setdefault(plain, []).append(each)
    return names


def _warn_of_fields(fields: list[str]) -> Finding:
    words = gettext(
        "the fields {names} differ only in punctuation: one of them was read",
        names=reduce(_both, map(repr, fields)),
    )
    return Finding(None, "", "", words, WARNING)


def _both(one: str, other: str) -> str:
    return gettext("{one} and {other}", one=one, other=other)


def open_shapefile(members: Mapping[str, bytes], name: str, part: str) -> Opened:
    """Return a shapefile from the parts of an archive, by their names.

    Names of its columns have ten letters at most: the format has no room for more.
    """
    flat = {each.rsplit("/", 1)[-1]: content for each, content in members.items()}
    for each, content in flat.items():
        if each.lower().endswith(".shp") and not content.startswith(SHAPES):
            raise _damaged(name, "shapefile")
    opened = _open(_archive(flat), name, part, "shapefile")
    said = any("Windows-1252" in each.message for each in opened.findings)
    if said or any(each.lower().endswith(".cpg") for each in flat):
        return opened
    words = gettext(
        "the shapefile does not name its encoding (.cpg): check the accents"
    )
    return replace(opened, findings=[*opened.findings, note(words)])


def _archive(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for each, content in members.items():
            archive.writestr(each, content)
    return stream.getvalue()


def _open(raw: bytes, name: str, part: str, format: str) -> Opened:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # GDAL's doubts about files
            layers = [_layer_name(each, name) for each, _ in pyogrio.list_layers(raw)]
            at, features = _choose(raw, layers, name, part)
            check_rows(features, name)
            check_columns(len(_info(raw, at)["fields"]), name)
            read = _read_layer(raw, at, name, format)
    except DAMAGED as error:
        raise _damaged(name, format) from error
    if len(layers) > 1:
        words = gettext(
            "layer {layer} of {number} was read",
            layer=repr(layers[at]),
            number=number(len(layers)),
        )
        read.remarks.insert(0, Remark(None, "", "", words))
    return to_opened(name, read, tuple(layers), layers[at])


def _layer_name(layer: str, name: str) -> str:
    """Return what a layer is called; one without a name is called as the file.

    GDAL then takes the name of its file in memory, which is another at each opening:
    layers are opened by their number.
    """
    return Path(name).stem if IN_MEMORY.match(layer) else layer


def _read_layer(raw: bytes, layer: int, name: str, format: str) -> ReadTable:
    """Return a layer; texts that are no UTF-8 are read as Windows-1252, and it is said.

    A shapefile need not name its encoding, and may name a wrong one.
    """
    try:
        return _to_table(*_arrow(raw, layer), name, format)
    except NO_UTF8:
        read = _to_table(*_arrow(raw, layer, SINGLE_BYTE), name, format)
    words = gettext(
        "the text is not UTF-8 and was read as Windows-1252: check the accents"
    )
    read.remarks.append(Remark(None, "", "", words))
    return read


def _arrow(
    raw: bytes, layer: int, encoding: str | None = None
) -> tuple[pa.Table, dict[str, Any]]:
    meta, table = pyogrio.raw.read_arrow(
        raw, layer=layer, datetime_as_string=True, encoding=encoding
    )
    table.validate(full=True)  # else a text that is no UTF-8 raises far from here
    return table, meta


def _choose(raw: bytes, layers: list[str], name: str, part: str) -> tuple[int, int]:
    """Return the number of the layer to read and how many features it has."""
    if part and part not in layers:
        raise UnreadableTableError(
            gettext(
                "{file}: no layer {layer}. Its layers: {layers}.",
                file=name,
                layer=repr(part),
                layers=", ".join(layers),
            )
        )
    if not layers:
        raise UnreadableTableError(gettext("{file}: holds no layer.", file=name))
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
        found = pyogrio.read_info(raw, layer=layer, encoding=SINGLE_BYTE, **options)
    return dict(found)


def _to_table(
    table: pa.Table, meta: dict[str, Any], name: str, format: str
) -> ReadTable:
    shape = meta["geometry_name"] or "wkb_geometry"
    theirs = [at for at, each in enumerate(table.column_names) if each != shape]
    names = name_columns([table.column_names[at] for at in theirs], name, "columns")
    texts = {
        own: _midnights_off(text_of_column(table.column(at)))
        for own, at in zip(names, theirs, strict=True)
    }
    text = frame_of_texts(texts, table.num_rows)
    if shape not in table.column_names:
        return ReadTable(text, format)
    wkb = table[shape].to_numpy()
    geometries = shapely.from_wkb(np.asarray(wkb, dtype=object), on_invalid="ignore")
    text, remarks = with_points(text, geometries, meta["crs"])
    return ReadTable(text, format, remarks)


def _midnights_off(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return days alone where every time of a column is midnight."""
    timed = r"^([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})[T ]00:00:00(\.0+)?$"
    filled = pc.filter(column, pc.not_equal(column, ""))
    if len(filled) and pc.all(pc.match_substring_regex(filled, timed)).as_py():
        return pc.replace_substring_regex(column, timed, r"\1-\2-\3")
    return column
