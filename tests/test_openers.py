"""Files of every format: the same text table, or one sentence that says what it is.

All rows are made up.
"""

import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely

from dashboard.openers import sheet_size
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table import limits, rows
from dashboard.table.reading import UnreadableTableError
from tests.files import (
    KML_HEAD,
    excel,
    geoparquet,
    kml,
    ods,
    parquet,
    placemark,
    points,
    shapefile,
    written,
    zipped,
)

CSV = b"id,deaths\nA-1,3\n007,\n"
ROWS = [["id", "deaths"], ["A-1", 3], ["007", None]]
TABLE = {"id": ["A-1", "007"], "deaths": ["3", ""]}
FRAME = {"id": ["A-1", "007"], "deaths": pd.array([3, None], dtype="Int64")}
PLACES = [(-63.25, 10.65), None]
PLACED = {**TABLE, "latitude": ["10.65", ""], "longitude": ["-63.25", ""]}


def opened(content, name="a.csv", part=""):
    return open_file(TableSource(name, content, part))


def cells(content, name="a.csv", part=""):
    return opened(content, name, part).text.to_dict("list")


def said(content, name="a.csv", part=""):
    return [str(finding) for finding in opened(content, name, part).findings]


def refusal(content, name="a.csv", part=""):
    with pytest.raises(UnreadableTableError) as error:
        opened(content, name, part)
    text = str(error.value)
    assert text.startswith(name) and text.endswith(".")
    return text


def test_bytes_and_a_path_give_the_same(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(CSV)
    by_path = open_file(TableSource("a.csv", path))
    assert by_path.text.equals(opened(CSV).text)
    assert by_path.text.to_dict("list") == TABLE and by_path.format == "CSV"


def test_a_workbook_is_read_with_its_rows_and_dates():
    sheet = [
        ["Made-up table"],
        [],
        ["id", "day", "lat", "n", "sure", "at"],
        ["007", date(2025, 9, 2), 10.65, 1234567.0, True, datetime(2025, 9, 2, 13, 5)],
        ["8", None, 0.1 + 0.2, -3, False, None],
    ]
    found = opened(excel({"One": sheet}), "a.xlsx")
    assert found.text.to_dict("index") == {
        4: dict(
            zip(
                sheet[2],
                [
                    "007",
                    "2025-09-02",
                    "10.65",
                    "1234567",
                    "true",
                    "2025-09-02 13:05:00",
                ],
                strict=True,
            )
        ),
        5: dict(zip(sheet[2], ["8", "", "0.3", "-3", "false", ""], strict=True)),
    }
    assert (found.format, found.part, found.parts) == ("Excel", "One", ("One",))
    assert [each.line for each in found.findings] == [1, 2]


def test_the_first_sheet_with_rows_is_read_unless_one_is_named():
    book = excel(
        {"Note": [["see Two"]], "Old": ROWS, "Two": ROWS, "B": [["x"], [1]]}, ["Old"]
    )
    found = opened(book, "a.xlsx")
    assert found.part == "Two" and found.parts == ("Note", "Old", "Two", "B")
    assert said(book, "a.xlsx") == ["sheet 'Two' of 4 was read"]
    assert cells(book, "a.xlsx", "B") == {"x": ["1"]}
    assert cells(book, "a.xlsx", "Old") == TABLE
    assert "no sheet 'C'. Its sheets: Note, Old, Two, B" in refusal(book, "a.xlsx", "C")


def test_the_epoch_of_a_workbook_is_known():
    days = [["day", "n"], [date(2025, 9, 2), 1]]
    for epoch, options in ((1900, {}), (1904, {"date_1904": True})):
        found = opened(excel({"One": days}, **options), "a.xlsx")
        assert found.epoch == epoch
        assert found.text["day"].tolist() == ["2025-09-02"]


def test_an_open_document_sheet_is_read():
    found = opened(ods(ROWS), "a.ods")
    assert found.text.to_dict("list") == TABLE and found.format == "ODS"


def test_what_a_name_says_wrongly_is_said():
    assert said(excel({"One": ROWS}), "a.csv") == [
        "the file is Excel, though its name ends in .csv"
    ]
    assert said(CSV, "a.xlsx") == ["the file is CSV, though its name ends in .xlsx"]
    assert said(CSV, "a.TXT") == said(CSV, "a") == said(CSV, "export.2026") == []


def test_parquet_is_read_with_its_types():
    content = parquet(
        {
            "id": pa.array(["007", None]).dictionary_encode(),
            "whole": pa.array([2.0, None]),
            "broken": pa.array([10.65, float("nan")]),
            "n": pa.array([1, None], pa.int16()),
            "day": pa.array([date(2025, 9, 2), None]),
            "at": pa.array(
                [datetime(2025, 9, 2, 23, 30), None],
                pa.timestamp("ns", "America/Caracas"),
            ),
            "midnight": pa.array([datetime(2025, 9, 2), None]),
            "some": pa.array([["a", "b"], None]),
            "raw": pa.array([b"\xff", None]),
            "none": pa.nulls(2),
            "yes": pa.array([True, None]),
        }
    )
    found = opened(content, "a.parquet")
    assert found.text.iloc[0].tolist() == [
        "007", "2", "10.65", "1", "2025-09-02", "2025-09-02 19:30:00", "2025-09-02",
        '["a", "b"]', "", "", "true",
    ]  # fmt: skip
    assert set(found.text.iloc[1]) == {""}
    assert found.text.index.tolist() == [2, 3] and found.format == "Parquet"


def files_of_points(folder, frame):
    yield "a.parquet", geoparquet(frame)
    yield "a.gpkg", written(folder, frame, "a.gpkg")
    yield "a.geojson", written(folder, frame, "a.geojson")
    yield "a.zip", zipped(shapefile(folder, frame, "inside/"))


def test_points_become_coordinates_in_every_format(tmp_path):
    frame = points(FRAME, PLACES)
    formats = []
    for name, content in files_of_points(tmp_path, frame):
        found = opened(content, name)
        assert found.text.to_dict("list") == PLACED, name
        assert found.text.index.tolist() == [2, 3] and found.findings == []
        formats.append(found.format)
    assert formats == ["GeoParquet", "GeoPackage", "GeoJSON", "shapefile"]


def test_another_coordinate_system_is_turned_and_said(tmp_path):
    frame = points(FRAME, PLACES).to_crs(32620)
    for name, content in files_of_points(tmp_path, frame):
        found = opened(content, name)
        assert float(found.text["latitude"].iloc[0]) == pytest.approx(10.65, abs=1e-6)
        assert float(found.text["longitude"].iloc[0]) == pytest.approx(-63.25, abs=1e-6)
        if name != "a.geojson":  # GDAL writes that in degrees
            assert (
                "coordinates were turned from WGS 84 / UTM zone 20N"
                in said(content, name)[0]
            )


def test_an_old_geojson_names_its_system():
    feature = {
        "type": "Feature",
        "id": 7,
        "properties": {"name": "x"},
        "geometry": {"type": "Point", "coordinates": [-7040957.793, 1192439.043]},
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    content = {"type": "FeatureCollection", "crs": crs, "features": [feature]}
    found = opened(json.dumps(content).encode(), "a.geojson")
    assert found.text["id"].tolist() == ["7"]
    assert float(found.text["latitude"].iloc[0]) == pytest.approx(10.65, abs=1e-4)
    assert float(found.text["longitude"].iloc[0]) == pytest.approx(-63.25, abs=1e-4)


def test_geojson_keeps_texts_and_numbers_as_written():
    features = (
        '{"type":"Feature","geometry":null,"properties":'
        '{"a":"007","b":10.650,"c":123456789012345678,"d":true,"e":null,"f":[1],"g":"2025-09-02"}},'
        '{"type":"Feature","geometry":{"type":"Point","coordinates":[1.5,2]},"properties":{"h":"x"}}'
    )
    raw = f'{{"type":"FeatureCollection","features":[{features}]}}'.encode()
    first = opened(raw, "a.json").text.iloc[0].to_dict()
    assert first == {
        "a": "007", "b": "10.650", "c": "123456789012345678", "d": "true", "e": "",
        "f": '["1"]', "g": "2025-09-02", "h": "", "latitude": "", "longitude": "",
    }  # fmt: skip


def test_lines_and_areas_have_no_point(tmp_path):
    shapes = [
        shapely.Point(-63.25, 10.65),
        shapely.LineString([(0, 0), (1, 1)]),
        shapely.box(0, 0, 1, 1),
        shapely.MultiPoint([(1, 2)]),
        shapely.MultiPoint([(1, 2), (3, 4)]),
        shapely.Point(),
    ]
    frame = gpd.GeoDataFrame({"id": list("abcdef")}, geometry=shapes, crs=4326)
    for name, content in (
        ("a.parquet", geoparquet(frame)),
        ("a.gpkg", written(tmp_path, frame, "a.gpkg")),
        ("a.geojson", written(tmp_path, frame, "a.geojson")),
    ):
        found = opened(content, name)
        assert found.text["latitude"].tolist() == ["10.65", "", "", "2", "", ""]
        assert "rows, the first here, are lines or areas" in said(content, name)[0]
        assert found.findings[0].line == 3


def test_columns_that_say_the_same_as_the_points_stay_alone():
    same = points({"Latitude": ["10.650", "9"], "longitude": ["-63.25", ""]}, PLACES)
    found = opened(geoparquet(same), "a.parquet")
    assert found.text.columns.tolist() == ["Latitude", "longitude"]
    assert found.text["Latitude"].tolist() == ["10.650", "9"] and found.findings == []


def test_columns_that_differ_from_the_points_are_renamed_and_said():
    other = points({"latitude": ["11", ""]}, PLACES)
    content = geoparquet(other)
    assert cells(content, "a.parquet") == {
        "reported_latitude": ["11", ""],
        "latitude": ["10.65", ""],
        "longitude": ["-63.25", ""],
    }
    assert "differs from the point" in said(content, "a.parquet")[0]


def test_layers_are_listed_and_chosen(tmp_path):
    frame = points(FRAME, PLACES)
    frame.iloc[:0].to_file(tmp_path / "a.gpkg", layer="none")
    frame.to_file(tmp_path / "a.gpkg", layer="año")
    frame.assign(id="x").to_file(tmp_path / "a.gpkg", layer="more")
    content = (tmp_path / "a.gpkg").read_bytes()
    found = opened(content, "a.gpkg")
    assert found.parts == ("none", "año", "more") and found.part == "año"
    assert said(content, "a.gpkg") == ["layer 'año' of 3 was read"]
    assert cells(content, "a.gpkg", "more")["id"] == ["x", "x"]
    assert "no layer 'b'" in refusal(content, "a.gpkg", "b")


def test_a_zip_of_two_shapefiles_lists_them(tmp_path):
    frame = points({"id": ["A-1"]}, PLACES[:1])
    members = shapefile(tmp_path, frame, name="one")
    members |= shapefile(tmp_path, frame.assign(id="B"), name="two")
    del members["one.cpg"]
    found = opened(zipped(members), "a.zip")
    assert found.parts == (found.part, *({"one", "two"} - {found.part}))
    assert cells(zipped(members), "a.zip", "two")["id"] == ["B"]
    assert any(
        "does not name its encoding" in words
        for words in said(zipped(members), "a.zip", "one")
    )
    assert "no layer 'x'" in refusal(zipped(members), "a.zip", "x")
    del members["one.shx"]
    assert "no .shx" in refusal(zipped(members), "a.zip", "one")
    del members["two.dbf"]
    assert "no .dbf" in refusal(zipped(members), "a.zip", "two")


def test_a_kml_gives_its_fields_and_points():
    content = kml(
        placemark("Puerto", "-63.25,10.65,0", deaths="3", id="A-1"),
        placemark("Sucre", "", deaths="", id="007"),
    )
    for name, raw, format in (
        ("a.kml", content.encode(), "KML"),
        ("a.kmz", zipped({"doc.kml": content}), "KMZ"),
        ("a.zip", zipped({"inside/x.kml": content}), "zipped KML"),
    ):
        found = opened(raw, name)
        assert found.format == format and found.part == "Places"
        assert found.text.to_dict("list") == {
            "id": ["A-1", "007"],
            "Name": ["Puerto", "Sucre"],
            "deaths": ["3", ""],
            "latitude": ["10.65", ""],
            "longitude": ["-63.25", ""],
        }


def test_fields_of_a_kml_keep_their_names():
    fields = {"Main ID": "1", "Año": "2", "a&amp;b": "3", "x_y": "4"}
    content = kml(placemark("p", "1,2", **fields)).encode()
    found = cells(content, "a.kml")
    assert [found[n] for n in ("Main ID", "Año", "a&b", "x_y")] == [
        ["1"],
        ["2"],
        ["3"],
        ["4"],
    ]
    assert said(content, "a.kml") == []


def test_fields_that_become_one_are_said():
    content = kml(placemark("p", "1,2", **{"x_y": "4", "x-y": "5"})).encode()
    assert "'x-y' and 'x_y' differ only in punctuation" in said(content, "a.kml")[0]


def test_a_kml_cannot_read_other_files_of_the_machine(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\nmine\n")
    source = f"<OGRVRTDataSource><OGRVRTLayer name='secret'><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    for raw in (f"<kml><!-- {source} --></kml>", f"<!-- --><kml/>{source}"):
        assert "refers to other files" in refusal(raw.encode(), "a.kml")
        assert "refers to other files" in refusal(zipped({"a.kml": raw}), "a.kmz")


def test_a_zip_with_one_table_is_opened():
    members = {"__MACOSX/._a.csv": b"x", "data/a.csv": CSV, "readme.txt": b"made up"}
    assert cells(zipped(members), "a.zip") == TABLE
    assert cells(zipped({"a.txt": CSV}), "a.zip") == TABLE
    assert cells(zipped({"a.xlsx": excel({"One": ROWS})}), "a.zip") == TABLE
    assert cells(zipped({"a.parquet": parquet({"id": ["1"]})}), "a.zip") == {
        "id": ["1"]
    }


def test_a_zip_with_several_tables_lists_them():
    members = {"b.csv": CSV, "a.csv": b"x,y\n1,2\n"}
    found = opened(zipped(members), "a.zip")
    assert (found.parts, found.part) == (("b.csv", "a.csv"), "b.csv")
    assert said(zipped(members), "a.zip") == [
        "b.csv was read, one of 2 tables in the archive"
    ]
    assert cells(zipped(members), "a.zip", "a.csv") == {"x": ["1"], "y": ["2"]}
    assert "no file 'c.csv'" in refusal(zipped(members), "a.zip", "c.csv")


def test_a_workbook_in_a_zip_keeps_its_sheets():
    content = zipped({"a.xlsx": excel({"One": [["x"], [1]], "Two": ROWS})})
    assert opened(content, "a.zip").parts == ("One", "Two")
    assert cells(content, "a.zip", "Two") == TABLE


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (b"id,deaths\n", "a header without rows. Its columns: id, deaths"),
        (b"id,deaths\n,\n\n", "a header without rows"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "damaged or cut workbook"),
        (excel({"One": ROWS})[:-200], "damaged or cut workbook"),
        (excel({"One": []}), "empty"),
        (excel({"One": ROWS[:1]}), "a header without rows"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "a damaged workbook"),
        (zipped({"xl/workbook.bin": b""}), "binary workbook"),
        (zipped({"word/document.xml": b""}), "Word document"),
        (zipped({"ppt/presentation.xml": b""}), "PowerPoint"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "OpenDocument"),
        (zipped({}), "It holds: nothing"),
        (zipped({"a.png": b"", "b/c.pdf": b""}), "without a table. It holds: a.png, b/c.pdf"),
        (zipped({"a.csv": zipped({"b.csv": CSV})}), "archive in an archive"),
        (zipped({"a.csv": b"%PDF-1.7"}), "a PDF document"),
        (OLD + b"\0" * 600, "damaged workbook, or none"),
        (OLD + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        (b"<!DOCTYPE html>\n<html><body>Session expired</body></html>", "an HTML page"),
        (b"\n <HTML>", "an HTML page"),
        (b"<!-- saved --><table><tr>", "an HTML page"),
        (b"<?xml version='1.0'?>\n<gpx>", "a GPX track"),
        (b"<?xml version='1.0'?><rows/>", "markup (XML) that is no KML"),
        (b"<svg>", "a picture (SVG)"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"id,a\n1,\x00\x01\x02", "neither text nor"),
        (b"SQLite format 3\x00" + b"\0" * 100, "damaged GeoPackage"),
        (b"PAR1abcdPAR1", "damaged Parquet"),
        (b"<kml></kml>", "KML"),
        (b'{"a": 1, "b": 2}', "JSON without features (its members: a, b)"),
        (b"[1, 2]", "a JSON list"),
        (b'{"a": \n', "line 2: not JSON"),
        (b'{"type": "FeatureCollection", "features": [1]}', "no JSON object"),
        (b'{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":["x"]}}', "feature 1: its geometry"),
        (b'{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[1]}}', "feature 1: its geometry"),
        (b'{"type":"Feature","properties":{"a":1,"A ":2},"geometry":null}', "more than once"),
        (b'{"type":"FeatureCollection","features":[]}', "a header without rows"),
        (b"[" * 200_000, "nested too deeply"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_no_table_is_refused_with_one_sentence(content, words):
    assert words in refusal(content)


def test_a_locked_archive_is_refused():
    content = bytearray(zipped({"a.csv": CSV}, zipfile.ZIP_STORED))
    for at in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[at] |= 1
    assert "protected by a password" in refusal(bytes(content), "a.zip")


def test_a_damaged_member_is_refused():
    content = bytearray(zipped({"a.csv": CSV}, zipfile.ZIP_STORED))
    content[content.find(b"A-1")] ^= 1
    assert "damaged archive" in refusal(bytes(content), "a.zip")


@pytest.mark.parametrize(("size", "refused"), [(20, False), (19, True)])
def test_the_size_of_a_file_is_limited(monkeypatch, tmp_path, size, refused):
    assert len(CSV) == 21
    monkeypatch.setattr(limits, "MAX_BYTES", size + 1)
    path = tmp_path / "a.csv"
    path.write_bytes(CSV)
    if refused:
        assert "larger than" in refusal(CSV) and "larger than" in refusal(path)
    else:
        assert cells(CSV) == cells(path) == TABLE


@pytest.mark.parametrize(("most", "refused"), [(2, False), (1, True)])
def test_rows_are_limited_in_every_format(monkeypatch, tmp_path, most, refused):
    monkeypatch.setattr(limits, "MAX_ROWS", most)
    monkeypatch.setattr(rows, "CHUNK", 1)
    frame = points(FRAME, PLACES)
    files = [("a.csv", CSV), *files_of_points(tmp_path, frame)]
    for name, content in files:
        if refused:
            assert "more than 1 rows" in refusal(content, name)
        else:
            assert cells(content, name)["id"] == TABLE["id"]


@pytest.mark.parametrize(("most", "refused"), [(2, False), (1, True)])
def test_columns_are_limited_in_every_format(monkeypatch, tmp_path, most, refused):
    monkeypatch.setattr(limits, "MAX_COLUMNS", most)
    frame = points(FRAME, PLACES)
    files = [
        ("a.csv", CSV),
        ("a.xlsx", excel({"One": ROWS})),
        ("a.parquet", parquet(FRAME)),
    ]
    files += [f for f in files_of_points(tmp_path, frame) if f[0] != "a.parquet"]
    for name, content in files:
        if refused:
            assert "1 is the limit" in refusal(content, name)
        else:
            assert cells(content, name)["id"] == TABLE["id"]


def test_what_an_archive_unpacks_to_is_limited(monkeypatch):
    bomb = zipped({"a.csv": b"id,a\n1," + b"0" * 3_000_000})
    assert len(bomb) < 4_000
    assert cells(bomb, "a.zip")["id"] == ["1"]
    monkeypatch.setattr(limits, "MAX_BYTES", 2_000_000)
    assert "unpacks to more than" in refusal(bomb, "a.zip")


def test_a_size_that_an_archive_states_falsely_does_not_help(monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 2_000_000)
    bomb = zipped({"a.csv": b"id,a\n1," + b"0" * 3_000_000})
    true, false = (size.to_bytes(4, "little") for size in (3_000_007, 10))
    assert bomb.count(true) == 2
    assert refusal(bomb.replace(true, false), "a.zip")


def test_many_members_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_MEMBERS", 1)
    assert "an archive of 2 files" in refusal(zipped({"a.csv": CSV, "b": b""}), "a.zip")


def test_a_parquet_that_unpacks_to_much_is_refused(monkeypatch):
    content = parquet({"id": pa.array(["x" * 1000] * 5000).dictionary_encode()})
    assert len(content) < 10_000
    assert len(cells(content, "a.parquet")["id"]) == 5000
    monkeypatch.setattr("dashboard.openers.arrow_layer.MAX_MARKUP", 1_000)
    assert "unpacks to more than" in refusal(content, "a.parquet")


def far_sheet(place):
    book = excel({"One": [["id", "n"], ["x", 1]]})
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(
        b'r="B2"', f'r="{place}"'.encode()
    )
    return zipped(members)


@pytest.mark.parametrize("place", ["XFD1048576", "ZZ1048576", "SG90000", "AD1048576"])
def test_a_cell_far_out_does_not_fill_the_memory(place):
    assert "spans more than" in refusal(far_sheet(place), "a.xlsx")


@pytest.mark.parametrize(("most", "refused"), [(28 * 10, False), (28 * 10 - 1, True)])
def test_the_span_of_a_sheet_is_counted_to_the_cell(monkeypatch, most, refused):
    monkeypatch.setattr(sheet_size, "MAX_CELLS", most)
    monkeypatch.setattr(sheet_size, "FAR", sheet_size.PLACE)
    if refused:
        assert "spans more than" in refusal(far_sheet("AB10"), "a.xlsx")
    else:
        assert opened(far_sheet("AB10"), "a.xlsx").text["id"].tolist()[0] == "x"


@pytest.mark.parametrize(
    ("sheet", "span"),
    [
        (b"<row><c><v>1</v></c><c><v>2</v></c></row>", (1, 2)),
        (b"<row><c/><c/><c/></row><row><c/></row>", (2, 3)),
        (b'<row r="7"><c/></row>', (7, 1)),
        (b'<row r="7"><c/></row><row><c/><c/></row>', (8, 2)),
        (b'<row r="7"><c r="C7"/><c/></row>', (7, 4)),
        (b'<row><c r="C9"/></row>', (9, 3)),
        (b'<row><c r="C9"/><c/></row>', (9, 4)),
    ],
)
def test_cells_without_a_place_come_after_the_one_before(sheet, span):
    content = zipped({"a.xml": b"<sheetData>" + sheet + b"</sheetData>"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sheet_size._excel_span(archive, "a.xml") == span


def test_an_ods_that_repeats_a_value_over_a_whole_sheet_is_refused():
    with zipfile.ZipFile(io.BytesIO(ods(ROWS))) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    wide = (
        members["content.xml"]
        .replace(
            b"<table:table-row>",
            b'<table:table-row table:number-rows-repeated="1048576">',
        )
        .replace(
            b"<table:table-cell ",
            b'<table:table-cell table:number-columns-repeated="16384" ',
        )
    )
    assert wide != members["content.xml"]
    assert "spans more than" in refusal(
        zipped({**members, "content.xml": wide}), "a.ods"
    )


def test_nothing_is_written_to_the_disk(tmp_path, monkeypatch):
    frame = points(FRAME, PLACES)
    files = list(files_of_points(tmp_path, frame))
    files += [
        ("a.xlsx", excel({"One": ROWS})),
        ("a.kml", kml(placemark("x", "1,2")).encode()),
    ]
    empty = tmp_path / "tmp"
    empty.mkdir()
    for variable in ("TMPDIR", "CPL_TMPDIR"):
        monkeypatch.setenv(variable, str(empty))
    monkeypatch.setattr("tempfile.tempdir", str(empty))
    before = empty.stat().st_mtime_ns
    for name, content in files:
        assert len(opened(content, name).text)
    assert list(empty.iterdir()) == [] and empty.stat().st_mtime_ns == before


def test_a_damaged_file_of_any_format_ends_in_a_sentence(tmp_path):
    """Every file is cut at twenty places and has bytes changed at twenty more."""
    frame = points(FRAME, PLACES)
    files = [*files_of_points(tmp_path, frame), ("a.xlsx", excel({"One": ROWS}))]
    files += [("a.ods", ods(ROWS)), ("a.kml", kml(placemark("x", "1,2")).encode())]
    random = np.random.default_rng(7)
    tried = 0
    for name, content in files:
        for at in random.integers(1, len(content) - 1, 20).tolist():
            changed = content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]
            for damaged in (content[:at], changed):
                tried += 1
                try:
                    opened(damaged, name)
                except UnreadableTableError as error:
                    assert str(error).startswith(name)
    assert tried == 40 * len(files)


def test_a_path_is_opened_by_its_content_too(tmp_path):
    path = Path(tmp_path / "table")
    path.write_bytes(excel({"One": ROWS}))
    assert cells(path, "table") == TABLE


@pytest.mark.parametrize("names_it", [True, False])
def test_a_shapefile_in_windows_1252_is_read_and_it_is_said(tmp_path, names_it):
    frame = points({"id": ["A-1"], "place": ["Güiria, Cumaná"]}, PLACES[:1])
    members = shapefile(tmp_path, frame)
    dbf = next(name for name in members if name.endswith(".dbf"))
    text = "Güiria, Cumaná"
    single = text.encode("cp1252").ljust(len(text.encode()))
    members[dbf] = members[dbf].replace(text.encode(), single)
    members = {n: c for n, c in members.items() if names_it or not n.endswith(".cpg")}
    assert cells(zipped(members), "a.zip")["place"] == [text]
    assert "was read as Windows-1252" in " ".join(said(zipped(members), "a.zip"))


def test_a_field_named_id_in_the_schema_of_a_kml_keeps_its_name():
    content = (
        f"{KML_HEAD}<name>Made up</name>"
        '<Schema name="s" id="s"><SimpleField name="id" type="string"/></Schema>'
        '<Placemark><name>p</name><ExtendedData><SchemaData schemaUrl="#s">'
        '<SimpleData name="id">A-1</SimpleData></SchemaData></ExtendedData>'
        "<Point><coordinates>1,2</coordinates></Point></Placemark></Document></kml>"
    ).encode()
    assert cells(content, "a.kml")["id"] == ["A-1"]
    other = kml(placemark("p", "1,2", id2="A-2")).encode()
    assert cells(other, "a.kml")["id2"] == ["A-2"]


def test_a_kml_without_folder_and_name_is_opened():
    content = f"{KML_HEAD}{placemark('p', '1,2', id='A-1')}</Document></kml>".encode()
    found = opened(content, "harbour.kml")
    assert found.text["id"].tolist() == ["A-1"] and found.parts == ("harbour",)
    assert cells(content, "harbour.kml", "harbour")["id"] == ["A-1"]
    several = kml(placemark("p", "1,2", id="A-1"), folder="").encode()
    assert cells(several, "a.kml")["id"] == ["A-1"]


def test_a_sheet_of_remarks_before_the_table_is_passed_by():
    remarks = [["How to read this"], ["One row is one incident"], ["Made up"]]
    content = excel({"Read me": remarks, "Data": [["id", "lat"], ["A-1", "10.5"]]})
    assert cells(content, "a.xlsx") == {"id": ["A-1"], "lat": ["10.5"]}
    alone = excel({"Names": remarks})
    assert opened(alone, "a.xlsx").part == "Names"


@pytest.mark.parametrize("sign", ["~", "^"])
def test_rarer_delimiters_are_found(sign):
    content = "\n".join(sign.join(row) for row in (["id", "lat"], ["A-1", "10,5"]))
    assert cells(content.encode()) == {"id": ["A-1"], "lat": ["10,5"]}


@pytest.mark.parametrize(
    ("content", "line"), [(b"id,x\na\x00,b\n", 2), (b"id\x00,x\na,b\n", 1)]
)
def test_a_nul_in_a_text_is_refused_with_its_line(content, line):
    assert f"line {line}: holds a NUL" in refusal(content)


def test_one_name_in_two_unicode_forms_is_refused():
    content = "id,año,an\u0303o\n1,2,3\n".encode()
    assert "columns 2 and 3" in refusal(content)
    assert list(cells("id,año,ano\n1,2,3\n".encode())) == ["id", "año", "ano"]


def test_a_parquet_with_texts_that_are_no_utf8_is_refused():
    bad = pa.array([b"G\xfciria"], pa.binary()).view(pa.utf8())
    assert "damaged Parquet" in refusal(parquet({"place": bad}), "a.parquet")
