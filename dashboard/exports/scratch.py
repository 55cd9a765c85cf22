"""A folder for the files that a library cannot make in memory."""

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyogrio.errors import DataLayerError, DataSourceError

LEAST_FREE = 16 * 1024 * 1024
"""Bytes: where less is free, a file that could not be written found no room."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards.

    Raises OSError where there is no room in it: GDAL itself speaks of SQL then.
    """
    with tempfile.TemporaryDirectory() as name:
        try:
            yield Path(name)
        except (DataLayerError, DataSourceError) as error:
            if shutil.disk_usage(name).free >= LEAST_FREE:
                raise
            raise OSError(
                errno.ENOSPC,
                f"no room for the file that is made first in {tempfile.gettempdir()}; "
                "TMPDIR names another folder",
            ) from error
