"""A command that is killed, or has no room, leaves the older good file as it was."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.commands.cli import main
from dashboard.table import write

POINTS = "latitude,longitude\n11.2,-62.6\n"
ROOT = Path(__file__).resolve().parent.parent
GOOD = b"older and good"
KILL = (
    "import os, signal, sys\n"
    "def kill(*_): os.kill(os.getpid(), signal.SIGKILL)\n"
    "os.{step} = kill\n"
)
COMMANDS = KILL + "from dashboard.commands.cli import main\nmain(sys.argv[1:])\n"
WRITER = KILL + (
    "from dashboard.table.write import write_whole\n"
    "write_whole(sys.argv[1], b'new' * 100_000)\n"
)
CUT = (
    "import resource, signal, sys\n"
    "from dashboard.table.write import write_whole\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))\n"
    "write_whole(sys.argv[1], b'new' * 100_000)\n"
)


def arguments_of(command, folder):
    """Return the arguments of a command that writes, and the file it writes."""
    if command == "locate":
        (folder / "points.csv").write_text(POINTS)
        out = folder / "out" / "located.csv"
        return ["locate", str(folder / "points.csv"), "--out", str(out)], out
    if command == "export":
        out = folder / "out" / "rows.csv"
        return ["export", "--campaign", "boat_strike", "--out", str(out)], out
    out = folder / "out"
    as_of = "--as-of=2026-11-01"
    return ["brief", "--to=2025-10-01", as_of, "--format=html", f"--out={out}"], None


def run_child(script, *arguments):
    """Run a script in a new Python and return how it ended."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


@pytest.fixture(params=["locate", "export", "brief"])
def command(request, tmp_path, capsys):
    """Return the arguments of each command, and an older file under the final name."""
    (tmp_path / "out").mkdir()
    arguments, out = arguments_of(request.param, tmp_path)
    if out is None:  # only the command knows the name of a brief
        main([*arguments, "--json"])
        out = Path(json.loads(capsys.readouterr().out)["out"])
    out.write_bytes(GOOD)
    return arguments, out


@pytest.mark.sample(1)
def test_a_command_killed_before_the_last_step_leaves_the_older_file(command):
    arguments, out = command
    code, error = run_child(COMMANDS.format(step="replace"), *arguments)
    assert (code, error) == (-signal.SIGKILL, "")
    assert out.read_bytes() == GOOD
    left = [each.name for each in out.parent.iterdir() if each != out]
    assert len(left) == 1 and write.STALE_NAME.fullmatch(left[0])


def test_a_full_disk_leaves_the_older_file_and_nothing_else(
    command, capsys, monkeypatch
):
    arguments, out = command
    make = write.mkstemp

    def no_room(**options):
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
        return make(**options)

    monkeypatch.setattr(write, "mkstemp", no_room)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        code = main(arguments)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert code == 2 and "File too large" in capsys.readouterr().err
    assert out.read_bytes() == GOOD and list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("older", [True, False])
def test_killed_at_any_step_there_is_never_half_a_file(tmp_path, step, older):
    path = tmp_path / "out.txt"
    if older:
        path.write_bytes(GOOD)
    assert run_child(WRITER.format(step=step), path)[0] == -signal.SIGKILL
    assert (path.read_bytes() if path.exists() else None) == (GOOD if older else None)


def test_killed_in_the_middle_of_the_content_the_older_file_stays(tmp_path):
    path = tmp_path / "out.txt"
    path.write_bytes(GOOD)
    assert run_child(CUT, path)[0] == -signal.SIGXFSZ
    (part,) = [each for each in tmp_path.iterdir() if each != path]
    assert path.read_bytes() == GOOD and part.stat().st_size <= 5_000


def test_what_a_killed_program_left_goes_after_a_day(tmp_path):
    names = [".part-abcdefgh", ".part-abcdefg1", ".part-mine.txt", "old.txt"]
    for name in names:
        (tmp_path / name).write_bytes(b"half")
        day_ago = time.time() - write.STALE_SECONDS - 60
        os.utime(tmp_path / name, (day_ago, day_ago))
    young = time.time() - write.STALE_SECONDS + 60
    os.utime(tmp_path / names[1], (young, young))
    write.write_whole(tmp_path / "new.txt", b"")
    assert {each.name for each in tmp_path.iterdir()} == {*names[1:], "new.txt"}
