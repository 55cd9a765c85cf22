"""Files in Spanish: what they say of themselves, beside numbers that stay as they are."""

import csv
import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest

from dashboard.exports import EXPORT_FORMATS, Export
from dashboard.exports.plain import to_metadata, to_plain_csv
from dashboard.exports.sheet import TooLongError, check_cells
from dashboard.exports.template import allowed
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.reading import UnreadableTableError
from dashboard.table.translated import in_language
from dashboard.text.language import in_english, message_of, speaking
from tests.worlds import AREA, DICTIONARY, NO_TOLL, located

KML = "{http://www.opengis.net/kml/2.2}"
LABELS = {"Selección", "Filas", "Suma", "Ubicaciones", "Muertos", "Licencia"}


def rows():
    return located({"incident_id": "a"}, {"incident_id": "b", **AREA, **NO_TOLL})


def made(kind: str, code: str) -> bytes:
    with speaking(code):
        about = in_language(DICTIONARY)
        export = Export(rows(), "x", about, "f00dcafe", "/?campaign=boat_strike&v=1")
        return EXPORT_FORMATS[kind].write(export)


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"[0-9]+", text))


def parted(content: bytes) -> tuple[list[str], list[list[str]]]:
    lines = content.decode("utf-8-sig").splitlines()
    comments = [each for each in lines if each.startswith("#")]
    return comments, list(csv.reader(lines[len(comments) :]))


def test_a_csv_tells_of_itself_in_spanish_and_its_rows_are_the_same():
    english, spanish = parted(made("csv", "en")), parted(made("csv", "es"))
    assert spanish[1] == english[1] and len(spanish[1]) == 3
    said = dict(each.removeprefix("# ").split(": ", 1) for each in spanish[0])
    assert said.keys() >= LABELS
    assert said["Filas"] == "2 incidentes y 0 partes de incidentes"
    assert "nunca cero" in said["Muertos"]
    assert said["Consulta"] == "campaign=boat_strike&v=1"
    assert len(spanish[0]) == len(english[0])


def test_every_number_of_the_sums_is_that_of_the_english_file():
    english, spanish = (parted(made("csv", code))[0] for code in ("en", "es"))
    for label, own in (("Sum", "Suma"), ("Places", "Ubicaciones"), ("Rows", "Filas")):
        there = [each for each in english if each.startswith(f"# {label}: ")]
        here = [each for each in spanish if each.startswith(f"# {own}: ")]
        assert there and list(map(digits, there)) == list(map(digits, here))


def test_geojson_has_spanish_lines_and_the_same_features():
    english, spanish = (json.loads(made("geojson", code)) for code in ("en", "es"))
    assert spanish["features"] == english["features"]
    assert {each["label"] for each in spanish["about"]} >= LABELS


def test_metadata_names_its_language():
    with speaking("es"):
        export = Export(rows(), "x", in_language(DICTIONARY), "f00dcafe")
        about = json.loads(to_metadata(export, "x.csv", to_plain_csv(export)))
    assert about["@context"][1] == {"@language": "es"}
    assert {each["label"] for each in about["notes"]} >= {*LABELS, "Textos", "SHA-256"}
    columns = [each["titles"] for each in about["tableSchema"]["columns"]]
    assert "deaths_best" in columns


def test_kml_has_spanish_folders_and_the_same_data():
    english, spanish = (ElementTree.fromstring(made("kml", c)) for c in ("en", "es"))
    folders = [each.findtext(f"{KML}name") for each in spanish.iter(f"{KML}Folder")]
    assert folders == [
        "Con ubicación, tan aproximada como indican los círculos (1)",
        "Puede estar en cualquier punto del círculo (1)",
        "Sin ubicación propia y, por tanto, sin punto (1)",
    ]
    data = [
        [(each.get("name"), each.findtext(f"{KML}value")) for each in tree.iter()]
        for tree in (english, spanish)
    ]
    assert data[0] == data[1]


def test_a_workbook_keeps_the_sheet_of_its_rows():
    with zipfile.ZipFile(io.BytesIO(made("xlsx", "es"))) as book:
        names = book.read("xl/workbook.xml").decode()
    assert re.findall(r'<sheet name="([^"]+)"', names) == ["Acerca de", "Incidents"]


def test_what_does_not_fit_is_said_in_spanish():
    long = located({"notes": "x" * 40_000})
    with speaking("es"), pytest.raises(TooLongError) as caught:
        check_cells(Export(long, "x", DICTIONARY, "f00dcafe"))
    assert "un texto de 40.000 caracteres" in str(caught.value)


def test_the_template_says_in_spanish_what_a_column_allows():
    with speaking("es"):
        assert allowed("latitude") == "un número, de -90 a 90"


def test_a_refused_upload_says_why_in_the_language_of_who_reads_it():
    with in_english(), pytest.raises(UnreadableTableError) as caught:
        open_file(TableSource("x.json", b"[1, 2]"))
    english = (
        "x.json: this is a JSON list, not GeoJSON. Save the table as CSV or as GeoJSON."
    )
    assert str(caught.value) == message_of(caught.value) == english
    with speaking("es"):
        assert message_of(caught.value) == (
            "x.json: es una lista JSON, no GeoJSON. Guardar la tabla como CSV o como "
            "GeoJSON."
        )
