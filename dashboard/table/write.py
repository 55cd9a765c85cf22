"""Write tables as CSV, and every file whole or not at all."""

import csv
import io
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from dashboard.text.escape import guarded
from dashboard.text.language import gettext

BELOW_ZERO = re.compile(r"-(\d+[.,]?\d*|[.,]\d+)([eE][+-]?\d+)?")
"""A negative number: it begins like a formula and is none."""
PART = ".part-"
"""How the hidden file begins that is written first."""
STALE_NAME = re.compile(re.escape(PART) + "[a-z0-9_]{8}")
"""Its whole name, as ``mkstemp`` makes it."""
STALE_SECONDS = 24 * 60 * 60
"""No file takes a day to write: an older part was left by a program that was killed."""
OWN_OUTPUT = re.compile(r"/proc/|/dev/(fd/|std(in|out|err)$)")


def csv_bytes(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    comments: Sequence[str] = (),
    with_mark: bool = False,
) -> bytes:
    """Return a table of texts as CSV in UTF-8.

    ``comments`` come first, each a line after ``#``; ``with_mark`` puts the byte order
    mark in front that spreadsheets ask for. A text that a spreadsheet would run gets
    an apostrophe in front, which :func:`dashboard.table.read.read_text` takes off
    again where the file has a comment. A negative number is left as it is.
    """
    out = io.StringIO()
    out.writelines(f"# {line}\n" for line in comments)
    writer = csv.writer(out, lineterminator="\n")
    writer_of_all = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for cells in ([guard(name) for name in columns], *_guarded_rows(rows)):
        # a lone carriage return goes unquoted before Python 3.13, and ends the row
        lone = any("\r" in cell for cell in cells)
        (writer_of_all if lone else writer).writerow(cells)
    return out.getvalue().encode("utf-8-sig" if with_mark else "utf-8")


def guard(text: str) -> str:
    """Return a cell with an apostrophe in front where a spreadsheet would run it."""
    return text if BELOW_ZERO.fullmatch(text) else guarded(text)


def _guarded_rows(rows: Iterable[Sequence[str]]) -> Iterable[list[str]]:
    return ([guard(text) for text in row] for row in rows)


def write_whole(path: Path | str, content: bytes | memoryview) -> None:
    """Write a file so that nobody ever sees half of it, not even after a power cut.

    The content goes to a hidden file in the same folder, to the disk, and only then
    takes the place of the old file. After an error, or when the program is killed, the
    old file is as it was. What is no ordinary file, such as ``/dev/stdout``, is written
    to. Raises OSError, also where the folder cannot be written to: writing into the
    old file itself could leave half of it.
    """
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path | str) -> Iterator[BinaryIO]:
    """Give a file to write piece by piece, which takes its place whole at the end.

    As :func:`write_whole`, for what is too large to be in memory at once. Where the
    block raises, the old file is as it was.
    """
    if _is_stream(Path(path)):
        with Path(path).open("wb") as stream:
            yield stream
        return
    real = Path(os.path.realpath(path))
    _remove_stale_parts(real.parent)
    handle, part = _new_part(real.parent, Path(path))
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, _mode(real))
        os.replace(part, real)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    _sync_folder(real.parent)


def _new_part(folder: Path, path: Path) -> tuple[int, str]:
    try:
        return mkstemp(dir=folder, prefix=PART)
    except PermissionError as error:
        raise PermissionError(
            error.errno,
            gettext(
                "the folder {folder} cannot be written to; a file is written beside "
                "its old one first, so that there is never half of it",
                folder=path.parent,
            ),
            str(path),
        ) from error


def _remove_stale_parts(folder: Path) -> None:
    """Remove what killed programs left in a folder; leave what may still be written."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not STALE_NAME.fullmatch(entry.name):
                continue
            with suppress(OSError):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if age > STALE_SECONDS and entry.is_file(follow_symlinks=False):
                    os.unlink(entry.path)


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk too, on systems that can open a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_stream(path: Path) -> bool:
    """Return whether a path is no ordinary file: a pipe, a device, our own output.

    ``/dev/stdout`` may lead to an ordinary file that a shell has opened; ``/dev/shm``
    is a folder like any other.
    """
    return bool(OWN_OUTPUT.match(str(path.absolute()))) or (
        path.exists() and not path.is_file()
    )


def _mode(path: Path) -> int:
    """Return the rights of the file to replace, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
