"""Say on a terminal that a step is still running, once it takes over a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from dashboard.text.language import again, in_this_language

BEFORE, BETWEEN = 1.0, 5.0
"""Seconds before a step is said, and between two times that it is said again."""


@contextmanager
def progress(step: str) -> Iterator[Callable[[str], None]]:
    """Show ``step`` and its seconds on the error stream while the block runs.

    The block gets a function that takes how far it is, in words; what was said to be
    kept is said again in the language of now. Nothing is shown where
    the stream is no terminal, so that scripts read only messages. Each time is a line
    of its own: orders to move back on a line are kept from terminals.
    """
    far: list[str] = []

    @in_this_language
    def say(words: str) -> None:
        far[:] = [again(words)]

    if not sys.stderr.isatty():
        yield say
        return
    done = Event()
    showing = Thread(target=_show, args=(step, done, far), daemon=True)
    showing.start()
    try:
        yield say
    finally:
        done.set()
        showing.join()


def _show(step: str, done: Event, far: list[str]) -> None:
    began, wait = time.monotonic(), BEFORE
    while not done.wait(wait):
        wait = BETWEEN
        words = ", ".join([f"{time.monotonic() - began:.0f} s", *far])
        print(f"{step} … {words}", file=sys.stderr, flush=True)
