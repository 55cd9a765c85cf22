"""Work that a page begins and nobody waits for: done when no page is drawn."""

import sys
import time
from collections.abc import Callable
from threading import Thread

from dashboard.crash import log_line
from dashboard.views._pages_now import NOW

QUIET_SECONDS = 0.5
"""So long no page may have been drawn before: one follows another."""
AT_MOST_SECONDS = 120.0
"""Then it is done all the same, on a server that is never quiet."""


Wait = Callable[[], None]


def when_quiet(work: Callable[[Wait], None]) -> Thread:
    """Do some work in a thread of its own, as soon as no page is drawn.

    ``work`` is given what waits for the next such moment, to call between its parts:
    what it holds would else lie beside what each page takes. Where the server ends
    before, it is not done, or is left in the middle.
    """
    thread = Thread(target=_do, args=(work,), name="later", daemon=True)
    thread.start()
    return thread


def _do(work: Callable[[Wait], None]) -> None:
    until = time.monotonic() + AT_MOST_SECONDS

    def wait() -> None:
        while not NOW.is_quiet(QUIET_SECONDS) and time.monotonic() < until:
            time.sleep(QUIET_SECONDS / 5)

    wait()
    try:
        work(wait)
    except Exception as error:
        print(log_line(error, "later", None), file=sys.stderr, flush=True)
