"""The command that runs the benchmarks: its help, its options, and a reader that goes.

No benchmark runs here: a small module stands in for one.
"""

import os
import subprocess
import sys

import pandas as pd
import pytest

from benchmarks import __main__ as benchmarks
from benchmarks import shown
from benchmarks.one import UNREAD
from dashboard.sources_of_run import sources_of_run
from tests import ROOT

STAND_IN = "import sys\nfor _ in range(10_000): print(sys.argv, flush=True)\n"


def test_help_is_printed_and_nothing_runs(capsys, monkeypatch):
    monkeypatch.setattr(benchmarks, "run", None)  # whoever calls it fails
    with pytest.raises(SystemExit) as ended:
        benchmarks.main(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0 and "--only NAME" in said and "--stress" in said
    assert all(benchmarks.short(name) in said for name in benchmarks.BENCHES)


@pytest.mark.parametrize("wrong", [["--ony", "map"], ["--only", "map"], ["layers"]])
def test_what_is_no_option_is_refused_and_nothing_runs(capsys, monkeypatch, wrong):
    monkeypatch.setattr(benchmarks, "run", None)
    with pytest.raises(SystemExit) as ended:
        benchmarks.main(wrong)
    assert ended.value.code == 2 and "error: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "runs", "writes"),
    [
        ([], [[name] for name in benchmarks.BENCHES], True),
        (["--only", "filter"], [["bench_filter"]], False),
        (
            ["--only", "browser", "--only", "filter", "--stress"],
            [["bench_filter"], ["bench_browser"], ["bench_browser", "1000000"]],
            False,
        ),
    ],
)
def test_what_runs_and_whether_the_report_is_written(monkeypatch, words, runs, writes):
    asked = []
    monkeypatch.setattr(benchmarks, "run", lambda *a, **o: asked.append((*a, o)) or 0)
    assert benchmarks.main(words) == 0
    assert asked == [(runs, {"writes": writes})]


def test_a_stop_is_a_sentence_and_writes_no_report(capsys, monkeypatch):
    def stopped(*words, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(benchmarks.subprocess, "call", stopped)
    monkeypatch.setattr(benchmarks, "write_report", None)
    assert benchmarks.main(["--only", "filter"]) == 130
    assert capsys.readouterr().err == "Stopped: no report is written.\n"


def unread(command, folder):
    """Return code and errors of a command whose output nobody reads any more."""
    reader, writer = os.pipe()
    os.close(reader)
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    try:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=folder,
            env=environment,
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writer)
    return done.returncode, done.stderr.decode()


@pytest.fixture
def stand_in(tmp_path):
    """Return a folder whose ``benchmarks`` are ours with a stand-in among them."""
    package = tmp_path / "benchmarks"
    package.mkdir()
    for name in ("__init__", "__main__", "one", "result"):
        (package / f"{name}.py").symlink_to(ROOT / "benchmarks" / f"{name}.py")
    (package / "bench_filter.py").write_text(STAND_IN)
    return tmp_path


def test_a_benchmark_whose_reader_has_gone_ends_without_a_word(stand_in):
    command = ["-m", "benchmarks.one", "bench_filter", "word"]
    assert unread(command, stand_in) == (UNREAD, "")


def test_the_command_whose_reader_has_gone_ends_without_a_word(stand_in):
    command = ["-m", "benchmarks", "--only", "filter"]
    assert unread(command, stand_in) == (0, "")


def test_another_pipe_that_breaks_is_no_quiet_end(stand_in):
    (stand_in / "benchmarks" / "bench_filter.py").write_text("raise BrokenPipeError")
    command = [sys.executable, "-m", "benchmarks.one", "bench_filter"]
    done = subprocess.run(command, cwd=stand_in, capture_output=True, check=False)
    assert done.returncode == 1 and b"BrokenPipeError" in done.stderr


def test_a_reader_that_goes_while_a_benchmark_runs_ends_the_command(stand_in):
    command = [sys.executable, "-m", "benchmarks", "--only", "filter"]
    with subprocess.Popen(
        command, cwd=stand_in, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        seen = running.stdout.readline() + running.stdout.readline()
        running.stdout.close()
        errors = running.stderr.read()
    assert (running.returncode, errors, seen) == (0, b"", b"\nbench_filter\n")


@pytest.mark.parametrize(("rows", "is_given"), [(3, False), (4, True)])
def test_many_rows_of_a_load_are_a_parquet_file_that_is_given(
    tmp_path, monkeypatch, rows, is_given
):
    copied = []
    monkeypatch.setattr(shown, "MOST_IN_CSV", 3)
    monkeypatch.setattr(
        shown, "copy_with", lambda own, folder: copied.append(len(own)) or folder
    )
    made = pd.DataFrame({"incident_id": [str(number) for number in range(rows)]})
    root, environment = shown.place(made, tmp_path)
    assert (root, copied) == (tmp_path, [0 if is_given else rows])
    assert environment["XDG_CACHE_HOME"].startswith(str(tmp_path))
    sources = sources_of_run(environment)
    assert len(sources) == is_given
    for source in sources:
        pd.testing.assert_frame_equal(pd.read_parquet(source.content), made)
