"""Write a folder of files whole or not at all."""

import errno
import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from dashboard.table.write import PART, STALE_NAME, STALE_SECONDS
from dashboard.text.language import gettext


class FolderTakenError(OSError):
    """Raised where a folder to write has something in it; the message says what."""


def is_folder_name(out: str) -> bool:
    """Return whether a name to write to is that of a folder: one there, or "name/"."""
    ends = tuple(filter(None, (os.sep, os.altsep)))
    return out.endswith(ends) or Path(out).is_dir()


def check_free(folder: Path | str) -> None:
    """Raise FolderTakenError unless a folder is empty or not there.

    Nothing in a folder is ever replaced: it may be somebody's only copy. Raises
    PermissionError where nothing can be written beside it, before any work is done.
    """
    path = Path(folder)
    if os.path.ismount(path):
        raise FolderTakenError(
            gettext("is the top of a disk or volume; name a folder in it")
        )
    beside = Path(os.path.realpath(path)).parent
    if beside.is_dir() and not os.access(beside, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(beside))
    if path.exists() and not path.is_dir():
        raise FolderTakenError(gettext("is a file, not a folder"))
    found = sorted(each.name for each in path.iterdir()) if path.exists() else []
    if found:
        raise FolderTakenError(
            gettext(
                "the folder has files already ({name}); name a new folder, or an empty "
                "one",
                name=", ".join(found[:3]) + ", …" * (len(found) > 3),
            )
        )


@contextmanager
def whole_folder(folder: Path | str) -> Iterator[Path]:
    """Give an empty folder to write into, which takes its place with all at the end.

    It is a hidden one beside ``folder`` meanwhile. Where the block raises, or the
    program is killed, ``folder`` is as it was: not there, or empty. Raises OSError,
    and :class:`FolderTakenError` as :func:`check_free` does, also at the end.
    """
    real = Path(os.path.realpath(folder))
    check_free(real)
    _remove_stale_folders(real.parent)
    part = Path(mkdtemp(dir=real.parent, prefix=PART))
    try:
        yield part
        part.chmod(_rights_for(real))
        check_free(real)  # somebody may have written to it meanwhile
        if os.name == "nt" and real.exists():
            real.rmdir()  # elsewhere an empty folder is replaced in one step
        part.rename(real)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _rights_for(folder: Path) -> int:
    """Return the rights that a folder has, or those of a new one."""
    if folder.exists():
        return stat.S_IMODE(folder.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


def _remove_stale_folders(folder: Path) -> None:
    """Remove what killed programs left; no file takes a day to write."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not STALE_NAME.fullmatch(entry.name):
                continue
            with suppress(OSError):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if age > STALE_SECONDS and entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
