"""What an opened table depends on, as one key: files, program, how it is read."""

import platform
from collections.abc import Iterable
from functools import lru_cache
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path

from dashboard.geo import regions as layers
from dashboard.resources import PACKAGE, STATIC
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.given import NAME, totals_path
from dashboard.table.source_table import PUBLISHERS_NAME

LIBRARIES = "pandas numpy geopandas shapely pyproj pyarrow scipy".split()
"""What reads, locates and keeps a table; another version may do it otherwise."""
CODE = ("*.py", "*.json")


def key_of(table: Path, how_read: Iterable[str]) -> str:
    """Return what changes when a table may open otherwise, in hexadecimal digits.

    Every file is read for it: one may have been changed and kept its size and time.
    ``how_read`` is what was asked for beside the table, such as a mapping. Raises as
    :func:`dashboard.table.given.find_description` does.
    """
    lines = [str(table.absolute()), *how_read, program_sha256()]
    lines += [f"{path}\n{_content(path)}" for path in (*_beside(table), *_layers())]
    return sha256("\0".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _beside(table: Path) -> list[Path]:
    """Return the table and all that is read with it, ours too where it stands in."""
    described = (table.with_name(NAME), descriptions.DATAPACKAGE)
    totals = (totals_path(table), read.PUBLISHED_TOTALS)
    publishers = [each.with_name(PUBLISHERS_NAME) for each in described]
    return [table, *described, *(each for each in totals if each), *publishers]


def _layers() -> list[Path]:
    return sorted(each for each in layers.LAYERS.glob("*.*") if each.is_file())


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # not there, which is a state too


@lru_cache(maxsize=1)
def program_sha256() -> str:
    """Return what changes with the code, its tables of formats and its libraries."""
    found = [platform.python_version(), *(f"{n} {version(n)}" for n in LIBRARIES)]
    paths = {path for pattern in CODE for path in PACKAGE.rglob(pattern)}
    code = sorted(each for each in paths if not each.is_relative_to(STATIC))
    found += [f"{path.relative_to(PACKAGE)} {_content(path)}" for path in code]
    return sha256("\n".join(found).encode()).hexdigest()
