"""Write tables as CSV, and every file whole or not at all."""

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import mkstemp

from dashboard.text.escape import guarded

BELOW_ZERO = re.compile(r"-(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
"""A negative number: it begins like a formula and is none."""


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


def write_whole(path: Path | str, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    The content goes to a new file beside it, which then takes its place: after an
    error the old file is as it was. What is no ordinary file, such as ``/dev/stdout``,
    is written to. Raises OSError.
    """
    if _is_stream(Path(path)):
        Path(path).write_bytes(content)
        return
    path = Path(os.path.realpath(path))
    try:
        handle, part = mkstemp(dir=path.parent, prefix=".part-")
    except PermissionError:
        path.write_bytes(content)  # the file may be written, its folder may not
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(part, _mode(path))
        os.replace(part, path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _is_stream(path: Path) -> bool:
    """Return whether a path is no ordinary file: a pipe, a device, our own output."""
    in_system = path.absolute().parts[1:2] in (("dev",), ("proc",))
    return in_system or (path.exists() and not path.is_file())


def _mode(path: Path) -> int:
    """Return the rights of the file to replace, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
