"""A turn at work that a machine bears a few times at once: who comes later waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import BoundedSemaphore
from time import monotonic

LOOK = 0.25
"""Seconds between two looks whether there is room; a shorter wait is not told."""


class NoTurnError(Exception):
    """There was no room for all the time that one may wait."""


def _say_nothing(waits: bool) -> None:
    pass


_tell: ContextVar[Callable[[bool], None]] = ContextVar("tell", default=_say_nothing)


@contextmanager
def told_of_waiting(tell: Callable[[bool], None]) -> Iterator[None]:
    """Let ``tell`` hear, within the block, that this thread waits for its turn.

    It is called with True at each look and with False once the turn has come. What it
    raises ends the wait.
    """
    before = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(before)


@contextmanager
def turn(room: BoundedSemaphore, seconds: float) -> Iterator[None]:
    """Wait until there is room, and hold a place of it within the block.

    Within it no other turn of the same room may be asked for. Raises NoTurnError after
    so many ``seconds``.
    """
    tell, end, waited = _tell.get(), monotonic() + seconds, False
    while not room.acquire(timeout=min(LOOK, seconds)):
        if monotonic() >= end:
            raise NoTurnError
        waited = True
        tell(True)
    try:
        if waited:
            tell(False)
        yield
    finally:
        room.release()
