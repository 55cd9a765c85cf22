"""One state of a data set: which files it is made of, and one fingerprint over all.

The fingerprint keys every cache and stands in every link, file and brief. It changes
when a byte of the table, the description, the published totals or a layer changes.
"""

import hashlib
import os
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

NONE = hashlib.sha256(b"").hexdigest()
"""What stands for a file that is not there."""


@dataclass(frozen=True)
class Files:
    """The files of a data set; ``layers`` is the folder of its region layers."""

    table: Path
    description: Path
    totals: Path
    layers: Path


@dataclass(frozen=True)
class State:
    """SHA-256 of each part of a data set, in hexadecimal digits.

    ``layers`` is over the names and contents of all layers.
    """

    table: str
    description: str
    totals: str
    layers: str

    @property
    def fingerprint(self) -> str:
        """Eight hex digits that change when any part changes."""
        words = "\n".join(f"{name} {part}" for name, part in asdict(self).items())
        return bytes_sha256(words.encode())[:8]

    @property
    def table_fingerprint(self) -> str:
        """Eight hex digits of the table alone, as in older links and kept tables."""
        return self.table[:8]


def read_state(files: Files) -> State:
    """Return the state of the files as they are now; a missing file counts as empty."""
    return State(
        table=file_sha256(files.table),
        description=file_sha256(files.description),
        totals=file_sha256(files.totals),
        layers=layers_sha256(files.layers),
    )


def stamp(files: Files) -> tuple[Any, ...]:
    """Return what changes when a file is saved again, without reading any.

    Path, time of change and size of each file. A page compares it at every rerun.
    """
    paths = [files.table, files.description, files.totals, *_layer_files(files.layers)]
    return tuple((str(path), *_saved(path)) for path in paths)


def saved_stamp(path: Path) -> tuple[int, int]:
    """Return what changes when one file is saved again: time of change and size."""
    return _saved(path)


def layers_sha256(folder: Path) -> str:
    """Return the SHA-256 over the names and contents of the layers of a folder.

    Their provenance is one of them.
    """
    lines = [f"{path.name} {file_sha256(path)}" for path in _layer_files(folder)]
    return bytes_sha256("\n".join(lines).encode())


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file; it is read again only after it was saved again."""
    try:
        return _content(path, *_saved(path))
    except OSError:  # gone, or not ours to read: whoever opens it says so
        return NONE


def _layer_files(folder: Path) -> list[Path]:
    """Return the files of the layers by name; a page looks for them in every run."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:  # no folder: whoever reads the layers says so
        return []
    return [folder / name for name in names if name.endswith((".parquet", ".json"))]


@lru_cache(maxsize=64)
def _content(path: Path, changed: int, size: int) -> str:
    return NONE if size < 0 else bytes_sha256(path.read_bytes())


def _saved(path: Path) -> tuple[int, int]:
    """Return time of change in nanoseconds and size in bytes; −1 for no file."""
    try:
        found = path.stat()
    except OSError:
        return -1, -1
    return found.st_mtime_ns, found.st_size


def bytes_sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def sha256_of(content: Path | bytes) -> str:
    """Return the SHA-256 of a file, or of bytes, in hexadecimal digits."""
    return file_sha256(content) if isinstance(content, Path) else bytes_sha256(content)
