"""Every payload through every format that we open, and files made to harm."""

import io
import json
import sqlite3
import time
import zipfile

import geopandas as gpd
import pytest
import shapely

from dashboard.dataset import open_table
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.reading import UnreadableTableError
from dashboard.text.escape import UNSEEN
from tests.files import KML_HEAD, excel, geoparquet, ods, parquet, written, zipped
from tests.hostile.payloads import ALL, HOST
from tests.hostile.seeds import csv_text
from tests.hostile.world import hostile_csv, hostile_rows


def of_rows(rows, kind, folder) -> bytes:
    """Return rows as a file of a format."""
    names = list(rows[0])
    cells = [names, *([row[name] for name in names] for row in rows)]
    columns = {name: [row[name] for row in rows] for name in names}
    if kind == "csv":
        return hostile_csv(rows)
    if kind == "xlsx":
        return excel({"One": cells})
    if kind == "ods":
        return ods(cells)
    if kind == "parquet":
        return parquet(columns)
    places = [(float(row["longitude"]), float(row["latitude"])) for row in rows]
    frame = gpd.GeoDataFrame(columns, geometry=[*map(shapely.Point, places)], crs=4326)
    if kind == "geojson":
        return frame.to_json().encode()
    if kind == "geoparquet":
        return geoparquet(frame)
    return written(folder, frame, "a.gpkg", driver="GPKG")


def in_xml(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return rows without the signs that no XML can hold; each keeps its words."""
    return [{name: UNSEEN.sub("", text) for name, text in row.items()} for row in rows]


@pytest.mark.parametrize(
    "kind", ["csv", "xlsx", "ods", "parquet", "geojson", "geoparquet", "gpkg"]
)
def test_every_payload_is_text_in_every_format(kind, tmp_path):
    rows = hostile_rows()
    if kind in ("xlsx", "ods"):
        rows = in_xml(rows)
    data = open_table(TableSource(f"a.{kind}", of_rows(rows, kind, tmp_path)))
    assert len(data.incidents) + len({each.line for each in data.problems}) == len(rows)
    given = {row["incident_id"]: _words(row["location"]) for row in rows}
    for row in data.incidents.itertuples():
        assert _words(row.location) == given[row.incident_id]
    assert len(data.incidents) > 150


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("kind", ["xlsx", "gpkg", "zip"])
def test_names_of_sheets_layers_and_members_are_words(kind, tmp_path):
    rows = [["date", "latitude", "longitude"], ["2025-09-02", "11", "-62"]]
    for text in ("<b>x<br> ${1}", "=1+1", "' DROP TABLE x; --", "\u202ex", "a`b"):
        if kind == "xlsx":
            content = excel({text.strip("'"): rows})
        elif kind == "zip":
            content = zipped({f"{text}.csv": csv_text(rows)})
        else:
            content = _with_layer(tmp_path, text)
        read = open_file(TableSource(f"a.{kind}", content))
        assert len(read.text) == 1
        again = open_file(TableSource(f"a.{kind}", content, read.part))
        assert again.text.equals(read.text)


def _with_layer(folder, name: str) -> bytes:
    """Return a GeoPackage whose layer has a name that no program would write."""
    frame = gpd.GeoDataFrame({"a": ["x"]}, geometry=[shapely.Point(1, 2)], crs=4326)
    content = written(folder, frame, "a.gpkg", driver="GPKG", layer="made_up")
    with sqlite3.connect(":memory:") as base:
        base.deserialize(content)
        base.execute(f'ALTER TABLE made_up RENAME TO "{name}"')
        for table in ("gpkg_contents", "gpkg_geometry_columns"):
            base.execute(f"UPDATE {table} SET table_name = ?", (name,))
        return base.serialize()


PATHS = [
    "../../a.csv",
    "/etc/a.csv",
    "C:\\a.csv",
    "..\\..\\a.csv",
    "a\0b.csv",
    "x" * 300,
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_of_an_archive_leads_nowhere(path, tmp_path, monkeypatch):
    inner = tmp_path / "one" / "two"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    name = path if path.endswith(".csv") else f"{path}.csv"
    content = zipped({name: csv_text([["a", "b"], ["1", "2"]])})
    try:
        assert len(open_file(TableSource("a.zip", content)).text) == 1
    except UnreadableTableError as error:
        assert "without a table" in str(error)
    assert [*tmp_path.rglob("*")] == [tmp_path / "one", inner]


# ── XML ──────────────────────────────────────────────────────────────────────────

GROWING = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
LAUGHS = f"<!DOCTYPE x [<!ENTITY a0 'ha'>{GROWING}]>"
OUTSIDE = f"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'><!ENTITY h SYSTEM 'http://{HOST}/x'>]>"
PLACEMARK = (
    "<Placemark><name>{0}</name><ExtendedData><Data name='a'><value>{0}</value></Data>"
    "</ExtendedData><Point><coordinates>1,2</coordinates></Point></Placemark>"
)


def with_type(xml: str, doctype: str) -> str:
    """Return XML with a document type after its declaration."""
    start, _, rest = xml.partition("?>")
    return f"{start}?>{doctype}{rest}"


def xml_files(doctype: str, entity: str) -> dict[str, bytes]:
    """Return a file of each format that is XML inside, with an entity in a cell."""
    mark = "made-up-mark"
    kml = f"{KML_HEAD}{PLACEMARK.format(mark)}</Document></kml>"
    files = {
        "a.kml": kml.encode(),
        "a.kmz": zipped({"doc.kml": kml}),
        "a.xlsx": excel({"One": [["a"], [mark]]}),
        "a.ods": ods([["a"], [mark]]),
    }
    made = {}
    for name, content in files.items():
        if name.endswith(".kml"):
            made[name] = _with_entity(content, mark, entity, doctype)
            continue
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {each: archive.read(each) for each in archive.namelist()}
        made[name] = zipped(
            {
                each: _with_entity(inner, mark, entity, doctype)
                for each, inner in members.items()
            }
        )
    return made


def _with_entity(content: bytes, mark: str, entity: str, doctype: str) -> bytes:
    if mark.encode() not in content:
        return content
    return with_type(content.decode().replace(mark, entity), doctype).encode()


@pytest.mark.parametrize("name", ["a.kml", "a.kmz", "a.xlsx", "a.ods"])
@pytest.mark.parametrize(
    ("doctype", "entity"), [(LAUGHS, "&a11;"), (OUTSIDE, "&e;"), (OUTSIDE, "&h;")]
)
def test_an_entity_neither_grows_nor_reads_another_file(name, doctype, entity):
    content = xml_files(doctype, entity)[name]
    assert content != xml_files(doctype, "x")[name]
    began = time.process_time()
    try:
        read = open_file(TableSource(name, content))
    except UnreadableTableError as error:
        words = str(error)
    else:
        words = "".join(read.text.to_numpy().ravel())
    assert time.process_time() - began < 5
    assert "root:" not in words and len(words) < 5_000


def test_a_kml_asks_nobody_and_shows_its_words():
    link = f"<NetworkLink><Link><href>https://{HOST}/a.kml</href></Link></NetworkLink>"
    icon = f"<Style><IconStyle><Icon><href>https://{HOST}/i.png</href></Icon></IconStyle></Style>"
    word = "<![CDATA[<script>window.top.hit=1</script>]]>"
    place = PLACEMARK.format(word)
    content = f"{KML_HEAD}{link}{icon}{place}</Document></kml>".encode()
    read = open_file(TableSource("a.kml", content))
    assert "<script>window.top.hit=1</script>" in read.text.to_numpy().ravel().tolist()


# ── GeoJSON ──────────────────────────────────────────────────────────────────────


def feature(geometry, **properties) -> dict:
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": properties or {"a": 1},
    }


def point(*coordinates) -> dict:
    return {"type": "Point", "coordinates": list(coordinates)}


TRICKS = {
    "not a number": feature(point(float("nan"), 1)),
    "without end": feature(point(float("inf"), 1)),
    "texts": feature(point("1", "2")),
    "truth": feature(point(True, False)),
    "one number": feature(point(1)),
    "none": feature(point()),
    "many dimensions": feature(point(*range(50))),
    "another kind": feature({"type": "Made up", "coordinates": [1, 2]}),
    "no coordinates": feature({"type": "Point"}),
    "a list": feature([1, 2]),
    "a text": feature("POINT (1 2)"),
    "itself": feature(feature(point(1, 2))),
    "a group in a group": feature(
        {"type": "GeometryCollection", "geometries": [
            {"type": "GeometryCollection", "geometries": [point(1, 2)]}]}),
    "an id that is an object": feature(point(1, 2)) | {"id": {"a": [1]}},
    "properties that are a list": feature(point(1, 2)) | {"properties": [1]},
    "names of Python": feature(point(1, 2), __class__=1, constructor=2, __proto__=3),
    "values in values": feature(point(1, 2), a={"b": [{"c": None}]}),
    "a system of another host": {
        "type": "FeatureCollection", "features": [feature(point(1, 2))],
        "crs": {"type": "link", "properties": {"href": f"https://{HOST}/crs"}}},
    "features that are none": {"type": "FeatureCollection", "features": [None, 1, "a"]},
    "no list": {"type": "FeatureCollection", "features": {"0": feature(point(1, 2))}},
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_a_trick_of_geojson_is_read_or_refused(trick):
    try:
        data = open_table(TableSource("a.geojson", json.dumps(trick).encode()))
    except UnreadableTableError as error:
        assert "a.geojson" in str(error)
    else:
        lines = {each.line for each in data.problems}
        assert len(data.incidents) + len(lines) >= 1


def test_a_name_that_stands_twice_in_geojson_gives_one_column():
    text = '{"type":"Feature","geometry":null,"properties":{"a":1,"a":"<b>"}}'
    read = open_file(TableSource("a.geojson", text.encode()))
    assert read.text["a"].tolist() == ["<b>"]


# ── Bytes that are no text ───────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["a\0b", "\0", "\ud800", "\udfff"])
def test_a_cell_of_half_a_character_or_nothing_is_told(text):
    raw = csv_text([["a", "b"], [text, "2"]]).encode("utf-8", "surrogatepass")
    try:
        read = open_file(TableSource("a.csv", raw))
    except UnreadableTableError as error:
        assert "a.csv" in str(error)
    else:
        assert "\0" not in "".join(read.text.to_numpy().ravel())


@pytest.mark.parametrize("start", range(0, len(ALL), 40))
def test_a_file_may_be_called_anything(start):
    content = csv_text([["a", "b"], ["1", "2"]]).encode()
    for name in filter(None, ALL[start : start + 40]):
        assert len(open_file(TableSource(name, content)).text) == 1
