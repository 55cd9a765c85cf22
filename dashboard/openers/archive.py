"""Open what is zipped: workbooks, KMZ, shapefiles, or a table in a plain archive."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

from dashboard.openers.features import open_kml, open_shapefile
from dashboard.openers.opened import Opened, note
from dashboard.openers.workbook import open_workbook
from dashboard.table.limits import DAMAGED_ARCHIVE, check_archive
from dashboard.table.reading import UnreadableTableError

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
SHAPE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
TABLES = tuple(
    ".csv .tsv .tab .xlsx .xls .ods .geojson .json .gpkg .parquet .geoparquet .kml "
    ".kmz".split()
)
MAYBE_TABLES = (".txt",)
LISTED = 10
"""Members that a message names."""
Open = Callable[[bytes, str, str], Opened]


def open_zip(raw: bytes, name: str, part: str, open_inner: Open) -> Opened:
    """Open an archive by what is in it; ``open_inner`` opens a table inside.

    Raises :class:`UnreadableTableError` where nothing in it is a table, with the names
    of what is, and for an archive that is damaged, locked, or unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except DAMAGED_ARCHIVE as error:
        raise _damaged(name) from error
    with archive:
        members = [each for each in archive.namelist() if _counts(each)]
        if kind := _workbook_kind(archive, members, name):
            return open_workbook(raw, name, part, kind)
        check_archive(archive, name)
        if shapes := [each for each in members if each.lower().endswith(".shp")]:
            return _open_shapes(archive, members, shapes, name, part)
        return _open_table(archive, members, name, part, open_inner)


def _damaged(name: str) -> UnreadableTableError:
    return UnreadableTableError(
        f"{name}: this is a damaged or cut workbook or zip archive. Download it again."
    )


def _counts(member: str) -> bool:
    """Return whether a member is a file of the user, not one that zipping added."""
    return not member.endswith("/") and not any(
        each.startswith((".", "__MACOSX")) for each in member.split("/")
    )


def _workbook_kind(archive: zipfile.ZipFile, members: list[str], name: str) -> str:
    """Return "Excel" or "ODS" for a workbook, blank for another archive."""
    if "xl/workbook.xml" in members:
        return "Excel"
    documents = {
        "xl/workbook.bin": "a binary workbook (.xlsb): save it as .xlsx",
        "word/document.xml": "a Word document: copy its table into a spreadsheet",
        "ppt/presentation.xml": "a PowerPoint presentation",
    }
    for member, words in documents.items():
        if member in members:
            raise UnreadableTableError(f"{name}: this is {words}.")
    if "mimetype" in members and "content.xml" in members:
        try:
            with archive.open("mimetype") as file:
                is_sheet = file.read(200).startswith(ODS_TYPE)
        except DAMAGED_ARCHIVE as error:
            raise _damaged(name) from error
        if is_sheet:
            return "ODS"
        raise UnreadableTableError(
            f"{name}: this is an OpenDocument file without sheets, such as a text."
        )
    return ""


def _open_shapes(
    archive: zipfile.ZipFile,
    members: list[str],
    shapes: list[str],
    name: str,
    part: str,
) -> Opened:
    layers = {_stem(each).rsplit("/", 1)[-1]: each for each in shapes}
    if part and part not in layers:
        raise UnreadableTableError(
            f"{name}: no layer {part!r}. Its layers: {', '.join(layers)}."
        )
    layer = part or next(iter(layers))
    stem = _stem(layers[layer])
    files = {
        each: archive.read(each)
        for each in members
        if _stem(each) == stem and each.lower().endswith(SHAPE_PARTS)
    }
    for ending, what in ((".dbf", "its table"), (".shx", "its index")):
        if not any(each.lower().endswith(ending) for each in files):
            raise UnreadableTableError(
                f"{name}: the shapefile {layer} has no {ending} beside it, {what}. "
                "Zip all parts of the shapefile together."
            )
    opened = open_shapefile(files, name, "")
    said = [note(f"layer {layer!r} of {len(layers)} was read")] * (len(layers) > 1)
    return replace(
        opened, parts=tuple(layers), part=layer, findings=[*said, *opened.findings]
    )


def _stem(member: str) -> str:
    return member.rsplit(".", 1)[0]


def _open_table(
    archive: zipfile.ZipFile,
    members: list[str],
    name: str,
    part: str,
    open_inner: Open,
) -> Opened:
    tables = [each for each in members if each.lower().endswith(TABLES)]
    tables = tables or [each for each in members if each.lower().endswith(MAYBE_TABLES)]
    if not tables:
        listed = ", ".join(members[:LISTED]) + ", …" * (len(members) > LISTED)
        raise UnreadableTableError(
            f"{name}: this is a zip archive without a table. It holds: "
            f"{listed or 'nothing'}."
        )
    chosen = part if part in tables else tables[0]
    inner_part = "" if part in tables else part
    if inner_part and len(tables) > 1:
        raise UnreadableTableError(
            f"{name}: no file {part!r}. Its tables: {', '.join(tables[:LISTED])}."
        )
    content = archive.read(chosen)
    if chosen.lower().endswith(".kml"):
        kind = "KMZ" if name.lower().endswith(".kmz") else "zipped KML"
        opened = open_kml(content, name, inner_part, kind)
    else:
        opened = open_inner(content, f"{name}, {chosen}", inner_part)
    opened = replace(opened, name=name)
    if len(tables) == 1:
        return opened
    said = note(f"{chosen} was read, one of {len(tables)} tables in the archive")
    return replace(
        opened, parts=tuple(tables), part=chosen, findings=[said, *opened.findings]
    )
