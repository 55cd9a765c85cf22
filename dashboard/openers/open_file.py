"""Open a file of any format that we read, by what it holds, not by its name."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from dashboard.openers.archive import open_zip
from dashboard.openers.features import open_geopackage, open_kml
from dashboard.openers.geojson import read_geojson
from dashboard.openers.layer_reading import Read, read_apart, read_here
from dashboard.openers.opened import Opened, TableSource, note, to_opened
from dashboard.openers.parquet import read_parquet
from dashboard.openers.reader_process import ReaderError
from dashboard.openers.reader_words import unread
from dashboard.openers.workbook import open_old_office
from dashboard.table import kinds
from dashboard.table.delimited import read_delimited
from dashboard.table.kinds import kind_of
from dashboard.table.limits import check_size, read_limited
from dashboard.table.on_disk import to_disk
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import gettext, pgettext

SUFFIXES = {
    "CSV": ".csv .tsv .tab .txt",
    "Excel": ".xlsx .xlsm .xltx",
    "Excel 97": ".xls",
    "ODS": ".ods",
    "GeoJSON": ".geojson .json",
    "GeoPackage": ".gpkg",
    "GeoParquet": ".parquet .geoparquet",
    "Parquet": ".parquet",
    "KML": ".kml",
}
"""How the name of a file of a format ends; another ending is said."""


def open_file(source: TableSource) -> Opened:
    """Return the table of a file as text, with what the reading noticed.

    Uploaded bytes are read in memory and written nowhere; what Arrow and GDAL read of
    them is read in a process of its own. Raises
    :class:`~dashboard.table.reading.UnreadableTableError` with what the file is and
    what to do: where it holds no table, has a header and no rows, is damaged, or is
    above a limit of :mod:`dashboard.table.limits`.
    """
    if isinstance(source.content, Path):
        raw, read = read_limited(source.content, source.name), read_here
    else:
        raw, read = source.content, read_apart
        check_size(len(raw), source.name)
    try:
        opened = _open_bytes(raw, source.name, source.part, read)
    except ReaderError as error:
        raise unread(source.name, error) from error
    if opened.text.empty:
        columns = ", ".join(map(str, opened.text.columns)) or pgettext(
            "of columns", "none"
        )
        raise UnreadableTableError(
            gettext(
                "{file}: a header without rows. Its columns: {columns}.",
                file=source.name,
                columns=columns,
            )
        )
    if isinstance(source.content, Path):
        to_disk(opened.text)
    return _with_note_on_name(opened)


def _open_bytes(
    raw: bytes, name: str, part: str, read: Read, is_inside: bool = False
) -> Opened:
    kind = kind_of(raw, name)
    if kind == kinds.ZIP:
        inner = _refuse_archive if is_inside else partial(_open_inner, read=read)
        return open_zip(raw, name, part, read, inner)
    if kind == kinds.OLE:
        return open_old_office(raw, name, part)
    if kind == kinds.GEOPACKAGE:
        return open_geopackage(raw, name, part, read)
    if kind == kinds.KML:
        return open_kml(raw, name, part, read)
    if kind == kinds.PARQUET:
        return to_opened(name, read_parquet(raw, name, read))
    if kind == kinds.JSON:
        return to_opened(name, read_geojson(raw, name))
    return to_opened(name, read_delimited(raw, name))


def _open_inner(raw: bytes, name: str, part: str, read: Read) -> Opened:
    return _open_bytes(raw, name, part, read, is_inside=True)


def _refuse_archive(raw: bytes, name: str, part: str) -> Opened:
    raise UnreadableTableError(
        gettext("{file}: an archive in an archive. Unpack it first.", file=name)
    )


def _with_note_on_name(opened: Opened) -> Opened:
    """Say it where a file is not what its name says."""
    format = opened.format.split(",")[0]
    ends = SUFFIXES.get(format, "").split()
    suffix = Path(opened.name).suffix.lower()
    if not ends or not suffix or suffix in (*ends, ".zip"):
        return opened
    known = any(suffix in each.split() for each in SUFFIXES.values())
    if not known:
        return opened
    said = note(
        gettext(
            "the file is {format}, though its name ends in {ending}",
            format=format,
            ending=suffix,
        )
    )
    return replace(opened, findings=[said, *opened.findings])
