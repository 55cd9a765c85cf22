"""Files of a selection: what is inside, and that it reads back as it was written.

Each format is read by a program that we did not write.
"""

import csv
import io
import json
import re
import sqlite3
import warnings
from datetime import date
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from pyproj import Geod

from dashboard import ROOT
from dashboard.checks.problems import find_problems
from dashboard.commands.cli import main
from dashboard.exports import EXPORT_FORMATS, Export, file_name
from dashboard.exports.columns import JUDGED, LOCATED_COLUMNS, export_frame
from dashboard.exports.sheet import TooLongError
from dashboard.geo.drawn_shape import has_own_point
from dashboard.table.read import read_text, to_types
from tests.worlds import AREA, DICTIONARY, NO_TOLL, located, real_dataset

DATASET = real_dataset()
ALL = DATASET.incidents
GEOGRAPHIC = ("geojson", "gpkg", "parquet")
HOSTILE = (
    "=1+1 <script>alert(1)</script> ${x} `{{7*7}}` \\2 & \"' é ñ 🚤 שלום\u202e ]]>"
)
NOWHERE = {"latitude": "", "longitude": "", "geo_precision": "", "radius_km": ""}
KML = "{http://www.opengis.net/kml/2.2}"


def export(rows, words="campaign is boat strikes"):
    return Export(rows, words, DICTIONARY, "f00dcafe", "/?campaign=boat_strike&v=1")


def write(tmp_path, kind, rows, **options):
    path = tmp_path / f"out.{kind}"
    path.write_bytes(EXPORT_FORMATS[kind].write(export(rows, **options)))
    return path


def read_layer(path, kind, layer="incidents"):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        if kind == "parquet":
            return gpd.read_parquet(path)
        return gpd.read_file(path, **({"layer": layer} if kind == "gpkg" else {}))


def read_back(path, kind) -> pd.DataFrame:
    """Return the rows of a file as texts: ISO days, whole numbers, blanks as ""."""
    if kind == "csv":
        frame = read_text(path).reset_index(drop=True)
    elif kind == "xlsx":
        header, *rows = openpyxl.load_workbook(path)["Incidents"].values
        frame = pd.DataFrame(rows, columns=header).drop(columns="first_source")
    elif kind == "kml":
        frame = pd.DataFrame(kml_rows(path))
    else:
        frame = read_layer(path, kind).drop(columns=["geometry", "id"], errors="ignore")
    frame = frame.astype(object).map(as_text)
    for name in {*JUDGED} & {
        *frame
    }:  # GDAL gives a column of yes, no and blank as 1, 0
        frame[name] = frame[name].replace({"1": "True", "0": "False"})
    return frame


def kml_rows(path):
    tree = ElementTree.parse(path)
    for mark in tree.iter(f"{KML}Placemark"):
        data = mark.iter(f"{KML}Data")
        row = {each.get("name"): each.find(f"{KML}value").text for each in data}
        if row:
            yield row


def as_text(value) -> str:
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, (pd.Timestamp, date)):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, (bool, np.bool_)):
        return str(value)
    if isinstance(value, (int, float, np.number)):
        return f"{float(value):.10g}"
    text = str(value)
    if text in ("true", "false"):
        return text.capitalize()
    try:
        return f"{float(text):.10g}"
    except ValueError:
        return text


def wanted(rows) -> pd.DataFrame:
    return export_frame(rows, DICTIONARY).map(as_text)


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
@pytest.mark.parametrize("number", [0, 1, 110])
def test_what_is_written_reads_back_equal(tmp_path, kind, number):
    rows = ALL.iloc[:number]
    found = read_back(write(tmp_path, kind, rows), kind)
    expected = wanted(rows)
    if kind == "kml":  # placed rows come first, blank columns are left out
        own = has_own_point(rows)
        order = [*rows.index[own], *rows.index[~own]]
        expected = expected.iloc[[rows.index.get_loc(each) for each in order]]
        found = found.reindex(columns=expected.columns).map(as_text)
    assert len(found) == number
    if kind == "geojson" and not number:
        return  # a collection of nothing names no columns
    assert found.columns.tolist() == expected.columns.tolist()
    for name in expected:
        assert found[name].tolist() == expected[name].tolist(), name


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_hostile_text_reads_back_as_text_and_nothing_runs(tmp_path, kind):
    words = dict.fromkeys(("location", "notes", "geo_note", "actor"), HOSTILE)
    rows = located({**words, "sources": f"{HOSTILE} <javascript:alert(1)>"})
    path = write(tmp_path, kind, rows, words=f"text holds “{HOSTILE}\n=2+2”")
    found = read_back(path, kind)
    assert found["location"].tolist() == [HOSTILE]
    assert found["notes"].tolist() == [HOSTILE]
    if kind in ("csv", "kml", "geojson"):
        text = path.read_text(encoding="utf-8")
        assert "\n=2+2" not in text
    if kind == "kml":
        descriptions = ElementTree.parse(path).iter(f"{KML}description")
        assert not any("<script" in each.text for each in descriptions)
    if kind == "xlsx":
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(tmp_path, start):
    rows = located({"notes": start, "location": f"'{start}"})
    path = write(tmp_path, "csv", rows)
    text = path.read_bytes().decode("utf-8-sig")
    assert f"'{start}" in text and f",{start}" not in text
    found = read_text(path)  # ours, so the guard comes off again, and only the guard
    assert found[["notes", "location"]].values.tolist() == [[start, f"'{start}"]]
    bare = start.strip()  # another writer, who leaves formulas as they are
    path.write_text(f"notes\n'{bare}\n=2+2\n", encoding="utf-8")
    assert read_text(path)["notes"].tolist() == [f"'{bare}", "=2+2"]


@pytest.mark.sample(18)
@pytest.mark.parametrize("kind", EXPORT_FORMATS)
@pytest.mark.parametrize(
    ("link", "label", "text"),
    [
        ("https://maps.press.org/?campaign=a&v=1", "Link", None),
        ("http://93.184.216.34:8501/?campaign=a&v=1", "Link", None),
        ("/?campaign=a&v=1", "Query", "campaign=a&v=1"),
        ("http://localhost:8501/region?campaign=a", "Query", "campaign=a"),
        ("http://192.168.0.7:8501/?campaign=a", "Query", "campaign=a"),
        ("http://[::1]:8501/?campaign=a", "Query", "campaign=a"),
        ("http://desk.local/?campaign=a", "Query", "campaign=a"),
        ("http://desk/?campaign=a", "Query", "campaign=a"),
        ("", None, None),
    ],
)
def test_a_file_gives_a_whole_public_address_or_none(kind, link, label, text):
    made = Export(located({}), "all", DICTIONARY, "f", link)
    said = dict(made.about())
    assert {"Link", "Query"} & set(said) == ({label} if label else set())
    if label:
        assert said[label] == (text or link)
    if kind in ("csv", "geojson", "kml"):  # what else a file says is read in one place
        content = EXPORT_FORMATS[kind].write(made).decode("utf-8-sig")
        assert ("localhost" in content) is ("192.168" in content) is False
        assert ("maps.press.org/?campaign" in content) is ("maps.press" in link)


def test_no_piece_of_a_comment_is_run_by_a_spreadsheet():
    words = "text holds “a,=HYPERLINK(1), @SUM(1);-2+3,b”"
    about = Export(located({}), words, DICTIONARY, "f", "/?shape=9,-66;13,-66;13,-60")
    text = EXPORT_FORMATS["csv"].write(about).decode("utf-8-sig")
    lines = [each for each in text.splitlines() if each.startswith("# ")]
    for piece in re.split("[,;]", "\n".join(lines)):
        assert not piece.strip().startswith(("=", "+", "-", "@")), piece
    assert "# Query: shape=9%2C-66%3B13%2C-66%3B13%2C-60" in text
    words = 'text holds “x,"=HYPERLINK(""http://a.example"")",y”'
    about = Export(located({}), words, DICTIONARY, "f", "/")
    for line in EXPORT_FORMATS["csv"].write(about).decode("utf-8-sig").splitlines():
        if line.startswith("# "):
            assert not [each for each in next(csv.reader([line])) if each[:1] == "="]


def test_characters_that_xml_forbids_do_not_break_a_kml(tmp_path):
    rows = located({"notes": "a\x00\x08\x1f\ufffeb"})
    assert read_back(write(tmp_path, "kml", rows), "kml")["notes"].tolist() == ["ab"]


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_a_blank_is_never_a_zero_and_a_zero_never_a_blank(tmp_path, kind):
    rows = located(NO_TOLL, {"deaths_low": 0, "deaths_best": 0, "deaths_high": 0})
    found = read_back(write(tmp_path, kind, rows), kind).reindex(
        columns=["deaths_low", "deaths_best", "missing"]
    )
    assert found.iloc[0].fillna("").tolist() == ["", "", ""]
    assert found.iloc[1].tolist()[:2] == ["0", "0"]


@pytest.mark.parametrize("kind", GEOGRAPHIC)
def test_only_a_known_place_is_a_point(tmp_path, kind):
    frame = read_layer(write(tmp_path, kind, ALL), kind)
    precise = ALL["geo_precision"].isin([1, 2]).to_numpy()
    assert frame.geometry.notna().tolist() == precise.tolist()
    assert frame.crs.to_epsg() == 4326
    points = frame.geometry[precise]
    assert points.x.tolist() == ALL.loc[precise, "longitude"].tolist()
    assert points.y.tolist() == ALL.loc[precise, "latitude"].tolist()


@pytest.mark.parametrize("kind", GEOGRAPHIC)
def test_rows_of_which_none_has_a_place_are_written_too(tmp_path, kind):
    frame = read_layer(write(tmp_path, kind, located(AREA, NOWHERE)), kind)
    assert len(frame) == 2 and frame.geometry.isna().all()


def test_a_globe_has_points_circles_and_a_list_of_what_has_no_place(tmp_path):
    path = write(tmp_path, "kml", located({}, AREA, NOWHERE))
    folders = list(ElementTree.parse(path).iter(f"{KML}Folder"))
    names = [each.find(f"{KML}name").text for each in folders]
    assert [name.split("(")[-1] for name in names] == ["1)", "1)", "2)"]
    assert [len(list(each.iter(f"{KML}Point"))) for each in folders] == [1, 0, 0]
    assert [len(list(each.iter(f"{KML}Polygon"))) for each in folders] == [0, 1, 0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        layers = [name for name, _ in pyogrio.list_layers(path)]
    assert layers == names


def test_a_month_is_no_day_on_the_time_line_of_a_globe(tmp_path):
    rows = located({}, {"date_precision": "month"})
    tree = ElementTree.parse(write(tmp_path, "kml", rows))
    marks = [each for each in tree.iter(f"{KML}Placemark") if each.get("id")]
    spans = [each.find(f"{KML}TimeSpan") is not None for each in marks]
    assert spans == [True, False]


def test_the_circles_of_a_geopackage_are_as_wide_as_the_table_says(tmp_path):
    path = write(tmp_path, "gpkg", ALL)
    circles = read_layer(path, "gpkg", "circles")
    placed = ALL[ALL["geo_precision"].isin([1, 2]) & ALL["radius_km"].gt(0)]
    assert circles["incident_id"].tolist() == placed["incident_id"].tolist()
    geod = Geod(ellps="WGS84")
    for shape, row in zip(circles.geometry, placed.itertuples(), strict=True):
        x, y = np.array(shape.exterior.coords).T
        same = np.ones(len(x))
        *_, meters = geod.inv(row.longitude * same, row.latitude * same, x, y)
        assert meters == pytest.approx(row.radius_km * 1000, rel=1e-4, abs=2)


def test_a_circle_over_the_date_line_is_two_pieces_in_every_file(tmp_path):
    over = located({"latitude": "10", "longitude": "179.9", "radius_km": "50"})
    path = write(tmp_path, "gpkg", over)
    (shape,) = read_layer(path, "gpkg", "circles").geometry
    assert shape.is_valid and len(shape.geoms) == 2
    tree = ElementTree.parse(write(tmp_path, "kml", over))
    rings = [each.text.split() for each in tree.iter(f"{KML}coordinates")][1:]
    wests = sorted(
        min(float(corner.split(",")[0]) for corner in ring) for ring in rings
    )
    assert wests == [-180, pytest.approx(179.44, abs=0.01)]


def about_of(path, kind) -> str:
    if kind == "csv":
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        return "\n".join(each for each in lines if each.startswith("# "))
    if kind == "xlsx":
        rows = openpyxl.load_workbook(path)["About"].values
        return "\n".join(f"{label}: {text}" for label, text in rows)
    if kind == "geojson":
        return "\n".join(
            each["text"] for each in json.loads(path.read_bytes())["about"]
        )
    if kind == "parquet":
        pairs = json.loads(pq.read_schema(path).metadata[b"about"])
        return "\n".join(text for _, text in pairs)
    if kind == "gpkg":
        return "\n".join(pyogrio.read_dataframe(path, layer="about")["text"])
    return ElementTree.parse(path).find(f"{KML}Document/{KML}description").text


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_every_file_says_what_it_is(tmp_path, kind):
    said = about_of(write(tmp_path, kind, ALL), kind)
    for each in (
        "version 1.0.0",
        "f00dcafe",
        "campaign is boat strikes",
        "97 incidents and 13 parts",
        "215–238 killed (best 238)",
        "tolls of campaigns are not added up",
        "4 Oct 2026. ",
        "5 October 2026",
        "may be revised",
        "CC BY 4.0",
        "campaign=boat_strike",
        "representative point and no place",
    ):
        assert each in said, each


def test_the_lines_before_a_csv_are_all_comments(tmp_path):
    text = write(tmp_path, "csv", ALL).read_text(encoding="utf-8-sig")
    head = text.split("incident_id,")[0]
    assert all(line.startswith("# ") for line in head.splitlines() if line)


def test_a_csv_is_a_valid_table_again(tmp_path):
    text = read_text(write(tmp_path, "csv", ALL))
    assert find_problems(text, DICTIONARY) == []
    again = to_types(text, DICTIONARY)
    own = pd.DataFrame(ALL[list(DICTIONARY.fields)])
    pd.testing.assert_frame_equal(again[list(DICTIONARY.fields)], own)
    assert set(LOCATED_COLUMNS) <= set(text.columns)


def test_a_workbook_has_real_days_and_numbers_and_stays_readable(tmp_path):
    book = openpyxl.load_workbook(write(tmp_path, "xlsx", ALL))
    assert book.sheetnames == ["About", "Incidents"]
    sheet = book["Incidents"]
    names = [cell.value for cell in sheet[1]]
    first = dict(zip(names, sheet[2], strict=True))
    assert first["date"].value.date() == date(2025, 9, 2)
    assert first["date"].number_format == "yyyy-mm-dd"
    assert first["deaths_best"].value == 9 and first["missing"].value is None
    assert first["first_source"].hyperlink.target.startswith("https://airwars.org")
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref.startswith("A1:")


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut():
    with pytest.raises(TooLongError, match="32,768 letters; a cell of a workbook"):
        EXPORT_FORMATS["xlsx"].write(export(located({"notes": "x" * 32_768})))


def test_days_of_a_geopackage_are_days(tmp_path):
    path = write(tmp_path, "gpkg", ALL)
    with sqlite3.connect(path) as base:
        kinds = {row[1]: row[2] for row in base.execute("PRAGMA table_info(incidents)")}
        first = base.execute("SELECT date, date_end FROM incidents").fetchone()
    base.close()
    assert kinds["date"] == kinds["date_end"] == "DATE"
    assert first == ("2025-09-02", None)


def test_columns_of_a_region_are_in_every_file(tmp_path):
    rows = located({}).assign(
        answer="off its coast; left from it",
        region_nm=24.5,
        region_low_nm=0.0,
        region_high_nm=83.0,
    )
    for kind in EXPORT_FORMATS:
        found = read_back(write(tmp_path, kind, rows), kind)
        assert found["answer"].tolist() == ["off its coast; left from it"], kind
        assert found["region_nm"].tolist() == ["24.5"], kind
        said = about_of(tmp_path / f"out.{kind}", kind)
        assert "not added up" in said and "2–4 killed" not in said, kind


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "doc", "--out", "x.doc"], "--format 'doc': must be one of csv,"),
        (["--format", "csv", "--out", "no/such/x.csv"], "there is no folder no/such"),
        (["--campaign", "war", "--out", "x.csv"], "campaign 'war': must be one of"),
    ],
)
def test_wrong_use_of_the_command_is_told(options, words, capsys):
    assert main(["export", *options]) == 2
    assert words in capsys.readouterr().err


def test_the_command_reports_for_programs(tmp_path, capsys):
    out = tmp_path / "a.csv"
    assert main(["export", "--from", "2026-01-01", "--out", str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["rows"] == len(read_text(out)) and report["bytes"] > 1000
    assert ["Data", DATASET.fingerprint] in report["about"]


def test_a_file_is_named_by_what_is_in_it():
    selection = {"campaign": ["boat_strike"], "to": date(2026, 1, 7)}
    assert file_name(DICTIONARY, selection, "f00d", "csv") == (
        "20261004_boat-strike_20250902-20260107_f00d.csv"
    )
    assert file_name(DICTIONARY, {}, "f00d", "csv") == (
        "20261004_incidents_20250902-20261004_f00d.csv"
    )
    two = {"campaign": ["boat_strike", "vessel_seizure"]}
    names = [
        file_name(DICTIONARY, {}, "f00d", "csv"),
        file_name(DICTIONARY, two, "f00d", "csv"),
        file_name(DICTIONARY, {"region": ("VE-R", "in", 12.0)}, "f00d", "csv"),
        file_name(DICTIONARY, {"region": ("VE-R", "in", 12.0)}, "f00d", "csv", True),
    ]
    assert len(set(names)) == 4
    region = {"region": ("MX-MEX", "in", 12.0)}
    name = file_name(DICTIONARY, region, "f00d", "csv", region="México, Mexico")
    assert name.startswith("20261004_incidents_mexico-mexico_20250902-20261004_f00d-")
    long = file_name(DICTIONARY, region, "f00d", "csv", region="x" * 61)
    assert f"_{'x' * 60}_" in long


def test_the_guide_names_every_format():
    guide = (ROOT / "docs" / "analyst.md").read_text(encoding="utf-8")
    for kind, each in EXPORT_FORMATS.items():
        assert f"| `{kind}` | {each.label}" in guide, kind


def test_a_file_can_be_read_from_memory():
    frame = gpd.read_parquet(io.BytesIO(EXPORT_FORMATS["parquet"].write(export(ALL))))
    assert len(frame) == len(ALL)
