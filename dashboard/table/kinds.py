"""Tell what a file is by its first bytes; its name may be wrong."""

import re

from dashboard.table.decode import is_utf16
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import N_, gettext

ZIP, OLE, GEOPACKAGE, PARQUET, KML, JSON, TEXT = (
    "zip ole geopackage parquet kml json text".split()
)
MAGIC = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),  # an archive with nothing in it
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),  # older Office, and locked workbooks
    (b"SQLite format 3\x00", GEOPACKAGE),
    (b"PAR1", PARQUET),
)
"""First bytes of the files that are opened, and their kind."""
NOT_TEXT = {
    ZIP: N_("a workbook or a zip archive"),
    OLE: N_("a workbook of an older Excel, or one with a password"),
    GEOPACKAGE: N_("a GeoPackage"),
    PARQUET: N_("a Parquet file"),
    KML: N_("a KML file"),
}
"""What to call the kinds that are opened but hold no delimited text."""
NO_TABLE = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture (PNG)")),
    (b"\xff\xd8\xff", N_("a picture (JPEG)")),
    (b"GIF8", N_("a picture (GIF)")),
    (b"II*\x00", N_("a picture (TIFF)")),
    (b"MM\x00*", N_("a picture (TIFF)")),
    (b"\x1f\x8b", N_("a gzip archive: unpack it first")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7-Zip archive: unpack it first")),
    (b"Rar!", N_("a RAR archive: unpack it first")),
    (b"BZh", N_("a bzip2 archive: unpack it first")),
    (b"\xfd7zXZ", N_("an xz archive: unpack it first")),
    (b"{\\rtf", N_("a text document (RTF)")),
    (b"ARROW1", N_("an Arrow file: save it as Parquet")),
    (
        b"\x00\x00\x27\x0a",
        N_("the .shp part of a shapefile: zip it with its other parts"),
    ),
    (b"RDX", N_("a data file of R: save it as CSV")),
    (b"<stata_dta>", N_("a data file of Stata: save it as CSV")),
    (b"$FL2", N_("a data file of SPSS: save it as CSV")),
    (b"\x89HDF", N_("an HDF5 file: save it as CSV")),
    (b"FGB", N_("a FlatGeobuf file: save it as GeoPackage")),
    (b"fgb", N_("a FlatGeobuf file: save it as GeoPackage")),
)
"""First bytes of files that are no table that we read, and what to call them."""
READ = N_(
    "What is read: CSV, Excel (.xlsx, .xls), ODS, GeoJSON, GeoPackage, Parquet, "
    "KML, KMZ and zipped shapefiles."
)
HEAD = 4_000
ENTRY = re.compile(r"<\?xml.*?\?>|<!--.*?-->|\s+", re.DOTALL)
"""What may stand before the first element of a markup file."""


CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x7f]")
"""Bytes that no text has, and that a file of another kind soon has."""


def kind_of(raw: bytes, name: str) -> str:
    """Return the kind of a file.

    Raises :class:`UnreadableTableError` with one sentence where it is none that may
    hold a table that we read.
    """
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableTableError(
            gettext("{file}: empty. It holds no table.", file=name)
        )
    for magic, kind in MAGIC:
        if raw.startswith(magic):
            return kind
    for magic, words in NO_TABLE:
        if raw.startswith(magic):
            raise _refusal(name, words)
    head = _head(raw, name)
    if head.startswith("<"):
        return _markup(head, name)
    return JSON if head.startswith(("{", "[")) else TEXT


def refuse_other_than_text(raw: bytes, name: str) -> None:
    """Raise :class:`UnreadableTableError` for a file that is no delimited text."""
    if words := NOT_TEXT.get(kind_of(raw, name)):
        raise UnreadableTableError(
            gettext(
                "{file}: this is {kind}, not text. Save its table as CSV.",
                file=name,
                kind=gettext(words),
            )
        )


def _head(raw: bytes, name: str) -> str:
    """Return the beginning of a text file, from its first sign on."""
    sample = raw[:HEAD]
    marked = sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    if b"\x00" in sample and not marked and not is_utf16(raw):
        if CONTROLS.search(sample.replace(b"\x00", b"")) is None:
            line = sample[: sample.index(b"\x00")].count(b"\n") + 1
            raise UnreadableTableError(
                gettext(
                    "{file}, line {line}: holds a NUL character, which no text has; "
                    "the file may be damaged. Take the character out, or export the "
                    "file again.",
                    file=name,
                    line=line,
                )
            )
        raise _refusal(name, N_("neither text nor a file of a known kind"))
    codec = "utf-16" if sample.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return sample.decode(codec, errors="replace").lstrip()


def _markup(head: str, name: str) -> str:
    """Return KML for a file of markup that is KML; refuse any other by its name."""
    at = 0
    while found := ENTRY.match(head, at):
        at = found.end()
    element = head[at : at + 100].casefold()
    if re.match(r"<(\w+:)?kml\b", element):
        return KML
    if element.startswith(("<!doctype html", "<html", "<head", "<body", "<table")):
        words = N_("an HTML page, not a table: download the file again, signed in")
    elif re.match(r"<(\w+:)?gpx\b", element):
        words = N_("a GPX track: save it as GeoPackage or KML")
    elif element.startswith("<svg"):
        words = N_("a picture (SVG)")
    else:
        words = N_("a file of markup (XML) that is no KML")
    raise _refusal(name, words)


def _refusal(name: str, words: str) -> UnreadableTableError:
    return UnreadableTableError(
        gettext(
            "{file}: this is {kind}. {read}",
            file=name,
            kind=gettext(words),
            read=gettext(READ),
        )
    )
