"""Start the reader of workbooks in a process of its own, bound it, and hear its answer.

A workbook is a stranger's file and its reader is written in Rust, which ends the whole
program where a request for memory fails. So the reader has a process for itself
(:mod:`dashboard.openers.reader_script`), with limits of memory and time. What it
answers is text that can only become cells: nothing in it is run.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread, main_thread
from time import monotonic
from types import MappingProxyType
from typing import IO, Any

from dashboard.openers import reader_script
from dashboard.openers.reader_script import DAMAGED, GAVE_UP, MEMORY, PASSWORD
from dashboard.openers.turns import NoTurnError, Room, turn
from dashboard.table.limits import MEGABYTE

MAX_MEMORY = 3 * 1024 * MEGABYTE
"""Bytes that the process may ask for: a sheet of as many cells as we take fits."""
MAX_CPU = 120
"""Seconds of the processor. The largest sheet that we take needs less than half."""
MAX_SECONDS = 900
"""Seconds by the clock until the last row is here and taken, on a busy machine too."""
MAX_ANSWER = 1024 * MEGABYTE
"""Bytes of the whole answer."""
MAX_LINE = 64 * MEGABYTE
"""Bytes of one line of it. A row that Excel can hold takes less: 500 texts of 32,767
characters."""
READERS = 2
"""Readers at once: together they take no more than twice the memory, and two cores."""
MAX_WAIT = 600
"""Seconds that one waits for the readers of others."""
WATCH = 1.0
"""Seconds between two looks whether the server is still there."""
TIME, TOO_MUCH, ENDED, NOT_STARTED = "time", "too much", "ended", "not started"
BUSY = "busy"
"""What may be wrong with the process; what it says itself is in its script."""
KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What Python may need to start; the process is given nothing else of ours."""
Cell = str | float | int | bool | date | datetime | time | timedelta
PLAIN = frozenset((str, float, int, bool))
HALVES = re.compile(rb"\\u[dD][89a-fA-F]")  # in JSON; one alone is no character
_room = Room(READERS)
MOMENTS: dict[str, Callable[..., Cell]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": timedelta,
}


class ReaderError(Exception):
    """No answer: ``wrong`` is one of the words of this module or of its script.

    ``why`` are the reader's own words, often none.
    """

    def __init__(self, wrong: str, why: str = "") -> None:
        super().__init__(wrong, why)
        self.wrong, self.why = wrong, why


@dataclass(frozen=True)
class Sheet:
    """A sheet that is being read.

    ``names`` are all sheets of cells, ``name`` is the one that was chosen, None where
    there is no such. ``rows`` gives its cells row by row from the first row and column,
    each row as wide as the sheet, and raises :class:`ReaderError`.
    """

    names: tuple[str, ...]
    name: str | None
    height: int
    rows: Iterator[list[Cell]]


@contextmanager
def reading(raw: bytes, part: str) -> Iterator[Sheet]:
    """Read a workbook within the block; the process has ended when it is left.

    ``part`` is the sheet, blank for the first that shows and holds rows of several
    columns. Of all threads ``READERS`` read at once, the others wait; within the block
    no other workbook may be read. Raises :class:`ReaderError`.
    """
    with answering(_command(), {"part": part}, raw) as told:
        lines = _lines(told)
        head = loaded(next(lines, b""))
        if not _is_head(head):
            raise ReaderError(ENDED)
        names = tuple(head["sheets"])
        rows = _rows(lines, head["height"], head["width"])
        yield Sheet(names, head["chosen"], head["height"], rows)


@contextmanager
def answering(
    command: tuple[str, ...],
    question: dict[str, Any],
    raw: bytes,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[IO[bytes]]:
    """Ask a reader within the block, and give what it writes; it then has ended.

    ``command`` starts it, up to its limits; ``settings`` are in its environment. A
    ReaderError that is raised in the block says afterwards what ended the process.
    """
    with _turn(), _process(command, settings) as (child, is_late):
        try:
            _ask(child, question, raw)
            assert child.stdout is not None
            yield child.stdout
        except ReaderError as error:
            raise _end_of(child, is_late, error) from error


@contextmanager
def _turn() -> Iterator[None]:
    try:
        with turn(_room, MAX_WAIT):
            yield
    except NoTurnError as error:
        raise ReaderError(BUSY) from error


@contextmanager
def _process(
    command: tuple[str, ...], settings: Mapping[str, str]
) -> Iterator[tuple["subprocess.Popen[bytes]", Event]]:
    is_late = Event()
    limits = [str(MAX_MEMORY), str(MAX_CPU)]
    try:
        child = subprocess.Popen(
            [*command, *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                **{n: os.environ[n] for n in KEPT_VARIABLES if n in os.environ},
                **settings,
            },
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ReaderError(NOT_STARTED, error.strerror or "") from error

    done = Event()
    watch = Thread(target=_watch, args=(child, done, is_late), daemon=True)
    try:
        try:
            watch.start()
        except RuntimeError as error:  # no thread is to be had
            raise ReaderError(NOT_STARTED, str(error)) from error
        yield child, is_late
    finally:  # also where the caller is interrupted, or wants no more rows
        done.set()
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):  # what could not be written is still in it
                pipe and pipe.close()
        child.wait()


def _watch(child: "subprocess.Popen[bytes]", done: Event, is_late: Event) -> None:
    """Kill a reader that takes too long, or whose server is asked to end.

    A server that ends waits for its threads, and so for what they wait for.
    """
    end = monotonic() + MAX_SECONDS
    while not done.wait(max(0, min(WATCH, end - monotonic()))):
        if monotonic() >= end:
            is_late.set()
        elif main_thread().is_alive():
            continue
        child.kill()
        return


@cache
def _command() -> tuple[str, ...]:
    """Return how the process is started: Python alone, and where the reader lies."""
    found = find_spec("python_calamine")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("No module named 'python_calamine'")
    packages = Path(found.origin).parents[1]
    alone = ("-I", "-S", "-B", "-X", "utf8")
    return sys.executable, *alone, reader_script.__file__, str(packages)


def _ask(
    child: "subprocess.Popen[bytes]", question: dict[str, Any], raw: bytes
) -> None:
    assert child.stdin is not None
    line = json.dumps(question | {"size": len(raw)}).encode()
    with suppress(BrokenPipeError, ConnectionError, OSError):  # its answer says more
        child.stdin.write(line + b"\n")
        child.stdin.write(raw)
        child.stdin.close()


def _lines(told: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of an answer, none longer and all no more than they may be."""
    room = MAX_ANSWER
    while line := told.readline(min(room, MAX_LINE) + 1):
        room -= len(line)
        if room < 0 or len(line) > MAX_LINE:
            raise ReaderError(TOO_MUCH)
        if not line.endswith(b"\n"):
            raise ReaderError(ENDED)
        yield line


def loaded(line: bytes) -> Any:
    """Return what a line says; raise where it is none, or says what is wrong."""
    try:
        said = json.loads(line)
        if HALVES.search(line):
            json.dumps(said, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ReaderError(ENDED) from error
    if isinstance(said, dict) and "wrong" in said:
        wrong, why = said["wrong"], said.get("why")
        is_known = wrong in (PASSWORD, DAMAGED, GAVE_UP, MEMORY)
        raise ReaderError(wrong if is_known else ENDED, why if type(why) is str else "")
    return said


def _is_head(said: Any) -> bool:
    return (
        type(said) is dict
        and said.keys() == {"sheets", "chosen", "height", "width"}
        and type(said["sheets"]) is list
        and all(type(each) is str for each in said["sheets"])
        and (said["chosen"] is None or said["chosen"] in said["sheets"])
        and all(
            type(said[each]) is int and said[each] >= 0 for each in ("height", "width")
        )
    )


def _rows(lines: Iterator[bytes], height: int, width: int) -> Iterator[list[Cell]]:
    """Yield the rows of an answer, which are as many and as wide as it said."""
    missing = height
    for line in lines:
        rows = loaded(line)
        if type(rows) is not list or len(rows) > missing:
            raise ReaderError(ENDED)
        missing -= len(rows)
        for row in rows:
            if type(row) is not list or len(row) != width:
                raise ReaderError(ENDED)
            if PLAIN.issuperset(map(type, row)):
                yield row
            else:
                yield [each if type(each) in PLAIN else _moment(each) for each in row]
    if missing:
        raise ReaderError(ENDED)


def _moment(said: Any) -> Cell:
    """Return a day, a time or a length of time that JSON has no word for."""
    try:
        kind, *values = said
        moment = MOMENTS[kind](*values)
    except (LookupError, TypeError, ValueError, OverflowError) as error:
        raise ReaderError(ENDED) from error
    return moment


def _end_of(
    child: "subprocess.Popen[bytes]", is_late: Event, error: ReaderError
) -> ReaderError:
    """Return the error with what ended the process, where it ended without a word."""
    if error.wrong != ENDED:
        return error
    with suppress(subprocess.TimeoutExpired):
        child.wait(1)  # the pipe is shut a moment before the process has gone
    worked_long = getattr(signal, "SIGXCPU", None)  # Windows has none
    if is_late.is_set() or (worked_long and child.returncode == -worked_long):
        return ReaderError(TIME)
    if child.returncode == -signal.SIGABRT:  # so Rust ends where it gets no memory
        return ReaderError(MEMORY)
    return error
