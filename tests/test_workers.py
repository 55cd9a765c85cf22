"""A folder on several workers: the same files as here, done once, whatever dies."""

import gzip
import json
import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pyarrow.parquet as pq
import pytest

from dashboard.batches import locate_folder as folders
from dashboard.batches.locate_folder import OtherProgramError
from dashboard.batches.receipt import KEPT_FINDINGS, read_receipt
from dashboard.commands.cli import main
from dashboard.geo.kept_layers import regions_for_table
from dashboard.in_language import found_in_language
from dashboard.text.language import again, in_english, speaking
from tests import ROOT
from tests.test_batches import made_up

COMMAND = (sys.executable, "-m", "dashboard", "locate")


@pytest.fixture(autouse=True)
def plain_main(monkeypatch):
    """Let a worker begin as one of the command does.

    A tested page stays behind as the program of this process, and a worker that is
    started from it would run that page.
    """
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture
def folder(tmp_path):
    """Two small files and a damaged one."""
    folder = tmp_path / "in"
    folder.mkdir()
    made_up(60).to_parquet(folder / "a.parquet")
    made_up(50).to_parquet(folder / "c.parquet")
    (folder / "b.parquet").write_bytes(b"PAR1, and no more")
    return folder


def locate(folder: Path, out: Path, *options: str):
    """Run the command in this process; return its exit code."""
    return main(["locate", str(folder), "--out", str(out), *options])


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


def test_a_file_that_is_done_is_not_done_again(folder, tmp_path, capsys, monkeypatch):
    out = tmp_path / "out"
    assert locate(folder, out, "--json") == 1
    first = json.loads(capsys.readouterr().out)["files"]
    (out / "c.parquet").unlink()
    before, done = bytes_of(out), []
    real = folders.locate_file

    def noted(source, *rest):
        done.append(source.name)
        return real(source, *rest)

    monkeypatch.setattr(folders, "locate_file", noted)
    assert locate(folder, out, "--json") == 1
    again = json.loads(capsys.readouterr().out)["files"]
    assert done == ["b.parquet", "c.parquet"]
    assert again["a.parquet"].pop("done_before") is True
    assert again == first and first["a.parquet"]["problems"]
    assert bytes_of(out)["a.parquet"] == before["a.parquet"]
    assert locate(folder, out) == 1
    assert "Done before, from the same: 2 files\n" in capsys.readouterr().out


@pytest.mark.parametrize("changed", ["input", "program", "layers", "torn"])
def test_what_was_made_of_something_else_is_done_again(
    changed, folder, tmp_path, monkeypatch
):
    regions, out = regions_for_table(), tmp_path / "a.parquet"
    path = folder / "a.parquet"
    assert not folders.locate_task(path, out, regions).kept
    assert folders.locate_task(path, out, regions).kept
    if changed == "input":
        made_up(60).assign(name="another").to_parquet(path)
    elif changed == "program":
        monkeypatch.setattr("dashboard.batches.receipt.program_sha256", lambda: "other")
    elif changed == "layers":
        regions.fingerprint = "other"
    else:
        out.write_bytes(out.read_bytes()[:-9])
    assert not folders.locate_task(path, out, regions).kept
    assert pq.read_table(out).num_rows == 60


@pytest.mark.parametrize(("more", "left"), [(0, 0), (1, 1)])
def test_a_file_keeps_so_many_findings_and_counts_the_rest(more, left, tmp_path):
    rows = made_up(KEPT_FINDINGS + more).assign(latitude=95.0, longitude=-60.0)
    path, out = tmp_path / "a.parquet", tmp_path / "b.parquet"
    rows.to_parquet(path)
    regions = regions_for_table()
    whole = folders.locate_task(path, out, regions)
    kept = read_receipt(out, folders.key_of_file(path, regions))
    assert len(whole.problems) == KEPT_FINDINGS + more and whole.not_listed == 0
    assert len(kept.findings) == KEPT_FINDINGS and kept.not_listed == left


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--workers", "0"], "--workers 0: must be 1 or more"),
        (["--workers", "-1"], "--workers -1: must be 1 or more"),
    ],
)
def test_a_number_of_workers_that_is_none(options, words, folder, tmp_path, capsys):
    assert locate(folder, tmp_path / "out", *options) == 2
    assert words in capsys.readouterr().err
    assert locate(folder / "a.parquet", tmp_path / "a.csv", "--workers", "2") == 2
    assert "are for a folder of files" in capsys.readouterr().err


def test_without_the_extra_it_is_said_how_to_get_it(
    folder, tmp_path, capsys, monkeypatch
):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "dashboard.batches.workers", raising=False)
    assert locate(folder, tmp_path / "out", "--workers", "2") == 2
    assert "start.py setup --cluster" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_one_worker_needs_no_extra():
    """The engine is imported only where it is asked for: it takes half a second."""
    script = (
        "import sys, dashboard.commands.locate, dashboard.batches.locate_folder\n"
        "sys.exit('distributed' in sys.modules or 'dask' in sys.modules)"
    )
    run = [sys.executable, "-c", script]
    assert subprocess.run(run, cwd=ROOT, check=False).returncode == 0


def test_workers_that_did_not_start_hide_no_other_error(monkeypatch):
    from dashboard.batches import workers

    def fails(count):
        raise OSError("no socket")

    monkeypatch.setattr(workers, "_cluster", fails)
    with (
        pytest.raises(KeyError, match="what went wrong"),
        workers.starting(2) as _,
    ):
        raise KeyError("what went wrong")


def test_no_worker_starts_where_there_is_nothing_to_do(tmp_path, monkeypatch, capsys):
    from dashboard.batches import workers

    started = []
    monkeypatch.setattr(workers, "_cluster", started.append)
    (tmp_path / "empty").mkdir()
    assert locate(tmp_path / "empty", tmp_path / "out", "--workers", "2") == 2
    assert not started and "empty" in capsys.readouterr().err


class Answered:
    """What Dask gives when a worker has answered, which a copy went through."""

    def __init__(self, answer: object) -> None:
        self.copy = pickle.dumps(answer)

    def result(self) -> object:
        return pickle.loads(self.copy)


def test_what_a_worker_finds_is_said_in_the_language_of_the_command(
    folder, tmp_path, monkeypatch
):
    from dashboard.batches import workers

    layers = workers.Layers(b"", workers.program_sha256())
    layers.regions = regions = regions_for_table()
    worker = SimpleNamespace(plugins={workers.PLUGIN: layers})
    monkeypatch.setattr(workers, "get_worker", lambda: worker)

    def found(name: str):
        answer = workers._on_worker(folder / name, tmp_path / name)
        return workers._result(Answered(answer), name, regions)

    rows, unread = found("a.parquet"), found("b.parquet")
    english = [str(each) for each in rows.findings]
    assert english and "must be" in english[0] and "b.parquet" in unread
    with speaking("es"):
        spanish = [str(found_in_language(each)) for each in rows.findings]
        assert "debe" in spanish[0] and "línea" in spanish[0]
        assert again(unread) != unread and "archivo" in again(unread)
    assert [each.line for each in rows.findings] == [
        each.line for each in read_receipt_of(tmp_path / "a.parquet", folder, regions)
    ]


BROKEN = {
    "open quotation mark": b'date,latitude,longitude,notes\n2026-01-01,1,2,"a b' * 20,
    "damaged zip": b"PK\x03\x04" + b"broken" * 40,
    "half an archive": gzip.compress(b"date,latitude,longitude\n" * 999)[:60],
    "no columns": b"\n\n",
    "nothing": b"",
    "bytes of no text": bytes(range(256)) * 4,
    "a workbook of old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "half a Parquet file": b"PAR1, and no more",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_worker_says_of_a_broken_file_what_one_process_says(
    kind, tmp_path, monkeypatch
):
    from dashboard.batches import workers

    file, out = tmp_path / "b.csv", tmp_path / "out.parquet"
    file.write_bytes(BROKEN[kind])
    layers = workers.Layers(b"", workers.program_sha256())
    layers.regions = regions = regions_for_table()
    worker = SimpleNamespace(plugins={workers.PLUGIN: layers})
    monkeypatch.setattr(workers, "get_worker", lambda: worker)
    answer = Answered(workers._on_worker(file, out))
    with in_english():
        alone = folders.locate_task(file, out, regions)
    found = workers._result(answer, "b.csv", regions)
    assert isinstance(alone, str) and found == alone
    with speaking("es"):
        assert again(found) == again(alone) != alone


def read_receipt_of(out: Path, folder: Path, regions):
    """Return the findings that a file keeps, in English for whoever reads it next."""
    kept = read_receipt(out, folders.key_of_file(folder / out.name, regions))
    assert "must be" in str(kept.findings[0])
    return kept.findings


def test_a_worker_with_another_program_does_nothing(folder, tmp_path, monkeypatch):
    from dashboard.batches import workers

    for program, is_other in ((workers.program_sha256(), False), ("other", True)):
        layers = workers.Layers(b"", program)
        layers.regions = regions_for_table()
        worker = SimpleNamespace(plugins={workers.PLUGIN: layers})
        monkeypatch.setattr(workers, "get_worker", lambda worker=worker: worker)
        out = tmp_path / f"{program}.parquet"
        if is_other:
            with pytest.raises(OtherProgramError, match="install the same on all"):
                workers._on_worker(folder / "a.parquet", out)
        else:
            answer = workers._on_worker(folder / "a.parquet", out)
            done = workers._result(Answered(answer), "a.parquet", regions_for_table())
            assert done.rows == 60 and done.methods.most_common()
        assert out.exists() is not is_other


def started(folder: Path, out: Path, *options: str) -> subprocess.Popen:
    command = [*COMMAND, folder, "--out", out, "--json", *options]
    return subprocess.Popen(
        [str(each) for each in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.full
@pytest.mark.parametrize("workers", ["2", "4"])
def test_workers_give_the_same_files(workers, folder, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    alone = started(folder, here)
    one = json.loads(alone.communicate(timeout=300)[0])
    with socket.socket() as other:
        with suppress(OSError):  # Dask's usual port is taken, by us or by another
            other.bind(("127.0.0.1", 8787))
            other.listen()
        several = started(folder, there, "--workers", workers)
        out, err = several.communicate(timeout=300)
    assert "8787" not in err
    assert alone.returncode == several.returncode == 1
    assert json.loads(out)["files"] == one["files"] and len(one["files"]) == 3
    assert "b.parquet: a damaged Parquet file" in err
    assert bytes_of(there) == bytes_of(here) and len(bytes_of(here)) == 2


def workers_of(command: subprocess.Popen) -> list[int]:
    """Return the processes of Dask's workers that a command has started."""
    import psutil  # Dask brings it

    return [
        each.pid
        for each in psutil.Process(command.pid).children(recursive=True)
        if "spawn_main" in " ".join(each.cmdline())
    ]


@pytest.mark.full
def test_a_worker_that_is_killed_costs_no_file(tmp_path):
    folder, here, there = (tmp_path / name for name in ("in", "here", "there"))
    folder.mkdir()
    made_up(30_000).to_parquet(folder / "part-0.parquet")
    for at in range(1, 10):
        shutil.copy(folder / "part-0.parquet", folder / f"part-{at}.parquet")
    started(folder, here).communicate(timeout=600)
    command = started(folder, there, "--workers", "2")
    until = time.monotonic() + 300
    while time.monotonic() < until:
        if there.is_dir() and len(list(there.glob("part-*.parquet"))) >= 4:
            break
        time.sleep(0.02)
    killed = workers_of(command)
    assert len(killed) == 2 and len(list(there.glob("part-*.parquet"))) < 10
    os.kill(killed[0], signal.SIGKILL)
    out, _ = command.communicate(timeout=600)
    files = json.loads(out)["files"]
    assert len(files) == 10 and all(each["rows"] == 30_000 for each in files.values())
    wanted = bytes_of(here)
    found = {name: raw for name, raw in bytes_of(there).items() if name in wanted}
    assert found == wanted and len(wanted) == 10


@pytest.mark.full
def test_a_full_disk_is_said_and_the_rest_is_taken_up_again(folder, tmp_path):
    """The limit of a file's size stands for a disk that fills up."""
    import resource

    big, out = folder / "d.parquet", tmp_path / "out"
    made_up(40_000).to_parquet(big)

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    command = [*COMMAND, folder, "--out", out, "--workers", "2"]
    done = subprocess.run(
        [str(each) for each in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=limited,
        check=False,
        timeout=300,
    )
    assert done.returncode == 2 and "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (out / "d.parquet").exists()
    assert not [each for each in out.iterdir() if each.name.startswith(".part-")]
    assert locate(folder, out) == 1
    assert sorted(bytes_of(out)) == ["a.parquet", "c.parquet", "d.parquet"]


@pytest.mark.full
def test_no_scheduler_is_said(folder, tmp_path, capfd):
    where = "tcp://127.0.0.1:1"
    assert locate(folder, tmp_path / "out", "--scheduler", where) == 2
    assert "127.0.0.1:1" in capfd.readouterr().err


@pytest.mark.full
def test_the_workers_of_a_cluster_take_the_files(folder, tmp_path):
    from distributed import LocalCluster

    here, there = tmp_path / "here", tmp_path / "there"
    locate(folder, here)
    cluster = LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
        silence_logs=50,
    )
    with cluster:
        command = started(folder, there, "--scheduler", cluster.scheduler_address)
        assert command.wait(timeout=300) == 1
        command.communicate()
    assert bytes_of(there) == bytes_of(here) and len(bytes_of(here)) == 2
