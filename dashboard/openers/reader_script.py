"""Read a sheet of a workbook, in a process of its own that nothing else needs.

The server never loads the reader of workbooks: a fault of it, a failed request for
memory or a loop without end stops this process alone. It is started as a script by
:mod:`dashboard.openers.reader_process`, which bounds it, and imports no other module of
ours, so that it is there within a few hundredths of a second. It takes one line of JSON
(``part``, ``size``) and the bytes of the workbook; it answers in lines of JSON: what
the sheets are, then the rows, or what went wrong.
"""

import io
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

PASSWORD, DAMAGED, GAVE_UP, MEMORY = "password", "damaged", "gave up", "memory"
"""What may be wrong, as the answer says it."""
BLOCK = 256 * 1024
"""Bytes of rows after which a line ends; a row is never parted."""
BEST = 2
"""The rank of a sheet of several rows and columns; the first of them is read."""
PARENT_DEATH_SIGNAL = 1
"""The option of that name of prctl(2), ``PR_SET_PDEATHSIG``."""


def limit_process(memory: int, seconds: int) -> None:
    """Bound what this process may take, in bytes and in seconds of the processor.

    It may write no file and start no process. Where the machine runs out of memory,
    the system ends this process first. A system without such limits has none.
    """
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, most in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NPROC", 0),
        ("RLIMIT_CORE", 1),  # no dump; with 0 a pipe to a collector still gets one
    ):
        with suppress(AttributeError, OSError, ValueError):
            kind = getattr(resource, name)
            hard = resource.getrlimit(kind)[1]
            if hard == resource.RLIM_INFINITY or hard > most:
                hard = most + (name == "RLIMIT_CPU")  # first a signal that says why
            resource.setrlimit(kind, (min(most, hard), hard))


def end_with_parent() -> None:
    """Ask Linux to kill this process as soon as who started it is gone.

    Where that was gone before, the question breaks off, and so does this process.
    """
    with suppress(ImportError, OSError, AttributeError, TypeError):
        import ctypes

        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


def choose_sheet(book: Any, names: list[str], shown: list[str], part: str) -> Any:
    """Return the sheet to read, None where there is none of that name or none at all.

    It is the one called ``part``; without a name the first that holds rows of several
    columns, of those that show if any does.
    """
    if part:
        return book.get_sheet_by_name(part) if part in names else None
    chosen, best = None, -1
    for each in shown or names:  # one is held beside the best: a sheet may take 1 GB
        sheet = book.get_sheet_by_name(each)
        # One column of text before a table is a page of remarks.
        rank = (sheet.height > 1) + (sheet.height > 1 and sheet.width > 1)
        if rank > best:
            chosen, best = sheet, rank
        if best == BEST:
            break
    return chosen


def to_lines(raw: bytes, part: str) -> Iterator[str]:
    """Yield the answer: the sheets, then rows of cells from the first of the sheet."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    sheets = [s for s in book.sheets_metadata if s.typ is SheetTypeEnum.WorkSheet]
    names = [sheet.name for sheet in sheets]
    shown = [s.name for s in sheets if s.visible is SheetVisibleEnum.Visible]
    sheet = choose_sheet(book, names, shown, part)
    head: dict[str, Any] = {"sheets": names, "chosen": None, "height": 0, "width": 0}
    if sheet is None:
        yield json.dumps(head)
        return
    left = [""] * (sheet.start[1] if sheet.start else 0)
    row, column = sheet.end or (-1, -1)
    head |= {"chosen": sheet.name, "height": row + 1, "width": column + 1}
    yield json.dumps(head)
    encode = json.JSONEncoder(
        ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_moment
    ).encode
    rows: list[str] = []
    size = 0
    for cells in sheet.iter_rows():  # blank rows above the first are given, columns not
        rows.append(encode(left + cells))
        size += len(rows[-1])
        if size > BLOCK:
            yield f"[{','.join(rows)}]"
            rows, size = [], 0
    yield f"[{','.join(rows)}]"


def _moment(value: object) -> list[Any]:
    """Return what JSON has no word for, as a list: no cell is one."""
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, time):
        return ["time", value.isoformat()]
    if isinstance(value, timedelta):
        return ["timedelta", value.days, value.seconds, value.microseconds]
    raise TypeError(f"no cell is a {type(value).__name__}")


def what_is_wrong(error: BaseException) -> tuple[str, str]:
    """Return what an error of the reader means, and its words; blank where unknown."""
    from python_calamine import CalamineError, PasswordError

    if isinstance(error, PasswordError):
        return PASSWORD, ""
    if isinstance(error, CalamineError | OSError | ValueError | OverflowError):
        return DAMAGED, str(error)
    if isinstance(error, MemoryError):
        return MEMORY, ""
    if type(error).__name__ == "PanicException":  # of Rust, and no ``Exception``
        return GAVE_UP, ""
    return "", ""


def answer(asked: BinaryIO, told: BinaryIO) -> None:
    """Read one question and write its answer."""
    question = json.loads(asked.readline())
    raw = asked.read(question["size"])
    try:
        for line in to_lines(raw, question["part"]):
            told.write(line.encode() + b"\n")
    except BaseException as error:
        wrong, why = what_is_wrong(error)
        if not wrong:
            raise
        told.write(json.dumps({"wrong": wrong, "why": why}).encode() + b"\n")
    told.flush()


if __name__ == "__main__":
    end_with_parent()
    limit_process(int(sys.argv[2]), int(sys.argv[3]))
    sys.path.append(sys.argv[1])
    answer(sys.stdin.buffer, sys.stdout.buffer)
