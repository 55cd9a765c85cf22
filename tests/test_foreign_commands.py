"""validate and locate on tables of others: by their own format, columns kept."""

import json

import pandas as pd
import pytest

from dashboard.commands.cli import main
from dashboard.exports.columns import LOCATED_COLUMNS
from dashboard.importers.areas import state_ids
from tests.importing import REGIONS, SAMPLES

ASKED = [
    ("a.csv", "id;lat;lon\nA;10,65;-63,25\n", "semicolons and decimal commas"),
    ("b.csv", 'Main ID,Coordinates\n1,"10.65, -63.25"\n', "both in one cell"),
    ("c.csv", "#event+id,#geo+lat,#geo+lon\nA,10.65,-63.25\n", "HXL tags as header"),
    ("d.csv", "id,latitude,longitude\nA,10°39'N,63°15'W\n", "degrees and minutes"),
]


def located(tmp_path, name, *words):
    out = tmp_path / "located.csv"
    code = main(["locate", str(name), "--out", str(out), *words])
    return code, pd.read_csv(out, dtype=str, keep_default_na=False)


@pytest.mark.parametrize(
    ("name", "text", "what"), ASKED, ids=[what for *_, what in ASKED]
)
def test_locate_reads_any_table_and_keeps_its_cells(tmp_path, capsys, name, text, what):
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, table = located(tmp_path, tmp_path / name)
    assert code == 0
    assert table["state_id"].tolist() == ["VE-R"]
    assert "reported_latitude" not in table


def test_locate_keeps_every_cell_of_a_file_whose_columns_are_called_like_ours(
    tmp_path, capsys
):
    came = pd.read_csv(SAMPLES / "ucdp_mexico.csv", dtype=str, keep_default_na=False)
    code, table = located(tmp_path, SAMPLES / "ucdp_mexico.csv")
    assert code == 0
    assert table["reported_country"].tolist() == came["country"].tolist()
    kept = came.rename(columns={"country": "reported_country"})
    assert table[list(kept)].values.tolist() == kept.values.tolist()
    assert list(table)[-len(LOCATED_COLUMNS) :] == LOCATED_COLUMNS
    assert "country: is kept as reported_country" in capsys.readouterr().out


def test_locate_never_makes_a_point_of_a_state(tmp_path):
    came = pd.read_csv(SAMPLES / "ucdp_mexico.csv", dtype=str, keep_default_na=False)
    _, table = located(tmp_path, SAMPLES / "ucdp_mexico.csv")
    vague = came["where_prec"].isin(["3.0", "4.0", "6.0"])
    assert vague.sum() == 61
    assert table["join_method"].eq("area").tolist() == vague.tolist()
    assert table["distance_nm"][vague].eq("").all()


def test_the_state_of_a_point_is_the_reported_one(tmp_path):
    """On 119 of 120 rows; the other is a town at a border."""
    came = pd.read_csv(SAMPLES / "ucdp_mexico.csv", dtype=str, keep_default_na=False)
    _, table = located(tmp_path, SAMPLES / "ucdp_mexico.csv")
    point = table["join_method"].isin(["inside", "coast"]) & came["adm_1"].ne("")
    reported = state_ids(came["adm_1"], came["country"], REGIONS)
    assert reported[point].ne("").all()
    agree = table["state_id"][point].eq(reported[point])
    assert agree.mean() >= 0.99, came.loc[
        agree.index[~agree], "where_coordinates"
    ].tolist()


def test_locating_twice_gives_the_same_file(tmp_path):
    located(tmp_path, SAMPLES / "imb.csv")
    once = (tmp_path / "located.csv").read_bytes()
    (tmp_path / "once.csv").write_bytes(once)
    located(tmp_path, tmp_path / "once.csv")
    assert (tmp_path / "located.csv").read_bytes() == once


def test_locate_says_an_unreadable_count_and_locates_its_row(tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text('id,lat,lon,deaths_best\nA,10.65,-63.25,"1,234"\n')
    code, table = located(tmp_path, path)
    assert (code, table["state_id"].tolist()) == (1, ["VE-R"])
    assert (
        "line 2, deaths_best '1,234': may be 1234 or 1.234" in capsys.readouterr().out
    )


def test_locate_doubts_zero_zero_and_swapped_coordinates(tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text("id,lat,lon\nA,0,0\nB,-63.25,10.65\n")
    assert located(tmp_path, path)[0] == 0
    out = capsys.readouterr().out
    assert (
        "line 2, latitude '0, 0'" in out and "line 3, latitude '-63.25, 10.65'" in out
    )


def test_validate_knows_a_table_of_another_format(capsys):
    assert main(["validate", "--data", str(SAMPLES / "ucdp_mexico.csv")]) == 0
    out = capsys.readouterr().out
    assert "looks like: UCDP" in out and "200 rows: 182 accepted" in out
    assert len(out.splitlines()) < 20


def test_validate_of_another_format_in_json_counts_rows_and_deaths(tmp_path, capsys):
    table = pd.read_csv(SAMPLES / "iom_2026.csv", dtype=str, keep_default_na=False)
    bad = [25, 28]
    table.loc[bad, "Incident Date"] = "soon"
    table.to_csv(tmp_path / "iom.csv", index=False)
    assert main(["validate", str(tmp_path / "iom.csv"), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["rejected"], report["format"]) == (110, 2, "iom")
    assert {each["line"] for each in report["problems"]} == {27, 30}
    dead = pd.to_numeric(table.loc[bad, "Number Dead"])
    assert report["deaths_left_out"] == dead.sum() > 0
    assert all(each["level"] == "warning" for each in report["warnings"])


@pytest.mark.parametrize(
    "command",
    [["validate"], ["locate", "--out", "x.csv"], ["import", "--out", "x.csv"]],
)
def test_a_header_without_rows_is_said_to_be_one(
    tmp_path, capsys, monkeypatch, command
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("id,lat,lon\n")
    name, *rest = command
    assert main([name, "a.csv", *rest]) == 2
    assert "a.csv: a header without rows" in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()


def test_a_region_that_the_file_names_and_the_point_is_not_in_is_listed(
    tmp_path, capsys
):
    path = tmp_path / "a.csv"
    path.write_text(
        "id,lat,lon,country,state\nA,10.65,-63.25,Venezuela,Estado Sucre\n"
        "B,10.65,-63.25,Venezuela,Zulia\nC,12.03,-77.2,Peru,\nD,-12.03,-77.2,Peru,\n"
    )
    assert located(tmp_path, path)[0] == 0
    out = capsys.readouterr().out
    assert (
        "line 3, state 'Zulia': state 'Zulia' is reported; the point lies in Sucre"
        in out
    )
    assert "line 4, reported_country 'Peru': country 'Peru' is reported" in out
    assert "line 2" not in out and "line 5" not in out
    assert main(["validate", str(path)]) == 0
    assert "4 rows: 2 accepted, 2 accepted with a warning" in capsys.readouterr().out
