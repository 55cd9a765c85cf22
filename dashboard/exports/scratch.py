"""A folder for the files that a library cannot make in memory."""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pyogrio.errors import DataLayerError, DataSourceError

from dashboard.text.language import gettext

LEAST_FREE = 16 * 1024 * 1024
"""Bytes: where less is free, a file that could not be written found no room."""
PREFIX = "conflict-incidents-"
"""How the names of the folders begin, by which one that was left is known as ours."""
LOCK = ".in_use"
"""A file in it that is locked for as long as its program lives, however that ends."""
YOUNG_SECONDS = 60.0
"""A folder may be so old and not locked yet."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder for this user alone that is gone afterwards.

    What a program that was killed has left goes before: it holds rows of a table.
    Raises OSError where there is no room in it: GDAL itself speaks of SQL then.
    """
    _remove_left(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name, _locked(Path(name)):
        try:
            yield Path(name)
        except (DataLayerError, DataSourceError) as error:
            if shutil.disk_usage(name).free >= LEAST_FREE:
                raise
            raise OSError(
                errno.ENOSPC,
                gettext(
                    "no room for the file that is made first in {folder}; TMPDIR names "
                    "another folder",
                    folder=tempfile.gettempdir(),
                ),
            ) from error


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Lock a folder in the block; give whether nobody else has."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    lock = os.open(folder / LOCK, flags, 0o600)
    try:
        yield _take(lock)
    finally:
        os.close(lock)


def _take(lock: int) -> bool:
    try:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):  # Windows and some file systems have no such locks
        return False
    return True


def _remove_left(folder: Path) -> None:
    """Remove our folders of programs that are no more; none of another user."""
    if not hasattr(os, "getuid"):
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(PREFIX):
                continue
            with suppress(OSError):
                about = entry.stat(follow_symlinks=False)
                is_ours = entry.is_dir(follow_symlinks=False)
                if not is_ours or about.st_uid != os.getuid():
                    continue
                if time.time() - about.st_mtime < YOUNG_SECONDS:
                    continue
                with _locked(Path(entry.path)) as is_free:
                    if is_free:
                        shutil.rmtree(entry.path, ignore_errors=True)
