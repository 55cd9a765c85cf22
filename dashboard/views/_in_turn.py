"""Whose page is drawn now, and whose next: a few at a time, in the order they came.

Python runs one thread at a time and hands on every five milliseconds. Thirty runs side
by side so spend as much on handing on as on their pages: each took twice the processor
that it takes alone, and all ended late. In turn each is as quick as it can be.
"""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Condition, local
from time import monotonic

from dashboard.table.on_disk import leave_memory

AT_ONCE = max(2, os.cpu_count() or 1)
"""Runs at once. One waits for the disk or for a library while the other goes on."""
LONG = 1.0
"""Seconds after which a run holds no place any more: a brief of ten seconds, or a table
that is opened, keeps nobody waiting longer."""
LARGE_ROWS, LONG_OF_LARGE = 200_000, 15.0
"""A run that shows so many rows waits for the others that do: ten of them at the same
time had ten copies of half a table in memory, and none was done sooner. Runs on smaller
tables pass them by."""


class InTurn:
    """A queue for runs: who came first goes first, as soon as there is room.

    There is room while fewer than ``at_once`` runs hold a place. Each run holds one
    from its beginning to its end, ``long`` seconds at most.
    """

    def __init__(self, at_once: int = AT_ONCE, long: float = LONG) -> None:
        self._at_once, self._long = at_once, long
        self._changed = Condition()
        self._waiting: deque[object] = deque()
        self._until: dict[object, float] = {}

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a place, and hold it within the block."""
        me = object()
        with self._changed:
            self._waiting.append(me)
            try:
                while (wait := self._wait_of(me)) != 0:
                    self._changed.wait(wait)
                self._until[me] = monotonic() + self._long
            finally:
                self._waiting.remove(me)
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                del self._until[me]
                self._changed.notify_all()

    def _wait_of(self, me: object) -> float | None:
        """Return the seconds to wait before the next look, 0 for none, None for any."""
        if self._waiting[0] is not me:
            return None  # who goes before wakes the others
        now = monotonic()
        holding = [until - now for until in self._until.values() if until > now]
        if len(holding) < self._at_once:
            return 0
        return max(min(holding), 0.001)


RUNS = InTurn()
LARGE = InTurn(at_once=1, long=LONG_OF_LARGE)
_run = local()


@contextmanager
def large_in_turn() -> Iterator[None]:
    """Let :func:`wait_for_large` wait for a place, which is held to the block's end."""
    with ExitStack() as places:
        _run.places = places
        try:
            yield
        finally:
            _run.places = None


def wait_for_large() -> None:
    """Wait for the one place for runs on large tables; once in a run.

    What the run leaves is given back to the system before the next one has the place:
    else one takes its memory beside what the last one left, up to 0.7 GB of 1,000,000
    rows. Outside of :func:`large_in_turn` there is nothing to wait for.
    """
    places: ExitStack | None = getattr(_run, "places", None)
    if places is not None:
        _run.places = None
        places.enter_context(LARGE.turn())
        places.callback(leave_memory)
