"""The virtual environment ``.venv`` and the Python packages in it."""

import importlib.util
import os
import platform
import re
import shutil
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from bootstrap import places, shell, stamps

INSTALLING = "Installing collected packages"
"""What pip prints before it writes the first file into an environment."""


def install_packages(tests: bool, extras: Sequence[str] = ()) -> bool:
    """Bring ``.venv`` in line with its locks; False if it was already.

    ``extras`` are "auth" and "cluster". The lock of the tests holds all of the others,
    that of an extra all of the first.
    """
    names = ["requirements-pip", "requirements"]
    names += [f"requirements-{each}" for each in extras] + ["requirements-dev"] * tests
    marks = {
        places.VENV / f"{name}.stamp": stamps.fingerprint(
            [places.ROOT / f"{name}.lock"], python_kind()
        )
        for name in names
    }
    usable = find_venv_problem() is None
    if usable and all(stamps.is_stamped(path, now) for path, now in marks.items()):
        return False
    if not usable:
        make_venv(places.VENV)
    last = names[-1:] if tests else names[2:] or names[-1:]
    lock_files = [places.ROOT / f"{name}.lock" for name in last]
    text = "".join(map(shell.read_text, lock_files))
    count = len(set(re.findall(r"^[a-z0-9].*==", text, re.MULTILINE)))
    shell.say(f"Installing {count} Python packages from PyPI, about half a minute …")
    unfinished = places.VENV / "unfinished"
    unfinished.touch()  # what a killed installer leaves is not to be trusted
    try:
        pip_mark = places.VENV / "requirements-pip.stamp"
        if not stamps.is_stamped(pip_mark, marks[pip_mark]):
            renew_pip()
        for lock_file in lock_files:
            pip_install(places.VENV, lock_file)
    except shell.SetupError as error:
        if INSTALLING not in error.output:  # pip gave up before it wrote anything
            unfinished.unlink()
        raise
    unfinished.unlink()
    for path, now in marks.items():
        stamps.write_stamp(path, now)
    return True


def find_venv_problem() -> str | None:
    """Return why ``.venv`` has to be made (again), None where it is usable."""
    if not venv_python(places.VENV).exists():
        return "there is none"
    if (places.VENV / "unfinished").exists():
        return "an installation in it was cut short"
    settings = shell.read_text(places.VENV / "pyvenv.cfg")
    made_with = re.search(r"^version\s*=\s*(\d+\.\d+)", settings, re.MULTILINE)
    ours = "{}.{}".format(*sys.version_info)
    if not made_with or made_with[1] != ours:
        return f"it is not of Python {ours}"
    packages = sysconfig.get_path("purelib", "venv", {"base": str(places.VENV)})
    if not any(Path(packages).glob("pip-*.dist-info/RECORD")):  # written last
        return "it has no whole pip"
    return None


def make_venv(folder: Path) -> None:
    """Make an empty virtual environment of this very Python."""
    missing = [name for name in ("venv", "ensurepip") if not can_import(name)]
    if missing:
        raise shell.SetupError(tell_venv_missing(missing))
    if folder.exists():
        shell.say(f"Making {folder.name} again: {find_venv_problem()}.")
    base = getattr(sys, "_base_executable", None) or sys.executable
    shell.run([base, "-m", "venv", "--clear", folder], "Making the virtual environment")


def tell_venv_missing(modules: list[str]) -> str:
    """Return the one command that brings the parts of Python that are not here."""
    package = "python{}.{}-venv".format(*sys.version_info)
    sudo = "" if getattr(os, "geteuid", int)() == 0 else "sudo "
    what = f"{sys.executable} comes without {' and '.join(modules)}"
    if not shutil.which("apt-get"):
        return f"{what}: install Python's venv module, then call start.py again."
    return (
        f"{what}, which virtual environments need. Install it with\n\n"
        f"    {sudo}apt-get update && {sudo}apt-get install -y {package}\n\n"
        "then call start.py again."
    )


def renew_pip() -> None:
    """Bring a newer pip than Python's own, and take away what nothing here needs.

    Python 3.11 puts a setuptools of 2022 into each environment.
    """
    pip_install(places.VENV, places.ROOT / "requirements-pip.lock")
    away = [venv_python(places.VENV), *"-m pip uninstall -q -y setuptools".split()]
    shell.run(away, "Taking setuptools away")


def pip_install(venv: Path, lock_file: Path) -> None:
    """Install what a lock names, wheels only, each file checked by its hash.

    Python compiles what is imported by itself; compiling all of it would double the
    time of the installation.
    """
    options = "--require-hashes --only-binary :all: --retries 2 --progress-bar off"
    options += " --no-compile"
    command = [venv_python(venv), "-m", "pip", "install", *options.split()]
    shell.run([*command, "-r", lock_file], "Installing Python packages", shell.PYPI)


def python_kind() -> str:
    """Return what installed packages depend on besides their lock."""
    return f"{sys.implementation.cache_tag} {sys.platform} {platform.machine()}"


def venv_python(venv: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def can_import(name: str) -> bool:
    """Return whether this Python has a module, without importing it."""
    found = importlib.util.find_spec(name)
    return found is not None and found.origin is not None  # not just an empty folder
