"""Say on a terminal that a step is still running, once it takes over a second."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

BEFORE, BETWEEN = 1.0, 5.0
"""Seconds before a step is said, and between two times that it is said again."""


@contextmanager
def progress(step: str) -> Iterator[None]:
    """Show ``step`` and its seconds on the error stream while the block runs.

    Nothing is shown where that is no terminal, so that scripts read only messages. Each
    time is a line of its own: orders to move back on a line are kept from terminals.
    """
    if not sys.stderr.isatty():
        yield
        return
    done = Event()
    showing = Thread(target=_show, args=(step, done), daemon=True)
    showing.start()
    try:
        yield
    finally:
        done.set()
        showing.join()


def _show(step: str, done: Event) -> None:
    began, wait = time.monotonic(), BEFORE
    while not done.wait(wait):
        wait = BETWEEN
        print(f"{step} … {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
