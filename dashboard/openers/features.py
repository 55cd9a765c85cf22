"""Open what GDAL reads: GeoPackage, KML and shapefiles."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from html import unescape
from pathlib import Path

from dashboard.checks.finding import WARNING, Finding
from dashboard.openers.gdal_layer import archive_of
from dashboard.openers.layer import FEATURES, GEOPACKAGE, SINGLE_BYTE, RefusedError
from dashboard.openers.layer_reading import Read, text_table
from dashboard.openers.opened import Opened, note, to_opened
from dashboard.openers.refusals import in_words
from dashboard.table import kinds
from dashboard.table.header import fold_name
from dashboard.table.kinds import kind_of
from dashboard.table.reading import Remark, UnreadableTableError
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
KML_UNUSED = {
    "timestamp begin end altitudemode draworder icon id2 description name id "
    "snippet": "",
    "tessellate visibility": "-1",
    "extrude": "0",
}
"""Columns that GDAL adds to every KML layer, and what they hold where unused."""


def open_geopackage(raw: bytes, name: str, part: str, read: Read) -> Opened:
    """Return a layer of a GeoPackage; ``part`` names it, blank for the first filled."""
    return _open(GEOPACKAGE, raw, name, part, "GeoPackage", read)


def _damaged(name: str, format: str) -> UnreadableTableError:
    return in_words(RefusedError("damaged"), name, format)


def open_kml(
    raw: bytes, name: str, part: str, read: Read, format: str = "KML"
) -> Opened:
    """Return a folder of a KML file; its fields in ``ExtendedData`` are columns."""
    if kind_of(raw, name) != kinds.KML:  # GDAL goes by the content, not by the name
        raise _damaged(name, format)
    if POINTS_ELSEWHERE.search(raw):
        raise UnreadableTableError(
            gettext(
                "{file}: this file refers to other files and is not opened.", file=name
            )
        )
    opened = _open(FEATURES, archive_of({"doc.kml": raw}), name, part, format, read)
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


def open_shapefile(members: Mapping[str, bytes], name: str, read: Read) -> Opened:
    """Return a shapefile from the parts of an archive, by their names.

    Names of its columns have ten letters at most: the format has no room for more.
    """
    flat = {each.rsplit("/", 1)[-1]: content for each, content in members.items()}
    for each, content in flat.items():
        if each.lower().endswith(".shp") and not content.startswith(SHAPES):
            raise _damaged(name, "shapefile")
    opened = _open(FEATURES, archive_of(flat), name, "", "shapefile", read)
    said = any("Windows-1252" in each.message for each in opened.findings)
    if said or any(each.lower().endswith(".cpg") for each in flat):
        return opened
    words = gettext(
        "the shapefile does not name its encoding (.cpg): check the accents"
    )
    return replace(opened, findings=[*opened.findings, note(words)])


def _open(
    kind: str, raw: bytes, name: str, part: str, format: str, read: Read
) -> Opened:
    try:
        layer = read(kind, raw, part, Path(name).stem)
    except RefusedError as error:
        raise in_words(error, name, format) from error
    table = text_table(layer, name, format)
    if SINGLE_BYTE in layer.notes:
        words = gettext(
            "the text is not UTF-8 and was read as Windows-1252: check the accents"
        )
        table.remarks.append(Remark(None, "", "", words))
    if len(layer.layers) > 1:
        words = gettext(
            "layer {layer} of {number} was read",
            layer=repr(layer.layers[layer.at]),
            number=number(len(layer.layers)),
        )
        table.remarks.insert(0, Remark(None, "", "", words))
    return to_opened(name, table, layer.layers, layer.layers[layer.at])
