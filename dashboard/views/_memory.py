"""How many bytes of uploaded tables all sessions of this server hold together.

Nothing here holds a table: a :class:`Hold` lives as long as the table it belongs to,
and with the session that goes its bytes are free again. What was kept of its texts, to
work each out once, is let go with it.
"""

import gc
from threading import Lock
from weakref import WeakSet, finalize

from dashboard.figures.data_page_words import no_room
from dashboard.table.read import UnreadableTableError
from dashboard.text.kept import forget_texts

MOST_BYTES = 400 * 1024 * 1024
"""Bytes of uploaded files that the server keeps at one time, over all sessions."""

_lock = Lock()


class Hold:
    """The room that one uploaded table takes; hashed by identity, for a weak set."""

    def __init__(self, size: int) -> None:
        self.size = size


_holds: WeakSet[Hold] = WeakSet()


def held_bytes() -> int:
    """Return the bytes that the uploaded tables of all sessions take now."""
    with _lock:
        return sum(each.size for each in _holds)


def hold(size: int) -> Hold:
    """Take room for an uploaded file of ``size`` bytes; keep what is returned with it.

    Raises :class:`~dashboard.table.read.UnreadableTableError` where there is none.
    """
    if held_bytes() + size > MOST_BYTES:
        gc.collect()  # a session that ended a moment ago
    with _lock:
        free = MOST_BYTES - sum(each.size for each in _holds)
        if size > free:
            raise UnreadableTableError(no_room(size, free, MOST_BYTES))
        taken = Hold(size)
        _holds.add(taken)
    finalize(taken, forget_texts)
    return taken
