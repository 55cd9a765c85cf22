"""Readers of workbooks: few at once, none left behind, and none holds the server."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from threading import enumerate as threads
from types import SimpleNamespace

import pytest

from dashboard.figures.data_page_words import step_words
from dashboard.openers import reader_process, turns
from dashboard.openers.opened import TableSource
from dashboard.openers.reader_process import ReaderError, reading
from dashboard.openers.turns import NoTurnError, Room, as_person, told_of_waiting, turn
from dashboard.resources import PACKAGE
from dashboard.table.reading import UnreadableTableError
from dashboard.views import _changes, _open
from dashboard.views._open import open_in_steps
from tests.files import excel
from tests.test_reader_process import BOOK, FAKE, LINUX, ROWS, put_in, says

HOSTILE = """
import sys, threading
from dashboard.openers import reader_process
*command, _ = reader_process._command()
reader_process._command = lambda: (*command, sys.argv[1])
def read():
    try:
        with reader_process.reading(b"PK", ""):
            pass
    except reader_process.ReaderError as error:
        print(error.wrong, flush=True)
"""
"""A program that reads a workbook by a reader that sleeps."""


class StoppedError(Exception):
    """Ends a wait, as a click does."""


@pytest.fixture(autouse=True)
def one_room(monkeypatch):
    """Give each test a room of its own."""
    room = Room(reader_process.READERS)
    monkeypatch.setattr(reader_process, "_room", room)
    monkeypatch.setattr(turns, "LOOK", 0.02)
    monkeypatch.setattr(reader_process, "MAX_WAIT", 30)
    return room


def is_free(room) -> bool:
    """Return whether nobody holds a place: a leak would keep one for ever."""
    with ExitStack() as stack, suppress(NoTurnError):
        for _ in range(reader_process.READERS):
            stack.enter_context(turn(room, 0.0))
        return True
    return False


def read_book():
    with reading(BOOK, "") as sheet:
        return list(sheet.rows)


def test_fifty_who_upload_at_once_have_few_readers(monkeypatch, one_room):
    alive, most, lock, make = [0], [0], Lock(), reader_process._process

    class Counted:
        def __init__(self, *given):
            self.made = make(*given)

        def __enter__(self):
            with lock:
                alive[0] += 1
                most[0] = max(most[0], alive[0])
            return self.made.__enter__()

        def __exit__(self, *given):
            with lock:
                alive[0] -= 1
            return self.made.__exit__(*given)

    monkeypatch.setattr(reader_process, "_process", Counted)
    with ThreadPoolExecutor(50) as pool:
        read = list(pool.map(lambda _: read_book(), range(50)))
    assert read == [ROWS] * 50 and most == [reader_process.READERS]
    assert is_free(one_room)


def test_who_waits_too_long_is_told_so(monkeypatch, one_room):
    monkeypatch.setattr(reader_process, "MAX_WAIT", 0.05)
    with turn(one_room, 1), turn(one_room, 1):
        with pytest.raises(UnreadableTableError) as error:
            open_in_steps(TableSource("a.xlsx", BOOK))
        assert "so many other files are being read" in str(error.value)
    assert is_free(one_room) and read_book() == ROWS


def test_a_wait_is_told_and_ends_with_the_turn(one_room):
    held, heard = [turn(one_room, 1) for _ in range(reader_process.READERS)], []
    for each in held:
        each.__enter__()

    def tell(step, rows):
        heard.append(step)
        if heard.count("wait") == 2 and held:
            held.pop().__exit__(None, None, None)

    rows = [["date", "latitude", "longitude"], ["2025-09-02", 10.5, -64.5]]
    open_in_steps(TableSource("a.xlsx", excel({"One": rows})), tell)
    assert list(dict.fromkeys(heard)) == ["read", "wait", "map", "check"]
    assert heard[heard.index("map") - 1] == "read"
    assert step_words("wait", 0).startswith("Waiting")


def test_a_click_ends_a_wait_and_takes_no_place(one_room):
    def click(waits):
        raise StoppedError

    stopped, told = pytest.raises(StoppedError), told_of_waiting(click)
    with turn(one_room, 1), turn(one_room, 1), stopped, told:
        read_book()
    assert is_free(one_room)


def test_an_end_as_the_turn_comes_gives_it_back():
    room = Room(1)
    held = turn(room, 1)
    held.__enter__()

    def tell(waits):
        if not waits:
            raise StoppedError
        held.__exit__(None, None, None)

    with pytest.raises(StoppedError), told_of_waiting(tell), turn(room, 1):
        pass
    with turn(room, 0):
        assert len(room.inside) == 1 and not room.line


def test_two_files_of_one_person_leave_room_for_those_of_others(one_room):
    """The one that came later is read first: the other person has none before it."""
    done, started, ends = [], Event(), Event()

    def hold(who, name):
        with as_person(who), turn(one_room, 30):
            done.append(name)
            started.set()
            ends.wait(30)

    with ThreadPoolExecutor(2) as pool:
        pool.submit(hold, "one", "first")
        assert started.wait(10)
        pool.submit(hold, "one", "second")
        while not one_room.line:
            time.sleep(0.01)
        with as_person("other"), turn(one_room, 10):
            assert done == ["first"]
        ends.set()
    assert done == ["first", "second"] and is_free(one_room)


def test_who_waited_longest_comes_next(one_room):
    done = []

    def take(name):
        with as_person(name), turn(one_room, 30):
            done.append(name)

    with ExitStack() as stack, ThreadPoolExecutor(3) as pool:
        for _ in range(reader_process.READERS - 1):
            stack.enter_context(turn(one_room, 1))
        with turn(one_room, 1):
            for at, name in enumerate("cab", start=1):
                pool.submit(take, name)
                while len(one_room.line) < at:
                    time.sleep(0.01)
        while len(done) < 3:
            time.sleep(0.01)
    assert done == ["c", "a", "b"]


def test_nobody_may_have_several_turns(one_room):
    with turn(one_room, 0.1), turn(one_room, 0.1):
        assert len(one_room.inside) == 2


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_no_place_is_lost_with_an_error(error, one_room):
    for _ in range(reader_process.READERS + 1):
        with pytest.raises(error), reading(BOOK, ""):
            raise error
    assert is_free(one_room)


def test_no_place_is_lost_with_a_reader_that_is_none(monkeypatch, tmp_path, one_room):
    for command in ((str(tmp_path / "none"),), (sys.executable, "-c", "")):
        put_in(monkeypatch, command)
        for _ in range(reader_process.READERS + 1):
            with pytest.raises(ReaderError):
                read_book()
    assert is_free(one_room)


def test_where_no_thread_is_to_be_had_nothing_is_left(monkeypatch, one_room):
    def refuse(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refuse)
    with pytest.raises(ReaderError) as error:
        read_book()
    assert error.value.wrong == reader_process.NOT_STARTED and is_free(one_room)


def test_many_reads_leave_no_thread_and_no_descriptor(monkeypatch):
    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("counts in /proc")
    says(monkeypatch, b"rubbish")
    before = len(threads()), len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        with pytest.raises(ReaderError):
            read_book()
    for _ in range(100):  # a watch that was told so ends in its own time
        if len(threads()) <= before[0]:
            break
        time.sleep(0.02)
    assert (len(threads()), len(os.listdir("/proc/self/fd"))) == before


def program(end, tmp_path):
    """Start a program whose reader sleeps; return it and the id of the reader."""
    (tmp_path / "python_calamine.py").write_text(
        FAKE.format("time.sleep(60)"), encoding="utf-8"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", HOSTILE + end, str(tmp_path)],
        cwd=PACKAGE.parent,
        stdout=subprocess.PIPE,
        text=True,
    )
    children = f"/proc/{started.pid}/task"
    for _ in range(500):
        found = [
            int(each)
            for task in os.listdir(children)
            for each in Path(f"{children}/{task}/children").read_text().split()
        ]
        if found and b"reader_script" in command_of(found[0]):
            time.sleep(0.3)  # it has asked Linux by then
            return started, found[0]
        time.sleep(0.02)
    raise AssertionError("no reader was started")


def command_of(process: int) -> bytes:
    with suppress(OSError), open(f"/proc/{process}/cmdline", "rb") as file:
        return file.read()
    return b""


def is_gone(process: int) -> bool:
    for _ in range(250):
        if b"reader_script" not in command_of(process):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.full
@LINUX
def test_a_reader_ends_with_a_server_that_is_killed(tmp_path):
    started, reader = program("read()", tmp_path)
    started.kill()
    started.communicate()
    assert is_gone(reader)


@pytest.mark.full
@LINUX
def test_a_reader_does_not_keep_a_server_that_is_asked_to_end(tmp_path):
    """Streamlit ends its main thread; Python then waits for those of the sessions."""
    started, reader = program(
        "threading.Thread(target=read).start(); import time; time.sleep(1)", tmp_path
    )
    told, _ = started.communicate(timeout=10)
    assert told == "ended\n" and is_gone(reader)


def test_every_upload_is_read_in_the_name_of_its_session(monkeypatch):
    """Else one person's files could take every reader of the server."""
    asked = SimpleNamespace(user_info={}, session_id="a session")
    monkeypatch.setattr(_open, "get_script_run_ctx", lambda **how: asked)
    assert _open.person() == "a session"
    asked.user_info["email"] = "somebody@example.org"
    assert _open.person() == "somebody@example.org"
    upload = SimpleNamespace(name="a.csv", getvalue=lambda: b"a\n1\n")
    monkeypatch.setattr(_changes.st, "file_uploader", lambda *label, **how: upload)
    for module in (_open, _changes):
        named = []

        @contextmanager
        def noted(who, named=named):
            named.append(who)
            yield

        monkeypatch.setattr(module, "as_person", noted)
        monkeypatch.setattr(module, "open_file", lambda source: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            if module is _changes:
                _changes.opened_older()
            else:
                _open.open_in_steps(TableSource("a.csv", b"a\n1\n"))
        assert named == ["somebody@example.org"]
