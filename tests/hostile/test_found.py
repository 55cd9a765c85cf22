"""Crashes that fuzzing found, each by its name: what it was, and what is said now."""

import io
import json
import time
import zipfile
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.dataset import open_table
from dashboard.figures.totals import published_for
from dashboard.geo import place_search
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.settings import SettingsError, read_settings
from dashboard.sources_of_run import VARIABLE, sources_of_run
from dashboard.table.archive import kept_state
from dashboard.table.companions import read_companions
from dashboard.table.coordinates import plain_degrees
from dashboard.table.dictionary import DictionaryError, parse_dictionary
from dashboard.table.read import read_published_totals
from dashboard.table.reading import UnreadableTableError
from tests.files import points, shapefile, zipped
from tests.hostile.seeds import GEOJSON, seeds

DEEP = "[" * 100_000


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(name, content):
    return open_file(TableSource(name, content))


def refusal(name, content) -> str:
    with pytest.raises(UnreadableTableError) as error:
        opened(name, content)
    return str(error.value)


def test_a_property_without_a_name_gets_one():
    text = GEOJSON.replace('"deaths_best"', '""').replace('"date"', '" "')
    read = opened("a.geojson", text.encode())
    assert read.text.columns[:3].tolist() == ["incident_id", "column_2", "column_3"]
    table = open_table(TableSource("a.geojson", text.encode()))
    assert table.incidents["incident_id"].tolist() == ["TST-1"]


def test_columns_of_a_parquet_without_names_get_some(tmp_path):
    names = ["", "id", " ", ""]
    table = pa.Table.from_arrays([pa.array([f"{at}"]) for at in range(4)], names)
    pq.write_table(table, tmp_path / "a.parquet")
    read = opened("a.parquet", (tmp_path / "a.parquet").read_bytes())
    assert read.text.columns.tolist() == ["column_1", "id", "column_3", "column_4"]
    assert read.text.iloc[0].tolist() == ["0", "1", "2", "3"]


@pytest.fixture
def shape(tmp_path):
    """Return the files of a shapefile with columns of three letters."""
    columns = {"abo": ["x"], "bbb": ["y"], "ccc": ["z"]}
    return shapefile(tmp_path, points(columns, [(1, 2)]))


def test_columns_of_a_shapefile_without_names_get_some(shape):
    dbf = shape["places.dbf"].replace(b"bbb", b"\0\0\0").replace(b"ccc", b"\0\0\0")
    read = opened("a.zip", zipped({**shape, "places.dbf": dbf}))
    assert read.text.columns[:3].tolist() == ["abo", "column_2", "column_3"]
    assert read.text.iloc[0, :3].tolist() == ["x", "y", "z"]


@pytest.mark.parametrize("encoding", ["named as UTF-8", "not named"])
def test_a_column_of_a_shapefile_may_be_named_in_another_encoding(shape, encoding):
    dbf = shape["places.dbf"].replace(b"abo", "año".encode("cp1252"))
    files = {**shape, "places.dbf": dbf}
    if encoding == "not named":
        del files["places.cpg"]
    read = opened("a.zip", zipped(files))
    assert read.text.columns[0] == "año"


def test_a_coordinate_system_that_is_no_text_is_refused(shape):
    system = shape["places.prj"].replace(b"D_WGS", b"\x83\xa7Pj")
    assert "a damaged" in refusal("a.zip", zipped({**shape, "places.prj": system}))


def test_a_coordinate_system_of_another_planet_gives_no_points(shape):
    system = shape["places.prj"].replace(b"6378137.0", b"1737400.0")
    read = opened("a.zip", zipped({**shape, "places.prj": system}))
    assert read.text["abo"].tolist() == ["x"] and "latitude" not in read.text
    assert any("cannot be turned" in each.message for each in read.findings)


@pytest.mark.parametrize("page", [12, 16, 18])
def test_a_geopackage_with_a_page_of_nothing_is_refused_or_read(page):
    content = bytearray(seeds()["a.gpkg"])
    content[page * 4096 : page * 4096 + 200] = b"\x7f" * 200
    try:
        read = opened("a.gpkg", bytes(content))
    except UnreadableTableError as error:
        assert "a.gpkg: " in str(error)
    else:
        assert len(read.text) <= 2


@pytest.mark.parametrize("text", [DEEP, '{"a":' * 100_000])
def test_json_that_is_nested_too_deeply_is_refused(text, tmp_path, monkeypatch):
    with pytest.raises(DictionaryError, match=r"datapackage\.json"):
        parse_dictionary(text, "datapackage.json")
    with pytest.raises(UnreadableTableError, match="DASHBOARD_DATA"):
        sources_of_run({VARIABLE: text})
    description = tmp_path / "datapackage.json"
    description.write_text(text)
    with pytest.raises(DictionaryError, match=r"datapackage\.json"):
        read_companions(description, tmp_path)
    (tmp_path / "a.csv").write_text("date,latitude,longitude\n2025-09-02,1,2\n")
    with pytest.raises(DictionaryError, match=r"datapackage\.json"):
        open_table(TableSource("a.csv", tmp_path / "a.csv"))
    (tmp_path / "f00dcafe.json").write_text(text)
    assert kept_state("f00dcafe", tmp_path) is None


def test_settings_that_are_nested_too_deeply_are_refused(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text(f"logo = {DEEP}")
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        read_settings(path)


@pytest.mark.parametrize(
    "package",
    [
        {},
        [],
        {"resources": 5},
        {"resources": [{}]},
        {"resources": [{"name": "sources"}]},
    ],
)
def test_a_description_that_does_not_tell_of_the_files_beside_it(package, tmp_path):
    (tmp_path / "sources.csv").write_text("source_id\n")
    description = tmp_path / "datapackage.json"
    description.write_text(json.dumps(package))
    with pytest.raises(DictionaryError, match="the files beside it"):
        read_companions(description, tmp_path)


def test_json_that_is_cut_is_named_by_its_line():
    with pytest.raises(DictionaryError, match="line 2, column 7: not JSON"):
        parse_dictionary('{\n "a": x}', "datapackage.json")


@pytest.mark.parametrize(
    "day", ["-2025-01-01", "0000-01-01", "２０２５-01-01", "2025-02-30"]
)
def test_a_day_before_our_era_is_a_problem_of_its_row(day):
    text = f"date,latitude,longitude\n{day},11,-62\n2025-09-02,11,-62\n"
    table = open_table(TableSource("a.csv", text.encode()))
    assert len(table.incidents) == 2 - len({each.line for each in table.problems})
    assert table.dictionary.first_day in (date(2025, 9, 2), date(2025, 1, 1))


@pytest.mark.parametrize("place", ["-inf", "1e308", "nan", "9" * 400])
def test_a_view_is_of_the_places_that_the_earth_has(place):
    text = f"date,latitude,longitude\n2025-09-02,{place},-62\n2025-09-02,11,-62\n"
    table = open_table(TableSource("a.csv", text.encode()))
    assert table.description.opening_view == pytest.approx((-63, 10, -61, 12))


def test_published_totals_that_are_no_numbers_and_days_are_blank(tmp_path):
    path = tmp_path / "published_totals.csv"
    lines = [
        f"boat_strike,{day},{killed},made up,,,x,1e400"
        for day, killed in (
            ("2025-13-99", "5"), ("-025-01-01", "5"), ("2025-09-02", "1.5"),
            ("2025-09-02", "1e300"), ("2025-09-02", "inf"), ("2025-09-03", "7"),
        )
    ]  # fmt: skip
    others = "source_name,qualifier,agreement,table_killed_low,table_killed_best"
    path.write_text("\n".join([f"campaign,as_of_date,killed,{others}", *lines]))
    totals = read_published_totals(path)
    found = published_for(totals, {"campaign": ["boat_strike"]}, date(2025, 1, 1))
    assert found["killed"].tolist() == [7]


ODS_ROW = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p>'
    "</table:table-cell></table:table-row>"
)
NEVER_READ = {
    "cut in a table": lambda xml: xml[: xml.index("<table:table-row>")],
    "cut in a cell": lambda xml: xml[: xml.index("</text:p>")],
    "another end of a table": lambda xml: xml.replace(
        "</table:table>", "</tablP:table>"
    ),
    "no end of a table": lambda xml: xml.replace("</table:table>", ""),
    "an end that no beginning has": lambda xml: xml.replace("</table:table>", "</x>"),
    "nothing": lambda _: "",
    "an unknown encoding": lambda xml: xml.replace("UTF-8", "UTUTF-8"),
    "an encoding of several bytes": lambda xml: xml.replace("UTF-8", "Shift_JIS"),
    "an entity": lambda xml: xml.replace("?>", "?><!DOCTYPE x [<!ENTITY a 'b'>]>", 1),
}
"""What was done to the sheets of an ODS file; the reader of the first four never ended."""


@pytest.mark.parametrize("spoil", NEVER_READ.values(), ids=NEVER_READ)
def test_an_ods_that_is_cut_inside_is_refused_before_its_reader_sees_it(spoil):
    members = unzipped(seeds()["a.ods"])
    content = spoil(members["content.xml"].decode())
    cut = zipped({**members, "content.xml": content})
    assert "a damaged or cut workbook (content.xml: " in refusal("a.ods", cut)


def test_an_ods_in_an_excel_file_is_no_way_round():
    members = unzipped(seeds()["a.ods"])
    cut = {**members, "content.xml": NEVER_READ["cut in a table"](CONTENT_XML)}
    book = unzipped(seeds()["a.xlsx"])
    words = refusal("a.xlsx", zipped({**book, "xl/workbook.xml": "<", **cut}))
    assert "damaged" in words


def test_an_ods_without_its_sheets_is_refused():
    members = unzipped(seeds()["a.ods"])
    del members["content.xml"]
    assert "a.ods: " in refusal("a.ods", zipped(members))


CONTENT_XML = unzipped(seeds()["a.ods"])["content.xml"].decode()
ODD_BUT_WHOLE = [
    '<table:table table:name="x"/>',
    '<table:table table:name="x"><table:table-row/></table:table>',
    f'<table:table table:name="x">{ODS_ROW}<!-- </table:table> --></table:table>',
    '<table:table table:name="x"><table:table-row><table:table-cell>'
    f'<table:table table:name="y">{ODS_ROW}</table:table></table:table-cell>'
    "</table:table-row></table:table>",
    f'<table:table table:name="x">{ODS_ROW}</table:table><table:named-expressions/>',
]


@pytest.mark.parametrize("sheets", ODD_BUT_WHOLE)
def test_an_ods_that_is_odd_but_whole_ends(sheets):
    members = unzipped(seeds()["a.ods"])
    xml = members["content.xml"].decode()
    start, end = xml.index("<table:table "), xml.index("</office:spreadsheet>")
    content = zipped({**members, "content.xml": xml[:start] + sheets + xml[end:]})
    try:
        assert len(opened("a.ods", content).text) == 0
    except UnreadableTableError as error:
        assert "a.ods" in str(error)


@pytest.mark.parametrize(
    "start", ["", " \n", "\ufeff", "<kml/>", "<!-- <kml> -->", "<kml><!--"]
)
def test_a_kmz_cannot_tell_gdal_to_read_another_file(start, tmp_path):
    """GDAL goes by the content: a pipeline in place of a KML read any table."""
    other = tmp_path / "made_up.csv"
    other.write_text("a,b\nmade up,2\n")
    command = f"gdal vector pipeline ! read {other}"
    pipeline = json.dumps({"type": "gdal_streamed_alg", "command_line": command})
    words = refusal("a.kmz", zipped({"doc.kml": start + pipeline}))
    assert words.startswith("a.kmz") and "made up" not in words


@pytest.mark.parametrize("content", ["{", '{"type":"FeatureCollection","features":[]}'])
def test_a_kmz_without_a_kml_in_it_is_refused(content):
    assert "a damaged KMZ file" in refusal("a.kmz", zipped({"doc.kml": content}))


def test_shapes_that_are_none_are_not_given_to_gdal(shape):
    spoilt = {n: b"{}" if n.endswith(".shp") else c for n, c in shape.items()}
    assert "a damaged shapefile" in refusal("a.zip", zipped(spoilt))


@pytest.mark.parametrize("blank", [" ", "\t", "\n"])
def test_blanks_in_an_angle_take_time_by_their_number_alone(blank):
    start = time.process_time()
    for many in (f"10{blank * 20_000}x", f"N{blank * 20_000}10{blank * 20_000}x"):
        assert plain_degrees(many, "latitude")[0] == ""
        assert place_search._angle(many, many) is None
    assert time.process_time() - start < 1
    assert plain_degrees(f"10{blank * 3}30 N", "latitude")[0].startswith("10.5")
