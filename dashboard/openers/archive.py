"""Open what is zipped: workbooks, KMZ, shapefiles, or a table in a plain archive."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

from dashboard.openers.features import open_kml, open_shapefile
from dashboard.openers.layer_reading import Read
from dashboard.openers.opened import Opened, note
from dashboard.openers.workbook import open_workbook
from dashboard.table.limits import DAMAGED_ARCHIVE, check_archive
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import N_, gettext, number

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
SHAPE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
TABLES = tuple(
    ".csv .tsv .tab .xlsx .xls .ods .geojson .json .gpkg .parquet .geoparquet .kml "
    ".kmz".split()
)
MAYBE_TABLES = (".txt",)
LISTED = 10
"""Members that a message names."""
NO_DBF = N_(
    "{file}: the shapefile {layer} has no .dbf beside it, its table. Zip all parts of "
    "the shapefile together."
)
NO_SHX = N_(
    "{file}: the shapefile {layer} has no .shx beside it, its index. Zip all parts of "
    "the shapefile together."
)
Open = Callable[[bytes, str, str], Opened]


def open_zip(raw: bytes, name: str, part: str, read: Read, open_inner: Open) -> Opened:
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
            return _open_shapes(archive, members, shapes, name, part, read)
        return _open_table(archive, members, name, part, read, open_inner)


def _damaged(name: str) -> UnreadableTableError:
    return UnreadableTableError(
        gettext(
            "{file}: this is a damaged or cut workbook or zip archive. Download it "
            "again.",
            file=name,
        )
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
        "xl/workbook.bin": N_(
            "{file}: this is a binary workbook (.xlsb): save it as .xlsx."
        ),
        "word/document.xml": N_(
            "{file}: this is a Word document: copy its table into a spreadsheet."
        ),
        "ppt/presentation.xml": N_("{file}: this is a PowerPoint presentation."),
    }
    for member, words in documents.items():
        if member in members:
            raise UnreadableTableError(gettext(words, file=name))
    if "mimetype" in members and "content.xml" in members:
        try:
            with archive.open("mimetype") as file:
                is_sheet = file.read(200).startswith(ODS_TYPE)
        except DAMAGED_ARCHIVE as error:
            raise _damaged(name) from error
        if is_sheet:
            return "ODS"
        raise UnreadableTableError(
            gettext(
                "{file}: this is an OpenDocument file without sheets, such as a text.",
                file=name,
            )
        )
    return ""


def _open_shapes(
    archive: zipfile.ZipFile,
    members: list[str],
    shapes: list[str],
    name: str,
    part: str,
    read: Read,
) -> Opened:
    layers = {_stem(each).rsplit("/", 1)[-1]: each for each in shapes}
    if part and part not in layers:
        raise UnreadableTableError(
            gettext(
                "{file}: no layer {layer}. Its layers: {layers}.",
                file=name,
                layer=repr(part),
                layers=", ".join(layers),
            )
        )
    layer = part or next(iter(layers))
    stem = _stem(layers[layer])
    files = {
        each: archive.read(each)
        for each in members
        if _stem(each) == stem and each.lower().endswith(SHAPE_PARTS)
    }
    for ending, words in ((".dbf", NO_DBF), (".shx", NO_SHX)):
        if not any(each.lower().endswith(ending) for each in files):
            raise UnreadableTableError(gettext(words, file=name, layer=layer))
    opened = open_shapefile(files, name, read)
    said = [
        note(
            gettext(
                "layer {layer} of {number} was read",
                layer=repr(layer),
                number=number(len(layers)),
            )
        )
    ] * (len(layers) > 1)
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
    read: Read,
    open_inner: Open,
) -> Opened:
    tables = [each for each in members if each.lower().endswith(TABLES)]
    tables = tables or [each for each in members if each.lower().endswith(MAYBE_TABLES)]
    if not tables:
        listed = ", ".join(members[:LISTED]) + ", …" * (len(members) > LISTED)
        raise UnreadableTableError(
            gettext(
                "{file}: this is a zip archive without a table. It holds: {files}.",
                file=name,
                files=listed,
            )
            if listed
            else gettext(
                "{file}: this is a zip archive without a table. It holds: nothing.",
                file=name,
            )
        )
    chosen = part if part in tables else tables[0]
    inner_part = "" if part in tables else part
    if inner_part and len(tables) > 1:
        raise UnreadableTableError(
            gettext(
                "{file}: no file {part}. Its tables: {tables}.",
                file=name,
                part=repr(part),
                tables=", ".join(tables[:LISTED]),
            )
        )
    content = archive.read(chosen)
    if chosen.lower().endswith(".kml"):
        kind = "KMZ" if name.lower().endswith(".kmz") else "zipped KML"
        opened = open_kml(content, name, inner_part, read, kind)
    else:
        opened = open_inner(content, f"{name}, {chosen}", inner_part)
    opened = replace(opened, name=name)
    if len(tables) == 1:
        return opened
    said = note(
        gettext(
            "{part} was read, one of {number} tables in the archive",
            part=chosen,
            number=number(len(tables)),
        )
    )
    return replace(
        opened, parts=tuple(tables), part=chosen, findings=[said, *opened.findings]
    )
