"""Strangers' Parquet, GeoPackage, KML and shapefiles are read in a process of their own."""

import io
import json
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from dashboard.openers import layer_process, reader_process
from dashboard.openers.layer import FEATURES, PARQUET, RefusedError
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.openers.reader_process import ENDED, ReaderError
from dashboard.openers.refusals import in_words
from dashboard.table.limits import MEGABYTE
from dashboard.table.reading import UnreadableTableError
from tests.files import (
    geoparquet,
    kml,
    parquet,
    placemark,
    points,
    shapefile,
    written,
    zipped,
)
from tests.test_reader_process import LINUX

READS_APART = True
FRAME = points({"id": ["a", "é"], "n": [1.5, None]}, [(1, 2), None])
SMALL = parquet({"id": ["a", "é"]})
HEAD = {
    "rows": 2,
    "names": ["id"],
    "texts": [0],
    "system": None,
    "layers": [],
    "at": 0,
    "notes": [],
}
CELLS = np.array([1, 2], "<i4").tobytes() + "aé".encode()


def areas() -> gpd.GeoDataFrame:
    """Return a point, an area, a group of one point and nothing, in metres."""
    shapes = [
        *(shapely.Point(500_000, 1_000_000), shapely.box(0, 0, 1, 1)),
        *(shapely.MultiPoint([(400_000, 0)]), shapely.Point()),
    ]
    columns = {"id": list("abcd"), "list": [[1], None, [], [2, 3]]}
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=32620)


def every_type() -> bytes:
    moment = datetime(2025, 9, 2, 12, 30, 0, 5)
    columns = {
        "text": ["a", None],
        "words": pa.array(["b", "b"]).dictionary_encode(),
        "flag": [True, None],
        "day": [date(2025, 9, 2), None],
        "moment": pa.array([moment, None], pa.timestamp("ns", "UTC")),
        "hour": [time(1, 2, 3), None],
        "length": pa.array([timedelta(hours=1), None], pa.duration("ns")),
        "money": [Decimal("1.50"), None],
        "times": pa.array(
            [[1_756_816_200_000_000_001], []], pa.list_(pa.timestamp("ns"))
        ),
        "bytes": [b"x", None],
        "none": pa.nulls(2),
    }
    return parquet(columns)


def files(folder) -> dict[str, bytes]:
    """Return files of every kind that the process reads."""
    native = io.BytesIO()
    FRAME.to_parquet(native, geometry_encoding="geoarrow", schema_version="1.1.0")
    latin = points({"id": ["a"], "land": ["Perú"]}, [(1, 2)])
    latin.to_file(folder / "latin.shp", encoding="cp1252")
    parts = {each.name: each.read_bytes() for each in folder.glob("latin.*")}
    parts.pop("latin.cpg", None)
    return {
        "small.parquet": SMALL,
        "types.parquet": every_type(),
        "empty name.parquet": parquet({"": ["a"], " ": ["b"]}),
        "places.parquet": geoparquet(FRAME),
        "metres.parquet": geoparquet(areas()),
        "native.parquet": native.getvalue(),
        "nothing.parquet": b"PAR1 rubbish PAR1",
        "a.gpkg": written(folder, FRAME, "one.gpkg"),
        "metres.gpkg": written(folder, areas().drop(columns="list"), "two.gpkg"),
        "a.kml": kml(placemark("a", "1,2"), placemark("b", "3,4")).encode(),
        "a.kmz": zipped({"doc.kml": kml(placemark("a", "1,2"))}),
        "a.zip": zipped(shapefile(folder, FRAME)),
        "latin.zip": zipped(parts),
        "cut.gpkg": written(folder, FRAME, "cut.gpkg")[:5_000],
        "cut.zip": zipped(
            {n: raw[: len(raw) // 2] for n, raw in shapefile(folder, FRAME).items()}
        ),
    }


def outcome(source: TableSource):
    try:
        read = open_file(source)
    except UnreadableTableError as error:
        return str(error)
    return read.text.to_csv(), read.format, read.findings, read.parts, read.part


@pytest.mark.full
def test_both_ways_give_the_same_table_or_refusal(tmp_path):
    (tmp_path / "made").mkdir()
    told = {}
    for name, content in files(tmp_path / "made").items():
        (tmp_path / name).write_bytes(content)
        told[name] = outcome(TableSource(name, content))
        assert told[name] == outcome(TableSource(name, tmp_path / name)), name
    read = [name for name, each in told.items() if not isinstance(each, str)]
    assert set(told) - set(read) == {"nothing.parquet", "cut.gpkg", "cut.zip"}
    assert "1,2" not in told["metres.parquet"][0] and "-63" in told["metres.parquet"][0]


def test_an_upload_is_read_apart_and_a_table_of_ones_own_here(tmp_path, monkeypatch):
    asked = []
    real = layer_process.layer_of

    def seen(kind, *given):
        asked.append(kind)
        return real(kind, *given)

    monkeypatch.setattr(layer_process, "layer_of", seen)
    (tmp_path / "a.parquet").write_bytes(SMALL)
    one = open_file(TableSource("a.parquet", SMALL)).text
    assert asked == [PARQUET]
    assert open_file(TableSource("a.parquet", tmp_path / "a.parquet")).text.equals(one)
    assert asked == [PARQUET]


@pytest.mark.parametrize("name", ["a.gpkg", "a.kml", "a.kmz", "a.zip", "a.parquet"])
def test_no_format_is_read_in_the_server(name, tmp_path, monkeypatch):
    """Where the process is not to be had, nothing is read."""
    made = {"a.parquet": SMALL} if name == "a.parquet" else files(tmp_path)
    gone = (str(tmp_path / "none"),)
    monkeypatch.setattr(layer_process, "_command", lambda: gone)
    with pytest.raises(UnreadableTableError, match="could not be started"):
        open_file(TableSource(name, made[name]))


def says(monkeypatch, raw: bytes, end="") -> None:
    """Put a process in the place of the whole script, that answers these bytes."""
    code = f"import sys,os\nsys.stdout.buffer.write({raw!r})\nsys.stdout.flush()\n{end}"
    command = (sys.executable, "-I", "-S", "-c", code)
    monkeypatch.setattr(layer_process, "_command", lambda: command)


def heard(raw: bytes, kind=PARQUET):
    return layer_process._heard(layer_process._Answer(io.BytesIO(raw)), kind)


def line(value) -> bytes:
    return json.dumps(value).encode() + b"\n"


@LINUX
@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("os.kill(os.getpid(), 11)", "broke off; it may take 3,072 MB"),
        ("os.kill(os.getpid(), 9)", "broke off; it may take 3,072 MB"),
        ("os._exit(0)", "broke off"),
    ],
)
def test_a_fault_of_a_library_ends_nothing_else(end, words, monkeypatch):
    says(monkeypatch, line(HEAD) + CELLS[:5], end)
    with pytest.raises(UnreadableTableError, match=words):
        open_file(TableSource("a.parquet", SMALL))


def test_a_whole_answer_is_a_table():
    layer = heard(line(HEAD) + CELLS)
    assert layer.texts[0].to_pylist() == ["a", "é"] and layer.places is None


RUBBISH = [
    b"",
    b"\n",
    line([]),
    line(HEAD | {"more": 1}),
    line(HEAD | {"rows": -1}),
    line(HEAD | {"rows": True}),
    line(HEAD | {"rows": 10**9}),
    line(HEAD | {"names": [1]}),
    line(HEAD | {"names": ["\ud800"]}),
    line(HEAD | {"names": ["x"] * 501}),
    line(HEAD | {"texts": [1]}),
    line(HEAD | {"texts": [0, 0]}),
    line(HEAD | {"texts": [True]}),
    line(HEAD | {"system": ["anything", "x"]}),
    line(HEAD | {"system": ["same"]}),
    line(HEAD | {"notes": ["<b>"]}),
    line(HEAD | {"notes": [["shapes"]]}),
    line(HEAD) + CELLS[:-1],
    line(HEAD) + CELLS + b"x",
    line(HEAD) + np.array([-1, 4], "<i4").tobytes() + b"abc",
    line(HEAD) + np.array([2, 1], "<i4").tobytes() + "aé".encode(),
    line(HEAD) + np.array([1, 1], "<i4").tobytes() + b"a\xff",
    line(HEAD | {"system": ["same", ""]}) + CELLS + bytes(16),
    line({"refused": "os.system", "values": {}}),
    line({"refused": "view", "values": {}}),
    line({"refused": "view", "values": {"table": ["x"]}}),
    line({"refused": "view", "values": {"table": "x", "file": "y"}}),
    line({"refused": "columns", "values": {"columns": "x"}}),
    line({"refused": ["view"], "values": {"table": "x"}}),
    line({"refused": "rows"}),
    line({"wrong": "anything", "why": "<b>"}),
    line({"refused": "view", "values": {"table": "\ud800"}}),
    line({"refused": "no layer", "values": {"layer": "a", "layers": ["\udfff"]}}),
    line({"wrong": "damaged", "why": "\ude00\ud83d"}),
]


WRONG_HEADS = [
    {"more": 1},
    {"rows": -1},
    {"rows": True},
    {"rows": 10**9},
    {"at": -1},
    {"names": [1]},
    {"names": ["x"] * 501},
    {"texts": [5]},
    {"texts": [-1]},
    {"texts": [0, 0]},
    {"texts": [True]},
    {"texts": "0"},
    {"system": ["anything", "x"]},
    {"system": ["same"]},
    {"system": "same"},
    {"notes": ["<b>"]},
    {"notes": [["shapes"]]},
    {"layers": [1]},
]
"""What would make the first line of an answer none, each by itself: no bytes after it
are looked at."""


@pytest.mark.parametrize("wrong", WRONG_HEADS, ids=str)
def test_each_wrong_word_of_the_first_line_is_refused_by_itself(wrong):
    assert layer_process._is_head(HEAD, PARQUET)
    assert not layer_process._is_head(HEAD | wrong, PARQUET)


@pytest.mark.parametrize("missing", HEAD)
def test_a_first_line_without_one_of_its_words_is_refused(missing):
    rest = {key: value for key, value in HEAD.items() if key != missing}
    assert not layer_process._is_head(rest, PARQUET)


@pytest.mark.parametrize("told", RUBBISH, ids=range(len(RUBBISH)))
def test_an_answer_that_is_none_becomes_no_table(told):
    with pytest.raises(ReaderError) as error:
        heard(told)
    assert error.value.wrong == ENDED


def test_features_without_a_layer_are_no_table():
    with pytest.raises(ReaderError):
        heard(line(HEAD) + CELLS, FEATURES)


def test_an_answer_of_too_much_is_left(monkeypatch):
    monkeypatch.setattr(reader_process, "MAX_ANSWER", MEGABYTE)
    with pytest.raises(ReaderError) as error:
        heard(line(HEAD) + np.array([1, 2**31 - 2], "<i4").tobytes())
    assert error.value.wrong == reader_process.TOO_MUCH


def test_a_refusal_is_put_in_our_words():
    with pytest.raises(RefusedError) as error:
        heard(line({"refused": "view", "values": {"table": "{file.__class__}"}}))
    told = in_words(error.value, "a.gpkg", "GeoPackage")
    assert str(told).startswith("a.gpkg: '{file.__class__}' is a view, not a table")


def test_a_character_of_two_halves_is_whole():
    with pytest.raises(RefusedError) as error:
        heard(line({"refused": "view", "values": {"table": "\U0001f600"}}))
    assert error.value.values == {"table": "\U0001f600"}


@LINUX
@pytest.mark.full
def test_the_limits_hold_for_the_real_reader(monkeypatch):
    texts = pa.array([f"{at:01000d}" for at in range(100_000)])
    stream = io.BytesIO()
    pq.write_table(pa.table({"id": texts}), stream, compression="zstd")
    monkeypatch.setattr(reader_process, "MAX_MEMORY", 450 * MEGABYTE)
    with pytest.raises(UnreadableTableError, match="more memory than 450 MB"):
        open_file(TableSource("a.parquet", stream.getvalue()))
