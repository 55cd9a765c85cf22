"""A turn at work that a machine bears a few times at once: who comes later waits.

One person has one turn at a time, so that two hostile files of one person leave room
for the files of others. Who has waited longest comes next.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Condition
from time import monotonic

LOOK = 0.25
"""Seconds between two looks whether there is room; a shorter wait is not told."""


class NoTurnError(Exception):
    """There was no room for all the time that one may wait."""


def _say_nothing(waits: bool) -> None:
    pass


_who: ContextVar[str] = ContextVar("who", default="")
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
def as_person(who: str) -> Iterator[None]:
    """Take turns as ``who`` within the block; "" is nobody, who may have several."""
    before = _who.set(who)
    try:
        yield
    finally:
        _who.reset(before)


@dataclass(eq=False)
class Ticket:
    """A place in the line before a room."""

    who: str


@dataclass(eq=False)
class Room:
    """A room of so many ``places``, one for a person."""

    places: int
    inside: list[Ticket] = field(default_factory=list)
    line: list[Ticket] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)

    def enter(self, ticket: Ticket, seconds: float) -> bool:
        """Enter as soon as it is one's turn; return False where it was not."""
        with self.changed:
            if ticket not in self.line:
                self.line.append(ticket)
            is_in = self.changed.wait_for(lambda: self._next() is ticket, seconds)
            if is_in:
                self.line.remove(ticket)
                self.inside.append(ticket)
                self.changed.notify_all()
            return is_in

    def leave(self, ticket: Ticket) -> None:
        """Leave the room, or the line before it."""
        with self.changed:
            for each in (self.line, self.inside):
                if ticket in each:
                    each.remove(ticket)
            self.changed.notify_all()

    def _next(self) -> Ticket | None:
        """Return the first in line whose turn it is, None where nobody's."""
        if len(self.inside) >= self.places:
            return None
        busy = {each.who for each in self.inside if each.who}
        return next((each for each in self.line if each.who not in busy), None)


@contextmanager
def turn(room: Room, seconds: float) -> Iterator[None]:
    """Wait until there is room, and hold a place of it within the block.

    Within it no other turn of the same room may be asked for. Raises NoTurnError after
    so many ``seconds``.
    """
    tell, end, waited = _tell.get(), monotonic() + seconds, False
    ticket = Ticket(_who.get())
    try:
        while not room.enter(ticket, min(LOOK, seconds)):
            if monotonic() >= end:
                raise NoTurnError
            waited = True
            tell(True)
        if waited:
            tell(False)
        yield
    finally:
        room.leave(ticket)
