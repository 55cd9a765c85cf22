"""Totals, regions and files of a large table: in pieces as at once, number for number."""

import pandas as pd
import pytest

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
