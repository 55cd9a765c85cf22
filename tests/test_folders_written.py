"""Files, imports and located tables as a folder of GeoParquet: the rows of one file."""

import json
import tempfile

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from dashboard.batches import locate_file, written, written_folder
from dashboard.batches import spool as spools
from dashboard.commands.cli import main
from dashboard.commands.codes import STOPPED
from tests.in_gate import in_gate
from tests.pieced import hard_table, in_small_pieces

COMMANDS = {
    "export": ["export", "--format", "parquet", "--data"],
    "import": ["import"],
    "locate": ["locate"],
}
BOX = (-70, 5, -60, 12)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "hard.csv"
    hard_table().to_csv(path, index=False)
    return path


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """Return the folder for what is kept meanwhile."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def frame_of(files):
    return pd.concat([gpd.read_parquet(each) for each in files], ignore_index=True)


@pytest.mark.parametrize("command", in_gate(COMMANDS, "export"))
@pytest.mark.parametrize("small", in_gate([False, True], True))
def test_a_folder_has_the_rows_of_one_file(
    table, tmp_path, capsys, monkeypatch, command, small
):
    one, out = tmp_path / "one.parquet", tmp_path / "out"
    arguments = [*COMMANDS[command], str(table), "--out"]
    code = main([*arguments, str(one)])
    said = capsys.readouterr()
    if small:
        in_small_pieces(monkeypatch)
        monkeypatch.setattr(written_folder, "ROWS_OF_FILE", 100)
    assert main([*arguments, f"{out}/"]) == code
    assert capsys.readouterr().err == said.err
    files = sorted(out.iterdir())
    assert [each.name for each in files] == [
        f"part-{at:05}.parquet" for at in range(1, len(files) + 1)
    ]
    assert (len(files) > 2) == small
    assert_frame_equal(frame_of(files), gpd.read_parquet(one), check_dtype=False)
    assert len({str(pq.read_schema(each).types) for each in files}) == 1
    for each in files:
        geo = json.loads(pq.read_metadata(each).metadata[b"geo"])
        place = geo["columns"][geo["primary_column"]]
        assert geo["version"] == "1.1.0" and place["covering"]["bbox"]
        rows = gpd.read_parquet(each)
        assert tuple(place["bbox"]) == pytest.approx(tuple(rows.total_bounds))
    inside = gpd.read_parquet(one).cx[BOX[0] : BOX[2], BOX[1] : BOX[3]]
    assert len(gpd.read_parquet(out, bbox=BOX)) == len(inside) > 50


@pytest.mark.full
def test_a_folder_that_was_written_is_read_as_the_one_file(table, tmp_path, capsys):
    """A part whose incident was left out is a problem of both."""
    told = []
    for name in ("one.parquet", "out/"):
        main(["import", str(table), "--out", f"{tmp_path}/{name}"])
        capsys.readouterr()
        code = main(["totals", "--data", str(tmp_path / name), "--json"])
        said = capsys.readouterr()
        told.append((code, said.err, json.loads(said.out)))
    assert told[0][:2] == told[1][:2] and told[0][0] == 1
    one, folder = (each[2] for each in told)
    for name in ("incidents", "strikes", "deaths_unknown", "by_campaign"):
        assert one[name] == folder[name] and one[name]


def test_nothing_selected_is_a_folder_with_one_file_of_no_rows(table, tmp_path):
    out, words = tmp_path / "out", ["--text", "no such text"]
    main([*COMMANDS["export"], str(table), "--out", f"{out}/", *words])
    (file,) = out.iterdir()
    assert len(gpd.read_parquet(file)) == 0


def test_what_is_said_of_a_folder_counts_all_its_files(table, tmp_path, capsys):
    out = tmp_path / "out"
    arguments = [*COMMANDS["export"], str(table), "--json", "--out", f"{out}/"]
    main(arguments)
    said = json.loads(capsys.readouterr().out)
    size = sum(each.stat().st_size for each in out.iterdir())
    assert said["bytes"] == size and said["rows"] > 300
    for each in out.iterdir():
        about = json.loads(pq.read_metadata(each).metadata[b"about"])
        assert about == said["about"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_with_other_things_is_refused_before_anything_is_read(
    table, tmp_path, capsys, monkeypatch, command
):
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    monkeypatch.setattr(spools.Spool, "add", None)
    in_small_pieces(monkeypatch)
    assert main([*COMMANDS[command], str(table), "--out", str(out)]) == 2
    err = capsys.readouterr().err
    assert f"--out {out}: the folder has files already (notes.txt)" in err
    assert [each.read_text() for each in out.iterdir()] == ["mine"]


def test_a_folder_is_of_geoparquet_alone(table, tmp_path, capsys):
    arguments = ["export", "--data", str(table), "--out", f"{tmp_path}/out/"]
    for how in ([], ["--format", "gpkg"]):
        assert main([*arguments, *how]) == 2
        assert "add --format parquet" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("ending", in_gate(["/", ".parquet", ".csv"], "/"))
def test_what_is_stopped_on_the_way_leaves_nothing(
    table, tmp_path, scratch, capsys, monkeypatch, command, ending
):
    folder = tmp_path / "out"
    folder.mkdir()
    in_small_pieces(monkeypatch)
    monkeypatch.setattr(written_folder, "ROWS_OF_FILE", 100)
    seen = stop_at_third(monkeypatch, command, ending, folder)
    arguments = [*COMMANDS[command], str(table), "--out", f"{folder}/name{ending}"]
    if ending == ".csv":
        arguments = [each.replace("parquet", "csv") for each in arguments]
    assert main(arguments) == STOPPED
    out, err = capsys.readouterr()
    assert err.endswith("Stopped.\n") and "Traceback" not in err and out == ""
    assert seen[-1], "it was not in the middle of writing"
    assert not list(folder.iterdir()) and not list(scratch.iterdir())


def stop_at_third(monkeypatch, command, ending, folder):
    """Let Ctrl-C come when the third piece is written; return what lay there then."""
    from dashboard.batches import export_file

    room, name = {
        ("export", "/"): (export_file, "to_geoparquet"),
        ("export", ".parquet"): (export_file, "to_geoparquet"),
        ("export", ".csv"): (export_file, "rows_as_text"),
    }.get((command, ending), (written, "csv_bytes" if ending == ".csv" else "_typed"))
    real, seen = getattr(room, name), []

    def stopped(*words, **options):
        seen.append([each.name for each in folder.iterdir()])
        if len(seen) == 3:
            raise KeyboardInterrupt
        return real(*words, **options)

    monkeypatch.setattr(room, name, stopped)
    return seen


@pytest.mark.parametrize("command", ["totals", "import", "export"])
def test_what_is_stopped_while_it_is_read_leaves_nothing(
    table, tmp_path, scratch, capsys, monkeypatch, command
):
    in_small_pieces(monkeypatch)
    real, added = spools.Spool.add, []

    def stopped(self, *words):
        real(self, *words)
        added.append(len(list(scratch.rglob("*.arrow"))))
        if len(added) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(spools.Spool, "add", stopped)
    arguments = ["totals", "--data", str(table)]
    if command != "totals":
        arguments = [*COMMANDS[command], str(table), "--out", f"{tmp_path}/out.parquet"]
    assert main(arguments) == STOPPED
    assert capsys.readouterr() == ("", "Stopped.\n")
    assert added == [1, 2, 3] and not list(scratch.iterdir())
    assert not (tmp_path / "out.parquet").exists()


@pytest.mark.parametrize("rows_of_file", [1, 10**6], ids=["next file", "same file"])
def test_rows_with_other_columns_stop_a_folder(
    rows_of_file, table, tmp_path, monkeypatch, capsys
):
    """Pieces of one table always have the same columns; a fault must not go unseen."""
    in_small_pieces(monkeypatch)
    monkeypatch.setattr(written_folder, "ROWS_OF_FILE", rows_of_file)
    real, calls = locate_file._with_own_columns, []

    def other(*words):
        rows, renamed = real(*words)
        calls.append(rows)
        if len(calls) == 4:
            rows.own = rows.own.rename(columns={"notes": "other"})
        return rows, renamed

    monkeypatch.setattr(locate_file, "_with_own_columns", other)
    assert main(["locate", str(table), "--out", f"{tmp_path}/out/"]) == 2
    assert (
        "rows further down have other columns: notes, other" in capsys.readouterr().err
    )
    assert not (tmp_path / "out").exists()
