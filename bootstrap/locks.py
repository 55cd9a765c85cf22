"""Lock files: every package with its version and hash, without an address."""

import json
import shutil
from pathlib import Path

from bootstrap import node, packages, places, shell, supply

UV = "uv==0.13.9"  # writes the lock files; nobody else needs it
LOCKS = tuple(
    f"requirements{each}" for each in ("", "-auth", "-cluster", "-dev", "-node", "-pip")
)
BOUND = {
    "requirements-auth": ["-c", "requirements.lock"],
    "requirements-cluster": ["-c", "requirements.lock", "-c", "requirements-auth.lock"],
    "requirements-dev": [
        *("-c", "requirements.lock"),
        *("-c", "requirements-auth.lock"),
        *("-c", "requirements-cluster.lock"),
    ],
}
"""Locks that must agree with others on every package they share."""


def lock(options: list[str]) -> None:
    """Write every lock file anew from the requirements, keeping pins that still fit.

    Says what changed, and lists what is now installed in ``sbom.cdx.json``.

    The Python locks hold for every platform and for Python 3.11 and newer. Those for
    a login, for a cluster and for the tests are bound to the first, so that all agree
    on what they share.
    """
    with shell.scratch_folder() as folder:
        packages.make_venv(folder / "uv")
        pip = [packages.venv_python(folder / "uv"), "-m", "pip", "install", "-q", UV]
        shell.run(pip, f"Installing {UV}", shell.PYPI)
        for name in LOCKS:
            shell.say(f"Locking {name}.txt …")
            before = shell.read_text(places.ROOT / f"{name}.lock")
            lock_python(folder / "uv", name, options)
            after = shell.read_text(places.ROOT / f"{name}.lock")
            for line in supply.changes(before, after):
                shell.say(f"  {line}")
        shell.say("Locking package.json …")
        lock_npm(folder)
        supply.write_sbom(folder)


def lock_python(uv_venv: Path, name: str, options: list[str]) -> None:
    """Write ``NAME.lock`` from ``NAME.txt``, with hashes and without addresses."""
    how = "--universal --python-version 3.11 --generate-hashes"
    how += " --no-config --system-certs --quiet"
    bound = BOUND.get(name, [])
    compiler = [packages.venv_python(uv_venv), *"-m uv pip compile".split()]
    compiler += [*how.split(), "--custom-compile-command", "python3 start.py lock"]
    compiler += [*bound, *options, f"{name}.txt", "-o", f"{name}.lock"]
    shell.run(compiler, f"Locking {name}", shell.PYPI)


def lock_npm(folder: Path) -> None:
    """Write package-lock.json, whose integrity hashes need no addresses.

    npm leaves out where packages come from; where to donate for them is left out here.
    """
    for name in ("package.json", ".npmrc"):
        shutil.copy(places.ROOT / name, folder)
    npm = node.find_npm() or node.fetch_npm(folder / "node")
    options = "install --package-lock-only --ignore-scripts --no-audit --no-fund"
    shell.run([*npm, *options.split()], "Locking package.json", shell.NPM, cwd=folder)
    locked = json.loads(shell.read_text(folder / "package-lock.json"))
    for package in locked["packages"].values():
        package.pop("funding", None)
    text = json.dumps(locked, indent=2, ensure_ascii=False) + "\n"
    (folder / "package-lock.json").write_text(text, encoding="utf-8")
    shell.replace(folder / "package-lock.json", places.ROOT / "package-lock.json")
