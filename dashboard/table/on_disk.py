"""Texts of a large table on the disk, read from there where somebody looks at them.

Most of what a table of 1,000,000 rows holds are texts that are shown for one incident
at a time. They go to a file without a name, which this process alone can reach and
which is gone with it, also where it is killed. The system reads pages of it as they
are needed, and takes them away again where memory is short.

Only who opens a file of this machine allows it: an upload never lies on a disk.
"""

import ctypes
import mmap
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from threading import Lock
from typing import IO
from weakref import WeakSet

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.table.taken import TakenTexts, is_taken

FEWEST_ROWS = 100_000
"""Tables with fewer rows stay in memory: their texts are some tens of megabytes."""
SHARE = 4
"""The file may take one part in so many of what is free on the disk."""
_MAPS: WeakSet[mmap.mmap] = WeakSet()
"""The parts of files that open tables are read from."""
_LOCK = Lock()
"""A set must not grow while another thread goes through it."""


@contextmanager
def texts_on_disk(folder: Path, most: int) -> Iterator[None]:
    """Let :func:`to_disk` put texts into a file in ``folder`` within the block.

    ``most`` are the bytes that it may take; it takes no more than its share of what is
    free. Where no file can be made, texts stay in memory.
    """
    texts = _Texts(folder, most)
    token = _texts.set(texts)
    try:
        yield
    finally:
        _texts.reset(token)
        texts.close()


def to_disk(rows: pd.DataFrame) -> None:
    """Put the texts of a large frame that nobody else has yet on the disk, in place.

    Values and types stay. Without :func:`texts_on_disk`, and where there is no room,
    texts stay in memory.
    """
    moved = False
    for name in rows.columns if rows.columns.is_unique else ():
        column = rows[name]
        if (mapped := column_to_disk(column)) is not column:
            rows[name], moved = mapped, True
    if moved:
        del column, mapped
        leave_memory()


def column_to_disk(column: pd.Series) -> pd.Series:
    """Return the same texts read from the disk, or the column as it came."""
    texts = _texts.get()
    if texts is None or len(column) < FEWEST_ROWS or column.dtype != "str":
        return column
    values = pa.array(column)
    chunks = values.chunks if isinstance(values, pa.ChunkedArray) else [values]
    if values.null_count:
        return column
    if all(map(_is_on_disk, chunks)):
        return _whole(values, column) if is_taken(column.array) else column
    with suppress(OSError):
        return _whole(texts.add([each for each in chunks if len(each)]), column)
    return column


def _whole(texts: pa.Array | pa.ChunkedArray, column: pd.Series) -> pd.Series:
    """Return texts that are on the disk; rows taken out of them copy none.

    For each text that is read the system maps 64 kB of the file: the texts of 300 rows
    were 0.5 GB.
    """
    held = pd.arrays.ArrowStringArray(texts, dtype=column.dtype)
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    places = [each for each in map(_place_of, chunks) if each is not None]
    there = TakenTexts.whole(held, partial(_leave, places))
    return pd.Series(there, index=column.index, name=column.name)


def has_texts_on_disk() -> bool:
    """Return whether a table that is open reads texts from the disk."""
    return bool(_MAPS)


def leave_memory() -> None:
    """Give the system back what is free, and what was read of texts on the disk.

    The system reads the texts again where somebody asks for them, from its own memory
    as a rule. The C library and Arrow keep free memory for later; without glibc only
    Arrow gives back.
    """
    leave_texts()
    pa.default_memory_pool().release_unused()
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def leave_texts() -> None:
    """Give the system back what was read of texts on the disk.

    Whoever has gone through a column does so: it may be 0.4 GB.
    """
    _leave(_maps())


def _leave(places: list[mmap.mmap]) -> None:
    for held in places:
        with suppress(AttributeError, OSError, ValueError):  # not on this system
            held.madvise(mmap.MADV_DONTNEED)


def _maps() -> list[mmap.mmap]:
    with _LOCK:
        return [*_MAPS]


def _is_on_disk(chunk: pa.Array) -> bool:
    if chunk.buffers()[1] is None:
        return len(chunk) == 0
    return _place_of(chunk) is not None


def _place_of(chunk: pa.Array) -> mmap.mmap | None:
    """Return the part of a file from which a chunk is read, None for none."""
    if (starts := chunk.buffers()[1]) is None:
        return None
    for held in _maps():
        first = pa.py_buffer(held).address
        if first <= starts.address < first + len(held):
            return held
    return None


class _Texts:
    """A file without a name that takes columns of texts, one after the other."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder, self._room = folder, most
        self._file: IO[bytes] | None = None

    def close(self) -> None:
        """Let go of the file; what is read from it stays as long as it is used."""
        if self._file is not None:
            with suppress(OSError):  # it tries once more to write what had no room
                self._file.close()

    def add(self, chunks: list[pa.Array]) -> pa.Array:
        """Write texts as Arrow holds them: where each begins, then all letters.

        Raises OSError where there is no room for them.
        """
        starts = [_starts(each) for each in chunks]
        count = sum(map(len, chunks))
        letters = sum(int(each[-1] - each[0]) for each in starts)
        size, file = 8 * (count + 1) + letters, self._opened()
        if size > self._room:
            raise OSError("no room for these texts")
        begin = file.seek(0, os.SEEK_END)
        begin = file.seek(begin + -begin % mmap.ALLOCATIONGRANULARITY)
        file.write(np.zeros(1, "int64").data)
        last = 0
        for some in starts:
            ends = some[1:] - some[0] + last
            file.write(ends.data)
            last = int(ends[-1])
        for some, each in zip(starts, chunks, strict=True):
            if some[-1] > some[0]:
                file.write(memoryview(each.buffers()[2])[some[0] : some[-1]])
        file.flush()
        self._room -= size
        held = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ, offset=begin)
        with _LOCK:
            _MAPS.add(held)
        whole, at = pa.py_buffer(held), 8 * (count + 1)
        return pa.LargeStringArray.from_buffers(
            count, whole.slice(0, at), whole.slice(at)
        )

    def _opened(self) -> IO[bytes]:
        """Return the file, made where texts first ask for it."""
        if self._file is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            free = shutil.disk_usage(self._folder).free
            self._room = min(self._room, free // SHARE)
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115
        return self._file


def _starts(chunk: pa.Array) -> np.ndarray:
    """Return where in its letters each text of a chunk begins, and where all end."""
    whole = np.frombuffer(chunk.buffers()[1], "int64")
    return whole[chunk.offset : chunk.offset + len(chunk) + 1]


_texts: ContextVar[_Texts | None] = ContextVar("texts", default=None)
