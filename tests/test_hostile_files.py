"""Files made to harm: each is refused in a sentence, soon, and without a traceback.

All of them are made up here.
"""

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import time
import warnings
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from dashboard.openers.features import FIELD
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.openers.workbook import MAC_EPOCH
from dashboard.table.limits import MAX_MEMBERS, MAX_ROWS
from dashboard.table.reading import UnreadableTableError
from tests.files import KML_HEAD, excel, parquet, points, written, zipped
from tests.hostile.seeds import seeds


def refusal(content, name) -> str:
    with pytest.raises(UnreadableTableError) as error:
        open_file(TableSource(name, content))
    return str(error.value)


def book_of(rows: str, member="xl/worksheets/sheet1.xml", prefix="") -> bytes:
    """Return a workbook whose sheet has this markup, and is kept as ``member``."""
    with zipfile.ZipFile(io.BytesIO(excel({"One": [["id"]]}))) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    del members["xl/worksheets/sheet1.xml"]
    links = members["xl/_rels/workbook.xml.rels"]
    new = member.removeprefix("xl/").encode()
    links = links.replace(b"worksheets/sheet1.xml", new)
    colon = prefix and f":{prefix}"
    tag = f"{prefix}:" if prefix else ""
    sheet = (
        f"<{tag}worksheet xmlns{colon}="
        '"http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<{tag}sheetData>{rows}</{tag}sheetData></{tag}worksheet>"
    )
    return zipped({**members, "xl/_rels/workbook.xml.rels": links, member: sheet})


FAR = (
    '<row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)


@pytest.mark.parametrize(
    "member", ["xl/other/s.xml", "xl/worksheets/deep/s.xml", "xl/s.dat"]
)
def test_a_sheet_is_measured_wherever_it_is_kept(member):
    assert "spans more than" in refusal(book_of(FAR, member), "a.xlsx")


def test_cells_that_do_not_say_their_place_are_counted():
    cell = "<c><v>1</v></c>"
    far = f'<row r="1">{cell * 400}</row><row r="1048576">{cell}</row>'
    assert "spans more than" in refusal(book_of(far), "a.xlsx")
    heads = "".join(f"<c><v>{each}</v></c>" for each in range(1, 5))
    near = f'<row r="1">{heads}</row><row r="9"><c t="n"><v>1</v></c></row>'
    read = open_file(TableSource("a.xlsx", book_of(near)))
    assert read.text.shape[1] == 4
    tagged = FAR.replace("<row", "<x:row").replace("<c ", "<x:c ")
    tagged = tagged.replace("</row", "</x:row").replace("</c>", "</x:c>")
    assert "spans more" in refusal(book_of(tagged, prefix="x"), "a.xlsx")


def geopackage(folder, *statements) -> bytes:
    frame = points({"id": ["a"]}, [(1, 2)])
    content = written(folder, frame, "a.gpkg", driver="GPKG")
    with sqlite3.connect(":memory:") as base:
        base.deserialize(content)
        for each in statements:
            base.execute(each)
        base.commit()
        return base.serialize()


def test_a_view_of_a_geopackage_is_not_run(tmp_path):
    endless = (
        "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 "
        "FROM c) SELECT x AS fid FROM c"
    )
    layer = (
        "INSERT INTO gpkg_contents(table_name, data_type, identifier) "
        "VALUES ('v', 'attributes', 'v')"
    )
    content = geopackage(tmp_path, endless, layer)
    assert "'v' is a view, not a table" in refusal(content, "a.gpkg")


@pytest.mark.parametrize("kind", ["VIRTUAL", "STORED"])
def test_a_column_that_a_geopackage_computes_is_not_run(kind, tmp_path):
    """Two rows of ``zeroblob`` took a gigabyte; a long text took the rows away."""
    with sqlite3.connect(":memory:") as base:
        base.deserialize(geopackage(tmp_path))
        (layer,) = base.execute("SELECT table_name FROM gpkg_contents").fetchone()
    table = f"CREATE TABLE made_up (a, b AS (hex(zeroblob(9 * a))) {kind})"
    words = refusal(geopackage(tmp_path, table), "a.gpkg")
    assert "'made_up.b' is computed by the file" in words
    if kind == "VIRTUAL":
        added = f'ALTER TABLE "{layer}" ADD COLUMN c AS (zeroblob(900000000))'
        assert f"'{layer}.c' is computed" in refusal(
            geopackage(tmp_path, added), "a.gpkg"
        )


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON gpkg_contents BEGIN SELECT 1; END",
        "CREATE INDEX i ON gpkg_contents (hex(table_name))",
        'CREATE TABLE "\'; DROP TABLE gpkg_contents; --" (a)',
    ],
)
def test_what_a_geopackage_runs_only_when_it_is_written_does_no_harm(
    statement, tmp_path
):
    read = open_file(TableSource("a.gpkg", geopackage(tmp_path, statement)))
    assert read.text["id"].tolist() == ["a"]


def doubled(content: bytes, name: str, first: bytes) -> bytes:
    """Return an archive that has another member of this name before its own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w") as new,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", UserWarning)
        new.writestr(name, first)
        for each in old.namelist():
            new.writestr(each, old.read(each))
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "member"),
    [
        ("a.zip", "a.csv"),
        ("a.xlsx", "xl/worksheets/sheet1.xml"),
        ("a.ods", "content.xml"),
        ("a.kmz", "doc.kml"),
    ],
)
def test_two_members_of_one_name_are_refused(file, member):
    content = doubled(seeds()[file], member, b"id\n1\n")
    assert f"two files in it are called '{member}'" in refusal(content, file)


NOT_OPENED = {
    "an archive in an archive": ("a.zip", zipped({"b.zip": seeds()["a.zip"]})),
    "tar": ("a.tar", b"a.csv".ljust(257, b"\0") + b"ustar\00000".ljust(255, b"\0")),
    "gzip": ("a.csv.gz", gzip.compress(b"0" * 10**6)),
    "bzip2": ("a.csv.bz2", bz2.compress(b"0" * 10**6)),
    "xz": ("a.csv.xz", lzma.compress(b"0" * 10**6)),
    "too many files": ("a.zip", zipped({f"{at}": "" for at in range(MAX_MEMBERS + 1)})),
    "GPX": ("a.gpx", b"<gpx><wpt lat='1' lon='2'><name>&e;</name></wpt></gpx>"),
    "a million lists": ("a.geojson", b"[" * 10**6),
    "a million objects": ("a.json", b'{"a":' * 10**6),
    "a million folders": ("a.kml", (KML_HEAD + "<Folder>" * 10**6).encode()),
    "Parquet of no bytes": ("a.parquet", parquet({"a": pa.nulls(MAX_ROWS + 1)})),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), NOT_OPENED.values(), ids=NOT_OPENED)
def test_what_is_packed_nested_or_larger_than_it_looks_is_refused_soon(name, content):
    start = time.perf_counter()
    assert name in refusal(content, name)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize("number", ["1e309", "-1e309", "NaN", "9" * 5_000, "-0"])
def test_a_number_beyond_all_numbers_is_kept_or_is_no_place(number):
    at = f'{{"type": "Point", "coordinates": [{number}, 1]}}'
    text = f'{{"type": "Feature", "geometry": {at}, "properties": {{"n": {number}}}}}'
    read = open_file(TableSource("a.geojson", text.encode()))
    assert read.text["longitude"].iloc[0] in ("", "-0")
    assert len(read.text) == 1 and read.text["n"].iloc[0] in (number, "", "0", "inf")


def test_a_geopackage_left_in_wal_mode_is_read(tmp_path):
    content = geopackage(tmp_path)
    content = content[:18] + b"\2\2" + content[20:]
    read = open_file(TableSource("a.gpkg", content))
    assert read.text["id"].tolist() == ["a"]


@pytest.mark.parametrize(
    ("pattern", "piece"), [(FIELD, b"<Data "), (MAC_EPOCH, b"<workbookPr ")]
)
def test_a_search_takes_time_by_the_size_alone(pattern, piece):
    start = time.perf_counter()
    assert pattern.search(piece * 50_000) is None
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("properties", [{"n": "\ud800"}, {"\udfff": "n"}])
def test_half_a_character_is_named(properties):
    feature = {"type": "Feature", "properties": properties, "geometry": None}
    assert "is half a character" in refusal(json.dumps(feature).encode(), "a.geojson")


def test_a_whole_character_of_two_escapes_is_read():
    feature = {"type": "Feature", "properties": {"n": "😀"}, "geometry": None}
    content = json.dumps(feature).encode()
    assert b"\\ud83d" in content
    read = open_file(TableSource("a.geojson", content))
    assert read.text["n"].tolist() == ["😀"]


@pytest.mark.parametrize("place", ["12", {"0": 1, "1": 2}])
def test_coordinates_that_are_no_list_are_refused(place):
    shape = {"type": "Point", "coordinates": place}
    feature = {"type": "Feature", "properties": {"n": 1}, "geometry": shape}
    words = refusal(json.dumps(feature).encode(), "a.geojson")
    assert "feature 1: its geometry is not GeoJSON" in words


def test_a_locked_type_of_a_workbook_is_refused():
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = bytearray(zipped({"mimetype": kind, "content.xml": "<x/>"}))
    for sign, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.find(sign) + flags] |= 1
    assert "a damaged or cut workbook" in refusal(bytes(content), "a.ods")


def test_a_text_repeated_by_a_small_parquet_is_not_unpacked():
    once = pa.DictionaryArray.from_arrays(
        pa.array([0] * 2000, pa.int32()), ["x" * 10**6]
    )
    content = parquet({"id": once})
    most = max(pa.default_memory_pool().max_memory(), 10**8)
    assert "unpacks to more than 1024 MB" in refusal(content, "a.parquet")
    assert pa.default_memory_pool().max_memory() <= most


@pytest.mark.parametrize(
    "values",
    [
        pa.array([[("a", "b")]], pa.map_(pa.string(), pa.string())),
        pa.array([["a", "b"]]),
        pa.array([{"a": "b"}]),
    ],
)
def test_values_in_a_value_are_read(values):
    read = open_file(TableSource("a.parquet", parquet({"id": ["1"], "n": values})))
    assert "b" in read.text["n"].iloc[0]


def geo_table(geo, shape=None) -> bytes:
    shapes = pa.array([shapely.to_wkb(shapely.Point(1, 2))]) if shape is None else shape
    table = pa.table({"id": ["a"], "geometry": shapes})
    table = table.replace_schema_metadata({b"geo": json.dumps(geo).encode()})
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


def geo_of(**members):
    column = {"encoding": "WKB", "geometry_types": ["Point"], **members}
    return {
        "version": "1.0.0",
        "primary_column": "geometry",
        "columns": {"geometry": column},
    }


@pytest.mark.parametrize("crs", ["nonsense", {"type": "x"}, 5])
def test_an_unknown_system_of_a_parquet_is_warned_of(crs):
    read = open_file(TableSource("a.parquet", geo_table(geo_of(crs=crs))))
    assert read.text["latitude"].tolist() == ["2"]
    assert any("is not known" in each.message for each in read.findings)


@pytest.mark.parametrize("geo", [[], None, {"columns": ["geometry"]}])
def test_an_unusable_word_on_geometry_leaves_the_table(geo):
    read = open_file(TableSource("a.parquet", geo_table(geo)))
    assert read.text["id"].tolist() == ["a"]
    assert any("no points" in each.message for each in read.findings)


@pytest.mark.parametrize("shape", [pa.array([b"zz"]), pa.array([1])])
def test_a_geometry_that_is_none_is_refused(shape):
    words = refusal(geo_table(geo_of(), shape), "a.parquet")
    assert "a damaged Parquet file" in words


def test_a_time_beyond_the_calendar_in_a_value_is_refused():
    far = pa.array([{"t": 2534023008 * 10**9}], pa.struct([("t", pa.timestamp("us"))]))
    assert "a damaged Parquet" in refusal(parquet({"n": far}), "a.parquet")
