"""Hear what the process says that reads a stranger's file by Arrow or GDAL.

Its answer (:mod:`dashboard.openers.layer_script`) is not trusted: whatever ends up in
that process, nothing but text, degrees and our own sentences comes of what it writes.
"""

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa

from dashboard.openers import layer_script, reader_process
from dashboard.openers.layer import NOTES, PARQUET, Layer, RefusedError
from dashboard.openers.layer_script import DEGREES, FLAGS, LENGTHS
from dashboard.openers.places import OUTCOMES, Places, System
from dashboard.openers.reader_process import ENDED, TOO_MUCH, ReaderError, answering
from dashboard.openers.refusals import is_refusal
from dashboard.resources import PACKAGE
from dashboard.table.limits import MAX_COLUMNS, MAX_ROWS

HEAD = {
    *("rows", "names", "texts", "system", "layers"),
    *("at", "notes"),
}
"""What the first line of an answer says."""
THREADS = (
    *("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "GDAL_NUM_THREADS"),
    "OGR_GPKG_NUM_THREADS",
)
ONE_THREAD = dict.fromkeys(THREADS, "1") | {
    "OGR_GPKG_STREAM_BASE_IMPL": "YES",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Settings of the libraries: the process may start no thread. GDAL else reads the rows
of a GeoPackage in a second one, and fails where it gets none."""


def layer_of(kind: str, raw: bytes, part: str, stem: str) -> Layer:
    """Read a file in a process of its own, as :func:`layer_script.layer_of` does.

    Raises RefusedError and :class:`~dashboard.openers.reader_process.ReaderError`.
    """
    question = {"kind": kind, "part": part, "stem": stem}
    with answering(_command(), question, raw, ONE_THREAD) as told:
        return _heard(_Answer(told), kind)


@cache
def _command() -> tuple[str, ...]:
    """Return how the process is started: Python, the libraries, and our own modules."""
    found = find_spec("pyarrow")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("No module named 'pyarrow'")
    packages = Path(found.origin).parents[1]
    alone = ("-I", "-S", "-B", "-X", "utf8")
    return (
        *(sys.executable, *alone, layer_script.__file__),
        *(str(packages), str(PACKAGE.parent)),
    )


class _Answer:
    """An answer that is read to its end, no more of it than there may be."""

    def __init__(self, told: IO[bytes]) -> None:
        self.told, self.room = told, reader_process.MAX_ANSWER

    def line(self) -> bytes:
        """Return the first line, which has to be whole."""
        most = min(self.room, reader_process.MAX_LINE)
        line = self.told.readline(most + 1)
        self._take(len(line))
        if len(line) > most:
            raise ReaderError(TOO_MUCH)
        if not line.endswith(b"\n"):
            raise ReaderError(ENDED)
        return line

    def numbers(self, count: int, form: str) -> np.ndarray:
        """Return so many numbers."""
        return np.frombuffer(self.take(count * np.dtype(form).itemsize), form)

    def take(self, size: int) -> bytes:
        """Return so many bytes."""
        self._take(size)
        found = self.told.read(size)
        if len(found) != size:
            raise ReaderError(ENDED)
        return found

    def end(self) -> None:
        """Raise where there is more."""
        if self.told.read(1):
            raise ReaderError(ENDED)

    def _take(self, size: int) -> None:
        self.room -= size
        if self.room < 0:
            raise ReaderError(TOO_MUCH)


def _heard(answer: _Answer, kind: str) -> Layer:
    """Return the table of an answer; raise where it is none, or says what is wrong."""
    head = reader_process.loaded(answer.line())
    if isinstance(head, dict) and "refused" in head:
        if head.keys() == {"refused", "values"} and is_refusal(*head.values()):
            raise RefusedError(head["refused"], **head["values"])
        raise ReaderError(ENDED)
    if not _is_head(head, kind):
        raise ReaderError(ENDED)
    rows = head["rows"]
    texts = {at: _column(answer, rows) for at in head["texts"]}
    places = None if head["system"] is None else _places(answer, rows, head["system"])
    answer.end()
    return Layer(
        rows,
        head["names"],
        texts,
        places,
        tuple(head["layers"]),
        head["at"],
        frozenset(head["notes"]),
    )


def _is_head(said: Any, kind: str) -> bool:
    if type(said) is not dict or said.keys() != HEAD:
        return False
    names, texts, layers = said["names"], said["texts"], said["layers"]
    return (
        all(type(said[each]) is int and said[each] >= 0 for each in ("rows", "at"))
        and all(map(_are_texts, (names, layers, said["notes"])))
        and said["rows"] <= MAX_ROWS
        and len(names) <= MAX_COLUMNS
        and type(texts) is list
        and all(type(each) is int and 0 <= each < len(names) for each in texts)
        and texts == sorted(set(texts))
        and (said["at"] < len(layers) or kind == PARQUET)
        and NOTES.issuperset(said["notes"])
        and (said["system"] is None or _is_system(said["system"]))
    )


def _are_texts(said: Any) -> bool:
    return type(said) is list and all(type(each) is str for each in said)


def _is_system(said: Any) -> bool:
    return _are_texts(said) and len(said) == 2 and said[0] in OUTCOMES


def _column(answer: _Answer, rows: int) -> pa.ChunkedArray:
    """Return a column of texts: where each begins follows from lengths alone."""
    lengths = answer.numbers(rows, LENGTHS)
    if rows and int(lengths.min()) < 0:
        raise ReaderError(ENDED)
    offsets = np.zeros(rows + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    cells = answer.take(int(offsets[-1]))
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(cells)]
    column = pa.Array.from_buffers(pa.large_string(), rows, buffers)
    try:
        column.validate(full=True)  # each cell is whole UTF-8
    except pa.ArrowException as error:
        raise ReaderError(ENDED) from error
    return pa.chunked_array([column])


def _places(answer: _Answer, rows: int, system: list[str]) -> Places:
    x, y = answer.numbers(rows, DEGREES), answer.numbers(rows, DEGREES)
    shaped = answer.numbers(rows, FLAGS).astype(bool)
    return Places(x, y, shaped, System(*system))
