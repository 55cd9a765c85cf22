"""``--data FILE``: another table in every command, and how each command ends.

No row here happened: all are made up for the tests.
"""

import io
import json
import re
import subprocess
import sys
import time

import geopandas as gpd
import pandas as pd
import pytest

import start
from dashboard import ROOT
from dashboard.commands import progress as progresses
from dashboard.commands import run as running
from dashboard.commands import totals as totals_command
from dashboard.commands.cli import build_parser, main
from dashboard.commands.run import split_options
from dashboard.sources_of_run import VARIABLE, sources_of_run

MADE_UP = """\
incident_id,date,event_type,campaign,latitude,longitude,geo_precision,deaths_low,\
deaths_best,deaths_high,location,weather
MADE-1,2024-01-02,ambush,a made-up war,20.7,-103.3,1,1,2,3,a made-up place,dry
MADE-2,2024-02-03,raid,a made-up war,20.1,-103.9,1,0,0,0,a made-up place,wet
MADE-3,2024-02-04,raid,a made-up war,48.1,11.5,1,4,5,6,a made-up place,wet
"""
BROKEN = MADE_UP + "MADE-4,2024-02-31,raid,a made-up war,20,-103,1,41,50,60,nowhere,\n"
OURS = ("Caribbean, Venezuela", "4 Oct 2026", "2026-10-04", "boat strike", "1.0.0")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of the caller with a made-up table, in which the commands run."""
    (tmp_path / "mine.csv").write_text(MADE_UP, encoding="utf-8")
    (tmp_path / "broken.csv").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys, *arguments):
    code = main([str(each) for each in arguments])
    return code, *capsys.readouterr()


# Another table


def test_totals_of_another_table(folder, capsys):
    code, out, err = run(capsys, "totals", "--data", "mine.csv", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert [found[f"deaths_{name}"] for name in ("low", "best", "high")] == [5, 7, 9]
    assert (found["title"], found["rows_left_out"]) == ("mine", 0)
    assert found["data_to"] is None and found["incidents"] == 3


def test_filters_know_the_codes_of_the_other_table(folder, capsys):
    data = ("--data", "mine.csv")
    code, out, _ = run(capsys, "totals", "--event-type", "raid", *data, "--json")
    assert code == 0 and json.loads(out)["incidents"] == 2
    code, _, err = run(capsys, "totals", "--event-type", "vessel_strike", *data)
    assert code == 2 and "ambush" in err
    with pytest.raises(SystemExit):
        main(["totals", *data, "--help"])
    shown = capsys.readouterr().out
    assert "one of ambush, raid" in shown and "vessel_strike" not in shown
    with pytest.raises(SystemExit):
        main(["totals", "--help"])
    assert "vessel_strike" in capsys.readouterr().out


def test_a_region_of_another_table(folder, capsys):
    code, out, _ = run(capsys, "region", "--data", "mine.csv", "MX-JAL", "--json")
    found = json.loads(out)
    assert code == 0 and found["title"] == "mine"
    assert [each["id"] for each in found["inside"]["incidents"]] == ["MADE-1", "MADE-2"]


def test_an_export_of_another_table_keeps_its_own_columns(folder, capsys):
    code, out, _ = run(capsys, "export", "--data", "mine.csv", "--out", "out.csv")
    text = (folder / "out.csv").read_text(encoding="utf-8-sig")
    assert code == 0 and "weather" in text and "dry" in text
    assert not [each for each in OURS if each in text + out]


@pytest.mark.sample(1)
@pytest.mark.parametrize("format", ["html", "svg"])
def test_a_brief_of_another_table_says_nothing_of_ours(format, folder, capsys):
    options = ("--data", "broken.csv", "--format", format, "--out", "out")
    code, out, _ = run(capsys, "brief", *options)
    (path,) = (folder / "out").iterdir()
    words = path.read_text(encoding="utf-8")
    assert code == 1 and path.name in out
    shown = re.sub("<script.*?</script>|<style.*?</style>", "", words, flags=re.S)
    assert not [each for each in OURS if each in shown + out]
    assert "1 row with at least 41 deaths left out" in shown
    assert "ates from 2 Jan 2024 to 4 Feb 2024 in the file" in shown


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-16", ","), ("cp1252", ";"), ("utf-8-sig", "\t")]
)
def test_another_table_may_be_any_csv(encoding, delimiter, folder, capsys):
    text = MADE_UP.replace("a made-up place", "Made-up Cumaná").replace(",", delimiter)
    (folder / "any.csv").write_bytes(text.encode(encoding))
    code, out, _ = run(capsys, "totals", "--data", "any.csv", "--json")
    assert code == 0 and json.loads(out)["deaths_best"] == 7


def test_another_table_may_be_a_workbook_whose_sheet_is_chosen(folder, capsys):
    rows = pd.read_csv(io.StringIO(MADE_UP))
    with pd.ExcelWriter(folder / "any.xlsx") as book:
        rows.to_excel(book, sheet_name="all", index=False)
        rows.iloc[:1].to_excel(book, sheet_name="first", index=False)
    for sheet, best in ((), 7), (("--sheet", "first"), 2):
        code, out, _ = run(capsys, "totals", "--data", "any.xlsx", *sheet, "--json")
        assert code == 0 and json.loads(out)["deaths_best"] == best
    code, _, err = run(capsys, "totals", "--data", "any.xlsx", "--sheet", "none")
    assert code == 2 and "all, first" in err


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "parquet"])
def test_another_table_may_be_a_layer(ending, folder, capsys):
    rows = pd.read_csv(io.StringIO(MADE_UP))
    points = gpd.points_from_xy(rows.pop("longitude"), rows.pop("latitude"))
    layer = gpd.GeoDataFrame(rows, geometry=points, crs="EPSG:4326")
    path = folder / f"any.{ending}"
    layer.to_parquet(path) if ending == "parquet" else layer.to_file(path)
    for command in (["totals"], ["region", "MX-JAL"]):
        code, out, _ = run(capsys, *command, "--data", path.name, "--json")
        found = json.loads(out)
        assert code == 0 and found["title"] == "any"
    assert found["inside"]["deaths"]["best"] == 2


def test_two_tables_stand_side_by_side(folder, capsys):
    other = MADE_UP.replace("dry", "windy")  # the same table would be opened once
    (folder / "other.csv").write_text(other, encoding="utf-8")
    for data in (
        ("--data", "mine.csv", "other.csv"),
        ("--data", "mine.csv", "--data", "other.csv"),
    ):
        code, out, _ = run(capsys, "totals", *data, "--json")
        found = json.loads(out)
        assert code == 0 and len(found["by_campaign"]) == 2
        assert found["deaths_best"] is None and found["incidents"] is None
        assert [each["incidents"] for each in found["tables"].values()] == [3, 3]
        assert [each["deaths_best"] for each in found["tables"].values()] == [7, 7]


def test_rows_left_out_of_one_of_two_tables_are_said_with_its_name(folder, capsys):
    data = ("--data", "mine.csv", "broken.csv")
    code, out, err = run(capsys, "totals", *data)
    assert code == 1
    assert "broken: 1 row with at least 41 deaths left out" in out
    assert "broken: 1 row with at least 41 deaths left out: date: must be" in err
    assert "mine: 1 row" not in out


@pytest.mark.parametrize(
    "command",
    [("totals",), ("region", "MX-JAL"), ("export", "--out", "out.csv")],
)
def test_rows_left_out_end_with_1_and_are_said(command, folder, capsys):
    code, out, _ = run(capsys, *command, "--data", "broken.csv")
    assert code == 1 and "1 row with at least 41 deaths left out" in out


@pytest.mark.parametrize("command", ["validate", "locate"])
def test_data_is_another_way_to_say_file(command, folder, capsys):
    out = ("--out", "out.csv") if command == "locate" else ()
    one = run(capsys, command, "mine.csv", *out)
    assert one == run(capsys, command, "--data", "mine.csv", *out)
    assert run(capsys, command, *out)[0] == 2
    assert run(capsys, command, "mine.csv", "--data", "mine.csv", *out)[0] == 2


def test_a_long_list_of_problems_is_cut(folder, capsys):
    rows = [
        f"MADE-{n},2024-02-31,raid,a made-up war,20,-103,1,1,1,1,nowhere,\n"
        for n in range(4, 25)
    ]
    (folder / "many.csv").write_text(MADE_UP + "".join(rows[:20]), encoding="utf-8")
    assert "other problem" not in run(capsys, "totals", "--data", "many.csv")[2]
    (folder / "many.csv").write_text(MADE_UP + "".join(rows), encoding="utf-8")
    _, _, err = run(capsys, "totals", "--data", "many.csv")
    assert len(err.splitlines()) == 22 and "and 1 other problem: see" in err


# How a command ends


MISSING = (
    ("validate", "none.csv"),
    ("locate", "none.csv", "--out", "out.csv"),
    ("totals", "--data", "none.csv"),
    ("region", "VE-R", "--data", "none.csv"),
    ("brief", "--data", "none.csv"),
    ("export", "--data", "none.csv", "--out", "out.csv"),
    ("run", "--data", "none.csv"),
)


@pytest.mark.parametrize("command", MISSING)
def test_a_file_that_is_not_there_ends_with_2(command, folder, capsys):
    code, out, err = run(capsys, *command)
    assert (code, out) == (2, "")
    assert "none.csv: there is no such file" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--mapping", "m.json"), "--mapping: needs --data"),
        (
            ("--data", "mine.csv", "--mapping", "m.json"),
            "--mapping m.json: there is no",
        ),
        (("--sheet", "x"), "--sheet: needs --data"),
        (("--importer", "ucdp"), "--importer: needs --data"),
    ],
)
def test_wrong_use_of_data_is_said(options, words, folder, capsys):
    code, _, err = run(capsys, "totals", *options)
    assert code == 2 and words in err


def test_a_folder_is_no_table_of_a_brief(folder, capsys):
    code, out, err = run(capsys, "brief", "--data", ".")
    assert (code, out) == (2, "") and "--data .: is a folder, and this opens" in err
    assert "`import . --out FILE`" in err


def test_a_fault_of_our_own_is_one_sentence_and_3(monkeypatch, capsys):
    def fail(*_):
        raise ZeroDivisionError("made up")

    monkeypatch.setattr(totals_command, "headline", fail)
    monkeypatch.delenv("DASHBOARD_DEBUG", raising=False)
    code, out, err = run(capsys, "totals")
    assert (code, out) == (3, "") and len(err.splitlines()) == 1
    assert "our fault, not yours (ZeroDivisionError: made up)" in err
    assert "report it" in err
    monkeypatch.setenv("DASHBOARD_DEBUG", "1")
    code, _, err = run(capsys, "totals")
    assert code == 3 and "Traceback" in err and "ZeroDivisionError: made up" in err


def test_an_interrupt_is_no_traceback(monkeypatch, capsys):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(totals_command, "headline", stop)
    assert run(capsys, "totals") == (130, "", "Stopped.\n")


# run


@pytest.mark.parametrize(
    ("typed", "ours", "theirs"),
    [
        ([], [], []),
        (["--server.port", "80"], [], ["--server.port", "80"]),
        (["--", "--server.port", "80"], [], ["--server.port", "80"]),
        (["--data", "a", "b", "--server.port", "80"], ["--data", "a", "b"], 2),
        (["--server.port", "80", "--data", "a"], ["--data", "a"], 2),
        (["--data=a", "--data", "b"], ["--data=a", "--data", "b"], []),
        (["--data", "a", "--", "--data", "b"], ["--data", "a"], ["--data", "b"]),
        (["--from", "ucdp", "--data", "a"], ["--from", "ucdp", "--data", "a"], []),
        (["--from=ucdp", "x"], ["--from=ucdp"], ["x"]),
    ],
)
def test_run_keeps_its_own_options_and_hands_on_the_others(typed, ours, theirs):
    port = ["--server.port", "80"]
    assert split_options(typed) == (ours, port if theirs == 2 else theirs)


def test_run_hands_the_tables_to_the_server(folder, monkeypatch):
    started = []
    monkeypatch.setattr(running, "start", lambda *words: started.append(words) or 7)
    options = ["--from", "ucdp", "--data", "mine.csv", "broken.csv", "--server.port=0"]
    assert main(["run", *options]) == 7
    (command, where, environment), *_ = started
    assert command[-1] == "--server.port=0" and where == ROOT
    entries = json.loads(environment[VARIABLE])
    paths = [str(folder / name) for name in ("mine.csv", "broken.csv")]
    assert [each["path"] for each in entries] == paths
    found = sources_of_run(environment)
    assert [each.importer for each in found] == ["ucdp", "ucdp"]
    assert main(["run"]) == 7 and VARIABLE not in started[1][2]


@pytest.mark.parametrize(
    ("words", "environment", "handed"),
    [
        (["run", "--lang", "es"], {}, "es"),
        (["--lang=es", "run"], {"DASHBOARD_LANG": "en"}, "es"),
        (["run"], {"DASHBOARD_LANG": "es"}, "es"),
        (["run"], {"LANG": "es_VE.UTF-8"}, None),
    ],
)
def test_run_hands_its_language_to_the_pages(words, environment, handed, monkeypatch):
    started = []
    monkeypatch.setattr(running, "start", lambda *words: started.append(words) or 0)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "DASHBOARD_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(words) == 0
    (command, _, given), *_ = started
    assert given.get("DASHBOARD_LANG") == handed and "--lang" not in command


def test_run_says_that_the_language_of_the_server_is_none(monkeypatch, capsys):
    monkeypatch.setattr(running, "start", lambda *words: 0)
    monkeypatch.setenv("DASHBOARD_LANG", "español")
    assert main(["run"]) == 2
    said = "DASHBOARD_LANG 'español': must be one of en, es"
    assert said in capsys.readouterr().err
    monkeypatch.setenv("DASHBOARD_LANG", "es_VE.UTF-8")
    assert main(["run"]) == 0


def test_start_takes_files_from_where_the_caller_is(folder, monkeypatch):
    handed = []
    monkeypatch.setattr(start, "set_up", lambda **_: None)
    monkeypatch.setattr(start, "hand_over", lambda *words: handed.append(words) or 0)
    options = ["--data", "mine.csv", "--server.port", "0"]
    for typed in (["run", *options], options):
        assert start.main(typed) == 0
    assert handed == [("dashboard", "run", f"--folder={folder}", *options)] * 2
    monkeypatch.chdir(ROOT)
    started = []
    monkeypatch.setattr(running, "start", lambda *words: started.append(words) or 0)
    assert main([*handed[0][1:]]) == 0
    (entry,) = json.loads(started[0][2][VARIABLE])
    assert entry["path"] == str(folder / "mine.csv")


def test_start_hands_leave_to_edit_to_our_own_command(folder, monkeypatch):
    handed = []
    monkeypatch.setattr(start, "set_up", lambda **_: None)
    monkeypatch.setattr(start, "hand_over", lambda *words: handed.append(words) or 0)
    assert start.main(["run", "--edit"]) == start.main(["--edit"]) == 0
    assert handed == [("dashboard", "run", f"--folder={folder}", "--edit")] * 2
    assert start.main(["run", "--edition", "x"]) == 0
    assert handed[2] == ("streamlit", "run", "dashboard/app.py", "--edition", "x")


def test_run_does_not_wait_for_what_it_does_not_need():
    check = (
        "import sys\n"
        "from dashboard.commands.cli import build_parser\n"
        "build_parser().parse_args(['run', '--data', 'x'])\n"
        "sys.exit('geopandas' in sys.modules)\n"
    )
    assert subprocess.call([sys.executable, "-c", check], cwd=ROOT) == 0


def test_every_command_that_reads_our_table_takes_another():
    parser = build_parser()
    for words in (
        ["totals", "--data", "x"],
        ["region", "TT", "--data", "x"],
        ["brief", "--data", "x"],
        ["export", "--out", "y", "--data", "x"],
        ["run", "--data", "x"],
    ):
        assert parser.parse_args(words).data == ["x"]


# Progress


class Terminal(io.StringIO):
    """An error stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "seconds", "shown"),
    [(Terminal, 0.3, True), (Terminal, 0, False), (io.StringIO, 0.3, False)],
)
def test_a_long_step_is_said_on_a_terminal(stream, seconds, shown, monkeypatch):
    out = stream()
    monkeypatch.setattr(progresses, "BEFORE", 0.1)
    monkeypatch.setattr(progresses, "BETWEEN", 0.1)
    monkeypatch.setattr(sys, "stderr", out)
    with progresses.progress("Reading a made-up table"):
        time.sleep(seconds)
    assert ("Reading a made-up table … 0 s" in out.getvalue()) is shown
    assert "\r" not in out.getvalue()
