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

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from dashboard.openers import plain_tables
from dashboard.openers.features import FIELD
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.openers.plain_tables import copy_plain_tables
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


def listing(*names: str) -> list[str]:
    """Return statements that list layers in a GeoPackage, and only these."""
    added = (
        "INSERT INTO gpkg_contents(table_name, data_type, identifier) "
        f"VALUES ('{each}', 'attributes', '{each}')"
        for each in names
    )
    return ["DELETE FROM gpkg_geometry_columns", "DELETE FROM gpkg_contents", *added]


def forged(kind: str, name: str, sql: str) -> list[str]:
    """Return statements that write a row of the schema which SQLite would not."""
    row = ", ".join("'" + each.replace("'", "''") + "'" for each in (kind, name, name))
    text = sql.replace("'", "''")
    return [
        "PRAGMA writable_schema = ON",
        f"INSERT INTO sqlite_master VALUES ({row}, 0, '{text}')",
    ]


@pytest.mark.parametrize(
    ("kind", "name", "sql"),
    [
        ("table", "notes", "CREATE VIRTUAL TABLE notes USING {} /* using rtree */"),
        ("table", "using_rtree", "CREATE VIRTUAL TABLE using_rtree USING {}"),
        ("table", "notes", "CREATE  VIRTUAL TABLE notes USING {}"),
        ("Table", "notes", "create virtual table notes using {}"),
    ],
)
def test_a_geopackage_cannot_read_a_file_of_the_machine(kind, name, sql, tmp_path):
    """Such a layer gave its rows away: any text file, such as one of passwords."""
    secret = tmp_path / "made_up.toml"
    secret.write_text("made_up_key = 'made up'\n")
    module = f'VirtualText("{secret}",UTF-8,0)'
    row = forged(kind, name, sql.format(module))
    words = refusal(geopackage(tmp_path, *listing(name), *row), "a.gpkg")
    assert words.endswith("Export the layer to a file of its own.")
    assert f"{name!r} is no ordinary table" in words


def test_a_table_that_only_says_that_it_is_one_is_not_read(tmp_path):
    endless = (
        "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 "
        "FROM c) SELECT x AS fid FROM c"
    )
    for kind in ("View", "VIEW"):
        content = geopackage(tmp_path, *listing("v"), *forged(kind, "v", endless))
        assert "'v' is a view, not a table" in refusal(content, "a.gpkg")
    as_table = geopackage(tmp_path, *listing("v"), *forged("table", "v", endless))
    assert "a damaged GeoPackage" in refusal(as_table, "a.gpkg")


def test_gdal_is_given_no_program_of_a_geopackage(tmp_path):
    content = geopackage(
        tmp_path,
        "CREATE TABLE other (a INTEGER PRIMARY KEY DESC DEFAULT (1) CHECK (a > hex(1)))",
        "CREATE INDEX i ON other (hex(a))",
        "CREATE TRIGGER t AFTER INSERT ON other BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE found USING fts4(a)",
    )
    with sqlite3.connect(":memory:") as base:
        base.deserialize(copy_plain_tables(content))
        schema = dict(base.execute("SELECT name, sql FROM sqlite_master"))
    assert 'CREATE TABLE "other" ("a" INTEGER PRIMARY KEY)' in schema.values()
    assert all(each.startswith("CREATE TABLE ") for each in schema.values())
    assert not any(each.startswith("rtree_") for each in schema)


def test_names_keys_and_days_of_a_geopackage_are_kept(tmp_path):
    layer = """Bahía "d'est" """.strip()
    frame = points({"fid": [7, 9], 'sí "o" no': ["a", "b"]}, [(1, 2), (3, 4)])
    frame["day"] = pd.to_datetime(["2026-01-02", "2026-02-03"])
    content = written(tmp_path, frame, "a.gpkg", driver="GPKG", layer=layer)
    with sqlite3.connect(":memory:") as base:
        base.deserialize(content)
        indexes = base.execute("SELECT * FROM sqlite_master WHERE name LIKE 'rtree%'")
        assert indexes.fetchall()
    read = open_file(TableSource("a.gpkg", content))
    assert read.part == layer
    assert read.text['sí "o" no'].tolist() == ["a", "b"]
    assert read.text["day"].tolist() == ["2026-01-02", "2026-02-03"]
    assert read.text["latitude"].tolist() == ["2", "4"]


@pytest.mark.parametrize(("steps", "ends"), [(2, True), (100_000, False)])
def test_a_geopackage_that_runs_on_is_given_up(steps, ends, tmp_path, monkeypatch):
    monkeypatch.setattr(plain_tables, "STEPS", 1)
    monkeypatch.setattr(plain_tables, "MAX_STEPS", steps)
    content = geopackage(tmp_path)
    if ends:
        assert "a damaged GeoPackage" in refusal(content, "a.gpkg")
    else:
        assert len(open_file(TableSource("a.gpkg", content)).text) == 1


def test_a_table_of_columns_without_a_type_is_read():
    with sqlite3.connect(":memory:") as base:
        base.execute('CREATE TABLE made_up (a, b "GENERATED ALWAYS AS (1)", c INT(2))')
        base.execute("INSERT INTO made_up VALUES ('x', 'y', 3)")
        base.commit()
        read = open_file(TableSource("a.sqlite", base.serialize()))
    assert read.text.to_dict("list") == {"a": ["x"], "b": ["y"], "c": ["3"]}


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
    start = time.process_time()
    assert name in refusal(content, name)
    assert time.process_time() - start < 3


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
    start = time.process_time()
    assert pattern.search(piece * 50_000) is None
    assert time.process_time() - start < 2


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
    assert "unpacks to more than 1,024 MB" in refusal(content, "a.parquet")
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
