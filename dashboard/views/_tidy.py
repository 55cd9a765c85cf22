"""Memory that nobody uses goes back to the system, also while nobody is there.

Three things hold it. Streamlit remembers a session that left until another
one leaves, with the table that was uploaded in it. The C library keeps a heap for each
thread, and Arrow the pages of its own. And what Python cannot free by counting lies in
circles until they are looked for.

Streamlit looks for them after every run, through all that is alive: with 50 people and
10,000 rows 0.15 s each time, a quarter of what the server had. It is done every five
seconds at most now; and what is alive is set aside (``gc.freeze``) once a minute, after
it was looked through, so that less is looked at until then.
"""

import ctypes
import gc
import math
import time
from contextlib import suppress
from functools import lru_cache
from threading import Thread
from typing import Any

import pyarrow as pa
from streamlit.runtime import Runtime, exists, get_instance
from streamlit.runtime.scriptrunner import script_runner

from dashboard.table.on_disk import has_texts_on_disk, leave_memory

FIRST_SECONDS, EVERY_SECONDS = 10.0, 60.0
"""Time to the first look, and between two; a session that left is remembered for two
minutes."""
PAUSE_SECONDS = 5.0
"""Time from one look through what is new to the next that a run may ask for."""
M_ARENA_MAX, ARENAS = -8, 2
"""The option of glibc's ``mallopt`` for the number of heaps, and how many there are.

Only one thread runs Python at a time: with a heap for each, 200 MB in use took 845 MB.
``MALLOC_ARENA_MAX`` says it from the start; this is for who starts without it.
"""


@lru_cache(maxsize=1)
def keep_memory_small() -> Thread:
    """Let memory be given back from now on; once for the server.

    Not kept by Streamlit: a browser may empty its caches, and each time began a thread.
    """
    use_few_heaps()
    collect_seldom()
    thread = Thread(target=_tidy_for_ever, name="tidy", daemon=True)
    thread.start()
    return thread


def use_few_heaps() -> None:
    """Let all threads share two heaps, and Arrow use them too."""
    pa.set_memory_pool(pa.system_memory_pool())
    with suppress(AttributeError, OSError, TypeError):  # not glibc
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


class Seldom:
    """Python's ``gc``, whose ``collect`` does nothing soon after it did something."""

    def __init__(self, pause: float = PAUSE_SECONDS) -> None:
        self._pause, self._last = pause, -math.inf

    def collect(self, generation: int = 2) -> int:
        """Collect as ``gc.collect`` does, or return 0 where it was done just now."""
        now = time.monotonic()
        if now - self._last < self._pause:
            return 0
        self._last = now
        found = gc.collect(generation)
        if has_texts_on_disk():  # of a large table: a run has copied half of it
            give_back()
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(gc, name)


def collect_seldom() -> None:
    """Let Streamlit look for circles after a run only where it has not for a while.

    ``script_runner`` calls ``gc.collect(2)`` at the end of each run. Where another
    version does it otherwise, nothing is changed.
    """
    if getattr(script_runner, "gc", None) is gc:
        setattr(script_runner, "gc", Seldom())  # noqa: B010  it is no name of its own


def _tidy_for_ever() -> None:
    was_busy, pause = True, FIRST_SECONDS
    while True:
        time.sleep(pause)
        if exists():
            pause = EVERY_SECONDS
            with suppress(Exception):  # else nothing is given back for good
                was_busy = tidy(get_instance(), was_busy)


def tidy(runtime: Runtime, was_busy: bool) -> bool:
    """Forget sessions that left long ago and give memory back; return if one is active.

    All is looked through while there are sessions, and once after the last one left.
    Where another version keeps sessions in another way, memory alone is given back.
    """
    sessions: Any = getattr(runtime, "_session_mgr", None)
    if not hasattr(sessions, "list_active_sessions"):
        give_back()
        return was_busy
    is_busy = bool(sessions.list_active_sessions())
    forgotten = forget_sessions(sessions)
    if forgotten or was_busy or is_busy:
        collect_all()
    give_back()
    return is_busy


def forget_sessions(sessions: Any) -> int:
    """Drop the sessions that left longer ago than Streamlit remembers; return how many.

    Streamlit does it itself only when another session leaves. Where another version
    keeps them in another way, nothing is dropped.
    """
    with suppress(AttributeError), sessions._storage_lock:
        return len(sessions._session_storage._cache.expire())
    return 0


def collect_all() -> None:
    """Free what is in circles, and set aside what is alive until the next time."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Give free pages of the heaps back to the system, where the C library can."""
    leave_memory()
