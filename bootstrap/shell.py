"""Run the steps of set-up: one at a time, quietly, and with a clear word on failure."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from bootstrap import places

UNDER_WAY = "setup-"
"""How the folder begins in which a step makes its results."""
PYPI, NPM = "PyPI, the Python package index,", "the npm registry"
OFFLINE = re.compile(
    "NewConnectionError|NameResolution|name resolution|ENOTFOUND|EAI_AGAIN|ECONNREFUSED"
    "|ECONNRESET|ETIMEDOUT|unreachable|timed out|ProxyError|ConnectionError|SSLError"
    "|dns error|error sending request|Failed to fetch",
    re.IGNORECASE,
)
NO_LEAVE = ("Permission denied", "Read-only file system")
"""What a step prints that may not write."""
# A user's own settings that would send packages, or imports, somewhere else.
FOREIGN = (
    "PYTHONPATH PYTHONHOME PYTHONSAFEPATH VIRTUAL_ENV __PYVENV_LAUNCHER__ "
    "PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_VIRTUALENV PIP_REQUIRE_HASHES"
).split()


class SetupError(Exception):
    """Set-up cannot go on; the message says what the user can do.

    ``output`` is all that the failed step printed.
    """

    output = ""


def run(
    command: Sequence[object], what: str, source: str = "", cwd: Path | None = None
) -> None:
    """Run one step quietly; on failure say why, and keep all it printed in a log."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd or places.ROOT, env=clean_environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode == 0:
        return
    log = keep_log("setup.log", done.stdout)
    failed = SetupError(tell_failure(what, source, done.stdout, log))
    failed.output = done.stdout
    raise failed


def keep_log(name: str, text: str) -> Path | None:
    """Write a log beside the results, else among the files of the day; return its path.

    None where neither can be written.
    """
    with contextlib.suppress(OSError):
        places.SCRATCH.mkdir(exist_ok=True)
        log = places.SCRATCH / name
        log.write_text(text, encoding="utf-8", errors="backslashreplace")
        return log
    with contextlib.suppress(OSError):
        handle, path = tempfile.mkstemp(suffix=f"-{name}")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as out:
            out.write(text)
        return Path(path)
    return None


def tell_leave() -> str:
    """Return what to do where set-up may not write."""
    return (
        f"Set-up writes into {places.ROOT}: call start.py as the user who owns that "
        "folder, or copy it to where you may write."
    )


def tell_failure(what: str, source: str, output: str, log: Path | None) -> str:
    """Return the message for a failed step: no network is told apart from the rest."""
    at = f"\nLog: {log}" if log else ""
    if source and OFFLINE.search(output):
        return (
            f"{what} failed: {source} could not be reached.\n"
            "Set-up needs it this once: check the network, the proxy and its "
            f"certificates, then call start.py again.{at}"
        )
    ending = "\n".join(f"    {line}" for line in output.strip().splitlines()[-12:])
    refused = any(words in output for words in NO_LEAVE)
    if refused and not os.access(places.ROOT, os.W_OK):
        at = f"\n{tell_leave()}{at}"
    return f"{what} failed:\n\n{ending}\n{at}"


def clean_environment() -> dict[str, str]:
    """Return the environment without settings that point to other packages.

    Two heaps are enough for a program that runs one thread at a time.
    """
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return {"MALLOC_ARENA_MAX": "2"} | kept | {"PYTHONNOUSERSITE": "1", "PIP_USER": "0",
                   "PIP_DISABLE_PIP_VERSION_CHECK": "1"}  # fmt: skip


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up of this folder wait for the first.

    What a killed one has left behind is taken away first. Where nothing can be written
    there is no lock: a set-up that is done writes nothing.
    """
    handle = _open_lock()
    if handle is None:
        yield
        return
    with handle:
        with contextlib.suppress(ImportError):  # Windows: no fcntl, so no waiting
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say("Another set-up is running here: waiting for it …")
                fcntl.flock(handle, fcntl.LOCK_EX)
            clear_leftovers()
        yield


def _open_lock() -> TextIO | None:
    with contextlib.suppress(OSError):
        places.SCRATCH.mkdir(exist_ok=True)
        return (places.SCRATCH / "setup.lock").open("w")
    return None


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder beside the results, so that moving them there is one step."""
    places.SCRATCH.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=places.SCRATCH, prefix=UNDER_WAY) as name:
        yield Path(name)


def clear_leftovers() -> None:
    """Remove the folders of killed set-ups; the caller holds the lock."""
    for folder in places.SCRATCH.glob(f"{UNDER_WAY}*/"):
        shutil.rmtree(folder, ignore_errors=True)


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder, making the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


def replace(source: Path, target: Path) -> None:
    """Move a file or folder over another one.

    A folder cannot be written over: the old one first goes out of the way in one step,
    so that a set-up that is killed leaves no half of it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.is_dir():
        os.replace(source, target)
        return
    with scratch_folder() as aside:
        os.replace(target, aside / target.name)
        try:
            os.replace(source, target)
        except OSError:
            os.replace(aside / target.name, target)
            raise


def read_text(path: Path) -> str:
    """Return a file's text, "" where there is no file."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def say(message: str) -> None:
    """Tell the user now, also where the output is a pipe."""
    print(message, flush=True)
