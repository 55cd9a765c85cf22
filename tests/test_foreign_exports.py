"""Files of a table whose own columns have names that a format keeps for itself."""

import csv
import json
import sqlite3
from dataclasses import replace
from xml.etree import ElementTree

import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest

from dashboard.exports import EXPORT_FORMATS, Export, TooLongError, file_name
from dashboard.exports import sheet as sheets
from dashboard.exports.columns import free_name
from dashboard.table.dictionary import Code, Field
from tests.foreign_tables import SUDAN, open_rows, rows_at
from tests.worlds import real_dataset

OWN = {
    "fid": "x7",
    "geom": "here",
    "ogc_fid": "3",
    "rowid": "4",
    "Date": "a day",
    "DATE": "another",
    "first_source": "Q",
    "type": "Feature",
    "id": "5",
    "name": "N",
    "styleUrl": "#no",
    "a very long name of a column, longer than any shapefile could hold": "long",
    "odd \x01 name": "odd",
}
"""Made-up columns, one cell each."""


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    """Rows with the columns as they are: opening a file would rename some."""
    dataset = open_rows(tmp_path_factory.mktemp("made-up"), rows_at(SUDAN, 6))
    own = {name: Field(name, "string", name) for name in OWN}
    fields = {**dataset.dictionary.fields, **own}
    dictionary = replace(dataset.dictionary, fields=fields)
    rows = dataset.incidents.assign(**OWN)
    return Export(rows, "all", dictionary, dataset.fingerprint)


@pytest.fixture
def written(export, tmp_path):
    def write(kind):
        path = tmp_path / f"out.{kind}"
        path.write_bytes(EXPORT_FORMATS[kind].write(export))
        return path

    return write


def cells_of(record) -> dict[str, str]:
    return {str(name): str(cell) for name, cell in record.items()}


def test_a_csv_has_every_own_column(written):
    text = written("csv").read_text(encoding="utf-8-sig")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    first = next(csv.DictReader(lines))
    assert OWN.items() <= cells_of(first).items()


def test_a_workbook_has_every_own_column_and_a_name_left_for_its_link(written):
    sheet = openpyxl.load_workbook(written("xlsx"))["Incidents"]
    head, first = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
    assert len(head) == len(set(head)) and head[-1] == "first_source_2"
    plain = {key: value for key, value in OWN.items() if key.isprintable()}
    assert plain.items() <= cells_of(dict(zip(head, first, strict=True))).items()


def test_geojson_keeps_own_columns_apart_from_its_own_members(written):
    feature = json.loads(written("geojson").read_text(encoding="utf-8"))["features"][0]
    assert OWN.items() <= feature["properties"].items()
    assert (feature["type"], feature["id"]) == ("Feature", "MADE-000")


def test_a_geopackage_keeps_own_columns_named_as_its_key_and_geometry(written):
    path = written("gpkg")
    table = pyogrio.read_dataframe(path, layer="incidents")
    first = cells_of(table.iloc[0])
    same = {key: value for key, value in OWN.items() if key not in ("Date", "DATE")}
    assert same.items() <= first.items()
    assert (first["Date_2"], first["DATE_3"]) == ("a day", "another")
    assert table.geometry.notna().all() and len(table) == 6
    with sqlite3.connect(path) as base:
        about = dict(base.execute("select label, text from about"))
    words = "Date is named Date_2 here; DATE is named DATE_3 here"
    assert about["Columns"] == words


def test_geoparquet_has_every_own_column(written):
    table = pq.read_table(written("parquet")).to_pylist()
    assert OWN.items() <= cells_of(table[0]).items()


def test_kml_can_be_read_and_has_every_own_column(written):
    root = ElementTree.fromstring(written("kml").read_bytes())
    place = "{http://www.opengis.net/kml/2.2}"
    mark = next(root.iter(f"{place}Placemark"))
    data = {each.get("name"): each[0].text for each in mark.iter(f"{place}Data")}
    named = {key.replace("\x01", ""): value for key, value in OWN.items()}
    assert named.items() <= data.items()
    styles = {f"#{each.get('id')}" for each in root.iter(f"{place}Style")}
    assert {each.text for each in root.iter(f"{place}styleUrl")} <= styles


def test_two_ids_of_a_table_are_two_in_kml(export):
    rows = export.rows.head(3).assign(incident_id=["A/1", "A_1", "A 1"])
    root = ElementTree.fromstring(
        EXPORT_FORMATS["kml"].write(replace(export, rows=rows))
    )
    place = "{http://www.opengis.net/kml/2.2}Placemark"
    ids = [each.get("id") for each in root.iter(place) if each.get("id")]
    assert len(ids) == len(set(ids)) == 3


def test_a_workbook_that_has_too_few_lines_says_so(export, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 6)
    assert EXPORT_FORMATS["xlsx"].write(export)
    monkeypatch.setattr(sheets, "MOST_ROWS", 5)
    with pytest.raises(TooLongError, match="6 rows; a sheet of a workbook holds 5"):
        EXPORT_FORMATS["xlsx"].write(export)


def test_a_name_that_is_taken_in_other_capitals_is_not_free():
    assert free_name("fid", []) == "fid"
    assert free_name("fid", ["FID"]) == "fid_2"
    assert free_name("fid", ["fid", "Fid_2"]) == "fid_3"


@pytest.mark.parametrize(
    ("code", "others", "topic"),
    [
        ("boat_strike", (), "boat-strike"),
        ("../../etc: x", (), "etc-x"),
        ("Línea Norte", (), "Línea-Norte"),
        ("…", (), "incidents"),
        ("a/b", ("a b",), "incidents"),
        ("x" * 40, (), "x" * 40),
        ("x" * 41, (), "incidents"),
    ],
)
def test_a_campaign_names_a_file_where_it_is_a_plain_name(export, code, others, topic):
    codes = {each: Code(each, each) for each in (code, *others)}
    fields = dict(export.dictionary.fields)
    fields["campaign"] = replace(fields["campaign"], codes=codes)
    dictionary = replace(export.dictionary, fields=fields)
    name = file_name(dictionary, {"campaign": [code]}, "0a1b2c3d", "csv")
    assert name.split("_")[1] == topic
    hashed = "-" in name.rsplit("_", 1)[1]
    assert hashed == (topic == "incidents")


def test_files_of_our_data_set_say_that_the_missing_are_inside():
    ours = real_dataset()
    rows = ours.incidents
    about = dict(Export(rows, "all", ours.dictionary, "0a1b2c3d").about())
    assert "presumed dead" in about["Deaths"]
    assert about["Data to"].startswith("4 Oct 2026. ")


def test_files_of_a_table_without_missing_people_do_not_speak_of_them(export):
    about = dict(export.about())
    assert about["Deaths"] == "low, best and high; blank is not reported, never zero"
    assert about["Dates"].startswith("Dates from ")
    assert "Data to" not in about
