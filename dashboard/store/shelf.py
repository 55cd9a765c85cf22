"""The files of the store: found by key, written whole, bounded, and let go.

An entry is two files: the rows, named by the SHA-256 of their bytes, and a document,
named by its key, which names the rows and carries a checksum of itself. Rows are
written first, so whoever is killed leaves no document without its rows. What is cut or
changed answers to neither checksum and is never used.
"""

import json
import os
import re
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from dashboard.resources import cache_folder
from dashboard.table.write import PART, write_whole

LIMIT = "DASHBOARD_STORE_MB"
"""Environment variable: megabytes that the store may take, 0 to keep nothing."""
USUAL_MB = 2_048
MEGABYTE = 1024 * 1024
NAME = re.compile(r"[0-9a-f]{64}\.(json\.z|parquet)")
DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error)
"""What reading raises where an entry is not what it should be."""


def store_folder() -> Path:
    """Return the folder of the store; it may not be there yet."""
    return cache_folder() / "opened"


def most_bytes() -> int:
    """Return how many bytes the store may take; 0 where nothing is to be kept."""
    text = os.environ.get(LIMIT, "").strip()
    return (int(text) if text.isdigit() else USUAL_MB) * MEGABYTE


def find_entry(key: str) -> tuple[Any, bytes] | None:
    """Return document and rows of a key, None where none is kept or one is damaged."""
    if (document := find_document(key)) is None:
        return None
    with suppress(*DAMAGED):
        path = store_folder() / f"{document['rows']}.parquet"
        content = path.read_bytes()
        if sha256(content).hexdigest() == document["rows"]:
            os.utime(path)
            return document["opened"], content
    return None


def find_document(key: str) -> Any:
    """Return what is kept under a key, None where nothing is or it is damaged."""
    path = store_folder() / f"{key}.json.z"
    with suppress(*DAMAGED):
        digest, packed = path.read_bytes().split(b"\n", 1)
        if sha256(packed).hexdigest().encode() == digest:
            document = json.loads(zlib.decompress(packed))
            if document["key"] == key:
                os.utime(path)  # what was not used for longest goes first
                return document
    return None


def put_entry(key: str, opened: Any, content: memoryview) -> None:
    """Keep document and rows under a key, and let the oldest entries go.

    Raises OSError where nothing can be written.
    """
    limit, folder = most_bytes(), store_folder()
    rows = sha256(content).hexdigest()
    packed = _packed({"key": key, "rows": rows, "opened": opened})
    if len(content) + len(packed) > limit:
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / f"{rows}.parquet", content)
    write_whole(folder / f"{key}.json.z", packed)
    drop_oldest(limit)


def put_document(key: str, value: dict[str, Any]) -> None:
    """Keep a value under a key, unless it alone is larger than the store may be.

    Raises OSError where nothing can be written.
    """
    limit, folder = most_bytes(), store_folder()
    packed = _packed({"key": key, **value})
    if len(packed) > limit:
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / f"{key}.json.z", packed)
    drop_oldest(limit)


def _packed(document: Any) -> bytes:
    packed = zlib.compress(json.dumps(document, ensure_ascii=False).encode(), 1)
    return sha256(packed).hexdigest().encode() + b"\n" + packed


def drop_oldest(limit: int) -> None:
    """Remove the files that were not used for longest until the rest fits."""
    room = limit
    for path, size in kept_files():
        room -= size
        if room < 0:
            with suppress(OSError):  # another process was faster, or reads it now
                path.unlink()


def kept_files() -> list[tuple[Path, int]]:
    """Return the files of the store and their bytes, the last used first."""
    found = []
    with suppress(OSError):
        for path in store_folder().iterdir():
            with suppress(OSError):
                if NAME.fullmatch(path.name):
                    stat = path.stat()
                    found.append((stat.st_mtime_ns, path, stat.st_size))
    return [(path, size) for _, path, size in sorted(found, reverse=True)]


def clear_store() -> tuple[int, int]:
    """Remove every file of the store; return how many there were and their bytes.

    What a program that ended in the middle has left of a file goes too, uncounted.
    """
    files = kept_files()
    for path in (*(path for path, _ in files), *store_folder().glob(f"{PART}*")):
        path.unlink(missing_ok=True)
    return len(files), sum(size for _, size in files)
