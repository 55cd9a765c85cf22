"""Run the app on a free port and look at it with the system's Chromium.

Nothing here is a fixture: those are in conftest.py, built from these parts.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / ".cache" / "browser"
"""Server logs and the screenshots of failed tests; not in git."""

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = (
    "The browser tests need Chromium. Install it with\n"
    "    apt-get update && apt-get install -y chromium\n"
    "or name one in the environment: CHROMIUM=/path/to/chromium.\n"
    'To leave them out: python3 start.py test -m "not browser"'
)
FLAGS = (
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split() + ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
OUTSIDE = re.compile(r"^(?:https?|wss?)://(?!127\.0\.0\.1[:/])")
"""Every address but this machine's own."""

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
"""The name of this process of tests, such as "gw0"; "" where there is only one."""

STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
START_SECONDS = 60
PROBES = r"/_stcore/(health|host-config)$"


def find_chromium() -> str | None:
    """Return the path of a Chromium; the one named by CHROMIUM comes first."""
    named = os.environ.get("CHROMIUM")
    names = (named,) if named else CHROMIUM_NAMES
    return next((path for name in names if (path := shutil.which(name))), None)


@dataclass(frozen=True)
class App:
    """A running dashboard: address, without a slash at the end, log, and process."""

    url: str
    log: Path
    pid: int = 0


@contextmanager
def run_app(
    *options: str,
    name: str = "app",
    root: Path = ROOT,
    script: str = "dashboard/app.py",
    port: int = 0,
) -> Iterator[App]:
    """Start the dashboard as a user would, wait until it answers, stop it at the end.

    ``options`` go to Streamlit; ``root`` is the project, or a copy of it, and
    ``script`` what is run in it, ``port`` one that is free, 0 for any. Raises
    RuntimeError, with the end of the log, when the server stops or has not answered
    within START_SECONDS.
    """
    port = port or find_free_port()
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += ["--server.port", str(port), "--server.headless", "true"]
    command += ["--server.fileWatcherType", "none", *options]
    OUT.mkdir(parents=True, exist_ok=True)
    log_file = OUT / f"{'-'.join(filter(None, (name, WORKER)))}.log"
    app = App(f"http://127.0.0.1:{port}{find_base_path(options)}", log_file)
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    clean = {"MALLOC_ARENA_MAX": "2"} | clean  # as start.py does
    with (
        app.log.open("w") as log,
        subprocess.Popen(
            command,
            cwd=root,
            env=clean,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        ) as server,
    ):
        try:
            wait_for_health(app, server)
            yield replace(app, pid=server.pid)
        finally:
            stop(server)


def find_free_port() -> int:
    """Return a port of this machine that nobody listens on.

    Of several processes of tests each takes ports of its own: between this answer and
    the start of a server another process may ask, and be told the same.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    mine = int(WORKER.removeprefix("gw") or "0")
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        if port // 2 % workers == mine:  # Linux prefers ports of one parity
            return port


def find_base_path(options: tuple[str, ...]) -> str:
    """Return "/NAME" where the options ask for ``--server.baseUrlPath NAME``."""
    wanted = "--server.baseUrlPath"
    given = dict(zip(options[::2], options[1::2], strict=False))
    return f"/{given[wanted].strip('/')}" if wanted in given else ""


def wait_for_health(app: App, server: subprocess.Popen) -> None:
    """Return once the server says it is well."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    tail = "\n".join(app.log.read_text(errors="replace").splitlines()[-20:])
    raise RuntimeError(f"The dashboard did not start (exit {server.poll()}):\n{tail}")


def stop(server: subprocess.Popen) -> None:
    """End the server, by force if it does not listen."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()


def watch(context, problems: list[str]) -> None:
    """Write down whatever goes wrong in any page of a browser context.

    Uncaught errors, errors on the console (frames included) and requests to any host
    but this machine, which are stopped as well.
    """

    def refuse(route) -> None:
        problems.append(f"request to another host: {route.request.url}")
        route.abort()

    def note(message) -> None:
        where = message.location.get("url", "")
        # Opened below its root, Streamlit asks each folder of the path whether the
        # server is there, and goes on at the first that answers.
        looked_for = "404" in message.text and re.search(PROBES, where)
        if message.type == "error" and not looked_for:
            problems.append(f"console: {message.text} ({where})")

    def note_socket(socket_) -> None:
        if OUTSIDE.match(socket_.url):
            problems.append(f"socket to another host: {socket_.url}")

    context.route(OUTSIDE, refuse)
    context.on("console", note)
    context.on("weberror", lambda each: problems.append(f"page error: {each.error}"))
    context.on("page", lambda page: page.on("websocket", note_socket))


def wait_until_still(page, timeout: float = 30_000) -> None:
    """Wait (ms) until the script behind a page has run to its end."""
    page.wait_for_selector(STILL, state="attached", timeout=timeout)
