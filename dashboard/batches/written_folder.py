"""Write a large table as a folder of GeoParquet files, some rows to each."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pandas as pd

from dashboard.batches.written import Rows, Write, check_same, writing
from dashboard.table.folder import whole_folder

ROWS_OF_FILE = 500_000
"""From so many rows on the next piece goes into a new file."""


def name_of_file(number: int) -> str:
    """Return the name of a file of a folder, counted from 1."""
    return f"part-{number:05}.parquet"


@contextmanager
def writing_folder(
    out: Path, about: Callable[[], dict[str, str]] = dict
) -> Iterator[Write]:
    """Give a function that adds rows to a folder, which is there whole or not at all.

    As :func:`dashboard.batches.written.writing`; what ``about`` gives is in the
    metadata of each file when it ends. Raises OSError and ValueError as that does.
    """
    with whole_folder(out) as folder, ExitStack() as stack:
        rows_in_file, files = ROWS_OF_FILE, 0
        names: list[str] = []
        add: Write

        def write(rows: Rows) -> None:
            nonlocal rows_in_file, files, add
            own = [*rows.own, *rows.joined]
            check_same(names or own, own)
            names[:] = own
            if rows_in_file >= ROWS_OF_FILE:
                stack.close()
                files += 1
                rows_in_file = 0
                add = stack.enter_context(writing(folder / name_of_file(files), about))
            add(rows)
            rows_in_file += len(rows.own)

        yield write


def in_files(pieces: Iterable[pd.DataFrame]) -> Iterator[Iterator[pd.DataFrame]]:
    """Give the pieces of each file of a folder, which are used up before the next."""
    waiting = iter(pieces)
    for first in waiting:
        yield _until_full(first, waiting)


def _until_full(
    piece: pd.DataFrame, waiting: Iterator[pd.DataFrame]
) -> Iterator[pd.DataFrame]:
    rows = len(piece)
    yield piece
    while rows < ROWS_OF_FILE:
        following = next(waiting, None)
        if following is None:
            return
        rows += len(following)
        yield following
