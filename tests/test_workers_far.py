"""Many files, and workers that see each other over a network alone."""

import json
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, suppress

import pytest

from tests import ROOT
from tests.test_batches import made_up
from tests.test_workers import bytes_of, locate, started

SPACES = ("incidents-a", "incidents-b")
BRIDGE, HERE = "incidents0", "10.213.77.1"


@pytest.mark.full
def test_a_bad_file_among_a_thousand_is_named_and_the_rest_done(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    made_up(3).to_parquet(folder / "part-000.parquet")
    for at in range(1, 1000):
        shutil.copy(folder / "part-000.parquet", folder / f"part-{at:03}.parquet")
    (folder / "part-617.parquet").write_bytes(b"PAR1, and no more")
    command = started(folder, out, "--workers", "2")
    said, err = command.communicate(timeout=1200)
    files = json.loads(said)["files"]
    assert command.returncode == 1 and len(files) == 1000
    assert [name for name, each in files.items() if "error" in each] == [
        "part-617.parquet"
    ]
    assert err.count("part-617.parquet: a damaged Parquet file") == 1
    found = bytes_of(out)
    assert len(found) == 999 and "part-617.parquet" not in found
    assert len(set(found.values())) == 1


def ip(*words: str) -> None:
    """Run ``ip``; raises where this machine does not let us."""
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)


def two_spaces(stack: ExitStack) -> str:
    """Make two network namespaces on one bridge; return why not, blank where it went.

    What was made is taken away at the end of the ``stack``.
    """

    def later(*words: str) -> None:
        stack.callback(subprocess.run, ["ip", *words], capture_output=True, check=False)

    try:
        later("link", "del", BRIDGE)
        ip("link", "add", BRIDGE, "type", "bridge")
        ip("addr", "add", f"{HERE}/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for at, name in enumerate(SPACES, 2):
            later("netns", "del", name)
            ip("netns", "add", name)
            ip("link", "add", f"far{at}", "type", "veth", "peer", "name", f"near{at}")
            ip("link", "set", f"far{at}", "netns", name)
            ip("link", "set", f"near{at}", "master", BRIDGE, "up")
            ip("-n", name, "addr", "add", f"10.213.77.{at}/24", "dev", f"far{at}")
            ip("-n", name, "link", "set", f"far{at}", "up")
            ip("-n", name, "link", "set", "lo", "up")
    except FileNotFoundError:
        return "there is no program ip"
    except subprocess.CalledProcessError as error:
        return f"{' '.join(error.cmd)}: {error.stderr.strip()}"
    return ""


@pytest.mark.full
def test_workers_in_two_network_namespaces_take_the_files(tmp_path, capsys):
    folder, here, there = (tmp_path / name for name in ("in", "here", "there"))
    folder.mkdir()
    for at in range(4):
        made_up(2_000 + at).to_parquet(folder / f"part-{at}.parquet")
    with ExitStack() as stack:
        if why := two_spaces(stack):
            with capsys.disabled():
                print(f"\nNOT DONE: workers in two network namespaces ({why})")
            return
        port = 41_786
        address = f"tcp://{HERE}:{port}"
        run(stack, *DASK_SCHEDULER, "--host", HERE, "--port", str(port))
        for name in SPACES:
            inside = ("ip", "netns", "exec", name, *DASK_WORKER, address)
            run(stack, *inside, "--nworkers", "1", "--nthreads", "1", "--no-dashboard")
        seen = workers_seen(address, 2)
        assert {each.rsplit(":", 1)[0] for each in seen} == {
            "tcp://10.213.77.2",
            "tcp://10.213.77.3",
        }
        command = started(folder, there, "--scheduler", address)
        _, err = command.communicate(timeout=300)
        assert command.returncode == 1, err  # latitude 95 is in the made-up table
    locate(folder, here)
    assert bytes_of(there) == bytes_of(here) and len(bytes_of(here)) == 4


DASK_SCHEDULER = (
    sys.executable,
    "-m",
    "distributed.cli.dask_scheduler",
    "--no-dashboard",
)
DASK_WORKER = (sys.executable, "-m", "distributed.cli.dask_worker")


def run(stack: ExitStack, *command: str) -> None:
    """Start a program that is ended with the stack."""
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stack.callback(process.wait, 30)
    stack.callback(process.terminate)


def workers_seen(address: str, number: int) -> list[str]:
    """Return the addresses of the workers once so many are there."""
    from distributed import Client

    until = time.monotonic() + 90
    while time.monotonic() < until:
        with suppress(OSError, TimeoutError), Client(address, timeout=5) as client:
            client.wait_for_workers(number, timeout=60)
            return list(client.scheduler_info(n_workers=-1)["workers"])
        time.sleep(0.5)
    raise AssertionError("the workers did not come")
