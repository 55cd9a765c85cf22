#!/usr/bin/env python3
"""Set up the dashboard on a fresh machine, then run it, or test it.

  python3 start.py                     run the dashboard, on http://127.0.0.1:8501
  python3 start.py run --server.port 8600      the same, with options for Streamlit
  python3 start.py run --data FILE...          the same, with other tables of incidents
  python3 start.py run --edit          the same, and the page Data may save
  python3 start.py test                run the tests
  python3 start.py test -k region -x   the same, with options for pytest; -n 0 for one
                                       process instead of one for each core
  python3 start.py test --all          the long tests too, and measure coverage
  python3 start.py setup               set up, and stop there
  python3 start.py setup --test        set up for the tests too, and stop there
  python3 start.py setup --auth        with what a login needs (docs/DEPLOY.md)
  python3 start.py setup --cluster     with what several workers need (docs/SCALE.md)
  python3 start.py lock                renew the lock files from the requirements
  python3 start.py lock --upgrade      the same with newer versions, then all tests
  python3 start.py audit               ask PyPI for known faults of what is locked

Each does first what is missing: the virtual environment .venv, the Python packages
of requirements.lock (from PyPI, checked by hash), the map library and fonts of
package-lock.json (from npm, checked by hash), the base map drawn from geodata/ and the
map's code bundled from dashboard/web/. The first time needs a network and about a
minute; after that it takes a second and no network at all, until a lock file, a layer
or that code changes: only a lock file needs the network again. An interrupted set-up
is taken up again by the next call. Delete .venv to start afresh.

Needs Python 3.11 or newer with its venv module, and nothing else: where there is no
npm, one is fetched from PyPI and thrown away. The tests also run the map's code in
Node.js 20.19 or newer: where there is none, that of PyPI is kept in .cache. The browser
tests need Chromium.
FILE is taken from where you are, paths in other options from the project's folder.
Exit code 2: set-up failed, or wrong use; 3: a fault of the program.
"""

import contextlib
import os
import shlex
import subprocess
import sys
import time

OLDEST_PYTHON = (3, 11)


def find_old_python(version, executable):
    """Return what to tell the user of a Python that is too old, "" for a good one.

    This much of the file has to run on any Python 3.6 or newer.
    """
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return ""
    return (
        "This needs Python 3.11 or newer, and {} is Python {}.{}.\n"
        "Call start.py with a newer one, for instance: python3.12 start.py"
    ).format(executable, *version[:2])


too_old = find_old_python(sys.version_info, sys.executable)
if too_old:
    print(too_old, file=sys.stderr)
    sys.exit(2)

# Only a Python that is new enough can read the rest. Its folder may not be on the path
# yet: PYTHONSAFEPATH keeps it off.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from bootstrap import (  # noqa: E402
    assets,
    ending,
    locks,
    node,
    packages,
    places,
    shell,
    supply,
)

OURS = {"--data", "--edit", "--server.port"}
"""Options of ``run`` that our own command reads; all others are for Streamlit."""
COMMANDS = ("run", "test", "setup", "lock", "audit")
EXTRAS = ("--auth", "--cluster")
PARALLEL = ("-n", "logical", "--maxprocesses", "4")  # tests: a process for each core
COVERAGE = ("--cov", "--cov-report", "term")  # half as much time again, so not always


def main(arguments: list[str]) -> int:
    """Do what the command line asks and return the exit code."""
    command, rest = read_command(arguments)
    if command == "help":
        print(__doc__.strip())
        return 0
    if command == "lock":
        with shell.one_at_a_time():
            locks.lock(rest)
        if "--upgrade" not in rest:
            return 0
        command, rest = "test", ["--all"]
    if command == "audit":
        with shell.one_at_a_time():
            supply.audit()
        return 0
    with shell.one_at_a_time():
        extras = [each.removeprefix("--") for each in EXTRAS if each in rest]
        extras = extras if command == "setup" else []
        set_up(tests=command == "test" or rest == ["--test"], extras=extras)
    if command == "test":
        coverage = COVERAGE if "--all" in rest else ()
        return hand_over("pytest", *PARALLEL, *coverage, *rest)
    if command == "run" and {word.partition("=")[0] for word in rest} & OURS:
        # our own command reads which words are files; it is called from another folder
        return hand_over("dashboard", "run", f"--folder={os.getcwd()}", *rest)
    if command == "run":
        return hand_over("streamlit", "run", "dashboard/app.py", *rest)
    return 0


def read_command(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the command and its options; options alone are for ``run``."""
    if arguments[:1] == ["--"]:  # as of other tools: what follows is for the server
        arguments = ["run", *arguments[1:]]
    first, *rest = arguments or ["run"]
    if first in ("-h", "--help", "help"):
        return "help", rest
    if first.startswith("-"):
        return "run", arguments
    if first == "setup" and rest != ["--test"] and not set(rest) <= set(EXTRAS):
        known = f"--test, or {' and '.join(EXTRAS)}"
        fail_usage(f"setup knows only {known}, not {shlex.join(rest)}")
    if first not in COMMANDS:
        fail_usage(f"no command {first!r}: one of {', '.join(COMMANDS)}")
    return first, rest


def fail_usage(message: str) -> None:
    """Leave with exit code 2 and where to read on."""
    print(f"start.py: {message} (see python3 start.py --help)", file=sys.stderr)
    sys.exit(2)


def set_up(tests: bool, extras: list[str]) -> None:
    """Do every step whose inputs changed since it was last finished."""
    began = time.monotonic()
    done = [
        packages.install_packages(tests, extras),
        tests and node.bring_node(),
        assets.fetch_assets(tests),
        assets.draw_basemap(),
        assets.bundle_map(),
    ]
    if any(done):
        print(f"Set up in {time.monotonic() - began:.0f} s.", flush=True)


def hand_over(module: str, *arguments: str) -> int:
    """Run a module of ``.venv`` from the project's folder, in place of this process."""
    command = [str(packages.venv_python(places.VENV)), "-m", module, *arguments]
    os.chdir(places.ROOT)  # python -m makes this folder the first place to import from
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, shell.clean_environment())
    with contextlib.suppress(KeyboardInterrupt):
        return subprocess.call(command, env=shell.clean_environment())
    return 130


if __name__ == "__main__":
    sys.exit(ending.end_well(main, sys.argv[1:]))
