"""A table is never replaced by what is made of it, also where a link leads back."""

import pytest

from dashboard.batches.locate_folder import locate_task
from dashboard.commands.cli import main
from dashboard.geo.kept_layers import regions_for_table

TEXT = "incident_id,date,latitude,longitude\nMADE-1,2020-01-02,10.5,20.5\n"


@pytest.mark.parametrize("by_link", [False, True])
def test_a_table_is_not_located_onto_itself(by_link, tmp_path, capsys):
    table, out = tmp_path / "a.csv", tmp_path / "a.csv"
    table.write_text(TEXT)
    if by_link:
        out = tmp_path / "b.csv"
        out.symlink_to(table)
    assert main(["locate", str(table), "--out", str(out)]) == 2
    assert "another file than the table" in capsys.readouterr().err
    assert table.read_text() == TEXT


def test_a_file_of_a_folder_is_not_located_onto_itself(tmp_path):
    table, out = tmp_path / "a.csv", tmp_path / "out" / "a.csv"
    table.write_text(TEXT)
    out.parent.mkdir()
    out.symlink_to(table)
    assert "leads to this very file" in str(
        locate_task(table, out, regions_for_table())
    )
    assert table.read_text() == TEXT
