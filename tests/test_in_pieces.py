"""Totals, regions and files of a large table: in pieces as at once, number for number."""

import json

import geopandas as gpd
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from dashboard.batches import spool as spools
from dashboard.commands.cli import main
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


@pytest.fixture(params=["csv", "parquet"])
def table(request, tmp_path):
    path = tmp_path / f"hard.{request.param}"
    if request.param == "csv":
        hard_table().to_csv(path, index=False)
    else:
        hard_table().to_parquet(path, index=False)
    return path


def both(capsys, monkeypatch, arguments):
    """Return code and streams of a command at once, and in pieces."""
    found = []
    for small in (False, True):
        if small:
            in_small_pieces(monkeypatch)
            added = []
            add = spools.Spool.add
            monkeypatch.setattr(
                spools.Spool, "add", lambda *a: (added.append(1), add(*a))[1]
            )
        code = main(arguments)
        found.append((code, *capsys.readouterr()))
    assert len(added) > 5
    return found


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("how", [["--json"], []])
def test_totals_are_the_same(table, capsys, monkeypatch, name, how):
    arguments = ["totals", "--data", str(table), *FILTERS[name], *how]
    whole, parts = both(capsys, monkeypatch, arguments)
    assert parts == whole
    assert whole[0] == 1 and "left out" in whole[2]


@pytest.mark.parametrize("region", ["VE-R", "VE", "sea-caribbean"])
def test_answers_for_a_region_are_the_same(table, capsys, monkeypatch, region):
    arguments = ["region", region, "--data", str(table), "--campaign", "strikes"]
    for how in ([], ["--json"]):
        with monkeypatch.context() as inner:
            whole, parts = both(capsys, inner, [*arguments, *how])
        assert parts == whole
    assert whole[0] == 1 and "TST-" in whole[1]


def files_of(folder):
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


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
