"""Runs of pages go in turn: a few at once, first come first served, a long one holds nobody."""

import threading
import time
from contextlib import suppress
from types import SimpleNamespace

import pytest

from dashboard.views import _data, _in_turn
from dashboard.views._in_turn import (
    LARGE,
    LARGE_ROWS,
    RUNS,
    InTurn,
    large_in_turn,
    wait_for_large,
)
from tests.test_app import opened_at

PATIENCE = 20.0


class Run(threading.Thread):
    """A run that waits for its turn, and then for leave to end."""

    def __init__(self, queue: InTurn, drawn: list[str], name: str) -> None:
        super().__init__(daemon=True)
        self.queue, self.drawn, self.title = queue, drawn, name
        self.ended = threading.Event()

    def run(self) -> None:
        with self.queue.turn():
            self.drawn.append(self.title)
            self.ended.wait(PATIENCE)


def begin(queue: InTurn, drawn: list[str], names: str) -> list[Run]:
    """Begin runs one after the other, each when the one before has taken its place."""
    runs = []
    for count, name in enumerate(names, len(queue._waiting) + len(queue._until) + 1):
        runs.append(Run(queue, drawn, name))
        runs[-1].start()
        wait_for(lambda: len(queue._waiting) + len(queue._until) >= count)  # noqa: B023
    return runs


def wait_for(is_so) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < until:
        time.sleep(0.002)
    assert is_so()


def test_as_many_run_as_there_is_room_for_and_the_others_in_the_order_they_came():
    queue, drawn = InTurn(at_once=2, long=PATIENCE), []
    runs = begin(queue, drawn, "abcde")
    wait_for(lambda: drawn == ["a", "b"])
    time.sleep(0.05)
    assert drawn == ["a", "b"]
    for ended, expected in ((1, "abc"), (0, "abcd"), (3, "abcde")):
        runs[ended].ended.set()
        wait_for(lambda: drawn == [*expected])  # noqa: B023
    for run in runs:
        run.ended.set()
        run.join(PATIENCE)
    assert not queue._waiting and not queue._until


def test_a_long_run_gives_its_place_to_the_next_and_may_go_on():
    queue, drawn = InTurn(at_once=1, long=0.2), []
    before = time.monotonic()
    first, second = begin(queue, drawn, "ab")
    wait_for(lambda: drawn == ["a", "b"])
    assert time.monotonic() - before >= 0.2 and first.is_alive()
    for run in (first, second):
        run.ended.set()
        run.join(PATIENCE)
    assert not queue._until


def begin_large(drawn, name, rows):
    """Start a run that shows so many rows; give it as :func:`begin` does."""
    ended = threading.Event()

    def run():
        with large_in_turn():
            for _ in range(2):  # a run reads its table more than once
                if rows >= LARGE_ROWS:
                    wait_for_large()
            drawn.append(name)
            ended.wait(PATIENCE)

    thread = threading.Thread(target=run, daemon=True)
    thread.ended = ended
    thread.start()
    return thread


def test_runs_on_large_tables_wait_for_each_other_and_no_other_for_them():
    drawn = []
    first = begin_large(drawn, "a", LARGE_ROWS)
    wait_for(lambda: drawn == ["a"])
    second = begin_large(drawn, "b", LARGE_ROWS)
    wait_for(lambda: LARGE._waiting)
    small = begin_large(drawn, "c", LARGE_ROWS - 1)
    wait_for(lambda: drawn == ["a", "c"])
    first.ended.set()
    wait_for(lambda: drawn == ["a", "c", "b"])
    for run in (first, second, small):
        run.ended.set()
        run.join(PATIENCE)
    assert not LARGE._until and not LARGE._waiting


@pytest.mark.parametrize("error", [None, ValueError])
def test_a_large_run_gives_memory_back_before_the_next_one_has_the_place(
    monkeypatch, error
):
    held = []
    monkeypatch.setattr(
        _in_turn, "leave_memory", lambda: held.append(len(LARGE._until))
    )
    with suppress(ValueError), large_in_turn():
        wait_for_large()
        assert held == []
        if error:
            raise error
    assert held == [1] and not LARGE._until
    with large_in_turn():
        pass
    assert held == [1]  # a run on a small table has taken none


def test_outside_of_a_run_nothing_waits(monkeypatch):
    monkeypatch.setattr(LARGE, "turn", lambda: pytest.fail("it waits"))
    wait_for_large()
    with large_in_turn():
        pass
    wait_for_large()


def test_a_large_run_that_fails_leaves_its_place():
    with pytest.raises(ValueError, match="made up"), large_in_turn():
        wait_for_large()
        assert len(LARGE._until) == 1
        raise ValueError("made up")
    assert not LARGE._until


@pytest.mark.parametrize(("rows", "waits"), [(200_000, 1), (199_999, 0)])
def test_a_page_of_a_large_table_waits_for_its_turn(monkeypatch, rows, waits):
    asked = []
    dataset = SimpleNamespace(incidents=range(rows))
    monkeypatch.setattr(_data, "_as_of_today", lambda shown: dataset)
    monkeypatch.setattr(_data, "_shown", lambda keys: None)
    monkeypatch.setattr(_data, "wait_for_large", lambda: asked.append(True))
    assert _data.read_data() == (dataset, "")
    assert asked == [True] * waits


def test_the_app_gives_its_runs_a_place_for_large_tables(monkeypatch):
    monkeypatch.setattr(_data, "LARGE_ROWS", 1)
    held, real = [], InTurn.turn

    def counted(queue):
        held.append(queue)
        return real(queue)

    monkeypatch.setattr(InTurn, "turn", counted)
    assert not opened_at("method").exception
    assert held.count(LARGE) == held.count(RUNS) >= 1
    assert not LARGE._until


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_run_that_fails_leaves_its_place(error):
    queue = InTurn(at_once=1, long=PATIENCE)
    with pytest.raises(error), queue.turn():
        raise error
    with queue.turn():
        pass
    assert not queue._waiting and not queue._until


def test_a_page_is_drawn_in_its_turn(monkeypatch):
    held = []
    real = InTurn.turn

    def counted(queue):
        held.append(queue)
        return real(queue)

    monkeypatch.setattr(InTurn, "turn", counted)
    assert not opened_at("method").exception
    assert held and {*held} == {RUNS} and not RUNS._until
