"""Memory that nobody uses goes back to the system, also while nobody is there.

Three things hold it. Streamlit remembers a session that left until another
one leaves, with the table that was uploaded in it. The C library keeps a heap for each
thread, and Arrow the pages of its own. And what ``gc.freeze`` has set aside is never
looked through again.
"""

import ctypes
import gc
import time
from contextlib import suppress
from functools import lru_cache
from threading import Thread
from typing import Any

import pyarrow as pa
from streamlit.runtime import Runtime, exists, get_instance

EVERY_SECONDS = 60.0
"""Time between two looks; a session that left is remembered for two minutes."""
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
    thread = Thread(target=_tidy_for_ever, name="tidy", daemon=True)
    thread.start()
    return thread


def use_few_heaps() -> None:
    """Let all threads share two heaps, and Arrow use them too."""
    pa.set_memory_pool(pa.system_memory_pool())
    with suppress(AttributeError, OSError, TypeError):  # not glibc
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def _tidy_for_ever() -> None:
    was_busy = True
    while True:
        time.sleep(EVERY_SECONDS)
        if exists():
            was_busy = tidy(get_instance(), was_busy)


def tidy(runtime: Runtime, was_busy: bool) -> bool:
    """Forget sessions that left long ago and give memory back; return if one is active.

    All is looked through only once after the last session left: that takes a moment.
    Where another version keeps sessions in another way, memory alone is given back.
    """
    sessions: Any = getattr(runtime, "_session_mgr", None)
    if not hasattr(sessions, "list_active_sessions"):
        give_back()
        return was_busy
    is_busy = bool(sessions.list_active_sessions())
    forgotten = forget_sessions(sessions)
    if forgotten or (was_busy and not is_busy):
        collect_all(look_at_frozen=not is_busy)
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


def collect_all(look_at_frozen: bool = True) -> None:
    """Free what is in circles; what stays for good is then set aside again."""
    if look_at_frozen:
        gc.unfreeze()
    gc.collect()
    if look_at_frozen:
        gc.freeze()


def give_back() -> None:
    """Give free pages of the heaps back to the system, where the C library can."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
