"""Totals, regions and files of a large table: in pieces as at once, number for number."""

import json
import re
import sys
import tempfile

import geopandas as gpd
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from dashboard.batches import export_file
from dashboard.batches import spool as spools
from dashboard.commands import progress as progresses
from dashboard.commands.cli import main
from dashboard.commands.codes import STOPPED
from tests.importing import SAMPLES
from tests.in_gate import in_gate
from tests.pieced import hard_table, in_small_pieces

FILTERS = {
    "none": [],
    "campaign": ["--campaign", "strikes"],
    "days": ["--from", "2025-10-05", "--to", "2026-01-31"],
    "region": ["--region", "VE", "--relation", "could"],
    "text": ["--text", "made up 3"],
    "publisher": ["--publisher", "A Paper"],
    "deaths": ["--deaths-min", "5"],
    "nothing": ["--campaign", "raids", "--text", "no such text"],
}


@pytest.fixture(params=in_gate(["csv", "parquet"], "csv"))
def table(request, tmp_path):
    path = tmp_path / f"hard.{request.param}"
    if request.param == "csv":
        hard_table().to_csv(path, index=False)
    else:
        hard_table().to_parquet(path, index=False)
    return path


def both(capsys, monkeypatch, arguments):
    """Return code and streams of a command at once, and in pieces."""
    whole = (main(arguments), *capsys.readouterr())
    in_small_pieces(monkeypatch)
    added, add = [], spools.Spool.add

    def counted(*words):
        added.append(words)
        add(*words)

    monkeypatch.setattr(spools.Spool, "add", counted)
    parts = (main(arguments), *capsys.readouterr())
    assert len(added) > 5
    return whole, parts


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", in_gate(FILTERS, "campaign"))
@pytest.mark.parametrize("how", [["--json"], []])
def test_totals_are_the_same(table, capsys, monkeypatch, name, how):
    arguments = ["totals", "--data", str(table), *FILTERS[name], *how]
    whole, parts = both(capsys, monkeypatch, arguments)
    assert parts == whole
    assert whole[0] == 1 and "left out" in whole[2]


@pytest.mark.full
@pytest.mark.parametrize("region", ["VE-R", "VE", "sea-caribbean-sea"])
def test_answers_for_a_region_are_the_same(table, capsys, monkeypatch, region):
    arguments = ["region", region, "--data", str(table), "--campaign", "strikes"]
    for how in ([], ["--json"]):
        with monkeypatch.context() as inner:
            whole, parts = both(capsys, inner, [*arguments, *how])
        assert parts == whole
    assert whole[0] == 1 and "TST-" in whole[1]


def files_of(folder):
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


@pytest.mark.full
@pytest.mark.parametrize("name", ["days", "nothing"])
@pytest.mark.parametrize(
    "how", [["csv"], ["csv", "--plain"], ["geojson"], ["kml"]], ids="-".join
)
def test_files_are_the_same_bytes(table, tmp_path, capsys, monkeypatch, name, how):
    out = tmp_path / "out"
    out.mkdir()
    arguments = ["export", "--data", str(table), *FILTERS[name], "--format", *how]
    arguments += ["--out", str(out / f"file.{how[0]}"), "--json"]
    with monkeypatch.context() as inner:
        whole = (main(arguments), *capsys.readouterr(), files_of(out))
        in_small_pieces(inner)
        parts = (main(arguments), *capsys.readouterr(), files_of(out))
    assert parts == whole
    assert len(whole[3]) == len(how) and whole[0] == 1


@pytest.mark.full
@pytest.mark.parametrize("name", ["days", "nothing"])
def test_geoparquet_is_the_same_table(table, tmp_path, capsys, monkeypatch, name):
    out = tmp_path / "file.parquet"
    arguments = ["export", "--data", str(table), *FILTERS[name], "--format", "parquet"]
    arguments += ["--out", str(out)]
    found = []
    for small in (False, True):
        if small:
            in_small_pieces(monkeypatch)
        code = main(arguments)
        file = pq.ParquetFile(out)
        said = [json.loads(file.metadata.metadata[name]) for name in (b"geo", b"about")]
        found.append((code, *capsys.readouterr(), said, file.schema_arrow.types))
        found[-1] += (gpd.read_parquet(out),)
    whole, parts = found
    assert parts[:-1] == whole[:-1]
    assert_frame_equal(parts[-1], whole[-1])
    assert name == "nothing" or parts[3][0]["columns"]["geometry"]["bbox"]
    box = (-70, 5, -60, 12)
    some = gpd.read_parquet(out, bbox=box)
    assert len(some) == len(whole[-1].cx[-70:-60, 5:12])


@pytest.mark.sample(1)
@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("several", in_gate([False, True], True))
def test_import_writes_the_same_rows_and_report(
    table, tmp_path, capsys, monkeypatch, ending, several
):
    out, report = tmp_path / f"out.{ending}", tmp_path / "report.json"
    other = tmp_path / "other.csv"
    other.write_text("id,date,killed,lat,lon,own\n1,2026-01-01,2,1.5,2.5,x\n")
    files = [str(table), str(other)] if several else [str(table)]
    arguments = ["import", *files, "--out", str(out), "--report", str(report)]
    found = []
    for small in (False, True):
        if small:
            in_small_pieces(monkeypatch)
        code = main(arguments)
        rows = gpd.read_parquet(out) if ending == "parquet" else out.read_bytes()
        found.append((code, *capsys.readouterr(), report.read_text(), rows))
    whole, parts = found
    assert parts[:-1] == whole[:-1] and whole[0] == 1
    if ending == "csv":
        assert parts[-1] == whole[-1]
    else:
        assert_frame_equal(parts[-1], whole[-1])
        assert whole[-1]["deaths_low"].dtype == "float64"  # blank ones are null
        assert whole[-1].geometry.isna().sum() > 20


SAMPLES_READ = [
    (path.name, code)
    for path in sorted(SAMPLES.glob("*.csv"))
    for code in ("en", "es")
    if path.stem != "ucdp_headless"  # pieces need a line of names, and say so
]


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("name", "code"), in_gate(SAMPLES_READ, ("asam.csv", "en"), ("asam.csv", "es"))
)
def test_what_is_said_of_a_sample_is_the_same_in_each_language(
    tmp_path, capsys, monkeypatch, name, code
):
    out, report = tmp_path / "out.csv", tmp_path / "report.json"
    arguments = ["import", str(SAMPLES / name), "--out", str(out), "--lang", code]
    arguments += ["--report", str(report)]
    found = []
    for small in (False, True):
        if small:
            in_small_pieces(monkeypatch)
        exit_code = main(arguments)
        words, errors = capsys.readouterr()
        said = (exit_code, words, report.read_text(), out.read_bytes())
        found.append((*said, errors))
    whole, parts = found
    assert parts[:-1] == whole[:-1]
    assert parts[-1].endswith(whole[-1])
    why = parts[-1].removesuffix(whole[-1])  # it is read as a whole
    if code == "es":
        assert not re.search(r" is read | column | rows ", why)


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", r"\d+ of 400 rows"), ("es", r"\d+ de 400 filas")],
)
def test_how_far_it_is_is_said_in_the_language_of_the_reader(
    tmp_path, monkeypatch, capsys, code, said
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(progresses, "BEFORE", 0.01)
    monkeypatch.setattr(progresses, "BETWEEN", 0.01)
    file = tmp_path / "table.csv"
    hard_table().to_csv(file, index=False)
    in_small_pieces(monkeypatch)
    main(["totals", "--data", str(file), "--lang", code])
    assert re.search(said, capsys.readouterr().err)


def in_folder(folder, ending, at=(0, 150, 290, 400)):
    """Write the hard table as three files of a folder."""
    folder.mkdir()
    table = hard_table()
    for first, last in zip(at[:-1], at[1:], strict=True):
        part = folder / f"part-{first:03}.{ending}"
        some = table.iloc[first:last]
        if ending == "csv":
            some.to_csv(part, index=False)
        else:
            some.to_parquet(part, index=False)
    return folder


@pytest.mark.full
@pytest.mark.parametrize("ending", in_gate(["csv", "parquet"], "parquet"))
def test_a_folder_is_one_table(tmp_path, capsys, monkeypatch, ending):
    folder, file = in_folder(tmp_path / "table", ending), tmp_path / "table.csv"
    hard_table().to_csv(file, index=False)
    main(["totals", "--data", str(file), "--json"])
    whole = json.loads(capsys.readouterr().out)
    assert main(["totals", "--data", str(folder), "--json"]) == 1
    out, err = capsys.readouterr()
    parts = json.loads(out)
    for each in (whole, parts):
        del each["data"]  # the bytes are others
    assert parts == whole
    assert f"part-290.{ending}, line " in err  # 2025-02-31, in the third file


def test_a_bad_file_of_a_folder_is_named(tmp_path, capsys):
    folder = in_folder(tmp_path / "table", "parquet")
    (folder / "part-150.parquet").write_bytes(b"PAR1, and no more")
    for command in (["totals"], ["region", "VE-R"]):
        assert main([*command, "--data", str(folder)]) == 2
        out, err = capsys.readouterr()
        assert err.startswith("part-150.parquet: ") and "Traceback" not in err
        assert out == ""


def test_files_of_a_folder_that_are_no_one_table_are_refused(tmp_path, capsys):
    folder = in_folder(tmp_path / "table", "csv")
    (folder / "part-999.csv").write_text("day,place\n2026-01-01,here\n")
    assert main(["totals", "--data", str(folder)]) == 2
    err = capsys.readouterr().err
    assert "table: its files cannot be read as one table: the columns differ" in err
    assert "part-999.csv" in err


@pytest.mark.full
def test_locate_takes_a_folder_of_texts(tmp_path, capsys):
    folder, out = in_folder(tmp_path / "in", "csv"), tmp_path / "out"
    (folder / "part-bad.csv").write_text("name,place\na,b\n")
    assert main(["locate", str(folder), "--out", str(out)]) == 1
    assert "part-bad.csv, line 1: no column latitude" in capsys.readouterr().err
    assert sorted(files_of(out)) == [f"part-{at:03}.csv" for at in (0, 150, 290)]
    alone = tmp_path / "alone.csv"
    main(["locate", str(folder / "part-150.csv"), "--out", str(alone)])
    assert (out / "part-150.csv").read_bytes() == alone.read_bytes()


@pytest.mark.sample(1)
@pytest.mark.parametrize("at", ["rows_as_text", "export_frame"])
def test_what_is_stopped_leaves_nothing_behind(tmp_path, capsys, monkeypatch, at):
    folder, out = in_folder(tmp_path / "in", "parquet"), tmp_path / "out"
    scratch = tmp_path / "scratch"
    out.mkdir()
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    calls, real = [], getattr(export_file, at)

    def stopped(*words):
        calls.append(len(list(out.iterdir())) + len(list(scratch.rglob("*.arrow"))))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*words)

    monkeypatch.setattr(export_file, at, stopped)
    arguments = ["export", "--data", str(folder), "--out", str(out / "file.csv")]
    assert main(arguments) == STOPPED
    assert "Stopped." in capsys.readouterr().err
    assert calls[1] > 3  # it was in the middle, with pieces on the disk
    assert not list(out.iterdir()) and not list(scratch.iterdir())
