"""The reader of workbooks has a process for itself: what ends it ends nothing else."""

import io
import json
import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

import pytest
import xlsxwriter

from dashboard.openers import reader_process, reader_script
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.openers.reader_process import ReaderError
from dashboard.resources import PACKAGE
from dashboard.table.limits import MEGABYTE
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import speaking
from tests.files import excel

ROWS = [["id", "place"], ["a", "Here"], ["b", "There"]]
BOOK = excel({"One": ROWS})
HEAD = {"sheets": ["One"], "chosen": "One", "height": 2, "width": 2}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
FAKE = """
import os, sys, time
class CalamineError(Exception): ...
class PasswordError(CalamineError): ...
class PanicException(BaseException): ...
class SheetTypeEnum: WorkSheet = 1
class SheetVisibleEnum: Visible = 1
class CalamineWorkbook:
    @staticmethod
    def from_filelike(file):
        {}
"""
"""A reader that does something else; the script, its limits and the pipes are real."""


def refusal(content=BOOK) -> str:
    with pytest.raises(UnreadableTableError) as error:
        open_file(TableSource("a.xlsx", content))
    return str(error.value)


def error_of(raw=BOOK) -> ReaderError:
    with pytest.raises(ReaderError) as error, reader_process.reading(raw, "") as sheet:
        list(sheet.rows)
    return error.value


@pytest.fixture
def reader_does(monkeypatch, tmp_path):
    """Return a function that puts code in the place of the reader."""

    def put(code: str) -> None:
        (tmp_path / "python_calamine.py").write_text(FAKE.format(code))
        *command, _ = reader_process._command()
        put_in(monkeypatch, (*command, str(tmp_path)))

    return put


def put_in(monkeypatch, command) -> None:
    monkeypatch.setattr(reader_process, "_command", lambda: command)


def says(monkeypatch, *lines: bytes, end="") -> None:
    """Put a process in the place of the whole script, that answers these bytes."""
    code = f"import sys,os\nsys.stdout.buffer.write({b''.join(lines)!r})\n{end}"
    put_in(monkeypatch, (sys.executable, "-I", "-S", "-c", code))


def line(value) -> bytes:
    return json.dumps(value).encode() + b"\n"


def test_cells_of_a_workbook_come_back_as_their_reader_gives_them():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    day, moment, hour, length = (
        book.add_format({"num_format": each})
        for each in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "[h]:mm:ss")
    )
    sheet = book.add_worksheet("Eins")
    sheet.write(2, 1, '["date","2025-09-02"]')
    sheet.write(2, 2, "é\u2028\n\U0001f6a2")
    sheet.write(3, 1, 0.1)
    sheet.write(3, 2, True)
    for at, form in enumerate((day, moment, hour, length), start=1):
        sheet.write(4, at, 0.75 if form in (hour, length) else 45902.25, form)
    book.close()
    with reader_process.reading(stream.getvalue(), "") as read:
        rows = list(read.rows)
    assert (read.name, read.names, read.height) == ("Eins", ("Eins",), 5)
    assert rows == [
        [""] * 5,
        [""] * 5,
        ["", '["date","2025-09-02"]', "é\u2028\n\U0001f6a2", "", ""],
        ["", 0.1, True, "", ""],
        [
            "",
            datetime(2025, 9, 2, 6),
            datetime(2025, 9, 2, 6),
            time(18),
            timedelta(hours=18),
        ],
    ]
    assert rows[3][2] is True


def test_a_sheet_without_cells_has_no_rows():
    with reader_process.reading(excel({"One": []}), "") as read:
        assert (read.name, read.height, list(read.rows)) == ("One", 0, [])


def test_every_kind_of_cell_goes_through_the_answer_unchanged():
    cells = ["", "NaN", 1, 2**62, -0.0, 1e-320, math.inf, -math.inf, True, False]
    cells += [date(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), time(0, 0, 1)]
    cells += [timedelta(-1, 5, 7), datetime(2025, 9, 2)]
    told = json.dumps([[*cells, math.nan]], default=reader_script._moment).encode()
    ((*back, nothing),) = reader_process._rows(iter([told]), 1, len(cells) + 1)
    assert list(map(repr, back)) == list(map(repr, cells))
    assert math.isnan(nothing)


@LINUX
@pytest.mark.parametrize(
    ("signal", "words"),
    [
        ("SIGKILL", "broke off; it may take 3,072 MB of memory and 120 seconds"),
        ("SIGSEGV", "broke off; it may take 3,072 MB of memory and 120 seconds"),
        ("SIGABRT", "more memory than 3,072 MB, which is the limit"),
    ],
)
def test_a_reader_that_is_killed_ends_nothing_else(signal, words, reader_does):
    reader_does(f"import signal; os.kill(os.getpid(), signal.{signal})")
    assert words in refusal()


def test_a_reader_that_dies_in_the_middle_gives_no_shorter_table(monkeypatch):
    head = line(HEAD | {"height": 3})
    says(monkeypatch, head, line(ROWS[:2]), end="os._exit(1)")
    assert "broke off" in refusal()
    says(monkeypatch, head, line(ROWS)[:-9])
    assert "broke off" in refusal()
    says(monkeypatch, head, line(ROWS))
    assert open_file(TableSource("a.xlsx", BOOK)).text.shape == (2, 2)


def test_a_reader_that_ends_before_it_has_the_workbook_is_told(monkeypatch):
    put_in(monkeypatch, (sys.executable, "-I", "-S", "-c", "import os; os._exit(3)"))
    assert error_of(bytes(5 * MEGABYTE)).wrong == reader_process.ENDED


@LINUX
def test_a_reader_gets_no_more_memory_than_it_may_have(reader_does, monkeypatch):
    monkeypatch.setattr(reader_process, "MAX_MEMORY", 300 * MEGABYTE)
    reader_does(f"bytearray({400 * MEGABYTE})")
    assert "more memory than 300 MB, which is the limit" in refusal()
    reader_does(f"bytearray({100 * MEGABYTE}); raise ValueError('enough')")
    assert "(enough)" in refusal()


@LINUX
def test_a_real_sheet_that_takes_too_much_memory_is_refused(monkeypatch):
    content = excel({"One": [[f"{at:0900}"] for at in range(40_000)]})
    monkeypatch.setattr(reader_process, "MAX_MEMORY", 64 * MEGABYTE)
    assert "more memory than 64 MB, which is the limit" in refusal(content)


@LINUX
def test_a_reader_without_end_is_stopped(reader_does, monkeypatch):
    monkeypatch.setattr(reader_process, "MAX_CPU", 1)
    reader_does("while True: pass")
    assert "takes too long; 1 seconds of work or 900 by the clock" in refusal()


def test_a_reader_that_waits_for_ever_is_stopped(reader_does, monkeypatch):
    monkeypatch.setattr(reader_process, "MAX_SECONDS", 0.4)
    reader_does("time.sleep(60)")
    assert "takes too long" in refusal()


def test_a_reader_that_never_takes_its_workbook_is_stopped(monkeypatch):
    monkeypatch.setattr(reader_process, "MAX_SECONDS", 0.4)
    asleep = "import time; time.sleep(60)"
    put_in(monkeypatch, (sys.executable, "-I", "-S", "-c", asleep))
    assert error_of(bytes(MEGABYTE)).wrong == reader_process.TIME


RUBBISH = [
    b"",
    b"\n",
    b"\xff\xfe\n",
    b"[" * 100_000 + b"\n",
    b"9" * 5_000 + b"\n",
    line([]),
    line(HEAD | {"more": 1}),
    line(HEAD | {"sheets": "One"}),
    line(HEAD | {"sheets": ["One", 1]}),
    line(HEAD | {"chosen": "Two"}),
    line(HEAD | {"chosen": ["One"]}),
    line(HEAD | {"height": True}),
    line(HEAD | {"width": -1}),
    line(HEAD),
    line(HEAD) + line({}),
    line(HEAD) + line("ab"),
    line(HEAD) + line([["a", "b"]]),
    line(HEAD) + line([["a", "b"]] * 3),
    line(HEAD) + line([["a", "b"], ["c"]]),
    line(HEAD) + line([["a", "b"], "cd"]),
    line(HEAD) + line([["a", "b"], ["c", None]]),
    line(HEAD) + line([["a", "b"], ["c", {}]]),
    line(HEAD) + line([["a", "b"], ["c", []]]),
    line(HEAD) + line([["a", "b"], ["c", ["system", "id"]]]),
    line(HEAD) + line([["a", "b"], ["c", [["date"], "2025-09-02"]]]),
    line(HEAD) + line([["a", "b"], ["c", ["date", "2025-13-02"]]]),
    line(HEAD) + line([["a", "b"], ["c", ["date", 1]]]),
    line(HEAD) + line([["a", "b"], ["c", ["timedelta", 10**12]]]),
    line({"wrong": "anything", "why": "<b>"}),
    line({"wrong": ["damaged"]}),
]


@pytest.mark.parametrize("told", RUBBISH, ids=range(len(RUBBISH)))
def test_an_answer_that_is_none_becomes_no_table(told, monkeypatch):
    lines = iter(told.splitlines(keepends=True))
    with pytest.raises(ReaderError) as error:
        head = reader_process.loaded(next(lines, b""))
        if not reader_process._is_head(head):
            raise ReaderError(reader_process.ENDED)
        list(reader_process._rows(lines, head["height"], head["width"]))
    assert error.value.wrong == reader_process.ENDED


def test_rubbish_is_refused_in_plain_words(monkeypatch):
    says(monkeypatch, line(HEAD), b"__import__('os').system('id')\n")
    assert "program that it comes from and save it again" in refusal()
    says(monkeypatch, line([]))
    assert "the reader of this file broke off" in refusal()


@pytest.mark.parametrize("limit", ["MAX_LINE", "MAX_ANSWER"])
def test_an_answer_without_end_is_left(limit, monkeypatch):
    monkeypatch.setattr(reader_process, limit, MEGABYTE)
    more = "    sys.stdout.buffer.write(b'[' + b' ' * 100_000 + b']{}')"
    ends = {"MAX_LINE": "", "MAX_ANSWER": "\\n"}[limit]
    says(monkeypatch, line(HEAD), end="while True:\n" + more.format(ends))
    words = {"MAX_LINE": "than 1 MB, which", "MAX_ANSWER": "more than 1 MB, or those"}
    assert words[limit] in refusal()


@LINUX
@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("sorted(set(os.environ) - {'LC_CTYPE', 'LD_LIBRARY_PATH'})", "[]"),
        ("[n for n in sys.modules if n in ('pandas', 'dashboard', 'site')]", "[]"),
        ("(sys.flags.isolated, sys.flags.dont_write_bytecode)", "(1, 1)"),
        ("open('/proc/self/oom_score_adj').read().strip()", "1000"),
        ("__import__('resource').getrlimit(4)", "(1, 1)"),  # RLIMIT_CORE
        ("__import__('resource').getrlimit(6)", "(0, 0)"),  # RLIMIT_NPROC
        ("len(os.listdir('/proc/self/fd'))", "4"),  # three pipes, and this list
    ],
)
def test_a_reader_has_what_it_needs_and_no_more(asked, answer, reader_does):
    reader_does(f"raise ValueError(str({asked}))")
    error = error_of()
    assert (error.wrong, error.why) == (reader_script.DAMAGED, answer)


@LINUX
def test_a_reader_writes_no_file(reader_does, tmp_path):
    there = tmp_path / "written"
    reader_does(f"open({str(there)!r}, 'w').write('x')")
    assert "broke off" in refusal() or there.stat().st_size == 0
    assert there.stat().st_size == 0


@pytest.mark.parametrize(
    ("raised", "words"),
    [
        ("PanicException('made up')", "its reader gave up"),
        ("PasswordError()", "a workbook with a password"),
        ("CalamineError('no such thing')", "(no such thing)"),
        ("OverflowError('days')", "(days)"),
        ("MemoryError()", "more memory than"),
        ("KeyboardInterrupt()", "broke off"),
    ],
)
def test_what_a_reader_raises_is_told(raised, words, reader_does):
    reader_does(f"raise {raised}")
    assert words in refusal()


def test_a_length_of_time_that_python_has_no_number_for_is_refused():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    length = book.add_format({"num_format": "[h]:mm:ss"})
    book.add_worksheet().write(0, 0, 1e10, length)
    book.close()
    assert "this is a damaged workbook" in refusal(stream.getvalue())


def test_a_system_without_limits_reads_too(monkeypatch):
    *_, packages = reader_process._command()
    script = Path(reader_script.__file__)
    code = f"import sys; sys.modules['resource'] = None; sys.argv[1:1] = [{packages!r}]"
    code += f"\nexec(compile(open({str(script)!r}).read(), 'x', 'exec'))"
    put_in(monkeypatch, (sys.executable, "-I", "-S", "-c", code))
    assert open_file(TableSource("a.xlsx", BOOK)).text.shape == (2, 2)


def test_a_reader_that_cannot_be_started_is_told(monkeypatch, tmp_path):
    put_in(monkeypatch, (str(tmp_path / "none"),))
    assert "could not be started (No such file or directory)" in refusal()


@pytest.fixture
def started(monkeypatch):
    """Return the processes that are started."""
    found, make = [], subprocess.Popen

    def recorded(*given, **more):
        found.append(make(*given, **more))
        return found[-1]

    monkeypatch.setattr(reader_process.subprocess, "Popen", recorded)
    return found


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
@pytest.mark.parametrize("is_busy", [True, False])
def test_nothing_is_left_of_a_reader_whose_caller_is_interrupted(
    is_busy, error, started, monkeypatch
):
    more = "while True: sys.stdout.buffer.write(b'[]')" if is_busy else "sleep(20)"
    end = f"sys.stdout.flush()\nfrom time import sleep\n{more}"
    says(monkeypatch, line(HEAD | {"height": 9}), line(ROWS[:2]), end=end)
    start = monotonic()
    with pytest.raises(error), reader_process.reading(BOOK, "") as sheet:
        next(sheet.rows)
        raise error
    (child,) = started
    assert child.returncode is not None
    assert child.stdin.closed and child.stdout.closed
    assert monotonic() - start < 10


def test_nothing_is_left_of_a_reader_that_is_done_or_dead(started, reader_does):
    open_file(TableSource("a.xlsx", BOOK))
    reader_does("os._exit(1)")
    refusal()
    assert [child.returncode is None for child in started] == [False, False]


def test_a_session_reads_on_while_the_reader_of_another_dies(monkeypatch):
    """One in two workbooks kills its reader."""
    *command, packages = reader_process._command()
    script = Path(reader_script.__file__).read_text(encoding="utf-8")
    deadly = script.replace(
        "    book = Cal",
        "    import os\n    part == 'die' and os.abort()\n    book = Cal",
    )
    assert deadly != script
    put_in(monkeypatch, (*command[:-1], "-c", deadly, packages))

    def opened(part):
        try:
            with reader_process.reading(BOOK, part) as sheet:
                return list(sheet.rows)
        except ReaderError as error:
            return error.wrong

    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(opened, ["One", "die"] * 4))
    assert read == [ROWS, reader_script.MEMORY] * 4


def test_the_server_does_not_load_the_reader():
    code = "import sys, dashboard.openers.open_file; print('python_calamine' in sys.modules)"
    run = partial(subprocess.run, capture_output=True, text=True, check=True)
    done = run([sys.executable, "-c", code], cwd=PACKAGE.parent)
    assert done.stdout.strip() == "False"
    assert find_spec("python_calamine") is not None


def test_the_limits_are_told_in_spanish(monkeypatch, reader_does):
    reader_does("os._exit(1)")
    with speaking("es"):
        assert "3072 MB de memoria y 120 segundos" in refusal()


def test_an_end_in_good_order_is_no_end_of_time_where_no_signal_says_so(monkeypatch):
    monkeypatch.delattr(reader_process.signal, "SIGXCPU", raising=False)
    says(monkeypatch, line([]))
    assert error_of().wrong == reader_process.ENDED
