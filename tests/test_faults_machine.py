"""Port, disk, leave to write, network and language: what a person then reads."""

import errno
import os
import re
import shutil
import socket
import subprocess
import sys

import pytest

import start
from dashboard.commands import run
from dashboard.commands.cli import main
from dashboard.commands.codes import WrongUseError
from tests import ROOT

PYTHON = [sys.executable, "-m", "dashboard"]


# ── A port that is taken ─────────────────────────────────────────────────────────


@pytest.fixture
def taken():
    """Return a port of this machine at which a program listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


@pytest.mark.parametrize("form", ["--server.port {}", "--server.port={}"])
def test_a_port_that_is_taken_is_said_before_the_server_starts(
    taken, form, capsys, monkeypatch
):
    started = []
    monkeypatch.setattr(run, "start", lambda *how: started.append(how) or 0)
    options = form.format(taken).split()
    assert main(["run", *options]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert f"--server.port {taken}: another program listens there" in line
    assert not started
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = str(server.getsockname()[1])
    assert main(["run", *form.format(free).split()]) == 0 and started


def test_a_port_that_is_not_for_this_user_is_said(monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(WrongUseError, match="--server.port 80: this user may not"):
        run._check_port(["--server.port", "80"])
    for port in ("0", "65536", "x", ""):
        run._check_port(["--server.port", port])  # Streamlit says what it may be
    run._check_port([])


def test_start_lets_our_command_look_at_the_port(monkeypatch):
    handed = []
    monkeypatch.setattr(start, "set_up", lambda tests, **extras: None)
    monkeypatch.setattr(start, "hand_over", lambda *words: handed.append(words) or 0)
    for options in (["--server.port", "80"], ["--server.port=80"], ["--theme.base=x"]):
        start.main(["run", *options])
    assert [words[0] for words in handed] == ["dashboard", "dashboard", "streamlit"]


# ── Mounts and networks of our own ───────────────────────────────────────────────


def alone(script: str, home, *more: str) -> subprocess.CompletedProcess:
    """Run a shell script with mounts of its own, or ``more`` of its own."""
    if shutil.which("unshare") is None or os.geteuid() != 0:
        pytest.fail("needs root and unshare, for mounts and networks of its own")
    mine = {name: str(home) for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR")}
    return subprocess.run(
        ["unshare", "--mount", *more, "sh", "-c", script],
        cwd=ROOT,
        env={**os.environ, **mine, "DASHBOARD_DEBUG": "", "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


WRITERS = {
    "export": "export --out DIR/a.csv",
    "gpkg": "export --format gpkg --out DIR/a.gpkg",
    "brief": "brief --to=2025-10-01 --as-of=2026-11-01 --out DIR",
    "release": "release --version 99.0.0 --out DIR/dist",
    "seal": "validate incidents.csv --seal",
    "undo": "undo",
}


@pytest.mark.full
@pytest.mark.parametrize("name", ["export", "gpkg", "brief", "release"])
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path, name):
    before = (ROOT / "datapackage.json").read_bytes()
    there = tmp_path / "full"
    there.mkdir()
    done = alone(
        f"mount -t tmpfs -o size=64k none {there} && "
        f"head -c 60000 /dev/zero > {there}/filler && "
        f"$PYTHON -m dashboard {WRITERS[name].replace('DIR', str(there))}; "
        f"code=$?; ls -A {there}; exit $code",
        tmp_path,
    )
    assert done.returncode == 2, done.stderr
    assert re.fullmatch(r".*: No space left on device\n", done.stderr)
    assert done.stdout.split() == ["filler"]
    assert (ROOT / "datapackage.json").read_bytes() == before


@pytest.mark.full
@pytest.mark.parametrize("name", ["export", "brief", "release", "seal", "undo"])
def test_a_checkout_for_reading_only_is_said(tmp_path, name):
    done = alone(
        f"mount --bind {ROOT} {ROOT} && mount -o remount,bind,ro {ROOT} && cd {ROOT} "
        f"&& $PYTHON -m dashboard {WRITERS[name].replace('DIR', '.')}",
        tmp_path,
    )
    assert done.returncode in (1, 2)
    assert "Read-only file system" in done.stderr
    assert "Traceback" not in done.stderr


PAGE = """
import sys
from streamlit.testing.v1 import AppTest
at = AppTest.from_file(sys.argv[1], default_timeout=120)
at.query_params["from"] = "2026-09-01"
at.run()
assert not at.exception and not at.error and len(at.dataframe)
print("page works")
"""


@pytest.mark.full
@pytest.mark.parametrize("network", [[], ["--net"]], ids=["network", "no network"])
def test_a_page_needs_neither_leave_to_write_nor_a_network(tmp_path, network):
    (tmp_path / "page.py").write_text(PAGE)
    done = alone(
        f"mount --bind {ROOT} {ROOT} && mount -o remount,bind,ro {ROOT} && cd {ROOT} "
        f"&& PYTHONPATH=. $PYTHON {tmp_path}/page.py {ROOT}/dashboard/app.py",
        tmp_path,
        *network,
    )
    assert done.stdout == "page works\n", done.stderr


COPIED = ("start.py", "bootstrap", "*.lock", "package.json", "package-lock.json")


@pytest.mark.full
def test_set_up_without_a_network_says_so_and_is_taken_up_again(tmp_path):
    home = tmp_path / "project"
    home.mkdir()
    for pattern in COPIED:
        for path in ROOT.glob(pattern):
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, home / path.name)
    command = f"cd {home} && $PYTHON start.py setup"
    for _ in range(2):  # the second takes up what the first has left
        done = alone(command, tmp_path, "--net")
        assert done.returncode == 2
        assert "PyPI, the Python package index, could not be reached" in done.stderr
        assert "call start.py again" in done.stderr and "Traceback" not in done.stderr
        left = {each.name for each in (home / ".venv").iterdir()}
        assert "unfinished" not in left and not any(home.glob(".venv/*.stamp"))
        assert not any(home.glob(".cache/setup-*"))
    assert "Making" not in done.stdout  # the empty environment is kept


@pytest.mark.full
def test_two_at_once_set_up_one_checkout_once_the_network_is_back(tmp_path):
    """A whole checkout: without a network, then two ``start.py`` with one."""
    home = tmp_path / "project"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(home)], check=True)
    gone = alone(f"cd {home} && $PYTHON start.py setup", tmp_path, "--net")
    assert gone.returncode == 2 and "could not be reached" in gone.stderr

    clean = {name: each for name, each in os.environ.items() if name != "PYTHONPATH"}
    both = [
        subprocess.Popen(
            [sys.executable, "start.py", "setup"],
            cwd=home,
            env=clean,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(2)
    ]
    told = [each.communicate(timeout=500)[0] for each in both]
    assert [each.returncode for each in both] == [0, 0], told
    waited = [text for text in told if "waiting for it" in text]
    worked = [text for text in told if "Installing" in text]
    assert len(waited) == 1 and len(worked) == 1 and waited != worked
    totals = (
        "from dashboard.commands.cli import main; raise SystemExit(main(['totals']))"
    )
    done = subprocess.run(
        [home / ".venv" / "bin" / "python", "-c", totals],
        cwd=home,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and "killed" in done.stdout, done.stderr


@pytest.mark.full
def test_set_up_without_leave_to_write_says_so(tmp_path):
    home = tmp_path / "project"
    home.mkdir()
    for pattern in COPIED:
        for path in ROOT.glob(pattern):
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, home / path.name)
    done = alone(
        f"mount --bind {home} {home} && mount -o remount,bind,ro {home} && cd {home} "
        "&& $PYTHON start.py setup",
        tmp_path,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "call start.py as the user who owns that folder" in done.stderr


# ── Language of the machine ──────────────────────────────────────────────────────


@pytest.mark.full
@pytest.mark.parametrize("command", ["totals --json", "brief --json", "export"])
def test_a_machine_without_utf_8_writes_the_same_bytes(tmp_path, command):
    words = command.split()
    as_of = ["--as-of=2026-11-01"] if words[0] == "brief" else []
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANG": "C"}
    found = []
    for name, setting in (("utf8", {"LC_ALL": "C.UTF-8"}), ("bare", bare)):
        out = tmp_path / name
        out.mkdir()
        where = {"brief": [f"--out={out}"], "export": [f"--out={out}/a.csv"]}
        done = subprocess.run(
            [*PYTHON, *words, *as_of, *where.get(words[0], [])],
            cwd=ROOT,
            env={**os.environ, **setting},
            capture_output=True,
            check=True,
        )
        files = {each.name: each.read_bytes() for each in out.iterdir()}
        found.append((files, b"" if files else done.stdout))
    assert found[0] == found[1] and any(found[0])
