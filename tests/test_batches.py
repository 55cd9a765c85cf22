"""Locating in pieces: the same as at once, and a file that others read."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from dashboard.batches import locate_file as locating
from dashboard.batches import pieces
from dashboard.batches.locate_file import NoPlacesError, locate_file
from dashboard.commands.cli import main
from dashboard.geo.kept_layers import regions_for_table
from dashboard.geo.locate import COLUMNS, locate
from dashboard.openers.opened import TableSource
from dashboard.table.reading import UnreadableTableError
from dashboard.table.write import STALE_NAME, whole_file
from dashboard.text.language import in_english
from tests.importing import SAMPLES

ROOT = Path(__file__).resolve().parent.parent


def made_up(rows=500):
    """Return made-up points over the box and beyond it, some of them without a place."""
    random = np.random.default_rng(7)
    latitude, longitude = random.uniform(-9, 32, rows), random.uniform(-119, -51, rows)
    latitude[::50], latitude[::70], longitude[::70] = 95, np.nan, np.nan
    return pd.DataFrame(
        {
            "name": [f'made up {at}, "quoted"\nin two lines' for at in range(rows)],
            "day": pd.Timestamp("2026-01-02") + pd.to_timedelta(range(rows), "D"),
            "number": pd.array(random.integers(0, 9, rows), dtype="Int64"),
            "latitude": latitude.round(4),
            "longitude": longitude.round(4),
            "radius_km": np.where(random.random(rows) < 0.5, 50.0, np.nan),
        }
    )


@pytest.fixture
def regions():
    return regions_for_table()


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr(pieces, "ROWS", 64)
    monkeypatch.setattr(pieces, "WHOLE_BYTES", 4_000)


def source(path):
    return TableSource(path.name, path)


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "said at once"])
def test_notes_that_count_rows_are_added_up_over_the_pieces(
    tmp_path, regions, monkeypatch, kept
):
    table, out = SAMPLES / "asam.csv", tmp_path / "out.parquet"
    found = []
    for rows, size, times in ((10_000, 10_000_000, 1), (61, 9_000, 3)):
        heard = []
        monkeypatch.setattr(pieces, "ROWS", rows)
        monkeypatch.setattr(pieces, "WHOLE_BYTES", size)
        with in_english() if kept else nullcontext():
            done = locate_file(source(table), out, regions, heard.append)
        assert len(heard) >= times
        found.append([str(each) for each in done.findings if each.line is None])
    whole, parts = found
    assert sorted(parts) == sorted(whole)
    assert [each for each in parts if each.endswith("; 145 rows")]


@pytest.mark.sample(2)
@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("out_ending", ["csv", "parquet"])
def test_pieces_give_what_the_whole_gives(
    tmp_path, regions, monkeypatch, ending, out_ending
):
    table = tmp_path / f"table.{ending}"
    if ending == "csv":
        made_up().to_csv(table, index=False)
    else:
        made_up().to_parquet(table)
    whole, parts = tmp_path / f"whole.{out_ending}", tmp_path / f"parts.{out_ending}"
    at_once = locate_file(source(table), whole, regions)
    monkeypatch.setattr(pieces, "ROWS", 64)
    monkeypatch.setattr(pieces, "WHOLE_BYTES", 4_000)
    heard = []
    in_pieces = locate_file(source(table), parts, regions, heard.append)
    assert len(heard) > 5 and heard[-1] == 500 == at_once.rows == in_pieces.rows
    assert in_pieces.methods == at_once.methods
    assert {each for each in in_pieces.findings if each.line} == {
        each for each in at_once.findings if each.line
    }
    assert len(at_once.problems) == 8  # latitude 95
    if out_ending == "csv":
        assert parts.read_bytes() == whole.read_bytes()
    else:
        assert_frame_equal(gpd.read_parquet(parts), gpd.read_parquet(whole))


def test_the_answers_are_those_of_locating_the_frame(tmp_path, regions, small_pieces):
    table, out = tmp_path / "table.parquet", tmp_path / "out.parquet"
    rows = made_up()
    places = ["latitude", "longitude"]
    rows[places] = rows[places].where(rows["latitude"] <= 90)
    rows.to_parquet(table)
    locate_file(source(table), out, regions)
    found, known = gpd.read_parquet(out), locate(rows, regions)
    names = [name for name in COLUMNS if name in found]
    assert len(names) > 10
    for name in names:
        mine, theirs = found[name], known[name]
        if theirs.dtype == "str":
            assert mine.fillna("").tolist() == theirs.tolist(), name
        else:
            both = mine.astype(float), theirs.astype(float)
            assert both[0].tolist() == pytest.approx(both[1].tolist(), nan_ok=True)
    assert found.geometry.geom_equals(known.geometry)[known.geometry.notna()].all()
    assert (found.geometry.isna() == known.geometry.isna()).all()


@pytest.mark.full
def test_columns_of_the_table_keep_their_types(tmp_path, regions, small_pieces):
    table, out = tmp_path / "table.parquet", tmp_path / "out.parquet"
    made_up().to_parquet(table)
    locate_file(source(table), out, regions)
    mine, theirs = pq.read_table(out), pq.read_table(table)
    for name in theirs.column_names:
        assert mine[name].equals(theirs[name]), name
    assert pa.types.is_timestamp(mine["day"].type)


@pytest.mark.full
def test_the_file_is_geoparquet_with_a_box_for_each_row(
    tmp_path, regions, small_pieces
):
    table, out = tmp_path / "table.parquet", tmp_path / "out.parquet"
    made_up().to_parquet(table)
    locate_file(source(table), out, regions)
    geo = json.loads(pq.ParquetFile(out).metadata.metadata[b"geo"])
    found = gpd.read_parquet(out)
    assert geo["version"] == "1.1.0" and found.crs == 4326
    assert geo["columns"]["geometry"]["bbox"] == pytest.approx(found.total_bounds)
    assert geo["columns"]["geometry"]["geometry_types"] == ["Point"]
    theirs = tmp_path / "theirs.parquet"  # geopandas itself is the oracle
    found.drop(columns="bbox", errors="ignore").to_parquet(
        theirs, schema_version="1.1.0", write_covering_bbox=True
    )
    own = json.loads(pq.ParquetFile(theirs).metadata.metadata[b"geo"])
    assert geo["columns"]["geometry"] == own["columns"]["geometry"]
    box = (-70, 5, -60, 12)
    some, others = gpd.read_parquet(out, bbox=box), gpd.read_parquet(theirs, bbox=box)
    assert len(some) == len(others) > 5
    assert some["name"].tolist() == others["name"].tolist()


def test_a_file_without_any_place_is_geoparquet_too(tmp_path, regions):
    table, out = tmp_path / "table.csv", tmp_path / "out.parquet"
    table.write_text("name,latitude,longitude\na,,\n")
    assert locate_file(source(table), out, regions).methods == {"unlocated": 1}
    assert gpd.read_parquet(out).geometry.isna().tolist() == [True]


@pytest.mark.full
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_located_again_it_is_the_same(tmp_path, regions, small_pieces, ending):
    table = tmp_path / "table.parquet"
    once, again = tmp_path / f"once.{ending}", tmp_path / f"again.{ending}"
    made_up().to_parquet(table)
    locate_file(source(table), once, regions)
    locate_file(source(once), again, regions)
    if ending == "csv":
        assert again.read_bytes() == once.read_bytes()
    else:
        assert pq.read_schema(again).names == pq.read_schema(once).names
        assert_frame_equal(gpd.read_parquet(again), gpd.read_parquet(once))


def test_points_of_a_geoparquet_are_its_places(tmp_path, regions):
    table, out = tmp_path / "table.parquet", tmp_path / "out.parquet"
    points = gpd.points_from_xy([-63.2, -66.0], [10.45, 13.5])
    gpd.GeoDataFrame({"name": ["a", "b"]}, geometry=points, crs=4326).to_parquet(table)
    locate_file(source(table), out, regions)
    found = gpd.read_parquet(out)
    assert found["latitude"].tolist() == [10.45, 13.5]
    assert found["state_id"].fillna("").tolist() == ["VE-R", ""]
    assert found.geometry.x.tolist() == [-63.2, -66.0]


TEXT = "name,latitude,longitude\n"
HEADS = {
    "comments": "# a comment\n# another\n" + TEXT,
    "tags": TEXT + "#loc+name,#geo+lat,#geo+lon\n",
    "mark": "\ufeff" + TEXT,
}


@pytest.mark.parametrize("head", HEADS)
def test_what_stands_above_the_rows_counts_for_every_piece(
    tmp_path, regions, monkeypatch, head
):
    table, once = tmp_path / "table.csv", tmp_path / "once.csv"
    rows = "".join(f"made up {at},10.4{at},-63.{at}\n" for at in range(100, 900))
    table.write_text(HEADS[head] + rows + "bad,95,1\n", encoding="utf-8")
    whole = locate_file(source(table), once, regions)
    monkeypatch.setattr(pieces, "WHOLE_BYTES", 3_000)
    parts = locate_file(source(table), tmp_path / "parts.csv", regions)
    assert (tmp_path / "parts.csv").read_bytes() == once.read_bytes()
    assert parts.problems == whole.problems and len(whole.problems) == 1


def test_a_large_text_without_a_header_is_refused(tmp_path, regions, small_pieces):
    table = tmp_path / "table.csv"
    table.write_text("2026-01-02,10.5,-63.2\n" * 500)
    with pytest.raises(UnreadableTableError, match="names of the columns"):
        locate_file(source(table), tmp_path / "out.csv", regions)


def test_a_quote_that_never_closes_is_said(tmp_path, regions, monkeypatch):
    monkeypatch.setattr(pieces, "WHOLE_BYTES", 1_000)
    monkeypatch.setattr(pieces, "LONGEST_RECORD", 5_000)
    table = tmp_path / "table.csv"
    table.write_text(TEXT + 'a,1,2\n"b,1,2\n' + "c,1,2\n" * 3_000)
    with pytest.raises(UnreadableTableError, match="line 3: a quote that is opened"):
        locate_file(source(table), tmp_path / "out.csv", regions)


def test_a_fault_in_the_middle_leaves_the_older_file(tmp_path, regions, monkeypatch):
    table, out = tmp_path / "table.parquet", tmp_path / "out.parquet"
    made_up().to_parquet(table, row_group_size=100)
    out.write_bytes(b"older and good")
    monkeypatch.setattr(pieces, "ROWS", 100)
    raw = bytearray(table.read_bytes())
    at = pq.ParquetFile(table).metadata.row_group(3).column(3).data_page_offset
    raw[at : at + 40] = b"\xff" * 40
    table.write_bytes(bytes(raw))
    with pytest.raises(UnreadableTableError, match="damaged Parquet file"):
        locate_file(source(table), out, regions)
    assert out.read_bytes() == b"older and good"
    assert sorted(tmp_path.iterdir()) == [out, table]


KILLED = """
import os, signal, sys
from pathlib import Path
from dashboard.batches import pieces
from dashboard.batches.locate_file import locate_file
from dashboard.geo.kept_layers import regions_for_table
from dashboard.openers.opened import TableSource
pieces.ROWS = 64
def kill(rows):
    if rows > 200:
        os.kill(os.getpid(), signal.SIGKILL)
table, out = map(Path, sys.argv[1:])
locate_file(TableSource(table.name, table), out, regions_for_table(), kill)
"""


def test_killed_between_two_pieces_the_older_file_stays(tmp_path):
    table, out = tmp_path / "table.parquet", tmp_path / "out" / "out.parquet"
    made_up().to_parquet(table)
    out.parent.mkdir()
    out.write_bytes(b"older and good")
    command = [sys.executable, "-c", KILLED, str(table), str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")
    assert out.read_bytes() == b"older and good"
    (left,) = [each.name for each in out.parent.iterdir() if each != out]
    assert STALE_NAME.fullmatch(left)


def test_a_file_written_in_pieces_is_there_whole_or_not_at_all(tmp_path):
    path = tmp_path / "out.txt"
    with whole_file(path) as file:
        file.write(b"one ")
        assert not path.exists()
        file.write(b"two")
    assert path.read_bytes() == b"one two"
    with pytest.raises(ZeroDivisionError), whole_file(path) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"one two" and list(tmp_path.iterdir()) == [path]


def test_no_latitude_is_said_and_nothing_is_written(tmp_path, regions):
    table = tmp_path / "table.parquet"
    made_up().drop(columns="latitude").to_parquet(table)
    with pytest.raises(NoPlacesError, match="no column latitude"):
        locate_file(source(table), tmp_path / "out.csv", regions)
    assert list(tmp_path.iterdir()) == [table]


@pytest.mark.sample(2)
@pytest.mark.parametrize(("most", "kept"), [(10, 10), (9, 9), (11, 10)])
def test_findings_above_the_bound_are_counted(
    tmp_path, regions, monkeypatch, small_pieces, most, kept
):
    table = tmp_path / "table.parquet"
    made_up().to_parquet(table)
    monkeypatch.setattr(locating, "MOST_FINDINGS", most)
    done = locate_file(source(table), tmp_path / "out.csv", regions)
    listed = len(done.findings)
    assert listed == most or listed < most
    monkeypatch.setattr(locating, "MOST_FINDINGS", 10_000)
    every = locate_file(source(table), tmp_path / "out.csv", regions)
    assert listed + done.not_listed == len(every.findings)


@pytest.fixture
def folder(tmp_path):
    """Two good files, a damaged one among them, one that is none, and a text."""
    folder = tmp_path / "in"
    folder.mkdir()
    made_up(40).to_parquet(folder / "a.parquet")
    whole = (folder / "a.parquet").read_bytes()
    (folder / "b.parquet").write_bytes(whole[: len(whole) // 2])
    made_up(30).drop(columns="longitude").to_parquet(folder / "c.parquet")
    shutil.copy(folder / "a.parquet", folder / "d.PARQUET")
    (folder / "read me.txt").write_text("a note")
    return folder


def test_a_bad_file_of_a_folder_is_named_and_the_rest_is_done(folder, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["locate", str(folder), "--out", str(out), "--json"]) == 1
    printed, err = capsys.readouterr()
    assert sorted(each.name for each in out.iterdir()) == ["a.parquet", "d.PARQUET"]
    assert "b.parquet: a damaged Parquet file" in err
    assert "c.parquet, line 1: no column longitude" in err
    files = json.loads(printed)["files"]
    assert files["a.parquet"]["rows"] == 40 and "error" in files["b.parquet"]
    assert_frame_equal(
        gpd.read_parquet(out / "a.parquet"), gpd.read_parquet(out / "d.PARQUET")
    )
    assert main(["locate", str(folder), "--out", str(out)]) == 1
    assert "2 files, 2 files not read; 80 rows: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "out", "words"),
    [
        ("in", "in", "must be another folder"),
        ("in", "out.csv", "must be a folder, for in is one"),
        ("in/a.parquet", "in", "the folder has files already (a.parquet"),
        ("in/a.parquet", "none/out.csv", "No such file"),
        ("empty", "out", "a folder without a file that ends in .parquet"),
    ],
)
def test_what_is_not_allowed_is_said(folder, tmp_path, capsys, given, out, words):
    (tmp_path / "empty").mkdir()
    given, out = tmp_path / given, tmp_path / out
    assert main(["locate", str(given), "--out", str(out)]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_a_type_that_a_piece_has_and_the_first_has_not_is_written(tmp_path, regions):
    """A column that is blank at first has its type from the file, not from its rows."""
    table, out = tmp_path / "table.parquet", tmp_path / "out.parquet"
    rows = made_up(200)
    rows["late"] = [None] * 150 + ["text"] * 50
    pq.write_table(
        pa.Table.from_pandas(rows).cast(
            pa.schema(
                [
                    *pa.Table.from_pandas(rows.drop(columns="late")).schema,
                    pa.field("late", pa.string()),
                ]
            )
        ),
        table,
    )
    locate_file(source(table), out, regions)
    assert gpd.read_parquet(out)["late"].notna().sum() == 50


@pytest.mark.full
def test_a_pipe_gets_the_csv(tmp_path, regions):
    table = tmp_path / "table.csv"
    table.write_text("name,latitude,longitude\na,10.45,-63.2\n")
    command = [sys.executable, "-m", "dashboard", "locate", str(table)]
    done = subprocess.run(
        [*command, "--out", "/dev/stdout"],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        check=True,
    )
    assert b"a,10.45,-63.2,inside,VE-R" in done.stdout
