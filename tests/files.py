"""Small made-up files of every format that we open, as bytes."""

import io
import zipfile
from xml.sax.saxutils import escape

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
import xlsxwriter

KML_HEAD = (
    '<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
)


def zipped(members, method=zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def excel(sheets, hidden=(), **options) -> bytes:
    """Return a workbook of sheets: each a list of rows."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_numbers": False, **options})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if hasattr(value, "year"):
                    sheet.write_datetime(at, column, value, day)
                elif isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write(at, column, value)
        if name in hidden:
            sheet.hide()
    book.close()
    return stream.getvalue()


def ods(rows) -> bytes:
    """Return an OpenDocument sheet of rows; no program that writes one is needed."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        '<office:body><office:spreadsheet><table:table table:name="Sheet1">'
        f"{lines}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest='
        '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        f'manifest:media-type="{mimetype}" manifest:full-path="/"/>'
        "</manifest:manifest>"
    )
    members = {"mimetype": mimetype, "META-INF/manifest.xml": manifest}
    return zipped({**members, "content.xml": content})


def _ods_cell(value) -> str:
    if value is None:
        return "<table:table-cell/>"
    if hasattr(value, "year"):
        day = f"{value:%Y-%m-%d}"
        kind = f'office:value-type="date" office:date-value="{day}"'
        return f"<table:table-cell {kind}><text:p>{day}</text:p></table:table-cell>"
    if isinstance(value, str):
        words = "".join(
            f"<text:p>{escape(line)}</text:p>" for line in value.split("\n")
        )
        kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}>{words}</table:table-cell>"
    kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"


def parquet(columns) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


def points(columns, places, crs=4326):
    shapes = [None if place is None else shapely.Point(place) for place in places]
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=crs)


def geoparquet(frame) -> bytes:
    stream = io.BytesIO()
    frame.to_parquet(stream)
    return stream.getvalue()


def written(folder, frame, name, **options) -> bytes:
    """Return the bytes of a file that GDAL writes."""
    frame.to_file(folder / name, **options)
    return (folder / name).read_bytes()


def shapefile(folder, frame, inside="", name="places") -> dict[str, bytes]:
    frame.to_file(folder / f"{name}.shp", encoding="utf-8")
    return {
        f"{inside}{path.name}": path.read_bytes() for path in folder.glob(f"{name}.*")
    }


def kml(*placemarks, folder="Places") -> str:
    inside = "".join(placemarks)
    return f"{KML_HEAD}<Folder><name>{folder}</name>{inside}</Folder></Document></kml>"


def placemark(name, place, **fields) -> str:
    data = "".join(
        f'<Data name="{key}"><value>{value}</value></Data>'
        for key, value in fields.items()
    )
    point = f"<Point><coordinates>{place}</coordinates></Point>" if place else ""
    return (
        f"<Placemark><name>{name}</name><ExtendedData>{data}</ExtendedData>"
        f"{point}</Placemark>"
    )
