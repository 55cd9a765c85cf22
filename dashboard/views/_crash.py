"""The catch at the top of every page: an error that no code foresaw, in plain words.

Streamlit runs the callback of a widget before the page, so :func:`caught` cannot see
its errors. Every callback goes through :func:`safely` (tests/test_structure.py).
"""

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, overload

import streamlit as st

from dashboard.crash import (
    is_debugging,
    is_fault,
    keep_crash,
    log_line,
    words_of_machine,
)
from dashboard.figures.failure_words import (
    failed_words,
    machine_failed_words,
    machine_not_done_words,
    not_done_words,
)
from dashboard.views._language import speak
from dashboard.views._state import NOT_DONE
from dashboard.views._words import plain


@contextmanager
def caught(where: str) -> Iterator[None]:
    """Draw what a page may say of an error in the block, and keep the rest on disk.

    The page names no path and quotes no cell: others may see it. ``DASHBOARD_DEBUG=1``
    lets the error go on to Streamlit.
    """
    try:
        speak()
        yield
    except BaseException as error:
        if not is_fault(error):
            raise
        words = _words_of(error, where, failed_words, machine_failed_words)
        st.error(plain(words))
    draw_not_done()  # a part of a page that runs alone has no strip over it


@overload
def safely(callback: None) -> None: ...
@overload
def safely(callback: Callable[..., Any]) -> Callable[..., None]: ...
def safely(callback: Callable[..., Any] | None) -> Callable[..., None] | None:
    """Return the callback of a widget, whose error is said on the page; None of None.

    What it had done before the error stays: a selection may be half set.
    """
    if callback is None:
        return None
    called = getattr(callback, "func", callback)  # that of a partial
    where = getattr(called, "__qualname__", "callback")

    @functools.wraps(called)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            speak()
            callback(*args, **kwargs)
        except BaseException as error:
            if not is_fault(error):
                raise
            st.session_state[NOT_DONE] = words_of_click(error, where)

    return run


def words_of_click(error: BaseException, where: str) -> str:
    """Keep the error of a click and return what the page says of it."""
    return _words_of(error, where, not_done_words, machine_not_done_words)


def draw_not_done() -> None:
    """Say once that a click was not followed, where its callback failed."""
    if words := st.session_state.pop(NOT_DONE, ""):
        st.error(plain(words))


def _words_of(
    error: BaseException,
    where: str,
    of_program: Callable[[str], str],
    of_machine: Callable[[str], str],
) -> str:
    """Keep an error and return what the page says of it. Raises it for who debugs."""
    if is_debugging():
        raise error
    path = keep_crash(error, where)
    print(log_line(error, where, path), file=sys.stderr)
    lacking = words_of_machine(error, with_file=False)
    return of_machine(lacking) if lacking else of_program(path.name if path else "")
