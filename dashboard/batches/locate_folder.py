"""Locate a folder of Parquet or text files: each to one of its name elsewhere.

The tasks, one a file, are done here one by one, or by workers, which call the same
function.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from dashboard.batches.large import PARQUET, TEXTS, files_in
from dashboard.batches.locate_file import locate_file
from dashboard.batches.receipt import LocatedFile, key_of_file, read_receipt
from dashboard.geo.regions import Regions
from dashboard.openers.opened import TableSource
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import gettext, number
from dashboard.text.machine import reason_of

READ = (*PARQUET, *TEXTS)
"""How the names end of the files of a folder that are read."""
Tasks = list[tuple[Path, Path]]
"""Which file to read, and which to write."""
Result = tuple[str, LocatedFile | str]


class OtherProgramError(Exception):
    """Raised where a worker runs another version of the program than the command."""


def locate_task(
    path: Path,
    out: Path,
    regions: Regions,
    tell: Callable[[int], None] = lambda rows: None,
) -> LocatedFile | str:
    """Locate one file of a folder; return what was found, or why it cannot be read.

    A Parquet file that is done, and made of the same bytes, program and layers, is left
    as it is; a text cannot say of what it was made, and is made anew. Raises OSError
    where nothing can be written.
    """
    if is_one_file(path, out):
        return gettext(
            "{file}: {out} leads to this very file; it is left as it is.",
            file=path.name,
            out=out,
        )
    try:
        key = key_of_file(path, regions)
    except OSError as error:
        return gettext(
            "{file}: cannot be opened ({why}).", file=path.name, why=reason_of(error)
        )
    if done := read_receipt(out, key):
        return done
    try:
        return locate_file(TableSource(path.name, path), out, regions, tell, key)
    except UnreadableTableError as error:
        first = error.args[0] if error.args else ""
        return first if isinstance(first, str) else str(error)


def is_one_file(path: Path, out: Path) -> bool:
    """Return whether what is written would replace what is read, also by a link."""
    try:
        return path.samefile(out)
    except OSError:  # one of them is not there
        return False


def tasks_of(folder: Path, out: Path) -> Tasks:
    """Return a task for each file of a folder, and make the folder ``out``.

    Raises :class:`~dashboard.table.reading.UnreadableTableError` where there is no
    file, and OSError where ``out`` cannot be made.
    """
    tasks = [(path, out / path.name) for path in files_in(folder, READ)]
    out.mkdir(parents=True, exist_ok=True)
    return tasks


def locate_folder(
    folder: Path,
    out: Path,
    regions: Regions,
    tell: Callable[[str, int], None] = lambda name, rows: None,
    workers: Callable[[Tasks, Regions], Iterator[Result]] | None = None,
) -> dict[str, LocatedFile | str]:
    """Locate each file of a folder into ``out``, and return what became of each.

    It is under the file's name what was found, or why it could not be read: the others
    are located all the same. ``out`` is made if it is not there. ``workers`` do the
    tasks and give each result when it is there; without them all is done here. Raises
    :class:`~dashboard.table.reading.UnreadableTableError` where there is no file, and
    OSError where nothing can be written.
    """
    tasks = tasks_of(folder, out)
    if workers is None:
        return {
            path.name: locate_task(path, to, regions, partial(tell, path.name))
            for path, to in tasks
        }
    found = {}
    for name, result in workers(tasks, regions):
        found[name] = result
        done = gettext(
            "{done} of {files} files", done=number(len(found)), files=number(len(tasks))
        )
        tell(done, _rows(found))
    return {path.name: found[path.name] for path, _ in tasks}


def _rows(found: dict[str, LocatedFile | str]) -> int:
    return sum(each.rows for each in found.values() if isinstance(each, LocatedFile))
