"""How many bytes of uploaded tables all sessions of this server hold together.

Nothing here holds a table: a :class:`Hold` lives as long as the table it belongs to,
and with the session that goes its bytes are free again. What was kept of its texts, to
work each out once, is let go with it.
"""

from threading import Lock
from weakref import WeakSet, finalize

import pandas as pd

from dashboard.figures.data_page_words import no_room
from dashboard.table.read import UnreadableTableError
from dashboard.text.kept import forget_texts
from dashboard.views._tidy import collect_all

MOST_BYTES = 2 * 1024**3
"""Bytes of uploaded tables that the server keeps at one time, over all sessions.

A file counts with the rows that are made of it: Parquet and workbooks unpack to more.
"""

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
        collect_all()  # a session that ended a moment ago, or was set aside while there
    with _lock:
        free = MOST_BYTES - sum(each.size for each in _holds)
        if size > free:
            raise UnreadableTableError(no_room(size, free, MOST_BYTES))
        taken = Hold(size)
        _holds.add(taken)
    finalize(taken, forget_texts)
    return taken


def hold_again(taken: Hold, rows: pd.DataFrame) -> Hold:
    """Take room for a file and the rows made of it, in place of that for the file.

    Raises :class:`~dashboard.table.read.UnreadableTableError` where there is none.
    """
    more = hold(int(rows.memory_usage(deep=True).sum()))
    with _lock:
        taken.size, more.size = taken.size + more.size, 0
    return taken
