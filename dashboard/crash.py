"""Keep what happened when the program failed, in a file that a person can send.

A command or a page then says one sentence with the file's name. The file has paths of
this machine and may quote a table, so it never goes to the page itself.
"""

import errno
import hashlib
import os
import platform
import sys
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from dashboard.resources import cache_folder
from dashboard.table.write import write_whole
from dashboard.text.language import gettext
from dashboard.text.long import shortened
from dashboard.text.machine import reason_of
from dashboard.text.terminal import in_one_line

DEBUG = "DASHBOARD_DEBUG"
"""Environment variable: with 1 an error is raised, with its traceback."""
MACHINE = {
    getattr(errno, name)
    for name in "EACCES EPERM EROFS ENOSPC EDQUOT EFBIG EIO EMFILE ENFILE ENAMETOOLONG "
    "ELOOP EISDIR ENOTDIR ENXIO".split()
    if hasattr(errno, name)
}
"""What the system answers for want of room, of leave or of a proper path."""
KEPT_CRASHES = 20
"""Files that are kept; the oldest go first."""


def crash_folder() -> Path:
    """Return the folder of the files; it may not be there yet."""
    return cache_folder() / "crashes"


def is_debugging() -> bool:
    """Return whether an error is to be raised as it is."""
    return os.environ.get(DEBUG) == "1"


def is_panic(error: BaseException) -> bool:
    """Return whether a library in Rust gave up: such an error is no ``Exception``."""
    return type(error).__name__ == "PanicException"


def is_fault(error: BaseException) -> bool:
    """Return whether an error is a fault, and not the end that somebody asked for."""
    return isinstance(error, Exception) or is_panic(error)


def keep_crash(error: BaseException, where: str) -> Path | None:
    """Write an error with its traceback to a file of its own and return the path.

    ``where`` is the command or the page. None where nothing can be written: to say
    what failed must not fail itself.
    """
    words = "".join(traceback.format_exception(error))
    now = datetime.now(UTC)
    python = f"Python {platform.python_version()} on {platform.platform()}"
    text = f"{now.isoformat(timespec='seconds')}\n{where}\n{python}\n\n{words}"
    content = text.encode("utf-8", "backslashreplace")
    mark = hashlib.sha256(content).hexdigest()[:6]
    folder = crash_folder()
    path = folder / f"{now:%Y%m%d-%H%M%S}-{mark}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, content)
    except (OSError, ValueError):  # a path may also be no path at all
        return None
    _drop_oldest(folder)
    return path


def _drop_oldest(folder: Path) -> None:
    with suppress(OSError):
        for old in sorted(folder.glob("*.txt"))[:-KEPT_CRASHES]:
            old.unlink(missing_ok=True)


def log_line(error: BaseException, where: str, path: Path | None) -> str:
    """Return one line for the log of a server; ``path`` is the file, if it was kept."""
    words = in_one_line(shortened(f"{where}: {type(error).__name__}: {error}"))
    return f"dashboard: {words}{f', written to {path}' if path else ''}"


def print_traceback(error: BaseException) -> None:
    """Print an error as Python does, for who asked for it."""
    traceback.print_exception(error, file=sys.stderr)


def words_of_machine(error: BaseException, with_file: bool = True) -> str:
    """Return what this machine lacks where an error comes from that, else blank.

    ``with_file`` names the file, a path of this machine.
    """
    if isinstance(error, MemoryError):
        return gettext(
            "there is not enough memory; close other programs, or split the table"
        )
    if not isinstance(error, OSError) or error.errno not in MACHINE:
        return ""
    file = f"{error.filename}: " if with_file and error.filename else ""
    return f"{file}{reason_of(error)}"
